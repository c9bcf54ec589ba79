//! One model's scores for every poster of a library whose features are known.
//!
//! In: films, features (from the [`FeatureStore`], or from anywhere else by a function), a model
//! with a head. Out: [`LibraryScores`]: logits, calibrated probabilities and labels, one row a film,
//! computed once a model. Where only the head differs, 45,000 posters take a moment: nothing is
//! read but the cached features, each once.

use half::f16;
use rayon::prelude::*;

use super::dot::Kernel;
use crate::catalog::{Film, Genre, GenreSet, Split};
use crate::evaluation::{Predictions, calibrated, predictions};
use crate::jobs::{Cancelled, Task};
use crate::vision::{Checkpoint, FeatureStore};

/// A library cannot be scored.
#[derive(Debug, thiserror::Error)]
pub enum ScoreError {
    /// Asked to stop.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
    /// The model has no head.
    #[error("the model knows no genres: train a head on it first (onesheet train)")]
    NoHead,
    /// Features and head have different lengths: they are not of one network.
    #[error(
        "the stored features have {features} values and the model's head takes {head}: they are \
         of different networks; compute the features with this model"
    )]
    OtherNetwork {
        /// Values a poster.
        features: usize,
        /// Values that the head takes.
        head: usize,
    },
    /// A score is no number.
    #[error(
        "the model's score for {title} is not a finite number: its weights are damaged, or that \
         poster's features; train again, or delete the library's folder 'features'"
    )]
    NotFinite {
        /// The film.
        title: String,
    },
    /// Candle refused to hand out the head.
    #[error("the head could not be read: {0}")]
    Head(#[from] candle_core::Error),
}

/// How many posters of a library have features, and which do not.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Coverage {
    /// Films with a sound poster.
    pub posters: usize,
    /// Indices of the films whose poster has no features yet, ascending.
    pub missing: Vec<usize>,
}

impl Coverage {
    /// Asks `store` for each film's poster. [`FeatureStore::ensure`] computes what is missing.
    pub fn of(films: &[Film], store: &FeatureStore) -> Self {
        let mut coverage = Self::default();
        for (index, film) in films.iter().enumerate() {
            let Some(poster) = &film.poster else { continue };
            coverage.posters += 1;
            if !store.contains(&poster.content_hash) {
                coverage.missing.push(index);
            }
        }
        coverage
    }

    /// Posters with features.
    pub fn known(&self) -> usize {
        self.posters - self.missing.len()
    }

    /// Whether every poster has features (and there is one).
    pub fn is_complete(&self) -> bool {
        self.posters > 0 && self.missing.is_empty()
    }
}

/// Films that are scored at a time: what a core holds beside its neighbours, and how soon a cancel
/// is seen.
const BLOCK: usize = 64;

/// One model's scores for those films of a library whose poster has features. A row is a scored
/// film; rows keep the films' order.
#[derive(Debug, Clone, PartialEq)]
pub struct LibraryScores {
    genres: Vec<Genre>,
    /// Row to film.
    films: Vec<usize>,
    /// Film to row.
    rows: Vec<Option<usize>>,
    /// Rows x genres.
    logits: Vec<f32>,
    /// Rows x genres.
    probabilities: Vec<f32>,
    labels: Vec<GenreSet>,
    splits: Vec<Option<Split>>,
    /// Whether the model learned from the row's poster.
    learned: Vec<bool>,
}

impl LibraryScores {
    /// Scores `films` by `model`, on all cores; films without a poster or without features have
    /// no row ([`Coverage`] says which).
    ///
    /// # Errors
    /// [`ScoreError`]: the model has no head or is of another network, a score is no number, or
    /// `task` was cancelled.
    pub fn compute(
        films: &[Film],
        store: &FeatureStore,
        model: &Checkpoint,
        task: &Task,
    ) -> Result<Self, ScoreError> {
        let dimension = model.architecture.features();
        if !store.is_empty() && store.dimension() != dimension {
            return Err(ScoreError::OtherNetwork {
                features: store.dimension(),
                head: dimension,
            });
        }
        let read = |hash: &[u8; 32], row: &mut [f16]| store.read(hash, row);
        Self::compute_from(films, read, model, task)
    }

    /// As [`compute`](Self::compute), from features that `read` writes: one row for the BLAKE3 of a
    /// poster, `false` where it has none.
    ///
    /// # Errors
    /// As [`compute`](Self::compute).
    pub fn compute_from(
        films: &[Film],
        read: impl Fn(&[u8; 32], &mut [f16]) -> bool + Sync,
        model: &Checkpoint,
        task: &Task,
    ) -> Result<Self, ScoreError> {
        let head = Head::of(model)?;
        task.begin("Scoring posters", "posters", Some(films.len() as u64));
        let blocks: Vec<Block> = films
            .par_chunks(BLOCK)
            .enumerate()
            .map(|(index, films)| {
                task.check()?;
                let block = head.score(index * BLOCK, films, &read);
                task.advance(films.len() as u64);
                Ok(block)
            })
            .collect::<Result<_, Cancelled>>()?;
        let scored: Vec<usize> = blocks
            .iter()
            .flat_map(|block| &block.films)
            .copied()
            .collect();
        let logits: Vec<f32> = blocks.into_iter().flat_map(|block| block.logits).collect();
        let genres = model.genres.len();
        if let Some(at) = logits.iter().position(|logit| !logit.is_finite()) {
            let title = films[scored[at / genres]].title.clone();
            return Err(ScoreError::NotFinite { title });
        }
        let known = &model.learned_posters;
        let mut rows = vec![None; films.len()];
        for (row, &film) in scored.iter().enumerate() {
            rows[film] = Some(row);
        }
        Ok(Self {
            probabilities: calibrated(&logits, &model.calibration),
            labels: scored
                .iter()
                .map(|&film| GenreSet::of(&films[film].genres, &model.genres))
                .collect(),
            splits: scored.iter().map(|&film| films[film].split).collect(),
            learned: scored
                .iter()
                .map(|&film| films[film].poster.as_ref())
                .map(|poster| poster.is_some_and(|poster| known.contains(&poster.content_hash)))
                .collect(),
            genres: model.genres.clone(),
            films: scored,
            rows,
            logits,
        })
    }

    /// What the model tells apart, in the order of logits and probabilities.
    pub fn genres(&self) -> &[Genre] {
        &self.genres
    }

    /// Scored films.
    pub fn len(&self) -> usize {
        self.films.len()
    }

    /// Whether no film is scored.
    pub fn is_empty(&self) -> bool {
        self.films.is_empty()
    }

    /// The film of a row, as an index into the films that were scored.
    ///
    /// # Panics
    /// If there is no such row; so for every method that takes one.
    pub fn film(&self, row: usize) -> usize {
        self.films[row]
    }

    /// The row of a film; `None` if it is not scored.
    pub fn row_of(&self, film: usize) -> Option<usize> {
        self.rows.get(film).copied().flatten()
    }

    /// The network's raw outputs, one a genre.
    pub fn logits(&self, row: usize) -> &[f32] {
        let genres = self.genres.len();
        &self.logits[row * genres..(row + 1) * genres]
    }

    /// The calibrated probabilities, one a genre, in `0..=1`.
    pub fn probabilities(&self, row: usize) -> &[f32] {
        let genres = self.genres.len();
        &self.probabilities[row * genres..(row + 1) * genres]
    }

    /// The film's labels over [`genres`](Self::genres); empty if it has none of them.
    pub fn labels(&self, row: usize) -> GenreSet {
        self.labels[row]
    }

    /// The film's split.
    pub fn split(&self, row: usize) -> Option<Split> {
        self.splits[row]
    }

    /// Of how many of these rows the model learned from the poster, as far as known.
    pub fn learned(&self, rows: &[usize]) -> usize {
        rows.iter().filter(|&&row| self.learned[row]).count()
    }

    /// The rows of one split, ascending; `None`: every film that is in a split, those that can be
    /// judged.
    pub fn rows_in(&self, split: Option<Split>) -> Vec<usize> {
        let wanted = |own: Option<Split>| own.is_some() && (split.is_none() || own == split);
        (0..self.len())
            .filter(|&row| wanted(self.splits[row]))
            .collect()
    }

    /// Scores and labels of some rows, in their order, to be judged.
    pub fn predictions_of(&self, rows: &[usize]) -> Scored {
        let table = |of: &dyn Fn(usize) -> Vec<f32>| rows.iter().flat_map(|&row| of(row)).collect();
        Scored {
            genres: self.genres.len(),
            logits: table(&|row| self.logits(row).to_vec()),
            probabilities: table(&|row| self.probabilities(row).to_vec()),
            labels: rows.iter().map(|&row| self.labels[row]).collect(),
        }
    }
}

/// Scores and labels of some films, owned: what [`Predictions`] looks at.
#[derive(Debug, Clone, PartialEq)]
pub struct Scored {
    /// Genres, the tables' columns.
    pub genres: usize,
    /// Row-major, films x genres.
    pub logits: Vec<f32>,
    /// Row-major, films x genres, in `0..=1`.
    pub probabilities: Vec<f32>,
    /// One set a film.
    pub labels: Vec<GenreSet>,
}

impl Scored {
    /// The probabilities beside the labels.
    ///
    /// # Errors
    /// [`predictions::Error`] if there is no genre; scores of a library are always finite.
    pub fn predictions(&self) -> Result<Predictions<'_>, predictions::Error> {
        Predictions::new(&self.probabilities, &self.labels, self.genres)
    }
}

/// A model's last layer, ready for the kernel.
struct Head {
    /// One row a genre.
    weight: Vec<Vec<f32>>,
    bias: Vec<f32>,
    dimension: usize,
    kernel: Kernel,
}

/// The scores of a few films.
struct Block {
    films: Vec<usize>,
    /// Films x genres.
    logits: Vec<f32>,
}

impl Head {
    fn of(model: &Checkpoint) -> Result<Self, ScoreError> {
        let tensor = |name| model.tensors.get(name).ok_or(ScoreError::NoHead);
        let (weight, bias) = (tensor("fc.weight")?, tensor("fc.bias")?);
        let dimension = weight.dim(1)?;
        if model.genres.is_empty() {
            return Err(ScoreError::NoHead);
        }
        if dimension != model.architecture.features() {
            return Err(ScoreError::OtherNetwork {
                features: model.architecture.features(),
                head: dimension,
            });
        }
        Ok(Self {
            weight: weight.to_vec2()?,
            bias: bias.to_vec1()?,
            dimension,
            kernel: Kernel::best(),
        })
    }

    /// Scores `films`, the first of which is number `first`.
    fn score(
        &self,
        first: usize,
        films: &[Film],
        read: impl Fn(&[u8; 32], &mut [f16]) -> bool,
    ) -> Block {
        let mut known = Vec::with_capacity(films.len());
        let mut features = vec![f16::ZERO; films.len() * self.dimension];
        for (film, index) in films.iter().zip(first..) {
            let Some(poster) = &film.poster else { continue };
            let at = known.len() * self.dimension;
            if read(&poster.content_hash, &mut features[at..at + self.dimension]) {
                known.push(index);
            }
        }
        features.truncate(known.len() * self.dimension);
        let genres = self.bias.len();
        let mut logits = vec![0.0; known.len() * genres];
        let mut column = vec![0.0; known.len()];
        for (genre, (weight, bias)) in self.weight.iter().zip(&self.bias).enumerate() {
            self.kernel.dots(&features, weight, &mut column);
            for (row, value) in logits.chunks_exact_mut(genres).zip(&column) {
                row[genre] = value + bias;
            }
        }
        Block {
            films: known,
            logits,
        }
    }
}

#[cfg(test)]
mod tests;
