//! A run's model out of the library: one job that asks where to, and writes.
//!
//! In: a run. Out: a folder in Hugging Face's layout, or an ONNX file, and a notice. Where the
//! desktop has no file chooser it goes into the library's folder `exports`.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::Context;

use crate::app::shared::file_chooser;
use crate::app::shared::exports::Outcome;
use crate::app::state::State;
use crate::evaluation::ModelPlaces;
use crate::explore::save::Unfinished;
use crate::jobs::{Job, Task};
use crate::training::model_copy::copy_model;
use crate::training::run::RunFolder;
use crate::vision::onnx::to_onnx;

/// Copies the model's files; `to`: into which folder, instead of asking.
pub fn model(context: &Context, state: &mut State, name: &str, to: Option<PathBuf>) {
    let told = "A model folder in Hugging Face's layout: onesheet predict --model reads it, and so \
                do other tools.";
    export(context, state, name, move |folder, name, root, task| {
        task.begin("Choosing a place", "files", None);
        let (into, note) = match to {
            Some(into) => (into, String::new()),
            None => match dialogs::folder("Copy the model into a folder") {
                Ok(Some(chosen)) => (chosen.join(name), String::new()),
                Ok(None) => return Ok(None),
                Err(_) => (root.join("exports").join(name), no_chooser()),
            },
        };
        task.begin("Copying the model", "files", None);
        let copied = copy_model(folder, &into).map_err(|error| error.to_string())?;
        Ok(Some((copied, format!("{told}{note}"))))
    });
}

/// Writes the model as an ONNX file; `to`: which, instead of asking.
pub fn onnx(context: &Context, state: &mut State, name: &str, to: Option<PathBuf>) {
    let data = state.data.clone();
    export(context, state, name, move |run, name, root, task| {
        task.begin("Choosing a place", "files", None);
        let file = format!("{name}.onnx");
        let (file, note) = match to {
            Some(file) => (file, String::new()),
            None => match dialogs::save_as("Save the model as ONNX", &file, "onnx") {
                Ok(Some(file)) => (file, String::new()),
                Ok(None) => return Ok(None),
                Err(_) => (root.join("exports").join(file), no_chooser()),
            },
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

fn no_chooser() -> String {
    format!(" {}", dialogs::NO_CHOOSER_FOR_SAVING)
}

fn export(
    context: &Context,
    state: &mut State,
    name: &str,
    work: impl FnOnce(&RunFolder, &str, &Path, &Task) -> Outcome + Send + 'static,
) {
    // One export at a time: a second press means the first.
    let (Some(run), None) = (state.training.shelf.get(name), &state.exporting) else {
        return;
    };
    let (folder, name) = (run.folder.clone(), name.to_owned());
    let root = Arc::clone(&state.films.root);
    let context = context.clone();
    state.exporting = Some(Job::spawn(
        "Export",
        move || context.request_repaint(),
        move |task| work(&folder, &name, &root, task),
    ));
}
