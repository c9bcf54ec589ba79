//! A model as a folder in Hugging Face's layout: what is needed to read a poster and no more.
//!
//! | file | holds |
//! |---|---|
//! | `config.json` | architecture, genres in order |
//! | `preprocessor_config.json` | size, mean, deviation, filter |
//! | `model.safetensors` | tensors with torchvision's names, f16 or f32 |
//! | `thresholds.json` | a threshold per genre |
//! | `calibration.json` | slope and intercept per genre |

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use candle_core::{DType, Tensor};

use super::{Calibration, Preprocessing, Threshold};
use crate::catalog::Genre;

mod error;

pub use error::CheckpointError;

/// Widths and depths of a bottleneck ResNet v1.5.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Architecture {
    /// Channels after the stem (64 for a ResNet50).
    pub embedding: usize,
    /// Channels after each of the four layers (256, 512, 1024, 2048); multiples of 4.
    pub widths: [usize; 4],
    /// Blocks in each of the four layers (3, 4, 6, 3).
    pub depths: [usize; 4],
}

impl Architecture {
    /// ResNet50.
    pub const RESNET50: Self = Self {
        embedding: 64,
        widths: [256, 512, 1024, 2048],
        depths: [3, 4, 6, 3],
    };

    /// How many pooled features the network gives: the last width.
    pub fn features(&self) -> usize {
        self.widths[3]
    }
}

/// Number format of saved tensors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Precision {
    /// Half the size; what ships.
    F16,
    /// Exact; what training keeps.
    F32,
}

impl Precision {
    /// Candle's name for it.
    pub fn dtype(self) -> DType {
        match self {
            Self::F16 => DType::F16,
            Self::F32 => DType::F32,
        }
    }
}

/// A model in memory.
#[derive(Debug, Clone)]
pub struct Checkpoint {
    /// Widths and depths.
    pub architecture: Architecture,
    /// What the head tells apart, in the order of the logits; empty for a backbone.
    pub genres: Vec<Genre>,
    /// How posters become pixels for this model.
    pub preprocessing: Preprocessing,
    /// f32 on the CPU, torchvision's names; `fc.weight` and `fc.bias` are absent in a backbone.
    pub tensors: HashMap<String, Tensor>,
    /// One per genre, in order.
    pub thresholds: Vec<Threshold>,
    /// One per genre, in order.
    pub calibration: Vec<Calibration>,
    /// Where the model comes from, as `what -> text`: `backbone`, `trained_on`, `licence`.
    pub provenance: BTreeMap<String, String>,
}

impl Checkpoint {
    /// Reads and checks a model folder; a head of another task (ImageNet's) is dropped.
    ///
    /// # Errors
    /// [`CheckpointError`]: which file or tensor is wrong, and what to do.
    pub fn load(_directory: &Path) -> Result<Self, CheckpointError> {
        Err(CheckpointError::Unwritten)
    }

    /// Writes the folder whole or not at all: a complete folder beside it is renamed.
    ///
    /// # Errors
    /// [`CheckpointError`] if the disk refuses.
    pub fn save(&self, _directory: &Path, _precision: Precision) -> Result<(), CheckpointError> {
        Err(CheckpointError::Unwritten)
    }

    /// This model if it knows genres.
    ///
    /// # Errors
    /// [`CheckpointError`] that names `directory` if it is a backbone only.
    pub fn require_genres(self, _directory: &Path) -> Result<Self, CheckpointError> {
        Ok(self)
    }

    /// This backbone with a linear head: `weight` genres x features, `bias` genres. Thresholds
    /// become 0.5, calibration none.
    ///
    /// # Errors
    /// [`CheckpointError`] if the shapes do not fit.
    pub fn with_head(
        self,
        _genres: Vec<Genre>,
        _weight: Tensor,
        _bias: Tensor,
    ) -> Result<Self, CheckpointError> {
        Err(CheckpointError::Unwritten)
    }

    /// What features computed with this backbone are filed under: hexadecimal BLAKE3 of all
    /// tensors but the head's, and of the preprocessing.
    pub fn backbone_key(&self) -> String {
        String::new()
    }
}
