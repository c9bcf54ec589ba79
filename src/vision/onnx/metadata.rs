//! What a program needs beside the graph, as JSON in `metadata_props`: labels, thresholds,
//! preprocessing.

use serde::Serialize;
use serde_json::json;

use super::proto::StringStringEntryProto;
use crate::catalog::Genre;
use crate::vision::{Checkpoint, Resample};

/// How a poster becomes the graph's input.
#[derive(Serialize)]
struct Preparation {
    height: usize,
    width: usize,
    /// The whole poster is resized, its shape with it; nothing is cut off.
    crop: bool,
    resample: &'static str,
    antialias: bool,
    channel_order: &'static str,
    layout: &'static str,
    /// Bytes become numbers from 0 to 1, before mean and deviation.
    rescale_factor: f64,
    mean: [f32; 3],
    std: [f32; 3],
}

/// The texts, in the order in which they are written.
///
/// # Errors
/// Never in practice: the values are plain.
pub fn texts(model: &Checkpoint) -> serde_json::Result<Vec<StringStringEntryProto>> {
    let preprocessing = &model.preprocessing;
    let preparation = Preparation {
        height: preprocessing.height,
        width: preprocessing.width,
        crop: false,
        resample: match preprocessing.resample {
            Resample::Bilinear => "bilinear",
            Resample::Bicubic => "bicubic",
            Resample::Lanczos => "lanczos",
        },
        antialias: true,
        channel_order: "RGB",
        layout: "NCHW",
        rescale_factor: 1.0 / 255.0,
        mean: preprocessing.mean,
        std: preprocessing.std,
    };
    let labels: Vec<&str> = model.genres.iter().map(Genre::name).collect();
    let entry = |key: &str, value: String| StringStringEntryProto {
        key: Some(key.to_owned()),
        value: Some(value),
    };
    Ok(vec![
        entry("problem_type", "multi_label_classification".to_owned()),
        entry("labels", serde_json::to_string(&labels)?),
        entry("thresholds", serde_json::to_string(&model.thresholds)?),
        entry("preprocessing", serde_json::to_string(&preparation)?),
        // It is part of the graph already; here it can be read.
        entry("calibration", serde_json::to_string(&model.calibration)?),
        entry("provenance", json!(model.provenance).to_string()),
    ])
}
