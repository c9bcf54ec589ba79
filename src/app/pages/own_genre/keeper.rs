//! The user's own genres in the library's file: read once, written after each star, on a thread.

use std::path::Path;
use std::sync::Arc;

use egui::Context;

use super::marks::{Marks, Write};
use crate::app::shared::wake;
use crate::catalog::{Library, OwnGenre};
use crate::jobs::Job;

/// Reads and writes, one thing at a time.
#[derive(Default)]
pub struct Keeper {
    reading: Option<Job<Result<Vec<OwnGenre>, String>>>,
    writing: Option<Job<Result<(), String>>>,
}

impl Keeper {
    /// Reads what the library keeps.
    pub fn read(&mut self, context: &Context, root: &Arc<Path>) {
        let root = Arc::clone(root);
        let job = Job::spawn("Own genres", wake(context), move |_| read(&root));
        self.reading = Some(job);
    }

    /// Writes what has changed, unless the last change is still being written.
    pub fn write(&mut self, context: &Context, root: &Arc<Path>, marks: &mut Marks) {
        if self.writing.is_some() {
            return;
        }
        let writes = marks.take_writes();
        if !writes.is_empty() {
            let root = Arc::clone(root);
            let job = Job::spawn("Keep", wake(context), move |_| write(&root, &writes));
            self.writing = Some(job);
        }
    }

    /// What the library keeps, or why it could not be read; once.
    pub fn has_read(&mut self) -> Option<Result<Vec<OwnGenre>, String>> {
        let outcome = self.reading.as_ref().and_then(Job::poll)?;
        self.reading = None;
        Some(outcome.unwrap_or_else(|fault| Err(fault.to_string())))
    }

    /// Whether the last change was written, or why not; once.
    pub fn has_written(&mut self) -> Option<Result<(), String>> {
        let outcome = self.writing.as_ref().and_then(Job::poll)?;
        self.writing = None;
        Some(outcome.unwrap_or_else(|fault| Err(fault.to_string())))
    }

    /// Whether a job is under way.
    pub fn is_busy(&self) -> bool {
        self.reading.is_some() || self.writing.is_some()
    }
}

/// Writes, one after the other.
fn write(root: &Path, writes: &[Write]) -> Result<(), String> {
    let mut library = Library::open(root).map_err(|error| error.to_string())?;
    for write in writes {
        let written = match write {
            Write::Keep(genre) => library.keep_own_genre(genre),
            Write::Forget(name) => library.forget_own_genre(name).map(|_| ()),
        };
        written.map_err(|error| error.to_string())?;
    }
    Ok(())
}

/// What the library keeps.
fn read(root: &Path) -> Result<Vec<OwnGenre>, String> {
    let library = Library::open(root).map_err(|error| error.to_string())?;
    library.own_genres().map_err(|error| error.to_string())
}
