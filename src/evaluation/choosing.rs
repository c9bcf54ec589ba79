//! Thresholds for a model from a library: calibrated and chosen on its validation films, frozen,
//! then read on its test films.
//!
//! In: an open library, a model, what the thresholds are for. Out: a [`ThresholdSet`] with the
//! figures of both splits beside it.

use serde::Serialize;

use super::learned::{MODEL, VALIDATION, flattery};
use super::library::{LibraryError, LibraryFeatures, logits};
use super::threshold_set::ChosenOn;
use super::thresholds::{Candidates, warnings};
use super::{
    Examples, Figures, Objective, Predictions, ThresholdSet, calibrated, choose_thresholds_among,
    fit_calibration,
};
use crate::catalog::{Genre, Library, Split};
use crate::jobs::Task;
use crate::vision::{Calibration, CalibrationUse, Reader, Threshold};

/// Which calibration the thresholds are to stand in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Recalibration {
    /// The one in use.
    #[default]
    Keep,
    /// None: the plain sigmoid.
    Off,
    /// The model's own, switched on again.
    Model,
    /// Platt or isotonic per genre, fitted on the library's validation films.
    Fit,
}

/// How thresholds are to be chosen.
#[derive(Debug, Clone, PartialEq)]
pub struct ChoiceOptions {
    /// The set's name.
    pub name: String,
    /// What for.
    pub objective: Objective,
    /// Among which.
    pub candidates: Candidates,
    /// In which probabilities.
    pub calibration: Recalibration,
}

/// What was chosen and what it is worth.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ChosenSet {
    /// The thresholds.
    pub set: ThresholdSet,
    /// On the films that they were chosen on: these figures flatter.
    pub validation: Figures,
    /// On films that nothing was chosen on; `None`: the library has none.
    pub test: Option<Figures>,
    /// What a person should know: degenerate choices, genres that could not be calibrated.
    pub notes: Vec<String>,
}

/// Fits a calibration for each genre; one that cannot be fitted keeps what `kept` has, with a
/// note. `logits` and `labels`: validation films.
pub fn recalibrated(
    logits: &Predictions<'_>,
    genres: &[Genre],
    kept: &[Calibration],
    notes: &mut Vec<String>,
) -> Vec<Calibration> {
    genres
        .iter()
        .enumerate()
        .map(
            |(column, genre)| match fit_calibration(logits.column(column)) {
                Ok(fitted) => fitted.calibration,
                Err(reason) => {
                    notes.push(format!("{genre} keeps its calibration: {reason}"));
                    kept.get(column).cloned().unwrap_or_default()
                }
            },
        )
        .collect()
}

/// Chooses a set for the model of `reader` on `library`.
///
/// # Errors
/// [`LibraryError`]: no labelled validation films, unreadable features, or `task` was cancelled.
pub fn choose_on_library(
    library: &Library,
    reader: &Reader,
    options: &ChoiceOptions,
    task: &Task,
) -> Result<ChosenSet, LibraryError> {
    let (genres, model) = (reader.genres(), reader.checkpoint());
    let splits = [Split::Validation, Split::Test];
    let features = LibraryFeatures::ensure(library, reader, &splits, task)?;
    let validation = features.examples(&[Split::Validation], genres);
    if validation.labels.iter().all(|labels| labels.is_empty()) {
        return Err(LibraryError::NoFilms("its validation split".to_owned()));
    }
    let mut notes = Vec::new();
    let learned = |films: &Examples| {
        let learned = model.learned_posters.among(&films.content_hashes);
        (learned, films.len())
    };
    notes.extend(flattery(MODEL, learned(&validation), VALIDATION));
    let raw = logits(&validation, model)?;
    let own = model.own_calibration();
    let (calibration, used) = match options.calibration {
        Recalibration::Keep => (model.calibration.clone(), model.calibration_use()),
        Recalibration::Off => (
            vec![Calibration::default(); genres.len()],
            CalibrationUse::Off,
        ),
        Recalibration::Model => (own.to_vec(), CalibrationUse::Model),
        Recalibration::Fit => {
            let films = Predictions::new(&raw, &validation.labels, genres.len())?;
            let fitted = recalibrated(&films, genres, own, &mut notes);
            let used = CalibrationUse::own(genres, &fitted);
            (fitted, used)
        }
    };
    let probabilities = calibrated(&raw, &calibration);
    let films = Predictions::new(&probabilities, &validation.labels, genres.len())?;
    let choices = choose_thresholds_among(&films, options.objective, options.candidates);
    notes.extend(warnings(genres, &choices, options.objective));
    let thresholds: Vec<Threshold> = choices
        .iter()
        .map(|choice| Threshold::new(choice.threshold).unwrap_or_default())
        .collect();
    let test = features.examples(&[Split::Test], genres);
    let test_probabilities = calibrated(&logits(&test, model)?, &calibration);
    let test = if test.is_empty() {
        notes.push("the library has no test films: how good the choice is, nobody knows".into());
        None
    } else {
        notes.extend(flattery(MODEL, learned(&test), "test films"));
        let films = Predictions::new(&test_probabilities, &test.labels, genres.len())?;
        Some(Figures::of(&films, genres, &thresholds))
    };
    Ok(ChosenSet {
        validation: Figures::of(&films, genres, &thresholds),
        set: ThresholdSet {
            name: options.name.clone(),
            genres: genres.to_vec(),
            thresholds,
            objective: Some(options.objective),
            chosen_on: Some(ChosenOn {
                split: Split::Validation,
                films: validation.len(),
            }),
            model: Some(model.head_key()?),
            calibration: used,
        },
        test,
        notes,
    })
}
