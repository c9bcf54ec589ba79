//! Model folders as people have them: saved by transformers in its many versions, by hand, by others.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use candle_core::{DType, Device, Tensor};
use onesheet::vision::Checkpoint;
use serde_json::{Value, json};
use tempfile::{TempDir, tempdir};

use super::support::{onesheet, poster, text, tiny_folder, tiny_model};

const WEIGHTS: &str = "model.safetensors";

/// A folder of the tiny model, which a test changes.
struct Scene {
    _root: TempDir,
    folder: PathBuf,
}

impl Scene {
    fn new() -> Self {
        let root = tempdir().expect("a folder");
        let folder = tiny_folder(root.path());
        Self {
            _root: root,
            folder,
        }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    fn save(&self, name: &str, tensors: impl IntoIterator<Item = (String, Tensor)>) {
        let tensors: HashMap<String, Tensor> = tensors.into_iter().collect();
        candle_core::safetensors::save(&tensors, self.path(name)).expect("written");
    }

    fn config(&self, change: impl FnOnce(&mut Value)) {
        let path = self.path("config.json");
        let read = fs::read_to_string(&path).expect("there");
        let mut config: Value = serde_json::from_str(&read).expect("JSON");
        change(&mut config);
        fs::write(path, config.to_string()).expect("written");
    }

    /// Whether it is still the tiny model, number for number, with its genres.
    fn is_the_model(&self) {
        let (found, model) = (Checkpoint::load(&self.folder).expect("sound"), tiny_model());
        assert_eq!(found.genres, model.genres);
        assert_eq!(found.preprocessing, model.preprocessing);
        assert_eq!(found.tensors.len(), model.tensors.len());
        for (name, tensor) in &model.tensors {
            assert_eq!(numbers(&found.tensors[name]), numbers(tensor), "{name}");
        }
    }

    fn said(&self) -> String {
        let error = Checkpoint::load(&self.folder)
            .and_then(|model| model.require_genres(&self.folder))
            .expect_err("it cannot be used");
        error.to_string()
    }
}

fn numbers(tensor: &Tensor) -> Vec<f32> {
    let wide = tensor.to_dtype(DType::F32).expect("a number format");
    wide.flatten_all().expect("flat").to_vec1().expect("f32")
}

#[test]
fn weights_in_double_precision_are_read() {
    let scene = Scene::new();
    let wide = tiny_model().tensors.into_iter();
    let wide = wide.map(|(name, one)| (name, one.to_dtype(DType::F64).expect("widened")));
    scene.save(WEIGHTS, wide);
    scene.is_the_model();
    let mut vast: HashMap<_, _> = tiny_model().tensors.into_iter().collect();
    let bias = Tensor::full(1e300_f64, 8, &Device::Cpu).expect("numbers");
    vast.insert("bn1.bias".to_owned(), bias);
    scene.save(WEIGHTS, vast);
    assert!(
        scene.said().contains("bn1.bias holds inf"),
        "{}",
        scene.said()
    );
}

#[test]
fn weights_in_several_files_are_read() {
    let scene = Scene::new();
    fs::remove_file(scene.path(WEIGHTS)).expect("removed");
    let (mut parts, mut lies) = ([Vec::new(), Vec::new()], serde_json::Map::new());
    for (at, (name, tensor)) in tiny_model().tensors.into_iter().enumerate() {
        let file = format!("model-0000{}-of-00002.safetensors", at % 2 + 1);
        lies.insert(name.clone(), file.into());
        parts[at % 2].push((name, tensor));
    }
    let [first, second] = parts;
    let twice = second[0].clone();
    scene.save("model-00001-of-00002.safetensors", first.clone());
    scene.save("model-00002-of-00002.safetensors", second);
    let index = json!({"metadata": {"total_size": 1}, "weight_map": lies});
    let path = scene.path("model.safetensors.index.json");
    fs::write(&path, index.to_string()).expect("written");
    scene.is_the_model();
    // `model convert` takes the index for the file.
    let into = scene.path("backbone");
    let done = onesheet(&[
        "model",
        "convert",
        text(&path),
        "--into",
        text(&into),
        "--f32",
    ]);
    assert!(done.status.success(), "{done:?}");
    let backbone = Checkpoint::load(&into).expect("a backbone");
    assert_eq!(backbone.tensors.len(), tiny_model().tensors.len() - 2);
    // A tensor in both.
    scene.save(
        "model-00001-of-00002.safetensors",
        first.into_iter().chain([twice]),
    );
    assert!(
        scene.said().contains("another of the model's files"),
        "{}",
        scene.said()
    );
    fs::remove_file(scene.path("model-00002-of-00002.safetensors")).expect("removed");
    let words = "it lists model-00002-of-00002.safetensors, which is not there";
    assert!(scene.said().contains(words), "{}", scene.said());
}

#[test]
fn a_config_of_any_version_is_understood() {
    type Change = fn(&mut Value);
    let changes: [(&str, Change); 7] = [
        ("no problem_type", |config| {
            config
                .as_object_mut()
                .expect("an object")
                .remove("problem_type");
        }),
        ("null", |config| config["problem_type"] = Value::Null),
        ("much more", |config| {
            config["torch_dtype"] = "float16".into();
            config["out_features"] = json!(["stage4"]);
            config["num_labels"] = 3.into();
            config["transformers_version"] = "4.40.0".into();
        }),
        ("numbers as text", |config| {
            config["label2id"] = json!({"Action": "0", "Comedy": "1", "Drama": "2"});
        }),
        ("only label2id", |config| {
            config["id2label"] = Value::Null;
            config["label2id"] = json!({"Drama": 2, "Comedy": "1", "Action": 0});
        }),
        ("a list", |config| {
            config["id2label"] = json!(["Action", "Comedy", "Drama"]);
        }),
        ("nulls", |config| {
            for name in [
                "architectures",
                "label2id",
                "downsample_in_bottleneck",
                "downsample_in_first_stage",
                "layer_type",
                "hidden_act",
                "depths",
                "pretrained_cfg",
            ] {
                config[name] = Value::Null;
            }
        }),
    ];
    for (what, change) in changes {
        println!("{what}");
        let scene = Scene::new();
        scene.config(change);
        scene.is_the_model();
    }
}

#[test]
fn a_head_that_is_none_of_genres_says_why() {
    let said = |change: fn(&mut Value)| {
        let scene = Scene::new();
        scene.config(change);
        let _ = fs::remove_file(scene.path("thresholds.json"));
        let _ = fs::remove_file(scene.path("calibration.json"));
        scene.said()
    };
    let single = said(|config| config["problem_type"] = "single_label_classification".into());
    assert!(single.contains("single_label_classification"), "{single}");
    let unnamed = said(|config| {
        config["problem_type"] = Value::Null;
        config["id2label"] = json!({"0": "LABEL_0", "1": "LABEL_1", "2": "LABEL_2"});
        config["label2id"] = json!({"LABEL_0": 0, "LABEL_1": 1, "LABEL_2": 2});
    });
    assert!(
        unnamed.contains("LABEL_0") && unnamed.contains("problem_type"),
        "{unnamed}"
    );
    let nameless = said(|config| {
        config["num_labels"] = 3.into();
        config["id2label"] = Value::Null;
        config["label2id"] = Value::Null;
    });
    assert!(nameless.contains("none of its 3 labels"), "{nameless}");
    let blocks = said(|config| config["hidden_sizes"] = json!([16, 16, 24]));
    assert!(blocks.contains("four values"), "{blocks}");
    // Labels of genres and no head: a backbone that somebody saved without it.
    let scene = Scene::new();
    scene.config(|config| config["problem_type"] = Value::Null);
    for name in ["thresholds.json", "calibration.json"] {
        fs::remove_file(scene.path(name)).expect("removed");
    }
    let headless = tiny_model().tensors.into_iter();
    scene.save(
        WEIGHTS,
        headless.filter(|(name, _)| !name.starts_with("fc.")),
    );
    assert!(
        Checkpoint::load(&scene.folder)
            .expect("a backbone")
            .genres
            .is_empty()
    );
}

#[test]
fn names_of_wrapped_networks_are_understood() {
    let scene = Scene::new();
    let wrapped = tiny_model().tensors.into_iter();
    scene.save(
        WEIGHTS,
        wrapped.map(|(name, one)| (format!("module._orig_mod.{name}"), one)),
    );
    scene.is_the_model();
}

#[test]
fn other_files_say_what_they_are_and_what_to_do() {
    let scene = Scene::new();
    let picture = poster(&scene.folder, 1).path;
    fs::remove_file(scene.path(WEIGHTS)).expect("removed");
    let predict = |scene: &Scene| {
        let output = onesheet(&["predict", text(&picture), "--model", text(&scene.folder)]);
        assert_eq!(output.status.code(), Some(1));
        String::from_utf8_lossy(&output.stderr).into_owned()
    };
    fs::write(scene.path("pytorch_model.bin"), "PK\x03\x04").expect("written");
    let said = predict(&scene);
    for word in [
        "pytorch_model.bin",
        "python3 -c",
        "safetensors.torch",
        "weights_only=True",
    ] {
        assert!(said.contains(word), "{said}");
    }
    fs::write(
        scene.path(WEIGHTS),
        "version https://git-lfs.github.com/spec/v1\n",
    )
    .expect("written");
    assert!(predict(&scene).contains("git lfs pull"));
    let bin = scene.path("pytorch_model.bin");
    let into = scene.path("converted");
    let output = onesheet(&["model", "convert", text(&bin), "--into", text(&into)]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        said.contains("python3 -c") && !said.contains("damaged"),
        "{said}"
    );
}

#[test]
fn a_folder_without_preprocessing_says_what_to_add() {
    let scene = Scene::new();
    let path = scene.path("preprocessor_config.json");
    fs::remove_file(&path).expect("removed");
    let said = scene.said();
    assert!(
        said.contains("preprocessor_config.json") && said.contains("image_mean"),
        "{said}"
    );
    // What it proposes is understood.
    let start = said.find("{\"size\"").expect("an example");
    let end = said.rfind('}').expect("its end");
    fs::write(&path, &said[start..=end]).expect("written");
    assert_eq!(size(&scene.folder), (224, 224));
}

fn size(folder: &Path) -> (usize, usize) {
    let preprocessing = Checkpoint::load(folder).expect("sound").preprocessing;
    (preprocessing.height, preprocessing.width)
}
