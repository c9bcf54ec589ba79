//! The posters that an import's films ask for: which are there, which are new, what is in them.
//!
//! In: a film and a file, or the name of one that is not there, row by row. Out: the posters in
//! the database, decoded on all cores and stored in batches.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use rusqlite::TransactionBehavior;

use super::examine::{Examined, Stamp, examine};
use crate::catalog::store::{self, KnownPoster, PosterLink};
use crate::catalog::{Error, Library, PosterStorage};
use crate::jobs::Task;

/// Posters that are stored in one transaction: what `kill -9` can cost.
const BATCH: usize = 256;
/// What the films of an import get.
#[derive(Debug, Default)]
pub struct Wanted {
    /// In the order of their rows.
    pub found: Vec<(i64, PathBuf)>,
    /// Films whose poster is not there.
    pub missing: Vec<i64>,
}

/// Reads posters into a library.
pub struct Posters<'a> {
    /// The library.
    pub library: &'a mut Library,
    /// Leave or copy them.
    pub storage: PosterStorage,
    /// Progress and cancel.
    pub task: &'a Task,
}

/// A poster file that must be read.
struct Job {
    path: PathBuf,
    stored: String,
    stamp: Stamp,
}

#[derive(Debug, Clone, Copy)]
enum Link {
    Known(i64),
    Job(usize),
    Nothing,
}

impl Posters<'_> {
    /// Reads what is new; returns the files that films have.
    ///
    /// # Errors
    /// [`Error`] where the library cannot be written or the task was cancelled.
    pub fn run(mut self, wanted: Wanted) -> Result<HashSet<PathBuf>, Error> {
        let mut known = store::known_posters(&self.library.database)
            .map_err(|error| self.library.failed(error))?;
        let total = wanted.found.len() as u64;
        self.task.begin("Reading posters", "posters", Some(total));
        self.forget(&wanted.missing)?;
        for batch in wanted.found.chunks(BATCH) {
            self.task.check()?;
            self.batch(batch, &mut known)?;
        }
        Ok(wanted.found.into_iter().map(|(_, path)| path).collect())
    }

    /// The posters that these films had are gone.
    fn forget(&mut self, films: &[i64]) -> Result<(), Error> {
        let forget = |library: &mut Library| {
            let transaction = library.database.transaction()?;
            for &film in films {
                store::link_poster(&transaction, film, PosterLink::Nothing)?;
            }
            transaction.commit()
        };
        let forgotten: rusqlite::Result<()> = forget(self.library);
        forgotten.map_err(|error| self.library.failed(error))
    }

    /// Reads and stores a batch; `known` gets what is known from now on.
    ///
    /// # Errors
    /// As [`run`](Self::run).
    pub fn batch(
        &mut self,
        films: &[(i64, PathBuf)],
        known: &mut HashMap<String, KnownPoster>,
    ) -> Result<(), Error> {
        let mut jobs: Vec<Job> = Vec::new();
        let links: Vec<Link> = films
            .iter()
            .map(|(_, path)| self.link(path, known, &mut jobs))
            .collect();
        let examined = self.examine(&jobs)?;
        let stored = self.store(films, &links, &jobs, &examined);
        known.extend(stored.map_err(|error| self.library.failed(error))?);
        Ok(())
    }

    /// A known poster, or a place among `jobs`.
    fn link(&self, path: &Path, known: &HashMap<String, KnownPoster>, jobs: &mut Vec<Job>) -> Link {
        let Some(stored) = store::stored_path(&self.library.root, path) else {
            // Names that are not Unicode are found while looking through the folder.
            self.task.advance(1);
            return Link::Nothing;
        };
        let stamp = Stamp::of(path);
        if let (Some(known), Some(stamp)) = (known.get(&stored), stamp)
            && known.stamp == stamp
            && self.is_stored_as_asked(known, &stored)
        {
            self.task.advance(1);
            return Link::Known(known.id);
        }
        let job = jobs.iter().position(|job| job.stored == stored);
        Link::Job(job.unwrap_or_else(|| {
            let stamp = stamp.unwrap_or(Stamp {
                size: -1,
                modified_ns: 0,
            });
            jobs.push(Job {
                path: path.to_owned(),
                stored,
                stamp,
            });
            jobs.len() - 1
        }))
    }

    /// Whether a known poster lies where this import wants it: a copy that is gone, or one that
    /// was not made yet, is made now.
    fn is_stored_as_asked(&self, known: &KnownPoster, source: &str) -> bool {
        let copied = known.path != source;
        let there = || store::real_path(&self.library.root, &known.path).is_file();
        match self.storage {
            PosterStorage::Refer => !copied || there(),
            PosterStorage::Copy => known.faulty || (copied && there()),
        }
    }

    fn examine(&self, jobs: &[Job]) -> Result<Vec<Examined>, Error> {
        let copies = self.library.posters_dir();
        let copy_to = (self.storage == PosterStorage::Copy).then_some(copies.as_path());
        jobs.par_iter()
            .map(|job| {
                self.task.check()?;
                let examined = examine(&job.path, copy_to);
                self.task.advance(1);
                Ok(examined)
            })
            .collect()
    }

    /// Stores a batch; returns the posters that are known from now on.
    fn store(
        &mut self,
        films: &[(i64, PathBuf)],
        links: &[Link],
        jobs: &[Job],
        examined: &[Examined],
    ) -> rusqlite::Result<Vec<(String, KnownPoster)>> {
        let root = self.library.root.clone();
        let database = &mut self.library.database;
        let transaction = database.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut posters = Vec::with_capacity(jobs.len());
        for (job, examined) in jobs.iter().zip(examined) {
            let path = store::stored_path(&root, &examined.path);
            let path = path.unwrap_or_else(|| job.stored.clone());
            let id = store::put_poster(&transaction, &job.stored, &path, job.stamp, examined)?;
            let known = KnownPoster {
                id,
                stamp: job.stamp,
                path,
                faulty: examined.fault.is_some(),
            };
            posters.push((job.stored.clone(), known));
        }
        for ((film, _), link) in films.iter().zip(links) {
            let link = match *link {
                Link::Known(id) => PosterLink::To(id),
                Link::Job(index) => PosterLink::To(posters[index].1.id),
                Link::Nothing => PosterLink::Nothing,
            };
            store::link_poster(&transaction, *film, link)?;
        }
        transaction.commit()?;
        Ok(posters)
    }
}
