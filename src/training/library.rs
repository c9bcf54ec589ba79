//! The whole way from a library to a run: features, weights, calibration, thresholds, folder.

use std::path::Path;

use super::learn::{Work, views};
use super::run::check_name;
use super::{
    Depth, Epoch, Error, LastBlockOptions, Record, RunFolder, default_name, fit_on_validation,
};
use crate::catalog::{Genre, Library, Split};
use crate::evaluation::{LibraryError, LibraryFeatures, Objective};
use crate::jobs::Task;
use crate::vision::Reader;
use crate::vision::checkpoint::Precision;
use crate::vision::features::activations::{ActivationStore, Need};

/// What to train, and how to keep it.
#[derive(Debug, Clone, PartialEq)]
pub struct Request {
    /// The run's name; `None`: the next of `head-1`, `head-2`, ...
    pub name: Option<String>,
    /// How much of the network learns, and the settings.
    pub depth: Depth,
    /// What the thresholds are chosen for.
    pub objective: Objective,
    /// The number format of the saved weights.
    pub precision: Precision,
}

impl Default for Request {
    fn default() -> Self {
        Self {
            name: None,
            depth: Depth::default(),
            objective: Objective::F1,
            precision: Precision::F32,
        }
    }
}

/// A finished run.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// Where it lies.
    pub folder: RunFolder,
    /// What `training.json` says.
    pub record: Record,
    /// What `history.jsonl` says.
    pub history: Vec<Epoch>,
}

/// Trains the model of `start` as deep as asked, for the genres that it tells apart (the six if it
/// is a backbone), on a library's training films; fits calibration and thresholds on its
/// validation films, and writes the run below `runs/`. `started_from` is the folder of `start`, for
/// the record.
///
/// # Errors
/// [`Error`]: the name is taken, films are missing, the loss ran away, the disk refused, or `task`
/// was cancelled.
pub fn train_library(
    library: &Library,
    start: &Reader,
    started_from: &Path,
    request: &Request,
    task: &Task,
    on_epoch: impl FnMut(&Epoch),
) -> Result<Run, Error> {
    let runs = library.runs_dir();
    if let Some(name) = &request.name {
        check_name(&runs, name)?;
    }
    let genres = match start.genres() {
        [] => Genre::six(),
        known => known.to_vec(),
    };
    let features = LibraryFeatures::ensure(library, start, task)?;
    let work = Work {
        library,
        start,
        train: features.examples(Some(Split::Train), &genres),
        validation: features.examples(Some(Split::Validation), &genres),
        genres: genres.clone(),
        precision: request.precision,
        task,
    };
    drop(features);
    let learned = match &request.depth {
        Depth::Head(options) => work.head(options, on_epoch)?,
        Depth::LastBlock(options) => work.last_block(options, on_epoch)?,
    };

    let (logits, labels) = (&learned.logits, &learned.labels);
    let fitted = fit_on_validation(logits, labels, &genres, request.objective)?;
    let name = request.name.clone();
    let name = name.unwrap_or_else(|| default_name(&runs, request.depth.name()));
    let best = learned.history.get(learned.best_epoch - 1);
    let mut notes = learned.notes;
    notes.extend(fitted.notes);
    let record = Record {
        name,
        depth: request.depth.name().to_owned(),
        started_from: started_from.display().to_string(),
        backbone_key: start.checkpoint().backbone_key()?,
        options: request.depth,
        train_films: learned.train_films,
        validation_films: labels.len(),
        unreadable: learned.unreadable,
        best_epoch: learned.best_epoch,
        validation_macro_auc: best.and_then(|epoch| epoch.validation_macro_auc),
        threshold_objective: request.objective,
        notes,
        version: env!("CARGO_PKG_VERSION").to_owned(),
        seconds: learned.history.iter().map(|epoch| epoch.seconds).sum(),
    };
    let mut checkpoint = learned.checkpoint;
    checkpoint.calibration = fitted.calibration;
    checkpoint.thresholds = fitted.thresholds;
    let (films, words, seed) = (record.train_films, learned.words, request.depth.seed());
    checkpoint.provenance.insert(
        "trained_on".to_owned(),
        format!("{films} posters; {words}, seed {seed}"),
    );
    let folder = RunFolder::write(
        &runs,
        &checkpoint,
        request.precision,
        &record,
        &learned.history,
    )?;
    Ok(Run {
        folder,
        record,
        history: learned.history,
    })
}

/// What training the last block of `start` on a library has yet to read and to write.
///
/// # Errors
/// [`Error::Library`] if the library or its features cannot be read.
pub fn activation_need(
    library: &Library,
    start: &Reader,
    options: &LastBlockOptions,
) -> Result<Need, Error> {
    let films = library.films().map_err(LibraryError::from)?;
    let views = views(&films, options.flips);
    let need = ActivationStore::need(&library.features_dir(), &views, start);
    Ok(need.map_err(LibraryError::from)?)
}
