//! A linear layer on cached features: seconds on a laptop.
//!
//! In: features and labels of training and validation films. Out: a plain torchvision `fc` of the
//! best epoch, and what each epoch came to. Seeded: the same seed on the same machine gives the
//! same bits.

use std::cell::RefCell;

mod layer;
mod learner;
mod options;

use super::epochs::{Judged, Pass, film_losses, run_epochs};
use super::{Epoch, Error};
use crate::catalog::Genre;
use crate::evaluation::Examples;
use crate::jobs::Task;
use learner::{Learner, check_shape};

pub use layer::Head;
pub use options::HeadOptions;

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
