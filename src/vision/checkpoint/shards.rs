//! Which files hold a folder's weights: one, several with an index, or others that are not read.
//!
//! transformers cuts large models into `model-00001-of-00002.safetensors` and so on, and lists in
//! `model.safetensors.index.json` what lies where.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::error::CheckpointError;
use super::json;

/// The weights in one file.
pub const WEIGHTS: &str = "model.safetensors";
const INDEX: &str = "model.safetensors.index.json";
/// How the names of PyTorch's own files end.
const PYTORCH: [&str; 4] = ["bin", "pt", "pth", "ckpt"];

#[derive(Deserialize)]
struct Index {
    weight_map: BTreeMap<String, String>,
}

/// The files in a model's folder that hold its weights.
///
/// # Errors
/// [`CheckpointError`]: there are none, or others, and what to do.
pub fn of_folder(directory: &Path) -> Result<Vec<PathBuf>, CheckpointError> {
    let (whole, index) = (directory.join(WEIGHTS), directory.join(INDEX));
    if whole.exists() {
        return Ok(vec![whole]);
    }
    if index.exists() {
        return of_index(&index);
    }
    Err(match others(directory) {
        Some(reason) => CheckpointError::settings(directory, reason),
        None => CheckpointError::Missing { path: whole },
    })
}

/// The files that `path` stands for: itself, or what it lists.
///
/// # Errors
/// [`CheckpointError`] where it is an index and none of its form, or a file is missing.
pub fn of_file(path: &Path) -> Result<Vec<PathBuf>, CheckpointError> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    match name.ends_with(".safetensors.index.json") {
        true => of_index(path),
        false => Ok(vec![path.to_owned()]),
    }
}

fn of_index(path: &Path) -> Result<Vec<PathBuf>, CheckpointError> {
    let index: Index = json::read(path)?;
    let names: BTreeSet<&String> = index.weight_map.values().collect();
    let mut files = Vec::with_capacity(names.len());
    for name in names {
        // The files of a model lie in its folder and nowhere else.
        if Path::new(name).file_name() != Some(name.as_ref()) || !name.ends_with(".safetensors") {
            let reason =
                format!("weight_map names '{name}', which is no safetensors file beside it");
            return Err(CheckpointError::settings(path, reason));
        }
        let file = path.with_file_name(name);
        if !file.exists() {
            let reason = format!("it lists {name}, which is not there; copy or download it too");
            return Err(CheckpointError::settings(path, reason));
        }
        files.push(file);
    }
    match files.is_empty() {
        true => Err(CheckpointError::settings(path, "its weight_map is empty")),
        false => Ok(files),
    }
}

/// Why a folder has other weights than those that are read.
fn others(directory: &Path) -> Option<String> {
    let entries = std::fs::read_dir(directory).ok()?;
    let mut names: Vec<String> = entries
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .collect();
    names.sort();
    let ends = |name: &String, ends: &[&str]| {
        let extension = name.rsplit_once('.').map(|(_, extension)| extension);
        extension.is_some_and(|extension| ends.contains(&extension))
    };
    let of =
        |kind: &[&str]| -> Vec<&String> { names.iter().filter(|one| ends(one, kind)).collect() };
    if let [other] = of(&["safetensors"])[..] {
        return Some(format!(
            "its weights lie in {other}; rename that file to {WEIGHTS}"
        ));
    }
    let not_settings =
        |name: &&&String| !name.starts_with("training_args") && !name.starts_with("optimizer");
    let pytorch = of(&PYTORCH);
    let mut pytorch = pytorch.iter().filter(not_settings).peekable();
    if let Some(first) = pytorch.peek() {
        let first = (**first).clone();
        let files: Vec<PathBuf> = pytorch.map(|name| directory.join(name)).collect();
        return Some(format!(
            "its weights lie in {first}, in PyTorch's own format, which can hold programs and is not \
             read; {}",
            converted(&files, &directory.join(WEIGHTS))
        ));
    }
    let foreign = of(&["h5", "msgpack", "onnx", "tflite", "gguf"]);
    let first = foreign.first()?;
    Some(format!(
        "its weights lie in {first}, which is not read; save the model with PyTorch as {WEIGHTS} \
         (save_pretrained does)"
    ))
}

/// The command that makes a safetensors file of PyTorch's.
fn converted(files: &[PathBuf], into: &Path) -> String {
    let quoted = |path: &Path| format!("'{}'", path.display().to_string().replace('\'', r"'\''"));
    let files: Vec<String> = files.iter().map(|file| quoted(file)).collect();
    format!(
        "convert it where PyTorch is: python3 -c \"import sys,torch,safetensors.torch as s; t={{}}; \
         [t.update(d.get('state_dict',d)) for d in (torch.load(f,'cpu',weights_only=True) for f in \
         sys.argv[2:])]; s.save_file({{k:v.contiguous() for k,v in t.items()}},sys.argv[1])\" {} {}",
        quoted(into),
        files.join(" ")
    )
}

/// What a file is that is called safetensors and is none; `None` where nothing gives it away.
///
/// # Errors
/// What the system says.
pub fn not_safetensors(path: &Path) -> std::io::Result<Option<String>> {
    let mut head = Vec::new();
    std::fs::File::open(path)?.take(64).read_to_end(&mut head)?;
    let begins = |with: &[u8]| head.starts_with(with);
    Ok(if begins(b"PK\x03\x04") || begins(&[0x80, 2]) {
        let into = path.with_file_name(WEIGHTS);
        Some(format!(
            "it is in PyTorch's own format, which can hold programs and is not read; {}",
            converted(&[path.to_owned()], &into)
        ))
    } else if begins(b"version https://git-lfs") {
        let words =
            "it is only Git LFS's note on where the file lies; fetch it with `git lfs pull`";
        Some(words.to_owned())
    } else if begins(b"<") {
        Some("it is a page of the web, not the file; download it again".to_owned())
    } else if begins(b"\x89HDF") {
        Some("it is an HDF5 file of TensorFlow's; save the model with PyTorch".to_owned())
    } else {
        None
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(files: &[(&str, &str)]) -> String {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, content) in files {
            std::fs::write(folder.path().join(name), content).expect("written");
        }
        match of_folder(folder.path()) {
            Ok(found) => found
                .iter()
                .map(|file| {
                    file.file_name()
                        .unwrap_or_default()
                        .to_string_lossy()
                        .into_owned()
                        + " "
                })
                .collect(),
            Err(error) => error.to_string(),
        }
    }

    const TWO: &str = r#"{"metadata": {"total_size": 1}, "weight_map":
        {"a": "model-2.safetensors", "b": "model-1.safetensors", "c": "model-2.safetensors"}}"#;

    #[test]
    fn one_file_or_those_of_the_index() {
        let index = ("model.safetensors.index.json", TWO);
        let (one, two) = (("model-1.safetensors", ""), ("model-2.safetensors", ""));
        assert_eq!(
            said(&[index, one, two]),
            "model-1.safetensors model-2.safetensors "
        );
        assert_eq!(
            said(&[index, one, two, ("model.safetensors", "")]),
            "model.safetensors "
        );
        assert!(said(&[index, one]).contains("it lists model-2.safetensors, which is not there"));
        for outside in [
            "../a.safetensors",
            "/etc/a.safetensors",
            "x/a.safetensors",
            "a.bin",
        ] {
            let text = format!(r#"{{"weight_map": {{"a": "{outside}"}}}}"#);
            let said = said(&[("model.safetensors.index.json", &text)]);
            assert!(said.contains("no safetensors file beside it"), "{said}");
        }
        assert!(
            said(&[("model.safetensors.index.json", r#"{"weight_map": {}}"#)]).contains("empty")
        );
    }

    #[test]
    fn other_weights_say_what_to_do() {
        for (file, words) in [
            (
                "pytorch_model.bin",
                ["pytorch_model.bin", "safetensors.torch"],
            ),
            ("resnet.pth", ["resnet.pth", "weights_only=True"]),
            ("tf_model.h5", ["tf_model.h5", "save_pretrained"]),
            (
                "model.fp16.safetensors",
                ["model.fp16.safetensors", "rename"],
            ),
            (
                "training_args.bin",
                ["model.safetensors is missing", "a model is a folder"],
            ),
        ] {
            let said = said(&[("config.json", "{}"), (file, "")]);
            assert!(words.iter().all(|word| said.contains(word)), "{said}");
        }
        // All parts in one command.
        let parts = [("pytorch_model-1.bin", ""), ("pytorch_model-2.bin", "")];
        let said = said(&parts);
        assert!(said.contains("pytorch_model-1.bin' '") && said.contains("pytorch_model-2.bin'"));
    }

    #[test]
    fn a_file_that_is_something_else_is_recognised() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join(WEIGHTS);
        for (bytes, word) in [
            (&b"PK\x03\x04 zip"[..], Some("PyTorch")),
            (b"\x80\x02}q", Some("PyTorch")),
            (
                b"version https://git-lfs.github.com/spec/v1\n",
                Some("git lfs pull"),
            ),
            (b"<!DOCTYPE html>", Some("web")),
            (b"\x10\0\0\0\0\0\0\0{}", None),
            (b"", None),
        ] {
            std::fs::write(&path, bytes).expect("written");
            let said = not_safetensors(&path).expect("readable");
            match word {
                None => assert_eq!(said, None),
                Some(word) => assert!(said.expect(word).contains(word)),
            }
        }
    }
}
