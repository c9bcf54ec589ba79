//! A model that learns one more genre and forgets nothing.

use candle_core::{DType, Device, Tensor};

use super::architecture::HEAD;
use super::error::CheckpointError;
use super::labels::MAX_GENRES;
use super::model::Checkpoint;
use super::precision::Precision;
use crate::catalog::Genre;
use crate::vision::{Calibration, Threshold};

/// One genre's part of a head.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// One a feature.
    pub weight: Vec<f32>,
    /// Added to the logit.
    pub bias: f32,
    /// Makes the logit a probability.
    pub calibration: Calibration,
    /// From here on it counts as predicted.
    pub threshold: Threshold,
}

impl Checkpoint {
    /// This model with one more genre, behind the others: those keep their rows, their calibration
    /// and their thresholds; the backbone is untouched, in its number format too.
    ///
    /// # Errors
    /// [`CheckpointError::Head`] if the row does not fit, or there is such a genre, or no room.
    pub fn with_genre(mut self, genre: Genre, row: Row) -> Result<Self, CheckpointError> {
        let (count, features) = (self.genres.len(), self.architecture.features());
        let fault = |sentence: String| Err(CheckpointError::Head(sentence));
        if row.weight.len() != features {
            let found = row.weight.len();
            return fault(format!(
                "a genre's row has {features} values, one a feature, not {found}"
            ));
        }
        if self.genres.contains(&genre) {
            return fault(format!("the model tells {genre} apart already"));
        }
        if count == MAX_GENRES {
            return fault(format!("{MAX_GENRES} genres are the most"));
        }
        let new_weight = Tensor::from_vec(row.weight, (1, features), &Device::Cpu)?;
        let new_bias = Tensor::from_slice(&[row.bias], 1, &Device::Cpu)?;
        for (name, new) in HEAD.into_iter().zip([new_weight, new_bias]) {
            let grown = match self.tensors.get(name) {
                Some(old) if count > 0 => Tensor::cat(&[old, &new], 0)?,
                _ => new,
            };
            self.tensors.insert(name.to_owned(), grown);
        }
        if let Some(own) = &mut self.set_aside {
            own.push(row.calibration.clone());
        }
        self.calibration.push(row.calibration);
        self.thresholds.push(row.threshold);
        self.genres.push(genre);
        Ok(self)
    }

    /// The number format that keeps its backbone as it is.
    pub fn precision(&self) -> Precision {
        let halves = |tensor: &Tensor| tensor.dtype() == DType::F16;
        let backbone = self
            .tensors
            .iter()
            .filter(|(name, _)| !HEAD.contains(&name.as_str()));
        if backbone.map(|(_, tensor)| tensor).all(halves) {
            Precision::F16
        } else {
            Precision::F32
        }
    }
}
