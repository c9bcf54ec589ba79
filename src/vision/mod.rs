//! Pixels in, features and logits out: preprocessing, the ResNet50, checkpoints, devices.
//!
//! In: a decoded poster and a [`Checkpoint`] folder. On the way: [`Preprocessing`] turns the whole
//! poster into normalised pixels, an [`Engine`] turns pixels into logits, pooled features and
//! layer-4 activations. Out: a [`Reading`] for one poster ([`Reader`]), or the features of a whole
//! library on disk ([`FeatureStore`]).
//! [`ActivationMaps`] say where on a poster a genre is said, [`surgery`] changes a poster to see what
//! then is said; [`onnx`] writes a model for other programs.

pub mod activation_map;
pub mod area;
pub mod augmentation;
mod batch_product;
pub mod calibration;
pub mod candle_engine;
pub mod checkpoint;
pub mod colormap;
pub mod convolution;
mod cpu_pooling;
mod cpu_values;
pub mod device;
pub mod engine;
mod error;
pub mod features;
pub mod fused;
pub mod hub;
mod im2col;
mod matmul;
pub mod oklab;
pub mod onnx;
pub mod pooling;
pub mod preprocess;
pub mod reader;
pub mod reading;
pub mod resnet;
pub mod score;
pub mod surgery;

pub use crate::catalog::resize::Resample;
pub use activation_map::{ActivationMap, ActivationMaps, NoExactMap};
pub use area::Area;
pub use augmentation::Augmentation;
pub use calibration::{Calibration, Isotonic, Platt};
pub use candle_engine::CandleEngine;
pub use checkpoint::{Architecture, CalibrationUse, Checkpoint, CheckpointError, LearnedPosters};
pub use device::{DeviceChoice, DeviceError};
pub use engine::{Activations, Batch, Engine, Outputs, Wanted};
pub use error::{Error, ReadError};
pub use features::{FeatureError, FeatureStore, Work};
pub use preprocess::Preprocessing;
pub use reader::Reader;
pub use reading::{GenreScore, Reading};
pub use score::{Probability, Threshold};
