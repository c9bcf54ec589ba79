//! Stochastic gradient descent with momentum, Nesterov's too, and decoupled weight decay.

use std::collections::BTreeMap;

use candle_core::{Result, Tensor};

use super::in_place::{blend, is_plain};
use super::memory::{Memories, Memory};
use super::{Gradients, Parameter};

#[derive(Debug)]
struct Velocity(Tensor);

impl Memory for Velocity {
    const PARTS: &'static [&'static str] = &["velocity."];

    fn zero(gradient: &Tensor) -> Result<Self> {
        Ok(Self(gradient.zeros_like()?))
    }

    fn parts(&self) -> Result<Vec<Tensor>> {
        Ok(vec![self.0.copy()?])
    }

    fn of_parts(name: &str, parts: &[&Tensor]) -> Result<Self> {
        let [velocity] = parts else {
            candle_core::bail!("{name} has {} parts instead of one", parts.len());
        };
        Ok(Self(velocity.copy()?))
    }
}

/// v = momentum * v + g, then w -= rate * (decay * w + v), or with g + momentum * v in place of v
/// (Nesterov), as torch's `SGD` without dampening; only the decay is decoupled.
#[derive(Debug)]
pub struct Sgd {
    momentum: f64,
    nesterov: bool,
    velocities: Memories<Velocity>,
}

impl Sgd {
    /// A fresh optimiser: all velocities are zero.
    pub fn new(momentum: f64, nesterov: bool) -> Self {
        Self {
            momentum,
            nesterov,
            velocities: Memories::new(),
        }
    }

    /// One update of every parameter that has a gradient, all gradients times `scale`, at `rate`
    /// times its factor.
    ///
    /// # Errors
    /// Candle's, if a gradient does not fit its parameter.
    pub fn step(
        &mut self,
        parameters: &[Parameter],
        gradients: &Gradients,
        rate: f64,
        scale: f64,
    ) -> Result<()> {
        let (momentum, nesterov) = (self.momentum, self.nesterov);
        let update = |parameter: &Parameter, gradient: &Tensor, velocity: &mut Velocity| {
            let rate = rate * parameter.rate_factor;
            let gradient = gradient.contiguous()?;
            let Velocity(velocity) = velocity;
            blend(velocity, &gradient, momentum, scale)?;
            let keep = 1.0 - rate * parameter.weight_decay;
            // The same variable is moved twice, so that only one way to move it is needed.
            let (first, share) = if nesterov {
                (&gradient, rate * scale)
            } else {
                (&*velocity, rate)
            };
            move_by(parameter, first, keep, -share)?;
            if nesterov {
                move_by(parameter, velocity, 1.0, -rate * momentum)?;
            }
            Ok(())
        };
        self.velocities.step(parameters, gradients, update)
    }

    /// The state as named tensors: `velocity.NAME` for each parameter.
    ///
    /// # Errors
    /// Candle's, if a tensor cannot be copied.
    pub fn state(&self) -> Result<BTreeMap<String, Tensor>> {
        self.velocities.state()
    }

    /// Takes up a state that [`state`](Self::state) gave; other tensors among it are left alone.
    ///
    /// # Errors
    /// Candle's, if a tensor cannot be copied.
    pub fn restore(&mut self, state: &BTreeMap<String, Tensor>) -> Result<()> {
        self.velocities.restore(state)
    }
}

/// `w = w * keep + by * share`.
fn move_by(parameter: &Parameter, by: &Tensor, keep: f64, share: f64) -> Result<()> {
    let weight = parameter.var.as_tensor();
    if is_plain(weight) && is_plain(by) {
        return blend(&mut weight.clone(), by, keep, share);
    }
    parameter.var.set(&((weight * keep)? + (by * share)?)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use candle_core::{DType, Device, Var};

    fn parameter(values: &[f64], dtype: DType) -> Parameter {
        let tensor = Tensor::new(values, &Device::Cpu).and_then(|t| t.to_dtype(dtype));
        Parameter {
            name: "fc.weight".to_owned(),
            var: Var::from_tensor(&tensor.expect("a vector")).expect("a variable"),
            rate_factor: 0.5,
            weight_decay: 0.1,
        }
    }

    fn values(parameter: &Parameter) -> Vec<f64> {
        let tensor = parameter.var.to_dtype(DType::F64);
        tensor.and_then(|t| t.to_vec1()).expect("a vector")
    }

    /// Gradient of the sum of w^4 / 4: w^3.
    fn step(optimiser: &mut Sgd, parameter: &Parameter, scale: f64) {
        let loss = parameter
            .var
            .sqr()
            .and_then(|s| (s.sqr()? * 0.25)?.sum_all());
        let store = loss.and_then(|l| l.backward()).expect("differentiable");
        let all = std::slice::from_ref(parameter);
        let gradients = Gradients::of(all, &store);
        let done = optimiser.step(all, &gradients, 0.1, scale);
        done.expect("shapes agree");
    }

    #[test]
    fn it_agrees_with_the_textbook_in_place_and_not() {
        for dtype in [DType::F64, DType::F32] {
            for (momentum, nesterov) in [(0.0, false), (0.9, false), (0.9, true)] {
                let p = parameter(&[1.0, -2.0, 0.5], dtype);
                let mut optimiser = Sgd::new(momentum, nesterov);
                let (mut w, mut v) = ([1.0_f64, -2.0, 0.5], [0.0; 3]);
                for t in 1..=10 {
                    let scale = if t % 2 == 0 { 1.0 } else { 0.3 };
                    step(&mut optimiser, &p, scale);
                    for i in 0..3 {
                        let g = w[i].powi(3) * scale;
                        v[i] = momentum * v[i] + g;
                        let by = if nesterov { g + momentum * v[i] } else { v[i] };
                        w[i] -= 0.05 * (0.1 * w[i] + by);
                    }
                }
                let close = if dtype == DType::F64 { 1e-12 } else { 1e-6 };
                for (ours, book) in values(&p).iter().zip(w) {
                    assert!((ours - book).abs() < close, "{dtype:?}: {ours} {book}");
                }
            }
        }
    }

    #[test]
    fn a_restored_optimiser_goes_on_exactly() {
        let straight = parameter(&[1.0, -2.0], DType::F32);
        let mut optimiser = Sgd::new(0.9, true);
        for _ in 0..4 {
            step(&mut optimiser, &straight, 1.0);
        }
        let broken = parameter(&values(&straight), DType::F32);
        let mut resumed = Sgd::new(0.9, true);
        let state = optimiser.state().expect("tensors");
        resumed.restore(&state).expect("its own state");
        for _ in 0..4 {
            step(&mut optimiser, &straight, 1.0);
            step(&mut resumed, &broken, 1.0);
        }
        assert_eq!(values(&straight), values(&broken));
    }
}
