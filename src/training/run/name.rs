//! A run's name: one that is free, and one that can be a folder everywhere.

use std::path::Path;

use crate::training::Error;

/// The first free name among `<depth>-1`, `<depth>-2`, ...
pub fn default_name(runs: &Path, depth: &str) -> String {
    (1_u32..)
        .map(|number| format!("{depth}-{number}"))
        .find(|name| !runs.join(name).exists())
        .unwrap_or_else(|| depth.to_owned())
}

/// Checks a run's name before hours are spent on it.
///
/// # Errors
/// [`Error::BadName`] if it cannot be a folder everywhere, [`Error::NameTaken`] if it is one.
pub fn check_name(runs: &Path, name: &str) -> Result<(), Error> {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    // A dot at either end is hidden here or refused there.
    let dots = name.starts_with('.') || name.ends_with('.');
    if name.is_empty() || name.len() > 100 || dots || !name.chars().all(plain) {
        return Err(Error::BadName(name.to_owned()));
    }
    if runs.join(name).exists() {
        return Err(Error::NameTaken(name.to_owned()));
    }
    Ok(())
}
