//! Which films a folder holds: whose poster each image is, told by the conventions of media centres
//! and by names, and what is a picture of something else.
//!
//! In: a [`Listing`]. Out: one [`Film`] for each film, with its poster and what names and
//! descriptions say of it. A folder that holds one film (`Heat (1995)/poster.jpg`) names it.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::Path;

use super::art::{Art, is_always_extras, is_extras, is_season, picture};
use super::film::{Film, file_stem, key, unit_key};
use super::name::Name;
use super::nfo::Note;
use super::shelf::{Shelf, Sorted, UNSAID, Unit, sort};
use super::spelling::folded;
use super::walk::Listing;
use crate::catalog::{Finding, FindingKind};

/// The films of a folder.
#[derive(Debug, Default)]
pub struct Films {
    /// In the order of their posters.
    pub films: Vec<Film>,
    /// Images that are no film's poster, by reason.
    pub passed: BTreeMap<&'static str, usize>,
    /// Descriptions that cannot be read.
    pub findings: Vec<Finding>,
}

/// Tells the films of the folder `root`.
pub fn films(listing: &Listing, root: &Path) -> Films {
    let mut teller = Teller {
        listing,
        root,
        found: Films::default(),
        shows: HashSet::new(),
        of_films: HashSet::new(),
        with_films_below: HashSet::new(),
    };
    let mut shelves: BTreeMap<&str, Shelf> = BTreeMap::new();
    let place = |path: &'_ str| path.rfind('/').map_or(0, |at| at + 1);
    for (index, path) in listing.images.iter().enumerate() {
        let shelf = shelves.entry(&path[..place(path)]).or_default();
        shelf.images.push(index);
    }
    for (index, path) in listing.notes.iter().enumerate() {
        let shelf = shelves.entry(&path[..place(path)]).or_default();
        shelf.notes.push(index);
    }
    for (index, path) in listing.videos.iter().enumerate() {
        let shelf = shelves.entry(&path[..place(path)]).or_default();
        shelf.videos.push(index);
    }
    for (folder, shelf) in &shelves {
        teller.look(folder, shelf);
    }
    // What lies deeper first: a folder of films is no film.
    for (folder, shelf) in shelves.iter().rev() {
        teller.shelf(folder, shelf);
    }
    let mut found = teller.found;
    found.films.sort_by_cached_key(|film| {
        let image = film.image.map(|image| listing.images[image].clone());
        image.unwrap_or_else(|| film.folder.clone() + &film.text)
    });
    found
}

struct Teller<'a> {
    listing: &'a Listing,
    root: &'a Path,
    found: Films,
    /// Folders of series.
    shows: HashSet<String>,
    /// Folders that say themselves that they are one film's.
    of_films: HashSet<String>,
    with_films_below: HashSet<String>,
}

impl Teller<'_> {
    /// What a folder says of itself, before its films are told.
    fn look(&mut self, folder: &str, shelf: &Shelf) {
        let note = |name: &str| {
            shelf.notes.iter().any(|&note| {
                let found = file_stem(&self.listing.notes[note]);
                folded(found) == folded(name)
            })
        };
        // Among posters of films, a single one of a season makes no series of them.
        let has_season = || {
            let mut images = shelf
                .images
                .iter()
                .map(|&image| &self.listing.images[image]);
            images.any(|image| picture(file_stem(image)).art == Art::Series)
        };
        if note("tvshow") || (!folder.is_empty() && has_season()) {
            self.shows.insert(folder.to_owned());
        }
        let name = self.name_of(folder);
        if is_season(&name) {
            self.shows.insert(folder.to_owned());
            // `Season 1` lies in its show; the folder of posters itself is none.
            if let Some(above) = above(folder).filter(|above| !above.is_empty()) {
                self.shows.insert(above.to_owned());
            }
        }
        if Name::of(&name).is_sure() || note("movie") || !shelf.videos.is_empty() {
            self.of_films.insert(folder.to_owned());
        }
    }

    fn shelf(&mut self, folder: &str, shelf: &Shelf) {
        let mut at = Some(folder);
        while let Some(inner) = at.filter(|inner| !inner.is_empty()) {
            let above = above(inner).unwrap_or_default();
            let name = self.name_of(inner);
            if is_always_extras(&name) || (is_extras(&name) && self.of_films.contains(above)) {
                return self.pass("art", shelf.images.len());
            }
            if self.shows.contains(inner) {
                return self.pass("series", shelf.images.len());
            }
            at = Some(above);
        }
        if self.shows.contains("") && folder.is_empty() {
            return self.pass("series", shelf.images.len());
        }
        let before = self.found.films.len();
        self.films_of(folder, shelf);
        if self.found.films.len() > before {
            let mut around = above(folder);
            while let Some(folder) = around {
                self.with_films_below.insert(folder.to_owned());
                around = above(folder);
            }
        }
    }

    fn films_of(&mut self, folder: &str, shelf: &Shelf) {
        let own = self.name_of(folder);
        let own_key = key(&own);
        let is_film_folder = self.of_films.contains(folder);
        let Sorted {
            units,
            bare,
            note: own_note,
            videos: video_keys,
            mut art,
        } = sort(self.listing, shelf, is_film_folder, folder.is_empty());
        let own_note = own_note.or_else(|| units.get(&unit_key(&own))?.note);
        let is_of_it = |text: &str| {
            let key = key(text);
            key == own_key || video_keys.contains(&key)
        };
        let with_posters: Vec<&str> = units
            .values()
            .filter(|unit| !unit.posters.is_empty())
            .map(|unit| unit.text.as_str())
            .collect();
        let notes = units.values().filter(|unit| unit.note.is_some()).count();
        let named = Name::of(&own).is_sure();
        let of_it = with_posters.iter().filter(|text| is_of_it(text)).count();
        let of_others = with_posters
            .iter()
            .any(|text| !is_of_it(text) && Name::of(text).is_sure());
        let is_a_shelf = (self.with_films_below.contains(folder) && !named) || of_others;
        let has_its_own = !bare.is_empty() || of_it > 0 || with_posters.len() == 1;
        let has_only_its_own = of_it == with_posters.len() && video_keys.len() < 2 && notes < 2;
        let is_one = match () {
            () if own_note.is_some() => !of_others && (has_its_own || with_posters.is_empty()),
            () if is_a_shelf => false,
            () if named => has_its_own || (with_posters.is_empty() && notes == 1),
            () if bare.is_empty() => false,
            () => has_only_its_own || (video_keys.len() == 1 && !folder.is_empty()),
        };
        if is_one {
            art += self.one(folder, own, own_note, bare, units, &video_keys);
            self.pass("art", art);
            return;
        }
        // The picture of a folder of films is none of a film.
        self.pass("art", art + bare.len());
        for unit in units.into_values() {
            let note = unit.note.and_then(|note| self.note(note));
            if note.as_ref().is_some_and(|note| note.no_film) {
                self.pass("series", unit.posters.len());
                continue;
            }
            if unit.posters.is_empty() && note.is_none() {
                continue;
            }
            // Files that differ in case or extension are films of their own, unless one says that
            // it is a poster of the other.
            let is_one = note.is_some()
                || unit.posters.iter().any(|(rank, _)| *rank < UNSAID)
                || Name::of(&unit.text).year.is_some();
            let split = match is_one {
                true => vec![unit.posters],
                false => unit
                    .posters
                    .into_iter()
                    .map(|poster| vec![poster])
                    .collect(),
            };
            for posters in split {
                let name = Name::of(&unit.text);
                self.found.films.push(Film {
                    is_titled: name.year.is_some(),
                    name,
                    text: unit.text.clone(),
                    folder: folder.to_owned(),
                    note: note.clone(),
                    ..self.with(posters)
                });
            }
        }
    }

    /// A folder of one film; returns how many of its images are no poster.
    fn one(
        &mut self,
        folder: &str,
        own: String,
        own_note: Option<usize>,
        bare: Vec<(u16, usize)>,
        units: BTreeMap<String, Unit>,
        videos: &BTreeSet<String>,
    ) -> usize {
        let own_key = key(&own);
        let mut posters = bare;
        let mut beside = Vec::new();
        let mut note = own_note;
        for unit in units.into_values() {
            let key = key(&unit.text);
            let its_own = key == own_key || videos.contains(&key);
            note = note.or(unit.note);
            for (rank, image) in unit.posters {
                match rank < UNSAID || its_own {
                    true => posters.push((rank, image)),
                    false => beside.push((600, image)),
                }
            }
        }
        if posters.is_empty() && beside.len() == 1 {
            posters.append(&mut beside);
        }
        let note = note.and_then(|note| self.note(note));
        let images = posters.len() + beside.len();
        if note.as_ref().is_some_and(|note| note.no_film) {
            self.pass("series", images);
            return 0;
        }
        if !posters.is_empty() || note.is_some() {
            let name = Name::of(&own);
            self.found.films.push(Film {
                is_titled: !name.title.is_empty(),
                name,
                text: own,
                folder: folder.to_owned(),
                note,
                ..self.with(posters)
            });
        }
        beside.len()
    }

    /// The first of several posters is the film's.
    fn with(&self, mut posters: Vec<(u16, usize)>) -> Film {
        posters.sort_by_key(|&(rank, image)| (rank, &self.listing.images[image]));
        let mut images = posters.into_iter().map(|(_, image)| image);
        Film {
            image: images.next(),
            others: images.collect(),
            ..Film::default()
        }
    }

    fn note(&mut self, index: usize) -> Option<Note> {
        let relative = &self.listing.notes[index];
        match Note::read(&self.root.join(relative)) {
            Ok(note) => Some(note),
            Err(reason) => {
                self.found.findings.push(Finding {
                    kind: FindingKind::UnreadableNote,
                    subject: relative.clone(),
                    place: self.root.display().to_string(),
                    detail: format!("{reason}; nothing is taken from it"),
                });
                None
            }
        }
    }

    fn pass(&mut self, reason: &'static str, count: usize) {
        if count > 0 {
            *self.found.passed.entry(reason).or_default() += count;
        }
    }

    /// What a folder is called; the root by its own name.
    fn name_of(&self, folder: &str) -> String {
        let path = folder.trim_end_matches('/');
        if path.is_empty() {
            let name = self.root.file_name().map(|name| name.to_string_lossy());
            return name.unwrap_or_default().into_owned();
        }
        path.rsplit('/').next().unwrap_or(path).to_owned()
    }
}

/// The folder around a folder; `None` of the root.
fn above(folder: &str) -> Option<&str> {
    let path = folder.strip_suffix('/')?;
    Some(path.rfind('/').map_or("", |at| &path[..=at]))
}
