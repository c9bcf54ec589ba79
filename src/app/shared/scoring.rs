//! What the loaded model says about the open library, for every page that ranks or judges.
//!
//! In: the window's films and its model, whenever one of them changes. Out: [`Status`]: the scores,
//! or why there are none yet; and the thresholds of the moment, which Thresholds moves and all
//! other pages follow. Looking, measuring and reading are jobs; a poster that the user drops goes
//! before the library's.

use std::sync::Arc;
use std::time::Duration;

use egui::Context;

use self::work::{Looked, Subject};
use super::films::Films;
use super::model::ModelStatus;
use super::wake::wake;
use crate::explore::LibraryScores;
use crate::jobs::{Job, Snapshot};
use crate::vision::{Reader, Threshold};

mod work;

/// Whether the library's posters have scores.
#[derive(Debug, Clone)]
pub enum Status {
    /// There is nothing to read with.
    NoModel,
    /// No library is open, or none of its films has a poster.
    NoLibrary,
    /// Too few posters were read to show anything: a page invites to read them.
    Missing {
        /// Posters that were not read with this model.
        missing: usize,
        /// All posters of the library.
        of: usize,
    },
    /// The scores are on their way.
    Working,
    /// The scores; some posters may still be unread: [`Scoring::unread`] counts them.
    Ready(Arc<LibraryScores>),
    /// What went wrong and what to do.
    Failed(String),
}

/// What was scored, and a fault beside it; or why nothing was.
type ReadOutcome = Result<(Looked, Option<String>), String>;

/// The library's scores under the loaded model, and the thresholds of the moment.
pub struct Scoring {
    /// Whose thresholds these are.
    model: Option<Arc<Reader>>,
    subject: Option<Arc<Subject>>,
    status: Status,
    unread: usize,
    of: usize,
    looking: Option<Job<Result<Looked, String>>>,
    reading: Option<Job<ReadOutcome>>,
    measuring: Option<Job<Option<f64>>>,
    /// Posters per second, measured on this computer; outer `None`: not tried.
    rate: Option<Option<f64>>,
    wants_estimate: bool,
    thresholds: Vec<Threshold>,
    revision: u64,
}

impl Default for Scoring {
    fn default() -> Self {
        Self {
            model: None,
            subject: None,
            status: Status::NoLibrary,
            unread: 0,
            of: 0,
            looking: None,
            reading: None,
            measuring: None,
            rate: None,
            wants_estimate: false,
            thresholds: Vec::new(),
            revision: 0,
        }
    }
}

impl Scoring {
    /// Whether there are scores, and if not, why.
    pub fn status(&self) -> &Status {
        &self.status
    }

    /// The scores, where there are any.
    pub fn scores(&self) -> Option<&Arc<LibraryScores>> {
        match &self.status {
            Status::Ready(scores) => Some(scores),
            _ => None,
        }
    }

    /// Scores that were made elsewhere, of the library and the model that are followed now.
    pub fn hand(&mut self, scores: Arc<LibraryScores>) {
        self.looking = None;
        self.status = Status::Ready(scores);
    }

    /// Posters of the library that the model has not read: beside scores that are shown already.
    pub fn unread(&self) -> usize {
        self.unread
    }

    /// Posters of the library.
    pub fn posters(&self) -> usize {
        self.of
    }

    /// How far the reading of the library is; `None` while nobody reads it.
    pub fn progress(&self) -> Option<Snapshot> {
        self.reading.as_ref().map(|job| job.task().snapshot())
    }

    /// How long the unread posters will take on this computer; `None` while it is being measured.
    /// Asking is what makes it be measured.
    pub fn estimate(&mut self) -> Option<Duration> {
        self.wants_estimate = true;
        let rate = self.rate.flatten()?;
        Some(Duration::from_secs_f64(self.unread as f64 / rate))
    }

    /// Takes `scores` for the library's under this model, in place of looking: for whoever has
    /// computed them already.
    pub fn use_scores(&mut self, films: &Films, reader: &Arc<Reader>, scores: LibraryScores) {
        self.forget();
        self.follow_model(Some(reader));
        self.subject = Some(Arc::new(Subject::new(films, reader)));
        self.of = films.posters();
        self.unread = self.of.saturating_sub(scores.len());
        self.status = Status::Ready(Arc::new(scores));
    }

    /// Takes this for what the computer reads in a second, in place of a measurement.
    pub fn assume_rate(&mut self, posters_a_second: f64) {
        self.measuring = None;
        self.rate = (posters_a_second > 0.0).then_some(Some(posters_a_second));
    }

    /// The thresholds of the moment, one a genre of the model, in its order.
    pub fn thresholds(&self) -> &[Threshold] {
        &self.thresholds
    }

    /// Moves a threshold; what follows it sees another [`revision`](Self::revision).
    pub fn set_threshold(&mut self, genre: usize, threshold: Threshold) {
        if let Some(place) = self.thresholds.get_mut(genre)
            && *place != threshold
        {
            *place = threshold;
            self.revision += 1;
        }
    }

    /// Counts the changes of the thresholds.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Whether a job is under way.
    pub fn is_busy(&self) -> bool {
        self.looking.is_some() || self.reading.is_some() || self.measuring.is_some()
    }

    /// Follows library and model; to be called once a frame. `others_read`: a poster of the user
    /// waits for the network. Returns a fault that happened while posters were read.
    pub fn follow(
        &mut self,
        context: &Context,
        films: &Films,
        (model, reader): (&ModelStatus, Option<&Arc<Reader>>),
        others_read: bool,
    ) -> Option<String> {
        self.follow_model(reader);
        let subject = match (films.posters(), model, reader) {
            (0, _, _) => Err(Status::NoLibrary),
            (_, ModelStatus::Missing(_), _) => Err(Status::NoModel),
            (_, _, None) => Err(Status::Working),
            (_, _, Some(reader)) => Ok((films, reader)),
        };
        match subject {
            Ok((films, reader)) => {
                let same = |subject: &Arc<Subject>| subject.is(films, reader);
                if !self.subject.as_ref().is_some_and(same) {
                    self.forget();
                    self.subject = Some(Arc::new(Subject::new(films, reader)));
                    self.look(context);
                }
            }
            Err(status) => {
                self.forget();
                self.status = status;
            }
        }
        let fault = self.take_results(context);
        if let Some(job) = &self.reading {
            if others_read {
                job.task().pause();
            } else if job.task().is_paused() {
                job.task().resume();
            }
        }
        if self.wants_estimate && !self.is_busy() && !others_read {
            self.measure(context);
        }
        self.wants_estimate = false;
        fault
    }

    /// Another model brings its own thresholds.
    fn follow_model(&mut self, reader: Option<&Arc<Reader>>) {
        let Some(reader) = reader else {
            return;
        };
        let known = |model: &Arc<Reader>| Arc::ptr_eq(model, reader);
        if !self.model.as_ref().is_some_and(known) {
            self.model = Some(Arc::clone(reader));
            self.thresholds = reader.checkpoint().thresholds.clone();
            self.revision += 1;
            self.rate = None;
        }
    }

    fn forget(&mut self) {
        // Dropped jobs are cancelled.
        *self = Self {
            model: self.model.take(),
            thresholds: std::mem::take(&mut self.thresholds),
            revision: self.revision,
            rate: self.rate,
            ..Self::default()
        };
    }

    /// Looks at what there is, again: after a fault.
    pub fn look(&mut self, context: &Context) {
        let Some(subject) = self.subject.clone() else {
            return;
        };
        self.status = Status::Working;
        let job = Job::spawn("Scores", wake(context), move |task| {
            work::look(&subject, task)
        });
        self.looking = Some(job);
    }

    /// Reads the posters that were not read with this model. What was read before a cancel stays.
    pub fn read(&mut self, context: &Context) {
        if self.reading.is_some() || self.unread == 0 {
            return;
        }
        if let Some(subject) = self.subject.clone() {
            self.measuring = None;
            let job = Job::spawn("Posters", wake(context), move |task| {
                work::read(&subject, task)
            });
            self.reading = Some(job);
        }
    }

    /// Stops reading the library.
    pub fn stop(&self) {
        if let Some(job) = &self.reading {
            job.task().cancel();
        }
    }

    fn measure(&mut self, context: &Context) {
        if let Some(subject) = self.subject.clone()
            && self.rate.is_none()
        {
            let job = Job::spawn("Measure", wake(context), move |task| {
                work::measure(&subject, task)
            });
            self.measuring = Some(job);
        }
    }

    fn take_results(&mut self, context: &Context) -> Option<String> {
        if let Some(outcome) = self.looking.as_ref().and_then(Job::poll) {
            self.looking = None;
            match outcome.map_err(|fault| fault.to_string()) {
                Ok(Ok(looked)) => self.take(looked),
                Ok(Err(why)) | Err(why) => self.status = Status::Failed(why),
            }
        }
        if let Some(outcome) = self.measuring.as_ref().and_then(Job::poll) {
            self.measuring = None;
            self.rate = Some(outcome.ok().flatten());
        }
        let outcome = self.reading.as_ref().and_then(Job::poll)?;
        let rate = self.progress().map_or(0.0, |snapshot| snapshot.rate);
        if rate > 0.0 {
            self.rate = Some(Some(rate));
        }
        self.reading = None;
        match outcome.map_err(|fault| fault.to_string()) {
            Ok(Ok((looked, fault))) => {
                self.take(looked);
                fault
            }
            Ok(Err(fault)) | Err(fault) => {
                self.look(context);
                Some(fault)
            }
        }
    }

    fn take(&mut self, looked: Looked) {
        self.unread = looked.unread;
        self.of = looked.of;
        self.status = match looked.scores {
            Some(scores) => Status::Ready(scores),
            None => Status::Missing {
                missing: looked.unread,
                of: looked.of,
            },
        };
    }
}
