//! A run's folder: how a training goes and went, and a checkpoint that can be used at once.
//!
//! `runs/<name>/` is there from a training's first moment with `training.json` (a [`Record`]);
//! `history.jsonl` gains a line with each epoch; the checkpoint's own files appear with the first
//! best epoch; `training_state.safetensors` is there while the training can go on. Each file is
//! written beside and renamed. Who trains holds `lock`: a run that says it is running while nobody
//! holds it was killed.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

use super::history::to_json_lines;
use super::record::Record;
use super::{Epoch, Error};

/// A run's folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunFolder {
    /// `runs/<name>`.
    pub path: PathBuf,
}

const RECORD: &str = "training.json";
const HISTORY: &str = "history.jsonl";
const STATE: &str = "training_state.safetensors";
const LOCK: &str = "lock";
const WEIGHTS: &str = "model.safetensors";

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

/// Who holds it trains in the folder. The system lets go of it with the process, also after
/// `kill -9`.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

impl RunFolder {
    /// Makes the folder of a new run below the folder `runs`, with its record: there is never one
    /// without.
    ///
    /// # Errors
    /// [`Error`]: the name is taken or unusable, or the disk refused.
    pub fn create(runs: &Path, record: &Record) -> Result<Self, Error> {
        check_name(runs, &record.name)?;
        fs::create_dir_all(runs).map_err(failed(runs))?;
        let beside = tempfile::Builder::new()
            .prefix(".new-")
            .tempdir_in(runs)
            .map_err(failed(runs))?;
        // tempfile makes folders that only their owner may enter; a run is like any other.
        let new = Self {
            path: beside.path().join(&record.name),
        };
        fs::create_dir(&new.path).map_err(failed(&new.path))?;
        new.write_record(record)?;
        let path = runs.join(&record.name);
        fs::rename(&new.path, &path).map_err(|source| match source.kind() {
            std::io::ErrorKind::DirectoryNotEmpty | std::io::ErrorKind::AlreadyExists => {
                Error::NameTaken(record.name.clone())
            }
            _ => failed(&path)(source),
        })?;
        Ok(Self { path })
    }

    /// The folder of a run that was begun before.
    ///
    /// # Errors
    /// [`Error::NoRun`] if there is none of this name.
    pub fn open(runs: &Path, name: &str) -> Result<Self, Error> {
        let path = runs.join(name);
        // A name, not a way out of the folder.
        let plain = Path::new(name).file_name() == Some(name.as_ref());
        if plain && path.join(RECORD).is_file() {
            Ok(Self { path })
        } else {
            Err(Error::NoRun {
                name: name.to_owned(),
                runs: runs.display().to_string(),
            })
        }
    }

    /// Takes the folder for a training.
    ///
    /// # Errors
    /// [`Error::Busy`] while another one has it, or what the disk said.
    pub fn lock(&self) -> Result<Lock, Error> {
        let path = self.path.join(LOCK);
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(false);
        let file = options.open(&path).map_err(failed(&path))?;
        match file.try_lock() {
            Ok(()) => Ok(Lock { _file: file }),
            Err(TryLockError::WouldBlock) => Err(Error::Busy(self.path.display().to_string())),
            Err(TryLockError::Error(error)) => Err(failed(&path)(error)),
        }
    }

    /// Whether somebody trains in it now.
    pub fn is_locked(&self) -> bool {
        let file = File::open(self.path.join(LOCK));
        file.is_ok_and(|file| matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock)))
    }

    /// `training.json`.
    ///
    /// # Errors
    /// A sentence that names the file.
    pub fn record(&self) -> Result<Record, String> {
        let path = self.path.join(RECORD);
        let wrong = |reason: String| format!("{} cannot be read: {reason}", path.display());
        let text = fs::read_to_string(&path).map_err(|error| wrong(error.to_string()))?;
        serde_json::from_str(&text).map_err(|error| wrong(error.to_string()))
    }

    /// Writes `training.json`.
    ///
    /// # Errors
    /// [`Error::Write`]; what was there stays.
    pub fn write_record(&self, record: &Record) -> Result<(), Error> {
        let text = serde_json::to_string_pretty(record).map_err(std::io::Error::from);
        let text = text.map_err(failed(&self.path))?;
        self.write(RECORD, (text + "\n").as_bytes())
    }

    /// `history.jsonl`; lines that are none of an epoch are left out.
    pub fn history(&self) -> Vec<Epoch> {
        let text = fs::read_to_string(self.path.join(HISTORY)).unwrap_or_default();
        let epochs = text.lines().map(serde_json::from_str);
        epochs.filter_map(Result::ok).collect()
    }

    /// Writes `history.jsonl`.
    ///
    /// # Errors
    /// [`Error::Write`]; what was there stays.
    pub fn write_history(&self, history: &[Epoch]) -> Result<(), Error> {
        let text = to_json_lines(history).map_err(std::io::Error::from);
        self.write(HISTORY, text.map_err(failed(&self.path))?.as_bytes())
    }

    /// Where the state is kept with which the training goes on.
    pub fn state_file(&self) -> PathBuf {
        self.path.join(STATE)
    }

    /// Whether there is a model in it.
    pub fn is_usable(&self) -> bool {
        self.path.join(WEIGHTS).is_file()
    }

    /// Whether a training in it can go on.
    pub fn is_resumable(&self) -> bool {
        self.state_file().is_file()
    }

    /// Forgets the state: the training is over.
    pub fn remove_state(&self) {
        // What stays behind is only disk; deleting the run takes it too.
        let _ = fs::remove_file(self.state_file());
    }

    /// Replaces a file at once.
    fn write(&self, name: &str, bytes: &[u8]) -> Result<(), Error> {
        let path = self.path.join(name);
        put(&path, |beside| fs::write(beside, bytes)).map_err(failed(&path))
    }
}

/// Replaces the file at `path` by what `fill` writes to the path it is given: a crash or a full
/// disk leaves the old file or the new one.
///
/// # Errors
/// What the disk or `fill` said; what was there stays.
pub fn put(path: &Path, fill: impl FnOnce(&Path) -> std::io::Result<()>) -> std::io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let beside = tempfile::Builder::new()
        .prefix(".writing-")
        .tempfile_in(folder)?;
    fill(beside.path())?;
    // Opened anew: who filled it may have replaced it.
    let filled = File::open(beside.path())?;
    readable(&filled)?;
    filled.sync_all()?;
    beside.persist(path).map_err(|failed| failed.error)?;
    sync(folder)
}

fn failed(path: &Path) -> impl Fn(std::io::Error) -> Error {
    let path = path.display().to_string();
    move |source| Error::Write {
        path: path.clone(),
        source,
    }
}

/// A temporary file is readable by its owner alone; a run's are like any other.
#[cfg(unix)]
fn readable(file: &File) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable(_file: &File) -> std::io::Result<()> {
    Ok(())
}

/// Makes a rename survive a power cut, where the system knows how.
#[cfg(unix)]
fn sync(folder: &Path) -> std::io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn sync(_folder: &Path) -> std::io::Result<()> {
    Ok(())
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::evaluation::Objective;
    use crate::training::{Depth, Settings, State};

    /// A run that has just begun.
    pub fn record(name: &str) -> Record {
        Record {
            name: name.to_owned(),
            depth: Depth::LastBlock,
            state: State::Running,
            error: None,
            started_from: "backbone".to_owned(),
            teachers: Vec::new(),
            backbone_key: String::new(),
            options: Settings::default_for(Depth::LastBlock),
            refit: None,
            train_films: 10,
            validation_films: 4,
            unreadable: 0,
            data_hash: String::new(),
            targets_hash: String::new(),
            best_epoch: 0,
            validation_macro_auc: None,
            threshold_objective: Objective::F1,
            half: false,
            device: "CPU".to_owned(),
            begun: 0,
            notes: Vec::new(),
            version: "0".to_owned(),
            seconds: 0.0,
        }
    }

    #[test]
    fn names_are_counted_up_and_checked() {
        let runs = tempfile::tempdir().expect("a folder");
        assert_eq!(default_name(runs.path(), "head"), "head-1");
        RunFolder::create(runs.path(), &record("head-1")).expect("a folder");
        assert_eq!(default_name(runs.path(), "head"), "head-2");
        let taken = RunFolder::create(runs.path(), &record("head-1")).expect_err("taken");
        assert!(taken.to_string().contains("choose another name"), "{taken}");
        for bad in ["", "a/b", "..", ".hidden", "a\\b", "trailing.", "a b"] {
            let refused = check_name(runs.path(), bad);
            assert!(matches!(refused, Err(Error::BadName(_))), "{bad:?}");
            assert!(RunFolder::open(runs.path(), bad).is_err(), "{bad:?}");
        }
        assert!(check_name(runs.path(), "noir_2.1-été").is_ok());
    }

    #[test]
    fn one_training_at_a_time() {
        let runs = tempfile::tempdir().expect("a folder");
        let folder = RunFolder::create(runs.path(), &record("one")).expect("a folder");
        assert!(!folder.is_locked());
        let lock = folder.lock().expect("free");
        assert!(folder.is_locked());
        assert!(matches!(folder.lock(), Err(Error::Busy(_))));
        drop(lock);
        assert!(!folder.is_locked());
        folder.lock().expect("free again");
    }

    #[test]
    fn a_file_that_cannot_be_written_is_named() {
        let runs = tempfile::tempdir().expect("a folder");
        let folder = RunFolder {
            path: runs.path().join("gone"),
        };
        let said = folder
            .write_history(&[])
            .expect_err("no folder")
            .to_string();
        assert!(said.contains("history.jsonl"), "{said}");
    }
}
