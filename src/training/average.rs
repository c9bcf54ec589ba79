//! One model from several trainings: the mean of their weights ("model soup", Wortsman et al. 2022,
//! <https://arxiv.org/abs/2203.05482>).
//!
//! Trainings that began from the same model, with other seeds or settings, mostly end near enough to
//! each other that the mean of their weights is better than any of them, and it reads a poster as
//! quickly as one. In: runs of a library. Out: a new run beside them, calibrated and with thresholds
//! of its own. Whether it is better, the figure on validation says; of refits, nothing does.

use std::collections::HashMap;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use candle_core::{DType, Tensor};

use super::epochs::Judged;
use super::{Depth, Epoch, Error, Record, Run, RunFolder, State, default_name, fit_on_validation};
use crate::catalog::{Library, Split};
use crate::evaluation::library::logits;
use crate::evaluation::{LibraryError, LibraryFeatures};
use crate::jobs::Task;
use crate::vision::checkpoint::Precision;
use crate::vision::{Checkpoint, Reader};

/// What to average, and how to keep it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AverageRequest {
    /// At least two runs of the library.
    pub runs: Vec<String>,
    /// The new run's name; `None`: the next of `average-1`, `average-2`, ...
    pub name: Option<String>,
    /// Judge each validation film by the mean over its poster's two mirror images.
    pub flips: bool,
    /// The number format of the saved weights.
    pub precision: Precision,
}

/// A run with the mean of the weights of other runs.
///
/// # Errors
/// [`Error::Settings`] if the runs do not belong together, [`Error`] if one cannot be read, the
/// library has no validation films, the disk refused, or `task` was cancelled. Nothing is left
/// behind then.
pub fn average_runs(
    library: &Library,
    request: &AverageRequest,
    task: &Task,
) -> Result<Run, Error> {
    library.writable().map_err(LibraryError::from)?;
    let runs = library.runs_dir();
    let begun = Instant::now();
    let members = members(library, &request.runs)?;
    let mut model = mean(&members)?;
    let (first, _) = &members[0];
    let names = request.runs.join(", ");
    let made = format!("the mean of the weights of {names}");
    model
        .provenance
        .insert("averaged_from".to_owned(), names.clone());
    // Judged as it will be read from its file.
    rounded(&mut model.tensors, request.precision)?;
    let mut notes = vec![made];
    let (model, validation_macro_auc) = if first.refit.is_some() {
        notes.push(format!(
            "calibration and thresholds are those of {}: nothing is left to judge it by",
            first.name
        ));
        (model, None)
    } else {
        let (model, auc, more) = judged(library, model, request.flips, first, task)?;
        notes.extend(more);
        (model, auc)
    };

    let name = request.name.clone();
    let name = name.unwrap_or_else(|| default_name(&runs, "average"));
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    let depths = members.iter().map(|(record, _)| record.depth);
    let record = Record {
        name,
        depth: depths.max().unwrap_or_default(),
        state: State::Finished,
        error: None,
        best_epoch: 0,
        validation_macro_auc,
        half: request.precision == Precision::F16,
        begun: now.map_or(0, |since| since.as_secs()),
        notes,
        version: env!("CARGO_PKG_VERSION").to_owned(),
        seconds: begun.elapsed().as_secs_f64(),
        ..first.clone()
    };
    let folder = RunFolder::create(&runs, &record)?;
    if let Err(error) = model.save(&folder.path, request.precision) {
        // Without its model the run is nothing.
        let _ = std::fs::remove_dir_all(&folder.path);
        return Err(error.into());
    }
    Ok(Run {
        folder,
        record,
        history: Vec::<Epoch>::new(),
    })
}

/// The model with calibration and thresholds from the validation films, its macro AUC there, and what
/// a person should know.
fn judged(
    library: &Library,
    model: Checkpoint,
    flips: bool,
    first: &Record,
    task: &Task,
) -> Result<(Checkpoint, Option<f64>, Vec<String>), Error> {
    let reader = Reader::new(model).map_err(candle_core::Error::wrap)?;
    let splits = [Split::Validation];
    let plain = LibraryFeatures::ensure(library, &reader, &splits, task)?;
    let films = plain.examples(&splits, reader.genres());
    if films.is_empty() {
        return Err(Error::NoValidationFilms);
    }
    let scores = logits(&films, reader.checkpoint())?;
    let judged = if flips {
        let both = LibraryFeatures::ensure_both(library, &reader, &splits, task)?;
        let films = both.examples(&splits, reader.genres());
        logits(&films, reader.checkpoint())?
    } else {
        scores.clone()
    };
    let judged = Judged::new(&judged, &films.labels, reader.genres());
    let objective = first.threshold_objective;
    let fitted = fit_on_validation(&scores, &films.labels, reader.genres(), objective)?;
    let mut model = reader.checkpoint().clone();
    model.calibration = fitted.calibration;
    model.thresholds = fitted.thresholds;
    Ok((model, judged.macro_auc, fitted.notes))
}

/// The runs' records and models, if they belong together.
fn members(library: &Library, names: &[String]) -> Result<Vec<(Record, Checkpoint)>, Error> {
    if names.len() < 2 {
        let sentence = "an average needs at least two runs";
        return Err(Error::Settings(sentence.to_owned()));
    }
    let mut members: Vec<(Record, Checkpoint)> = Vec::new();
    for name in names {
        let folder = RunFolder::open(&library.runs_dir(), name)?;
        let record = folder.record().map_err(Error::Record)?;
        if !folder.is_usable() {
            return Err(Error::NoModel(folder.path.display().to_string()));
        }
        let model = Checkpoint::load(&folder.path)?;
        if let Some((first, other)) = members.first() {
            let told = [
                (
                    first.backbone_key != record.backbone_key,
                    "began from another model",
                ),
                (other.genres != model.genres, "tells other genres apart"),
                (
                    other.preprocessing != model.preprocessing,
                    "sees posters in another way",
                ),
                (
                    learned_from(first) != learned_from(&record),
                    "learned from other films",
                ),
            ];
            if let Some((_, what)) = told.iter().find(|(differs, _)| *differs) {
                return Err(Error::Settings(format!(
                    "{name} {what} than {}: only runs that began alike can be averaged",
                    first.name
                )));
            }
        }
        members.push((record, model));
    }
    Ok(members)
}

/// What tells the films of two runs apart; a head's record knows no hash of them.
fn learned_from(record: &Record) -> (&str, usize, usize) {
    let hash = if record.depth == Depth::Head {
        ""
    } else {
        record.data_hash.as_str()
    };
    (hash, record.train_films, record.validation_films)
}

/// The first model with the mean of all models' tensors, in f32; it learned from what all did.
fn mean(members: &[(Record, Checkpoint)]) -> Result<Checkpoint, Error> {
    let mut model = members[0].1.clone();
    let share = 1.0 / members.len() as f64;
    for (name, tensor) in &mut model.tensors {
        let mut sum = tensor.to_dtype(DType::F32)?;
        for (_, other) in &members[1..] {
            // Each was checked against the same architecture.
            if let Some(other) = other.tensors.get(name) {
                sum = (sum + other.to_dtype(DType::F32)?)?;
            }
        }
        *tensor = (sum * share)?;
    }
    for (_, other) in &members[1..] {
        model.learned_posters.join(&other.learned_posters);
    }
    Ok(model)
}

fn rounded(tensors: &mut HashMap<String, Tensor>, precision: Precision) -> Result<(), Error> {
    if precision == Precision::F16 {
        for tensor in tensors.values_mut() {
            *tensor = tensor.to_dtype(DType::F16)?.to_dtype(DType::F32)?;
        }
    }
    Ok(())
}
