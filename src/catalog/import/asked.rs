//! What the rows of an import ask for: posters that were found, some surely and some by a likeness,
//! and posters that are not there.
//!
//! In: what was found for each row. Out: one poster a film, and a finding for every film that asks
//! for one and gets none, or gets one that one should look at.

use std::collections::{BTreeMap, HashSet};

use super::claims::{Asking, settle};
use super::folder::{Folder, How};
use super::identity::names::hash;
use super::identity::{Identities, Place};
use super::poster_file::PosterFile;
use super::posters::Wanted;
use super::row::{Row, is_web_address};
use super::source::Source;
use crate::catalog::FindingKind;

/// Films without a poster that are kept in words; more are counted.
const MOST: usize = 2000;

/// Subject and detail of a finding; `None`: it is counted only.
type Words = Option<Box<(String, String)>>;

/// Posters that films ask for.
#[derive(Debug, Default)]
pub struct Asked {
    found: Vec<Asking>,
    missing: Vec<(i64, Place, FindingKind, Words)>,
}

impl Asked {
    /// `film`, whose row stands in `place`, asks for this poster.
    pub fn ask(
        &mut self,
        (film, place): (i64, Place),
        row: &Row,
        poster: PosterFile,
        folder: Option<&Folder>,
    ) {
        let key = || row.best_name().unwrap_or_default();
        let asking = |path, how: How| Asking {
            film,
            place,
            path,
            how,
            written: row.file.as_deref().map_or(0, hash),
            key: match how {
                How::Path => "".into(),
                _ => key().into(),
            },
        };
        match poster {
            PosterFile::NotAsked => {}
            PosterFile::Found(path, how) => self.found.push(asking(path, how)),
            PosterFile::Either(numbers) => {
                let numbers = numbers.into_iter();
                self.found
                    .extend(numbers.map(|(path, scheme)| asking(path, How::Number(scheme))));
            }
            PosterFile::Ambiguous(files) => {
                let words = || {
                    let advice = "give its path in the table, or rename them";
                    (
                        key(),
                        format!(
                            "each of these could be its poster, none is taken: {files}; {advice}"
                        ),
                    )
                };
                self.lack(film, place, FindingKind::AmbiguousPoster, words);
            }
            PosterFile::Missing(name) => {
                let words = || {
                    let place = folder.map_or_else(
                        || "beside the table".to_owned(),
                        |folder| format!("in {}", folder.root.display()),
                    );
                    let advice = match (is_web_address(&name), name.as_str()) {
                        (true, _) => "fetch it (onesheet fetch) or add it",
                        (_, "") => "say in a column poster_file what it is called",
                        _ => "add it or correct the name",
                    };
                    let key = key();
                    let detail = format!("the poster of {key} is not {place}; {advice}");
                    (if name.is_empty() { key } else { name }, detail)
                };
                self.lack(film, place, FindingKind::MissingFile, words);
            }
        }
    }

    fn lack(
        &mut self,
        film: i64,
        place: Place,
        kind: FindingKind,
        words: impl FnOnce() -> (String, String),
    ) {
        let words = (self.missing.len() < MOST).then(|| Box::new(words()));
        self.missing.push((film, place, kind, words));
    }

    /// One poster a film, and how many were found how.
    pub fn settle(
        &mut self,
        identities: &Identities,
        sources: &mut [Source],
    ) -> (Wanted, BTreeMap<String, usize>) {
        let mut found = std::mem::take(&mut self.found);
        for asking in &mut found {
            asking.film = identities.now(asking.film);
        }
        let mut note = |place: Place, kind, words: &mut dyn FnMut() -> (String, String)| {
            if let Some(source) = sources.get_mut(place.source) {
                source.findings.stand(place.row, place.line);
                source.findings.note(kind, words);
            }
        };
        let (kept, refused) = settle(surest(found));
        let mut have: HashSet<i64> = HashSet::new();
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        let mut wanted = Wanted::default();
        for asking in kept {
            if !have.insert(asking.film) {
                continue;
            }
            *counts.entry(asking.how.label().to_owned()).or_default() += 1;
            if let Some(doubt) = asking.how.doubt() {
                note(asking.place, FindingKind::PosterByLikeness, &mut || {
                    let file = asking.path.display();
                    let advice = "name it in the table to be certain";
                    (asking.key.to_string(), format!("{file}: {doubt}; {advice}"))
                });
            }
            wanted.found.push((asking.film, asking.path));
        }
        for refused in refused {
            let asking = refused.asking;
            if !have.insert(asking.film) {
                continue;
            }
            wanted.missing.push(asking.film);
            let kind = match refused.is_missing {
                true => FindingKind::MissingFile,
                false => FindingKind::AmbiguousPoster,
            };
            note(asking.place, kind, &mut || {
                let advice = "add it, or name it in the table";
                let reason = &refused.reason;
                (
                    asking.key.to_string(),
                    format!("its poster is not certain: {reason}; {advice}"),
                )
            });
        }
        for (film, place, kind, words) in std::mem::take(&mut self.missing) {
            let film = identities.now(film);
            if !have.insert(film) {
                continue;
            }
            wanted.missing.push(film);
            let mut words = words.map(|words| *words).unwrap_or_default();
            note(place, kind, &mut || std::mem::take(&mut words));
        }
        (wanted, counts)
    }
}

/// Of each film, what was found most surely; of several tables the first. Numbers stay side by side:
/// which of them counts is told by all films together.
fn surest(found: Vec<Asking>) -> Vec<Asking> {
    let mut best: std::collections::HashMap<i64, (u8, Place)> = std::collections::HashMap::new();
    for asking in &found {
        let rank = asking.how.rank();
        let held = best.entry(asking.film).or_insert((rank, asking.place));
        if rank < held.0 {
            *held = (rank, asking.place);
        }
    }
    found
        .into_iter()
        .filter(|asking| best[&asking.film] == (asking.how.rank(), asking.place))
        .collect()
}
