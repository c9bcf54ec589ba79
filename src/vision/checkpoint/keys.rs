//! What models and features are filed under: hashes of what they were computed with.

use candle_core::DType;

use super::architecture::HEAD;
use super::error::CheckpointError;
use super::model::Checkpoint;

impl Checkpoint {
    /// Names a model by what its head says: hexadecimal BLAKE3 of its genres and its head. Quick:
    /// the backbone, without which a head is worth nothing, is left out.
    ///
    /// # Errors
    /// [`CheckpointError::Convert`] if a tensor cannot be read.
    pub fn head_key(&self) -> Result<String, CheckpointError> {
        let mut hasher = blake3::Hasher::new();
        for genre in &self.genres {
            hasher.update(format!("{genre}\n").as_bytes());
        }
        for tensor in HEAD.iter().filter_map(|name| self.tensors.get(*name)) {
            let values: Vec<f32> = tensor.flatten_all()?.to_vec1()?;
            let bytes: Vec<u8> = values.into_iter().flat_map(f32::to_le_bytes).collect();
            hasher.update(&bytes);
        }
        Ok(hasher.finalize().to_hex().to_string())
    }

    /// What features computed with this backbone are filed under: hexadecimal BLAKE3 of all
    /// tensors but the head's, and of the preprocessing.
    ///
    /// # Errors
    /// [`CheckpointError::Convert`] if a tensor cannot be read.
    pub fn backbone_key(&self) -> Result<String, CheckpointError> {
        let mut hasher = blake3::Hasher::new();
        let mut names: Vec<&String> = self.tensors.keys().collect();
        names.sort();
        for name in names
            .into_iter()
            .filter(|name| !HEAD.contains(&name.as_str()))
        {
            hasher.update(format!("{name} {:?} ", self.tensors[name].dims()).as_bytes());
            let values = self.tensors[name].to_dtype(DType::F32)?.flatten_all()?;
            let values: Vec<f32> = values.to_vec1()?;
            let bytes: Vec<u8> = values.into_iter().flat_map(f32::to_le_bytes).collect();
            hasher.update(&bytes);
        }
        // Debug text of plain numbers: exact, and different for different preprocessing.
        hasher.update(format!("{:?}", self.preprocessing).as_bytes());
        Ok(hasher.finalize().to_hex().to_string())
    }
}
