//! The gradients of one step: collected piece by piece, measured, handed to the optimiser.

use candle_core::backprop::GradStore;
use candle_core::{DType, Result, Tensor};

use super::in_place::{blend, square_sum};
use super::parameter::Parameter;

/// One gradient for each parameter, in the parameters' order; none where the loss does not depend
/// on it.
#[derive(Debug, Clone)]
pub struct Gradients(Vec<Option<Tensor>>);

impl Gradients {
    /// Those of `parameters` out of a backward pass.
    pub fn of(parameters: &[Parameter], store: &GradStore) -> Self {
        let of_one = |parameter: &Parameter| store.get(parameter.var.as_tensor()).cloned();
        Self(parameters.iter().map(of_one).collect())
    }

    /// Adds another piece of the same step.
    ///
    /// # Errors
    /// Candle's, if shapes differ.
    pub fn add(&mut self, other: Self) -> Result<()> {
        for (mine, other) in self.0.iter_mut().zip(other.0) {
            match (mine.as_mut(), other) {
                (Some(mine), Some(other)) => {
                    if !mine.is_contiguous() {
                        *mine = mine.contiguous()?;
                    }
                    blend(mine, &other.contiguous()?, 1.0, 1.0)?;
                }
                (None, other) => *mine = other,
                (Some(_), None) => (),
            }
        }
        Ok(())
    }

    /// The length of all together: the root of the sum of their squares.
    ///
    /// # Errors
    /// Candle's, if an operation fails.
    pub fn norm(&self) -> Result<f64> {
        let mut sum = 0.0;
        // On a GPU each number that is fetched waits for all before it: one is fetched.
        let mut there: Option<Tensor> = None;
        for gradient in self.0.iter().flatten() {
            if gradient.device().is_cpu() {
                sum += square_sum(gradient)?;
                continue;
            }
            let squares = gradient.to_dtype(DType::F32)?.sqr()?.sum_all()?;
            there = Some(match there {
                Some(others) => (others + squares)?,
                None => squares,
            });
        }
        if let Some(there) = there {
            sum += f64::from(there.to_scalar::<f32>()?);
        }
        Ok(sum.sqrt())
    }

    /// Each parameter that has a gradient, with it.
    pub fn pairs<'a>(
        &'a self,
        parameters: &'a [Parameter],
    ) -> impl Iterator<Item = (&'a Parameter, &'a Tensor)> {
        let pairs = parameters.iter().zip(&self.0);
        pairs.filter_map(|(parameter, gradient)| Some((parameter, gradient.as_ref()?)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use candle_core::{Device, Var};

    #[test]
    fn pieces_add_up_and_have_a_length() {
        let parameter = |name: &str| Parameter {
            name: name.to_owned(),
            var: Var::new(&[1.0_f32, 2.0], &Device::Cpu).expect("a vector"),
            rate_factor: 1.0,
            weight_decay: 0.0,
        };
        let parameters = [parameter("a"), parameter("b")];
        // Gradient of the sum of `factor` times the first parameter; none of the second.
        let piece = |factor: f64| {
            let loss = (parameters[0].var.as_tensor() * factor).and_then(|t| t.sum_all());
            let store = loss.and_then(|loss| loss.backward());
            Gradients::of(&parameters, &store.expect("differentiable"))
        };
        let mut all = piece(1.0);
        all.add(piece(2.0)).expect("one shape");
        assert!((all.norm().expect("numbers") - 18_f64.sqrt()).abs() < 1e-9);
        let pairs: Vec<(&str, Vec<f32>)> = all
            .pairs(&parameters)
            .map(|(parameter, gradient)| {
                let values = gradient.to_vec1().expect("a vector");
                (parameter.name.as_str(), values)
            })
            .collect();
        assert_eq!(pairs, [("a", vec![3.0, 3.0])]);
    }
}
