//! The pooled features of every poster of a library, computed once per backbone and kept.

use std::path::{Path, PathBuf};

use super::{Error, Reader};
use crate::catalog::{Library, Poster};
use crate::jobs::{Cancelled, Task};

/// Features cannot be computed or kept.
#[derive(Debug, thiserror::Error)]
pub enum FeatureError {
    /// Asked to stop; finished batches are kept.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
    /// The library could not list its posters.
    #[error(transparent)]
    Library(#[from] crate::catalog::Error),
    /// The network failed.
    #[error(transparent)]
    Network(#[from] Error),
}

/// A poster whose features could not be computed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// The file.
    pub path: PathBuf,
    /// Why, in a sentence.
    pub reason: String,
}

/// Features of posters by the BLAKE3 of their files, for one backbone.
#[derive(Debug)]
pub struct FeatureStore {
    skipped: Vec<Skipped>,
}

impl FeatureStore {
    /// [`ensure_posters`](Self::ensure_posters) for all posters of a library.
    ///
    /// # Errors
    /// [`FeatureError`]: the library cannot be read, cancelled, the network or the disk failed.
    pub fn ensure(library: &Library, reader: &Reader, task: &Task) -> Result<Self, FeatureError> {
        let posters: Vec<Poster> = library
            .films()?
            .into_iter()
            .filter_map(|film| film.poster)
            .collect();
        Self::ensure_posters(&library.features_dir(), &posters, reader, task)
    }

    /// Computes what is missing for `posters` below the folder `features` and opens the store.
    ///
    /// Posters that cannot be read are skipped and listed in [`skipped`](Self::skipped).
    ///
    /// # Errors
    /// [`FeatureError`]: cancelled, the network failed, or the disk refused.
    pub fn ensure_posters(
        _features: &Path,
        _posters: &[Poster],
        _reader: &Reader,
        _task: &Task,
    ) -> Result<Self, FeatureError> {
        Ok(Self {
            skipped: Vec::new(),
        })
    }

    /// The features of the poster with this content hash; `None` if they were never computed.
    pub fn get(&self, _content_hash: &[u8; 32]) -> Option<Vec<f32>> {
        None
    }

    /// Values per poster (2048 for a ResNet50).
    pub fn dimension(&self) -> usize {
        0
    }

    /// How many posters have features.
    pub fn len(&self) -> usize {
        0
    }

    /// Whether no poster has features.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Posters that could not be read while this store was ensured.
    pub fn skipped(&self) -> &[Skipped] {
        &self.skipped
    }
}
