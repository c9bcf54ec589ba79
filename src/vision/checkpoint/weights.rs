//! `model.safetensors` in and out: tensors on the CPU, under torchvision's names, in the number
//! format of the file (f64 as f32): a backbone in half precision takes half the memory.
//!
//! The format checks its own offsets. Types, numbers and names are checked here; which tensors
//! there must be and of what shape is the business of [`architecture`](super::architecture).

use std::collections::HashMap;
use std::path::Path;

use candle_core::{Device, Tensor};
use half::{bf16, f16};
use safetensors::SafeTensors;
use safetensors::tensor::{Dtype, TensorView};

use super::error::CheckpointError;
use super::names::{self, Name};
use super::precision::Precision;
use super::shards;

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
    let unreadable = |error| CheckpointError::reading(path, error);
    if let Some(reason) = shards::not_safetensors(path).map_err(unreadable)? {
        return Err(CheckpointError::settings(path, reason));
    }
    let bytes = std::fs::read(path).map_err(|error| CheckpointError::reading(path, error))?;
    let stored = SafeTensors::deserialize(&bytes).map_err(|error| damaged(error.to_string()))?;
    let mut tensors = HashMap::new();
    for (stored_name, view) in stored.iter() {
        let Name::Tensor(name) = names::torchvision(stored_name) else {
            continue;
        };
        let tensor = tensor(&view).map_err(|problem| match problem {
            Problem::Stored(words) => CheckpointError::tensor(path, stored_name, words),
            Problem::Candle(error) => error.into(),
        })?;
        if tensors.insert(name, tensor).is_some() {
            let problem = "is there twice, under two libraries' names; save the model anew";
            return Err(CheckpointError::tensor(path, stored_name, problem));
        }
    }
    Ok(tensors)
}

/// A stored tensor in the number format of the file.
fn tensor(view: &TensorView<'_>) -> Result<Tensor, Problem> {
    let (data, shape) = (view.data(), view.shape());
    let pairs = || data.chunks_exact(2).map(|pair| [pair[0], pair[1]]);
    let (tensor, odd) = match view.dtype() {
        Dtype::F32 => {
            let (quads, _) = data.as_chunks::<4>();
            let values: Vec<f32> = quads.iter().map(|quad| f32::from_le_bytes(*quad)).collect();
            let odd = values.iter().copied().find(|value| !value.is_finite());
            (Tensor::from_vec(values, shape, &Device::Cpu)?, odd)
        }
        Dtype::F16 => {
            let values: Vec<f16> = pairs().map(f16::from_le_bytes).collect();
            let odd = values.iter().find(|value| !value.is_finite());
            let odd = odd.map(|value| value.to_f32());
            (Tensor::from_vec(values, shape, &Device::Cpu)?, odd)
        }
        Dtype::BF16 => {
            let values: Vec<bf16> = pairs().map(bf16::from_le_bytes).collect();
            let odd = values.iter().find(|value| !value.is_finite());
            let odd = odd.map(|value| value.to_f32());
            (Tensor::from_vec(values, shape, &Device::Cpu)?, odd)
        }
        Dtype::F64 => {
            let (eights, _) = data.as_chunks::<8>();
            let values = eights.iter().map(|eight| f64::from_le_bytes(*eight) as f32);
            let values: Vec<f32> = values.collect();
            let odd = values.iter().copied().find(|value| !value.is_finite());
            (Tensor::from_vec(values, shape, &Device::Cpu)?, odd)
        }
        other => {
            return Err(Problem::Stored(format!(
                "is stored as {other:?}; save the model as f16, bf16, f32 or f64"
            )));
        }
    };
    match odd {
        Some(value) => Err(Problem::Stored(format!(
            "holds {value}, which no trained network does; the training went wrong or the file is \
             damaged: take an earlier checkpoint or download it again"
        ))),
        None => Ok(tensor),
    }
}

/// Why a stored tensor cannot be used.
enum Problem {
    /// In words that follow its name.
    Stored(String),
    /// Candle refused it.
    Candle(candle_core::Error),
}

impl From<candle_core::Error> for Problem {
    fn from(error: candle_core::Error) -> Self {
        Self::Candle(error)
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
