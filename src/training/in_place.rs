//! AdamW's arithmetic on the CPU, in place and on all threads: three passes over the weights
//! instead of a dozen new tensors.

use candle_core::{
    CpuStorage, DType, Error, InplaceOp2, InplaceOp3, Layout, Result, Storage, Tensor,
};
use rayon::prelude::*;

/// Values that are worth a task of their own; also the pieces of a [`square_sum`], so that it is
/// the same for any number of threads.
const CHUNK: usize = 64 * 1024;

/// `mean = mean * decay + gradient * share`.
pub type Mean = Running<false>;

/// `mean = mean * decay + gradient^2 * share`.
pub type MeanSquare = Running<true>;

/// A running mean of gradients, or of their squares.
pub struct Running<const SQUARED: bool> {
    /// What stays of the old mean.
    pub decay: f32,
    /// What comes of the gradient, or of its square.
    pub share: f32,
}

/// `w = w * keep - rate * (mean / mean_share) / (sqrt(square / square_share) + epsilon)`.
pub struct Update {
    /// 1 minus rate times decay.
    pub keep: f32,
    /// The learning rate.
    pub rate: f32,
    /// 1 - beta1^steps.
    pub mean_share: f32,
    /// 1 - beta2^steps.
    pub square_share: f32,
    /// Keeps the division finite.
    pub epsilon: f32,
}

/// Whether a tensor can be changed in place: f32 on the CPU, in one piece.
pub fn is_plain(tensor: &Tensor) -> bool {
    tensor.device().is_cpu() && tensor.dtype() == DType::F32 && tensor.is_contiguous()
}

/// `to = to * decay + from * share`, in place where that can be.
///
/// # Errors
/// Candle's, if the shapes differ.
pub fn blend(to: &mut Tensor, from: &Tensor, decay: f64, share: f64) -> Result<()> {
    if is_plain(to) && is_plain(from) {
        let (decay, share) = (decay as f32, share as f32);
        return to.inplace_op2(from, &Mean { decay, share });
    }
    *to = ((&*to * decay)? + (from * share)?)?.detach();
    Ok(())
}

fn slice<'a>(storage: &'a CpuStorage, layout: &Layout) -> Result<&'a [f32]> {
    let (start, end) = layout.contiguous_offsets().ok_or_else(scattered)?;
    Ok(&storage.as_slice::<f32>()?[start..end])
}

fn slice_mut<'a>(storage: &'a mut CpuStorage, layout: &Layout) -> Result<&'a mut [f32]> {
    let (start, end) = layout.contiguous_offsets().ok_or_else(scattered)?;
    match storage {
        CpuStorage::F32(values) => Ok(&mut values[start..end]),
        _ => Err(Error::Msg("an update in place needs f32".to_owned())),
    }
}

fn scattered() -> Error {
    Error::Msg("an update in place needs contiguous tensors".to_owned())
}

fn each_pair(to: &mut [f32], from: &[f32], what: impl Fn(&mut f32, f32) + Sync) -> Result<()> {
    if to.len() != from.len() {
        return Err(Error::Msg("a gradient does not fit its tensor".to_owned()));
    }
    let chunks = to.par_chunks_mut(CHUNK).zip(from.par_chunks(CHUNK));
    chunks.for_each(|(to, from)| to.iter_mut().zip(from).for_each(|(to, &v)| what(to, v)));
    Ok(())
}

impl<const SQUARED: bool> InplaceOp2 for Running<SQUARED> {
    fn name(&self) -> &'static str {
        if SQUARED {
            "mean-square-in-place"
        } else {
            "mean-in-place"
        }
    }

    fn cpu_fwd(
        &self,
        mean: &mut CpuStorage,
        mean_layout: &Layout,
        gradient: &CpuStorage,
        gradient_layout: &Layout,
    ) -> Result<()> {
        let mean = slice_mut(mean, mean_layout)?;
        each_pair(mean, slice(gradient, gradient_layout)?, |mean, gradient| {
            let new = if SQUARED {
                gradient * gradient
            } else {
                gradient
            };
            *mean = *mean * self.decay + new * self.share;
        })
    }
}

impl InplaceOp3 for Update {
    fn name(&self) -> &'static str {
        "adamw-in-place"
    }

    fn cpu_fwd(
        &self,
        weight: &mut CpuStorage,
        weight_layout: &Layout,
        mean: &CpuStorage,
        mean_layout: &Layout,
        square: &CpuStorage,
        square_layout: &Layout,
    ) -> Result<()> {
        let weight = slice_mut(weight, weight_layout)?;
        let (mean, square) = (slice(mean, mean_layout)?, slice(square, square_layout)?);
        if weight.len() != mean.len() || weight.len() != square.len() {
            return Err(Error::Msg("moments do not fit their tensor".to_owned()));
        }
        let chunks = weight.par_chunks_mut(CHUNK).zip(mean.par_chunks(CHUNK));
        let chunks = chunks.zip(square.par_chunks(CHUNK));
        chunks.for_each(|((weight, mean), square)| {
            for ((weight, mean), square) in weight.iter_mut().zip(mean).zip(square) {
                let deviation = (square / self.square_share).sqrt() + self.epsilon;
                *weight = *weight * self.keep - self.rate * (mean / self.mean_share) / deviation;
            }
        });
        Ok(())
    }
}

/// The sum of a tensor's squares, in f64; the same for any number of threads.
///
/// # Errors
/// Candle's, if an operation fails.
pub fn square_sum(tensor: &Tensor) -> Result<f64> {
    let tensor = tensor.contiguous()?;
    let (storage, layout) = tensor.storage_and_layout();
    if let Storage::Cpu(storage @ CpuStorage::F32(_)) = &*storage {
        let chunks = slice(storage, layout)?.par_chunks(CHUNK);
        let square = |&value: &f32| f64::from(value) * f64::from(value);
        let sums: Vec<f64> = chunks.map(|chunk| chunk.iter().map(square).sum()).collect();
        return Ok(sums.iter().sum());
    }
    drop(storage);
    let squares = tensor.to_dtype(DType::F64)?.sqr()?;
    squares.sum_all()?.to_scalar()
}
