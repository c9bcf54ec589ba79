//! An import from its beginning to its report.
//!
//! Rows are read, each film's poster is found, posters are decoded on all cores in batches, and
//! each batch is stored in one transaction: after a crash the posters of finished batches are
//! known and are not decoded again. Splits, findings and the report come last, from what the
//! database then holds, so that an interrupted import that is run again ends like one that was
//! not, and repeating an import changes nothing.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use rusqlite::TransactionBehavior;

pub(super) mod columns;
pub(super) mod examine;
pub(super) mod folder;
pub mod report;
pub(super) mod row;
pub(super) mod source;
pub(super) mod table;
mod tally;

use super::divide;
use super::library::LAST_IMPORT;
use super::store::{self, KnownPoster, PosterLink};
use super::{Error, Finding, FindingKind, ImportReport, ImportRequest, Library, PosterStorage};
use crate::jobs::Task;
use examine::{Examined, Stamp, examine};
use folder::Folder;
use row::Row;
use source::{PosterFile, Seen, Source, absolute, from_folder, from_table, poster_file, unclaimed};

/// Films that are stored in one transaction: what `kill -9` can cost.
const BATCH: usize = 256;

/// See [`Library::import`].
pub(super) fn import(
    library: &mut Library,
    request: &ImportRequest,
    task: &Task,
) -> Result<ImportReport, Error> {
    check(request)?;
    task.begin("Looking for posters", "files", None);
    let folder = match &request.posters {
        Some(path) => Some(Folder::scan(&absolute(path)?, library.root(), task)?),
        None => None,
    };
    task.begin("Reading tables", "rows", None);
    let mut sources = read_sources(request, folder.as_ref(), task)?;
    if request.storage == PosterStorage::Copy {
        let path = library.posters_dir();
        std::fs::create_dir_all(&path).map_err(|source| Error::Io {
            path,
            doing: "making the folder for posters",
            cause: source,
        })?;
    }
    let known = store::known_posters(&library.database).map_err(|error| library.failed(error))?;
    let films: usize = sources.iter().map(|source| source.rows.len()).sum();
    task.begin("Reading posters", "posters", Some(films as u64));
    let mut batches = Batches {
        library,
        storage: request.storage,
        folder: folder.as_ref(),
        known,
        claimed: HashSet::new(),
        task,
    };
    for source in &mut sources {
        batches.run(source)?;
    }
    let claimed = batches.claimed;
    if let (Some(folder), Some(last)) = (&folder, sources.last_mut()) {
        last.findings.extend(folder.findings.iter().cloned());
        last.findings.extend(unclaimed(folder, &claimed));
    }
    finish(library, request, &sources, task)
}

fn check(request: &ImportRequest) -> Result<(), Error> {
    let fault = |text: &str| Err(Error::Request(text.to_owned()));
    if request.tables.is_empty() && request.posters.is_none() {
        return fault("nothing to import: give a table of films, a folder of posters, or both");
    }
    match request.genres.len() {
        1..=64 => Ok(()),
        0 => fault("the list of genres is empty; name at least one"),
        _ => fault("the list of genres is too long; name at most 64"),
    }
}

fn read_sources(
    request: &ImportRequest,
    folder: Option<&Folder>,
    task: &Task,
) -> Result<Vec<Source>, Error> {
    if let (true, Some(folder)) = (request.tables.is_empty(), folder) {
        return Ok(vec![from_folder(folder)?]);
    }
    let mut seen = Seen::default();
    let read = |table: &PathBuf| from_table(table, &mut seen, task);
    request.tables.iter().map(read).collect()
}

/// The films of an import on their way into the database.
struct Batches<'a> {
    library: &'a mut Library,
    storage: PosterStorage,
    folder: Option<&'a Folder>,
    known: HashMap<String, KnownPoster>,
    claimed: HashSet<PathBuf>,
    task: &'a Task,
}

/// A poster file that must be read, and what was found in it.
struct Job {
    path: PathBuf,
    stored: String,
    stamp: Stamp,
}

impl Batches<'_> {
    fn run(&mut self, source: &mut Source) -> Result<(), Error> {
        let rows = std::mem::take(&mut source.rows);
        for batch in rows.chunks(BATCH) {
            self.task.check()?;
            self.batch(batch, source)?;
        }
        source.rows = rows;
        Ok(())
    }

    fn batch(&mut self, rows: &[Row], source: &mut Source) -> Result<(), Error> {
        // What each film's poster is: the place of a file among `jobs`, or a known row.
        let mut wanted: Vec<Wanted> = Vec::with_capacity(rows.len());
        let mut jobs: Vec<Job> = Vec::new();
        for row in rows {
            wanted.push(self.want(row, source, &mut jobs));
        }
        let examined = self.examine(&jobs)?;
        let root = self.library.root.clone();
        let stored = store_batch(self.library, &root, rows, &wanted, &jobs, &examined);
        let stored = stored.map_err(|error| self.library.failed(error))?;
        self.known.extend(stored);
        Ok(())
    }

    /// Finds a film's poster; one that must be read is added to `jobs`.
    fn want(&mut self, row: &Row, source: &mut Source, jobs: &mut Vec<Job>) -> Wanted {
        let path = match poster_file(row, self.folder, &source.path) {
            PosterFile::Found(path) => path,
            PosterFile::NotAsked => {
                self.task.advance(1);
                return Wanted::AsBefore;
            }
            PosterFile::Missing(name) => {
                self.task.advance(1);
                source.findings.push(missing_file(row, &name, self.folder));
                source.missing.insert(row.key.clone());
                return Wanted::Nothing;
            }
        };
        self.claimed.insert(path.clone());
        let Some(stored) = store::stored_path(&self.library.root, &path) else {
            self.task.advance(1);
            let mut finding = missing_file(row, &path.to_string_lossy(), self.folder);
            finding.kind = FindingKind::UnreadableFile;
            finding.detail = "its path is not Unicode; rename it".to_owned();
            source.findings.push(finding);
            return Wanted::Nothing;
        };
        let stamp = Stamp::of(&path);
        if let (Some(known), Some(stamp)) = (self.known.get(&stored), stamp)
            && known.stamp == stamp
            && self.is_stored_as_asked(known, &stored)
        {
            self.task.advance(1);
            return Wanted::Known(known.id);
        }
        let job = jobs.iter().position(|job| job.stored == stored);
        Wanted::Job(job.unwrap_or_else(|| {
            let stamp = stamp.unwrap_or(Stamp {
                size: -1,
                modified_ns: 0,
            });
            jobs.push(Job {
                path,
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
                let examined = examine(&job.path, copy_to).map_err(|source| Error::Io {
                    path: copies.clone(),
                    doing: "copying a poster into the library",
                    cause: source,
                })?;
                self.task.advance(1);
                Ok(examined)
            })
            .collect()
    }
}

#[derive(Debug, Clone, Copy)]
enum Wanted {
    Known(i64),
    Job(usize),
    Nothing,
    AsBefore,
}

fn missing_file(row: &Row, name: &str, folder: Option<&Folder>) -> Finding {
    let place = folder.map_or_else(
        || "beside the table".to_owned(),
        |folder| format!("in {}", folder.root.display()),
    );
    Finding {
        kind: FindingKind::MissingFile,
        subject: name.to_owned(),
        place: row.place.clone(),
        detail: format!(
            "the poster of {} is not {place}; add it or correct the name",
            row.key
        ),
    }
}

/// Stores a batch; returns the posters that are known from now on.
fn store_batch(
    library: &mut Library,
    root: &Path,
    rows: &[Row],
    wanted: &[Wanted],
    jobs: &[Job],
    examined: &[Examined],
) -> rusqlite::Result<Vec<(String, KnownPoster)>> {
    let database = &mut library.database;
    let transaction = database.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let mut posters = Vec::with_capacity(jobs.len());
    for (job, examined) in jobs.iter().zip(examined) {
        let path = store::stored_path(root, &examined.path).unwrap_or_else(|| job.stored.clone());
        let id = store::put_poster(&transaction, &job.stored, &path, job.stamp, examined)?;
        let known = KnownPoster {
            id,
            stamp: job.stamp,
            path,
            faulty: examined.fault.is_some(),
        };
        posters.push((job.stored.clone(), known));
    }
    for (row, wanted) in rows.iter().zip(wanted) {
        let link = match *wanted {
            Wanted::Known(id) => PosterLink::To(id),
            Wanted::Job(index) => PosterLink::To(posters[index].1.id),
            Wanted::Nothing => PosterLink::Nothing,
            Wanted::AsBefore => PosterLink::AsBefore,
        };
        store::put_film(&transaction, row, link)?;
    }
    transaction.commit()?;
    Ok(posters)
}

/// Splits, findings and the report, all in one transaction.
fn finish(
    library: &mut Library,
    request: &ImportRequest,
    sources: &[Source],
    task: &Task,
) -> Result<ImportReport, Error> {
    task.check()?;
    task.begin("Dividing the films", "films", None);
    let root = library.root.clone();
    let finish = |library: &mut Library| {
        let database = &mut library.database;
        let transaction = database.transaction_with_behavior(TransactionBehavior::Immediate)?;
        store::sweep(&transaction)?;
        divide::divide(&transaction, request)?;
        let tally = tally::tally(&transaction, &root, request, sources)?;
        for (source, findings) in sources.iter().zip(&tally.findings) {
            let name = source.path.to_string_lossy();
            store::put_findings(&transaction, &name, findings)?;
        }
        // The library tells how it came about as long as it exists.
        if let Ok(report) = serde_json::to_string(&tally.report) {
            store::put_setting(&transaction, LAST_IMPORT, &report)?;
        }
        transaction.commit()?;
        Ok(tally.report)
    };
    finish(library).map_err(|error| library.failed(error))
}
