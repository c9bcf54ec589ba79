//! The loop: step after step, epoch after epoch, saved on the way, until enough.
//!
//! In: films, where their inputs come from, a model to start from, a run's folder, perhaps a state
//! to go on with. Out: in the folder, the best model so far, with calibration and thresholds, its
//! history, and the state. Seeded: the same seed on the same CPU gives the same bits, also where
//! the training was stopped, paused or killed on the way.

mod judging;

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use candle_core::{DType, Device, Tensor};

use super::ema::Average;
use super::loss::Criterion;
use super::network::Network;
use super::pieces::in_pieces;
use super::plan::{self, Batch};
use super::record::Refit;
use super::source::{Input, Source};
use super::state::{self, Progress};
use super::watch::{Event, Observer, Step};
use super::{
    EarlyStopping, Epoch, Error, Films, Gradients, Optimiser, Record, RunFolder, Schedule,
    Settings, Verdict,
};
use crate::jobs::Task;
use crate::vision::Checkpoint;
use crate::vision::checkpoint::Precision;

/// Posters of an epoch's first step that are shown.
const SHOWN: usize = 16;
/// Where the factor on a half-precision loss begins and ends, and how many good steps double it.
const LOSS_SCALE: f64 = 1024.0;
const MOST_LOSS_SCALE: f64 = 65536.0;
const STEADY_STEPS: usize = 500;

/// What a training works with.
pub struct Work<'a> {
    /// What the user chose.
    pub settings: &'a Settings,
    /// The model with a trained head.
    pub start: &'a Checkpoint,
    /// Films to learn from.
    pub train: &'a Films,
    /// What each of them should say, in `0..=1`; row-major films x genres.
    pub targets: &'a [f32],
    /// Films to judge by; none in a refit.
    pub validation: &'a Films,
    /// The run that is repeated, whose number of epochs counts instead of a judgement.
    pub refit: Option<&'a Refit>,
    /// Where their inputs come from.
    pub source: &'a dyn Source,
    /// Where it learns.
    pub device: &'a Device,
    /// The run.
    pub folder: &'a RunFolder,
    /// Hears how far it is, and says whether to go on.
    pub task: &'a Task,
}

/// A training between two steps.
pub struct Trainer<'a> {
    work: &'a Work<'a>,
    precision: Precision,
    network: Network,
    optimiser: Optimiser,
    average: Option<Average>,
    criterion: Criterion,
    schedule: Schedule,
    steps_per_epoch: usize,
    progress: Progress,
    saved: Instant,
}

impl<'a> Trainer<'a> {
    /// A training at its beginning.
    ///
    /// # Errors
    /// [`Error`]: no films, or the device refuses.
    pub fn new(work: &'a Work<'a>, data_hash: &str, precision: Precision) -> Result<Self, Error> {
        let (settings, films) = (work.settings, work.train.len());
        let genres = work.start.genres.len();
        if work.train.labels.iter().all(|labels| labels.is_empty()) {
            let names: Vec<&str> = work.start.genres.iter().map(|genre| genre.name()).collect();
            return Err(Error::NoTrainingFilms {
                genres: names.join(", "),
            });
        }
        if work.validation.is_empty() && work.refit.is_none() {
            return Err(Error::NoValidationFilms);
        }
        let network = Network::new(work.start, settings, work.device)?;
        let average = if settings.ema_decay > 0.0 {
            Some(Average::new(settings.ema_decay, network.changing())?)
        } else {
            None
        };
        let criterion = Criterion::new(
            settings.loss,
            settings.label_smoothing,
            (&work.train.labels, genres),
            work.device,
        )?;
        let steps_per_epoch = films.div_ceil(settings.batch_size);
        let total = settings.epochs * steps_per_epoch;
        let loss_scale = if network.format() == DType::F16 {
            LOSS_SCALE
        } else {
            1.0
        };
        Ok(Self {
            precision,
            optimiser: Optimiser::new(settings.optimiser),
            average,
            criterion,
            schedule: Schedule {
                peak: settings.head_rate,
                warm_up: (total as f64 * settings.warm_up) as usize,
                total,
            },
            steps_per_epoch,
            progress: Progress {
                version: state::VERSION,
                epoch: 1,
                steps_in_epoch: 0,
                step: 0,
                loss_bits: 0.0_f64.to_bits(),
                films: 0,
                seconds: 0.0,
                piece: settings.pieces(),
                loss_scale,
                steady_steps: 0,
                average_updates: 0,
                data_hash: data_hash.to_owned(),
                history: Vec::new(),
                auc_bits: Vec::new(),
            },
            network,
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
        let restored = self.take_up(&progress, tensors);
        restored.map_err(|error| Error::State {
            path: self.work.folder.state_file().display().to_string(),
            reason: error.to_string(),
        })?;
        self.progress = progress;
        Ok(())
    }

    fn take_up(
        &mut self,
        progress: &Progress,
        tensors: &BTreeMap<String, Tensor>,
    ) -> candle_core::Result<()> {
        let mut here = BTreeMap::new();
        for (name, tensor) in tensors {
            // Counts stay where they can be read at once.
            let device = if tensor.dtype() == DType::U32 {
                &Device::Cpu
            } else {
                self.work.device
            };
            here.insert(name.clone(), tensor.to_device(device)?);
        }
        self.network.restore(WEIGHT, &here)?;
        self.optimiser.restore(&here)?;
        if let Some(average) = &mut self.average {
            average.restore(progress.average_updates, &here)?;
        }
        Ok(())
    }

    /// Steps that are done in all.
    pub fn step(&self) -> usize {
        self.progress.step
    }

    /// Steps of an epoch.
    pub fn steps_per_epoch(&self) -> usize {
        self.steps_per_epoch
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
        let size = size(settings, number);
        let (mut batches, mut since) = (left.iter(), Instant::now());
        work.source.feed(work.train, &steps, size, &mut |input| {
            let Some(batch) = batches.next() else {
                return Ok(());
            };
            self.between(record, observer, &mut since)?;
            let loss = self.step_on(batch, input, observer)?;
            let films = batch.views.len();
            let seconds = since.elapsed().as_secs_f64();
            since = Instant::now();
            let sum = f64::from_bits(self.progress.loss_bits) + loss * films as f64;
            self.progress.loss_bits = sum.to_bits();
            self.progress.films += films;
            self.progress.seconds += seconds;
            self.progress.steps_in_epoch += 1;
            self.progress.step += 1;
            let rate = self.schedule.rate(self.progress.step - 1);
            observer.hear(Event::Step(Step {
                step: self.progress.step,
                steps: self.epochs() * self.steps_per_epoch,
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

    /// One step on a batch: its mean loss.
    fn step_on(
        &mut self,
        batch: &Batch,
        mut input: Input,
        observer: &mut dyn Observer,
    ) -> Result<f64, Error> {
        let (films, genres) = (batch.views.len(), self.work.start.genres.len());
        let row = |film: usize| &self.work.targets[film * genres..(film + 1) * genres];
        let rows = batch.views.iter().flat_map(|view| row(view.film));
        let mut targets: Vec<f32> = rows.copied().collect();
        if let Some(blend) = &batch.blend {
            plan::blend(&mut input.values, films, blend);
            plan::blend(&mut targets, films, blend);
        }
        let (channels, height, width) = input.shape;
        let length = channels * height * width;
        let (network, criterion) = (&self.network, &self.criterion);
        let (device, scale) = (network.device(), self.progress.loss_scale);
        let before = self.progress.piece;
        let done = in_pieces(
            films,
            &mut self.progress.piece,
            |range| {
                let shape = (range.len(), channels, height, width);
                let values = &input.values[range.start * length..range.end * length];
                let values = Tensor::from_slice(values, shape, device)?;
                let rows = &targets[range.start * genres..range.end * genres];
                let rows = Tensor::from_slice(rows, (range.len(), genres), device)?;
                // The mean over the step, not over the piece.
                let share = range.len() as f64 / films as f64;
                let loss = (criterion.of(&network.logits(&values)?, &rows)? * share)?;
                let value = f64::from(loss.to_scalar::<f32>()?);
                let store = (loss * scale)?.backward()?;
                Ok((value, Gradients::of(network.parameters(), &store)))
            },
            |(sum, gradients), (value, more)| {
                *sum += value;
                Ok(gradients.add(more)?)
            },
        )?;
        if self.progress.piece != before {
            let films = self.progress.piece;
            observer.hear(Event::MicroBatch { films });
        }
        let Some((loss, gradients)) = done else {
            return Ok(0.0);
        };
        let norm = gradients.norm()? / scale;
        let scaled = self.network.format() == DType::F16;
        if loss.is_finite() && !norm.is_finite() && scaled && scale > 1.0 {
            // Too large for half precision: this step is left out, the next is scaled less.
            self.progress.loss_scale = (scale / 2.0).max(1.0);
            self.progress.steady_steps = 0;
            return Ok(loss);
        }
        if !loss.is_finite() || !norm.is_finite() {
            return Err(self.not_finite());
        }
        if scaled {
            self.progress.steady_steps += 1;
            if self.progress.steady_steps.is_multiple_of(STEADY_STEPS) {
                self.progress.loss_scale = (scale * 2.0).min(MOST_LOSS_SCALE);
            }
        }
        let clip = match self.work.settings.clip {
            0.0 => 1.0,
            clip => (clip / norm.max(f64::MIN_POSITIVE)).min(1.0),
        };
        let rate = self.schedule.rate(self.progress.step);
        self.optimiser
            .step(self.network.parameters(), &gradients, rate, clip / scale)?;
        if let Some(average) = &mut self.average {
            average.update(self.network.changing())?;
        }
        Ok(loss)
    }

    fn not_finite(&self) -> Error {
        let settings = self.work.settings;
        Error::NotFinite {
            epoch: self.progress.epoch,
            learning_rate: settings.backbone_rate.max(settings.head_rate),
        }
    }

    /// Saves the state.
    fn save(&mut self, observer: &mut dyn Observer) -> Result<(), Error> {
        let mut tensors = BTreeMap::new();
        for (name, tensor) in self.network.changing() {
            tensors.insert(format!("{WEIGHT}{name}"), tensor.clone());
        }
        tensors.extend(self.optimiser.state()?);
        if let Some(average) = &self.average {
            self.progress.average_updates = average.updates();
            let averages = average.state();
            tensors.extend(averages.map(|(name, tensor)| (name, tensor.clone())));
        }
        state::save(self.work.folder, &self.progress, &tensors)?;
        self.saved = Instant::now();
        let step = self.progress.step;
        observer.hear(Event::Saved { step });
        Ok(())
    }
}

/// Under which the weights stand in a state.
const WEIGHT: &str = "weight.";

/// The share of the full size at which an epoch (counted from 1) sees posters: it rises evenly to
/// 1 in the first half of the epochs.
fn size(settings: &Settings, epoch: usize) -> f64 {
    let half = settings.epochs as f64 / 2.0;
    let way = ((epoch - 1) as f64 / half).min(1.0);
    settings.first_size + (1.0 - settings.first_size) * way
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::training::Depth;

    #[test]
    fn posters_grow_to_their_full_size_by_half_time() {
        let settings = Settings {
            epochs: 8,
            first_size: 0.5,
            ..Settings::default_for(Depth::Full)
        };
        let sizes: Vec<f64> = (1..=8).map(|epoch| size(&settings, epoch)).collect();
        assert_eq!(sizes, [0.5, 0.625, 0.75, 0.875, 1.0, 1.0, 1.0, 1.0]);
        let plain = Settings {
            first_size: 1.0,
            ..settings
        };
        assert_eq!(size(&plain, 1), 1.0);
    }
}
