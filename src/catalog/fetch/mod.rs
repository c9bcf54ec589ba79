//! Posters from the web: what is missing is asked for, checked, kept, and read like any other.
//!
//! In: films whose tables gave TMDB's path of a poster or a whole address, or a key with which TMDB
//! tells it by the film's id. Out: files in `posters/fetched/` that went through the import's own
//! reading, and a finding for every film that has no poster still. Nothing here runs unless a user
//! asks for it. A run that was cancelled, cut off or killed is taken up by the next, which asks
//! only for what is missing.
//!
//! | file | what it does |
//! |---|---|
//! | [`address`] | reads addresses; [`reach`] says which hosts may be asked |
//! | [`plan`] | what is missing, and where it may be had |
//! | [`worker`] | one poster: attempts, other addresses, look-up |
//! | [`client`] | one request; [`failure`] sorts what went wrong; [`tmdb`] asks by id |
//! | [`pace`] | tokens, waits, hosts that are given up; [`retry_after`] |
//! | [`shelf`] | the files |

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::{Duration, Instant};

pub mod address;
mod client;
mod failure;
mod pace;
mod plan;
pub mod reach;
pub mod report;
mod retry_after;
mod shelf;
pub mod tmdb;
mod worker;

use super::import::findings::Findings;
use super::import::posters::Posters;
use super::import::row::shortened;
use super::store::{self, KnownPoster};
use super::{Error, Finding, FindingKind, Library, PosterStorage, divide};
use crate::jobs::{Cancelled, Task};
use address::{ImageSize, Reading};
use client::Client;
use failure::Failure;
use pace::Pace;
use plan::{Item, Plan, Planning, Reason};
use reach::Reach;
use report::{FetchPlan, FetchReport};
use shelf::Shelf;
use worker::{Done, Work};

/// What stands for this work among the sources of findings.
const SOURCE: &str = "posters from the web";
/// Posters that are read and stored together, and how long they wait for each other.
const BATCH: usize = 64;
const LONGEST_BATCH: Duration = Duration::from_secs(2);
/// How often a cancel is looked for.
const TICK: Duration = Duration::from_millis(50);

/// What to fetch, from where and how fast.
#[derive(Debug, Clone)]
pub struct FetchRequest {
    /// TMDB's size.
    pub size: ImageSize,
    /// Where TMDB's paths of images begin.
    pub image_base: String,
    /// Where TMDB answers questions.
    pub api_base: String,
    /// Asks TMDB for films without an address, or whose posters are gone; `None`: nobody is asked.
    pub key: Option<tmdb::Key>,
    /// Requests at a time, 1 to 64.
    pub workers: usize,
    /// Requests a second, of all workers together; up to 1,000.
    pub rate: f64,
    /// Posters of this run, at most.
    pub limit: Option<usize>,
    /// Ask again for what was not there before.
    pub again: bool,
    /// The largest image that is taken, in bytes.
    pub max_bytes: u64,
    /// How long to wait and how often to try.
    pub patience: Patience,
    /// Which hosts may be asked.
    pub reach: Reach,
}

impl Default for FetchRequest {
    fn default() -> Self {
        Self {
            size: ImageSize::default(),
            image_base: address::IMAGE_BASE.to_owned(),
            api_base: tmdb::API_BASE.to_owned(),
            key: None,
            workers: 8,
            rate: 40.0,
            limit: None,
            again: false,
            max_bytes: 16 << 20,
            patience: Patience::default(),
            reach: Reach::Public,
        }
    }
}

/// How long to wait and how often to try.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// For a name and for a connection, each.
    pub connect: Duration,
    /// For the next bytes.
    pub silence: Duration,
    /// For one answer as a whole.
    pub whole: Duration,
    /// Attempts at a poster, at least 1.
    pub attempts: u32,
    /// After the first failure, at most; then twice as long, and so on.
    pub first_wait: Duration,
    /// After any failure.
    pub longest_wait: Duration,
    /// The longest that a server can ask to wait for before it is given up.
    pub longest_hold: Duration,
    /// Posters of a host that fail in a row before it is given up.
    pub strikes: u32,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            silence: Duration::from_secs(20),
            whole: Duration::from_secs(90),
            attempts: 4,
            first_wait: Duration::from_millis(500),
            longest_wait: Duration::from_secs(15),
            longest_hold: Duration::from_secs(120),
            strikes: 12,
        }
    }
}

impl FetchRequest {
    /// Whether it can be done, and how addresses are read then.
    fn check(&self) -> Result<Reading, Error> {
        let fault = |text: String| Err(Error::Request(text));
        if !(1..=64).contains(&self.workers) {
            return fault(format!("{} workers cannot be; use 1 to 64", self.workers));
        }
        if !(self.rate > 0.0 && self.rate <= 1000.0) {
            let rate = self.rate;
            return fault(format!(
                "{rate} requests a second cannot be; use up to 1000"
            ));
        }
        if self.limit == Some(0) {
            return fault("a limit of 0 posters fetches nothing; give more".to_owned());
        }
        for base in [&self.image_base, &self.api_base] {
            if let Err(why) = address::checked(base, self.reach) {
                return fault(format!("{base} cannot be asked: {why}"));
            }
        }
        Reading::new(&self.image_base, self.size, self.reach).map_err(Error::Request)
    }
}

impl Library {
    /// What [`fetch`](Self::fetch) would do; asks nobody.
    ///
    /// # Errors
    /// [`Error`] where the request cannot be done, or the library cannot be read.
    pub fn fetch_plan(&self, request: &FetchRequest) -> Result<FetchPlan, Error> {
        let reading = request.check()?;
        Ok(plan(self, request, &reading, request.again)?.count())
    }

    /// Fetches the posters of films that have none, and reads them as an import does. What came is
    /// stored in small batches: after a cancel, a crash or `kill -9` the same call asks only for
    /// the rest. Films are divided as they were before.
    ///
    /// # Errors
    /// [`Error`] where the request cannot be done, the library cannot be written, another run
    /// fetches into it, or `task` was cancelled. A poster that cannot be had is a finding.
    pub fn fetch(&mut self, request: &FetchRequest, task: &Task) -> Result<FetchReport, Error> {
        let reading = request.check()?;
        task.begin("Looking for missing posters", "films", None);
        let (shelf, _lock) = Shelf::open(&self.posters_dir())?;
        if request.again {
            self.write(plan::forget)?;
        }
        let mut plan = plan(self, request, &reading, request.again)?;
        let mut report = FetchReport::new(plan.count());
        let mut items = std::mem::take(&mut plan.items);
        let beyond = items.split_off(items.len().min(request.limit.unwrap_or(usize::MAX)));
        report.left = films_of(&beyond);
        task.begin("Fetching posters", "posters", Some(items.len() as u64));
        let work = Arc::new(Work {
            items,
            next: AtomicUsize::new(0),
            client: Client::new(request),
            pace: Pace::new(request.rate, request.patience.strikes),
            shelf,
            reading: reading.clone(),
            look_up: request
                .key
                .clone()
                .map(|key| (request.api_base.clone(), key)),
            patience: request.patience,
            task: task.clone(),
        });
        let failed = Run::new(self, &work, &mut report)?.run(request.workers)?;
        report.notes = work.pace.given_up();
        report.findings = tell(self, request, &reading, &failed)?;
        let division = divide::last(&self.database).map_err(|error| self.failed(error))?;
        report.library = self.divide(&division, task)?;
        Ok(report)
    }
}

fn plan(
    library: &Library,
    request: &FetchRequest,
    reading: &Reading,
    again: bool,
) -> Result<Plan, Error> {
    let planning = Planning {
        reading,
        look_up: request.key.is_some(),
        again,
    };
    Plan::of(&library.database, &planning).map_err(|error| library.failed(error))
}

fn films_of(items: &[Item]) -> usize {
    items.iter().map(|item| item.films.len()).sum()
}

/// Why a film has no poster still, by film.
type Failed = HashMap<i64, Reason>;

/// A run: the workers' messages, and what is made of them.
struct Run<'a> {
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
    fn new(
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
            open: films_of(&work.items),
            library,
            work,
            report,
        })
    }

    fn run(mut self, workers: usize) -> Result<Failed, Error> {
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

/// Stores a finding for every film that has no poster still, where there is something to say.
fn tell(
    library: &mut Library,
    request: &FetchRequest,
    reading: &Reading,
    failed: &Failed,
) -> Result<BTreeMap<String, usize>, Error> {
    // What was gone before this run is told too.
    let plan = plan(library, request, reading, false)?;
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
    let counts =
        counts.map(|(kind, count): (&FindingKind, &usize)| (kind.name().to_owned(), *count));
    let counts = counts.collect();
    library.write(|database| store::put_findings(database, SOURCE, &findings.kept))?;
    Ok(counts)
}
