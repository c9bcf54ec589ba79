//! A run's folder: a checkpoint that can be used at once, and how it came about.
//!
//! `runs/<name>/` holds the checkpoint's own files, `history.jsonl` (an epoch a line) and
//! `training.json` (a [`Record`]). It is built beside under a hidden name and renamed: whoever
//! lists the runs sees whole ones only.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::history::to_json_lines;
use super::{Depth, Epoch, Error};
use crate::evaluation::Objective;
use crate::vision::Checkpoint;
use crate::vision::checkpoint::Precision;

/// `training.json`: what is needed to understand a run, and to repeat it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// The run's name.
    pub name: String,
    /// What was trained: `head`, `last-block`.
    pub depth: String,
    /// The folder of the model whose backbone it stands on.
    pub started_from: String,
    /// Under which its features are filed.
    pub backbone_key: String,
    /// The settings, the seed among them.
    pub options: Depth,
    /// Films that were learned from.
    pub train_films: usize,
    /// Films that epoch, calibration and thresholds were chosen on.
    pub validation_films: usize,
    /// Films left out because their poster could not be read.
    pub unreadable: usize,
    /// Counted from 1.
    pub best_epoch: usize,
    /// Its macro AUC on the validation films.
    pub validation_macro_auc: Option<f64>,
    /// What the thresholds were chosen for.
    pub threshold_objective: Objective,
    /// What a person should know of calibration and thresholds.
    pub notes: Vec<String>,
    /// The version of Onesheet.
    pub version: String,
    /// How long the epochs took.
    pub seconds: f64,
}

/// A finished run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunFolder {
    /// `runs/<name>`.
    pub path: PathBuf,
}

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

impl RunFolder {
    /// Writes the run whole or not at all, below the folder `runs`.
    ///
    /// # Errors
    /// [`Error`]: the name is taken or unusable, or the disk refused.
    pub fn write(
        runs: &Path,
        checkpoint: &Checkpoint,
        precision: Precision,
        record: &Record,
        history: &[Epoch],
    ) -> Result<Self, Error> {
        check_name(runs, &record.name)?;
        let failed = |path: &Path| {
            let path = path.display().to_string();
            move |source| Error::Write { path, source }
        };
        fs::create_dir_all(runs).map_err(failed(runs))?;
        // Removed with all that is in it if anything fails on the way.
        let beside = tempfile::Builder::new()
            .prefix(".unfinished-")
            .tempdir_in(runs)
            .map_err(failed(runs))?;
        let folder = beside.path().join(&record.name);
        checkpoint.save(&folder, precision)?;
        let text = serde_json::to_string_pretty(record).and_then(|mut record| {
            record.push('\n');
            Ok((record, to_json_lines(history)?))
        });
        let (record_text, history_text) = text
            .map_err(std::io::Error::from)
            .map_err(failed(&folder))?;
        for (file, text) in [
            ("training.json", record_text),
            ("history.jsonl", history_text),
        ] {
            let file = folder.join(file);
            write_through(&file, &text).map_err(failed(&file))?;
        }
        let path = runs.join(&record.name);
        fs::rename(&folder, &path).map_err(|source| match source.kind() {
            std::io::ErrorKind::DirectoryNotEmpty | std::io::ErrorKind::AlreadyExists => {
                Error::NameTaken(record.name.clone())
            }
            _ => failed(&path)(source),
        })?;
        Ok(Self { path })
    }
}

/// Writes and waits for the disk: a rename must not overtake the bytes.
fn write_through(path: &Path, text: &str) -> std::io::Result<()> {
    let mut file = File::create_new(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_counted_up_and_checked() {
        let runs = tempfile::tempdir().expect("a folder");
        assert_eq!(default_name(runs.path(), "head"), "head-1");
        fs::create_dir(runs.path().join("head-1")).expect("a folder");
        assert_eq!(default_name(runs.path(), "head"), "head-2");
        let taken = check_name(runs.path(), "head-1").expect_err("taken");
        assert!(taken.to_string().contains("choose another name"), "{taken}");
        for bad in ["", "a/b", "..", ".hidden", "a\\b", "trailing.", "a b"] {
            let refused = check_name(runs.path(), bad);
            assert!(matches!(refused, Err(Error::BadName(_))), "{bad:?}");
        }
        assert!(check_name(runs.path(), "noir_2.1-été").is_ok());
    }
}
