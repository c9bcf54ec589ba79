//! The end of a residual block on the CPU: sum and ReLU in one pass, one result, one gradient.

use candle_core::{CpuStorage, CustomOp2, Error, Layout, Result, Shape, Tensor};
use rayon::prelude::*;

use crate::vision::cpu_values::{values, with_values};

/// Values that are worth a task of their own.
const CHUNK: usize = 64 * 1024;

struct AddRelu;

/// `relu(a + b)`, with gradients; both f32 on the CPU and of one shape.
///
/// # Errors
/// If they are not.
pub fn add_relu(a: &Tensor, b: &Tensor) -> Result<Tensor> {
    a.contiguous()?.apply_op2(&b.contiguous()?, AddRelu)
}

impl CustomOp2 for AddRelu {
    fn name(&self) -> &'static str {
        "add-relu"
    }

    fn cpu_fwd(
        &self,
        a: &CpuStorage,
        a_layout: &Layout,
        b: &CpuStorage,
        b_layout: &Layout,
    ) -> Result<(CpuStorage, Shape)> {
        if a_layout.shape() != b_layout.shape() {
            return Err(Error::Msg(format!(
                "{:?} and {:?} cannot be added",
                a_layout.dims(),
                b_layout.dims()
            )));
        }
        let sum = zip(values(a, a_layout)?, values(b, b_layout)?, |a, b| {
            (a + b).max(0.0)
        });
        Ok((CpuStorage::F32(sum), a_layout.shape().clone()))
    }

    fn bwd(
        &self,
        _: &Tensor,
        _: &Tensor,
        result: &Tensor,
        gradient: &Tensor,
    ) -> Result<(Option<Tensor>, Option<Tensor>)> {
        let cut = with_values(&gradient.contiguous()?, |gradient| {
            with_values(result, |result| {
                Ok(zip(gradient, result, |gradient, result| {
                    if result > 0.0 { gradient } else { 0.0 }
                }))
            })
        })?;
        let cut = Tensor::from_vec(cut, result.shape(), result.device())?;
        Ok((Some(cut.clone()), Some(cut)))
    }
}

fn zip(a: &[f32], b: &[f32], what: impl Fn(f32, f32) -> f32 + Sync) -> Vec<f32> {
    let mut out = vec![0.0; a.len()];
    let chunks = out.par_chunks_mut(CHUNK).zip(a.par_chunks(CHUNK));
    chunks.zip(b.par_chunks(CHUNK)).for_each(|((out, a), b)| {
        for ((out, &a), &b) in out.iter_mut().zip(a).zip(b) {
            *out = what(a, b);
        }
    });
    out
}
