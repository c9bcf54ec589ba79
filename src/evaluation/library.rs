//! A model judged on a library: features that are cached, a head, labels, figures.
//!
//! In: an open library and a model. Out: an [`Evaluation`], with notes where a figure is not what
//! it seems.

use std::path::Path;

use super::learned::{MODEL, VALIDATION, flattery};
use super::thresholds::warnings;
use super::{
    Evaluation, Examples, Figures, Objective, Predictions, ThresholdSource, calibrated,
    choose_thresholds, head_logits, predictions,
};
use crate::catalog::{self, Film, Genre, Library, Poster, Split};
use crate::jobs::Task;
use crate::vision::{Checkpoint, CheckpointError, FeatureError, FeatureStore, Reader, Threshold};

/// A library cannot be scored or judged.
#[derive(Debug, thiserror::Error)]
pub enum LibraryError {
    /// The library cannot be read.
    #[error(transparent)]
    Library(#[from] catalog::Error),
    /// The features cannot be computed or kept.
    #[error(transparent)]
    Features(#[from] FeatureError),
    /// There is nothing to judge.
    #[error(
        "the library has no labelled film with a readable poster in {0}: import a table with \
         genres and its posters first, or choose another --split"
    )]
    NoFilms(String),
    /// The model has no head.
    #[error("the model knows no genres: train a head on it first (onesheet train)")]
    NoHead,
    /// The model's scores are no numbers.
    #[error("the model's scores cannot be judged: {0}")]
    Scores(#[from] predictions::Error),
    /// The model's tensors cannot be read.
    #[error(transparent)]
    Model(#[from] CheckpointError),
    /// Candle refused an operation.
    #[error("the head could not be applied: {0}")]
    Compute(#[from] candle_core::Error),
}

/// A library's films and the features of those that belong to a split.
#[derive(Debug)]
pub struct LibraryFeatures {
    films: Vec<Film>,
    store: FeatureStore,
    /// Of the mirror images, where each film is judged by the mean over both.
    mirrored: Option<FeatureStore>,
}

impl LibraryFeatures {
    /// Computes what is missing for the films of `splits` and opens the rest; other posters are left
    /// alone.
    ///
    /// # Errors
    /// [`LibraryError`]: the library or its features cannot be read, or `task` was cancelled.
    pub fn ensure(
        library: &Library,
        reader: &Reader,
        splits: &[Split],
        task: &Task,
    ) -> Result<Self, LibraryError> {
        let films = library.films()?;
        let posters = posters(&films, splits);
        let folder = library.features_dir();
        let store = FeatureStore::ensure_posters(&folder, &posters, reader, task)?;
        Ok(Self {
            films,
            store,
            mirrored: None,
        })
    }

    /// The same with each film's features meaned over the poster and its mirror image (test-time
    /// augmentation): for a linear head that is the mean of its two logits.
    ///
    /// # Errors
    /// As [`ensure`](Self::ensure).
    pub fn ensure_both(
        library: &Library,
        reader: &Reader,
        splits: &[Split],
        task: &Task,
    ) -> Result<Self, LibraryError> {
        let plain = Self::ensure(library, reader, splits, task)?;
        let (folder, posters) = (library.features_dir(), posters(&plain.films, splits));
        let mirrored = FeatureStore::ensure_mirrored(&folder, &posters, reader, task)?;
        Ok(Self {
            mirrored: Some(mirrored),
            ..plain
        })
    }

    /// Whether the poster with this content hash could be read.
    pub fn contains(&self, content_hash: &[u8; 32]) -> bool {
        self.store.contains(content_hash)
    }

    /// The films of `splits`, labelled over `genres`.
    pub fn examples(&self, splits: &[Split], genres: &[Genre]) -> Examples {
        let dimension = self.store.dimension();
        Examples::collect(&self.films, splits, genres, dimension, |hash| {
            let plain = self.store.get(hash)?;
            let Some(mirrored) = &self.mirrored else {
                return Some(plain);
            };
            let pairs = plain.iter().zip(mirrored.get(hash)?);
            Some(pairs.map(|(a, b)| (a + b) / 2.0).collect())
        })
    }
}

/// The posters of films that belong to one of `splits`.
fn posters(films: &[Film], splits: &[Split]) -> Vec<Poster> {
    let wanted = |film: &&Film| film.split.is_some_and(|split| splits.contains(&split));
    let films = films.iter().filter(wanted);
    films.filter_map(|film| film.poster.clone()).collect()
}

/// The calibrated probabilities of a model's head, row-major films x genres, in `0..=1`.
///
/// # Errors
/// [`LibraryError`]: the model has no head, or the features are not of its backbone.
pub fn score(examples: &Examples, model: &Checkpoint) -> Result<Vec<f32>, LibraryError> {
    Ok(calibrated(&logits(examples, model)?, &model.calibration))
}

/// The logits of a model's head, row-major films x genres.
///
/// # Errors
/// As [`score`].
pub fn logits(examples: &Examples, model: &Checkpoint) -> Result<Vec<f32>, LibraryError> {
    let tensor = |name| model.tensors.get(name).ok_or(LibraryError::NoHead);
    let (weight, bias) = (tensor("fc.weight")?, tensor("fc.bias")?);
    Ok(head_logits(&examples.features, weight, bias)?)
}

/// Which films are judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Judged {
    /// One split.
    Split(Split),
    /// All three together: for a model that was not trained on this library.
    All,
}

impl Judged {
    fn split(self) -> Option<Split> {
        match self {
            Self::Split(split) => Some(split),
            Self::All => None,
        }
    }

    /// The splits whose posters are read, validation's where thresholds are chosen for `objective`.
    pub fn splits(self, objective: Option<Objective>) -> Vec<Split> {
        match self {
            Self::All => Split::ALL.to_vec(),
            Self::Split(split) if objective.is_some() && split != Split::Validation => {
                vec![split, Split::Validation]
            }
            Self::Split(split) => vec![split],
        }
    }

    /// `test`, `validation`, `train`, `all`.
    pub fn name(self) -> &'static str {
        self.split().map_or("all", Split::name)
    }
}

/// Judges the model of `reader` (whose folder is `model`, for the record) on a library. With an
/// `objective` the thresholds are chosen anew on the library's validation films, if it has any.
///
/// # Errors
/// [`LibraryError`]: no films, no head, unreadable features, or `task` was cancelled.
pub fn evaluate_library(
    library: &Library,
    reader: &Reader,
    model: &Path,
    judged: Judged,
    objective: Option<Objective>,
    task: &Task,
) -> Result<Evaluation, LibraryError> {
    let splits = judged.splits(objective);
    let features = LibraryFeatures::ensure(library, reader, &splits, task)?;
    evaluate_features(library, &features, reader, model, judged, objective)
}

/// The same from features that are there, for [`Judged::splits`].
///
/// # Errors
/// As [`evaluate_library`].
pub fn evaluate_features(
    library: &Library,
    features: &LibraryFeatures,
    reader: &Reader,
    model: &Path,
    judged: Judged,
    objective: Option<Objective>,
) -> Result<Evaluation, LibraryError> {
    let genres = reader.genres();
    let films = features.examples(&judged.splits(None), genres);
    if films.is_empty() {
        let what = match judged {
            Judged::Split(split) => format!("its {split} split"),
            Judged::All => "any of its splits".to_owned(),
        };
        return Err(LibraryError::NoFilms(what));
    }
    let mut notes = Vec::new();
    let which = format!("{} films", judged.name());
    notes.extend(flattery(MODEL, learned(&films, reader), &which));
    let own = &reader.checkpoint().thresholds;
    let chosen = match objective {
        Some(objective) => choose_on_validation(features, reader, objective, &mut notes)?,
        None => None,
    };
    if chosen.is_some() && matches!(judged, Judged::All | Judged::Split(Split::Validation)) {
        notes.push(
            "the thresholds were chosen on films that are judged here: these figures flatter them"
                .to_owned(),
        );
    }
    let probabilities = score(&films, reader.checkpoint())?;
    let predictions = Predictions::new(&probabilities, &films.labels, genres.len())?;
    let thresholds = chosen.as_ref().unwrap_or(own);
    Ok(Evaluation {
        model: model.display().to_string(),
        library: library.root().display().to_string(),
        split: judged.name().to_owned(),
        objective: objective.filter(|_| chosen.is_some()),
        thresholds_from: match chosen {
            Some(_) => ThresholdSource::Validation,
            None => ThresholdSource::Model,
        },
        applied: None,
        unreadable: films.unreadable,
        notes,
        figures: Figures::of(&predictions, genres, thresholds),
    })
}

/// How many of the films the model learned from, and how many they are.
fn learned(films: &Examples, reader: &Reader) -> (usize, usize) {
    let posters = &reader.checkpoint().learned_posters;
    (posters.among(&films.content_hashes), films.len())
}

/// Thresholds for `objective` from the validation films; `None`, with a note, if there are none.
fn choose_on_validation(
    features: &LibraryFeatures,
    reader: &Reader,
    objective: Objective,
    notes: &mut Vec<String>,
) -> Result<Option<Vec<Threshold>>, LibraryError> {
    let genres = reader.genres();
    let films = features.examples(&[Split::Validation], genres);
    if films.labels.iter().all(|labels| labels.is_empty()) {
        notes.push(format!(
            "the library has no labelled validation films to choose thresholds for {} on: \
             the model's own are used",
            objective.in_words()
        ));
        return Ok(None);
    }
    notes.extend(flattery(MODEL, learned(&films, reader), VALIDATION));
    let probabilities = score(&films, reader.checkpoint())?;
    let predictions = Predictions::new(&probabilities, &films.labels, genres.len())?;
    let choices = choose_thresholds(&predictions, objective);
    notes.extend(warnings(genres, &choices, objective));
    let thresholds = choices
        .iter()
        .map(|choice| Threshold::new(choice.threshold).unwrap_or_default());
    Ok(Some(thresholds.collect()))
}
