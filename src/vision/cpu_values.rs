//! The numbers of a tensor on the CPU, as they lie in memory: what own kernels read.

use candle_core::{CpuStorage, Error, Layout, Result, Storage, Tensor};

/// The values of a contiguous f32 storage.
///
/// # Errors
/// If it is neither.
pub fn values<'a>(storage: &'a CpuStorage, layout: &Layout) -> Result<&'a [f32]> {
    let (start, end) = layout
        .contiguous_offsets()
        .ok_or_else(|| Error::Msg("the operation needs contiguous tensors".to_owned()))?;
    Ok(&storage.as_slice::<f32>()?[start..end])
}

/// Calls `then` with the values of a contiguous f32 tensor on the CPU.
///
/// # Errors
/// If it is none, or what `then` says.
pub fn with_values<T>(tensor: &Tensor, then: impl FnOnce(&[f32]) -> Result<T>) -> Result<T> {
    let (storage, layout) = tensor.storage_and_layout();
    match &*storage {
        Storage::Cpu(storage) => then(values(storage, layout)?),
        _ => Err(Error::Msg("a tensor is not on the CPU".to_owned())),
    }
}
