//! What each depth would cost on this computer: measured when asked for, never guessed.
//!
//! In: the library and the model to start from. Out: a [`Cost`] a depth: what was measured before is
//! known at once, the rest is measured on a thread, depth after depth.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::Duration;

use egui::Context;

use super::plan::Plan;
use crate::catalog::Library;
use crate::jobs::{Job, Task};
use crate::training::estimate::{Estimate, estimate, forget, known};
use crate::training::{Depth, Settings};
use crate::vision::{Checkpoint, DeviceChoice, Reader};

/// What is known of a depth's cost.
#[derive(Debug, Clone, PartialEq)]
pub enum Cost {
    /// Nobody measured it.
    Unknown,
    /// It is being measured.
    Measuring,
    /// Time and disk.
    Known(Box<Estimate>),
    /// Why it could not be measured.
    Failed(String),
}

impl Cost {
    /// How long a run with these settings takes, if nothing ends it early; `None`: unknown.
    pub fn time(&self, settings: &Settings) -> Option<Duration> {
        let Self::Known(estimate) = self else {
            return None;
        };
        // Measured an epoch at a time: more of them need no other measurement.
        let epochs = match settings.depth {
            Depth::Head => settings.head.epochs,
            _ => settings.epochs,
        };
        let epochs = u32::try_from(epochs).unwrap_or(u32::MAX);
        let learning = estimate.per_epoch.saturating_mul(epochs);
        Some(estimate.preparing.saturating_add(learning))
    }
}

/// What the thread is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Errand {
    /// To see what was measured before.
    Look,
    /// To measure what was not.
    Measure,
    /// To measure all of it, whatever was measured before.
    Again,
}

/// What the thread says of a depth.
type Message = (Depth, Cost);

/// Rows and columns of the posters; `None`: the model's.
type Size = Option<(usize, usize)>;

/// A library, a model to start from, and the size of the posters at each depth.
#[derive(Debug, Clone, PartialEq)]
struct Subject {
    root: Arc<Path>,
    start: PathBuf,
    sizes: [Size; Depth::ALL.len()],
}

/// The costs of all depths.
#[derive(Default)]
pub struct Costs {
    of: Option<Subject>,
    costs: BTreeMap<Depth, Cost>,
    job: Option<(Job<()>, Receiver<Message>)>,
    /// Whether the job measures, or only looks at what was measured before.
    measures: bool,
}

impl Costs {
    /// Of a depth.
    pub fn of(&self, depth: Depth) -> Cost {
        self.costs.get(&depth).cloned().unwrap_or(Cost::Unknown)
    }

    /// Whether every depth's cost is known.
    pub fn is_known(&self) -> bool {
        Depth::ALL
            .iter()
            .all(|depth| matches!(self.costs.get(depth), Some(Cost::Known(_))))
    }

    /// Whether a measurement goes on.
    pub fn is_measuring(&self) -> bool {
        self.measures && self.job.is_some()
    }

    /// Whether a thread is at work.
    pub fn is_busy(&self) -> bool {
        self.job.is_some()
    }

    /// Looks at what was measured before, if library, model or sizes are others than the last time.
    pub fn look(&mut self, context: &Context, root: &Arc<Path>, start: &Path, plan: &Plan) {
        let subject = Subject {
            root: Arc::clone(root),
            start: start.to_owned(),
            sizes: Depth::ALL.map(|depth| plan.of(depth).input_size),
        };
        if self.of.as_ref() != Some(&subject) {
            self.costs.clear();
            self.of = Some(subject);
            self.begin(context, plan, Errand::Look);
        }
    }

    /// The next look is a new one: a run made files that the next one needs not make again.
    pub fn forget(&mut self) {
        self.of = None;
    }

    /// Measures what is not known; where all is known, all of it again.
    pub fn measure(&mut self, context: &Context, plan: &Plan) {
        if self.is_measuring() {
            return;
        }
        let again = self.is_known();
        if again {
            self.costs.clear();
        }
        for depth in Depth::ALL {
            if !matches!(self.of(depth), Cost::Known(_)) {
                self.costs.insert(depth, Cost::Measuring);
            }
        }
        let task = if again {
            Errand::Again
        } else {
            Errand::Measure
        };
        self.begin(context, plan, task);
    }

    /// Measures no further; what is known stays.
    pub fn stop(&mut self) {
        // A dropped job is cancelled.
        self.job = None;
        self.costs.retain(|_, cost| *cost != Cost::Measuring);
    }

    /// Takes what came since the last frame.
    pub fn follow(&mut self) {
        let Some((job, messages)) = &self.job else {
            return;
        };
        let ended = job.poll();
        while let Ok((depth, cost)) = messages.try_recv() {
            self.costs.insert(depth, cost);
        }
        if let Some(ended) = ended {
            self.job = None;
            for cost in self
                .costs
                .values_mut()
                .filter(|cost| **cost == Cost::Measuring)
            {
                *cost = match &ended {
                    Ok(()) => Cost::Unknown,
                    Err(fault) => Cost::Failed(fault.to_string()),
                };
            }
        }
    }

    fn begin(&mut self, context: &Context, plan: &Plan, errand: Errand) {
        let Some(subject) = self.of.clone() else {
            return;
        };
        let all = Depth::ALL.map(|depth| plan.of(depth));
        let wanted: Vec<Settings> = all
            .into_iter()
            .filter(|settings| !matches!(self.of(settings.depth), Cost::Known(_)))
            .collect();
        let (send, messages) = mpsc::channel();
        let (wake, during) = (context.clone(), context.clone());
        let job = Job::spawn(
            "Measure",
            move || wake.request_repaint(),
            move |task| {
                let told = |message| {
                    // A receiver that is gone lost interest; the task is cancelled too.
                    let _ = Sender::send(&send, message);
                    during.request_repaint();
                };
                run(&subject, &wanted, errand, task, told);
            },
        );
        self.job = Some((job, messages));
        self.measures = errand != Errand::Look;
    }
}

fn run(
    subject: &Subject,
    wanted: &[Settings],
    errand: Errand,
    task: &Task,
    tell: impl Fn(Message),
) {
    let fail = |of: &[&Settings], why: String| {
        // Nobody asked: what cannot be looked at is not known.
        if errand != Errand::Look {
            for settings in of {
                tell((settings.depth, Cost::Failed(why.clone())));
            }
        }
    };
    let all: Vec<&Settings> = wanted.iter().collect();
    let library = match Library::open(&subject.root) {
        Ok(library) => library,
        Err(error) => return fail(&all, error.to_string()),
    };
    let start = match Checkpoint::load(&subject.start) {
        Ok(start) => start,
        Err(error) => return fail(&all, error.to_string()),
    };
    // Depths of one size share a reader.
    let own = (start.preprocessing.height, start.preprocessing.width);
    let mut by_size: BTreeMap<Size, Vec<&Settings>> = BTreeMap::new();
    for settings in wanted {
        let size = settings.input_size.filter(|size| *size != own);
        by_size.entry(size).or_default().push(settings);
    }
    for (size, wanted) in by_size {
        let outcome = sized(&start, size).and_then(|reader| {
            if errand == Errand::Again {
                forget(&library, &reader).map_err(|error| error.to_string())?;
            }
            Ok(reader)
        });
        match outcome {
            Ok(reader) => look_at(&library, &reader, &wanted, errand, task, &tell),
            Err(why) => fail(&wanted, why),
        }
    }
}

/// A reader of `start` for posters of `size`.
fn sized(start: &Checkpoint, size: Size) -> Result<Reader, String> {
    let start = start.clone().at_size(size);
    let start = start.map_err(|error| error.to_string())?;
    Reader::new(start).map_err(|error| error.to_string())
}

/// Finds the costs of depths that share a size.
fn look_at(
    library: &Library,
    reader: &Reader,
    wanted: &[&Settings],
    errand: Errand,
    task: &Task,
    tell: &impl Fn(Message),
) {
    for settings in wanted {
        if task.is_cancelled() {
            return;
        }
        let device = DeviceChoice::Auto;
        let cost = if errand != Errand::Look {
            match estimate(library, reader, settings, device, task) {
                Ok(estimate) => Cost::Known(Box::new(estimate)),
                Err(_) if task.is_cancelled() => return,
                Err(error) => Cost::Failed(error.to_string()),
            }
        } else {
            match known(library, reader, settings, device) {
                Ok(Some(estimate)) => Cost::Known(Box::new(estimate)),
                Ok(None) | Err(_) => Cost::Unknown,
            }
        };
        tell((settings.depth, cost));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_follows_the_epochs_without_measuring_again() {
        let estimate = Estimate {
            depth: Depth::LastBlock,
            train_films: 1000,
            preparing: Duration::from_secs(60),
            per_epoch: Duration::from_secs(100),
            epochs: 4,
            activations: 0,
            run: 0,
            images_per_second: 10.0,
            device: "CPU".to_owned(),
        };
        let cost = Cost::Known(Box::new(estimate));
        let mut settings = Settings::default_for(Depth::LastBlock);
        settings.epochs = 3;
        assert_eq!(cost.time(&settings), Some(Duration::from_secs(360)));
        settings.epochs = 10;
        assert_eq!(cost.time(&settings), Some(Duration::from_secs(1060)));
        assert_eq!(Cost::Unknown.time(&settings), None);
    }
}
