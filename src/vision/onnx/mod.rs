//! A model as one ONNX file, for programs that know nothing of Onesheet.
//!
//! In: a checkpoint with genres. Out: the file's bytes. Input `pixel_values` (batch, 3, height,
//! width), f32, any batch and size; outputs `logits` and calibrated `probabilities` (batch, genres).
//! Labels, thresholds and preprocessing travel as JSON in the file's metadata.

use prost::Message;

use super::Checkpoint;
use graph::{Graph, Side};
use proto::{ModelProto, OperatorSetIdProto};

pub mod graph;
mod metadata;
mod network;
mod probabilities;
pub mod proto;

/// What goes in.
pub const PIXELS: &str = "pixel_values";
/// What the network says.
pub const LOGITS: &str = "logits";
/// What it means, in `0..=1`.
pub const PROBABILITIES: &str = "probabilities";

/// The format's version: that of ONNX 1.12 of 2022, which every runtime of today reads.
const IR_VERSION: i64 = 8;
/// The operators' version, of the same release.
const OPSET: i64 = 17;

/// Words for people who open the file.
const DOC: &str = "Reads a film poster's genres. Input: the whole poster, resized and normalised as \
                   the metadata's 'preprocessing' says. A genre counts from its threshold on (the \
                   metadata's 'thresholds', in the order of 'labels').";

/// A model that cannot become an ONNX file.
#[derive(Debug, thiserror::Error)]
pub enum OnnxError {
    /// It has no head.
    #[error("the model knows no genres: train a head on it first (onesheet train)")]
    NoHead,
    /// Its tensors are not those of its architecture.
    #[error(transparent)]
    Checkpoint(#[from] super::CheckpointError),
    /// Candle refused an operation.
    #[error("the model's tensors could not be folded: {0}")]
    Compute(#[from] candle_core::Error),
    /// Its provenance or preprocessing is no text.
    #[error("the model's metadata could not be written as JSON: {0}")]
    Metadata(#[from] serde_json::Error),
}

/// The file for a model: four bytes a weight, batch norm folded.
///
/// # Errors
/// [`OnnxError`]: the model has no head, or tensors are missing.
pub fn to_onnx(model: &Checkpoint) -> Result<Vec<u8>, OnnxError> {
    Ok(to_proto(model)?.encode_to_vec())
}

/// What [`to_onnx`] encodes.
///
/// # Errors
/// As [`to_onnx`].
pub fn to_proto(model: &Checkpoint) -> Result<ModelProto, OnnxError> {
    let genres = model.genres.len();
    if genres == 0 {
        return Err(OnnxError::NoHead);
    }
    model.check()?;
    let mut graph = Graph::default();
    let pixels = [
        Side::Any("batch"),
        Side::Fixed(3),
        Side::Any("height"),
        Side::Any("width"),
    ];
    graph.input(PIXELS, &pixels);
    network::add(
        &mut graph,
        &model.architecture,
        &model.tensors,
        PIXELS,
        LOGITS,
    )?;
    probabilities::add(&mut graph, &model.calibration, LOGITS, PROBABILITIES);
    for name in [LOGITS, PROBABILITIES] {
        graph.output(name, &[Side::Any("batch"), Side::Fixed(genres)]);
    }
    Ok(ModelProto {
        ir_version: Some(IR_VERSION),
        producer_name: Some("onesheet".to_owned()),
        producer_version: Some(env!("CARGO_PKG_VERSION").to_owned()),
        doc_string: Some(DOC.to_owned()),
        graph: Some(graph.finish("onesheet")),
        opset_import: vec![OperatorSetIdProto {
            domain: Some(String::new()),
            version: Some(OPSET),
        }],
        metadata_props: metadata::texts(model)?,
    })
}
