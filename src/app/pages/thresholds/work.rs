//! Applying: the thresholds at hand are written to where the model is opened with them, on a thread.
//!
//! In: a set, and the model in use. Out: a notice; where other probabilities were shown than those
//! in use, the model is opened again with them.

use std::path::PathBuf;
use std::sync::Arc;

use super::prepared::Calibrating;
use crate::app::cx::Cx;
use crate::app::shared::notice::Tone;
use crate::evaluation::{ModelPlaces, ThresholdSet};
use crate::jobs::Job;
use crate::vision::Reader;

/// The job, while it is at work.
#[derive(Default)]
pub struct Applying {
    job: Option<Job<Result<PathBuf, String>>>,
}

impl Applying {
    /// Starts to write `set` for the model in its folder.
    pub fn start(&mut self, cx: &Cx<'_>, set: ThresholdSet, model: PathBuf, reader: Arc<Reader>) {
        let places = ModelPlaces {
            data: cx.shared.data.clone(),
            ..ModelPlaces::of_this_computer()
        };
        self.job = Some(Job::spawn("Apply thresholds", cx.wake(), move |_| {
            places
                .apply(&set, &model, reader.checkpoint())
                .map_err(|error| error.to_string())
        }));
    }

    /// Whether it is at work.
    pub fn is_busy(&self) -> bool {
        self.job.is_some()
    }

    /// Tells what it came to, once; `shown`: the probabilities that the thresholds stand in.
    pub fn follow(&mut self, cx: &mut Cx<'_>, shown: Calibrating) {
        let Some(outcome) = self.job.as_ref().and_then(Job::poll) else {
            return;
        };
        self.job = None;
        match outcome
            .map_err(|fault| fault.to_string())
            .and_then(|path| path)
        {
            Ok(_) => {
                cx.say(
                    Tone::Hint,
                    "The model uses these thresholds from now on",
                    "Read, Top 100 and onesheet predict follow them.",
                );
                // Other probabilities: the model is opened with them.
                if shown != Calibrating::InUse {
                    cx.shared.model.reopen(cx.context);
                }
            }
            Err(why) => cx.fault("The thresholds could not be applied", &why),
        }
    }
}
