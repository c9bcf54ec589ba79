//! A linear layer on cached features: seconds on a laptop.
//!
//! In: features and labels of training and validation films. Out: a plain torchvision `fc` of the
//! best epoch, and what each epoch came to. Seeded: the same seed on the same machine gives the
//! same bits.

use std::cell::RefCell;

use candle_core::{DType, Device, Tensor, Var};
use rand::seq::SliceRandom;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde::{Deserialize, Serialize};

use super::adamw::{AdamW, AdamWOptions};
use super::epochs::{Judged, Pass, film_losses, run_epochs};
use super::loss::{Criterion, targets};
use super::{Epoch, Error, Gradients, Loss, Parameter, Schedule, Standardiser};
use crate::catalog::{Genre, GenreSet};
use crate::evaluation::{Examples, head_logits};
use crate::jobs::Task;

/// Settings of a head's training. The defaults were chosen by validation macro AUC over three
/// splits of 7,000 posters; the figure is flat around them.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct HeadOptions {
    /// Most passes over the training films.
    pub epochs: usize,
    /// Films per step.
    pub batch_size: usize,
    /// The highest learning rate.
    pub learning_rate: f64,
    /// Decoupled weight decay of the layer's weight (not of its bias).
    pub weight_decay: f64,
    /// Share of the features that a step does not see, in `0..1`.
    pub dropout: f64,
    /// Share of all steps in which the learning rate rises, in `0..=1`.
    pub warm_up: f64,
    /// Epochs without a better validation figure after which to stop.
    pub patience: usize,
    /// Of the order of the films and of the dropout.
    pub seed: u64,
    /// What is minimised.
    #[serde(default)]
    pub loss: Loss,
    /// How far labels are moved towards one half, in `0..1`.
    #[serde(default)]
    pub label_smoothing: f64,
}

impl Default for HeadOptions {
    fn default() -> Self {
        Self {
            epochs: 30,
            batch_size: 256,
            learning_rate: 3e-4,
            weight_decay: 10.0,
            dropout: 0.3,
            warm_up: 0.1,
            patience: 10,
            seed: 0,
            loss: Loss::Bce,
            label_smoothing: 0.0,
        }
    }
}

impl HeadOptions {
    /// Whether they make sense.
    ///
    /// # Errors
    /// [`Error::Settings`] with the first rule that is broken.
    pub fn check(&self) -> Result<(), Error> {
        let rule = |holds: bool, sentence: &str| {
            if holds {
                Ok(())
            } else {
                Err(Error::Settings(sentence.to_owned()))
            }
        };
        let is_rate = |value: f64| value.is_finite() && value >= 0.0;
        rule(self.epochs > 0, "at least 1 epoch is needed")?;
        rule(self.batch_size > 0, "a batch needs at least 1 film")?;
        rule(
            is_rate(self.learning_rate) && self.learning_rate > 0.0,
            "the learning rate must be above 0",
        )?;
        rule(
            is_rate(self.weight_decay),
            "the weight decay must be 0 or more",
        )?;
        rule(
            (0.0..1.0).contains(&self.dropout),
            "the dropout must be 0 or more, and below 1",
        )?;
        rule(
            (0.0..=1.0).contains(&self.warm_up),
            "the warm-up must be between 0 and 1",
        )?;
        rule(
            (0.0..1.0).contains(&self.label_smoothing),
            "the label smoothing must be 0 or more, and below 1",
        )?;
        self.loss.check().map_err(Error::Settings)
    }
}

/// A linear layer on the features as they come from the network.
#[derive(Debug, Clone, PartialEq)]
pub struct Head {
    /// Row-major, genres x dimension: torchvision's `fc.weight`.
    pub weight: Vec<f32>,
    /// One per genre: `fc.bias`.
    pub bias: Vec<f32>,
}

impl Head {
    /// `fc.weight` (genres x dimension) and `fc.bias` (genres) as tensors on the CPU.
    ///
    /// # Errors
    /// Candle's, if the lengths do not make a table.
    pub fn tensors(&self) -> candle_core::Result<(Tensor, Tensor)> {
        let genres = self.bias.len();
        let shape = (genres, self.weight.len() / genres.max(1));
        Ok((
            Tensor::from_slice(&self.weight, shape, &Device::Cpu)?,
            Tensor::from_slice(&self.bias, genres, &Device::Cpu)?,
        ))
    }

    /// Its logits, row-major films x genres, for row-major films x dimension `features`.
    ///
    /// # Errors
    /// Candle's, if the shapes disagree.
    pub fn logits(&self, features: &[f32]) -> candle_core::Result<Vec<f32>> {
        let (weight, bias) = self.tensors()?;
        head_logits(features, &weight, &bias)
    }
}

/// What a training came to.
#[derive(Debug, Clone, PartialEq)]
pub struct TrainedHead {
    /// The weights of the best epoch.
    pub head: Head,
    /// Counted from 1; the last one if no epoch's figure was defined.
    pub best_epoch: usize,
    /// Every epoch that ran.
    pub history: Vec<Epoch>,
}

/// Trains a head on `train`, choosing the epoch by the macro AUC on `validation`. `on_epoch`
/// hears of each epoch as it ends.
///
/// # Errors
/// [`Error`]: no films, settings that make no sense, features or a loss that are no numbers, or
/// `task` was cancelled.
pub fn train_head(
    train: &Examples,
    validation: &Examples,
    genres: &[Genre],
    options: &HeadOptions,
    task: &Task,
    mut on_epoch: impl FnMut(&Epoch),
) -> Result<TrainedHead, Error> {
    let hear = |epoch: &Epoch, _: &[f32]| on_epoch(epoch);
    train_watched(
        train,
        Judges::Films(validation),
        genres,
        options,
        task,
        hear,
    )
}

/// What decides how many epochs a head learns.
#[derive(Debug, Clone, Copy)]
pub enum Judges<'a> {
    /// The best macro AUC on these films.
    Films(&'a Examples),
    /// Nobody: so many it learns, at most as many as its settings have; the last weights count.
    Nobody {
        /// How many.
        epochs: usize,
    },
}

/// As [`train_head`]; `on_epoch` hears each validation film's loss too.
///
/// # Errors
/// As [`train_head`].
pub fn train_watched(
    train: &Examples,
    judges: Judges<'_>,
    genres: &[Genre],
    options: &HeadOptions,
    task: &Task,
    mut on_epoch: impl FnMut(&Epoch, &[f32]),
) -> Result<TrainedHead, Error> {
    options.check()?;
    let mut learner = Learner::new(train, genres, options)?;
    let (validation, epochs) = match judges {
        Judges::Films(films) if films.is_empty() => return Err(Error::NoValidationFilms),
        Judges::Films(films) => (Some(films), options.epochs),
        Judges::Nobody { epochs } => (None, epochs.min(options.epochs)),
    };
    if let Some(validation) = validation {
        check_shape(validation, train.dimension)?;
    }
    task.begin("Training the head", "epochs", Some(epochs as u64));
    let losses = RefCell::new(Vec::new());
    let hear = |epoch: &Epoch| on_epoch(epoch, &losses.borrow());
    let best = run_epochs(epochs, options.patience, hear, |number| {
        let (train_loss, learning_rate) = learner.epoch(number, task)?;
        let head = learner.head()?;
        task.advance(1);
        let judged = match validation {
            Some(films) => {
                let logits = head.logits(&films.features)?;
                losses.replace(film_losses(&logits, &films.labels, genres.len()));
                Some(Judged::new(&logits, &films.labels, genres))
            }
            None => None,
        };
        Ok(Pass {
            train_loss,
            learning_rate,
            judged,
            weights: head,
        })
    })?;
    Ok(TrainedHead {
        head: best.weights,
        best_epoch: best.epoch,
        history: best.history,
    })
}

fn check_shape(examples: &Examples, dimension: usize) -> Result<(), Error> {
    if dimension > 0 && examples.features.len() == examples.len() * dimension {
        Ok(())
    } else {
        Err(Error::Shape {
            films: examples.len(),
            dimension,
        })
    }
}

/// The state of a training between two steps.
struct Learner<'a> {
    train: &'a Examples,
    options: &'a HeadOptions,
    standardiser: Standardiser,
    genres: usize,
    order: Vec<usize>,
    random: ChaCha8Rng,
    parameters: [Parameter; 2],
    optimiser: AdamW,
    criterion: Criterion,
    schedule: Schedule,
    step: usize,
}

impl<'a> Learner<'a> {
    fn new(train: &'a Examples, genres: &[Genre], options: &'a HeadOptions) -> Result<Self, Error> {
        let labelled = train.labels.iter().any(|labels| !labels.is_empty());
        if genres.is_empty() || !labelled {
            let names: Vec<&str> = genres.iter().map(Genre::name).collect();
            return Err(Error::NoTrainingFilms {
                genres: names.join(", "),
            });
        }
        check_shape(train, train.dimension)?;
        let bias = prevalence_logits(&train.labels, genres.len());
        // Zero weights: logistic regression is convex, no symmetry has to be broken.
        let weight = Var::zeros((genres.len(), train.dimension), DType::F32, &Device::Cpu)?;
        let parameter = |name: &str, var, weight_decay| Parameter {
            name: name.to_owned(),
            var,
            rate_factor: 1.0,
            weight_decay,
        };
        let total = options.epochs * train.len().div_ceil(options.batch_size);
        Ok(Self {
            standardiser: Standardiser::fit(&train.features, train.dimension)?,
            genres: genres.len(),
            order: (0..train.len()).collect(),
            random: ChaCha8Rng::seed_from_u64(options.seed),
            parameters: [
                parameter("fc.weight", weight, options.weight_decay),
                parameter("fc.bias", Var::new(bias, &Device::Cpu)?, 0.0),
            ],
            optimiser: AdamW::new(AdamWOptions::default()),
            criterion: Criterion::new(
                options.loss,
                options.label_smoothing,
                (&train.labels, genres.len()),
                &Device::Cpu,
            )?,
            schedule: Schedule {
                peak: options.learning_rate,
                warm_up: (total as f64 * options.warm_up) as usize,
                total,
            },
            step: 0,
            train,
            options,
        })
    }

    /// One pass over the films: the mean loss, and the rate of the last step.
    fn epoch(&mut self, number: usize, task: &Task) -> Result<(f64, f64), Error> {
        let mut order = std::mem::take(&mut self.order);
        order.shuffle(&mut self.random);
        let (mut sum, mut rate) = (0.0, 0.0);
        for films in order.chunks(self.options.batch_size) {
            task.check()?;
            let (features, targets) = self.batch(films)?;
            let [weight, bias] = &self.parameters;
            let logits = features
                .matmul(&weight.var.t()?)?
                .broadcast_add(&bias.var)?;
            let loss = self.criterion.of(&logits, &targets)?;
            let value = f64::from(loss.to_scalar::<f32>()?);
            if !value.is_finite() {
                return Err(Error::NotFinite {
                    epoch: number,
                    learning_rate: self.options.learning_rate,
                });
            }
            rate = self.schedule.rate(self.step);
            let gradients = Gradients::of(&self.parameters, &loss.backward()?);
            self.optimiser
                .step(&self.parameters, &gradients, rate, 1.0)?;
            self.step += 1;
            sum += value * films.len() as f64;
        }
        self.order = order;
        Ok((sum / self.train.len() as f64, rate))
    }

    /// Centred and scaled features with dropout (n x dimension) and targets (n x genres) of some films.
    fn batch(&mut self, films: &[usize]) -> Result<(Tensor, Tensor), Error> {
        let dimension = self.train.dimension;
        let mut features = Vec::with_capacity(films.len() * dimension);
        for &film in films {
            let row = &self.train.features[film * dimension..(film + 1) * dimension];
            self.standardiser.extend(&mut features, row);
        }
        self.drop_out(&mut features);
        let labels = films.iter().map(|&film| self.train.labels[film]);
        Ok((
            Tensor::from_vec(features, (films.len(), dimension), &Device::Cpu)?,
            targets(labels, self.genres)?,
        ))
    }

    /// Inverted dropout: what stays is scaled up, so that the expectation stays.
    fn drop_out(&mut self, features: &mut [f32]) {
        if self.options.dropout == 0.0 {
            return;
        }
        let dropped_below = (self.options.dropout * f64::from(u32::MAX)) as u32;
        let kept = (1.0 / (1.0 - self.options.dropout)) as f32;
        for value in features {
            let keep = self.random.next_u32() >= dropped_below;
            *value *= if keep { kept } else { 0.0 };
        }
    }

    /// The layer as it is now, on the features as they come from the network.
    fn head(&self) -> Result<Head, Error> {
        let [weight, bias] = &self.parameters;
        let mut head = Head {
            weight: weight.var.flatten_all()?.to_vec1()?,
            bias: bias.var.to_vec1()?,
        };
        self.standardiser.fold(&mut head.weight, &mut head.bias);
        Ok(head)
    }
}

/// Where the biases start: the logit of each genre's share of the films, one film of either kind
/// added so that it is finite.
fn prevalence_logits(labels: &[GenreSet], genres: usize) -> Vec<f32> {
    let share = |genre| {
        let with = labels.iter().filter(|set| set.contains(genre)).count() as f32;
        (with + 1.0) / (labels.len() as f32 + 2.0)
    };
    (0..genres)
        .map(share)
        .map(|share| (share / (1.0 - share)).ln())
        .collect()
}
