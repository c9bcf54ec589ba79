//! What lies in one folder, sorted: which picture is whose, and of what.
//!
//! In: the images, descriptions and videos of a folder. Out: a [`Sorted`]: names with their posters,
//! posters that bear no name, and how many pictures are no poster.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::art::{Art, picture};
use super::film::{file_stem, key, unit_key};
use super::name::Name;
use super::spelling::folded;
use super::walk::Listing;

/// The rank of a poster that does not say that it is one.
pub const UNSAID: u16 = 500;

/// What lies in one folder: indices into the listing.
#[derive(Debug, Default)]
pub struct Shelf {
    /// Images.
    pub images: Vec<usize>,
    /// Descriptions.
    pub notes: Vec<usize>,
    /// Videos.
    pub videos: Vec<usize>,
}

/// What one name in a folder has.
#[derive(Debug, Default)]
pub struct Unit {
    /// The name.
    pub text: String,
    /// Its posters; the smallest rank counts most.
    pub posters: Vec<(u16, usize)>,
    /// Its description.
    pub note: Option<usize>,
}

/// A folder's things, sorted.
#[derive(Debug, Default)]
pub struct Sorted {
    /// By the names that they bear.
    pub units: BTreeMap<String, Unit>,
    /// Posters of whatever the folder is.
    pub bare: Vec<(u16, usize)>,
    /// The description of the folder's film.
    pub note: Option<usize>,
    /// What its videos are called, as keys.
    pub videos: BTreeSet<String>,
    /// Pictures that are no poster.
    pub art: usize,
}

/// Sorts a folder that says itself that it is one film's, or not; `at_root`: the folder of posters.
pub fn sort(listing: &Listing, shelf: &Shelf, is_film_folder: bool, at_root: bool) -> Sorted {
    let mut sorted = Sorted::default();
    for &note in &shelf.notes {
        let text = file_stem(&listing.notes[note]);
        if folded(text) == "movie" {
            sorted.note = Some(note);
        } else {
            unit(&mut sorted.units, text).note = Some(note);
        }
    }
    let videos = shelf
        .videos
        .iter()
        .map(|&video| file_stem(&listing.videos[video]));
    sorted.videos = videos
        .filter(|text| !is_extra_video(text))
        .map(key)
        .collect();
    let stem_of = |image: &usize| file_stem(&listing.images[*image]);
    let plain: HashSet<String> = shelf
        .images
        .iter()
        .map(|image| key(stem_of(image)))
        .collect();
    let has_common = shelf.images.iter().any(|image| {
        let found = picture(stem_of(image));
        found.of.is_empty() && !found.doubtful && matches!(found.art, Art::Poster(_))
    });
    let mut images = shelf.images.clone();
    // Names that are sure come first: what else bears them is theirs.
    images.sort_by_key(|image| picture(stem_of(image)).doubtful);
    for image in images {
        if listing.links.contains(&listing.images[image]) {
            continue;
        }
        let whole = stem_of(&image);
        let mut found = picture(whole);
        let is_told = match found.of {
            "" => is_film_folder || has_common,
            of => {
                let (key, name) = (key(of), Name::of(of));
                sorted.units.contains_key(&unit_key(of))
                    || plain.contains(&key)
                    || sorted.videos.contains(&key)
                    || name.is_sure()
                    || name.number.is_some()
            }
        };
        if found.doubtful && !is_told {
            (found.of, found.art) = (whole, Art::Unsaid);
        }
        match (found.of, found.art) {
            // In a folder of posters that are named after films this may be a title.
            ("", Art::Other) if !is_film_folder && !has_common && at_root => {
                let unit = unit(&mut sorted.units, whole);
                unit.posters.push((UNSAID, image));
            }
            (_, Art::Other | Art::Series) => sorted.art += 1,
            ("", Art::Poster(rank)) => sorted.bare.push((rank, image)),
            (of, Art::Poster(rank)) => unit(&mut sorted.units, of).posters.push((rank, image)),
            (of, Art::Unsaid) => unit(&mut sorted.units, of).posters.push((UNSAID, image)),
        }
    }
    sorted
}

fn unit<'a>(units: &'a mut BTreeMap<String, Unit>, text: &str) -> &'a mut Unit {
    let unit = units.entry(unit_key(text)).or_default();
    if unit.text.is_empty() {
        text.clone_into(&mut unit.text);
    }
    unit
}

fn is_extra_video(stem: &str) -> bool {
    let small = folded(stem);
    let ends = [
        "-trailer",
        "-sample",
        "-behindthescenes",
        "-deleted",
        "-featurette",
        "-interview",
        "-scene",
        "-short",
        "-other",
    ];
    ends.iter().any(|end| small.ends_with(end)) || ["trailer", "sample"].contains(&small.as_str())
}
