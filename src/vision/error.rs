//! What can go wrong between a checkpoint folder and a reading, said so that a user can act.

use super::CheckpointError;
use crate::catalog::image_file::ImageError;
use crate::jobs::Cancelled;

/// The model cannot be used, or the network could not run.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The checkpoint folder cannot be used; its own sentence says why.
    #[error(transparent)]
    Checkpoint(#[from] CheckpointError),
    /// Pixels that do not make a batch of images of the stated size.
    #[error("{count} pixel values do not make images of 3 x {height} x {width}")]
    Batch {
        /// How many values were given.
        count: usize,
        /// Rows of one image.
        height: usize,
        /// Columns of one image.
        width: usize,
    },
    /// Asked to stop before the outputs were there.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
    /// Candle refused an operation.
    #[error("the network could not run: {0}")]
    Compute(#[from] candle_core::Error),
}

/// One poster could not be read. The path is added by whoever knows it.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The file is no image that can be read.
    #[error(transparent)]
    Image(#[from] ImageError),
    /// The image is sound, the network failed.
    #[error(transparent)]
    Network(#[from] Error),
}
