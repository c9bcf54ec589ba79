//! A run as its library sees it: what the workers bring is counted, read and stored in batches.

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::{Duration, Instant};

use super::FetchRequest;
use super::address::Reading;
use super::failure::Failure;
use super::plan::{self, Reason};
use super::report::FetchReport;
use super::worker::{Done, Work};
use crate::catalog::import::findings::Findings;
use crate::catalog::import::findings::shortened;
use crate::catalog::import::posters::Posters;
use crate::catalog::store::{self, KnownPoster};
use crate::catalog::{Error, Finding, Library, PosterStorage};
use crate::jobs::{Cancelled, Task};

/// What stands for this work among the sources of findings.
const SOURCE: &str = "posters from the web";
/// Posters that are read and stored together, and how long they wait for each other.
const BATCH: usize = 64;
const LONGEST_BATCH: Duration = Duration::from_secs(2);
/// How often a cancel is looked for.
const TICK: Duration = Duration::from_millis(50);

/// Why a film has no poster still, by film.
pub type Failed = HashMap<i64, Reason>;

/// A run: the workers' messages, and what is made of them.
pub struct Run<'a> {
    library: &'a mut Library,
    work: &'a Arc<Work>,
    report: &'a mut FetchReport,
    known: HashMap<String, KnownPoster>,
    failed: Failed,
    /// Films and files that are not stored yet.
    posters: Vec<(i64, PathBuf)>,
    gone: Vec<(String, String)>,
    stored: Instant,
    /// Items without a message yet.
    open: usize,
}

impl<'a> Run<'a> {
    /// A run into `library` that counts in `report`.
    ///
    /// # Errors
    /// [`Error`] where the library cannot be read.
    pub fn new(
        library: &'a mut Library,
        work: &'a Arc<Work>,
        report: &'a mut FetchReport,
    ) -> Result<Self, Error> {
        let known = store::known_posters(&library.database);
        Ok(Self {
            known: known.map_err(|error| library.failed(error))?,
            failed: HashMap::new(),
            posters: Vec::new(),
            gone: Vec::new(),
            stored: Instant::now(),
            open: plan::films_of(&work.items),
            library,
            work,
            report,
        })
    }

    /// Runs to its end; returns why films have no poster still.
    ///
    /// # Errors
    /// [`Error`] where the disk or the library cannot be written, or the task was cancelled.
    pub fn run(mut self, workers: usize) -> Result<Failed, Error> {
        let ended = self.listen(workers);
        // Workers that still wait for an answer need not; what came is kept, however it ended.
        self.work.client.stop();
        self.flush()?;
        ended?;
        self.report.left += self.open;
        Ok(self.failed)
    }

    fn listen(&mut self, workers: usize) -> Result<(), Error> {
        let (send, receive) = mpsc::channel();
        self.work.start(workers, &send);
        drop(send);
        loop {
            if self.work.task.is_cancelled() {
                return Err(Cancelled.into());
            }
            match receive.recv_timeout(TICK) {
                Ok(Ok(done)) => self.take(done),
                Ok(Err(cause)) => {
                    return Err(Error::Io {
                        path: self.work.shelf.root().to_owned(),
                        doing: "writing a fetched poster",
                        cause,
                    });
                }
                Err(RecvTimeoutError::Timeout) => {}
                // Workers that were told to stop end before it is looked for here.
                Err(RecvTimeoutError::Disconnected) if self.work.task.is_cancelled() => {}
                Err(RecvTimeoutError::Disconnected) => return Ok(()),
            }
            if self.posters.len() >= BATCH || self.stored.elapsed() >= LONGEST_BATCH {
                self.flush()?;
            }
        }
    }

    fn take(&mut self, done: Done) {
        let films = &self.work.items[done.item].films;
        let count = films.len();
        self.gone.extend(done.gone);
        let (place, failure) = match done.outcome {
            Ok(poster) => {
                self.report.fetched += count;
                self.report.found_on_disk += if poster.bytes == 0 { count } else { 0 };
                self.report.bytes += poster.bytes;
                let pairs = films.iter().map(|film| (*film, poster.path.clone()));
                self.posters.extend(pairs);
                self.open -= count;
                self.work.task.advance(1);
                return;
            }
            // They stay open.
            Err((_, Failure::GivenUp | Failure::Stopped)) => return,
            Err(failed) => failed,
        };
        let counter = match failure {
            Failure::Gone(_) => &mut self.report.gone,
            Failure::Refused(_) => &mut self.report.refused,
            _ => &mut self.report.failed,
        };
        *counter += count;
        self.open -= count;
        self.work.task.advance(1);
        let (kind, detail) = failure.finding();
        for film in films {
            let place = place.clone();
            let detail = detail.clone();
            let reason = Reason {
                kind,
                place,
                detail,
            };
            self.failed.insert(*film, reason);
        }
    }

    /// Reads and stores what came, as an import does.
    fn flush(&mut self) -> Result<(), Error> {
        self.stored = Instant::now();
        let gone = std::mem::take(&mut self.gone);
        if !gone.is_empty() {
            self.library
                .write(|database| plan::remember(database, &gone))?;
        }
        let posters = std::mem::take(&mut self.posters);
        // Progress counts what came; reading is no stage of its own, and is not broken off.
        let task = Task::new();
        let mut reading = Posters {
            library: self.library,
            storage: PosterStorage::Refer,
            task: &task,
        };
        for batch in posters.chunks(BATCH) {
            reading.batch(batch, &mut self.known)?;
        }
        Ok(())
    }
}

/// Stores a finding for every film that has no poster still, where there is something to say; returns
/// how many there are of each kind.
///
/// # Errors
/// [`Error`] where the library cannot be read or written.
pub fn tell(
    library: &mut Library,
    request: &FetchRequest,
    reading: &Reading,
    failed: &Failed,
) -> Result<BTreeMap<String, usize>, Error> {
    // What was gone before this run is told too.
    let plan = super::plan(library, request, reading, false)?;
    let mut findings = Findings::of(SOURCE);
    let unasked: HashMap<i64, &Reason> = plan
        .unasked
        .iter()
        .filter_map(|(film, reason)| Some((*film, reason.as_ref()?)))
        .collect();
    let mut films: Vec<(&i64, &String)> = plan.keys.iter().collect();
    films.sort_unstable();
    for (film, key) in films {
        if let Some(reason) = failed.get(film).or(unasked.get(film).copied()) {
            findings.push(Finding {
                kind: reason.kind,
                subject: key.clone(),
                place: shortened(&reason.place),
                detail: reason.detail.clone(),
            });
        }
    }
    findings.close();
    let counts = findings.counts.iter();
    let counts = counts.map(|(kind, count)| (kind.name().to_owned(), *count));
    let counts = counts.collect();
    library.write(|database| store::put_findings(database, SOURCE, &findings.kept))?;
    Ok(counts)
}
