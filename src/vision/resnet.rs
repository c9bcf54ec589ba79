//! ResNet v1.5 with bottlenecks or basic blocks, under torchvision's tensor names.
//!
//! In: normalised pixels (n, 3, h, w) of any size. Out: layer-4 activations, their mean (the
//! features), and the logits of a linear head where there is one. Built twice from the same
//! tensors: [`ResNet::new`] keeps batch norm apart (training; gradients are right on every
//! device and reach its gain and shift), [`ResNet::folded`] folds it in for good (reading).
//!
//! It computes in the number format of its input: given half precision, the convolutions' weights
//! are rounded as they are used, and gradients reach the weights themselves. What sums up many
//! values (batch norm's statistics, the mean, the head) stays in f32.

use std::collections::HashMap;
use std::ops::Range;

use candle_core::{DType, Error, Result, Tensor};
use candle_nn::{BatchNorm, Linear, Module, ModuleT};

use super::checkpoint::{Architecture, BlockKind};
use super::convolution::{self, Epilogue, Geometry};
use super::pooling;

/// Added to every variance, as torchvision does.
pub const EPSILON: f64 = 1e-5;

/// Where batch norm takes its statistics from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Statistics {
    /// The stored ones, unchanged.
    Stored,
    /// The batch's, and the stored ones follow them. Never in a folded network.
    Batch,
}

/// What the network says about a batch.
#[derive(Debug, Clone)]
pub struct Forward {
    /// (n, channels, h / 32, w / 32), rounded up.
    pub activations: Tensor,
    /// (n, channels): the activations' mean.
    pub features: Tensor,
    /// (n, genres), where the network has a head.
    pub logits: Option<Tensor>,
}

/// The network.
#[derive(Debug, Clone)]
pub struct ResNet {
    stem: Unit,
    layers: Vec<Vec<Block>>,
    head: Option<Linear>,
}

impl ResNet {
    /// The network of `tensors`, which may be variables: gradients reach those.
    ///
    /// # Errors
    /// If a tensor is missing.
    pub fn new(architecture: &Architecture, tensors: &HashMap<String, Tensor>) -> Result<Self> {
        let stem = Unit::new(tensors, "conv1", "bn1", (2, 3))?;
        let mut channels = architecture.embedding;
        let mut layers = Vec::with_capacity(4);
        for (index, (&width, &depth)) in architecture
            .widths
            .iter()
            .zip(&architecture.depths)
            .enumerate()
        {
            let mut blocks = Vec::with_capacity(depth);
            for block in 0..depth {
                let stride = if block == 0 && index > 0 { 2 } else { 1 };
                let name = format!("layer{}.{block}", index + 1);
                let reshaped = stride != 1 || channels != width;
                blocks.push(Block::new(
                    architecture.block,
                    tensors,
                    &name,
                    stride,
                    reshaped,
                )?);
                channels = width;
            }
            layers.push(blocks);
        }
        let head = match tensors.get("fc.weight") {
            Some(weight) => {
                let bias = tensor(tensors, "fc.bias")?;
                Some(Linear::new(weight.clone(), Some(bias)))
            }
            None => None,
        };
        Ok(Self { stem, layers, head })
    }

    /// The same network for reading: batch norm folded into the convolutions.
    ///
    /// # Errors
    /// If Candle refuses an operation.
    pub fn folded(&self) -> Result<Self> {
        let layers = self.layers.iter();
        let layers = layers.map(|blocks| blocks.iter().map(Block::folded).collect());
        Ok(Self {
            stem: self.stem.folded()?,
            layers: layers.collect::<Result<_>>()?,
            head: self.head.clone(),
        })
    }

    /// The whole way from `pixels` (n, 3, h, w).
    ///
    /// # Errors
    /// If `pixels` is too small or has not three channels.
    pub fn forward(&self, pixels: &Tensor, statistics: Statistics) -> Result<Forward> {
        let stem = self.stem(pixels, statistics)?;
        self.from_activations(self.layers(&stem, 0..4, statistics)?)
    }

    /// The stem: convolution, batch norm, ReLU, max pool; (n, embedding, h / 4, w / 4).
    ///
    /// # Errors
    /// If `pixels` has not three channels.
    pub fn stem(&self, pixels: &Tensor, statistics: Statistics) -> Result<Tensor> {
        let relu = Epilogue {
            residual: None,
            relu: true,
        };
        pooling::max_3x3_stride_2(&self.stem.forward(pixels, statistics, &relu)?)
    }

    /// Some of the four layers (`0..4` is all, `3..4` the last), from what the layer before gave.
    ///
    /// # Errors
    /// If the channels do not fit.
    pub fn layers(
        &self,
        input: &Tensor,
        range: Range<usize>,
        statistics: Statistics,
    ) -> Result<Tensor> {
        let mut x = input.clone();
        for block in self.layers.get(range).unwrap_or_default().iter().flatten() {
            x = block.forward(&x, statistics)?;
        }
        Ok(x)
    }

    /// Features and logits from layer-4 activations.
    ///
    /// # Errors
    /// If the channels do not fit the head.
    pub fn from_activations(&self, activations: Tensor) -> Result<Forward> {
        let features = pooling::mean(&whole(&activations)?)?;
        let head = self.head.as_ref();
        let logits = head.map(|head| head.forward(&features)).transpose()?;
        Ok(Forward {
            activations,
            features,
            logits,
        })
    }
}

/// Half precision as f32; the rest as it is.
fn whole(tensor: &Tensor) -> Result<Tensor> {
    match tensor.dtype() {
        DType::F16 | DType::BF16 => tensor.to_dtype(DType::F32),
        _ => Ok(tensor.clone()),
    }
}

fn tensor(tensors: &HashMap<String, Tensor>, name: &str) -> Result<Tensor> {
    let tensor = tensors
        .get(name)
        .ok_or_else(|| Error::Msg(format!("the tensor {name} is missing")))?;
    // A checkpoint keeps what its file holds; the network keeps f32 (a test f64).
    whole(tensor)
}

/// A few convolutions, and the way around them.
#[derive(Debug, Clone)]
struct Block {
    units: Vec<Unit>,
    shortcut: Option<Unit>,
}

impl Block {
    fn new(
        kind: BlockKind,
        tensors: &HashMap<String, Tensor>,
        name: &str,
        stride: usize,
        reshaped: bool,
    ) -> Result<Self> {
        let units = kind.convolutions().iter().zip(1..);
        let units = units.map(|(&(side, strided), number)| {
            let (convolution, norm) =
                (format!("{name}.conv{number}"), format!("{name}.bn{number}"));
            let geometry = (if strided { stride } else { 1 }, side / 2);
            Unit::new(tensors, &convolution, &norm, geometry)
        });
        let (first, second) = (
            format!("{name}.downsample.0"),
            format!("{name}.downsample.1"),
        );
        let shortcut = reshaped.then(|| Unit::new(tensors, &first, &second, (stride, 0)));
        Ok(Self {
            units: units.collect::<Result<_>>()?,
            shortcut: shortcut.transpose()?,
        })
    }

    fn folded(&self) -> Result<Self> {
        Ok(Self {
            units: self.units.iter().map(Unit::folded).collect::<Result<_>>()?,
            shortcut: self.shortcut.as_ref().map(Unit::folded).transpose()?,
        })
    }

    fn forward(&self, input: &Tensor, statistics: Statistics) -> Result<Tensor> {
        let around = match &self.shortcut {
            Some(shortcut) => shortcut.forward(input, statistics, &Epilogue::default())?,
            None => input.clone(),
        };
        let mut x = input.clone();
        for (index, unit) in self.units.iter().enumerate() {
            let last = index + 1 == self.units.len();
            let epilogue = Epilogue {
                residual: last.then_some(&around),
                relu: true,
            };
            x = unit.forward(&x, statistics, &epilogue)?;
        }
        Ok(x)
    }
}

/// A convolution and its batch norm.
#[derive(Debug, Clone)]
struct Unit {
    weight: Tensor,
    geometry: Geometry,
    norm: Norm,
}

#[derive(Debug, Clone)]
enum Norm {
    Batch(BatchNorm),
    /// Folded into the weight; what is left is a bias.
    Folded(Tensor),
}

impl Unit {
    fn new(
        tensors: &HashMap<String, Tensor>,
        convolution: &str,
        norm: &str,
        (stride, padding): (usize, usize),
    ) -> Result<Self> {
        let of_norm = |part: &str| tensor(tensors, &format!("{norm}.{part}"));
        let mean = of_norm("running_mean")?;
        let batch_norm = BatchNorm::new(
            mean.elem_count(),
            mean,
            of_norm("running_var")?,
            of_norm("weight")?,
            of_norm("bias")?,
            EPSILON,
        )?;
        Ok(Self {
            weight: tensor(tensors, &format!("{convolution}.weight"))?,
            geometry: Geometry { stride, padding },
            norm: Norm::Batch(batch_norm),
        })
    }

    fn folded(&self) -> Result<Self> {
        let Norm::Batch(norm) = &self.norm else {
            return Ok(self.clone());
        };
        let (scale, bias) = frozen(norm)?;
        let scale = scale.reshape(((), 1, 1, 1))?;
        Ok(Self {
            weight: self.weight.broadcast_mul(&scale)?.detach(),
            geometry: self.geometry,
            norm: Norm::Folded(bias.detach()),
        })
    }

    fn forward(
        &self,
        input: &Tensor,
        statistics: Statistics,
        epilogue: &Epilogue<'_>,
    ) -> Result<Tensor> {
        let format = input.dtype();
        let weight = self.weight.to_dtype(format)?;
        match &self.norm {
            Norm::Folded(bias) => {
                let bias = bias.to_dtype(format)?;
                convolution::fused(input, &weight, &bias, self.geometry, epilogue)
            }
            Norm::Batch(norm) if statistics == Statistics::Batch => {
                let convolved = convolution::trainable(input, &weight, self.geometry)?;
                let normed = norm.forward_t(&whole(&convolved)?, true)?;
                epilogue.apply(normed.to_dtype(format)?)
            }
            Norm::Batch(norm) => {
                let (scale, bias) = frozen(norm)?;
                let norm = (&scale.to_dtype(format)?, &bias.to_dtype(format)?);
                convolution::trainable_scaled(input, &weight, norm, self.geometry, epilogue)
            }
        }
    }
}

/// A batch norm with stored statistics as a scale and a bias per channel. Gradients reach its gain
/// and shift; the statistics stay.
fn frozen(norm: &BatchNorm) -> Result<(Tensor, Tensor)> {
    let Some((gain, shift)) = norm.weight_and_bias() else {
        candle_core::bail!("a batch norm without weight and bias");
    };
    let deviation = (norm.running_var().detach() + norm.eps())?.sqrt()?;
    let scale = gain.div(&deviation)?;
    let bias = (shift - norm.running_mean().detach().mul(&scale)?)?;
    Ok((scale, bias))
}
