//! What changes from step to step: the network, the optimiser's memory, the average of the weights.
//!
//! In: the films of a step and their inputs. Out: their mean loss; at any time, all of it as named
//! tensors, from which it goes on exactly.

use std::collections::BTreeMap;

use candle_core::{DType, Device, Tensor};

use super::work::Work;
use crate::training::ema::Average;
use crate::training::loss::Criterion;
use crate::training::network::{Network, Reading};
use crate::training::pieces::in_pieces;
use crate::training::plan::{self, Batch};
use crate::training::source::Input;
use crate::training::state::Progress;
use crate::training::watch::{Event, Observer};
use crate::training::{Error, Gradients, Optimiser, Schedule};
use crate::vision::checkpoint::Precision;

/// Where the factor on a half-precision loss begins and ends, and how many good steps double it.
const LOSS_SCALE: f64 = 1024.0;
const MOST_LOSS_SCALE: f64 = 65536.0;
const STEADY_STEPS: usize = 500;
/// Under which the weights stand in a state.
const WEIGHT: &str = "weight.";

/// What learns, step by step.
pub struct Learner {
    network: Network,
    optimiser: Optimiser,
    average: Option<Average>,
    criterion: Criterion,
    schedule: Schedule,
}

impl Learner {
    /// As it is before the first step.
    ///
    /// # Errors
    /// [`Error`], if the device refuses.
    pub fn new(work: &Work<'_>) -> Result<Self, Error> {
        let settings = work.settings;
        let network = Network::new(work.start, settings, work.device)?;
        let average = if settings.ema_decay > 0.0 {
            Some(Average::new(settings.ema_decay, network.changing())?)
        } else {
            None
        };
        let criterion = Criterion::new(
            settings.loss,
            settings.label_smoothing,
            (&work.train.labels, work.start.genres.len()),
            work.device,
        )?;
        let total = settings.epochs * work.steps_per_epoch();
        Ok(Self {
            network,
            optimiser: Optimiser::new(settings.optimiser),
            average,
            criterion,
            schedule: Schedule {
                peak: settings.head_rate,
                warm_up: (total as f64 * settings.warm_up) as usize,
                total,
            },
        })
    }

    /// What the first step's loss is multiplied with.
    pub fn first_loss_scale(&self) -> f64 {
        if self.network.format() == DType::F16 {
            LOSS_SCALE
        } else {
            1.0
        }
    }

    /// The head's learning rate at a step, counted from 0.
    pub fn rate(&self, step: usize) -> f64 {
        self.schedule.rate(step)
    }

    /// Takes up a state that [`state`](Self::state) gave, after so many updates of the average.
    ///
    /// # Errors
    /// Candle's, naming a tensor that is missing or of another shape.
    pub fn restore(
        &mut self,
        average_updates: u64,
        tensors: &BTreeMap<String, Tensor>,
    ) -> candle_core::Result<()> {
        let mut here = BTreeMap::new();
        for (name, tensor) in tensors {
            // Counts stay where they can be read at once.
            let device = if tensor.dtype() == DType::U32 {
                &Device::Cpu
            } else {
                self.network.device()
            };
            here.insert(name.clone(), tensor.to_device(device)?);
        }
        self.network.restore(WEIGHT, &here)?;
        self.optimiser.restore(&here)?;
        if let Some(average) = &mut self.average {
            average.restore(average_updates, &here)?;
        }
        Ok(())
    }

    /// All that changes, as named tensors, to be saved.
    ///
    /// # Errors
    /// Candle's, if a tensor cannot be copied.
    pub fn state(&self) -> candle_core::Result<BTreeMap<String, Tensor>> {
        let mut tensors = BTreeMap::new();
        for (name, tensor) in self.network.changing() {
            tensors.insert(format!("{WEIGHT}{name}"), tensor.clone());
        }
        tensors.extend(self.optimiser.state()?);
        if let Some(average) = &self.average {
            let averages = average.state();
            tensors.extend(averages.map(|(name, tensor)| (name, tensor.clone())));
        }
        Ok(tensors)
    }

    /// Updates of the average of the weights; `None`: there is none.
    pub fn average_updates(&self) -> Option<u64> {
        self.average.as_ref().map(Average::updates)
    }

    /// The weights as a model's file will hold them; see [`Network::as_saved`].
    ///
    /// # Errors
    /// [`Error::Compute`] if a tensor cannot be copied.
    pub fn as_saved(&self, precision: Precision) -> Result<BTreeMap<String, Tensor>, Error> {
        self.network.as_saved(self.average.as_ref(), precision)
    }

    /// The network with `saved` tensors, for reading.
    ///
    /// # Errors
    /// [`Error::Compute`] if a tensor does not fit or the device refuses.
    pub fn reading(&self, saved: &BTreeMap<String, Tensor>) -> Result<Reading, Error> {
        self.network.reading(saved)
    }

    /// One step on a batch: its mean loss. `progress` keeps how many films are on the device at
    /// once, and how the loss is scaled.
    ///
    /// # Errors
    /// [`Error`]: the loss left the range of numbers, or the device refuses.
    pub fn step(
        &mut self,
        work: &Work<'_>,
        progress: &mut Progress,
        batch: &Batch,
        mut input: Input,
        observer: &mut dyn Observer,
    ) -> Result<f64, Error> {
        let (films, genres) = (batch.views.len(), work.start.genres.len());
        let row = |film: usize| &work.targets[film * genres..(film + 1) * genres];
        let rows = batch.views.iter().flat_map(|view| row(view.film));
        let mut targets: Vec<f32> = rows.copied().collect();
        if let Some(blend) = &batch.blend {
            plan::blend(&mut input.values, films, blend);
            plan::blend(&mut targets, films, blend);
        }
        let before = progress.piece;
        let done = self.gradients(&input, &targets, (films, genres), progress)?;
        if progress.piece != before {
            let films = progress.piece;
            observer.hear(Event::MicroBatch { films });
        }
        let Some((loss, gradients)) = done else {
            return Ok(0.0);
        };
        let scale = progress.loss_scale;
        let norm = gradients.norm()? / scale;
        let scaled = self.network.format() == DType::F16;
        if loss.is_finite() && !norm.is_finite() && scaled && scale > 1.0 {
            // Too large for half precision: this step is left out, the next is scaled less.
            progress.loss_scale = (scale / 2.0).max(1.0);
            progress.steady_steps = 0;
            return Ok(loss);
        }
        if !loss.is_finite() || !norm.is_finite() {
            return Err(work.not_finite(progress.epoch));
        }
        if scaled {
            progress.steady_steps += 1;
            if progress.steady_steps.is_multiple_of(STEADY_STEPS) {
                progress.loss_scale = (scale * 2.0).min(MOST_LOSS_SCALE);
            }
        }
        let clip = match work.settings.clip {
            0.0 => 1.0,
            clip => (clip / norm.max(f64::MIN_POSITIVE)).min(1.0),
        };
        let rate = self.schedule.rate(progress.step);
        self.optimiser
            .step(self.network.parameters(), &gradients, rate, clip / scale)?;
        if let Some(average) = &mut self.average {
            average.update(self.network.changing())?;
        }
        Ok(loss)
    }

    /// The mean loss of a step and its gradients, these times the loss's scale; in pieces, where
    /// memory does not hold all films at once. `None`: there are no films.
    fn gradients(
        &self,
        input: &Input,
        targets: &[f32],
        (films, genres): (usize, usize),
        progress: &mut Progress,
    ) -> Result<Option<(f64, Gradients)>, Error> {
        let (channels, height, width) = input.shape;
        let length = channels * height * width;
        let (network, criterion) = (&self.network, &self.criterion);
        let (device, scale) = (network.device(), progress.loss_scale);
        in_pieces(
            films,
            &mut progress.piece,
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
        )
    }
}
