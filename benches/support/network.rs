//! Networks with random weights: time does not depend on them.

use std::collections::HashMap;

use candle_core::{Device, Result, Tensor};
use onesheet::vision::Architecture;

/// A backbone's tensors, with weights of a size that keeps activations finite.
pub fn random(architecture: &Architecture) -> Result<HashMap<String, Tensor>> {
    let tensor = |(name, shape): (String, Vec<usize>)| {
        let inputs: usize = shape[1..].iter().product();
        let all = |value: f32| Tensor::full(value, shape.as_slice(), &Device::Cpu);
        let values = match name.rsplit('.').next() {
            Some("running_mean") => all(0.0),
            Some("running_var") => all(1.0),
            Some("bias") => all(0.1),
            // A norm's.
            _ if shape.len() == 1 => all(0.7),
            _ => {
                let deviation = (2.0 / inputs as f32).sqrt();
                Tensor::randn(0.0_f32, deviation, shape.as_slice(), &Device::Cpu)
            }
        };
        Ok((name, values?))
    };
    architecture.backbone().into_iter().map(tensor).collect()
}
