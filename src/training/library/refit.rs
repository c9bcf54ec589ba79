//! A refit: a finished run's settings once more, learned from training and validation films together.
//!
//! What validation was there to choose has been chosen by then: the number of epochs, calibration and
//! thresholds are that run's. Nothing is left to judge the refit by but test films.

use super::session::{Run, Session, begun, start_of};
use crate::catalog::Library;
use crate::evaluation::LibraryError;
use crate::jobs::Task;
use crate::training::watch::Observer;
use crate::training::{
    Error, Record, Refit, Roles, RunFolder, State, activation_need, default_name,
};
use crate::vision::device::label;
use crate::vision::features::activations::Need;
use crate::vision::{Calibration, Checkpoint, DeviceChoice, Reader, Threshold};

/// Which run to repeat, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefitRequest {
    /// A finished run of the library.
    pub run: String,
    /// The new run's name; `None`: the next of `refit-1`, `refit-2`, ...
    pub name: Option<String>,
    /// Another seed than that run's, so that several refits can be averaged.
    pub seed: Option<u64>,
    /// Where it learns.
    pub device: DeviceChoice,
}

/// Calibration and thresholds of the run that is repeated, as they are in use.
pub(super) struct Chosen {
    calibration: Vec<Calibration>,
    thresholds: Vec<Threshold>,
    set_aside: Option<Vec<Calibration>>,
}

impl Chosen {
    /// Puts them into a model of the same genres.
    pub fn give(&self, model: &mut Checkpoint) {
        model.calibration.clone_from(&self.calibration);
        model.thresholds.clone_from(&self.thresholds);
        model.set_aside.clone_from(&self.set_aside);
    }
}

impl Refit {
    /// What the run that is repeated chose on validation.
    ///
    /// # Errors
    /// [`Error`] if it is gone or has no model.
    pub(super) fn chosen(&self, library: &Library) -> Result<Chosen, Error> {
        let folder = RunFolder::open(&library.runs_dir(), &self.run)?;
        let model = Checkpoint::load(&folder.path)?;
        Ok(Chosen {
            calibration: model.calibration,
            thresholds: model.thresholds,
            set_aside: model.set_aside,
        })
    }
}

/// What has to be computed and stored before a refit of the run named `run` begins; `None` where
/// nothing is stored.
///
/// # Errors
/// As [`refit_library`].
pub fn refit_need(library: &Library, run: &str) -> Result<Option<Need>, Error> {
    let (of, start) = repeated(library, run)?;
    activation_need(library, &start, &of.options, Roles::Together)
}

/// A run that can be repeated, and the model that it began from.
fn repeated(library: &Library, run: &str) -> Result<(Record, Reader), Error> {
    let folder = RunFolder::open(&library.runs_dir(), run)?;
    let of = folder.record().map_err(Error::Record)?;
    if let Some(reason) = refit_fault(&of) {
        return Err(Error::Settings(reason));
    }
    if !folder.is_usable() {
        return Err(Error::NoModel(folder.path.display().to_string()));
    }
    let start = start_of(&of)?;
    Ok((of, start))
}

/// Trains once more as a finished run did, from its training and validation films together.
///
/// # Errors
/// [`Error::Settings`] if the run cannot be repeated, [`Error::StartChanged`] if the model that it
/// started from is another now, and as [`train_library`](super::train_library).
pub fn refit_library(
    library: &Library,
    request: &RefitRequest,
    task: &Task,
    observer: &mut dyn Observer,
) -> Result<Run, Error> {
    library.writable().map_err(LibraryError::from)?;
    let runs = library.runs_dir();
    let (of, start) = repeated(library, &request.run)?;
    let device = request.device.open()?;
    let mut options = of.options;
    if let Some(seed) = request.seed {
        options.seed = seed;
    }
    let name = request.name.clone();
    let record = Record {
        name: name.unwrap_or_else(|| default_name(&runs, "refit")),
        state: State::Running,
        error: None,
        options,
        refit: Some(Refit {
            run: request.run.clone(),
            epochs: of.best_epoch,
        }),
        data_hash: String::new(),
        targets_hash: String::new(),
        best_epoch: 0,
        validation_macro_auc: None,
        device: label(&device),
        begun: begun(),
        notes: Vec::new(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        seconds: 0.0,
        ..of
    };
    let session = Session {
        library,
        start: &start,
        folder: RunFolder::create(&runs, &record)?,
        device,
        task,
    };
    session.run(record, observer)
}

/// Why a run cannot be repeated, in a sentence; `None`: it can.
pub fn refit_fault(of: &Record) -> Option<String> {
    let name = &of.name;
    let reason = if of.refit.is_some() {
        format!("{name} is a refit already: name the run that it repeats")
    } else if of.state != State::Finished {
        format!("{name} is not finished: let it go on first (--resume {name})")
    } else if of.best_epoch == 0 {
        format!(
            "{name} was not trained epoch by epoch: name a run that was, such as one of an average's"
        )
    } else {
        return None;
    };
    Some(reason)
}
