//! The stem's max pool on the CPU, with its gradient: one pass each way, nothing kept.

use std::ops::Range;

use candle_core::{CpuStorage, CustomOp1, Layout, Result, Shape, Tensor};
use rayon::prelude::*;

use super::cpu_values::{values, with_values};

struct MaxPool;

/// Maximum over 3 x 3 with stride 2 and padding 1 of f32 on the CPU. The gradient goes to the
/// first of equal values, row by row, as in torch.
///
/// # Errors
/// If `input` is not (n, channels, h, w) with at least one row and column.
pub fn max_3x3_stride_2(input: &Tensor) -> Result<Tensor> {
    input.contiguous()?.apply_op1(MaxPool)
}

/// The input rows (or columns) under an output row (or column).
fn window(at: usize, length: usize) -> Range<usize> {
    (2 * at).saturating_sub(1)..(2 * at + 2).min(length)
}

/// Where the largest value under an output pixel lies, and what it is.
fn largest(plane: &[f32], (height, width): (usize, usize), y: usize, x: usize) -> (usize, f32) {
    let columns = window(x, width);
    let mut best = (
        window(y, height).start * width + columns.start,
        f32::NEG_INFINITY,
    );
    for row in window(y, height) {
        for column in columns.clone() {
            let value = plane[row * width + column];
            // Not a number stays one.
            if value > best.1 || value.is_nan() {
                best = (row * width + column, value);
            }
        }
    }
    best
}

fn sizes(input: &Shape) -> Result<(usize, usize, Shape)> {
    let (images, channels, height, width) = input.dims4()?;
    if height == 0 || width == 0 {
        candle_core::bail!("an empty image cannot be pooled");
    }
    let output = (images, channels, height.div_ceil(2), width.div_ceil(2));
    Ok((height, width, Shape::from(output)))
}

impl CustomOp1 for MaxPool {
    fn name(&self) -> &'static str {
        "max-pool"
    }

    fn cpu_fwd(&self, input: &CpuStorage, layout: &Layout) -> Result<(CpuStorage, Shape)> {
        let (height, width, shape) = sizes(layout.shape())?;
        let input = values(input, layout)?;
        let columns = width.div_ceil(2);
        let mut result = vec![0.0; shape.elem_count()];
        let planes = result.par_chunks_mut(height.div_ceil(2) * columns);
        let planes = planes.zip(input.par_chunks(height * width));
        planes.for_each(|(out, plane)| {
            for (at, out) in out.iter_mut().enumerate() {
                *out = largest(plane, (height, width), at / columns, at % columns).1;
            }
        });
        Ok((CpuStorage::F32(result), shape))
    }

    fn bwd(&self, input: &Tensor, _: &Tensor, gradient: &Tensor) -> Result<Option<Tensor>> {
        let (height, width, _) = sizes(input.shape())?;
        let columns = width.div_ceil(2);
        let mut result = vec![0.0; input.elem_count()];
        with_values(input, |input| {
            with_values(&gradient.contiguous()?, |gradient| {
                let planes = result.par_chunks_mut(height * width);
                let planes = planes.zip(input.par_chunks(height * width));
                let gradients = gradient.par_chunks(height.div_ceil(2) * columns);
                planes.zip(gradients).for_each(|((out, plane), gradient)| {
                    for (at, gradient) in gradient.iter().enumerate() {
                        let (y, x) = (at / columns, at % columns);
                        out[largest(plane, (height, width), y, x).0] += gradient;
                    }
                });
                Ok(())
            })
        })?;
        Tensor::from_vec(result, input.shape(), input.device()).map(Some)
    }
}
