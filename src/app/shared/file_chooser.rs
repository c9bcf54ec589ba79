//! The system's file chooser, on a thread of its own: the window goes on while it is open.
//!
//! In: what to choose. Out: a [`Job`] that ends in paths, in nothing (the user closed it), or in
//! a sentence where the system has no file chooser.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use crate::jobs::Job;

/// Extensions that the chooser offers; dropped files are judged by their content.
const EXTENSIONS: [&str; 8] = ["jpg", "jpeg", "png", "webp", "gif", "bmp", "tif", "tiff"];

/// Extensions of tables.
const TABLES: [&str; 5] = ["csv", "tsv", "xlsx", "xls", "gz"];

/// A chooser that closes faster than a hand can was never there.
const NO_HAND_IS_SO_FAST: Duration = Duration::from_millis(250);

/// What the user is told where there is no chooser.
const NO_CHOOSER: &str = "This desktop offers no file chooser. Drop the files on this window \
                          instead, or paste their paths. To get one, install xdg-desktop-portal \
                          or zenity.";

/// Beside a file that was saved where nobody chose.
pub const NO_CHOOSER_FOR_SAVING: &str = "This desktop offers no file chooser, so it lies in the \
                                         library's folder.";

/// The paths that were chosen; empty if the user closed the chooser.
pub type Chosen = Result<Vec<PathBuf>, String>;

/// What the user is to choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Question {
    title: &'static str,
    what: What,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    Files(&'static str, &'static [&'static str]),
    File(&'static str, &'static [&'static str]),
    Folder,
    Save(&'static str, &'static str, &'static [&'static str]),
}

impl Question {
    /// Poster files.
    pub const POSTERS: Self = Self::files("Open posters", "Posters", &EXTENSIONS);
    /// Tables of films.
    pub const TABLES: Self = Self::files("Choose tables of films", "Tables", &TABLES);

    /// Files of a kind, by their extensions.
    pub const fn files(
        title: &'static str,
        kind: &'static str,
        extensions: &'static [&'static str],
    ) -> Self {
        Self {
            title,
            what: What::Files(kind, extensions),
        }
    }

    /// One file of a kind.
    pub const fn file(
        title: &'static str,
        kind: &'static str,
        extensions: &'static [&'static str],
    ) -> Self {
        Self {
            title,
            what: What::File(kind, extensions),
        }
    }

    /// A folder.
    pub const fn folder(title: &'static str) -> Self {
        Self {
            title,
            what: What::Folder,
        }
    }

    /// Where to write a file that might be called `name`.
    pub const fn save(
        title: &'static str,
        name: &'static str,
        kind: &'static str,
        extensions: &'static [&'static str],
    ) -> Self {
        Self {
            title,
            what: What::Save(name, kind, extensions),
        }
    }

    fn ask(self) -> Option<Vec<PathBuf>> {
        let dialog = rfd::FileDialog::new().set_title(self.title);
        let one = |path: PathBuf| vec![path];
        match self.what {
            What::Files(kind, extensions) => dialog.add_filter(kind, extensions).pick_files(),
            What::File(kind, extensions) => {
                dialog.add_filter(kind, extensions).pick_file().map(one)
            }
            What::Folder => dialog.pick_folder().map(one),
            What::Save(name, kind, extensions) => dialog
                .set_file_name(name)
                .add_filter(kind, extensions)
                .save_file()
                .map(one),
        }
    }
}

/// Lets the user choose; the window goes on meanwhile.
pub fn choose(question: Question, wake: impl FnOnce() + Send + 'static) -> Job<Chosen> {
    Job::spawn(question.title, wake, move |_| ask(|| question.ask()))
}

/// Asks where to save a file that might be called `name`; waits for the answer, so it belongs on a
/// thread. `None`: the user closed the chooser.
///
/// # Errors
/// One sentence where the system has no file chooser.
pub fn save_as(title: &str, name: &str, extension: &str) -> Result<Option<PathBuf>, String> {
    let chosen = ask(|| {
        rfd::FileDialog::new()
            .set_title(title)
            .set_file_name(name)
            .add_filter(extension.to_uppercase(), &[extension])
            .save_file()
            .map(|path| vec![path])
    })?;
    Ok(chosen
        .into_iter()
        .next()
        .map(|path| match path.extension() {
            Some(_) => path,
            None => path.with_extension(extension),
        }))
}

/// Asks for a folder to write into; waits for the answer, so it belongs on a thread. `None`: the
/// user closed the chooser.
///
/// # Errors
/// One sentence where the system has no file chooser.
pub fn folder(title: &str) -> Result<Option<PathBuf>, String> {
    let chosen = ask(|| {
        rfd::FileDialog::new()
            .set_title(title)
            .pick_folder()
            .map(|folder| vec![folder])
    })?;
    Ok(chosen.into_iter().next())
}

/// rfd says the same when the user closes the chooser and when there is none: the time tells.
fn ask(dialog: impl FnOnce() -> Option<Vec<PathBuf>>) -> Chosen {
    let begun = Instant::now();
    match dialog() {
        Some(paths) => Ok(paths),
        None if begun.elapsed() < NO_HAND_IS_SO_FAST => Err(NO_CHOOSER.to_owned()),
        None => Ok(Vec::new()),
    }
}
