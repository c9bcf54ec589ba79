//! `model.safetensors` in and out: every tensor f32 on the CPU, under torchvision's names.
//!
//! The format checks its own offsets. Types, numbers and names are checked here; which tensors
//! there must be and of what shape is the business of [`layout`](super::layout).

use std::collections::HashMap;
use std::path::Path;

use candle_core::{Device, Tensor};
use half::{bf16, f16};
use safetensors::SafeTensors;
use safetensors::tensor::{Dtype, TensorView};

use super::names::{self, Name};
use super::{CheckpointError, Precision};

/// A ResNet152 in f32 has 240 MB; more than this is something else.
const MAX_BYTES: u64 = 2 << 30;

/// Reads all tensors of the file.
///
/// # Errors
/// [`CheckpointError`]: the file is missing, cut, no safetensors file, or holds a tensor of an
/// unknown type, with NaN or infinity, or two under one name.
pub fn read(path: &Path) -> Result<HashMap<String, Tensor>, CheckpointError> {
    let metadata =
        std::fs::metadata(path).map_err(|error| CheckpointError::reading(path, error))?;
    let damaged = |reason: String| CheckpointError::Damaged {
        path: path.to_path_buf(),
        reason,
    };
    if metadata.len() > MAX_BYTES {
        return Err(damaged(format!(
            "{} bytes are too many for a ResNet",
            metadata.len()
        )));
    }
    let bytes = std::fs::read(path).map_err(|error| CheckpointError::reading(path, error))?;
    let stored = SafeTensors::deserialize(&bytes).map_err(|error| damaged(error.to_string()))?;
    let mut tensors = HashMap::new();
    for (stored_name, view) in stored.iter() {
        let Name::Tensor(name) = names::torchvision(stored_name) else {
            continue;
        };
        let values =
            values(&view).map_err(|problem| CheckpointError::tensor(path, stored_name, problem))?;
        let tensor = Tensor::from_vec(values, view.shape(), &Device::Cpu)?;
        if tensors.insert(name, tensor).is_some() {
            let problem = "is there twice, under two libraries' names; save the model anew";
            return Err(CheckpointError::tensor(path, stored_name, problem));
        }
    }
    Ok(tensors)
}

fn values(view: &TensorView<'_>) -> Result<Vec<f32>, String> {
    let data = view.data();
    let pairs = || data.chunks_exact(2).map(|pair| [pair[0], pair[1]]);
    let values: Vec<f32> = match view.dtype() {
        Dtype::F32 => {
            let quads = data.chunks_exact(4);
            quads
                .map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]]))
                .collect()
        }
        Dtype::F16 => pairs()
            .map(|pair| f16::from_le_bytes(pair).to_f32())
            .collect(),
        Dtype::BF16 => pairs()
            .map(|pair| bf16::from_le_bytes(pair).to_f32())
            .collect(),
        other => {
            return Err(format!(
                "is stored as {other:?}; save the model as f16, bf16 or f32"
            ));
        }
    };
    match values.iter().find(|value| !value.is_finite()) {
        Some(value) => Err(format!(
            "holds {value}, which no trained network does; the training went wrong or the file is \
             damaged: take an earlier checkpoint or download it again"
        )),
        None => Ok(values),
    }
}

/// The tensors as the bytes of a safetensors file, in the order of their names.
///
/// # Errors
/// [`CheckpointError`] if a value is too large for `precision` or a tensor cannot be read.
pub fn bytes(
    tensors: &HashMap<String, Tensor>,
    precision: Precision,
    path: &Path,
) -> Result<Vec<u8>, CheckpointError> {
    let mut encoded = Vec::with_capacity(tensors.len());
    for (name, tensor) in tensors {
        let flat = tensor.to_dtype(candle_core::DType::F32)?.flatten_all()?;
        let values: Vec<f32> = flat.to_vec1()?;
        let data: Vec<u8> = match precision {
            Precision::F32 => values
                .iter()
                .flat_map(|value| value.to_le_bytes())
                .collect(),
            Precision::F16 => {
                let halves = values.iter().map(|&value| f16::from_f32(value));
                halves.flat_map(f16::to_le_bytes).collect()
            }
        };
        let overflows = |value: &&f32| !value.is_finite() || precision.overflows(**value);
        if let Some(value) = values.iter().find(overflows) {
            let problem =
                format!("holds {value}, which {precision:?} cannot store; nothing was saved");
            return Err(CheckpointError::tensor(path, name, problem));
        }
        encoded.push((name, tensor.dims().to_vec(), data));
    }
    let dtype = match precision {
        Precision::F32 => Dtype::F32,
        Precision::F16 => Dtype::F16,
    };
    let unfit = |error: safetensors::SafeTensorError| CheckpointError::Damaged {
        path: path.to_path_buf(),
        reason: error.to_string(),
    };
    let views = encoded
        .iter()
        .map(|(name, shape, data)| Ok((*name, TensorView::new(dtype, shape.clone(), data)?)))
        .collect::<Result<Vec<_>, _>>()
        .map_err(unfit)?;
    // The mark by which Python's libraries know that the tensors are PyTorch's.
    let mark = HashMap::from([("format".to_owned(), "pt".to_owned())]);
    safetensors::serialize(views, Some(mark)).map_err(unfit)
}
