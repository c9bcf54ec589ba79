//! How quick a machine was found to be, kept in the library's folder of features.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use candle_core::Device;
use serde::{Deserialize, Serialize};

use crate::catalog::Library;
use crate::training::run::put;
use crate::training::{Error, Settings};
use crate::vision::Reader;
use crate::vision::device::label;

const FILE: &str = "speed.json";

/// How quick a machine is at a depth, in films per second.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Speed {
    /// Through what does not learn.
    pub preparing: f64,
    /// Forward, backward and the update of what learns.
    pub learning: f64,
    /// Forward through what learns.
    pub judging: f64,
}

/// What a speed is kept under: the device, and what of the settings makes it quick or slow.
pub fn key(device: &Device, settings: &Settings) -> String {
    let (depth, format) = (settings.depth, settings.number_format);
    let statistics = if settings.batch_statistics {
        ", batch"
    } else {
        ""
    };
    format!("{} {depth} {format:?}{statistics}", label(device))
}

/// Where the speeds of a model are kept in a library.
///
/// # Errors
/// [`Error`] if the model's key cannot be computed.
pub fn file(library: &Library, start: &Reader) -> Result<PathBuf, Error> {
    let key = start.checkpoint().backbone_key()?;
    Ok(library.features_dir().join(key).join(FILE))
}

/// The speeds that are kept and make sense; none where there is no such file.
pub fn read(file: &Path) -> BTreeMap<String, Speed> {
    let text = fs::read_to_string(file).unwrap_or_default();
    let speeds: BTreeMap<String, Speed> = serde_json::from_str(&text).unwrap_or_default();
    let sound = |speed: &Speed| {
        let all = [speed.preparing, speed.learning, speed.judging];
        all.iter().all(|rate| rate.is_finite() && *rate > 0.0)
    };
    speeds
        .into_iter()
        .filter(|(_, speed)| sound(speed))
        .collect()
}

/// A speed that cannot be kept is measured again the next time.
pub fn write(file: &Path, speeds: &BTreeMap<String, Speed>) {
    let Ok(text) = serde_json::to_string_pretty(speeds) else {
        return;
    };
    if let Some(folder) = file.parent() {
        let _ = fs::create_dir_all(folder);
    }
    let _ = put(file, |beside| fs::write(beside, text + "\n"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn speeds_are_kept_and_nonsense_is_measured_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("inner").join(FILE);
        assert!(read(&file).is_empty());
        let speed = Speed {
            preparing: 15.0,
            learning: 28.7,
            judging: 80.0,
        };
        let broken = Speed {
            judging: 0.0,
            ..speed
        };
        let speeds = [("a".to_owned(), speed), ("b".to_owned(), broken)];
        write(&file, &speeds.into());
        assert_eq!(read(&file), [("a".to_owned(), speed)].into());
        fs::write(&file, "{").expect("written");
        assert!(read(&file).is_empty());
    }
}
