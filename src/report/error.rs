//! Why a report cannot be made.

use crate::catalog;
use crate::evaluation::{LibraryError, predictions};
use crate::explore::scores::ScoreError;
use crate::jobs::Cancelled;
use crate::vision::FeatureError;

/// A report cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Asked to stop; nothing was written.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
    /// The library cannot be read.
    #[error(transparent)]
    Library(#[from] catalog::Error),
    /// The library cannot be judged.
    #[error(transparent)]
    Judge(#[from] LibraryError),
    /// The library cannot be scored.
    #[error(transparent)]
    Score(#[from] ScoreError),
    /// The features cannot be computed or kept.
    #[error(transparent)]
    Features(#[from] FeatureError),
    /// The scores are no numbers.
    #[error("the model's scores cannot be judged: {0}")]
    Scores(#[from] predictions::Error),
    /// A picture cannot be made.
    #[error("a picture of the report cannot be made: {0}")]
    Picture(String),
    /// The disk refused.
    #[error("the report cannot be written to {path}: {source}")]
    Write {
        /// The file or folder.
        path: String,
        /// Why.
        source: std::io::Error,
    },
}
