//! The report from the window: one job that asks where to, reads, judges, draws and writes.
//!
//! In: the open library and the loaded model. Out: a folder with `report.html` in it, and a notice.
//! Where the desktop has no file chooser it goes into the library's folder `exports`.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::Context;

use crate::app::shared::exports::{Outcome, place};
use crate::app::shared::{Shared, file_chooser};
use crate::catalog::Library;
use crate::jobs::Task;
use crate::report::{Request, folder, gather, sections};
use crate::resources;
use crate::vision::{Reader, Threshold};

/// Posters on the sheet of each genre.
const TOP: usize = 100;

/// Starts the report; `to`: where, instead of asking.
pub fn start(context: &Context, shared: &mut Shared, to: Option<PathBuf>) {
    let Some(reader) = shared.reader() else {
        return;
    };
    let root = Arc::clone(&shared.films.root);
    let thresholds = shared.scoring.thresholds().to_vec();
    shared.exports.start(context, "Report", move |task| {
        run(&root, &reader, thresholds, to, task)
    });
}

fn run(
    root: &Path,
    reader: &Reader,
    thresholds: Vec<Threshold>,
    to: Option<PathBuf>,
    task: &Task,
) -> Outcome {
    task.begin("Choosing a place", "files", None);
    let ask = || {
        let folder = file_chooser::folder("Write the report into a folder")?;
        Ok(folder.map(|folder| folder.join("report")))
    };
    let Some((folder, note)) = place(to, ask, root, "report")? else {
        return Ok(None);
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
