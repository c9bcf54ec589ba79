//! Pixels in, features and logits out: preprocessing, the ResNet50, checkpoints, devices.
//!
//! In: a decoded poster and a [`Checkpoint`] folder. On the way: [`Preprocessing`] turns the whole
//! poster into normalised pixels, an [`Engine`] turns pixels into logits, pooled features and
//! layer-4 activations. Out: a [`Reading`] for one poster ([`Reader`]), or the features of a whole
//! library on disk ([`FeatureStore`]).

pub mod calibration;
pub mod candle_engine;
pub mod checkpoint;
pub mod convolution;
mod cpu_convolution;
pub mod device;
pub mod engine;
mod error;
pub mod features;
pub mod fused;
pub mod hub;
mod im2col;
mod matmul;
pub mod pooling;
pub mod preprocess;
pub mod reader;
pub mod reading;
pub mod resnet;
pub mod score;

pub use crate::catalog::resize::Resample;
pub use calibration::{Calibration, Isotonic, Platt};
pub use candle_engine::CandleEngine;
pub use checkpoint::{Architecture, CalibrationUse, Checkpoint, CheckpointError};
pub use device::{DeviceChoice, DeviceError};
pub use engine::{Activations, Batch, Engine, Outputs, Wanted};
pub use error::{Error, ReadError};
pub use features::{FeatureError, FeatureStore};
pub use preprocess::Preprocessing;
pub use reader::Reader;
pub use reading::{GenreScore, Reading};
pub use score::{Probability, Threshold};
