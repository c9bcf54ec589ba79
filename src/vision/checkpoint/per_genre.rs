//! `calibration.json` and the like: one value per genre, under the genre's name.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::error::CheckpointError;
use super::json;
use crate::catalog::Genre;

/// The values in the order of `genres`; a genre that is not in the file, and every genre where
/// there is no file, has the default.
///
/// # Errors
/// [`CheckpointError`]: no JSON of this form, or a name that is none of the model's genres.
pub fn read<T>(path: &Path, genres: &[Genre]) -> Result<Vec<T>, CheckpointError>
where
    T: DeserializeOwned + Clone + Default,
{
    let stored: BTreeMap<String, T> = json::read_if_there(path)?.unwrap_or_default();
    in_order(stored, genres).map_err(|reason| CheckpointError::settings(path, reason))
}

/// Named values in the order of `genres`; the default where a name is missing.
///
/// # Errors
/// A sentence about a name that is none of the model's genres.
pub fn in_order<T: Clone + Default>(
    stored: BTreeMap<String, T>,
    genres: &[Genre],
) -> Result<Vec<T>, String> {
    let mut values = vec![T::default(); genres.len()];
    for (name, value) in stored {
        let Some(index) = genres.iter().position(|genre| genre.name() == name) else {
            return Err(match genres.is_empty() {
                true => format!(
                    "it speaks of {name}, but config.json names no genre; name the model's genres \
                     there (id2label), or remove this file"
                ),
                false => format!("{name} is none of the model's genres; remove its line"),
            });
        };
        values[index] = value;
    }
    Ok(values)
}

/// The file's text.
///
/// # Errors
/// If a value cannot be written as JSON.
pub fn text<T: Serialize>(genres: &[Genre], values: &[T]) -> serde_json::Result<String> {
    let named: BTreeMap<&str, &T> = genres.iter().map(Genre::name).zip(values).collect();
    json::text(&named)
}
