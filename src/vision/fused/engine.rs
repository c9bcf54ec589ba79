//! The fused network behind the seam that readers know, and the choice between the engines.
//!
//! In: a checkpoint, and what `ONESHEET_ENGINE` says. Out: an [`Engine`].

use super::{FusedResNet50, RunError};
use crate::jobs::Task;
use crate::vision::{Activations, Batch, CandleEngine, Checkpoint, Engine, Error, Outputs, Wanted};

/// The variable that picks an engine: `auto` (or nothing), `fused`, `candle`.
pub const VARIABLE: &str = "ONESHEET_ENGINE";

/// A checkpoint's network on the CPU, in one piece.
pub struct FusedEngine(FusedResNet50);

impl FusedEngine {
    /// Packs a checkpoint's tensors for this processor.
    ///
    /// # Errors
    /// [`Error::Compute`] if a tensor is missing or does not fit.
    pub fn new(checkpoint: &Checkpoint) -> Result<Self, Error> {
        let network = FusedResNet50::new(&checkpoint.tensors).map_err(candle_core::Error::wrap)?;
        Ok(Self(network))
    }

    /// The network itself.
    pub fn network(&self) -> &FusedResNet50 {
        &self.0
    }
}

impl Engine for FusedEngine {
    fn name(&self) -> &'static str {
        "fused"
    }

    fn outputs(&self, batch: &Batch<'_>, wanted: Wanted, task: &Task) -> Result<Outputs, Error> {
        let shape = (batch.count(), batch.height(), batch.width());
        let cancelled = || task.is_cancelled();
        let in_words = |fault| match fault {
            RunError::Size {
                found,
                height,
                width,
                ..
            } => Error::Batch {
                count: found,
                height,
                width,
            },
            RunError::Cancelled(cancelled) => cancelled.into(),
        };
        let named = |channels, found: super::Activations| Activations {
            channels,
            height: found.height,
            width: found.width,
            values: found.numbers,
        };
        if let Some(stages) = wanted.stops_after() {
            let (channels, found) = self
                .0
                .after_stage(stages, batch.pixels(), shape, &cancelled)
                .map_err(in_words)?;
            return Ok(Outputs {
                logits: Vec::new(),
                features: Vec::new(),
                activations: Some(named(channels, found)),
            });
        }
        let activations = wanted == Wanted::Activations;
        let outputs = self
            .0
            .outputs(batch.pixels(), shape, activations, &cancelled)
            .map_err(in_words)?;
        let channels = self.0.features();
        Ok(Outputs {
            logits: outputs.logits,
            features: outputs.features,
            activations: outputs.activations.map(|found| named(channels, found)),
        })
    }
}

/// The engine for reading on the CPU: the fused one, unless `ONESHEET_ENGINE` wants Candle's graph
/// or the network is of a kind that the fused one does not know.
///
/// # Errors
/// [`Error::Compute`] if the tensors make no network, or the variable names no engine.
pub fn for_checkpoint(checkpoint: &Checkpoint) -> Result<Box<dyn Engine>, Error> {
    let wish = std::env::var(VARIABLE).unwrap_or_default();
    choose(&wish, checkpoint)
}

fn choose(wish: &str, checkpoint: &Checkpoint) -> Result<Box<dyn Engine>, Error> {
    match wish {
        "" | "auto" => match FusedEngine::new(checkpoint) {
            Ok(engine) => Ok(Box::new(engine)),
            // Candle says in its own words what is wrong, if it cannot run the network either.
            Err(_) => Ok(Box::new(CandleEngine::new(checkpoint)?)),
        },
        "fused" => Ok(Box::new(FusedEngine::new(checkpoint)?)),
        "candle" => Ok(Box::new(CandleEngine::new(checkpoint)?)),
        other => Err(candle_core::Error::Msg(format!(
            "{VARIABLE} is {other:?}, but must be auto, fused or candle"
        ))
        .into()),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;
    use crate::vision::{Architecture, Preprocessing};

    #[test]
    fn an_unknown_engine_is_an_error_that_names_the_choices() {
        let (network, posters) = (Architecture::RESNET50, Preprocessing::default());
        let checkpoint = Checkpoint::backbone(network, posters, HashMap::new());
        let fault = choose("turbo", &checkpoint).err().expect("no such engine");
        let words = fault.to_string();
        assert!(
            words.contains(VARIABLE) && words.contains("candle"),
            "{words}"
        );
        assert!(choose("fused", &checkpoint).is_err());
    }
}
