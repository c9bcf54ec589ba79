//! Why features cannot be computed or kept.

use std::path::{Path, PathBuf};

use crate::catalog;
use crate::jobs::Cancelled;
use crate::vision::{CheckpointError, Error};

/// Features cannot be computed or kept.
#[derive(Debug, thiserror::Error)]
pub enum FeatureError {
    /// Asked to stop; finished batches are kept.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
    /// The library could not list its posters.
    #[error(transparent)]
    Library(#[from] catalog::Error),
    /// The network failed.
    #[error(transparent)]
    Network(Error),
    /// The disk refused.
    #[error("the features in {path} cannot be stored or read: {source}")]
    Disk {
        /// The store's folder or file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// Another process computes the same features.
    #[error(
        "another Onesheet is computing the features in {path}; wait until it has finished, \
         then try again"
    )]
    Busy {
        /// The store's folder.
        path: PathBuf,
    },
    /// The index was written by something else or another version.
    #[error(
        "the index of the stored features is none of this version; \
         delete the library's folder 'features' and they are computed anew"
    )]
    Foreign,
}

impl FeatureError {
    /// The disk refused at `path`.
    pub(super) fn disk(path: &Path, source: std::io::Error) -> Self {
        Self::Disk {
            path: path.to_path_buf(),
            source,
        }
    }
}

impl From<Error> for FeatureError {
    fn from(error: Error) -> Self {
        match error {
            Error::Cancelled(cancelled) => Self::Cancelled(cancelled),
            other => Self::Network(other),
        }
    }
}

impl From<CheckpointError> for FeatureError {
    fn from(error: CheckpointError) -> Self {
        Self::Network(error.into())
    }
}
