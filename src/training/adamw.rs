//! AdamW whose state can be read and written, tensor by tensor, by name.
//!
//! candle-nn's hides its moments, so that a run could not go on exactly where it stopped.

use std::collections::BTreeMap;

use candle_core::{Result, Tensor};

use super::in_place::{Mean, MeanSquare, Update, is_plain};
use super::memory::{Memories, Memory};
use super::{Gradients, Parameter};

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

#[derive(Debug)]
struct Moments {
    first: Tensor,
    second: Tensor,
    /// Updates of this tensor so far.
    steps: u32,
}

impl Memory for Moments {
    const PARTS: &'static [&'static str] = &["first_moment.", "second_moment.", "steps."];

    fn zero(gradient: &Tensor) -> Result<Self> {
        Ok(Self {
            first: gradient.zeros_like()?,
            second: gradient.zeros_like()?,
            steps: 0,
        })
    }

    fn parts(&self) -> Result<Vec<Tensor>> {
        let steps = Tensor::new(&[self.steps], self.first.device())?;
        Ok(vec![self.first.copy()?, self.second.copy()?, steps])
    }

    fn of_parts(name: &str, parts: &[&Tensor]) -> Result<Self> {
        let [first, second, steps] = parts else {
            candle_core::bail!("{name} has {} parts instead of three", parts.len());
        };
        if first.shape() != second.shape() {
            candle_core::bail!("the moments of {name} have two shapes");
        }
        let steps = steps.to_vec1::<u32>()?;
        let [steps] = steps[..] else {
            candle_core::bail!("steps.{name} should be one number");
        };
        Ok(Self {
            first: first.copy()?,
            second: second.copy()?,
            steps,
        })
    }
}

/// Adam with decoupled weight decay (Loshchilov and Hutter 2019), as torch's `AdamW`.
#[derive(Debug)]
pub struct AdamW {
    options: AdamWOptions,
    moments: Memories<Moments>,
}

impl AdamW {
    /// A fresh optimiser: all moments are zero.
    pub fn new(options: AdamWOptions) -> Self {
        Self {
            options,
            moments: Memories::new(),
        }
    }

    /// One update of every parameter that has a gradient, all gradients times `scale` (how they are
    /// clipped), at `rate` times its factor: w -= rate * (decay * w + m^ / (sqrt(v^) + epsilon)),
    /// m^ and v^ corrected for their start at zero.
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
        let options = self.options;
        self.moments
            .step(parameters, gradients, |parameter, gradient, moments| {
                let rate = rate * parameter.rate_factor;
                update(options, parameter, gradient, moments, (rate, scale))
            })
    }

    /// The state as named tensors, to be saved beside the weights: for each parameter
    /// `first_moment.NAME`, `second_moment.NAME` and `steps.NAME` (one u32).
    ///
    /// # Errors
    /// Candle's, if a count cannot become a tensor.
    pub fn state(&self) -> Result<BTreeMap<String, Tensor>> {
        self.moments.state()
    }

    /// Takes up a state that [`state`](Self::state) gave; other tensors among it are left alone.
    ///
    /// # Errors
    /// Candle's, naming the tensor that is missing or has another shape than its sister.
    pub fn restore(&mut self, state: &BTreeMap<String, Tensor>) -> Result<()> {
        self.moments.restore(state)
    }
}

fn update(
    options: AdamWOptions,
    parameter: &Parameter,
    gradient: &Tensor,
    moments: &mut Moments,
    (rate, scale): (f64, f64),
) -> Result<()> {
    let AdamWOptions {
        beta1,
        beta2,
        epsilon,
    } = options;
    let weight = parameter.var.as_tensor();
    moments.steps += 1;
    let exponent = f64::from(moments.steps);
    let (mean_share, square_share) = (1.0 - beta1.powf(exponent), 1.0 - beta2.powf(exponent));
    let keep = 1.0 - rate * parameter.weight_decay;
    if is_plain(weight) {
        let gradient = gradient.contiguous()?;
        let mean = Mean {
            decay: beta1 as f32,
            share: ((1.0 - beta1) * scale) as f32,
        };
        let square = MeanSquare {
            decay: beta2 as f32,
            share: ((1.0 - beta2) * scale * scale) as f32,
        };
        let update = Update {
            keep: keep as f32,
            rate: rate as f32,
            mean_share: mean_share as f32,
            square_share: square_share as f32,
            epsilon: epsilon as f32,
        };
        moments.first.inplace_op2(&gradient, &mean)?;
        moments.second.inplace_op2(&gradient, &square)?;
        return weight.inplace_op3(&moments.first, &moments.second, &update);
    }
    let gradient = (gradient * scale)?;
    let first = ((&moments.first * beta1)? + (&gradient * (1.0 - beta1))?)?;
    let second = ((&moments.second * beta2)? + (gradient.sqr()? * (1.0 - beta2))?)?;
    let mean = (&first / mean_share)?;
    let deviation = ((&second / square_share)?.sqrt()? + epsilon)?;
    let decayed = (weight * keep)?;
    parameter
        .var
        .set(&(decayed - ((mean / deviation)? * rate)?)?)?;
    (moments.first, moments.second) = (first.detach(), second.detach());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use candle_core::{DType, Device, Var};

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
        let all = std::slice::from_ref(parameter);
        optimiser
            .step(all, &Gradients::of(all, &gradients), rate, 1.0)
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

    /// f32 goes its own way; f64 is the reference.
    #[test]
    fn in_place_it_does_the_same() {
        let start = [1.0_f64, -2.0, 0.5, 0.25];
        let exact = parameter(&start, 0.1);
        let values32: Vec<f32> = start.iter().map(|&value| value as f32).collect();
        let quick = Parameter {
            var: Var::new(values32.as_slice(), &Device::Cpu).expect("a vector"),
            ..parameter(&start, 0.1)
        };
        let mut optimisers = [0, 1].map(|_| AdamW::new(AdamWOptions::default()));
        for step in 1..=30 {
            let (rate, scale) = (
                0.05 / f64::from(step),
                if step % 2 == 0 { 1.0 } else { 0.3 },
            );
            for (optimiser, parameter) in optimisers.iter_mut().zip([&exact, &quick]) {
                let w = parameter.var.as_tensor();
                let loss = w.sqr().and_then(|s| s.sqr()?.sum_all());
                let gradients = loss.and_then(|l| l.backward()).expect("differentiable");
                let all = std::slice::from_ref(parameter);
                let of_all = Gradients::of(all, &gradients);
                let norm = of_all.norm().expect("a norm");
                let gradient = gradients.get(w).expect("a gradient").to_dtype(DType::F64);
                let gradient: Vec<f64> = gradient.and_then(|g| g.to_vec1()).expect("a vector");
                let by_hand = gradient.iter().map(|g| g * g).sum::<f64>().sqrt();
                assert!((norm - by_hand).abs() < 1e-9 * by_hand, "{norm} {by_hand}");
                let done = optimiser.step(all, &of_all, rate, scale);
                done.expect("shapes agree");
            }
        }
        let quick: Vec<f32> = quick.var.to_vec1().expect("a vector");
        for (quick, exact) in quick.iter().zip(values(&exact)) {
            assert!((f64::from(*quick) - exact).abs() < 1e-6, "{quick} {exact}");
        }
    }

    #[test]
    fn a_saved_state_stays_as_it_was() {
        let p = Parameter {
            var: Var::new(&[1.0_f32], &Device::Cpu).expect("a vector"),
            ..parameter(&[1.0], 0.0)
        };
        let mut optimiser = AdamW::new(AdamWOptions::default());
        step(&mut optimiser, &p, 0.1);
        let state = optimiser.state().expect("tensors");
        let first = || {
            state["first_moment.fc.weight"]
                .to_vec1::<f32>()
                .expect("one")
        };
        let before = first();
        step(&mut optimiser, &p, 0.1);
        assert_eq!(first(), before);
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
