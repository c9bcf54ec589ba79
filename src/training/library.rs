//! The whole way from a library to a run: features, head, calibration, thresholds, folder.

use std::path::Path;

use super::run::check_name;
use super::{
    Epoch, Error, Head, HeadOptions, Record, RunFolder, default_name, fit_on_validation, train_head,
};
use crate::catalog::{Genre, Library, Split};
use crate::evaluation::{LibraryFeatures, Objective};
use crate::jobs::Task;
use crate::vision::Reader;
use crate::vision::checkpoint::Precision;

/// What to train, and how to keep it.
#[derive(Debug, Clone, PartialEq)]
pub struct Request {
    /// The run's name; `None`: the next of `head-1`, `head-2`, ...
    pub name: Option<String>,
    /// The head's settings.
    pub options: HeadOptions,
    /// What the thresholds are chosen for.
    pub objective: Objective,
    /// The number format of the saved weights.
    pub precision: Precision,
}

impl Default for Request {
    fn default() -> Self {
        Self {
            name: None,
            options: HeadOptions::default(),
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

/// Trains a head for the genres that `start` tells apart (the six if it is a backbone) on a
/// library's training films, fits calibration and thresholds on its validation films, and writes
/// the run below `runs/`. `started_from` is the folder of `start`, for the record.
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
    let train = features.examples(Some(Split::Train), &genres);
    let validation = features.examples(Some(Split::Validation), &genres);
    let trained = train_head(
        &train,
        &validation,
        &genres,
        &request.options,
        task,
        on_epoch,
    )?;

    let head = as_saved(trained.head, request.precision);
    let logits = head.logits(&validation.features)?;
    let fitted = fit_on_validation(&logits, &validation.labels, &genres, request.objective)?;
    let name = request
        .name
        .clone()
        .unwrap_or_else(|| default_name(&runs, "head"));
    let best = trained.history.get(trained.best_epoch - 1);
    let record = Record {
        name,
        depth: "head".to_owned(),
        started_from: started_from.display().to_string(),
        backbone_key: start.checkpoint().backbone_key()?,
        options: request.options,
        train_films: train.len(),
        validation_films: validation.len(),
        unreadable: train.unreadable + validation.unreadable,
        best_epoch: trained.best_epoch,
        validation_macro_auc: best.and_then(|epoch| epoch.validation_macro_auc),
        threshold_objective: request.objective,
        notes: fitted.notes,
        version: env!("CARGO_PKG_VERSION").to_owned(),
        seconds: trained.history.iter().map(|epoch| epoch.seconds).sum(),
    };
    let (weight, bias) = head.tensors()?;
    let mut checkpoint = start.checkpoint().clone().with_head(genres, weight, bias)?;
    checkpoint.calibration = fitted.calibration;
    checkpoint.thresholds = fitted.thresholds;
    let (films, seed) = (record.train_films, request.options.seed);
    let trained_on = format!("{films} posters; a linear head on cached features, seed {seed}");
    checkpoint
        .provenance
        .insert("trained_on".to_owned(), trained_on);
    let folder = RunFolder::write(
        &runs,
        &checkpoint,
        request.precision,
        &record,
        &trained.history,
    )?;
    Ok(Run {
        folder,
        record,
        history: trained.history,
    })
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
