//! Model folders: what is written is read back, and other libraries' folders are understood.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use candle_core::{DType, Device, Tensor};
use onesheet::catalog::Genre;
use onesheet::jobs::Task;
use onesheet::vision::checkpoint::Precision;
use onesheet::vision::fused::FusedEngine;
use onesheet::vision::{
    Batch, CandleEngine, Checkpoint, CheckpointError, Engine, Preprocessing, Reader, Threshold,
    Wanted,
};
use tempfile::tempdir;

use super::support::{tiny_folder, tiny_model};

fn values(tensor: &Tensor) -> Vec<f32> {
    let wide = tensor.to_dtype(DType::F32).expect("a number format");
    let flat = wide.flatten_all().expect("flat");
    flat.to_vec1().expect("f32")
}

fn write_weights(folder: &Path, tensors: &HashMap<String, Tensor>) {
    let path = folder.join("model.safetensors");
    candle_core::safetensors::save(tensors, path).expect("written");
}

#[test]
fn a_saved_model_is_the_same_model() {
    let root = tempdir().expect("a folder");
    let model = tiny_model();
    let loaded = Checkpoint::load(&tiny_folder(root.path())).expect("sound");
    assert_eq!(loaded.architecture, model.architecture);
    assert_eq!(loaded.genres, model.genres);
    assert_eq!(loaded.preprocessing, model.preprocessing);
    assert_eq!(loaded.thresholds, model.thresholds);
    assert_eq!(loaded.calibration, model.calibration);
    assert_eq!(loaded.provenance, model.provenance);
    assert_eq!(loaded.tensors.len(), model.tensors.len());
    for (name, tensor) in &model.tensors {
        assert_eq!(values(&loaded.tensors[name]), values(tensor), "{name}");
    }
}

#[test]
fn half_precision_is_half_the_file_and_nearly_the_same() {
    let root = tempdir().expect("a folder");
    let (model, full) = (tiny_model(), tiny_folder(root.path()));
    let half = root.path().join("half");
    model.save(&half, Precision::F16).expect("saved");
    let size = |folder: &Path| {
        let path = folder.join("model.safetensors");
        fs::metadata(path).expect("there").len()
    };
    assert!(size(&half) * 100 < size(&full) * 75);
    let loaded = Checkpoint::load(&half).expect("sound");
    for (name, tensor) in &model.tensors {
        for (a, b) in values(&loaded.tensors[name]).iter().zip(values(tensor)) {
            assert!(
                (a - b).abs() <= b.abs() / 1024.0 + 1e-6,
                "{name}: {a} is not {b}"
            );
        }
    }
    // What f16 cannot hold is not saved.
    let mut large = tiny_model();
    let bias = Tensor::full(1e6f32, 3, &Device::Cpu).expect("a tensor");
    large.tensors.insert("fc.bias".to_owned(), bias);
    let nowhere = root.path().join("nowhere");
    let said = large
        .save(&nowhere, Precision::F16)
        .expect_err("too large")
        .to_string();
    assert!(said.contains("fc.bias") && !nowhere.exists(), "{said}");
}

#[test]
fn a_backbone_keeps_the_number_format_of_its_file() {
    let root = tempdir().expect("a folder");
    let folder = tiny_folder(root.path());
    for format in [DType::F16, DType::BF16, DType::F32] {
        let convert = |tensor: &Tensor| tensor.to_dtype(format).expect("converted");
        let stored: HashMap<String, Tensor> = tiny_model()
            .tensors
            .iter()
            .map(|(name, tensor)| (name.clone(), convert(tensor)))
            .collect();
        write_weights(&folder, &stored);
        let loaded = Checkpoint::load(&folder).expect("sound");
        for (name, tensor) in &loaded.tensors {
            let plain = name.starts_with("fc.");
            let expected = if plain { DType::F32 } else { format };
            assert_eq!(tensor.dtype(), expected, "{name}");
            assert_eq!(values(tensor), values(&stored[name]), "{name}");
        }
        // To its users it is the same in any format: file key, both engines, what is saved.
        let mut wide = loaded.clone();
        for tensor in wide.tensors.values_mut() {
            *tensor = tensor.to_dtype(DType::F32).expect("widened");
        }
        let key = |model: &Checkpoint| model.backbone_key().expect("readable");
        assert_eq!(key(&loaded), key(&wide));
        let pixels: Vec<f32> = (0..3 * 35 * 23).map(|at| (at as f32).sin()).collect();
        let batch = Batch::new(&pixels, 35, 23).expect("an image");
        let outputs = |engine: &dyn Engine| {
            let outputs = engine.outputs(&batch, Wanted::Features, &Task::new());
            outputs.expect("read")
        };
        let candle = |model| CandleEngine::new(model).expect("an engine");
        assert_eq!(outputs(&candle(&loaded)), outputs(&candle(&wide)));
        let fused = |model| FusedEngine::new(model).expect("an engine");
        assert_eq!(outputs(&fused(&loaded)), outputs(&fused(&wide)));
        let saved = root.path().join(format!("{format:?}"));
        loaded.save(&saved, Precision::F32).expect("saved");
        let again = Checkpoint::load(&saved).expect("sound");
        assert_eq!(key(&again), key(&loaded));

        // Training begins with a head, on plain numbers.
        let (weight, bias) = (&wide.tensors["fc.weight"], &wide.tensors["fc.bias"]);
        let genres = loaded.genres.clone();
        let begun = loaded.with_head(genres, weight.clone(), bias.clone());
        let begun = begun.expect("it fits");
        let is_plain = |tensor: &Tensor| tensor.dtype() == DType::F32;
        assert!(begun.tensors.values().all(is_plain));
    }
}

#[test]
fn the_key_follows_backbone_and_preprocessing_and_not_the_head() {
    let key = |model: &Checkpoint| model.backbone_key().expect("readable");
    let model = tiny_model();
    assert_eq!(key(&model), key(&tiny_model()));
    let mut other_head = tiny_model();
    other_head.tensors.remove("fc.weight");
    assert_eq!(key(&model), key(&other_head));
    let mut other_size = tiny_model();
    other_size.preprocessing.width += 1;
    assert_ne!(key(&model), key(&other_size));
    let mut other_weights = tiny_model();
    let bias = Tensor::ones(8, DType::F32, &Device::Cpu).expect("a tensor");
    other_weights.tensors.insert("bn1.bias".to_owned(), bias);
    assert_ne!(key(&model), key(&other_weights));
}

#[test]
fn transformers_names_come_to_the_same_network() {
    let root = tempdir().expect("a folder");
    let folder = tiny_folder(root.path());
    let renamed = |name: &str| -> String {
        let (unit, part) = name.rsplit_once('.').expect("a part");
        if unit == "fc" {
            return format!("classifier.1.{part}");
        }
        let kind = if unit.contains("conv") || unit.ends_with("downsample.0") {
            "convolution"
        } else {
            "normalization"
        };
        let Some(rest) = unit.strip_prefix("layer") else {
            return format!("resnet.embedder.embedder.{kind}.{part}");
        };
        let words: Vec<&str> = rest.split('.').collect();
        let number = |text: &str| text.parse::<usize>().expect("a number");
        let at = format!(
            "resnet.encoder.stages.{}.layers.{}",
            number(words[0]) - 1,
            words[1]
        );
        if words[2] == "downsample" {
            return format!("{at}.shortcut.{kind}.{part}");
        }
        let layer = number(&words[2][words[2].len() - 1..]) - 1;
        format!("{at}.layer.{layer}.{kind}.{part}")
    };
    let mut tensors: HashMap<String, Tensor> = tiny_model()
        .tensors
        .into_iter()
        .map(|(name, tensor)| (renamed(&name), tensor))
        .collect();
    let counter = Tensor::new(7i64, &Device::Cpu).expect("a counter");
    let name = "resnet.embedder.embedder.normalization.num_batches_tracked";
    tensors.insert(name.to_owned(), counter);
    write_weights(&folder, &tensors);
    let loaded = Checkpoint::load(&folder).expect("understood");
    let model = tiny_model();
    assert_eq!(
        loaded.backbone_key().expect("a key"),
        model.backbone_key().expect("a key")
    );
    assert_eq!(
        values(&loaded.tensors["fc.weight"]),
        values(&model.tensors["fc.weight"])
    );
}

#[test]
fn a_timm_folder_is_a_backbone_with_timms_preprocessing() {
    let root = tempdir().expect("a folder");
    let folder = tiny_folder(root.path());
    for name in [
        "preprocessor_config.json",
        "thresholds.json",
        "calibration.json",
    ] {
        fs::remove_file(folder.join(name)).expect("removed");
    }
    let config = r#"{"architecture": "resnet50", "num_classes": 3, "num_features": 2048,
        "pretrained_cfg": {"tag": "a1_in1k", "input_size": [3, 224, 160], "fixed_input_size": false,
        "interpolation": "bicubic", "crop_pct": 0.95, "mean": [0.485, 0.456, 0.406],
        "std": [0.229, 0.224, 0.225], "num_classes": 1000, "license": "apache-2.0"}}"#;
    fs::write(folder.join("config.json"), config).expect("written");
    let loaded = Checkpoint::load(&folder).expect("understood");
    assert!(loaded.genres.is_empty() && !loaded.tensors.contains_key("fc.weight"));
    let preprocessing = &loaded.preprocessing;
    assert_eq!((preprocessing.height, preprocessing.width), (224, 160));
    assert_eq!(preprocessing.mean, Preprocessing::default().mean);
    // Widths and depths are read off the tensors.
    assert_eq!(loaded.architecture, tiny_model().architecture);
    let said = Reader::open(&folder).err().expect("no genres").to_string();
    assert!(
        said.contains("backbone") && said.contains("onesheet train"),
        "{said}"
    );
}

#[test]
fn a_head_is_put_on_a_backbone() {
    let root = tempdir().expect("a folder");
    let file = tiny_folder(root.path()).join("model.safetensors");
    let backbone = || Checkpoint::from_weights(&file, Preprocessing::default()).expect("sound");
    let zeros = |shape: &[usize]| Tensor::zeros(shape, DType::F32, &Device::Cpu).expect("zeros");
    let model = backbone()
        .with_head(Genre::six(), zeros(&[6, 32]), zeros(&[6]))
        .expect("it fits");
    assert_eq!(model.thresholds, [Threshold::default(); 6]);
    model
        .save(&root.path().join("six"), Precision::F16)
        .expect("saved");
    let reader = Reader::open(&root.path().join("six")).expect("a model");
    assert_eq!(reader.genres(), Genre::six());
    let faulty = backbone().with_head(Genre::six(), zeros(&[5, 32]), zeros(&[6]));
    assert!(matches!(faulty, Err(CheckpointError::Head(_))));
}

#[test]
fn saving_into_a_run_keeps_its_other_files() {
    let root = tempdir().expect("a folder");
    let folder = tiny_folder(root.path());
    fs::write(folder.join("history.jsonl"), "kept").expect("written");
    let mut model = tiny_model();
    model.thresholds[0] = Threshold::default();
    model.save(&folder, Precision::F32).expect("saved again");
    assert_eq!(
        Checkpoint::load(&folder).expect("sound").thresholds,
        model.thresholds
    );
    assert_eq!(
        fs::read(folder.join("history.jsonl")).expect("there"),
        b"kept"
    );
}
