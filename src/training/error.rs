//! Why a training run cannot start or go on: always with what the user can do.

use crate::evaluation::{LibraryError, predictions};
use crate::jobs::Cancelled;
use crate::vision::CheckpointError;

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
    /// The stored layer-3 activations changed under the training.
    #[error(
        "the stored activations of layer 3 cannot be read: remove the library's folder \
         `features`, they are computed anew"
    )]
    Activations,
    /// The network gives no logits.
    #[error("the network has no head to learn with")]
    NoHead,
    /// The loss left the range of numbers.
    #[error(
        "the loss was no longer a finite number in epoch {epoch}: train again with a learning \
         rate below {learning_rate}"
    )]
    NotFinite {
        /// Counted from 1.
        epoch: usize,
        /// The highest rate of the run.
        learning_rate: f64,
    },
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
    #[error("cannot write {path}: {source}")]
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
