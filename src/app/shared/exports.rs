//! The one export that is being written, whichever page began it.
//!
//! In: what to write, on a thread. Out: how far it is, and in the end a notice that says where the
//! file lies or why there is none.

use std::path::{Path, PathBuf};

use egui::Context;

use super::file_chooser;
use super::notice::Notice;
use super::source::file_name;
use super::wake::wake;
use crate::jobs::{Job, Snapshot, Task};

/// What an export ends in: the file and a word about it; nothing where the user closed the
/// chooser; a sentence where it failed.
pub type Outcome = Result<Option<(PathBuf, String)>, String>;

/// The export at work, if there is one.
#[derive(Default)]
pub struct Exports {
    job: Option<Job<Outcome>>,
}

impl Exports {
    /// Starts an export. One at a time: a second press means the first.
    pub fn start(
        &mut self,
        context: &Context,
        name: &str,
        work: impl FnOnce(&Task) -> Outcome + Send + 'static,
    ) {
        if self.job.is_none() {
            self.job = Some(Job::spawn(name, wake(context), work));
        }
    }

    /// Whether one is being written.
    pub fn is_busy(&self) -> bool {
        self.job.is_some()
    }

    /// What it is called and how far it is.
    pub fn progress(&self) -> Option<(String, Snapshot)> {
        let job = self.job.as_ref()?;
        Some((job.name().to_owned(), job.task().snapshot()))
    }

    /// Stops it; what was there before stays.
    pub fn cancel(&self) {
        if let Some(job) = &self.job {
            job.task().cancel();
        }
    }

    /// What it came to, once.
    pub(super) fn follow(&mut self) -> Option<Notice> {
        let outcome = self.job.as_ref().and_then(Job::poll)?;
        let cancelled = self.job.take().is_some_and(|job| job.task().is_cancelled());
        match outcome
            .map_err(|fault| fault.to_string())
            .and_then(|saved| saved)
        {
            Ok(None) => None,
            Ok(Some((path, told))) => {
                let title = format!("Saved as {}", file_name(&path));
                Some(Notice::hint(title, format!("{told}\n{}", path.display())))
            }
            Err(_) if cancelled => None,
            Err(why) => Some(Notice::fault("Nothing was saved", &why)),
        }
    }
}

/// Where an export goes, and what is to be said about the place: `to` where it is known, else where
/// the user chooses; where the desktop has no file chooser, `name` in the library's folder
/// `exports`. `None`: the user closed the chooser.
///
/// # Errors
/// One sentence where that folder cannot be made.
pub fn place(
    to: Option<PathBuf>,
    choose: impl FnOnce() -> Result<Option<PathBuf>, String>,
    library: &Path,
    name: &str,
) -> Result<Option<(PathBuf, String)>, String> {
    if let Some(path) = to {
        return Ok(Some((path, String::new())));
    }
    match choose() {
        Ok(chosen) => Ok(chosen.map(|path| (path, String::new()))),
        Err(_) => {
            let folder = library.join("exports");
            std::fs::create_dir_all(&folder)
                .map_err(|error| format!("{} cannot be made: {error}", folder.display()))?;
            let note = format!(" {}", file_chooser::NO_CHOOSER_FOR_SAVING);
            Ok(Some((folder.join(name), note)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_chooser_an_export_goes_into_the_library() {
        let library = tempfile::tempdir().expect("a folder for the test");
        let none = || Err("no chooser".to_owned());
        let placed = place(None, none, library.path(), "a.csv").expect("the folder can be made");
        let (path, note) = placed.expect("a place");
        assert_eq!(path, library.path().join("exports/a.csv"));
        assert!(path.parent().is_some_and(Path::is_dir) && !note.is_empty());
        let closed = place(None, || Ok(None), library.path(), "a.csv");
        assert_eq!(closed, Ok(None));
        let known = PathBuf::from("b.csv");
        let placed = place(Some(known.clone()), none, library.path(), "a.csv");
        assert_eq!(placed, Ok(Some((known, String::new()))));
    }
}
