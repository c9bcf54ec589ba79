//! Figures as files: one job that asks where to, draws, and writes.
//!
//! In: the figures as they are shown. Out: files that are there whole or not at all, and a notice.
//! Where the desktop has no file chooser they go into the library's folder `exports`.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::Context;

use crate::app::dialogs;
use crate::app::panels::top100::export::Outcome;
use crate::app::state::State;
use crate::explore::GenreFigures;
use crate::explore::genres::save::{Export, Form, write_all};
use crate::jobs::{Job, Task};

use super::counting::Counted;

/// What is saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Saving {
    /// One figure as one file.
    One(Export),
    /// Every figure in every form, into a folder.
    All,
}

/// Starts the export; `to`: where, instead of asking.
pub fn start(context: &Context, state: &mut State, saving: Saving, to: Option<PathBuf>) {
    // One export at a time: a second press means the first.
    let (Some(counted), None) = (state.genres.counted(), &state.exporting) else {
        return;
    };
    let root = Arc::clone(&state.films.root);
    let with_poster = state.genres.with_poster;
    let context = context.clone();
    state.exporting = Some(Job::spawn(
        "Export",
        move || context.request_repaint(),
        move |task| run(&root, &counted, with_poster, saving, to, task),
    ));
}

fn run(
    root: &Path,
    counted: &Counted,
    with_poster: bool,
    saving: Saving,
    to: Option<PathBuf>,
    task: &Task,
) -> Outcome {
    let figures = if with_poster {
        &counted.with_poster
    } else {
        &counted.all
    };
    task.begin("Choosing a place", "files", None);
    let (path, note) = match to {
        Some(path) => (path, String::new()),
        None => match ask(saving) {
            Ok(Some(path)) => (path, String::new()),
            Ok(None) => return Ok(None),
            Err(_) => {
                let note = format!(" {}", dialogs::NO_CHOOSER_FOR_SAVING);
                (default_place(root, saving)?, note)
            }
        },
    };
    let told = write(figures, saving, &path, task)
        .map_err(|why| format!("{} was not written: {why}", path.display()))?;
    Ok(Some((path, told + &note)))
}

fn ask(saving: Saving) -> Result<Option<PathBuf>, String> {
    match saving {
        Saving::One(export) => {
            let name = export.file_name();
            dialogs::save_as("Save the chart", &name, export.form.extension())
        }
        Saving::All => {
            let folder = dialogs::folder("Write all charts into a folder")?;
            Ok(folder.map(|folder| folder.join("genres")))
        }
    }
}

fn default_place(root: &Path, saving: Saving) -> Result<PathBuf, String> {
    let folder = root.join("exports");
    std::fs::create_dir_all(&folder)
        .map_err(|error| format!("{} cannot be made: {error}", folder.display()))?;
    Ok(folder.join(match saving {
        Saving::One(export) => export.file_name(),
        Saving::All => "genres".to_owned(),
    }))
}

fn write(
    figures: &GenreFigures,
    saving: Saving,
    path: &Path,
    task: &Task,
) -> Result<String, String> {
    match saving {
        Saving::One(export) => {
            export
                .write(figures, path)
                .map_err(|error| error.to_string())?;
            let which = figures.scope_in_words(export.scope).to_lowercase();
            Ok(format!("{}: {which}.", export.figure.title()))
        }
        Saving::All => {
            let files = write_all(figures, path, &Form::ALL, task).map_err(|e| e.to_string())?;
            Ok(format!("{files} files: every chart as PNG, SVG and CSV."))
        }
    }
}
