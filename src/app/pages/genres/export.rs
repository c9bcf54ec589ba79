//! Figures as files: one job that asks where to, draws, and writes.
//!
//! In: the figures as they are shown. Out: files that are there whole or not at all, and a notice.
//! Where the desktop has no file chooser they go into the library's folder `exports`.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::command::Saving;
use super::counting::Counted;
use super::state::GenresPage;
use crate::app::cx::Cx;
use crate::app::shared::exports::{Outcome, place};
use crate::app::shared::file_chooser;
use crate::explore::GenreFigures;
use crate::explore::genres::save::{Form, write_all};
use crate::jobs::Task;

/// Starts the export; `to`: where, instead of asking.
pub fn start(page: &GenresPage, cx: &mut Cx<'_>, saving: Saving, to: Option<PathBuf>) {
    let Some(counted) = page.counted() else {
        return;
    };
    let root = Arc::clone(&cx.shared.films.root);
    let with_poster = page.with_poster;
    cx.shared.exports.start(cx.context, "Export", move |task| {
        run(&root, &counted, with_poster, saving, to, task)
    });
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
    let name = match saving {
        Saving::One(export) => export.file_name(),
        Saving::All => "genres".to_owned(),
    };
    let Some((path, note)) = place(to, || ask(saving), root, &name)? else {
        return Ok(None);
    };
    let told = write(figures, saving, &path, task)
        .map_err(|why| format!("{} was not written: {why}", path.display()))?;
    Ok(Some((path, told + &note)))
}

fn ask(saving: Saving) -> Result<Option<PathBuf>, String> {
    match saving {
        Saving::One(export) => {
            let name = export.file_name();
            file_chooser::save_as("Save the chart", &name, export.form.extension())
        }
        Saving::All => {
            let folder = file_chooser::folder("Write all charts into a folder")?;
            Ok(folder.map(|folder| folder.join("genres")))
        }
    }
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
