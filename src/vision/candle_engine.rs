//! The network as a Candle graph: the reference, and the engine that runs on any device.

use super::{Batch, Checkpoint, Engine, Error, Outputs, Wanted};

/// A checkpoint's network, run by Candle.
#[derive(Debug)]
pub struct CandleEngine {}

impl CandleEngine {
    /// Builds the network from a checkpoint's tensors.
    ///
    /// # Errors
    /// [`Error::Compute`] if a tensor cannot be moved to the device.
    pub fn new(_checkpoint: &Checkpoint) -> Result<Self, Error> {
        Ok(Self {})
    }
}

impl Engine for CandleEngine {
    fn name(&self) -> &'static str {
        "candle"
    }

    fn outputs(&self, _batch: &Batch<'_>, _wanted: Wanted) -> Result<Outputs, Error> {
        Err(candle_core::Error::Msg("not written".to_owned()).into())
    }
}
