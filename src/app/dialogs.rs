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

/// Lets the user choose poster files.
pub fn choose_posters(wake: impl FnOnce() + Send + 'static) -> Job<Chosen> {
    Job::spawn("Open posters", wake, |_| {
        ask(|| {
            rfd::FileDialog::new()
                .set_title("Open posters")
                .add_filter("Posters", &EXTENSIONS)
                .pick_files()
        })
    })
}

/// Lets the user choose a library's folder.
pub fn choose_library(wake: impl FnOnce() + Send + 'static) -> Job<Chosen> {
    Job::spawn("Open a library", wake, |_| {
        ask(|| {
            rfd::FileDialog::new()
                .set_title("Open a library")
                .pick_folder()
                .map(|folder| vec![folder])
        })
    })
}

/// Lets the user choose tables of films.
pub fn choose_tables(wake: impl FnOnce() + Send + 'static) -> Job<Chosen> {
    Job::spawn("Choose tables", wake, |_| {
        ask(|| {
            rfd::FileDialog::new()
                .set_title("Choose tables of films")
                .add_filter("Tables", &TABLES)
                .pick_files()
        })
    })
}

/// Lets the user choose a folder.
pub fn choose_folder(title: &'static str, wake: impl FnOnce() + Send + 'static) -> Job<Chosen> {
    Job::spawn(title, wake, move |_| {
        ask(|| {
            rfd::FileDialog::new()
                .set_title(title)
                .pick_folder()
                .map(|folder| vec![folder])
        })
    })
}

/// Lets the user choose a model's folder.
pub fn choose_model(wake: impl FnOnce() + Send + 'static) -> Job<Chosen> {
    Job::spawn("Choose a model", wake, |_| {
        ask(|| {
            rfd::FileDialog::new()
                .set_title("Start from the model in a folder")
                .pick_folder()
                .map(|folder| vec![folder])
        })
    })
}

/// Lets the user choose a file of thresholds to read.
pub fn choose_thresholds(wake: impl FnOnce() + Send + 'static) -> Job<Chosen> {
    Job::spawn("Import thresholds", wake, |_| {
        ask(|| {
            rfd::FileDialog::new()
                .set_title("Import thresholds")
                .add_filter("Thresholds", &["json"])
                .pick_file()
                .map(|file| vec![file])
        })
    })
}

/// Lets the user choose where thresholds are written.
pub fn save_thresholds(wake: impl FnOnce() + Send + 'static) -> Job<Chosen> {
    Job::spawn("Export thresholds", wake, |_| {
        ask(|| {
            rfd::FileDialog::new()
                .set_title("Export thresholds")
                .set_file_name("thresholds.json")
                .add_filter("Thresholds", &["json"])
                .save_file()
                .map(|file| vec![file])
        })
    })
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
