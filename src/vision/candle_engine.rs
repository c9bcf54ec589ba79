//! The network as a Candle graph: the reference, and the engine that runs on any device.

use candle_core::{Device, Tensor};

use super::resnet::{ResNet, Statistics};
use super::{Activations, Batch, Checkpoint, Engine, Error, Outputs, Wanted};

/// A checkpoint's network, run by Candle with batch norm folded.
#[derive(Debug)]
pub struct CandleEngine {
    network: ResNet,
    device: Device,
}

impl CandleEngine {
    /// Builds the network on the CPU.
    ///
    /// # Errors
    /// [`Error::Compute`] if a tensor is missing.
    pub fn new(checkpoint: &Checkpoint) -> Result<Self, Error> {
        Self::on(&Device::Cpu, checkpoint)
    }

    /// Builds the network on `device`.
    ///
    /// # Errors
    /// [`Error::Compute`] if a tensor is missing or cannot be moved to the device.
    pub fn on(device: &Device, checkpoint: &Checkpoint) -> Result<Self, Error> {
        let moved = checkpoint
            .tensors
            .iter()
            .map(|(name, tensor)| Ok((name.clone(), tensor.to_device(device)?)))
            .collect::<candle_core::Result<_>>()?;
        Ok(Self {
            network: ResNet::new(&checkpoint.architecture, &moved)?.folded()?,
            device: device.clone(),
        })
    }
}

impl Engine for CandleEngine {
    fn name(&self) -> &'static str {
        "candle"
    }

    fn outputs(&self, batch: &Batch<'_>, wanted: Wanted) -> Result<Outputs, Error> {
        let shape = (batch.count(), 3, batch.height(), batch.width());
        let pixels = Tensor::from_slice(batch.pixels(), shape, &self.device)?;
        let forward = self.network.forward(&pixels, Statistics::Stored)?;
        let flat = |tensor: &Tensor| tensor.flatten_all()?.to_vec1::<f32>();
        let activations = match wanted {
            Wanted::Features => None,
            Wanted::Activations => {
                let (_, channels, height, width) = forward.activations.dims4()?;
                Some(Activations {
                    channels,
                    height,
                    width,
                    values: flat(&forward.activations)?,
                })
            }
        };
        Ok(Outputs {
            logits: forward
                .logits
                .as_ref()
                .map(flat)
                .transpose()?
                .unwrap_or_default(),
            features: flat(&forward.features)?,
            activations,
        })
    }
}
