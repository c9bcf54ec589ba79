//! A network that learned up to here, for reading: its norms are folded into its convolutions.

use std::collections::HashMap;

use candle_core::{DType, Device, Tensor};

use crate::training::{Depth, Error};
use crate::vision::Architecture;
use crate::vision::resnet::{ResNet, Statistics};

/// A network that learned up to here, for reading.
pub struct Reading {
    resnet: ResNet,
    depth: Depth,
    format: DType,
    device: Device,
}

impl Reading {
    /// Of a network's `tensors`, on the device, at the depth that it learned at.
    ///
    /// # Errors
    /// [`Error::Compute`] if a tensor is missing or does not fit.
    pub fn new(
        architecture: &Architecture,
        tensors: &HashMap<String, Tensor>,
        (depth, format): (Depth, DType),
        device: &Device,
    ) -> Result<Self, Error> {
        Ok(Self {
            resnet: ResNet::new(architecture, tensors)?.folded()?,
            depth,
            format,
            device: device.clone(),
        })
    }

    /// The logits of `values` (films x shape), row-major films x genres.
    ///
    /// # Errors
    /// [`Error::Compute`] if shapes do not fit or memory runs out.
    pub fn logits(
        &self,
        values: &[f32],
        (channels, height, width): (usize, usize, usize),
    ) -> Result<Vec<f32>, Error> {
        let films = values.len() / (channels * height * width).max(1);
        let shape = (films, channels, height, width);
        let input = Tensor::from_slice(values, shape, &self.device)?.to_dtype(self.format)?;
        let logits = through(&self.resnet, self.depth, &input, Statistics::Stored)?;
        Ok(logits.flatten_all()?.to_vec1()?)
    }
}

/// The logits of an input that enters the network where `depth` begins to learn.
///
/// # Errors
/// [`Error`], if shapes do not fit, there is no head, or memory runs out.
pub fn through(
    resnet: &ResNet,
    depth: Depth,
    input: &Tensor,
    statistics: Statistics,
) -> Result<Tensor, Error> {
    let activations = if depth == Depth::Full {
        resnet.layers(&resnet.stem(input, statistics)?, 0..4, statistics)?
    } else {
        resnet.layers(input, depth.layers(), statistics)?
    };
    let logits = resnet.from_activations(activations)?.logits;
    logits.ok_or(Error::NoHead)
}
