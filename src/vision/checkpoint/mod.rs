//! A model as a folder in Hugging Face's layout: what is needed to read a poster and no more.
//!
//! | file | holds |
//! |---|---|
//! | `config.json` | architecture, genres in order |
//! | `preprocessor_config.json` | size, mean, deviation, filter |
//! | `model.safetensors` | tensors with torchvision's names, f16 or f32 |
//! | `thresholds.json` | a threshold per genre, or a set that was applied; 0.5 without it |
//! | `calibration.json` | Platt or isotonic, per genre; none without it |
//! | `learned_posters.txt` | which posters it learned from; unknown without it |
//!
//! A folder as timm or transformers write it is read too, its weights in several files, bf16 or f64
//! as well; what it says of ImageNet's classes is
//! left out.

mod architecture;
mod config;
mod error;
mod folder;
mod json;
mod keys;
mod labels;
mod learned;
mod model;
mod model_folder;
mod names;
mod one_more;
mod per_genre;
mod precision;
mod preprocessor;
mod shards;
mod thresholds;
mod weights;

pub use architecture::{Architecture, BlockKind};
pub use error::CheckpointError;
pub use learned::LearnedPosters;
pub use model::Checkpoint;
pub use model_folder::THRESHOLDS;
pub use one_more::Row;
pub use precision::Precision;
pub use thresholds::CalibrationUse;
