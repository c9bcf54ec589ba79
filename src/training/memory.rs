//! What an optimiser remembers of each parameter, by its name: zero until the first gradient,
//! written into a training's state, taken up from it again.

use std::collections::BTreeMap;

use candle_core::{Error, Result, Tensor};

use super::{Gradients, Parameter};

/// What is remembered of one parameter.
pub trait Memory: Sized {
    /// Before the first update of a parameter with such a gradient.
    ///
    /// # Errors
    /// Candle's, if a tensor cannot be made.
    fn zero(gradient: &Tensor) -> Result<Self>;

    /// What each part's name begins with in a state, before the parameter's; the first part tells
    /// that a parameter is remembered.
    const PARTS: &'static [&'static str];

    /// Copies of its parts, in the order of [`PARTS`](Self::PARTS): the parts themselves go on
    /// changing in place.
    ///
    /// # Errors
    /// Candle's, if a tensor cannot be copied.
    fn parts(&self) -> Result<Vec<Tensor>>;

    /// From parts as [`parts`](Self::parts) gave them, of the parameter `name`.
    ///
    /// # Errors
    /// Candle's, naming a part that does not fit.
    fn of_parts(name: &str, parts: &[&Tensor]) -> Result<Self>;
}

/// The memories of all parameters, by name.
#[derive(Debug)]
pub struct Memories<M>(BTreeMap<String, M>);

impl<M: Memory> Memories<M> {
    /// None yet.
    pub fn new() -> Self {
        Self(BTreeMap::new())
    }

    /// Goes through the parameters that have a gradient; `update` moves one of them, with what is
    /// remembered of it.
    ///
    /// # Errors
    /// Candle's, if a gradient does not fit its parameter, or what `update` says.
    pub fn step(
        &mut self,
        parameters: &[Parameter],
        gradients: &Gradients,
        mut update: impl FnMut(&Parameter, &Tensor, &mut M) -> Result<()>,
    ) -> Result<()> {
        for (parameter, gradient) in gradients.pairs(parameters) {
            if parameter.var.as_tensor().shape() != gradient.shape() {
                candle_core::bail!("the gradient of {} has another shape", parameter.name);
            }
            if let Some(memory) = self.0.get_mut(&parameter.name) {
                update(parameter, gradient, memory)?;
                continue;
            }
            let mut memory = M::zero(gradient)?;
            update(parameter, gradient, &mut memory)?;
            self.0.insert(parameter.name.clone(), memory);
        }
        Ok(())
    }

    /// All of it as named tensors.
    ///
    /// # Errors
    /// Candle's, if a tensor cannot be copied.
    pub fn state(&self) -> Result<BTreeMap<String, Tensor>> {
        let mut state = BTreeMap::new();
        for (name, memory) in &self.0 {
            for (part, tensor) in M::PARTS.iter().zip(memory.parts()?) {
                state.insert(format!("{part}{name}"), tensor);
            }
        }
        Ok(state)
    }

    /// Takes up a state that [`state`](Self::state) gave; other tensors among it are left alone.
    ///
    /// # Errors
    /// Candle's, naming the tensor that is missing or does not fit; what was remembered stays.
    pub fn restore(&mut self, state: &BTreeMap<String, Tensor>) -> Result<()> {
        let mut memories = BTreeMap::new();
        let names = state
            .keys()
            .filter_map(|key| key.strip_prefix(*M::PARTS.first()?));
        for name in names {
            let part = |part: &&str| {
                let key = format!("{part}{name}");
                let found = state.get(&key);
                found.ok_or_else(|| Error::CannotFindTensor { path: key }.bt())
            };
            let parts: Vec<&Tensor> = M::PARTS.iter().map(part).collect::<Result<_>>()?;
            memories.insert(name.to_owned(), M::of_parts(name, &parts)?);
        }
        self.0 = memories;
        Ok(())
    }
}
