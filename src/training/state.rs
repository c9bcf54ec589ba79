//! A training's state on disk: with it a run goes on as if nothing had happened.
//!
//! One file, so that it is never half of one moment and half of another: the tensors (weights,
//! moments, averages), and in the file's own metadata a [`Progress`] as JSON. Chance needs no place
//! here: it comes from the seed and the epoch's number (see [`plan`](super::plan)), and so do the
//! order of the films and, from the step's number, the learning rate.

use std::collections::{BTreeMap, HashMap};

use candle_core::{Device, Tensor};
use safetensors::{SafeTensorError, SafeTensors};
use serde::{Deserialize, Serialize};

use super::run::{RunFolder, put};
use super::{Epoch, Error};

/// Where a training stands between two steps.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Progress {
    /// The format of this state.
    pub version: u32,
    /// The epoch that goes on, counted from 1.
    pub epoch: usize,
    /// Steps of it that are done.
    pub steps_in_epoch: usize,
    /// Steps that are done in all.
    pub step: usize,
    /// The sum of its films' losses so far, as the bits of an f64: no digit is lost.
    pub loss_bits: u64,
    /// Films that were learned from in this epoch so far.
    pub films: usize,
    /// Seconds that it took so far.
    pub seconds: f64,
    /// Films that are on the device at once.
    pub piece: usize,
    /// What the loss is multiplied with before its gradients are taken.
    pub loss_scale: f64,
    /// Steps since that was changed.
    pub steady_steps: usize,
    /// Updates of the average of the weights.
    pub average_updates: u64,
    /// The films, as [`data_hash`](super::films::data_hash) has them.
    pub data_hash: String,
    /// Every epoch that was finished.
    pub history: Vec<Epoch>,
    /// The macro AUC of each as bits: which epoch is the best must not depend on a last digit.
    pub auc_bits: Vec<Option<u64>>,
}

/// Named tensors of a state.
pub type Tensors = BTreeMap<String, Tensor>;

/// The format of states that this version writes.
pub const VERSION: u32 = 1;
const PROGRESS: &str = "progress";

/// Writes the state, whole or not at all.
///
/// # Errors
/// [`Error::Write`], for one because the disk is full; the state before stays.
pub fn save(
    folder: &RunFolder,
    progress: &Progress,
    tensors: &BTreeMap<String, Tensor>,
) -> Result<(), Error> {
    let path = folder.state_file();
    let failed = |source| Error::Write {
        path: path.display().to_string(),
        source,
    };
    let text = serde_json::to_string(progress).map_err(std::io::Error::from);
    let metadata = HashMap::from([(PROGRESS.to_owned(), text.map_err(failed)?)]);
    let mut plain = BTreeMap::new();
    for (name, tensor) in tensors {
        plain.insert(name.as_str(), tensor.to_device(&Device::Cpu)?.contiguous()?);
    }
    put(&path, |beside| {
        safetensors::serialize_to_file(&plain, Some(metadata), beside).map_err(
            |error| match error {
                SafeTensorError::IoError(error) => error,
                other => std::io::Error::other(other.to_string()),
            },
        )
    })
    .map_err(failed)
}

/// Reads the state; `None` where none was saved.
///
/// # Errors
/// [`Error::State`] if it is damaged or of another version.
pub fn load(folder: &RunFolder) -> Result<Option<(Progress, Tensors)>, Error> {
    let path = folder.state_file();
    let damaged = |reason: String| Error::State {
        path: path.display().to_string(),
        reason,
    };
    let bytes = match std::fs::read(&path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(damaged(error.to_string())),
    };
    let wrong = |error: &dyn std::fmt::Display| damaged(error.to_string());
    let (_, metadata) = SafeTensors::read_metadata(&bytes).map_err(|error| wrong(&error))?;
    let text = metadata
        .metadata()
        .as_ref()
        .and_then(|all| all.get(PROGRESS));
    let text = text.ok_or_else(|| damaged("it says nothing of a training".to_owned()))?;
    let mut progress: Progress = serde_json::from_str(text).map_err(|error| wrong(&error))?;
    if progress.version != VERSION {
        return Err(damaged("another version of Onesheet wrote it".to_owned()));
    }
    for (epoch, bits) in progress.history.iter_mut().zip(&progress.auc_bits) {
        epoch.validation_macro_auc = bits.map(f64::from_bits);
    }
    let tensors = candle_core::safetensors::load_buffer(&bytes, &Device::Cpu);
    let tensors = tensors.map_err(|error| wrong(&error))?;
    Ok(Some((progress, tensors.into_iter().collect())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::training::run::tests::record;

    fn progress() -> Progress {
        Progress {
            version: VERSION,
            epoch: 3,
            steps_in_epoch: 7,
            step: 57,
            loss_bits: (0.1_f64 + 0.2).to_bits(),
            films: 224,
            seconds: 1.5,
            piece: 16,
            loss_scale: 1024.0,
            steady_steps: 4,
            average_updates: 57,
            data_hash: "abc".to_owned(),
            history: vec![Epoch {
                epoch: 1,
                validation_macro_auc: Some(0.1 + 0.7),
                ..Epoch::default()
            }],
            auc_bits: vec![Some((0.1_f64 + 0.7).to_bits())],
        }
    }

    fn tensors(value: f32) -> BTreeMap<String, Tensor> {
        let of = |values: &[f32]| Tensor::new(values, &Device::Cpu).expect("a vector");
        let steps = Tensor::new(&[5_u32], &Device::Cpu).expect("one");
        [
            ("weight.fc.bias".to_owned(), of(&[value, -value])),
            ("steps.fc.bias".to_owned(), steps),
        ]
        .into()
    }

    #[test]
    fn what_is_saved_is_read_to_the_last_bit() {
        let runs = tempfile::tempdir().expect("a folder");
        let folder = RunFolder::create(runs.path(), &record("one")).expect("a folder");
        assert!(load(&folder).expect("nothing yet").is_none());
        save(&folder, &progress(), &tensors(0.1)).expect("written");
        let (read, found) = load(&folder).expect("sound").expect("there");
        assert_eq!(read, progress());
        let bias: Vec<f32> = found["weight.fc.bias"].to_vec1().expect("two");
        assert_eq!(bias, [0.1, -0.1]);
        let steps: Vec<u32> = found["steps.fc.bias"].to_vec1().expect("one");
        assert_eq!(steps, [5]);
        // Nothing temporary is left behind.
        assert_eq!(std::fs::read_dir(&folder.path).expect("listed").count(), 2);
    }

    #[test]
    fn a_state_that_cannot_be_written_leaves_the_one_before() {
        let runs = tempfile::tempdir().expect("a folder");
        let folder = RunFolder::create(runs.path(), &record("one")).expect("a folder");
        save(&folder, &progress(), &tensors(0.1)).expect("written");
        let before = std::fs::read(folder.state_file()).expect("there");
        // The disk fails half-way.
        let failed = put(&folder.state_file(), |beside| {
            std::fs::write(beside, &before[..before.len() / 2])?;
            Err(std::io::Error::from(std::io::ErrorKind::StorageFull))
        });
        assert!(failed.is_err());
        assert_eq!(std::fs::read(folder.state_file()).expect("there"), before);
        assert_eq!(std::fs::read_dir(&folder.path).expect("listed").count(), 2);
    }

    #[test]
    fn damage_is_said() {
        let runs = tempfile::tempdir().expect("a folder");
        let folder = RunFolder::create(runs.path(), &record("one")).expect("a folder");
        save(&folder, &progress(), &tensors(0.1)).expect("written");
        let whole = std::fs::read(folder.state_file()).expect("there");
        for bytes in [&whole[..whole.len() - 1], &whole[..20], b"".as_slice()] {
            std::fs::write(folder.state_file(), bytes).expect("written");
            let error = load(&folder).expect_err("cut").to_string();
            assert!(error.contains("training_state"), "{error}");
        }
        let other = Progress {
            version: 9,
            ..progress()
        };
        save(&folder, &other, &tensors(0.1)).expect("written");
        let error = load(&folder).expect_err("another version").to_string();
        assert!(error.contains("version"), "{error}");
    }
}
