//! Layer 4 and the head, on layer-3 activations from disk: minutes to an hour on a CPU.
//!
//! In: stored activations and labels of training and validation films, and a model with a trained
//! head to start from (first the linear probe, then fine-tuning: Kumar et al. 2022). Out: the tensors of layer 4
//! and the head after the best epoch. Batch norm keeps its statistics; its gain and shift learn.
//! Seeded: the same seed on the same machine gives the same bits.

use std::collections::{BTreeMap, HashMap};

use candle_core::{Device, Tensor, Var};
use rand::seq::SliceRandom;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::epochs::{Judged, Pass, run_epochs};
use super::loss::{bce_with_logits, targets};
use super::optimiser::{AdamW, AdamWOptions, Parameter, gradient_norm};
use super::{Epoch, Error, HeadOptions, Schedule};
use crate::catalog::{Film, Genre, GenreSet, Split};
use crate::jobs::Task;
use crate::vision::features::activations::ActivationStore;
use crate::vision::resnet::{ResNet, Statistics};
use crate::vision::{Architecture, Checkpoint};

/// Settings of the last block's training.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct LastBlockOptions {
    /// Most passes over the training films.
    pub epochs: usize,
    /// Films per step.
    pub batch_size: usize,
    /// The highest learning rate of layer 4.
    pub learning_rate: f64,
    /// The highest learning rate of the head.
    pub head_learning_rate: f64,
    /// Decoupled weight decay of convolutions and the head's weight (not of norms and biases).
    pub weight_decay: f64,
    /// Share of all steps in which the learning rates rise, in `0..=1`.
    pub warm_up: f64,
    /// Gradients longer than this, all together, are shortened to it.
    pub clip: f64,
    /// Whether each film is seen mirrored half of the time.
    pub flips: bool,
    /// Epochs without a better validation figure after which to stop.
    pub patience: usize,
    /// Of the order of the films and of their flips.
    pub seed: u64,
    /// How the head that it starts from is trained.
    pub head: HeadOptions,
}

impl Default for LastBlockOptions {
    fn default() -> Self {
        Self {
            epochs: 3,
            batch_size: 32,
            learning_rate: 1e-4,
            head_learning_rate: 1e-4,
            weight_decay: 0.01,
            warm_up: 0.1,
            clip: 1.0,
            flips: true,
            patience: 2,
            seed: 0,
            head: HeadOptions::default(),
        }
    }
}

impl LastBlockOptions {
    fn check(&self) -> Result<(), Error> {
        let above = |value: f64| value.is_finite() && value > 0.0;
        let rules = [
            (self.epochs > 0, "at least 1 epoch is needed"),
            (self.batch_size > 0, "a batch needs at least 1 film"),
            (
                above(self.learning_rate) && above(self.head_learning_rate),
                "the learning rates must be above 0",
            ),
            (
                self.weight_decay.is_finite() && self.weight_decay >= 0.0,
                "the weight decay must be 0 or more",
            ),
            (
                (0.0..=1.0).contains(&self.warm_up),
                "the warm-up must be between 0 and 1",
            ),
            (above(self.clip), "the gradients' clip must be above 0"),
        ];
        match rules.iter().find(|(holds, _)| !holds) {
            Some((_, sentence)) => Err(Error::Settings((*sentence).to_owned())),
            None => Ok(()),
        }
    }
}

/// Films whose activations are stored.
#[derive(Debug)]
pub struct StoredFilms<'a> {
    store: &'a ActivationStore,
    hashes: Vec<[u8; 32]>,
    /// One set a film, over the genres that were asked for.
    pub labels: Vec<GenreSet>,
    /// Films that belong here but are not stored: their poster could not be read.
    pub unreadable: usize,
}

impl<'a> StoredFilms<'a> {
    /// The films of `split`, labelled over `genres`; `flips` leaves out those without mirror image.
    pub fn collect(
        films: &[Film],
        split: Split,
        genres: &[Genre],
        store: &'a ActivationStore,
        flips: bool,
    ) -> Self {
        let mut stored = Self {
            store,
            hashes: Vec::new(),
            labels: Vec::new(),
            unreadable: 0,
        };
        for film in films.iter().filter(|film| film.split == Some(split)) {
            let Some(poster) = &film.poster else {
                continue;
            };
            let hash = poster.content_hash;
            if store.contains(&hash, false) && (!flips || store.contains(&hash, true)) {
                stored.hashes.push(hash);
                stored.labels.push(GenreSet::of(&film.genres, genres));
            } else {
                stored.unreadable += 1;
            }
        }
        stored
    }

    /// Number of films.
    pub fn len(&self) -> usize {
        self.hashes.len()
    }

    /// Whether there is no film.
    pub fn is_empty(&self) -> bool {
        self.hashes.is_empty()
    }

    /// The activations (films x channels x rows x columns) of some films, mirrored or not.
    fn activations(&self, films: &[(usize, bool)]) -> Result<Tensor, Error> {
        let (channels, height, width) = self.store.shape();
        let size = channels * height * width;
        let mut values = vec![0.0; films.len() * size];
        let whole = values
            .par_chunks_mut(size)
            .zip(films)
            .all(|(out, &(film, mirrored))| self.store.read(&self.hashes[film], mirrored, out));
        if !whole {
            return Err(Error::Activations);
        }
        let shape = (films.len(), channels, height, width);
        Ok(Tensor::from_vec(values, shape, &Device::Cpu)?)
    }
}

/// What a training came to.
#[derive(Debug)]
pub struct TrainedBlock {
    /// `layer4.*` and `fc.*` of the best epoch, by name.
    pub tensors: BTreeMap<String, Tensor>,
    /// Counted from 1; the last one if no epoch's figure was defined.
    pub best_epoch: usize,
    /// Every epoch that ran.
    pub history: Vec<Epoch>,
}

/// Trains layer 4 and the head of `start` on `train`, choosing the epoch by the macro AUC on
/// `validation`. `on_epoch` hears of each epoch as it ends.
///
/// # Errors
/// [`Error`]: no films, settings that make no sense, a loss that is no number, activations that
/// cannot be read, or `task` was cancelled.
pub fn train_last_block(
    start: &Checkpoint,
    train: &StoredFilms<'_>,
    validation: &StoredFilms<'_>,
    options: &LastBlockOptions,
    task: &Task,
    on_epoch: impl FnMut(&Epoch),
) -> Result<TrainedBlock, Error> {
    options.check()?;
    let genres = &start.genres;
    if train.labels.iter().all(|labels| labels.is_empty()) {
        let names: Vec<&str> = genres.iter().map(Genre::name).collect();
        return Err(Error::NoTrainingFilms {
            genres: names.join(", "),
        });
    }
    if validation.is_empty() {
        return Err(Error::NoValidationFilms);
    }
    let mut learner = Learner::new(start, train, options)?;
    let mut last = String::new();
    let best = run_epochs(options.epochs, options.patience, on_epoch, |number| {
        let stage = format!(
            "Training layer 4, epoch {number} of {}{last}",
            options.epochs
        );
        task.begin(&stage, "posters", Some(train.len() as u64));
        let (train_loss, learning_rate) = learner.epoch(number, task)?;
        let weights = learner.snapshot()?;
        let mut tensors = learner.tensors.clone();
        tensors.extend(weights.clone());
        let logits = logits_of(&start.architecture, &tensors, validation, task)?;
        let judged = Judged::new(&logits, &validation.labels, genres);
        // An epoch takes minutes: what the last one came to is worth knowing meanwhile.
        last = judged
            .macro_auc
            .map(|auc| format!(" (the last: macro AUC {auc:.4})"))
            .unwrap_or_default();
        Ok(Pass {
            train_loss,
            learning_rate,
            judged,
            weights,
        })
    })?;
    Ok(TrainedBlock {
        tensors: best.weights,
        best_epoch: best.epoch,
        history: best.history,
    })
}

/// The logits, row-major films x genres, that a model's layer 4 and head give films as they are.
///
/// # Errors
/// [`Error`]: a tensor is missing, activations cannot be read, or `task` was cancelled.
pub fn logits(model: &Checkpoint, films: &StoredFilms<'_>, task: &Task) -> Result<Vec<f32>, Error> {
    logits_of(&model.architecture, &model.tensors, films, task)
}

fn logits_of(
    architecture: &Architecture,
    tensors: &HashMap<String, Tensor>,
    films: &StoredFilms<'_>,
    task: &Task,
) -> Result<Vec<f32>, Error> {
    const AT_ONCE: usize = 32;
    let network = ResNet::new(architecture, tensors)?.folded()?;
    let all: Vec<(usize, bool)> = (0..films.len()).map(|film| (film, false)).collect();
    let mut logits = Vec::new();
    for films_now in all.chunks(AT_ONCE) {
        task.check()?;
        let input = films.activations(films_now)?;
        let activations = network.layers(&input, 3..4, Statistics::Stored)?;
        let forward = network.from_activations(activations)?;
        let found = forward.logits.ok_or(Error::NoHead)?;
        logits.extend(found.flatten_all()?.to_vec1::<f32>()?);
    }
    Ok(logits)
}

/// The state of a training between two steps.
struct Learner<'a> {
    train: &'a StoredFilms<'a>,
    options: &'a LastBlockOptions,
    genres: usize,
    /// All tensors of the network; those that learn are variables.
    tensors: HashMap<String, Tensor>,
    network: ResNet,
    /// By name, so that every run goes through them in the same order.
    parameters: Vec<Parameter>,
    optimiser: AdamW,
    schedule: Schedule,
    order: Vec<usize>,
    random: ChaCha8Rng,
    step: usize,
}

impl<'a> Learner<'a> {
    fn new(
        start: &Checkpoint,
        train: &'a StoredFilms<'a>,
        options: &'a LastBlockOptions,
    ) -> Result<Self, Error> {
        let mut tensors = start.tensors.clone();
        let learns = |name: &String| {
            name.starts_with("fc.") || (name.starts_with("layer4.") && !name.contains("running_"))
        };
        let mut names: Vec<String> = tensors
            .keys()
            .filter(|name| learns(name))
            .cloned()
            .collect();
        names.sort();
        let mut parameters = Vec::with_capacity(names.len());
        for name in names {
            let var = Var::from_tensor(&tensors[&name])?;
            tensors.insert(name.clone(), var.as_tensor().clone());
            let rate_factor = if name.starts_with("fc.") {
                1.0
            } else {
                options.learning_rate / options.head_learning_rate
            };
            // Norms and biases have one axis.
            let decays = var.rank() > 1;
            parameters.push(Parameter {
                name,
                rate_factor,
                weight_decay: if decays { options.weight_decay } else { 0.0 },
                var,
            });
        }
        let total = options.epochs * train.len().div_ceil(options.batch_size);
        Ok(Self {
            network: ResNet::new(&start.architecture, &tensors)?,
            tensors,
            parameters,
            optimiser: AdamW::new(AdamWOptions::default()),
            schedule: Schedule {
                peak: options.head_learning_rate,
                warm_up: (total as f64 * options.warm_up) as usize,
                total,
            },
            order: (0..train.len()).collect(),
            random: ChaCha8Rng::seed_from_u64(options.seed),
            step: 0,
            genres: start.genres.len(),
            train,
            options,
        })
    }

    /// One pass over the films: the mean loss, and layer 4's rate in the last step.
    fn epoch(&mut self, number: usize, task: &Task) -> Result<(f64, f64), Error> {
        let mut order = std::mem::take(&mut self.order);
        order.shuffle(&mut self.random);
        let views: Vec<(usize, bool)> = order
            .iter()
            .map(|&film| (film, self.options.flips && self.random.random()))
            .collect();
        self.order = order;
        let not_finite = || Error::NotFinite {
            epoch: number,
            learning_rate: self.options.learning_rate,
        };
        let (mut sum, mut rate) = (0.0, 0.0);
        for films in views.chunks(self.options.batch_size) {
            task.check()?;
            let input = self.train.activations(films)?;
            let labels = films.iter().map(|&(film, _)| self.train.labels[film]);
            let targets = targets(labels, self.genres)?;
            let activations = self.network.layers(&input, 3..4, Statistics::Stored)?;
            let logits = self.network.from_activations(activations)?.logits;
            let loss = bce_with_logits(&logits.ok_or(Error::NoHead)?, &targets)?;
            let value = f64::from(loss.to_scalar::<f32>()?);
            let gradients = loss.backward()?;
            let norm = gradient_norm(&self.parameters, &gradients)?;
            if !value.is_finite() || !norm.is_finite() {
                return Err(not_finite());
            }
            rate = self.schedule.rate(self.step);
            let scale = (self.options.clip / norm.max(f64::MIN_POSITIVE)).min(1.0);
            self.optimiser
                .step_scaled(&self.parameters, &gradients, rate, scale)?;
            self.step += 1;
            sum += value * films.len() as f64;
            task.advance(films.len() as u64);
        }
        let factor = self.options.learning_rate / self.options.head_learning_rate;
        Ok((sum / self.train.len() as f64, rate * factor))
    }

    /// The weights as they are now, apart from the graph.
    fn snapshot(&self) -> Result<BTreeMap<String, Tensor>, Error> {
        let copy = |parameter: &Parameter| {
            let tensor = parameter.var.as_tensor().copy()?.detach();
            Ok((parameter.name.clone(), tensor))
        };
        self.parameters.iter().map(copy).collect()
    }
}
