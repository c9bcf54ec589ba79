//! What a training works with, from its first step to its last.

use candle_core::Device;

use crate::jobs::Task;
use crate::training::record::Refit;
use crate::training::source::Source;
use crate::training::{Error, Films, RunFolder, Settings};
use crate::vision::Checkpoint;

/// What a training works with.
pub struct Work<'a> {
    /// What the user chose.
    pub settings: &'a Settings,
    /// The model with a trained head.
    pub start: &'a Checkpoint,
    /// Films to learn from.
    pub train: &'a Films,
    /// What each of them should say, in `0..=1`; row-major films x genres.
    pub targets: &'a [f32],
    /// Films to judge by; none in a refit.
    pub validation: &'a Films,
    /// The run that is repeated, whose number of epochs counts instead of a judgement.
    pub refit: Option<&'a Refit>,
    /// Where their inputs come from.
    pub source: &'a dyn Source,
    /// Where it learns.
    pub device: &'a Device,
    /// The run.
    pub folder: &'a RunFolder,
    /// Hears how far it is, and says whether to go on.
    pub task: &'a Task,
}

impl Work<'_> {
    /// Steps of an epoch.
    pub fn steps_per_epoch(&self) -> usize {
        self.train.len().div_ceil(self.settings.batch_size)
    }

    /// Why a training ends whose numbers left their range in `epoch`.
    pub fn not_finite(&self, epoch: usize) -> Error {
        let settings = self.settings;
        Error::NotFinite {
            epoch,
            learning_rate: settings.backbone_rate.max(settings.head_rate),
        }
    }
}
