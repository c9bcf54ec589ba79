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
//! | [`shelf`] | the files; [`run`] takes what the workers bring and stores it |

use std::sync::Arc;
use std::sync::atomic::AtomicUsize;

pub mod address;
mod client;
mod failure;
mod pace;
mod plan;
pub mod reach;
pub mod report;
mod request;
mod retry_after;
mod run;
mod shelf;
pub mod tmdb;
mod worker;

use super::{Error, Library, divide};
use crate::jobs::Task;
use address::Reading;
use client::Client;
use pace::Pace;
use plan::{Plan, Planning};
use report::{FetchPlan, FetchReport};
use run::{Run, tell};
use shelf::Shelf;
use worker::Work;

pub use request::{FetchRequest, Patience};

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
        self.writable()?;
        task.begin("Looking for missing posters", "films", None);
        let (shelf, _lock) = Shelf::open(&self.posters_dir())?;
        if request.again {
            self.write(plan::forget)?;
        }
        let mut plan = plan(self, request, &reading, request.again)?;
        let mut report = FetchReport::new(plan.count());
        let mut items = std::mem::take(&mut plan.items);
        let beyond = items.split_off(items.len().min(request.limit.unwrap_or(usize::MAX)));
        report.left = plan::films_of(&beyond);
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
        let division = divide::last_division(&self.database);
        let division = division.map_err(|error| self.failed(error))?;
        report.library = self.divide(&division.unwrap_or_default(), task)?;
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
