//! The loop: step after step, epoch after epoch, saved on the way, until enough.
//!
//! In: films, where their inputs come from, a model to start from, a run's folder, perhaps a state
//! to go on with. Out: in the folder, the best model so far, with calibration and thresholds, its
//! history, and the state. Seeded: the same seed on the same CPU gives the same bits, also where
//! the training was stopped, paused or killed on the way.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use candle_core::Tensor;

mod judging;
mod learner;
mod work;

use super::epochs::{Judged, film_losses};
use super::plan;
use super::state::{self, Progress};
use super::watch::{Event, Judgement, Observer, Step};
use super::{EarlyStopping, Epoch, Error, Record, Verdict};
use crate::vision::checkpoint::Precision;
use learner::Learner;

pub use work::Work;

/// Posters of an epoch's first step that are shown.
const SHOWN: usize = 16;

/// A training between two steps.
pub struct Trainer<'a> {
    work: &'a Work<'a>,
    precision: Precision,
    learner: Learner,
    progress: Progress,
    saved: Instant,
}

impl<'a> Trainer<'a> {
    /// A training at its beginning.
    ///
    /// # Errors
    /// [`Error`]: no films, or the device refuses.
    pub fn new(work: &'a Work<'a>, data_hash: &str, precision: Precision) -> Result<Self, Error> {
        if work.train.labels.iter().all(|labels| labels.is_empty()) {
            let names: Vec<&str> = work.start.genres.iter().map(|genre| genre.name()).collect();
            return Err(Error::NoTrainingFilms {
                genres: names.join(", "),
            });
        }
        if work.validation.is_empty() && work.refit.is_none() {
            return Err(Error::NoValidationFilms);
        }
        let learner = Learner::new(work)?;
        Ok(Self {
            precision,
            progress: Progress {
                version: state::VERSION,
                epoch: 1,
                steps_in_epoch: 0,
                step: 0,
                loss_bits: 0.0_f64.to_bits(),
                films: 0,
                seconds: 0.0,
                piece: work.settings.pieces(),
                loss_scale: learner.first_loss_scale(),
                steady_steps: 0,
                average_updates: 0,
                data_hash: data_hash.to_owned(),
                history: Vec::new(),
                auc_bits: Vec::new(),
            },
            learner,
            work,
            saved: Instant::now(),
        })
    }

    /// Goes on where a saved state stands.
    ///
    /// # Errors
    /// [`Error`] if it is of another training.
    pub fn restore(
        &mut self,
        progress: Progress,
        tensors: &BTreeMap<String, Tensor>,
    ) -> Result<(), Error> {
        let restored = self.learner.restore(progress.average_updates, tensors);
        restored.map_err(|error| Error::State {
            path: self.work.folder.state_file().display().to_string(),
            reason: error.to_string(),
        })?;
        self.progress = progress;
        Ok(())
    }

    /// Steps that are done in all.
    pub fn step(&self) -> usize {
        self.progress.step
    }

    /// Steps of an epoch.
    pub fn steps_per_epoch(&self) -> usize {
        self.work.steps_per_epoch()
    }

    /// Every epoch that was finished.
    pub fn history(&self) -> &[Epoch] {
        &self.progress.history
    }

    /// Trains until enough; `record` keeps up with it.
    ///
    /// # Errors
    /// [`Error`]: the loss left the range of numbers, a film cannot be read, the disk refused, or
    /// the task was cancelled: then the state is saved first.
    pub fn run(&mut self, record: &mut Record, observer: &mut dyn Observer) -> Result<(), Error> {
        let (mut stopping, mut over) = (EarlyStopping::new(self.work.settings.patience), false);
        for epoch in &self.progress.history {
            over = stopping.judge(epoch.epoch, epoch.validation_macro_auc) == Verdict::Stop;
        }
        while self.progress.epoch <= self.epochs() && !over {
            self.learn(record, observer)?;
            over = self.judge(&mut stopping, record, observer)?;
        }
        Ok(())
    }

    /// Most epochs. The schedule of a refit is that of the whole run that it repeats.
    pub fn epochs(&self) -> usize {
        let most = self.work.settings.epochs;
        self.work.refit.map_or(most, |refit| refit.epochs.min(most))
    }

    /// What is left of an epoch.
    fn learn(&mut self, record: &mut Record, observer: &mut dyn Observer) -> Result<(), Error> {
        let work = self.work;
        let settings = work.settings;
        let number = self.progress.epoch;
        let plan = plan::epoch(settings, work.train.len(), number);
        let left = plan.get(self.progress.steps_in_epoch..).unwrap_or_default();
        let last = self.progress.history.last();
        let last = last.and_then(|epoch| epoch.validation_macro_auc);
        let last = last.map(|auc| format!(" (the last: macro AUC {auc:.4})"));
        let stage = format!(
            "Training {}, epoch {number} of {}{}",
            settings.depth.what_learns(),
            self.epochs(),
            last.unwrap_or_default()
        );
        let films: usize = left.iter().map(|batch| batch.views.len()).sum();
        work.task.begin(stage, "posters", Some(films as u64));
        if let Some(first) = left.first() {
            let views = first.views.iter().take(SHOWN);
            let shown = views.filter_map(|view| work.source.sample(work.train, view));
            observer.hear(Event::Batch(shown.collect()));
        }
        let steps: Vec<_> = left.iter().map(|batch| batch.views.as_slice()).collect();
        let size = plan::size(settings, number);
        let (mut batches, mut since) = (left.iter(), Instant::now());
        work.source.feed(work.train, &steps, size, &mut |input| {
            let Some(batch) = batches.next() else {
                return Ok(());
            };
            self.between(record, observer, &mut since)?;
            let progress = &mut self.progress;
            let loss = self.learner.step(work, progress, batch, input, observer)?;
            let films = batch.views.len();
            let seconds = since.elapsed().as_secs_f64();
            since = Instant::now();
            let sum = f64::from_bits(self.progress.loss_bits) + loss * films as f64;
            self.progress.loss_bits = sum.to_bits();
            self.progress.films += films;
            self.progress.seconds += seconds;
            self.progress.steps_in_epoch += 1;
            self.progress.step += 1;
            let rate = self.learner.rate(self.progress.step - 1);
            observer.hear(Event::Step(Step {
                step: self.progress.step,
                steps: self.epochs() * self.steps_per_epoch(),
                epoch: number,
                loss,
                head_rate: rate,
                backbone_rate: Some(rate * self.backbone_factor()),
                images_per_second: films as f64 / seconds.max(1e-9),
            }));
            work.task.advance(films as u64);
            Ok(())
        })?;
        self.between(record, observer, &mut since)
    }

    fn backbone_factor(&self) -> f64 {
        self.work.settings.backbone_rate / self.work.settings.head_rate
    }

    /// Between two steps: is it time to save, to wait or to stop?
    fn between(
        &mut self,
        record: &mut Record,
        observer: &mut dyn Observer,
        since: &mut Instant,
    ) -> Result<(), Error> {
        let task = self.work.task;
        if task.is_cancelled() {
            self.save(observer)?;
        } else if task.is_paused() {
            self.save(observer)?;
            record.state = super::State::Paused;
            // The record only tells others; the training does not depend on it.
            let _ = self.work.folder.write_record(record);
            observer.hear(Event::Paused);
            let outcome = task.check();
            *since = Instant::now();
            record.state = super::State::Running;
            outcome?;
            let _ = self.work.folder.write_record(record);
            observer.hear(Event::Resumed);
        } else if self.saved.elapsed() >= self.save_every() {
            if let Err(error) = self.save(observer) {
                self.saved = Instant::now();
                let reason = error.to_string();
                observer.hear(Event::NotSaved { reason });
            }
            *since = Instant::now();
        }
        Ok(task.check()?)
    }

    fn save_every(&self) -> Duration {
        // So long that no one waits for it, where the figure is out of range.
        let seconds = (self.work.settings.save_minutes * 60.0).clamp(0.0, 1e9);
        Duration::from_secs_f64(seconds)
    }

    /// What the validation films say of the epoch; whether to stop here.
    fn judge(
        &mut self,
        stopping: &mut EarlyStopping,
        record: &mut Record,
        observer: &mut dyn Observer,
    ) -> Result<bool, Error> {
        let begun = Instant::now();
        let work = self.work;
        let settings = work.settings;
        let tensors = self.learner.as_saved(self.precision)?;
        let logits = judging::logits(work, &self.learner, &tensors, self.progress.epoch);
        if matches!(logits, Err(Error::Cancelled(_))) {
            self.save(observer)?;
        }
        let (plain, both) = logits?;
        if plain.iter().chain(&both).any(|logit| !logit.is_finite()) {
            return Err(work.not_finite(self.progress.epoch));
        }
        let (labels, genres) = (&work.validation.labels, &work.start.genres);
        let judged = (!labels.is_empty()).then(|| Judged::new(&both, labels, genres));
        let progress = &mut self.progress;
        let rate = self.learner.rate(progress.step.saturating_sub(1));
        let films = progress.films.max(1) as f64;
        let epoch = Epoch {
            epoch: progress.epoch,
            train_loss: f64::from_bits(progress.loss_bits) / films,
            validation_loss: judged.as_ref().map(|judged| judged.loss),
            validation_macro_auc: judged.as_ref().and_then(|judged| judged.macro_auc),
            validation_auc: judged.map(|judged| judged.aucs).unwrap_or_default(),
            learning_rate: rate,
            backbone_rate: Some(rate * settings.backbone_rate / settings.head_rate),
            seconds: progress.seconds + begun.elapsed().as_secs_f64(),
            images_per_second: films / progress.seconds.max(1e-9),
        };
        let verdict = stopping.judge(epoch.epoch, epoch.validation_macro_auc);
        let best = verdict == Verdict::Best || stopping.best().is_none();
        progress.history.push(epoch.clone());
        progress
            .auc_bits
            .push(epoch.validation_macro_auc.map(f64::to_bits));
        progress.epoch += 1;
        progress.steps_in_epoch = 0;
        (progress.loss_bits, progress.films, progress.seconds) = (0.0_f64.to_bits(), 0, 0.0);
        if best {
            record.best_epoch = epoch.epoch;
            record.validation_macro_auc = epoch.validation_macro_auc;
            judging::keep(work, tensors, self.precision, &plain, record)?;
        }
        record.seconds = self
            .progress
            .history
            .iter()
            .map(|epoch| epoch.seconds)
            .sum();
        work.folder.write_history(&self.progress.history)?;
        work.folder.write_record(record)?;
        self.save(observer)?;
        let losses = film_losses(&both, labels, genres.len());
        observer.hear(Event::Epoch(Judgement {
            epoch,
            best,
            films: work.validation.ids.iter().copied().zip(losses).collect(),
        }));
        Ok(verdict == Verdict::Stop)
    }

    /// Saves the state.
    fn save(&mut self, observer: &mut dyn Observer) -> Result<(), Error> {
        let tensors = self.learner.state()?;
        if let Some(updates) = self.learner.average_updates() {
            self.progress.average_updates = updates;
        }
        state::save(self.work.folder, &self.progress, &tensors)?;
        self.saved = Instant::now();
        let step = self.progress.step;
        observer.hear(Event::Saved { step });
        Ok(())
    }
}
