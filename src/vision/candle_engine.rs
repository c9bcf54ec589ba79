//! The network as a Candle graph: the reference, and the engine that runs on any device.

use candle_core::{Device, Tensor};

use super::resnet::{ResNet, Statistics};
use super::{Activations, Batch, Checkpoint, Engine, Error, Outputs, Wanted};
use crate::jobs::{Cancelled, Task};

/// Images that go through the network together on a CPU, where a larger slice is no faster; the
/// largest of the five parts between two looks at a cancel is then less than one image.
const SLICE: usize = 2;

/// Layers behind the stem.
const LAYERS: usize = 4;

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

impl CandleEngine {
    /// [`Engine::outputs`]; `cancelled` is asked before each part of the network.
    fn run(
        &self,
        batch: &Batch<'_>,
        wanted: Wanted,
        cancelled: &dyn Fn() -> bool,
    ) -> Result<Outputs, Error> {
        let (height, width) = (batch.height(), batch.width());
        // A GPU wants all images at once, and its queue cannot be called back anyway.
        let slice = match self.device {
            Device::Cpu => SLICE,
            _ => batch.count(),
        };
        let mut outputs = Outputs {
            logits: Vec::new(),
            features: Vec::new(),
            activations: None,
        };
        for pixels in batch.pixels().chunks(slice * 3 * height * width) {
            let shape = (pixels.len() / (3 * height * width), 3, height, width);
            let pixels = Tensor::from_slice(pixels, shape, &self.device)?;
            let layers = wanted.stops_after().unwrap_or(LAYERS);
            let activations = self.layers(&pixels, layers, cancelled)?;
            let flat = |tensor: &Tensor| tensor.flatten_all()?.to_vec1::<f32>();
            if wanted != Wanted::Features {
                let (_, channels, height, width) = activations.dims4()?;
                let all = outputs.activations.get_or_insert_with(|| Activations {
                    channels,
                    height,
                    width,
                    values: Vec::new(),
                });
                all.values.extend(flat(&activations)?);
            }
            if wanted.stops_after().is_none() {
                let forward = self.network.from_activations(activations)?;
                outputs.features.extend(flat(&forward.features)?);
                if let Some(logits) = &forward.logits {
                    outputs.logits.extend(flat(logits)?);
                }
            }
        }
        Ok(outputs)
    }

    /// What the first `count` layers behind the stem give.
    fn layers(
        &self,
        pixels: &Tensor,
        count: usize,
        cancelled: &dyn Fn() -> bool,
    ) -> Result<Tensor, Error> {
        let check = || if cancelled() { Err(Cancelled) } else { Ok(()) };
        check()?;
        let mut x = self.network.stem(pixels, Statistics::Stored)?;
        for layer in 0..count {
            check()?;
            x = self
                .network
                .layers(&x, layer..layer + 1, Statistics::Stored)?;
        }
        Ok(x)
    }
}

impl Engine for CandleEngine {
    fn name(&self) -> &'static str {
        "candle"
    }

    fn outputs(&self, batch: &Batch<'_>, wanted: Wanted, task: &Task) -> Result<Outputs, Error> {
        self.run(batch, wanted, &|| task.is_cancelled())
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::collections::HashMap;

    use super::*;
    use crate::vision::Architecture;

    /// A network of four blocks, without a head.
    fn engine() -> CandleEngine {
        let architecture = Architecture {
            embedding: 4,
            widths: [8; 4],
            depths: [1; 4],
            block: Default::default(),
        };
        let numbers = |shape: &[usize]| Tensor::full(0.1_f32, shape, &Device::Cpu);
        let tensors: HashMap<_, _> = architecture
            .backbone()
            .into_iter()
            .map(|(name, shape)| (name, numbers(&shape).expect("numbers")))
            .collect();
        let network = ResNet::new(&architecture, &tensors).and_then(|network| network.folded());
        CandleEngine {
            network: network.expect("a network"),
            device: Device::Cpu,
        }
    }

    #[test]
    fn a_cancel_in_a_large_batch_is_seen_within_one_image() {
        let (engine, images) = (engine(), 32);
        let pixels: Vec<f32> = (0..images * 3 * 32 * 32)
            .map(|at| at as f32 % 7.0)
            .collect();
        let batch = Batch::new(&pixels, 32, 32).expect("32 images");
        let asked = Cell::new(0);
        let run = |cancel_at: usize| {
            asked.set(0);
            engine.run(&batch, Wanted::Activations, &|| {
                asked.set(asked.get() + 1);
                asked.get() > cancel_at
            })
        };
        let outputs = run(usize::MAX).expect("nobody cancels");
        let all = asked.get();
        assert_eq!(outputs.features.len(), images * 8);
        // Five looks in two images: one part in between is less than an image.
        assert_eq!(all, images / SLICE * (LAYERS + 1));
        for cancel_at in [0, 1, all / 2, all - 1] {
            assert!(matches!(run(cancel_at), Err(Error::Cancelled(_))));
            assert_eq!(asked.get(), cancel_at + 1, "it stops at the next look");
        }
    }

    #[test]
    fn a_slice_gives_what_its_images_give_alone() {
        let engine = engine();
        let pixels: Vec<f32> = (0..5 * 3 * 40 * 33).map(|at| (at as f32).sin()).collect();
        let read = |pixels: &[f32]| {
            let batch = Batch::new(pixels, 40, 33).expect("whole images");
            let task = Task::new();
            engine
                .outputs(&batch, Wanted::Activations, &task)
                .expect("read")
        };
        let together = read(&pixels);
        let alone: Vec<f32> = pixels
            .chunks(3 * 40 * 33)
            .flat_map(|pixels| read(pixels).activations.expect("asked for").values)
            .collect();
        assert_eq!(together.activations.expect("asked for").values, alone);
    }
}
