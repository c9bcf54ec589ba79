//! A run's folder: its files read and written, and the lock of who trains in it.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

use super::name::check_name;
use super::replace::put;
use crate::training::history::to_json_lines;
use crate::training::record::Record;
use crate::training::{Epoch, Error};

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

fn failed(path: &Path) -> impl Fn(std::io::Error) -> Error {
    let path = path.display().to_string();
    move |source| Error::Write {
        path: path.clone(),
        source,
    }
}
