//! The runs of a library: listed, renamed, deleted and brought back.
//!
//! In: the folder `runs`. A run that cannot be read is listed too, with a sentence: it takes disk,
//! and its owner should know.

use std::fs;
use std::path::{Path, PathBuf};

use super::record::State;
use super::run::{RunFolder, check_name};
use super::{Epoch, Error, Record};

/// Deleted runs wait here to be brought back.
const TRASH: &str = ".trash";

/// A run as a list shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct Listed {
    /// Its folder's name.
    pub name: String,
    /// Its folder.
    pub folder: RunFolder,
    /// Where it stands.
    pub standing: Standing,
    /// What it says of itself, or why that cannot be read.
    pub record: Result<Record, String>,
    /// Its epochs.
    pub history: Vec<Epoch>,
    /// Whether there is a model in it.
    pub usable: bool,
    /// Whether its training can go on.
    pub resumable: bool,
}

/// Where a run stands, seen from outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Somebody trains it now.
    Running,
    /// Who trains it has paused it.
    Paused,
    /// Stopped on demand.
    Stopped,
    /// Its training was killed or the power failed.
    Interrupted,
    /// Over.
    Finished,
    /// Broken off by a fault.
    Failed,
    /// Its record cannot be read.
    Broken,
}

impl Standing {
    fn of(folder: &RunFolder, record: &Result<Record, String>) -> Self {
        let Ok(record) = record else {
            return Self::Broken;
        };
        match (record.state, folder.is_locked()) {
            (State::Paused, true) => Self::Paused,
            (State::Running | State::Stopped | State::Failed, true) => Self::Running,
            (State::Running | State::Paused, false) => Self::Interrupted,
            (State::Stopped, false) => Self::Stopped,
            (State::Failed, false) => Self::Failed,
            (State::Finished, _) => Self::Finished,
        }
    }

    /// One word: `running`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Paused => "paused",
            Self::Stopped => "stopped",
            Self::Interrupted => "interrupted",
            Self::Finished => "finished",
            Self::Failed => "failed",
            Self::Broken => "unreadable",
        }
    }
}

/// A run that was deleted, to bring it back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deleted {
    /// What it was called.
    pub name: String,
    trash: PathBuf,
    runs: PathBuf,
}

/// All runs below the folder `runs`, the newest first; none where there is no such folder.
pub fn list(runs: &Path) -> Vec<Listed> {
    let entries = fs::read_dir(runs).into_iter().flatten().flatten();
    let mut all: Vec<Listed> = entries.filter_map(|entry| one(&entry.path())).collect();
    let age = |run: &Listed| run.record.as_ref().map_or(0, |record| record.begun);
    all.sort_by(|a, b| (age(b), &a.name).cmp(&(age(a), &b.name)));
    all
}

fn one(path: &Path) -> Option<Listed> {
    let name = path.file_name()?.to_str()?.to_owned();
    // Hidden: the trash, and what is being written.
    if name.starts_with('.') || !path.is_dir() {
        return None;
    }
    let folder = RunFolder {
        path: path.to_owned(),
    };
    let record = folder.record();
    let standing = Standing::of(&folder, &record);
    Some(Listed {
        name,
        standing,
        record,
        history: folder.history(),
        usable: folder.is_usable(),
        // Of a finished run only a kill leaves a state behind.
        resumable: folder.is_resumable() && standing != Standing::Finished,
        folder,
    })
}

/// Gives a run another name.
///
/// # Errors
/// [`Error`]: there is no such run, somebody trains it, the name is unusable or taken, or the disk
/// refused.
pub fn rename(runs: &Path, name: &str, to: &str) -> Result<(), Error> {
    let path = free(runs, name)?;
    check_name(runs, to)?;
    let folder = RunFolder {
        path: runs.join(to),
    };
    moved(&path, &folder.path)?;
    if let Ok(mut record) = folder.record() {
        to.clone_into(&mut record.name);
        folder.write_record(&record)?;
    }
    Ok(())
}

/// Deletes a run; [`restore`] brings it back until [`empty_trash`].
///
/// # Errors
/// [`Error`]: there is no such run, somebody trains it, or the disk refused.
pub fn delete(runs: &Path, name: &str) -> Result<Deleted, Error> {
    let path = free(runs, name)?;
    let folder = runs.join(TRASH);
    fs::create_dir_all(&folder).map_err(failed(&folder))?;
    let places = (0_u32..).map(|number| folder.join(format!("{name}~{number}")));
    let trash = places.into_iter().find(|place| !place.exists());
    let trash = trash.unwrap_or_else(|| folder.join(name));
    moved(&path, &trash)?;
    Ok(Deleted {
        name: name.to_owned(),
        trash,
        runs: runs.to_owned(),
    })
}

/// Brings a deleted run back.
///
/// # Errors
/// [`Error`]: its name was taken meanwhile, or the disk refused.
pub fn restore(deleted: &Deleted) -> Result<(), Error> {
    check_name(&deleted.runs, &deleted.name)?;
    moved(&deleted.trash, &deleted.runs.join(&deleted.name))
}

/// Removes deleted runs for good.
///
/// # Errors
/// [`Error::Write`] if the disk refused.
pub fn empty_trash(runs: &Path) -> Result<(), Error> {
    let folder = runs.join(TRASH);
    match fs::remove_dir_all(&folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(failed(&folder)(error)),
        _ => Ok(()),
    }
}

/// The folder of a run that nobody trains.
fn free(runs: &Path, name: &str) -> Result<PathBuf, Error> {
    let path = runs.join(name);
    let plain = Path::new(name).file_name() == Some(name.as_ref()) && !name.starts_with('.');
    if !plain || !path.is_dir() {
        return Err(Error::NoRun {
            name: name.to_owned(),
            runs: runs.display().to_string(),
        });
    }
    let folder = RunFolder { path };
    if folder.is_locked() {
        return Err(Error::Busy(folder.path.display().to_string()));
    }
    Ok(folder.path)
}

fn moved(from: &Path, to: &Path) -> Result<(), Error> {
    fs::rename(from, to).map_err(failed(to))
}

fn failed(path: &Path) -> impl Fn(std::io::Error) -> Error {
    let path = path.display().to_string();
    move |source| Error::Write {
        path: path.clone(),
        source,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::training::run::tests::record;

    fn make(runs: &Path, name: &str, state: State, begun: u64) -> RunFolder {
        let record = Record {
            state,
            begun,
            ..record(name)
        };
        RunFolder::create(runs, &record).expect("a folder")
    }

    #[test]
    fn all_runs_are_listed_the_broken_ones_too() {
        let runs = tempfile::tempdir().expect("a folder");
        let runs = runs.path();
        assert!(list(&runs.join("nothing")).is_empty());
        make(runs, "old", State::Finished, 1);
        let killed = make(runs, "killed", State::Running, 3);
        let alive = make(runs, "alive", State::Running, 4);
        let _lock = alive.lock().expect("free");
        fs::write(killed.path.join("model.safetensors"), "").expect("written");
        fs::create_dir(runs.join("torn")).expect("a folder");
        fs::write(runs.join("torn/training.json"), "{").expect("written");
        fs::create_dir(runs.join(".hidden")).expect("a folder");
        let all = list(runs);
        let seen: Vec<(&str, Standing, bool)> = all
            .iter()
            .map(|run| (run.name.as_str(), run.standing, run.usable))
            .collect();
        assert_eq!(
            seen,
            [
                ("alive", Standing::Running, false),
                ("killed", Standing::Interrupted, true),
                ("old", Standing::Finished, false),
                ("torn", Standing::Broken, false),
            ]
        );
        let said = all[3].record.as_ref().expect_err("torn");
        assert!(said.contains("training.json"), "{said}");
    }

    #[test]
    fn runs_are_renamed_deleted_and_brought_back() {
        let runs = tempfile::tempdir().expect("a folder");
        let runs = runs.path();
        make(runs, "one", State::Finished, 1);
        let two = make(runs, "two", State::Running, 2);
        rename(runs, "one", "uno").expect("free");
        assert_eq!(list(runs)[1].record.as_ref().expect("read").name, "uno");
        assert!(matches!(
            rename(runs, "uno", "two"),
            Err(Error::NameTaken(_))
        ));
        assert!(matches!(rename(runs, "one", "x"), Err(Error::NoRun { .. })));
        assert!(matches!(delete(runs, "../runs"), Err(Error::NoRun { .. })));
        let lock = two.lock().expect("free");
        assert!(matches!(delete(runs, "two"), Err(Error::Busy(_))));
        drop(lock);
        let deleted = delete(runs, "two").expect("free");
        assert_eq!(list(runs).len(), 1);
        restore(&deleted).expect("free");
        assert_eq!(list(runs).len(), 2);
        let first = delete(runs, "two").expect("free");
        make(runs, "two", State::Finished, 5);
        delete(runs, "two").expect("another of the same name");
        restore(&first).expect("free");
        empty_trash(runs).expect("emptied");
        assert_eq!(list(runs).len(), 2);
    }
}
