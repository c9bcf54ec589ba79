//! A run's model as a folder of its own: in Hugging Face's layout, without the training's state.
//!
//! In: a run. Out: a folder that is there whole or not at all.

use std::fs;
use std::path::{Path, PathBuf};

use super::{Error, RunFolder};

/// What belongs to the training and not to the model.
const LEFT_OUT: [&str; 2] = ["lock", "training_state"];

/// Copies the model of `run` to `into`, a folder that must not be there yet.
///
/// # Errors
/// [`Error::NameTaken`] if it is there, [`Error::NoModel`] if the run has no model yet,
/// [`Error::Write`] if the disk refused; what was copied is removed then.
pub fn copy_model(run: &RunFolder, into: &Path) -> Result<PathBuf, Error> {
    if into.exists() {
        return Err(Error::NameTaken(into.display().to_string()));
    }
    if !run.is_usable() {
        return Err(Error::NoModel(run.path.display().to_string()));
    }
    let parent = match into.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let failed = |path: &Path| {
        let path = path.display().to_string();
        move |source| Error::Write { path, source }
    };
    fs::create_dir_all(parent).map_err(failed(parent))?;
    // Removed with all that is in it if anything fails on the way.
    let beside = tempfile::Builder::new()
        .prefix(".unfinished-")
        .tempdir_in(parent)
        .map_err(failed(parent))?;
    let folder = beside.path().join("model");
    fs::create_dir(&folder).map_err(failed(&folder))?;
    for entry in fs::read_dir(&run.path).map_err(failed(&run.path))? {
        let entry = entry.map_err(failed(&run.path))?;
        let name = entry.file_name();
        let text = name.to_string_lossy();
        let left_out =
            text.starts_with('.') || LEFT_OUT.iter().any(|begin| text.starts_with(begin));
        if !left_out && entry.path().is_file() {
            let to = folder.join(&name);
            fs::copy(entry.path(), &to).map_err(failed(&to))?;
        }
    }
    fs::rename(&folder, into).map_err(failed(into))?;
    Ok(into.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_model_goes_and_the_state_stays() {
        let place = tempfile::tempdir().expect("a folder");
        let run = RunFolder {
            path: place.path().join("runs").join("one"),
        };
        fs::create_dir_all(&run.path).expect("a folder");
        let into = place.path().join("out").join("mine");
        assert!(matches!(copy_model(&run, &into), Err(Error::NoModel(_))));
        for name in ["config.json", "model.safetensors", "history.jsonl"] {
            fs::write(run.path.join(name), name).expect("written");
        }
        for name in ["lock", "training_state.safetensors", ".writing-x"] {
            fs::write(run.path.join(name), name).expect("written");
        }
        copy_model(&run, &into).expect("copied");
        let mut names: Vec<String> = fs::read_dir(&into)
            .expect("there")
            .map(|entry| entry.expect("an entry").file_name())
            .map(|name| name.to_string_lossy().into_owned())
            .collect();
        names.sort();
        assert_eq!(names, ["config.json", "history.jsonl", "model.safetensors"]);
        assert!(matches!(copy_model(&run, &into), Err(Error::NameTaken(_))));
        let beside = fs::read_dir(place.path().join("out")).expect("there");
        assert_eq!(beside.count(), 1, "nothing is left beside it");
    }
}
