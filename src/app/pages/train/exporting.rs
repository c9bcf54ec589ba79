//! A run's model out of the library: one job that asks where to, and writes.
//!
//! In: a run. Out: a folder in Hugging Face's layout, or an ONNX file, and a notice. Where the
//! desktop has no file chooser it goes into the library's folder `exports`.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::state::TrainPage;
use crate::app::cx::Cx;
use crate::app::shared::exports::{Outcome, place};
use crate::app::shared::file_chooser;
use crate::evaluation::ModelPlaces;
use crate::explore::save::Unfinished;
use crate::jobs::Task;
use crate::training::model_copy::copy_model;
use crate::training::run::RunFolder;
use crate::vision::onnx::to_onnx;

/// Copies the model's files; `to`: into which folder, instead of asking.
pub fn model(page: &TrainPage, cx: &mut Cx<'_>, name: &str, to: Option<PathBuf>) {
    let told = "A model folder in Hugging Face's layout: onesheet predict --model reads it, and so \
                do other tools.";
    export(page, cx, name, move |folder, name, root, task| {
        task.begin("Choosing a place", "files", None);
        let ask = || {
            let chosen = file_chooser::folder("Copy the model into a folder")?;
            Ok(chosen.map(|chosen| chosen.join(name)))
        };
        let Some((into, note)) = place(to, ask, root, name)? else {
            return Ok(None);
        };
        task.begin("Copying the model", "files", None);
        let copied = copy_model(folder, &into).map_err(|error| error.to_string())?;
        Ok(Some((copied, format!("{told}{note}"))))
    });
}

/// Writes the model as an ONNX file; `to`: which, instead of asking.
pub fn onnx(page: &TrainPage, cx: &mut Cx<'_>, name: &str, to: Option<PathBuf>) {
    let data = cx.shared.data.clone();
    export(page, cx, name, move |run, name, root, task| {
        task.begin("Choosing a place", "files", None);
        let file = format!("{name}.onnx");
        let ask = || file_chooser::save_as("Save the model as ONNX", &file, "onnx");
        let Some((file, note)) = place(to, ask, root, &file)? else {
            return Ok(None);
        };
        task.begin("Writing the model", "files", None);
        write_onnx(&run.path, &file, data).map_err(|why| why.to_string())?;
        let told = "Labels, thresholds and preprocessing are in its metadata.";
        Ok(Some((file, format!("{told}{note}"))))
    });
}

/// The model as the window reads with it: with the thresholds that were applied to it.
fn write_onnx(model: &Path, file: &Path, data: Option<PathBuf>) -> anyhow::Result<()> {
    let places = ModelPlaces {
        data,
        ..ModelPlaces::of_this_computer()
    };
    let bytes = to_onnx(&places.open(model)?.checkpoint)?;
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let mut beside = Unfinished::begin(file)?;
    beside.write_all(&bytes)?;
    Ok(beside.finish()?)
}

fn export(
    page: &TrainPage,
    cx: &mut Cx<'_>,
    name: &str,
    work: impl FnOnce(&RunFolder, &str, &Path, &Task) -> Outcome + Send + 'static,
) {
    let Some(run) = page.shelf.get(name) else {
        return;
    };
    let (folder, name) = (run.folder.clone(), name.to_owned());
    let root = Arc::clone(&cx.shared.films.root);
    cx.shared.exports.start(cx.context, "Export", move |task| {
        work(&folder, &name, &root, task)
    });
}
