//! Which thresholds a model is used with: its own, or a set that its user applied.
//!
//! A run's own folder takes the set as its `thresholds.json`. The shipped model stays as it was
//! shipped: its set lies in the user's data, `models/<key>/thresholds.json`, where the terminal
//! and the window look for it whenever they open the shipped model.

use std::path::{Path, PathBuf};

use super::ThresholdSet;
use super::threshold_set::SetError;
use crate::resources;
use crate::vision::checkpoint::THRESHOLDS;
use crate::vision::{Checkpoint, CheckpointError, Error, Reader};

/// A set cannot be applied.
#[derive(Debug, thiserror::Error)]
pub enum ApplyError {
    /// The file cannot be written, or the set does not fit the model.
    #[error(transparent)]
    Set(#[from] SetError),
    /// The model's folder cannot be read or written.
    #[error(transparent)]
    Model(#[from] CheckpointError),
    /// The shipped model's set has no place.
    #[error(
        "the system names no folder for your data, so that the shipped model's thresholds have no \
         place; set XDG_DATA_HOME or HOME, or use a model of your own"
    )]
    NoDataFolder,
}

/// Where the shipped model and the user's data lie.
#[derive(Debug, Clone, Default)]
pub struct ModelPlaces {
    /// The shipped model's folder.
    pub shipped: Option<PathBuf>,
    /// The user's folder for Onesheet's data.
    pub data: Option<PathBuf>,
}

/// A model that was opened, and whose thresholds it has.
pub struct Opened {
    /// The model, with the thresholds in use.
    pub checkpoint: Checkpoint,
    /// The set that was applied to it; `None`: the thresholds it was made with.
    pub applied: Option<ThresholdSet>,
}

impl ModelPlaces {
    /// Those of this computer.
    pub fn of_this_computer() -> Self {
        Self {
            shipped: resources::model_dir(),
            data: resources::data_dir(),
        }
    }

    fn is_shipped(&self, model: &Path) -> bool {
        let same = |a: &Path, b: &Path| match (a.canonicalize(), b.canonicalize()) {
            (Ok(a), Ok(b)) => a == b,
            _ => a == b,
        };
        self.shipped
            .as_deref()
            .is_some_and(|shipped| same(shipped, model))
    }

    /// The file that an applied set of `model` lies in; `None` for the shipped model where the
    /// system names no folder for data.
    fn file(
        &self,
        model: &Path,
        checkpoint: &Checkpoint,
    ) -> Result<Option<PathBuf>, CheckpointError> {
        if !self.is_shipped(model) {
            return Ok(Some(model.join(THRESHOLDS)));
        }
        let Some(data) = &self.data else {
            return Ok(None);
        };
        let key = checkpoint.head_key()?;
        Ok(Some(data.join("models").join(&key[..16]).join(THRESHOLDS)))
    }

    /// Opens a model that knows genres, with the thresholds that its user applied.
    ///
    /// # Errors
    /// [`CheckpointError`]: the folder is no usable model, or the applied set is damaged.
    pub fn open(&self, model: &Path) -> Result<Opened, CheckpointError> {
        let mut checkpoint = Checkpoint::load(model)?.require_genres(model)?;
        let file = self.file(model, &checkpoint)?;
        if let Some(file) = file.as_deref().filter(|_| self.is_shipped(model)) {
            checkpoint.use_thresholds(file)?;
        }
        // A model's own thresholds.json has a name only if a set was applied.
        let applied = file
            .filter(|file| file.is_file())
            .and_then(|file| ThresholdSet::read(&file).ok())
            .filter(|set| set.model.is_some());
        Ok(Opened {
            checkpoint,
            applied,
        })
    }

    /// Writes `set` to where the next [`Self::open`] of `model` (the folder of `checkpoint`) finds
    /// it, whole or not at all; returns the file.
    ///
    /// # Errors
    /// [`ApplyError`]: the set does not fit the model, or the disk refused.
    pub fn apply(
        &self,
        set: &ThresholdSet,
        model: &Path,
        checkpoint: &Checkpoint,
    ) -> Result<PathBuf, ApplyError> {
        set.for_genres(&checkpoint.genres)?;
        let mut set = set.clone();
        set.model = Some(checkpoint.head_key()?);
        let file = self
            .file(model, checkpoint)?
            .ok_or(ApplyError::NoDataFolder)?;
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder).map_err(|source| SetError::Disk {
                path: folder.to_path_buf(),
                action: "written",
                source,
            })?;
        }
        set.write(&file)?;
        Ok(file)
    }

    /// Takes back what was applied to the shipped model; whether there was something. A run's
    /// own thresholds were replaced: there is nothing to go back to.
    ///
    /// # Errors
    /// [`ApplyError`]: the model cannot be read, or the disk refused.
    pub fn reset(&self, model: &Path) -> Result<bool, ApplyError> {
        let checkpoint = Checkpoint::load(model)?;
        let file = self.file(model, &checkpoint)?;
        let Some(file) = file.filter(|file| self.is_shipped(model) && file.is_file()) else {
            return Ok(false);
        };
        std::fs::remove_file(&file).map_err(|source| SetError::Disk {
            path: file,
            action: "removed",
            source,
        })?;
        Ok(true)
    }
}

/// A reader of `model` with the thresholds that its user applied on this computer, and that set.
///
/// # Errors
/// [`Error`]: the folder is no usable model, or the engine cannot be built.
pub fn open_reader(model: &Path) -> Result<(Reader, Option<ThresholdSet>), Error> {
    let opened = ModelPlaces::of_this_computer().open(model)?;
    Ok((Reader::new(opened.checkpoint)?, opened.applied))
}
