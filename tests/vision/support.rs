//! A tiny model and posters to read with it.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use candle_core::{Device, Tensor};
use image::RgbImage;
use onesheet::catalog::{Genre, Poster};
use onesheet::vision::checkpoint::Precision;
use onesheet::vision::{Architecture, Calibration, Checkpoint, Platt, Preprocessing, Threshold};

pub fn fixture(name: &str) -> HashMap<String, Tensor> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures/vision")
        .join(name);
    candle_core::safetensors::load(path, &Device::Cpu).expect("the fixture is in the repository")
}

/// The largest difference, relative to the larger of 1 and the largest expected value.
pub fn difference(found: &Tensor, expected: &Tensor) -> f32 {
    assert_eq!(found.dims(), expected.dims());
    let flat = |tensor: &Tensor| -> Vec<f32> {
        let flat = tensor.flatten_all().expect("flat");
        flat.to_vec1().expect("f32")
    };
    let (found, expected) = (flat(found), flat(expected));
    let scale = expected
        .iter()
        .fold(1.0f32, |most, value| most.max(value.abs()));
    let pairs = found.iter().zip(&expected);
    pairs.fold(0.0, |most, (a, b)| (a - b).abs().max(most)) / scale
}

pub fn tiny_architecture() -> Architecture {
    Architecture {
        embedding: 8,
        widths: [16, 16, 24, 32],
        depths: [2, 1, 2, 1],
        block: Default::default(),
    }
}

/// A model of three genres with tiny widths.
pub fn tiny_model() -> Checkpoint {
    let mut tensors = fixture("tiny_resnet.safetensors");
    tensors.retain(|name, _| !name.contains('x'));
    Checkpoint {
        architecture: tiny_architecture(),
        genres: Genre::six().into_iter().take(3).collect(),
        preprocessing: Preprocessing {
            height: 35,
            width: 23,
            mean: [0.5, 0.4, 0.3],
            std: [0.25, 0.2, 0.3],
            ..Preprocessing::default()
        },
        tensors,
        thresholds: [0.3, 0.5, 0.9]
            .map(|value| Threshold::new(value).expect("in range"))
            .into(),
        calibration: vec![
            Calibration::Platt(Platt {
                slope: 0.1,
                intercept: 0.25,
            });
            3
        ],
        set_aside: None,
        provenance: BTreeMap::from([("backbone".to_owned(), "a test".to_owned())]),
        learned_posters: Default::default(),
    }
}

/// [`tiny_model`] as a folder.
pub fn tiny_folder(at: &Path) -> PathBuf {
    let folder = at.join("model");
    tiny_model().save(&folder, Precision::F32).expect("saved");
    folder
}

/// A picture that is different for every `number`.
pub fn picture(number: u32) -> RgbImage {
    RgbImage::from_fn(40, 60, |x, y| {
        image::Rgb([x * (number + 1), y * 3 + number * 40, x + y * number].map(|v| v as u8))
    })
}

/// [`picture`] as a PNG file, and as a library knows it.
pub fn poster(folder: &Path, number: u32) -> Poster {
    let path = folder.join(format!("{number}.png"));
    picture(number).save(&path).expect("written");
    known(path)
}

/// A file as a library knows it.
pub fn known(path: PathBuf) -> Poster {
    let bytes = std::fs::read(&path).expect("there");
    Poster {
        path,
        content_hash: *blake3::hash(&bytes).as_bytes(),
        perceptual_hash: 0,
        width: 40,
        height: 60,
    }
}

/// Runs the program.
pub fn onesheet(words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_onesheet"))
        .args(words)
        .env_remove("HF_ENDPOINT")
        .output()
        .expect("the program starts")
}

pub fn text(path: &Path) -> &str {
    path.to_str().expect("a plain path")
}
