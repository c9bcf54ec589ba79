//! The network's layers, found in a checkpoint by name.
//!
//! In: tensors with torchvision's names, of any width and depth that a bottleneck ResNet can have.
//! Out: prepacked layers in the order in which they run.

use std::collections::HashMap;

use candle_core::Tensor;

use super::convolution::Convolution;
use super::kernel::Kernel;
use super::map::Map;
use super::packing::{BuildError, Folded, Tensors};
use super::winograd::Winograd;

/// The stem's window and the margin around the image that it needs.
const STEM_WINDOW: usize = 7;
/// Pixels of zeros around the image.
pub const STEM_MARGIN: usize = 3;
/// Colours of a pixel.
pub const COLOURS: usize = 3;
/// Stages of blocks: torchvision's layer1 to layer4.
pub const STAGES: usize = 4;

/// A convolution with its name.
pub struct Layer {
    /// The checkpoint's name: `layer1.0.conv2`.
    pub name: String,
    /// How it is computed.
    pub form: Form,
}

/// A convolution in the form that suits it.
pub enum Form {
    /// Any window and stride.
    Direct(Convolution),
    /// 3 x 3 with stride 1.
    Winograd(Winograd),
}

impl Layer {
    /// The map that comes out when `from` goes in.
    pub fn output_map(&self, from: &Map) -> Option<Map> {
        match &self.form {
            Form::Direct(layer) => layer.output_map(from),
            Form::Winograd(layer) => Some(layer.output_map(from)),
        }
    }
}

/// A bottleneck: 1 x 1, 3 x 3, 1 x 1, and what is added to it.
pub struct Block {
    /// Narrow, look around, widen.
    pub layers: [Layer; 3],
    /// What the input goes through to be added, where it cannot be added as it is.
    pub shortcut: Option<Layer>,
}

/// All layers of a network.
pub struct Layers {
    /// 7 x 7 with stride 2, over the colours.
    pub stem: Layer,
    /// Four stages of blocks.
    pub stages: Vec<Vec<Block>>,
    /// `[genre][feature]`; empty for a backbone without a head.
    pub head: Vec<f32>,
    /// One number per genre.
    pub head_bias: Vec<f32>,
    /// Features after the last stage.
    pub features: usize,
}

impl Layers {
    /// Finds, folds and packs all layers.
    pub fn new(kernel: &Kernel, tensors: &HashMap<String, Tensor>) -> Result<Self, BuildError> {
        let tensors = Tensors(tensors);
        let stem = tensors.folded("conv1", "bn1", COLOURS, STEM_WINDOW)?;
        let mut channels = stem.outputs;
        let stem = Layer {
            name: "conv1".to_owned(),
            form: Form::Direct(Convolution::over_dense_rows(kernel, &stem, 2)),
        };
        let mut stages = Vec::with_capacity(STAGES);
        for stage in 1..=STAGES {
            let mut blocks = Vec::new();
            loop {
                let name = format!("layer{stage}.{}", blocks.len());
                if !blocks.is_empty() && !tensors.has(&format!("{name}.conv1.weight")) {
                    break;
                }
                let stride = if stage > 1 && blocks.is_empty() { 2 } else { 1 };
                let (block, outputs) = Self::block(kernel, &tensors, &name, channels, stride)?;
                channels = outputs;
                blocks.push(block);
            }
            stages.push(blocks);
        }
        let (head, head_bias) = Self::head(&tensors, channels)?;
        Ok(Self {
            stem,
            stages,
            head,
            head_bias,
            features: channels,
        })
    }

    /// One bottleneck, and how many channels leave it. Its stride is in the 3 x 3 (version 1.5).
    fn block(
        kernel: &Kernel,
        tensors: &Tensors,
        name: &str,
        inputs: usize,
        stride: usize,
    ) -> Result<(Block, usize), BuildError> {
        let folded = |index: usize, inputs: usize, window: usize| {
            let part = |kind: &str| format!("{name}.{kind}{index}");
            tensors.folded(&part("conv"), &part("bn"), inputs, window)
        };
        let first = folded(1, inputs, 1)?;
        let second = folded(2, first.outputs, 3)?;
        let third = folded(3, second.outputs, 1)?;
        let shortcut = format!("{name}.downsample");
        let shortcut = if tensors.has(&format!("{shortcut}.0.weight")) {
            let (conv, norm) = (format!("{shortcut}.0"), format!("{shortcut}.1"));
            Some(tensors.folded(&conv, &norm, inputs, 1)?)
        } else {
            None
        };
        let added = shortcut.as_ref().map_or(inputs, |folded| folded.outputs);
        if added != third.outputs || (stride > 1 && shortcut.is_none()) {
            return Err(BuildError::Shape {
                name: format!("{name}.conv3.weight"),
                shape: vec![third.outputs, third.inputs, 1, 1],
                expected: format!("an output like its shortcut's ({added} channels)"),
            });
        }
        let layer = |part: &str, form| Layer {
            name: format!("{name}.{part}"),
            form,
        };
        let pointwise =
            |folded: &Folded, stride| Form::Direct(Convolution::new(kernel, folded, stride, 0));
        let around = if stride == 1 {
            Form::Winograd(Winograd::new(kernel, &second))
        } else {
            Form::Direct(Convolution::new(kernel, &second, stride, 1))
        };
        let block = Block {
            layers: [
                layer("conv1", pointwise(&first, 1)),
                layer("conv2", around),
                layer("conv3", pointwise(&third, 1)),
            ],
            shortcut: shortcut
                .as_ref()
                .map(|folded| layer("downsample", pointwise(folded, stride))),
        };
        Ok((block, third.outputs))
    }

    fn head(tensors: &Tensors, features: usize) -> Result<(Vec<f32>, Vec<f32>), BuildError> {
        if !tensors.has("fc.weight") {
            return Ok((Vec::new(), Vec::new()));
        }
        let (weights, shape) = tensors.numbers("fc.weight")?;
        if shape.len() != 2 || shape[1] != features {
            return Err(BuildError::Shape {
                name: "fc.weight".to_owned(),
                shape,
                expected: format!("[genres, {features}]"),
            });
        }
        let bias = tensors.vector("fc.bias", shape[0])?;
        Ok((weights, bias))
    }
}
