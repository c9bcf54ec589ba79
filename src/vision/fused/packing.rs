//! Weights as the kernels read them.
//!
//! In: a checkpoint's convolution and the batch norm behind it. Out: one set of weights and one
//! bias with the norm folded in, cut into panels of neighbouring output channels so that the inner
//! loop reads them from first to last.

use std::collections::HashMap;

use candle_core::{DType, Tensor};
use rayon::prelude::*;

use super::kernel::Kernel;
use super::store::Store;
use super::winograd_tiles::{PRODUCTS, transform_weights};

/// Output channels whose Winograd weights are computed side by side.
const GROUP: usize = 8;

/// Batch norm's guard against division by 0, as torchvision sets it.
const EPSILON: f64 = 1e-5;

/// Why the engine cannot be built from a checkpoint's tensors.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// A tensor that a ResNet50 has is not there.
    #[error("the checkpoint has no tensor {0}: it is not a ResNet50 with torchvision's names")]
    Missing(String),
    /// A tensor has not the shape that its neighbours ask for.
    #[error("tensor {name} has shape {shape:?}, but {expected} is needed")]
    Shape {
        /// The tensor's name.
        name: String,
        /// The shape that it has.
        shape: Vec<usize>,
        /// What would fit.
        expected: String,
    },
    /// A tensor's numbers cannot be read.
    #[error("tensor {name} cannot be read: {source}")]
    Unreadable {
        /// The tensor's name.
        name: String,
        /// What Candle says.
        source: candle_core::Error,
    },
}

/// A convolution with its batch norm folded in, still in the checkpoint's order.
pub struct Folded {
    /// `[output][input][y][x]`.
    pub weights: Vec<f32>,
    /// One number per output channel.
    pub bias: Vec<f32>,
    /// Output channels.
    pub outputs: usize,
    /// Input channels.
    pub inputs: usize,
    /// Side of the window.
    pub window: usize,
}

/// A checkpoint's tensors by name.
pub struct Tensors<'a>(pub &'a HashMap<String, Tensor>);

impl Tensors<'_> {
    /// Whether there is a tensor of that name.
    pub fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    /// The tensor's numbers and shape.
    pub fn numbers(&self, name: &str) -> Result<(Vec<f32>, Vec<usize>), BuildError> {
        let tensor = self
            .0
            .get(name)
            .ok_or_else(|| BuildError::Missing(name.to_owned()))?;
        let numbers = tensor
            .to_dtype(DType::F32)
            .and_then(|tensor| tensor.flatten_all()?.to_vec1::<f32>())
            .map_err(|source| BuildError::Unreadable {
                name: name.to_owned(),
                source,
            })?;
        Ok((numbers, tensor.dims().to_vec()))
    }

    /// A vector of `length` numbers.
    pub fn vector(&self, name: &str, length: usize) -> Result<Vec<f32>, BuildError> {
        let (numbers, shape) = self.numbers(name)?;
        if shape == [length] {
            Ok(numbers)
        } else {
            Err(BuildError::Shape {
                name: name.to_owned(),
                shape,
                expected: format!("[{length}]"),
            })
        }
    }

    /// Convolution `name` over `inputs` channels with a square `window`, and batch norm `norm`
    /// behind it.
    pub fn folded(
        &self,
        name: &str,
        norm: &str,
        inputs: usize,
        window: usize,
    ) -> Result<Folded, BuildError> {
        let name = format!("{name}.weight");
        let (mut weights, shape) = self.numbers(&name)?;
        let outputs = shape.first().copied().unwrap_or(0);
        if outputs == 0 || shape != [outputs, inputs, window, window] {
            return Err(BuildError::Shape {
                name,
                shape,
                expected: format!("[channels, {inputs}, {window}, {window}]"),
            });
        }
        let norm = |part: &str| self.vector(&format!("{norm}.{part}"), outputs);
        let (gain, shift) = (norm("weight")?, norm("bias")?);
        let (mean, variance) = (norm("running_mean")?, norm("running_var")?);
        let mut bias = Vec::with_capacity(outputs);
        for (output, weights) in weights
            .chunks_exact_mut(inputs * window * window)
            .enumerate()
        {
            let scale = f64::from(gain[output]) / (f64::from(variance[output]) + EPSILON).sqrt();
            for weight in weights {
                *weight = (f64::from(*weight) * scale) as f32;
            }
            bias.push((f64::from(shift[output]) - f64::from(mean[output]) * scale) as f32);
        }
        Ok(Folded {
            weights,
            bias,
            outputs,
            inputs,
            window,
        })
    }
}

impl Folded {
    /// The bias, with zeros for the channels that fill up the last panel.
    pub fn padded_bias(&self, kernel: &Kernel) -> Vec<f32> {
        let mut bias = self.bias.clone();
        bias.resize(kernel.padded(self.outputs), 0.0);
        bias
    }

    /// `[panel][y][x][input][column]`: what a direct convolution reads.
    pub fn panels(&self, kernel: &Kernel) -> Store {
        let (columns, area) = (kernel.columns, self.window * self.window);
        let depth = area * self.inputs;
        let mut packed = Store::new(kernel.padded(self.outputs) * depth);
        packed
            .par_chunks_exact_mut(depth * columns)
            .enumerate()
            .for_each(|(panel, packed)| {
                let first = panel * columns;
                for column in 0..columns.min(self.outputs - first) {
                    let weights = &self.weights[(first + column) * depth..][..depth];
                    for (input, window) in weights.chunks_exact(area).enumerate() {
                        for (position, weight) in window.iter().enumerate() {
                            packed[(position * self.inputs + input) * columns + column] = *weight;
                        }
                    }
                }
            });
        packed
    }

    /// `[product][panel][input][column]`: what Winograd's 36 products read.
    pub fn winograd_panels(&self, kernel: &Kernel) -> Store {
        let columns = kernel.columns;
        let panels = kernel.padded(self.outputs) / columns;
        let panel_length = self.inputs * columns;
        let mut packed = Store::new(PRODUCTS * panels * panel_length);
        // Each thread fills its own panels, of which there is one in each of the 36 planes.
        let mut owned: Vec<Vec<&mut [f32]>> = (0..panels).map(|_| Vec::new()).collect();
        for (index, panel) in packed.chunks_exact_mut(panel_length).enumerate() {
            owned[index % panels].push(panel);
        }
        owned
            .into_par_iter()
            .enumerate()
            .for_each(|(panel, mut planes)| self.winograd_panel(panel, columns, &mut planes));
        packed
    }

    /// One panel of all 36 matrices, some output channels at a time.
    fn winograd_panel(&self, panel: usize, columns: usize, planes: &mut [&mut [f32]]) {
        let windows = |output: usize| {
            let (windows, _) = self.weights[output * self.inputs * 9..].as_chunks::<9>();
            &windows[..self.inputs]
        };
        let first = panel * columns;
        for group in (0..columns.min(self.outputs - first)).step_by(GROUP) {
            let width = GROUP.min(self.outputs - first - group);
            let sources: Vec<_> = (0..width)
                .map(|lane| windows(first + group + lane))
                .collect();
            for input in 0..self.inputs {
                let mut lanes = [[0.0; GROUP]; 9];
                for (lane, source) in sources.iter().enumerate() {
                    for (row, weight) in lanes.iter_mut().zip(source[input]) {
                        row[lane] = f64::from(weight);
                    }
                }
                // Every panel's width is a multiple of the group.
                let place = input * columns + group..input * columns + group + GROUP;
                for (plane, products) in planes.iter_mut().zip(transform_weights(&lanes)) {
                    plane[place.clone()].copy_from_slice(&products);
                }
            }
        }
    }
}
