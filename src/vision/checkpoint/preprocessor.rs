//! `preprocessor_config.json`, and what timm keeps in `config.json` instead.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::error::CheckpointError;
use super::json;
use crate::vision::{Preprocessing, Resample};

/// The longest side that a network is fed, in pixels.
const MAX_SIDE: usize = 4096;

/// The size as the versions of transformers write it.
#[derive(Debug, Serialize, Deserialize)]
#[serde(untagged)]
enum Size {
    Sides { height: usize, width: usize },
    ShortestEdge { shortest_edge: usize },
    Square(usize),
}

/// What is missing or null is as transformers has it by default.
#[derive(Debug, Serialize, Deserialize)]
struct File {
    do_resize: Option<bool>,
    size: Size,
    /// PIL's number of the filter.
    resample: Option<u8>,
    do_rescale: Option<bool>,
    rescale_factor: Option<f64>,
    do_normalize: Option<bool>,
    image_mean: Option<[f64; 3]>,
    image_std: Option<[f64; 3]>,
    do_flip_channel_order: Option<bool>,
}

fn one_255th() -> f64 {
    1.0 / 255.0
}

/// timm's `pretrained_cfg`.
#[derive(Debug, Clone, Deserialize)]
pub struct Pretrained {
    /// Channels, rows, columns.
    input_size: [usize; 3],
    mean: [f64; 3],
    std: [f64; 3],
    interpolation: Option<String>,
}

/// Reads and checks the file.
///
/// # Errors
/// [`CheckpointError`]: missing, no JSON, or a preprocessing that is not done here.
pub fn read(path: &Path) -> Result<Preprocessing, CheckpointError> {
    let file: File = json::read(path)?;
    let wrong = |reason: &str| CheckpointError::settings(path, reason);
    if file.do_flip_channel_order == Some(true) {
        return Err(wrong(
            "the model wants blue before red; Onesheet feeds R, G, B",
        ));
    }
    let resample = match file.resample.unwrap_or(2) {
        1 => Resample::Lanczos,
        2 => Resample::Bilinear,
        3 => Resample::Bicubic,
        _ => {
            return Err(wrong(
                "resample must be 1 (lanczos), 2 (bilinear) or 3 (bicubic)",
            ));
        }
    };
    let (height, width) = match file.size {
        Size::Sides { height, width } => (height, width),
        Size::ShortestEdge {
            shortest_edge: side,
        }
        | Size::Square(side) => (side, side),
    };
    // (x * factor - mean) / std, written with x / 255.
    let scale = match file.rescale_factor.unwrap_or(one_255th()) * 255.0 {
        _ if file.do_rescale == Some(false) => 255.0,
        scale if (scale - 1.0).abs() < 1e-6 => 1.0,
        scale => scale,
    };
    let (mean, std) = match (file.image_mean, file.image_std) {
        _ if file.do_normalize == Some(false) => ([0.0; 3], [1.0; 3]),
        (Some(mean), Some(std)) => (mean, std),
        _ => {
            return Err(wrong(
                "image_mean and image_std are missing: three numbers each",
            ));
        }
    };
    let preprocessing = Preprocessing {
        height,
        width,
        mean: mean.map(|value| (value / scale) as f32),
        std: std.map(|value| (value / scale) as f32),
        resample,
    };
    preprocessing.checked().map_err(|reason| wrong(&reason))
}

impl Pretrained {
    /// timm's preprocessing as ours: the whole picture at its input size.
    ///
    /// # Errors
    /// A sentence if the numbers make no preprocessing.
    pub fn preprocessing(&self) -> Result<Preprocessing, String> {
        let [channels, height, width] = self.input_size;
        if channels != 3 {
            return Err(format!("input_size has {channels} channels instead of 3"));
        }
        Preprocessing {
            height,
            width,
            mean: self.mean.map(|value| value as f32),
            std: self.std.map(|value| value as f32),
            resample: match self.interpolation.as_deref() {
                Some("bicubic") => Resample::Bicubic,
                Some("lanczos") => Resample::Lanczos,
                _ => Resample::Bilinear,
            },
        }
        .checked()
    }
}

impl Preprocessing {
    /// This preprocessing if it can be carried out.
    ///
    /// # Errors
    /// A sentence if a side is 0 or beyond 4,096 pixels, or mean and deviation are no divisors.
    pub fn checked(self) -> Result<Self, String> {
        let sides = [self.height, self.width];
        if !sides.iter().all(|side| (1..=MAX_SIDE).contains(side)) {
            return Err(format!(
                "the size {} x {} is outside of 1 to {MAX_SIDE}",
                self.height, self.width
            ));
        }
        let finite = self
            .mean
            .iter()
            .chain(&self.std)
            .all(|value| value.is_finite());
        if !finite || self.std.iter().any(|&std| std <= 0.0) {
            return Err("mean and deviation must be finite, the deviation above 0".to_owned());
        }
        Ok(self)
    }
}

/// The file's text.
///
/// # Errors
/// Never in practice: the values are plain.
pub fn text(preprocessing: &Preprocessing) -> serde_json::Result<String> {
    json::text(&File {
        do_resize: Some(true),
        size: Size::Sides {
            height: preprocessing.height,
            width: preprocessing.width,
        },
        resample: Some(match preprocessing.resample {
            Resample::Lanczos => 1,
            Resample::Bilinear => 2,
            Resample::Bicubic => 3,
        }),
        do_rescale: Some(true),
        rescale_factor: Some(one_255th()),
        do_normalize: Some(true),
        image_mean: Some(preprocessing.mean.map(as_written)),
        image_std: Some(preprocessing.std.map(as_written)),
        do_flip_channel_order: Some(false),
    })
}

/// 0.485f32 as 0.485, not as 0.48500001430511475.
fn as_written(value: f32) -> f64 {
    value.to_string().parse().unwrap_or(f64::from(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Result<Preprocessing, CheckpointError> {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("preprocessor_config.json");
        std::fs::write(&path, text).expect("written");
        read(&path)
    }

    #[test]
    fn what_is_written_is_read_back() {
        let odd = Preprocessing {
            height: 35,
            width: 23,
            mean: [0.0, 0.25, 0.5],
            std: [1.0, 0.1, 0.229],
            resample: Resample::Lanczos,
        };
        for preprocessing in [Preprocessing::default(), odd] {
            let text = text(&preprocessing).expect("plain values");
            assert_eq!(parsed(&text).expect("sound"), preprocessing);
        }
    }

    #[test]
    fn the_sizes_of_all_versions_are_understood() {
        for size in [
            "224",
            r#"{"shortest_edge": 224}"#,
            r#"{"height": 224, "width": 224}"#,
        ] {
            let text = format!(
                r#"{{"size": {size}, "image_mean": [0.5, 0.5, 0.5], "image_std": [0.25, 0.25, 0.25],
                    "resample": 3, "crop_pct": 0.875, "do_normalize": true}}"#
            );
            let read = parsed(&text).expect("sound");
            assert_eq!(
                (read.height, read.width, read.resample),
                (224, 224, Resample::Bicubic)
            );
        }
    }

    #[test]
    fn other_ways_to_scale_come_to_the_same() {
        let read = parsed(
            r#"{"size": 8, "do_rescale": false, "image_mean": [127.5, 127.5, 127.5],
                "image_std": [51, 51, 51]}"#,
        )
        .expect("sound");
        assert_eq!((read.mean, read.std), ([0.5; 3], [0.2; 3]));
    }

    #[test]
    fn null_is_as_if_nothing_stood_there() {
        let read = parsed(
            r#"{"size": 8, "do_resize": null, "resample": null, "do_rescale": null,
                "rescale_factor": null, "do_normalize": false, "image_mean": null,
                "image_std": null, "do_flip_channel_order": null}"#,
        )
        .expect("sound");
        let bilinear = (Resample::Bilinear, [0.0; 3], [1.0; 3]);
        assert_eq!((read.resample, read.mean, read.std), bilinear);
    }

    #[test]
    fn what_cannot_be_done_is_said() {
        for (text, word) in [
            (
                r#"{"size": 0, "image_mean": [0,0,0], "image_std": [1,1,1]}"#,
                "size",
            ),
            (
                r#"{"size": 9999999, "image_mean": [0,0,0], "image_std": [1,1,1]}"#,
                "size",
            ),
            (
                r#"{"size": 8, "image_mean": [0,0,0], "image_std": [1,0,1]}"#,
                "deviation",
            ),
            (
                r#"{"size": 8, "image_mean": [0,0,0], "image_std": [1,1,1], "resample": 0}"#,
                "resample",
            ),
            (
                r#"{"size": 8, "image_mean": [0,0,0], "image_std": [1,1,1], "do_flip_channel_order": true}"#,
                "red",
            ),
            (r#"{"size": 8}"#, "image_mean"),
            ("{", "JSON"),
        ] {
            let said = parsed(text).expect_err(text).to_string();
            assert!(said.contains(word), "{said}");
        }
    }
}
