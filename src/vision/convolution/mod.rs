//! The seam for convolutions: one path with exact gradients on every device, and quick ones on the
//! CPU for training and for reading.

use candle_core::{DType, Result, Tensor};

mod cpu;
mod join;
mod terms;

pub use terms::{Epilogue, Geometry};

/// `input` (n, channels, h, w) convolved with `weight` (outputs, channels, k, k): right in both
/// directions on every device.
///
/// Candle computes the gradient of a strided convolution wrongly where height and width leave
/// different remainders. Padding by hand and cutting to what the kernel touches leaves none.
///
/// # Errors
/// If the shapes do not fit.
pub fn exact(input: &Tensor, weight: &Tensor, geometry: Geometry) -> Result<Tensor> {
    let Geometry { stride, padding } = geometry;
    let kernel = weight.dim(2)?;
    let mut cut = input.clone();
    for axis in [2, 3] {
        if padding > 0 {
            cut = cut.pad_with_zeros(axis, padding, padding)?;
        }
        let length = cut.dim(axis)?;
        let Some(steps) = length.checked_sub(kernel).map(|rest| rest / stride) else {
            candle_core::bail!("a kernel of {kernel} does not fit an image of {length}");
        };
        cut = cut.narrow(axis, 0, steps * stride + kernel)?;
    }
    cut.contiguous()?.conv2d(weight, 0, stride, 1, 1)
}

/// [`exact`], by its own kernel where there is one: f32 on the CPU.
///
/// # Errors
/// If the shapes do not fit.
pub fn trainable(input: &Tensor, weight: &Tensor, geometry: Geometry) -> Result<Tensor> {
    if is_plain(input) {
        cpu::trainable(input, weight, None, geometry, false)
    } else {
        exact(input, weight, geometry)
    }
}

/// A convolution times `scale` plus `bias` (each one per output), then `epilogue`; with gradients by
/// all of them. That is a batch norm with stored statistics, in one pass over the activations
/// where there is an own kernel, and nothing kept in between.
///
/// # Errors
/// If the shapes do not fit.
pub fn trainable_scaled(
    input: &Tensor,
    weight: &Tensor,
    (scale, bias): (&Tensor, &Tensor),
    geometry: Geometry,
    epilogue: &Epilogue<'_>,
) -> Result<Tensor> {
    if !is_plain(input) {
        let convolved = exact(input, weight, geometry)?;
        let wide = |tensor: &Tensor| tensor.reshape((1, (), 1, 1));
        let scaled = convolved.broadcast_mul(&wide(scale)?)?;
        return epilogue.apply(scaled.broadcast_add(&wide(bias)?)?);
    }
    let channels = Tensor::stack(&[scale, bias], 0)?;
    let at_once = epilogue.relu && epilogue.residual.is_none();
    let result = cpu::trainable(input, weight, Some(&channels), geometry, at_once)?;
    match epilogue.residual {
        Some(residual) if epilogue.relu => join::add_relu(&result, residual),
        Some(residual) => result + residual,
        None => Ok(result),
    }
}

/// Whether the CPU's own kernels can take it.
fn is_plain(input: &Tensor) -> bool {
    input.device().is_cpu() && input.dtype() == DType::F32
}

/// A convolution with bias (outputs) and `epilogue`, for reading: no gradient flows on the CPU.
///
/// # Errors
/// If the shapes do not fit.
pub fn fused(
    input: &Tensor,
    weight: &Tensor,
    bias: &Tensor,
    geometry: Geometry,
    epilogue: &Epilogue<'_>,
) -> Result<Tensor> {
    if is_plain(input) {
        return cpu::convolve(input, weight, bias, geometry, epilogue);
    }
    let convolved = exact(input, weight, geometry)?;
    epilogue.apply(convolved.broadcast_add(&bias.reshape((1, (), 1, 1))?)?)
}
