//! The Train page's state: the run that is set up, the run that goes on, and the runs of the
//! library.
//!
//! In: [`Order`]s, and what the trainer says. Out: runs on the disk, and what the page paints.
//!
//! | file | holds |
//! |---|---|
//! | [`order`], `orders` | what a user can ask for, and what is done then |
//! | [`plan`], [`counts`], [`costs`] | the run that is set up: settings, films, time and disk |
//! | [`running`], [`live`], [`trace`], [`memory`] | the run that goes on |
//! | [`shelf`], [`differences`], `exporting` | the runs of the library, side by side, and out of it |

use std::path::{Path, PathBuf};
use std::time::Duration;

use egui::Context;

use super::films::Films;
use super::session::file_name;
use super::widgets::dropdown::Choice;
use crate::jobs::Snapshot;
use crate::resources;

pub mod costs;
pub mod counts;
pub mod differences;
mod exporting;
pub mod live;
pub mod memory;
pub mod order;
pub mod orders;
pub mod plan;
pub mod running;
pub mod shelf;
pub mod trace;

pub use order::{Order, Tab};

use self::costs::Costs;
use self::counts::{Counted, Counts};
use self::plan::Plan;
use self::running::Running;
use self::shelf::{Done, Shelf};

/// So long a closing window waits for a run's last step; what is saved later is lost, and the state
/// that was saved before stays.
const LAST_STEP: Duration = Duration::from_secs(6);

/// How smooth the training loss is shown at first.
const SMOOTHING: f64 = 0.9;

/// Everything that the Train page knows.
pub struct Training {
    /// The part of the page that is shown.
    pub tab: Tab,
    /// The run that is set up.
    pub plan: Plan,
    /// What it would cost.
    pub costs: Costs,
    /// The run that goes on, or that has just ended.
    pub running: Option<Running>,
    /// The runs of the library.
    pub shelf: Shelf,
    /// How smooth the training loss is shown, in `0..1`.
    pub smoothing: f64,
    counted: Counted,
}

impl Default for Training {
    fn default() -> Self {
        Self {
            tab: Tab::default(),
            plan: Plan::default(),
            costs: Costs::default(),
            running: None,
            shelf: Shelf::default(),
            smoothing: SMOOTHING,
            counted: Counted::default(),
        }
    }
}

/// What happened since the last frame.
pub enum News {
    /// The run ended.
    Ended,
    /// Something was done to a run on the disk.
    Done(Done),
    /// It could not be done.
    NotDone(String),
}

impl Training {
    /// Whether a run goes on.
    pub fn is_running(&self) -> bool {
        self.running.as_ref().is_some_and(|run| run.phase.goes_on())
    }

    /// How far the run is, as far as its steps go; `None` while none goes on.
    pub fn progress(&self) -> Option<Snapshot> {
        let running = self.running.as_ref().filter(|run| run.phase.goes_on())?;
        Some(running.snapshot())
    }

    /// The window closes: a run saves its state before it ends, if that does not take long.
    pub fn end(&mut self) {
        if let Some(running) = &mut self.running {
            running.stop();
            running.wait(LAST_STEP);
        }
    }

    /// Whether a thread is at work.
    pub fn is_busy(&self) -> bool {
        self.is_running() || self.shelf.is_busy() || self.costs.is_busy()
    }

    /// How the library's films are divided.
    pub fn counts(&mut self, films: &Films) -> Counts {
        self.counted.follow(films)
    }

    /// Why the run that is set up cannot start; `None`: it can.
    pub fn fault(&mut self, films: &Films, in_use: Option<&Path>) -> Option<String> {
        let counts = self.counts(films);
        if !counts.is_enough() {
            let fault = "no films to learn from and to choose on: import a table whose films are \
                         labelled with the six genres, and their posters";
            return Some(fault.to_owned());
        }
        if self.plan.start_folder(in_use).is_none() {
            return Some("choose a model to start from".to_owned());
        }
        let name = self.plan.name.trim();
        if self.shelf.get(name).is_some() {
            return Some(format!("there is a run named {name} already"));
        }
        let fault = self.plan.of(self.plan.depth).check().err();
        fault.map(|error| error.to_string())
    }

    /// The models that a run can start from; first the one in use.
    pub fn starts(&self, in_use: Option<&Path>) -> Vec<Choice<Option<PathBuf>>> {
        let name = in_use.map_or_else(|| "none".to_owned(), file_name);
        let mut starts = vec![(None, format!("The model in use ({name})"))];
        let mut offer = |folder: PathBuf, word: String| {
            let known = |(other, _): &Choice<Option<PathBuf>>| other.as_ref() == Some(&folder);
            if in_use != Some(folder.as_path()) && !starts.iter().any(known) {
                starts.push((Some(folder), word));
            }
        };
        if let Some(shipped) = resources::model_dir() {
            offer(
                shipped,
                format!("Onesheet's own ({})", resources::SHIPPED_MODEL),
            );
        }
        for run in self.shelf.runs().iter().flat_map(|runs| runs.iter()) {
            if run.usable {
                offer(run.folder.path.clone(), format!("Run {}", run.name));
            }
        }
        if let Some(chosen) = &self.plan.start {
            offer(chosen.clone(), file_name(chosen));
        }
        starts
    }

    /// Follows the window; to be called once a frame.
    pub fn follow(&mut self, context: &Context, films: &Films) -> Vec<News> {
        let mut news = Vec::new();
        if let Some(outcome) = self.shelf.follow(context, &films.root) {
            news.push(match outcome {
                Ok(done) => News::Done(done),
                Err(why) => News::NotDone(why),
            });
        }
        self.costs.follow();
        let running = self.running.as_mut().filter(|run| run.phase.goes_on());
        if running.is_some_and(|running| running.follow(context, films)) {
            self.shelf.look(context);
            self.costs.forget();
            news.push(News::Ended);
        }
        news
    }
}
