//! Convolution for reading on the CPU: im2col and one matrix product per image, with bias,
//! residual and ReLU in the same operation.

use std::cell::RefCell;

use candle_core::{CpuStorage, CustomOp3, Error, Layout, Result, Shape, Storage, Tensor};
use rayon::prelude::*;

use super::convolution::{Epilogue, Geometry};
use super::im2col::Unfold;
use super::matmul::{Sizes, multiply_add};

thread_local! {
    // The unfolded image, kept between layers and posters: at most some 8 MB at 278 x 185.
    static UNFOLDED: RefCell<Vec<f32>> = const { RefCell::new(Vec::new()) };
}

/// Candle's view of the operation; no gradient.
struct FusedConvolution {
    geometry: Geometry,
    residual: Option<Tensor>,
    relu: bool,
}

/// `relu(convolution + bias + residual)`, the last two as `epilogue` says. All in f32 on the CPU.
///
/// # Errors
/// If dtypes, devices or shapes do not fit.
pub fn convolve(
    input: &Tensor,
    weight: &Tensor,
    bias: &Tensor,
    geometry: Geometry,
    epilogue: &Epilogue<'_>,
) -> Result<Tensor> {
    let operation = FusedConvolution {
        geometry,
        residual: epilogue.residual.map(Tensor::contiguous).transpose()?,
        relu: epilogue.relu,
    };
    input
        .contiguous()?
        .apply_op3_no_bwd(weight, bias, &operation)
}

fn values<'a>(storage: &'a CpuStorage, layout: &Layout) -> Result<&'a [f32]> {
    let (start, end) = layout
        .contiguous_offsets()
        .ok_or_else(|| Error::Msg("the convolution needs contiguous tensors".to_owned()))?;
    Ok(&storage.as_slice::<f32>()?[start..end])
}

impl CustomOp3 for FusedConvolution {
    fn name(&self) -> &'static str {
        "fused-convolution"
    }

    fn cpu_fwd(
        &self,
        input: &CpuStorage,
        input_layout: &Layout,
        weight: &CpuStorage,
        weight_layout: &Layout,
        bias: &CpuStorage,
        bias_layout: &Layout,
    ) -> Result<(CpuStorage, Shape)> {
        let (count, channels, height, width) = input_layout.shape().dims4()?;
        let (outputs, weight_channels, kernel, kernel_width) = weight_layout.shape().dims4()?;
        let fits = channels == weight_channels
            && kernel == kernel_width
            && bias_layout.shape().dims() == [outputs];
        let unfold = Unfold {
            channels,
            height,
            width,
            kernel,
            stride: self.geometry.stride,
            padding: self.geometry.padding,
        };
        let Some((rows, columns)) = unfold.output().filter(|_| fits) else {
            return Err(Error::Msg(format!(
                "a convolution of {:?} with a kernel {:?} is impossible",
                input_layout.dims(),
                weight_layout.dims()
            )));
        };
        let layer = Layer {
            unfold,
            weight: values(weight, weight_layout)?,
            bias: values(bias, bias_layout)?,
            pixels: rows * columns,
            relu: self.relu,
        };
        let shape = Shape::from((count, outputs, rows, columns));
        let mut result = self.start(&shape)?;
        let input = values(input, input_layout)?;
        layer.run(input, &mut result, self.residual.is_some());
        Ok((CpuStorage::F32(result), shape))
    }
}

impl FusedConvolution {
    /// The residual's values, or zeros.
    fn start(&self, shape: &Shape) -> Result<Vec<f32>> {
        let Some(residual) = &self.residual else {
            return Ok(vec![0.0; shape.elem_count()]);
        };
        if residual.shape() != shape {
            return Err(Error::Msg(format!(
                "a residual of {:?} does not fit an output of {:?}",
                residual.dims(),
                shape.dims()
            )));
        }
        let (storage, layout) = residual.storage_and_layout();
        match &*storage {
            Storage::Cpu(storage) => Ok(values(storage, layout)?.to_vec()),
            _ => Err(Error::Msg("the residual is not on the CPU".to_owned())),
        }
    }
}

struct Layer<'a> {
    unfold: Unfold,
    weight: &'a [f32],
    bias: &'a [f32],
    /// Output pixels of one channel.
    pixels: usize,
    relu: bool,
}

impl Layer<'_> {
    /// Adds convolution and bias to `result` image by image: each image's matrix stays in the
    /// cache, and all threads work on it.
    fn run(&self, input: &[f32], result: &mut [f32], has_residual: bool) {
        let image_in = self.unfold.channels * self.unfold.height * self.unfold.width;
        let image_out = self.bias.len() * self.pixels;
        for (image, out) in input.chunks(image_in).zip(result.chunks_mut(image_out)) {
            self.add_bias(out, has_residual);
            if self.unfold.is_identity() {
                self.multiply(image, out);
            } else {
                UNFOLDED.with_borrow_mut(|matrix| {
                    let size = self.unfold.rows() * self.pixels;
                    if matrix.len() < size {
                        matrix.resize(size, 0.0);
                    }
                    self.unfold.fill(image, &mut matrix[..size]);
                    self.multiply(&matrix[..size], out);
                });
            }
            if self.relu {
                out.par_chunks_mut(self.pixels).for_each(|channel| {
                    for value in channel {
                        *value = value.max(0.0);
                    }
                });
            }
        }
    }

    fn multiply(&self, unfolded: &[f32], out: &mut [f32]) {
        let sizes = Sizes {
            rows: self.bias.len(),
            columns: self.pixels,
            inner: self.unfold.rows(),
        };
        multiply_add(out, self.weight, unfolded, sizes);
    }

    fn add_bias(&self, out: &mut [f32], has_residual: bool) {
        let channels = out.par_chunks_mut(self.pixels).zip(self.bias);
        channels.for_each(|(channel, &bias)| {
            if has_residual {
                for value in channel {
                    *value += bias;
                }
            } else {
                channel.fill(bias);
            }
        });
    }
}
