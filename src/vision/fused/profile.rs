//! Where the time goes, layer by layer.
//!
//! In: the steps of a plan and how long each took. Out: a table that a person can read.

use std::fmt;

use super::plan::{Step, Work};

/// How long one step took.
#[derive(Debug, Clone, PartialEq)]
pub struct StepTime {
    /// The layer's name in the checkpoint: `layer1.0.conv2`.
    pub layer: String,
    /// What was done: `direct`, `winograd`, and the latter's phases.
    pub work: &'static str,
    /// Output pixels of all images, and channels.
    pub output: (usize, usize),
    /// Multiply-adds of its products.
    pub sums: usize,
    /// The shortest time measured.
    pub seconds: f64,
}

impl StepTime {
    /// A step that was not timed yet.
    pub(super) fn new(step: &Step) -> Self {
        Self {
            layer: step.name.to_owned(),
            work: match step.work {
                Work::Spread => "spread",
                Work::Direct(..) => "direct",
                Work::Blocks(_) => "winograd",
                Work::Gather(_) => "gather",
                Work::Multiply(..) => "multiply",
                Work::Scatter(_) => "scatter",
                Work::Pool => "pool",
            },
            output: (step.to.0.pixels(), step.to.0.channels),
            sums: step.sums,
            seconds: f64::INFINITY,
        }
    }

    /// Billions of operations per second in the products: two for each multiply-add.
    pub fn gflops(&self) -> f64 {
        2.0 * self.sums as f64 / self.seconds / 1e9
    }
}

impl fmt::Display for StepTime {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (pixels, channels) = self.output;
        write!(
            out,
            "{:<20} {:<9} {pixels:>6} x {channels:<5} {:8.3} ms {:7.1} GFLOP/s",
            self.layer,
            self.work,
            self.seconds * 1e3,
            self.gflops()
        )
    }
}
