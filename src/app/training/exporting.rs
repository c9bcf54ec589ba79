//! A run's model out of the library: one job that asks where to, and writes.
//!
//! In: a run. Out: a folder in Hugging Face's layout, or an ONNX file, and a notice. Where the
//! desktop has no file chooser it goes into the library's folder `exports`.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::Context;

use crate::app::dialogs;
use crate::app::panels::top100::export::Outcome;
use crate::app::state::State;
use crate::jobs::{Job, Task};
use crate::training::model_copy::copy_model;
use crate::training::run::RunFolder;

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
