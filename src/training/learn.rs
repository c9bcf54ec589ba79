//! The learning in a training: from a library's examples to a model as it will be saved, and what
//! that says about the validation films.

use candle_core::DType;

use super::last_block::{StoredFilms, logits};
use super::{Epoch, Error, Head, HeadOptions, LastBlockOptions, train_head, train_last_block};
use crate::catalog::{Film, Genre, GenreSet, Library, Split};
use crate::evaluation::{Examples, LibraryError};
use crate::jobs::Task;
use crate::vision::checkpoint::Precision;
use crate::vision::features::activations::{ActivationStore, View};
use crate::vision::{Checkpoint, Reader};

/// What is learned from, and by whom.
pub struct Work<'a> {
    /// The films and their posters.
    pub library: &'a Library,
    /// The model to start from.
    pub start: &'a Reader,
    /// Features of the training films.
    pub train: Examples,
    /// Features of the validation films.
    pub validation: Examples,
    /// What the head is to tell apart.
    pub genres: Vec<Genre>,
    /// The number format of the saved weights.
    pub precision: Precision,
    /// Hears how far it is.
    pub task: &'a Task,
}

/// A model before calibration and thresholds.
pub struct Learned {
    /// The model, its weights as a reader of the saved file will have them.
    pub checkpoint: Checkpoint,
    /// What it says about the validation films: row-major films x genres.
    pub logits: Vec<f32>,
    /// Their labels.
    pub labels: Vec<GenreSet>,
    /// Films that were learned from.
    pub train_films: usize,
    /// Films left out because their poster could not be read.
    pub unreadable: usize,
    /// Counted from 1.
    pub best_epoch: usize,
    /// Every epoch that ran.
    pub history: Vec<Epoch>,
    /// What a person should know.
    pub notes: Vec<String>,
    /// What was done, for the model's provenance.
    pub words: &'static str,
}

impl Work<'_> {
    /// A linear layer on the cached features.
    ///
    /// # Errors
    /// As [`train_head`].
    pub fn head(
        self,
        options: &HeadOptions,
        on_epoch: impl FnMut(&Epoch),
    ) -> Result<Learned, Error> {
        let (train, validation) = (&self.train, &self.validation);
        let trained = train_head(
            train,
            validation,
            &self.genres,
            options,
            self.task,
            on_epoch,
        )?;
        let head = as_saved(trained.head, self.precision);
        let (weight, bias) = head.tensors()?;
        let start = self.start.checkpoint().clone();
        Ok(Learned {
            checkpoint: start.with_head(self.genres, weight, bias)?,
            logits: head.logits(&validation.features)?,
            train_films: train.len(),
            unreadable: train.unreadable + validation.unreadable,
            labels: self.validation.labels,
            best_epoch: trained.best_epoch,
            history: trained.history,
            notes: Vec::new(),
            words: "a linear head on cached features",
        })
    }

    /// First the head on the features as they are; then layer 4 together with it.
    ///
    /// # Errors
    /// As [`train_head`], [`train_last_block`] and [`ActivationStore::ensure`].
    pub fn last_block(
        self,
        options: &LastBlockOptions,
        on_epoch: impl FnMut(&Epoch),
    ) -> Result<Learned, Error> {
        let task = self.task;
        let (train, validation) = (&self.train, &self.validation);
        let probe = train_head(train, validation, &self.genres, &options.head, task, |_| ())?;
        let (weight, bias) = probe.head.tensors()?;
        let start = self.start.checkpoint().clone();
        let start = start.with_head(self.genres, weight, bias)?;

        let films = self.library.films().map_err(LibraryError::from)?;
        let (folder, views) = (self.library.features_dir(), views(&films, options.flips));
        let store = ActivationStore::ensure(&folder, &views, self.start, task);
        let store = store.map_err(LibraryError::from)?;
        let collect =
            |split, flips| StoredFilms::collect(&films, split, &start.genres, &store, flips);
        let train = collect(Split::Train, options.flips);
        let validation = collect(Split::Validation, false);
        let trained = train_last_block(&start, &train, &validation, options, task, on_epoch)?;

        let mut checkpoint = start;
        for (name, tensor) in trained.tensors {
            let tensor = match self.precision {
                Precision::F16 => tensor.to_dtype(DType::F16)?.to_dtype(DType::F32)?,
                Precision::F32 => tensor,
            };
            checkpoint.tensors.insert(name, tensor);
        }
        let before = probe.history.get(probe.best_epoch - 1);
        let before = before.and_then(|epoch| epoch.validation_macro_auc);
        let note = before.map(|auc| {
            format!("the head that it started from had macro AUC {auc:.4} on validation")
        });
        Ok(Learned {
            logits: logits(&checkpoint, &validation, task)?,
            checkpoint,
            train_films: train.len(),
            unreadable: train.unreadable + validation.unreadable,
            labels: validation.labels,
            best_epoch: trained.best_epoch,
            history: trained.history,
            notes: note.into_iter().collect(),
            words: "layer 4 and the head on stored layer-3 activations",
        })
    }
}

/// The posters that are learned from, as they are and mirrored, and those that judge.
pub fn views(films: &[Film], flips: bool) -> Vec<View<'_>> {
    let mut views = Vec::new();
    for film in films {
        let mirrors: &[bool] = match film.split {
            Some(Split::Train) if flips => &[false, true],
            Some(Split::Train | Split::Validation) => &[false],
            _ => &[],
        };
        if let Some(poster) = &film.poster {
            views.extend(mirrors.iter().map(|&mirrored| View { poster, mirrored }));
        }
    }
    views
}

/// The head as a reader of the saved file will have it, so that calibration and thresholds are
/// fitted to that.
fn as_saved(head: Head, precision: Precision) -> Head {
    let rounded = |value: f32| match precision {
        Precision::F16 => half::f16::from_f32(value).to_f32(),
        Precision::F32 => value,
    };
    Head {
        weight: head.weight.into_iter().map(rounded).collect(),
        bias: head.bias.into_iter().map(rounded).collect(),
    }
}
