//! Small JSON files of a model folder, read with a bound and a sentence where they break.

use std::io::Read;
use std::path::Path;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::error::CheckpointError;

/// ImageNet's label lists have some 50 kB.
const MAX_BYTES: u64 = 4 << 20;

/// Reads a JSON file.
///
/// # Errors
/// [`CheckpointError`]: missing, unreadable, too large, or not what is expected.
pub fn read<T: DeserializeOwned>(path: &Path) -> Result<T, CheckpointError> {
    let unreadable = |error| CheckpointError::reading(path, error);
    let file = std::fs::File::open(path).map_err(unreadable)?;
    let mut bytes = Vec::new();
    file.take(MAX_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(unreadable)?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(CheckpointError::settings(
            path,
            "the file is too large for settings",
        ));
    }
    serde_json::from_slice(&bytes).map_err(|error| {
        let reason = format!("it is no JSON of the expected form ({error}); mend or replace it");
        CheckpointError::settings(path, reason)
    })
}

/// As [`read`]; `None` where there is no such file.
///
/// # Errors
/// As [`read`], but for a missing file.
pub fn read_if_there<T: DeserializeOwned>(path: &Path) -> Result<Option<T>, CheckpointError> {
    match read(path) {
        Ok(value) => Ok(Some(value)),
        Err(CheckpointError::Missing { .. }) => Ok(None),
        Err(error) => Err(error),
    }
}

/// JSON for people: indented, with a line end.
///
/// # Errors
/// If a value cannot be written as JSON.
pub fn text(value: &impl Serialize) -> serde_json::Result<String> {
    serde_json::to_string_pretty(value).map(|text| text + "\n")
}
