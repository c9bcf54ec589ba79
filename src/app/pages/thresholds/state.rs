//! What the Thresholds page holds: the thresholds at hand, the films they are judged on, and what
//! is looked at.
//!
//! The files beside this one change it: `following` when scores or model are others, `moving` by
//! hand or by choice, `keeping` with sets.

use egui::util::undoer::Undoer;

use super::choosing::Choosing;
use super::command::Command;
use super::prepared::{Calibrating, Prepared, Preparing, View};
use super::sets::{Compared, Sets};
use super::work::Applying;
use crate::catalog::Split;
use crate::evaluation::{Cell, ChosenOn, Decisions, Objective, ThresholdSet};
use crate::vision::{Reader, Threshold};

/// What there is to say afterwards.
pub type Outcome = Result<Option<String>, String>;

/// The page's state.
#[derive(Default)]
pub struct ThresholdsPage {
    pub(super) prepared: Option<Prepared>,
    pub(super) preparing: Option<Preparing>,
    pub(super) thresholds: Vec<Threshold>,
    /// Where a double click leads.
    pub(super) home: Vec<Threshold>,
    pub(super) frozen: Vec<Threshold>,
    pub(super) locked: Vec<bool>,
    pub(super) undoer: Undoer<Vec<Threshold>>,
    /// What the thresholds were chosen for; `None`: moved by hand, or the model's.
    pub(super) objective: Option<Objective>,
    /// The genre whose curves and posters are shown.
    pub selected: usize,
    /// Which films the rows speak of.
    pub view: View,
    /// Histograms by the logarithm of their counts.
    pub log: bool,
    /// Test figures follow the hand, marked as such.
    pub peek: bool,
    /// The cell whose posters are shown; `None`: all by probability.
    pub cell: Option<Cell>,
    /// The name under which to keep.
    pub name: String,
    /// The strip of posters.
    pub strip: Strip,
    pub(super) sets: Sets,
    pub(super) choosing: Choosing,
    pub(super) applying: Applying,
    /// Counts the changes of thresholds and films.
    pub(super) revision: u64,
    together: Option<(u64, [Option<Decisions>; 3])>,
}

/// Where the strip of posters stands.
#[derive(Debug, Clone, Copy, Default)]
pub struct Strip {
    /// How many posters of the lowest probability stand left of the strip's middle.
    pub middle: Option<f32>,
    /// The line is held: how many posters stand left of it.
    pub held: Option<f32>,
}

impl ThresholdsPage {
    /// A page that was not looked at yet.
    pub fn new() -> Self {
        Self {
            log: true,
            ..Self::default()
        }
    }

    /// The numbers, once they are there.
    pub fn prepared(&self) -> Option<&Prepared> {
        self.prepared.as_ref()
    }

    /// The probabilities that are shown, or that will be.
    pub fn calibrating(&self) -> Calibrating {
        let coming = self.preparing.as_ref().map(|now| now.calibrating);
        let there = self.prepared.as_ref().map(|now| now.calibrating);
        coming.or(there).unwrap_or_default()
    }

    /// One a genre.
    pub fn thresholds(&self) -> &[Threshold] {
        &self.thresholds
    }

    /// Whether a genre's threshold is held.
    pub fn is_locked(&self, genre: usize) -> bool {
        self.locked.get(genre).copied().unwrap_or(false)
    }

    /// Whether the thresholds are those of the last choice: nothing was moved since.
    pub fn is_frozen(&self) -> bool {
        self.frozen == self.thresholds
    }

    /// What the thresholds were chosen for, unless they were moved since.
    pub fn objective(&self) -> Option<Objective> {
        self.objective.filter(|_| self.is_frozen())
    }

    /// Whether there is a step to go back or forth.
    pub fn can(&self, command: &Command) -> bool {
        match command {
            Command::Undo => self.undoer.has_undo(&self.thresholds),
            Command::Redo => self.undoer.has_redo(&self.thresholds),
            _ => true,
        }
    }

    /// The kept sets.
    pub fn sets(&self) -> &[ThresholdSet] {
        self.sets.kept()
    }

    /// Those that stand side by side.
    pub fn compared(&self) -> &[Compared] {
        self.sets.compared()
    }

    /// The figures over all genres, in the order of [`View::ALL`]; read once a change.
    pub fn together(&mut self) -> &[Option<Decisions>; 3] {
        let fresh = self
            .together
            .take()
            .filter(|(revision, _)| *revision == self.revision);
        let prepared = self.prepared.as_ref();
        let read = || View::ALL.map(|view| Some(prepared?.part(view)?.instrument.together()));
        let now = fresh.unwrap_or_else(|| (self.revision, read()));
        &self.together.insert(now).1
    }

    /// Remembers the steps; to be called once a frame.
    pub fn remember(&mut self, now: f64) {
        self.undoer.feed_state(now, &self.thresholds);
    }

    /// The thresholds at hand as a set.
    pub fn set(&self, name: &str, reader: &Reader) -> Option<ThresholdSet> {
        let prepared = self.prepared.as_ref()?;
        let films = prepared.part(View::Validation).map(|part| part.rows.len());
        Some(ThresholdSet {
            name: name.to_owned(),
            genres: prepared.genres().to_vec(),
            thresholds: self.thresholds.clone(),
            objective: self.objective(),
            chosen_on: films.map(|films| ChosenOn {
                split: Split::Validation,
                films,
            }),
            model: reader.checkpoint().head_key().ok(),
            calibration: prepared.calibration_use.clone(),
        })
    }
}
