//! Why a training run cannot start or go on: always with what the user can do.

use crate::evaluation::{LibraryError, predictions};
use crate::jobs::Cancelled;
use crate::vision::{CheckpointError, DeviceError};

/// A training run ended without a model.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Asked to stop.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
    /// No film to learn from.
    #[error(
        "there are no films to learn from: import a table whose films are labelled with {genres}, \
         and their posters"
    )]
    NoTrainingFilms {
        /// The genres that were asked for.
        genres: String,
    },
    /// No film to choose with.
    #[error(
        "there are no validation films, on which the best epoch, the thresholds and the \
         calibration are chosen: import more labelled films (a few dozen of each genre); the \
         import puts 16 of 100 aside for this"
    )]
    NoValidationFilms,
    /// Settings that make no sense.
    #[error("{0}")]
    Settings(String),
    /// Features and labels do not fit together.
    #[error("the features do not make a table of {films} films x {dimension} values")]
    Shape {
        /// Films, one label set each.
        films: usize,
        /// Values per film.
        dimension: usize,
    },
    /// A cached feature is NaN or infinite.
    #[error(
        "the features of film {film} (counted from 0) are not finite numbers: remove the \
         library's folder `features`, they are computed anew"
    )]
    Features {
        /// Row of the table.
        film: usize,
    },
    /// The stored activations changed under the training.
    #[error(
        "the stored activations cannot be read: remove the library's folder `features`, they are \
         computed anew"
    )]
    Activations,
    /// A poster changed or vanished under the training.
    #[error("the poster {path} cannot be read: {reason}")]
    Poster {
        /// The file.
        path: String,
        /// Why, in a sentence.
        reason: String,
    },
    /// The threads that decode posters ended before their work.
    #[error("the threads that read posters broke off because of a fault in Onesheet")]
    Workers,
    /// Not one film fits.
    #[error(
        "the device has not enough memory for even one film at a time: close what else uses it, \
         train less of the network (--depth last-block), or use --device cpu"
    )]
    Memory,
    /// No GPU, or no such one.
    #[error(transparent)]
    Device(#[from] DeviceError),
    /// The network gives no logits.
    #[error("the network has no head to learn with")]
    NoHead,
    /// The loss left the range of numbers.
    #[error(
        "the loss was no longer a finite number in epoch {epoch}: train again with a learning \
         rate below {learning_rate}; what was saved before is kept"
    )]
    NotFinite {
        /// Counted from 1.
        epoch: usize,
        /// The highest rate of the run.
        learning_rate: f64,
    },
    /// There is no such run.
    #[error("there is no run named '{name}' in {runs}")]
    NoRun {
        /// The name.
        name: String,
        /// The folder of the runs.
        runs: String,
    },
    /// Somebody else trains in the folder.
    #[error("another Onesheet is training in {0}: wait until it has finished, or stop it there")]
    Busy(String),
    /// Nothing is left to do.
    #[error("the run '{0}' is finished: there is nothing to go on with")]
    Over(String),
    /// The run's record cannot be read.
    #[error("{0}")]
    Record(String),
    /// The state cannot be read.
    #[error("the state {path} cannot be read ({reason}): remove the file, and the run begins anew")]
    State {
        /// The file.
        path: String,
        /// What is wrong.
        reason: String,
    },
    /// Other films than before.
    #[error(
        "the library's films, labels, splits or posters have changed since the run '{0}' was \
         stopped, so it cannot go on as it was: begin a new one, or bring the library back to what \
         it was"
    )]
    DataChanged(String),
    /// The teachers say something else than before.
    #[error(
        "the models that teach the run '{0}' say something else than when it was stopped: bring \
         them back, or begin a new run"
    )]
    TeachersChanged(String),
    /// Another starting model than before.
    #[error(
        "the model in {path} is no longer the one that the run was started from: bring it back, or \
         begin a new run"
    )]
    StartChanged {
        /// Its folder.
        path: String,
    },
    /// The run has no model yet.
    #[error("{0} holds no model yet: let its training finish an epoch")]
    NoModel(String),
    /// The run's name is taken.
    #[error("a run named '{0}' exists already: choose another name, or remove that run's folder")]
    NameTaken(String),
    /// The run's name cannot be a folder.
    #[error(
        "'{0}' cannot name a run: use letters, digits, '-', '_' and '.', not beginning with '.'"
    )]
    BadName(String),
    /// The library's films or features cannot be read.
    #[error(transparent)]
    Library(#[from] LibraryError),
    /// The head's scores on the validation films are no numbers.
    #[error("the validation films cannot be scored: {0}")]
    Scores(#[from] predictions::Error),
    /// The model could not be saved.
    #[error(transparent)]
    Checkpoint(#[from] CheckpointError),
    /// A file of the run could not be written.
    #[error("cannot write {path}: {source}{}", advice(.source))]
    Write {
        /// The file or folder.
        path: String,
        /// The system's reason.
        source: std::io::Error,
    },
    /// Candle refused an operation.
    #[error("the training could not compute: {0}")]
    Compute(#[from] candle_core::Error),
}

/// What helps, if the disk is full.
fn advice(error: &std::io::Error) -> &'static str {
    use std::io::ErrorKind::{FileTooLarge, QuotaExceeded, StorageFull};
    if matches!(error.kind(), StorageFull | FileTooLarge | QuotaExceeded) {
        "; free some disk, then let the run go on (--resume): what was saved before is kept"
    } else {
        ""
    }
}
