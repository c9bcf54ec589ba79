//! The two poolings of a ResNet, with gradients on every device.

use candle_core::{DType, Result, Tensor};

use super::cpu_pooling;

/// Maximum over 3 x 3 with stride 2 and padding 1 of values that are not negative (after a ReLU):
/// by its own kernel for f32 on the CPU, else [`sliced_max_3x3_stride_2`].
///
/// # Errors
/// If `input` is not (n, channels, h, w).
pub fn max_3x3_stride_2(input: &Tensor) -> Result<Tensor> {
    if input.device().is_cpu() && input.dtype() == DType::F32 {
        cpu_pooling::max_3x3_stride_2(input)
    } else {
        sliced_max_3x3_stride_2(input)
    }
}

/// The same out of operations that have a gradient on every device.
///
/// Candle's own max pool has no gradient where kernel and stride differ. The maximum is separable,
/// and with padding 1 each output is the maximum of three shifted slices.
///
/// # Errors
/// If `input` is not (n, channels, h, w).
pub fn sliced_max_3x3_stride_2(input: &Tensor) -> Result<Tensor> {
    halve(&halve(input, 2)?, 3)
}

fn halve(input: &Tensor, axis: usize) -> Result<Tensor> {
    let length = input.dim(axis)?;
    let outputs = length.div_ceil(2);
    // One zero before; behind, enough for the last slice. Zeros never win against values >= 0.
    let padded = input.pad_with_zeros(axis, 1, 2 * outputs + 1 - length)?;
    let every_second = |offset: usize, which: usize| -> Result<Tensor> {
        let mut pairs = input.dims().to_vec();
        pairs[axis] = outputs;
        pairs.insert(axis + 1, 2);
        padded
            .narrow(axis, offset, 2 * outputs)?
            .contiguous()?
            .reshape(pairs)?
            .narrow(axis + 1, which, 1)?
            .squeeze(axis + 1)?
            .contiguous()
    };
    every_second(0, 0)?
        .maximum(&every_second(0, 1)?)?
        .maximum(&every_second(2, 0)?)
}

/// Mean over rows and columns: (n, channels, h, w) becomes (n, channels).
///
/// # Errors
/// If `input` has not four axes.
pub fn mean(input: &Tensor) -> Result<Tensor> {
    input.flatten_from(2)?.mean(2)
}
