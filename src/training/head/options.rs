//! What a person can choose of a head's training, with the defaults.

use serde::{Deserialize, Serialize};

use crate::training::{Error, Loss};

/// Settings of a head's training. The defaults were chosen by validation macro AUC over three
/// splits of 7,000 posters; the figure is flat around them.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct HeadOptions {
    /// Most passes over the training films.
    pub epochs: usize,
    /// Films per step.
    pub batch_size: usize,
    /// The highest learning rate.
    pub learning_rate: f64,
    /// Decoupled weight decay of the layer's weight (not of its bias).
    pub weight_decay: f64,
    /// Share of the features that a step does not see, in `0..1`.
    pub dropout: f64,
    /// Share of all steps in which the learning rate rises, in `0..=1`.
    pub warm_up: f64,
    /// Epochs without a better validation figure after which to stop.
    pub patience: usize,
    /// Of the order of the films and of the dropout.
    pub seed: u64,
    /// What is minimised.
    #[serde(default)]
    pub loss: Loss,
    /// How far labels are moved towards one half, in `0..1`.
    #[serde(default)]
    pub label_smoothing: f64,
}

impl Default for HeadOptions {
    fn default() -> Self {
        Self {
            epochs: 30,
            batch_size: 256,
            learning_rate: 3e-4,
            weight_decay: 10.0,
            dropout: 0.3,
            warm_up: 0.1,
            patience: 10,
            seed: 0,
            loss: Loss::Bce,
            label_smoothing: 0.0,
        }
    }
}

impl HeadOptions {
    /// Whether they make sense.
    ///
    /// # Errors
    /// [`Error::Settings`] with the first rule that is broken.
    pub fn check(&self) -> Result<(), Error> {
        let rule = |holds: bool, sentence: &str| {
            if holds {
                Ok(())
            } else {
                Err(Error::Settings(sentence.to_owned()))
            }
        };
        let is_rate = |value: f64| value.is_finite() && value >= 0.0;
        rule(self.epochs > 0, "at least 1 epoch is needed")?;
        rule(self.batch_size > 0, "a batch needs at least 1 film")?;
        rule(
            is_rate(self.learning_rate) && self.learning_rate > 0.0,
            "the learning rate must be above 0",
        )?;
        rule(
            is_rate(self.weight_decay),
            "the weight decay must be 0 or more",
        )?;
        rule(
            (0.0..1.0).contains(&self.dropout),
            "the dropout must be 0 or more, and below 1",
        )?;
        rule(
            (0.0..=1.0).contains(&self.warm_up),
            "the warm-up must be between 0 and 1",
        )?;
        rule(
            (0.0..1.0).contains(&self.label_smoothing),
            "the label smoothing must be 0 or more, and below 1",
        )?;
        self.loss.check().map_err(Error::Settings)
    }
}
