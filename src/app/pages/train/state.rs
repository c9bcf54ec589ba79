//! What the Train page knows: the run that is set up, the run that goes on, and the runs of the
//! library.

use std::path::{Path, PathBuf};
use std::sync::mpsc::Receiver;

use super::command::Command;
use super::costs::Costs;
use super::counts::{Counted, Counts};
use super::plan::Plan;
use super::running::Running;
use super::shelf::Shelf;
use crate::app::cx::Cx;
use crate::app::route::Route;
use crate::app::shared::films::Films;
use crate::app::shared::source::file_name;
use crate::app::widgets::dropdown::Choice;
use crate::jobs::Snapshot;
use crate::resources;

/// How smooth the training loss is shown at first.
const SMOOTHING: f64 = 0.9;

/// Everything that the Train page knows.
pub struct TrainPage {
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
    /// What was asked for while the page was painted.
    pub(super) asked: Vec<Command>,
    /// The folder of a model to start from is being chosen.
    pub(super) choosing: Option<Receiver<Vec<PathBuf>>>,
    /// The page that was shown in the last frame.
    pub(super) shown: Option<Route>,
    counted: Counted,
}

impl Default for TrainPage {
    fn default() -> Self {
        Self {
            plan: Plan::default(),
            costs: Costs::default(),
            running: None,
            shelf: Shelf::default(),
            smoothing: SMOOTHING,
            asked: Vec::new(),
            choosing: None,
            shown: None,
            counted: Counted::default(),
        }
    }
}

impl TrainPage {
    /// Whether a run goes on.
    pub fn is_running(&self) -> bool {
        self.running.as_ref().is_some_and(|run| run.phase.goes_on())
    }

    /// How far the run is, as far as its steps go; `None` while none goes on.
    pub fn progress(&self) -> Option<Snapshot> {
        let running = self.running.as_ref().filter(|run| run.phase.goes_on())?;
        Some(running.snapshot())
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

    /// What each depth costs follows the library and the model to start from; to be called while the
    /// page is shown.
    pub(super) fn follow_costs(&mut self, cx: &Cx<'_>) {
        let in_use = cx.shared.model.folder().map(PathBuf::as_path);
        let films = &cx.shared.films;
        if let Some(start) = self.plan.start_folder(in_use)
            && films.posters() > 0
        {
            self.costs.look(cx.context, &films.root, start, &self.plan);
        }
    }
}
