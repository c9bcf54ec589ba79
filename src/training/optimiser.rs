//! AdamW whose state can be read and written, tensor by tensor, by name.
//!
//! candle-nn's hides its moments, so that a run could not go on exactly where it stopped.

use std::collections::BTreeMap;

use candle_core::backprop::GradStore;
use candle_core::{Result, Tensor, Var};

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

/// The usual constants.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AdamWOptions {
    /// How slowly the mean of the gradients forgets.
    pub beta1: f64,
    /// How slowly the mean of their squares forgets.
    pub beta2: f64,
    /// Keeps the division finite.
    pub epsilon: f64,
}

impl Default for AdamWOptions {
    fn default() -> Self {
        Self {
            beta1: 0.9,
            beta2: 0.999,
            epsilon: 1e-8,
        }
    }
}

#[derive(Debug, Clone)]
struct Moments {
    first: Tensor,
    second: Tensor,
    /// Updates of this tensor so far.
    steps: u32,
}

/// Adam with decoupled weight decay (Loshchilov and Hutter 2019), as torch's `AdamW`.
#[derive(Debug, Clone)]
pub struct AdamW {
    options: AdamWOptions,
    moments: BTreeMap<String, Moments>,
}

const FIRST: &str = "first_moment.";
const SECOND: &str = "second_moment.";
const STEPS: &str = "steps.";

impl AdamW {
    /// A fresh optimiser: all moments are zero.
    pub fn new(options: AdamWOptions) -> Self {
        Self {
            options,
            moments: BTreeMap::new(),
        }
    }

    /// One update of every parameter that has a gradient, at `rate` times its factor:
    /// w -= rate * (decay * w + m^ / (sqrt(v^) + epsilon)), m^ and v^ corrected for their start at
    /// zero.
    ///
    /// # Errors
    /// Candle's, if a gradient does not fit its parameter.
    pub fn step(
        &mut self,
        parameters: &[Parameter],
        gradients: &GradStore,
        rate: f64,
    ) -> Result<()> {
        for parameter in parameters {
            if let Some(gradient) = gradients.get(parameter.var.as_tensor()) {
                self.update(parameter, gradient, rate * parameter.rate_factor)?;
            }
        }
        Ok(())
    }

    fn update(&mut self, parameter: &Parameter, gradient: &Tensor, rate: f64) -> Result<()> {
        let AdamWOptions {
            beta1,
            beta2,
            epsilon,
        } = self.options;
        let (first, second, steps) = match self.moments.get(&parameter.name) {
            Some(m) => (m.first.clone(), m.second.clone(), m.steps),
            None => (gradient.zeros_like()?, gradient.zeros_like()?, 0),
        };
        let first = ((first * beta1)? + (gradient * (1.0 - beta1))?)?;
        let second = ((second * beta2)? + (gradient.sqr()? * (1.0 - beta2))?)?;
        let steps = steps + 1;
        let exponent = f64::from(steps);
        let mean = (&first / (1.0 - beta1.powf(exponent)))?;
        let deviation = ((&second / (1.0 - beta2.powf(exponent)))?.sqrt()? + epsilon)?;
        let decayed = (parameter.var.as_tensor() * (1.0 - rate * parameter.weight_decay))?;
        parameter
            .var
            .set(&(decayed - ((mean / deviation)? * rate)?)?)?;
        let moments = Moments {
            first: first.detach(),
            second: second.detach(),
            steps,
        };
        self.moments.insert(parameter.name.clone(), moments);
        Ok(())
    }

    /// The state as named tensors, to be saved beside the weights: for each parameter
    /// `first_moment.NAME`, `second_moment.NAME` and `steps.NAME` (one u32).
    ///
    /// # Errors
    /// Candle's, if a count cannot become a tensor.
    pub fn state(&self) -> Result<BTreeMap<String, Tensor>> {
        let mut state = BTreeMap::new();
        for (name, moments) in &self.moments {
            let steps = Tensor::new(&[moments.steps], moments.first.device())?;
            state.insert(format!("{FIRST}{name}"), moments.first.clone());
            state.insert(format!("{SECOND}{name}"), moments.second.clone());
            state.insert(format!("{STEPS}{name}"), steps);
        }
        Ok(state)
    }

    /// Takes up a state that [`state`](Self::state) gave; other tensors among it are left alone.
    ///
    /// # Errors
    /// Candle's, naming the tensor that is missing or has another shape than its sister.
    pub fn restore(&mut self, state: &BTreeMap<String, Tensor>) -> Result<()> {
        let missing = |name: String| candle_core::Error::CannotFindTensor { path: name };
        let mut moments = BTreeMap::new();
        for (key, first) in state {
            let Some(name) = key.strip_prefix(FIRST) else {
                continue;
            };
            let sister = |prefix: &str| {
                let key = format!("{prefix}{name}");
                state.get(&key).ok_or_else(|| missing(key).bt())
            };
            let second = sister(SECOND)?;
            if first.shape() != second.shape() {
                candle_core::bail!("the moments of {name} have two shapes");
            }
            let steps = sister(STEPS)?.to_vec1::<u32>()?;
            let [steps] = steps[..] else {
                candle_core::bail!("{STEPS}{name} should be one number");
            };
            let (first, second) = (first.clone(), second.clone());
            moments.insert(
                name.to_owned(),
                Moments {
                    first,
                    second,
                    steps,
                },
            );
        }
        self.moments = moments;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use candle_core::Device;

    fn parameter(values: &[f64], weight_decay: f64) -> Parameter {
        Parameter {
            name: "fc.weight".to_owned(),
            var: Var::new(values, &Device::Cpu).expect("a vector"),
            rate_factor: 1.0,
            weight_decay,
        }
    }

    /// Gradient of the sum of w^4 / 4: w^3.
    fn step(optimiser: &mut AdamW, parameter: &Parameter, rate: f64) {
        let w = parameter.var.as_tensor();
        let loss = w
            .sqr()
            .and_then(|s| s.sqr())
            .and_then(|q| (q * 0.25)?.sum_all());
        let gradients = loss.and_then(|l| l.backward()).expect("differentiable");
        optimiser
            .step(std::slice::from_ref(parameter), &gradients, rate)
            .expect("shapes agree");
    }

    fn values(parameter: &Parameter) -> Vec<f64> {
        parameter.var.to_vec1().expect("a vector")
    }

    #[test]
    fn it_agrees_with_the_textbook() {
        let p = parameter(&[1.0, -2.0, 0.5], 0.1);
        let mut optimiser = AdamW::new(AdamWOptions::default());
        let mut w = [1.0_f64, -2.0, 0.5];
        let (mut m, mut v) = ([0.0; 3], [0.0; 3]);
        for t in 1..=20 {
            let rate = 0.05 / f64::from(t);
            step(&mut optimiser, &p, rate);
            for i in 0..3 {
                let g = w[i].powi(3);
                m[i] = 0.9 * m[i] + 0.1 * g;
                v[i] = 0.999 * v[i] + 0.001 * g * g;
                let mean = m[i] / (1.0 - 0.9_f64.powi(t));
                let square = v[i] / (1.0 - 0.999_f64.powi(t));
                w[i] -= rate * 0.1 * w[i];
                w[i] -= rate * mean / (square.sqrt() + 1e-8);
            }
        }
        for (ours, book) in values(&p).iter().zip(w) {
            assert!((ours - book).abs() < 1e-12, "{ours} {book}");
        }
    }

    #[test]
    fn decay_shrinks_apart_from_the_gradient() {
        // At w = 0.. the gradient vanishes faster than the decay: with none, decay alone moves it.
        let p = parameter(&[1e-9], 0.5);
        step(&mut AdamW::new(AdamWOptions::default()), &p, 0.1);
        let [w] = values(&p)[..] else {
            panic!("one value")
        };
        assert!((w - 0.95e-9).abs() < 1e-12, "{w}");
    }

    #[test]
    fn a_restored_optimiser_goes_on_exactly() {
        let straight = parameter(&[1.0, -2.0], 0.01);
        let mut optimiser = AdamW::new(AdamWOptions::default());
        for _ in 0..7 {
            step(&mut optimiser, &straight, 0.1);
        }
        let broken = parameter(&values(&straight), 0.01);
        let mut resumed = AdamW::new(AdamWOptions::default());
        let state = optimiser.state().expect("tensors");
        resumed.restore(&state).expect("its own state");
        for _ in 0..5 {
            step(&mut optimiser, &straight, 0.1);
            step(&mut resumed, &broken, 0.1);
        }
        assert_eq!(values(&straight), values(&broken));
    }

    #[test]
    fn a_torn_state_is_refused() {
        let p = parameter(&[1.0], 0.0);
        let mut optimiser = AdamW::new(AdamWOptions::default());
        step(&mut optimiser, &p, 0.1);
        let mut state = optimiser.state().expect("tensors");
        state.remove("second_moment.fc.weight");
        let error = optimiser.restore(&state).expect_err("incomplete");
        assert!(
            error.to_string().contains("second_moment.fc.weight"),
            "{error}"
        );
    }
}
