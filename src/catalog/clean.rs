//! Posters that are sound images and no posters: flat ones, placeholders, one picture for several
//! films.
//!
//! In: the posters of a library, by their thumbnails and hashes. Out: films whose poster is set
//! aside, each with a reason. Nothing is deleted: any of them can be restored, and what a person
//! restored is not set aside again.

use std::collections::{BTreeMap, HashMap, HashSet};

use rayon::prelude::*;
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};
use serde::Serialize;

use super::alike::Likenesses;
use super::grouping::{Look, group};
use super::likeness::Likeness;
use super::store::OF_SHAPE;
use super::title::folded;
use super::{Error, FilmId, FindingKind, Library};
use crate::jobs::Task;

/// From so many films of different titles on, one picture is a placeholder: box sets and remakes
/// share theirs among two or three.
const PLACEHOLDER: usize = 4;

/// A film whose poster was set aside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetAside {
    /// The film.
    pub film: FilmId,
    /// Its [key](super::Film::key).
    pub key: String,
    /// Its title.
    pub title: String,
    /// Why: a [`FindingKind::name`], or `by_hand`.
    pub reason: String,
    /// Why, in words.
    pub detail: String,
    /// Of its poster: its thumbnail is still there.
    pub content_hash: Option<[u8; 32]>,
}

/// What a cleaning did.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct CleanReport {
    /// Films with a sound poster before.
    pub posters: usize,
    /// Those that keep it.
    pub kept: usize,
    /// Why the others went.
    pub set_aside: BTreeMap<String, usize>,
}

struct Candidate {
    id: i64,
    key: String,
    title: String,
    look: Look,
}

/// A film, the reason, and words.
type Verdict = (i64, FindingKind, String);

impl Library {
    /// Sets bad posters aside: flat ones, placeholders, and of one picture for two or three films
    /// all but the first film's. What an earlier cleaning set aside is judged anew. Splits follow at
    /// the next [`divide`](Self::divide) or import.
    ///
    /// # Errors
    /// [`Error`] where the library cannot be read or written, or `task` was cancelled.
    pub fn clean(&mut self, task: &Task) -> Result<CleanReport, Error> {
        self.writable()?;
        task.begin("Looking for bad posters", "posters", None);
        let films = candidates(&self.database).map_err(|error| self.failed(error))?;
        let thumbnails: Vec<Option<Vec<u8>>> = films
            .iter()
            .map(|film| self.thumbnail(&film.look.content_hash))
            .collect();
        task.begin(
            "Looking for bad posters",
            "posters",
            Some(films.len() as u64),
        );
        let flat: Vec<bool> = thumbnails
            .par_iter()
            .map(|jpeg| {
                task.check()?;
                task.advance(1);
                let likeness = jpeg.as_deref().and_then(Likeness::of_thumbnail);
                Ok(likeness.is_some_and(|likeness| likeness.is_flat()))
            })
            .collect::<Result<_, Error>>()?;
        let verdicts = judge(&self.database, &films, &flat);
        let mut report = CleanReport {
            posters: films.len(),
            kept: films.len() - verdicts.len(),
            set_aside: BTreeMap::new(),
        };
        for (_, kind, _) in &verdicts {
            *report.set_aside.entry(kind.name().to_owned()).or_default() += 1;
        }
        self.write(|database| {
            database.execute(
                "UPDATE films SET aside = NULL, aside_detail = NULL WHERE aside <> 'by_hand'",
                [],
            )?;
            let mut update =
                database.prepare("UPDATE films SET aside = ?2, aside_detail = ?3 WHERE id = ?1")?;
            for (film, kind, detail) in &verdicts {
                update.execute(params![film, kind.name(), detail])?;
            }
            Ok(())
        })?;
        Ok(report)
    }

    /// Sets this film's poster aside, by hand; `false`: there is no such film.
    ///
    /// # Errors
    /// [`Error`] where the library cannot be written.
    pub fn set_aside(&mut self, film: FilmId) -> Result<bool, Error> {
        self.write(|database| {
            let changed = database.execute(
                "UPDATE films SET aside = 'by_hand', aside_detail = 'removed by hand', kept = 0
                 WHERE id = ?1",
                [film.0],
            )?;
            Ok(changed > 0)
        })
    }

    /// Gives this film its poster back, whatever its shape, and keeps it at the next cleaning; `false`: there is no such
    /// film.
    ///
    /// # Errors
    /// [`Error`] where the library cannot be written.
    pub fn restore(&mut self, film: FilmId) -> Result<bool, Error> {
        self.write(|database| {
            let changed = database.execute(
                "UPDATE films SET aside = NULL, aside_detail = NULL, kept = 1 WHERE id = ?1",
                [film.0],
            )?;
            Ok(changed > 0)
        })
    }

    /// Films whose poster was set aside, or is no poster by its shape or size, in the order in which
    /// they came in: all that [`restore`](Self::restore) can give back.
    ///
    /// # Errors
    /// [`Error`] where the library cannot be read.
    pub fn aside(&self) -> Result<Vec<SetAside>, Error> {
        let read = || -> rusqlite::Result<Vec<SetAside>> {
            self.database
                .prepare(&format!(
                    "SELECT films.id, key, title, coalesce(aside, fault),
                        coalesce(aside_detail, fault_detail, ''), content_hash
                     FROM films LEFT JOIN posters ON posters.id = poster_id
                     WHERE aside IS NOT NULL OR (NOT kept AND fault IN {OF_SHAPE})
                     ORDER BY films.id"
                ))?
                .query_map([], |row| {
                    Ok(SetAside {
                        film: FilmId(row.get(0)?),
                        key: row.get(1)?,
                        title: row.get(2)?,
                        reason: row.get(3)?,
                        detail: row.get(4)?,
                        content_hash: row.get(5)?,
                    })
                })?
                .collect()
        };
        read().map_err(|error| self.failed(error))
    }

    /// The film of this key.
    ///
    /// # Errors
    /// [`Error`] where the library cannot be read.
    pub fn film_of_key(&self, key: &str) -> Result<Option<FilmId>, Error> {
        let select = "SELECT id FROM films WHERE key = ?1";
        let found = self.database.query_row(select, [key], |row| row.get(0));
        let found = found.optional().map_err(|error| self.failed(error))?;
        Ok(found.map(FilmId))
    }

    /// Runs `work` in one transaction.
    pub(super) fn write<T>(
        &mut self,
        work: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, Error> {
        let written = self
            .database
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .and_then(|transaction| {
                let done = work(&transaction)?;
                transaction.commit()?;
                Ok(done)
            });
        written.map_err(|error| self.failed(error))
    }
}

/// Films whose poster is sound and that nobody decided about.
fn candidates(database: &Connection) -> rusqlite::Result<Vec<Candidate>> {
    database
        .prepare(
            "SELECT films.id, key, title, content_hash, perceptual_hash
             FROM films JOIN posters ON posters.id = poster_id AND fault IS NULL
             WHERE (aside IS NULL OR aside <> 'by_hand') AND NOT kept ORDER BY key",
        )?
        .query_map([], |row| {
            Ok(Candidate {
                id: row.get(0)?,
                key: row.get(1)?,
                title: row.get(2)?,
                look: Look {
                    content_hash: row.get(3)?,
                    perceptual_hash: row.get::<_, i64>(4)?.cast_unsigned(),
                },
            })
        })?
        .collect()
}

fn judge(database: &Connection, films: &[Candidate], flat: &[bool]) -> Vec<Verdict> {
    let mut verdicts: Vec<Verdict> = films
        .iter()
        .zip(flat)
        .filter(|(_, flat)| **flat)
        .map(|(film, _)| {
            let words = "one colour and nothing on it; find the film's poster";
            (film.id, FindingKind::Flat, words.to_owned())
        })
        .collect();
    let printed: Vec<&Candidate> = films
        .iter()
        .zip(flat)
        .filter(|(_, flat)| !**flat)
        .map(|(film, _)| film)
        .collect();
    let looks: Vec<Look> = printed.iter().map(|film| film.look).collect();
    let mut likenesses = Likenesses::new(database);
    let groups = group(&looks, |one, other| {
        likenesses.same(&looks[one].content_hash, &looks[other].content_hash)
    });
    let mut members: HashMap<usize, Vec<&Candidate>> = HashMap::new();
    for (film, group) in printed.iter().zip(groups) {
        members.entry(group).or_default().push(film);
    }
    let mut members: Vec<Vec<&Candidate>> = members.into_values().collect();
    members.sort_by_key(|films| films[0].id);
    for films in members {
        // A film that stands twice under one title shares its poster by right.
        let titles: HashSet<String> = films.iter().map(|film| folded(&film.title)).collect();
        if titles.len() >= PLACEHOLDER {
            let words = format!(
                "the same picture for {} films: a placeholder; find the film's poster",
                films.len()
            );
            let verdict = |film: &&Candidate| (film.id, FindingKind::Placeholder, words.clone());
            verdicts.extend(films.iter().map(verdict));
        } else if titles.len() > 1 {
            let first = films[0];
            let own = folded(&first.title);
            let others = films[1..].iter().filter(|film| folded(&film.title) != own);
            verdicts.extend(others.map(|film| {
                let words = format!("the same picture as {} ({})", first.title, first.key);
                (film.id, FindingKind::SharedPoster, words)
            }));
        }
    }
    verdicts
}
