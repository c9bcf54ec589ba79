//! The running average of the weights (Polyak and Juditsky 1992): steadier than the weights of any
//! one step, and often better on films it has not seen.

use std::collections::BTreeMap;

use candle_core::{Result, Tensor};

use super::in_place::blend;

const PREFIX: &str = "average.";

/// Averages of named tensors.
#[derive(Debug)]
pub struct Average {
    decay: f64,
    updates: u64,
    tensors: BTreeMap<String, Tensor>,
}

impl Average {
    /// An average that begins at `tensors` and forgets by `decay` (in `0..1`) at each update.
    ///
    /// # Errors
    /// Candle's, if a tensor cannot be copied.
    pub fn new<'a>(
        decay: f64,
        tensors: impl IntoIterator<Item = (&'a str, &'a Tensor)>,
    ) -> Result<Self> {
        let copy = |(name, tensor): (&str, &Tensor)| Ok((name.to_owned(), tensor.copy()?.detach()));
        Ok(Self {
            decay,
            updates: 0,
            tensors: tensors.into_iter().map(copy).collect::<Result<_>>()?,
        })
    }

    /// One step on: `average = d average + (1 - d) tensor`. Early on d is smaller, (1 + t) / (10 + t),
    /// so that the start is soon forgotten.
    ///
    /// # Errors
    /// Candle's, if shapes differ.
    pub fn update<'a>(
        &mut self,
        tensors: impl IntoIterator<Item = (&'a str, &'a Tensor)>,
    ) -> Result<()> {
        self.updates += 1;
        let early = (1 + self.updates) as f64 / (10 + self.updates) as f64;
        let decay = self.decay.min(early);
        for (name, tensor) in tensors {
            if let Some(average) = self.tensors.get_mut(name) {
                blend(average, tensor, decay, 1.0 - decay)?;
            }
        }
        Ok(())
    }

    /// The averages, by name.
    pub fn tensors(&self) -> &BTreeMap<String, Tensor> {
        &self.tensors
    }

    /// How often it was updated.
    pub fn updates(&self) -> u64 {
        self.updates
    }

    /// The averages as `average.NAME`, to be saved.
    pub fn state(&self) -> impl Iterator<Item = (String, &Tensor)> {
        let named = |(name, tensor)| (format!("{PREFIX}{name}"), tensor);
        self.tensors.iter().map(named)
    }

    /// Takes up a saved average.
    ///
    /// # Errors
    /// Candle's, naming a tensor that is missing or of another shape.
    pub fn restore(&mut self, updates: u64, state: &BTreeMap<String, Tensor>) -> Result<()> {
        for (name, tensor) in &mut self.tensors {
            let key = format!("{PREFIX}{name}");
            match state.get(&key) {
                Some(saved) if saved.shape() == tensor.shape() => *tensor = saved.copy()?,
                Some(_) => candle_core::bail!("{key} has another shape"),
                None => {
                    return Err(candle_core::Error::CannotFindTensor { path: key }.bt());
                }
            }
        }
        self.updates = updates;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use candle_core::Device;

    fn tensor(value: f32) -> Tensor {
        Tensor::new(&[value, -value], &Device::Cpu).expect("a vector")
    }

    fn first(average: &Average) -> f32 {
        average.tensors()["w"].to_vec1::<f32>().expect("two")[0]
    }

    #[test]
    fn it_follows_quickly_at_first_and_slowly_later() {
        let mut average = Average::new(0.5, [("w", &tensor(0.0))]).expect("made");
        average.update([("w", &tensor(1.0))]).expect("one shape");
        // 2 / 11 stays of the start.
        assert!((first(&average) - 9.0 / 11.0).abs() < 1e-6);
        let mut late = Average::new(0.5, [("w", &tensor(0.0))]).expect("made");
        late.restore(1000, &[("average.w".to_owned(), tensor(4.0))].into())
            .expect("its own state");
        late.update([("w", &tensor(0.0))]).expect("one shape");
        assert_eq!((first(&late), late.updates()), (2.0, 1001));
    }

    #[test]
    fn a_torn_state_is_refused() {
        let mut average = Average::new(0.9, [("w", &tensor(0.0))]).expect("made");
        let said = average
            .restore(3, &BTreeMap::new())
            .expect_err("nothing there");
        assert!(said.to_string().contains("average.w"), "{said}");
    }
}
