//! The room `vision` from outside: network, model folders, features, terminal, hub.

mod activations;
mod basic;
mod checkpoint;
mod features;
mod hostile;
mod hub_folders;
mod library_features;
mod model_fetch;
mod onnx;
mod predict;
mod preprocess;
mod resnet;
mod support;
mod training;
