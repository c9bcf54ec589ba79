//! Candle as it comes: its own convolution, batch norm, ReLU and max pool, one after the other, as
//! candle-transformers' ResNet runs them.
//!
//! In: a checkpoint's tensors, then pixels. Out: features.

use std::collections::HashMap;

use candle_core::{Result, Tensor};
use candle_nn::{BatchNorm, Conv2d, Conv2dConfig, Module, ModuleT};

/// A convolution and the batch norm behind it.
struct Unit(Conv2d, BatchNorm);

impl Unit {
    fn new(
        tensors: &HashMap<String, Tensor>,
        (conv, norm): (&str, &str),
        (stride, padding): (usize, usize),
    ) -> Result<Self> {
        let get = |name: String| {
            let found = tensors.get(&name).cloned();
            found.ok_or_else(|| candle_core::Error::Msg(format!("no tensor {name}")))
        };
        let config = Conv2dConfig {
            stride,
            padding,
            ..Conv2dConfig::default()
        };
        let part = |part: &str| get(format!("{norm}.{part}"));
        let mean = part("running_mean")?;
        let (variance, weight, bias) = (part("running_var")?, part("weight")?, part("bias")?);
        Ok(Self(
            Conv2d::new(get(format!("{conv}.weight"))?, None, config),
            BatchNorm::new(mean.elem_count(), mean, variance, weight, bias, 1e-5)?,
        ))
    }

    fn forward(&self, x: &Tensor) -> Result<Tensor> {
        self.1.forward_t(&self.0.forward(x)?, false)
    }
}

/// A bottleneck.
struct Block {
    units: [Unit; 3],
    shortcut: Option<Unit>,
}

impl Block {
    fn forward(&self, x: &Tensor) -> Result<Tensor> {
        let [first, second, third] = &self.units;
        let y = first.forward(x)?.relu()?;
        let y = third.forward(&second.forward(&y)?.relu()?)?;
        let shortcut = self.shortcut.as_ref();
        let around = shortcut.map_or_else(|| Ok(x.clone()), |unit| unit.forward(x))?;
        (y + around)?.relu()
    }
}

/// One of the four layers.
pub struct Layer(Vec<Block>);

impl Layer {
    /// The layer of this number, from 1 on, with so many blocks.
    pub fn new(tensors: &HashMap<String, Tensor>, number: usize, blocks: usize) -> Result<Self> {
        let block = |block: usize| {
            let name = |part: &str| format!("layer{number}.{block}.{part}");
            let stride = if block == 0 && number > 1 { 2 } else { 1 };
            let unit = |index: usize, geometry| {
                let (conv, norm) = (name(&format!("conv{index}")), name(&format!("bn{index}")));
                Unit::new(tensors, (&conv, &norm), geometry)
            };
            let (conv, norm) = (name("downsample.0"), name("downsample.1"));
            let shortcut = (block == 0).then(|| Unit::new(tensors, (&conv, &norm), (stride, 0)));
            Ok(Block {
                units: [unit(1, (1, 0))?, unit(2, (stride, 1))?, unit(3, (1, 0))?],
                shortcut: shortcut.transpose()?,
            })
        };
        Ok(Self((0..blocks).map(block).collect::<Result<_>>()?))
    }

    /// What leaves the layer.
    pub fn forward(&self, input: &Tensor) -> Result<Tensor> {
        let mut x = input.clone();
        for block in &self.0 {
            x = block.forward(&x)?;
        }
        Ok(x)
    }
}

/// ResNet50 up to the pooled features.
pub struct Stock {
    stem: Unit,
    layers: Vec<Layer>,
}

impl Stock {
    /// The network of `tensors` (torchvision's names).
    pub fn new(tensors: &HashMap<String, Tensor>) -> Result<Self> {
        let depths = [3, 4, 6, 3].into_iter().zip(1..);
        let layers = depths.map(|(blocks, number)| Layer::new(tensors, number, blocks));
        Ok(Self {
            stem: Unit::new(tensors, ("conv1", "bn1"), (2, 3))?,
            layers: layers.collect::<Result<_>>()?,
        })
    }

    /// (n, 3, h, w) to (n, 2048).
    pub fn features(&self, pixels: &Tensor) -> Result<Tensor> {
        let x = self.stem.forward(pixels)?.relu()?;
        // Zeros around numbers that are not negative leave a maximum as it is.
        let x = x.pad_with_zeros(2, 1, 1)?.pad_with_zeros(3, 1, 1)?;
        let mut x = x.max_pool2d_with_stride(3, 2)?;
        for layer in &self.layers {
            x = layer.forward(&x)?;
        }
        x.mean((2, 3))
    }
}
