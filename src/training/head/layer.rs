//! A head: the linear layer from a network's features to its logits.

use candle_core::{Device, Tensor};

use crate::evaluation::head_logits;

/// A linear layer on the features as they come from the network.
#[derive(Debug, Clone, PartialEq)]
pub struct Head {
    /// Row-major, genres x dimension: torchvision's `fc.weight`.
    pub weight: Vec<f32>,
    /// One per genre: `fc.bias`.
    pub bias: Vec<f32>,
}

impl Head {
    /// `fc.weight` (genres x dimension) and `fc.bias` (genres) as tensors on the CPU.
    ///
    /// # Errors
    /// Candle's, if the lengths do not make a table.
    pub fn tensors(&self) -> candle_core::Result<(Tensor, Tensor)> {
        let genres = self.bias.len();
        let shape = (genres, self.weight.len() / genres.max(1));
        Ok((
            Tensor::from_slice(&self.weight, shape, &Device::Cpu)?,
            Tensor::from_slice(&self.bias, genres, &Device::Cpu)?,
        ))
    }

    /// Its logits, row-major films x genres, for row-major films x dimension `features`.
    ///
    /// # Errors
    /// Candle's, if the shapes disagree.
    pub fn logits(&self, features: &[f32]) -> candle_core::Result<Vec<f32>> {
        let (weight, bias) = self.tensors()?;
        head_logits(features, &weight, &bias)
    }
}
