//! The report from the window: one job that asks where to, reads, judges, draws and writes.
//!
//! In: the open library and the loaded model. Out: a folder with `report.html` in it, and a notice.
//! Where the desktop has no file chooser it goes into the library's folder `exports`.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::Context;

use super::dialogs;
use super::panels::top100::export::Outcome;
use super::state::State;
use crate::catalog::Library;
use crate::jobs::{Job, Task};
use crate::report::{Request, folder, gather, sections};
use crate::resources;
use crate::vision::{Reader, Threshold};

/// Posters on the sheet of each genre.
const TOP: usize = 100;

/// Starts the report; `to`: where, instead of asking.
pub fn start(context: &Context, state: &mut State, to: Option<PathBuf>) {
    // One export at a time: a second press means the first.
    let (Some(reader), None) = (state.reader(), &state.exporting) else {
        return;
    };
    let root = Arc::clone(&state.films.root);
    let thresholds = state.scoring.thresholds().to_vec();
    let context = context.clone();
    state.exporting = Some(Job::spawn(
        "Report",
        move || context.request_repaint(),
        move |task| run(&root, &reader, thresholds, to, task),
    ));
}

fn run(
    root: &Path,
    reader: &Reader,
    thresholds: Vec<Threshold>,
    to: Option<PathBuf>,
    task: &Task,
) -> Outcome {
    task.begin("Choosing a place", "files", None);
    let (folder, note) = match to {
        Some(folder) => (folder, String::new()),
        None => match dialogs::folder("Write the report into a folder") {
            Ok(Some(folder)) => (folder.join("report"), String::new()),
            Ok(None) => return Ok(None),
            Err(_) => {
                let note = format!(" {}", dialogs::NO_CHOOSER_FOR_SAVING);
                (root.join("exports").join("report"), note)
            }
        },
    };
    let page = write(root, reader, thresholds, &folder, task)
        .map_err(|why| format!("The report was not written: {why}"))?;
    let told = "One page that opens in any browser, with its tables and pictures beside it.";
    Ok(Some((page, format!("{told}{note}"))))
}

fn write(
    root: &Path,
    reader: &Reader,
    thresholds: Vec<Threshold>,
    into: &Path,
    task: &Task,
) -> Result<PathBuf, crate::report::Error> {
    let library = Library::open(root)?;
    let request = Request {
        model: resources::model_dir().unwrap_or_default(),
        command: format!(
            "onesheet report {} --out {}",
            root.display(),
            into.display()
        ),
        thresholds: Some(thresholds),
        top: TOP,
    };
    let material = gather(&library, reader, request, task)?;
    let document = sections::compose(&material, &library, task)?;
    folder::write(&document, into, task)
}
