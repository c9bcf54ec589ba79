//! Damaged and hostile model folders end in a sentence that names the place, never in a panic.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use candle_core::{DType, Device, Tensor};
use onesheet::vision::Checkpoint;
use tempfile::tempdir;

use super::support::{tiny_folder, tiny_model};

fn said(folder: &Path) -> String {
    Checkpoint::load(folder).expect_err("a fault").to_string()
}

fn zeros(shape: &[usize]) -> Tensor {
    Tensor::zeros(shape, DType::F32, &Device::Cpu).expect("zeros")
}

#[test]
fn a_wrong_tensor_is_named() {
    let root = tempdir().expect("a folder");
    let folder = tiny_folder(root.path());
    type Change = fn(&mut HashMap<String, Tensor>);
    let changes: [(Change, &[&str]); 6] = [
        (
            |t| {
                t.remove("layer2.0.bn2.bias");
            },
            &["missing layer2.0.bn2.bias"],
        ),
        (
            |t| {
                t.insert("blocks.0.attn".to_owned(), zeros(&[1]));
            },
            &["unexpected blocks.0.attn"],
        ),
        (
            |t| {
                t.insert("conv1.weight".to_owned(), zeros(&[8, 3, 7, 6]));
            },
            &["conv1.weight", "[8, 3, 7, 6] instead of [8, 3, 7, 7]"],
        ),
        (
            |t| {
                let broken = Tensor::full(f32::NAN, 3, &Device::Cpu).expect("a tensor");
                t.insert("fc.bias".to_owned(), broken);
            },
            &["fc.bias", "NaN"],
        ),
        (
            |t| {
                let broken = Tensor::full(f32::NEG_INFINITY, 8, &Device::Cpu).expect("a tensor");
                t.insert("bn1.weight".to_owned(), broken);
            },
            &["bn1.weight", "-inf"],
        ),
        (
            |t| {
                let bytes = zeros(&[3]).to_dtype(DType::U8).expect("bytes");
                t.insert("fc.bias".to_owned(), bytes);
            },
            &["fc.bias", "U8"],
        ),
    ];
    for (change, words) in changes {
        let mut tensors = tiny_model().tensors;
        change(&mut tensors);
        let path = folder.join("model.safetensors");
        candle_core::safetensors::save(&tensors, path).expect("written");
        let said = said(&folder);
        assert!(words.iter().all(|word| said.contains(word)), "{said}");
    }
}

#[test]
fn a_cut_file_is_damaged_wherever_it_is_cut() {
    let root = tempdir().expect("a folder");
    let folder = tiny_folder(root.path());
    let path = folder.join("model.safetensors");
    let whole = fs::read(&path).expect("there");
    for length in [0, 1, 7, 8, 9, 100, 5000, whole.len() / 2, whole.len() - 1] {
        fs::write(&path, &whole[..length]).expect("cut");
        let said = said(&folder);
        assert!(
            said.contains("model.safetensors is damaged"),
            "{length}: {said}"
        );
    }
    fs::remove_file(&path).expect("removed");
    assert!(said(&folder).contains("model.safetensors is missing"));
}

#[test]
fn a_hostile_header_is_damage() {
    let root = tempdir().expect("a folder");
    let folder = tiny_folder(root.path());
    let path = folder.join("model.safetensors");
    let file = |header: &str, data: usize| {
        let mut bytes = (header.len() as u64).to_le_bytes().to_vec();
        bytes.extend_from_slice(header.as_bytes());
        bytes.resize(bytes.len() + data, 0);
        bytes
    };
    let tensor = |shape: &str, offsets: &str| {
        format!(r#"{{"fc.bias":{{"dtype":"F32","shape":{shape},"data_offsets":{offsets}}}}}"#)
    };
    for bytes in [
        vec![0xff; 64],
        u64::MAX.to_le_bytes().to_vec(),
        (1u64 << 62).to_le_bytes().repeat(4),
        file("not json", 12),
        file("[]", 0),
        file(&tensor("[3]", "[0,1000000]"), 12),
        file(&tensor("[3]", "[12,0]"), 12),
        file(&tensor("[4]", "[0,12]"), 12),
        file(&tensor("[18446744073709551615,2]", "[0,12]"), 12),
        file(&tensor("[-3]", "[0,12]"), 12),
        file(&"[".repeat(100_000), 0),
    ] {
        fs::write(&path, &bytes).expect("written");
        let said = said(&folder);
        assert!(said.contains("damaged"), "{said}");
    }
    fs::write(&path, "<!DOCTYPE html><html>Not found</html>").expect("written");
    let said = said(&folder);
    assert!(said.contains("a page of the web"), "{said}");
}

#[test]
fn wrong_settings_are_said() {
    let root = tempdir().expect("a folder");
    for (file, content, word) in [
        ("config.json", "{", "JSON"),
        ("config.json", "[1, 2]", "JSON"),
        ("config.json", r#"{"model_type": "vit"}"#, "vit"),
        ("config.json", r#"{"layer_type": "basic"}"#, "bottleneck"),
        (
            "config.json",
            r#"{"downsample_in_bottleneck": true}"#,
            "v1.5",
        ),
        (
            "config.json",
            r#"{"embedding_size": 8, "hidden_sizes": [4, 8, 16, 32], "depths": [1, 1, 1, 99999999]}"#,
            "depths",
        ),
        (
            "config.json",
            r#"{"embedding_size": 64, "hidden_sizes": [256, 512, 1024, 2048], "depths": [3, 4, 6, 3]}"#,
            "missing layer",
        ),
        (
            "config.json",
            r#"{"problem_type": "multi_label_classification", "id2label": {"0": "Drama", "2": "Horror"}}"#,
            "1 is missing",
        ),
        (
            "config.json",
            r#"{"problem_type": "multi_label_classification", "id2label": {"0": "Drama", "1": "drama"}}"#,
            "twice",
        ),
        (
            "config.json",
            r#"{"problem_type": "multi_label_classification", "id2label": {"0": " "}}"#,
            "no genre's name",
        ),
        (
            "config.json",
            r#"{"problem_type": "multi_label_classification", "id2label": {"0": "Drama"}}"#,
            "fc.bias",
        ),
        ("thresholds.json", r#"{"Action": 1.5}"#, "between 0 and 1"),
        ("thresholds.json", r#"{"Western": 0.5}"#, "Western"),
        (
            "calibration.json",
            r#"{"Action": {"slope": 1}}"#,
            "intercept",
        ),
        (
            "calibration.json",
            r#"{"Action": {"slope": 1e300, "intercept": 0}}"#,
            "finite",
        ),
        (
            "preprocessor_config.json",
            r#"{"size": 0}"#,
            "preprocessor_config.json",
        ),
    ] {
        let folder = tiny_folder(root.path());
        fs::write(folder.join(file), content).expect("written");
        let said = said(&folder);
        assert!(
            said.contains(file) || said.contains("model.safetensors"),
            "{said}"
        );
        assert!(said.contains(word), "{content}: {said}");
    }
}

#[test]
fn settings_that_may_be_absent_have_defaults() {
    let root = tempdir().expect("a folder");
    let folder = tiny_folder(root.path());
    fs::remove_file(folder.join("calibration.json")).expect("removed");
    fs::write(folder.join("thresholds.json"), r#"{"Comedy": 0.25}"#).expect("written");
    let loaded = Checkpoint::load(&folder).expect("sound");
    assert_eq!(loaded.calibration, vec![Default::default(); 3]);
    assert_eq!(
        loaded
            .thresholds
            .iter()
            .map(|t| t.value())
            .collect::<Vec<_>>(),
        [0.5, 0.25, 0.5]
    );
}

#[test]
fn no_folder_is_missing() {
    let root = tempdir().expect("a folder");
    let said = said(&root.path().join("nowhere"));
    assert!(
        said.contains("is missing") && said.contains("config.json"),
        "{said}"
    );
}
