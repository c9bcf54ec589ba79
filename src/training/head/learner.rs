//! What a head's training is between two steps: its weights, its optimiser, the films' order.

use candle_core::{DType, Device, Tensor, Var};
use rand::seq::SliceRandom;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::layer::Head;
use super::options::HeadOptions;
use crate::catalog::{Genre, GenreSet};
use crate::evaluation::Examples;
use crate::jobs::Task;
use crate::training::adamw::{AdamW, AdamWOptions};
use crate::training::loss::{Criterion, targets};
use crate::training::{Error, Gradients, Parameter, Schedule, Standardiser};

/// Whether the features are as many as films of `dimension` have.
///
/// # Errors
/// [`Error::Shape`] if not.
pub fn check_shape(examples: &Examples, dimension: usize) -> Result<(), Error> {
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
pub struct Learner<'a> {
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
    /// As it is before the first step.
    ///
    /// # Errors
    /// [`Error`]: no films, or features that are no numbers.
    pub fn new(
        train: &'a Examples,
        genres: &[Genre],
        options: &'a HeadOptions,
    ) -> Result<Self, Error> {
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
    ///
    /// # Errors
    /// [`Error`]: the loss left the range of numbers, or `task` was cancelled.
    pub fn epoch(&mut self, number: usize, task: &Task) -> Result<(f64, f64), Error> {
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
    ///
    /// # Errors
    /// [`Error::Compute`] if a tensor cannot be read.
    pub fn head(&self) -> Result<Head, Error> {
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
