//! What is learned: a tensor and how it may move.

use candle_core::Var;

/// A tensor that is learned.
#[derive(Debug, Clone)]
pub struct Parameter {
    /// Its name in the checkpoint: `fc.weight`.
    pub name: String,
    /// The tensor.
    pub var: Var,
    /// Factor on the learning rate (1 for a head, less for a backbone).
    pub rate_factor: f64,
    /// Decoupled weight decay; 0 for biases and norms.
    pub weight_decay: f64,
}
