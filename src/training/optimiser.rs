//! What moves the weights: one seam over AdamW and SGD, both keyed by tensor name, so that a run
//! goes on exactly where it stopped.

use std::collections::BTreeMap;

use candle_core::{Result, Tensor};
use serde::{Deserialize, Serialize};

use super::adamw::{AdamW, AdamWOptions};
use super::gradients::Gradients;
use super::parameter::Parameter;
use super::sgd::Sgd;

/// Which optimiser, with its figures.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum OptimiserKind {
    /// Adam with decoupled weight decay.
    AdamW {
        /// How slowly the mean of the gradients forgets.
        beta1: f64,
        /// How slowly the mean of their squares forgets.
        beta2: f64,
        /// Keeps the division finite.
        epsilon: f64,
    },
    /// Stochastic gradient descent.
    Sgd {
        /// How slowly past gradients are forgotten; 0: at once.
        momentum: f64,
        /// Whether it looks ahead (Nesterov).
        nesterov: bool,
    },
}

impl Default for OptimiserKind {
    fn default() -> Self {
        let AdamWOptions {
            beta1,
            beta2,
            epsilon,
        } = AdamWOptions::default();
        Self::AdamW {
            beta1,
            beta2,
            epsilon,
        }
    }
}

impl OptimiserKind {
    /// SGD as the study's time used it.
    pub const SGD: Self = Self::Sgd {
        momentum: 0.9,
        nesterov: true,
    };

    /// `adamw`, `sgd`.
    pub fn name(&self) -> &'static str {
        match self {
            Self::AdamW { .. } => "adamw",
            Self::Sgd { .. } => "sgd",
        }
    }

    /// Whether its figures make sense.
    ///
    /// # Errors
    /// A sentence with the rule that is broken.
    pub fn check(&self) -> std::result::Result<(), String> {
        let share = |value: f64| (0.0..1.0).contains(&value);
        let (holds, sentence) = match *self {
            Self::AdamW {
                beta1,
                beta2,
                epsilon,
            } => (
                share(beta1) && share(beta2) && epsilon.is_finite() && epsilon > 0.0,
                "AdamW's betas must be 0 or more and below 1, its epsilon above 0",
            ),
            Self::Sgd { momentum, nesterov } => (
                share(momentum) && (momentum > 0.0 || !nesterov),
                "SGD's momentum must be 0 or more and below 1, and above 0 for Nesterov's",
            ),
        };
        if holds {
            Ok(())
        } else {
            Err(sentence.to_owned())
        }
    }
}

/// An optimiser with its memory of past gradients.
#[derive(Debug)]
pub enum Optimiser {
    /// See [`AdamW`].
    AdamW(AdamW),
    /// See [`Sgd`].
    Sgd(Sgd),
}

impl Optimiser {
    /// A fresh one.
    pub fn new(kind: OptimiserKind) -> Self {
        match kind {
            OptimiserKind::AdamW {
                beta1,
                beta2,
                epsilon,
            } => Self::AdamW(AdamW::new(AdamWOptions {
                beta1,
                beta2,
                epsilon,
            })),
            OptimiserKind::Sgd { momentum, nesterov } => Self::Sgd(Sgd::new(momentum, nesterov)),
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
        match self {
            Self::AdamW(adamw) => adamw.step(parameters, gradients, rate, scale),
            Self::Sgd(sgd) => sgd.step(parameters, gradients, rate, scale),
        }
    }

    /// Its memory as named tensors, apart from its own.
    ///
    /// # Errors
    /// Candle's, if a tensor cannot be copied.
    pub fn state(&self) -> Result<BTreeMap<String, Tensor>> {
        match self {
            Self::AdamW(adamw) => adamw.state(),
            Self::Sgd(sgd) => sgd.state(),
        }
    }

    /// Takes up a state that [`state`](Self::state) gave; other tensors among it are left alone.
    ///
    /// # Errors
    /// Candle's, naming what is missing.
    pub fn restore(&mut self, state: &BTreeMap<String, Tensor>) -> Result<()> {
        match self {
            Self::AdamW(adamw) => adamw.restore(state),
            Self::Sgd(sgd) => sgd.restore(state),
        }
    }
}
