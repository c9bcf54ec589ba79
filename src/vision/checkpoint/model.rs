//! A model in memory: a network's tensors, and what its head says with which thresholds.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use candle_core::{DType, Device, Tensor};

use super::architecture::{Architecture, HEAD};
use super::config;
use super::error::CheckpointError;
use super::learned::LearnedPosters;
use super::thresholds::CalibrationUse;
use crate::catalog::Genre;
use crate::vision::{Calibration, Preprocessing, Threshold};

/// A model in memory.
#[derive(Debug, Clone)]
pub struct Checkpoint {
    /// Widths and depths.
    pub architecture: Architecture,
    /// What the head tells apart, in the order of the logits; empty for a backbone.
    pub genres: Vec<Genre>,
    /// How posters become pixels for this model.
    pub preprocessing: Preprocessing,
    /// On the CPU, torchvision's names; `fc.weight` and `fc.bias`, always f32, are absent in a
    /// backbone. The backbone keeps the number format of its file, f32, f16 or bf16, since a reader
    /// holds it as long as it lives; [`with_head`](Self::with_head), where training begins, makes
    /// it f32.
    pub tensors: HashMap<String, Tensor>,
    /// One per genre, in order.
    pub thresholds: Vec<Threshold>,
    /// The calibration in use: one per genre, in order.
    pub calibration: Vec<Calibration>,
    /// The model's own calibration while another is in use, or none at all; `None`: its own is in
    /// use.
    pub set_aside: Option<Vec<Calibration>>,
    /// Where the model comes from, as `what -> text`: `backbone`, `trained_on`, `licence`.
    pub provenance: BTreeMap<String, String>,
    /// The posters that its weights were fitted to, backbone's and head's, as far as known.
    pub learned_posters: LearnedPosters,
}

impl Checkpoint {
    /// A backbone: it knows no genres, and nobody knows where it comes from.
    pub fn backbone(
        architecture: Architecture,
        preprocessing: Preprocessing,
        tensors: HashMap<String, Tensor>,
    ) -> Self {
        Self {
            architecture,
            genres: Vec::new(),
            preprocessing,
            tensors,
            thresholds: Vec::new(),
            calibration: Vec::new(),
            set_aside: None,
            provenance: BTreeMap::new(),
            learned_posters: LearnedPosters::default(),
        }
    }

    /// The calibration that the model brings along, whether it is in use or not.
    pub fn own_calibration(&self) -> &[Calibration] {
        self.set_aside.as_deref().unwrap_or(&self.calibration)
    }

    /// Which calibration is in use.
    pub fn calibration_use(&self) -> CalibrationUse {
        if self.set_aside.is_none() {
            CalibrationUse::Model
        } else if self
            .calibration
            .iter()
            .all(|one| *one == Calibration::default())
        {
            CalibrationUse::Off
        } else {
            CalibrationUse::own(&self.genres, &self.calibration)
        }
    }

    /// This model if it knows genres.
    ///
    /// # Errors
    /// [`CheckpointError::NoGenres`] that names `directory` if it is a backbone only.
    pub fn require_genres(self, directory: &Path) -> Result<Self, CheckpointError> {
        if self.genres.is_empty() {
            return Err(CheckpointError::NoGenres {
                path: directory.to_path_buf(),
                why: config::why_no_genres(directory),
            });
        }
        Ok(self)
    }

    /// This model for posters of another size (rows, columns; `None`: as it is): all of a ResNet's
    /// weights fit any. What it says then is another matter: its head, at least, wants to be trained anew.
    ///
    /// # Errors
    /// [`CheckpointError::Size`] if no poster can have that size.
    pub fn at_size(mut self, size: Option<(usize, usize)>) -> Result<Self, CheckpointError> {
        let Some((height, width)) = size else {
            return Ok(self);
        };
        let sized = Preprocessing {
            height,
            width,
            ..self.preprocessing
        };
        self.preprocessing = sized.checked().map_err(CheckpointError::Size)?;
        Ok(self)
    }

    /// This backbone with a linear head in place of what it had: `weight` genres x features,
    /// `bias` genres. All tensors become f32, thresholds 0.5, calibration none.
    ///
    /// # Errors
    /// [`CheckpointError::Head`] if the shapes do not fit or there is no genre.
    pub fn with_head(
        mut self,
        genres: Vec<Genre>,
        weight: Tensor,
        bias: Tensor,
    ) -> Result<Self, CheckpointError> {
        let count = genres.len();
        let expected = [count, self.architecture.features()];
        if count == 0 || weight.dims() != expected || bias.dims() != [count] {
            return Err(CheckpointError::Head(format!(
                "{count} genres want a weight of {expected:?} and a bias of [{count}], not {:?} and {:?}",
                weight.dims(),
                bias.dims()
            )));
        }
        for tensor in self.tensors.values_mut() {
            *tensor = tensor.to_dtype(DType::F32)?;
        }
        for (name, tensor) in HEAD.into_iter().zip([weight, bias]) {
            let plain = tensor
                .to_dtype(DType::F32)?
                .to_device(&Device::Cpu)?
                .detach();
            self.tensors.insert(name.to_owned(), plain);
        }
        self.thresholds = vec![Threshold::default(); count];
        self.calibration = vec![Calibration::default(); count];
        self.set_aside = None;
        self.genres = genres;
        Ok(self)
    }
}
