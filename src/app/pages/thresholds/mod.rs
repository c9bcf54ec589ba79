//! The thresholds at hand: what the Thresholds page moves, and what follows.
//!
//! In: the library's scores and the model, then [`Adjust`]ments. Out: figures of every view that
//! follow within the frame, and the thresholds of the moment, handed to `Scoring` for all other
//! pages. Where the page looks at other probabilities than the model is used with, each threshold
//! is handed on as the one that parts the same films.

use std::path::PathBuf;
use std::sync::Arc;

use egui::Context;
use egui::util::undoer::Undoer;

pub use self::part::{BINS, Curves, Part};
pub use self::prepared::{Calibrating, Prepared, View};
use super::scoring::Scoring;
use crate::catalog::Split;
use crate::evaluation::thresholds::Candidates;
use crate::evaluation::{Cell, Choice, ChosenOn, Decisions, Objective, SetShelf, ThresholdSet};
use crate::explore::LibraryScores;
use crate::jobs::Job;
use crate::vision::{Reader, Threshold};

mod part;
mod prepared;

/// Sets side by side.
pub const MOST_COMPARED: usize = 3;

/// What can be done with thresholds.
#[derive(Debug, Clone, PartialEq)]
pub enum Adjust {
    /// Move a genre's threshold (`0..=1`), unless it is locked.
    Move(usize, f32),
    /// Back to the model's.
    Reset(usize),
    /// Hold it, or let it go.
    Lock(usize),
    /// The step before.
    Undo,
    /// The step after.
    Redo,
    /// The best on validation, for all that are not locked.
    Choose(Objective),
    /// The choice is made: read it on test.
    Freeze,
    /// Other probabilities.
    Calibrate(Calibrating),
    /// Keep the thresholds under a name.
    Keep(String),
    /// Take a kept set's.
    Take(String),
    /// Forget a kept set.
    Forget(String),
    /// Put a kept set beside the others, or away.
    Compare(String),
    /// Choose a file to write to.
    ExportAs,
    /// Write a file.
    Export(PathBuf),
    /// Choose a file to read.
    ImportFrom,
    /// Read a file.
    Import(PathBuf),
    /// Use the thresholds from now on: in Read, in the terminal, after the next start.
    Apply,
}

/// What there is to say afterwards.
pub type Outcome = Result<Option<String>, String>;

/// A kept set beside the thresholds at hand: its figures on validation and on test.
pub struct Compared {
    /// Its name.
    pub name: String,
    /// Where there are such films.
    pub validation: Option<Decisions>,
    /// Where there are such films.
    pub test: Option<Decisions>,
}

/// The page's state.
#[derive(Default)]
pub struct ThresholdsPage {
    prepared: Option<Prepared>,
    preparing: Option<Preparing>,
    thresholds: Vec<Threshold>,
    /// Where a double click leads.
    home: Vec<Threshold>,
    frozen: Vec<Threshold>,
    locked: Vec<bool>,
    undoer: Undoer<Vec<Threshold>>,
    /// What the thresholds were chosen for; `None`: moved by hand, or the model's.
    objective: Option<Objective>,
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
    /// The library's kept sets.
    shelf: SetShelf,
    shelf_of: Option<Arc<std::path::Path>>,
    compared: Vec<Compared>,
    /// The strip of posters.
    pub strip: Strip,
    revision: u64,
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

struct Preparing {
    scores: Arc<LibraryScores>,
    calibrating: Calibrating,
    job: Job<Prepared>,
}

fn waker(context: &Context) -> impl FnOnce() + Send + 'static {
    let context = context.clone();
    move || context.request_repaint()
}

fn near(value: f32) -> Threshold {
    Threshold::new(value.clamp(0.0, 1.0)).unwrap_or_default()
}

impl ThresholdsPage {
    /// A page that was not looked at yet.
    pub fn new() -> Self {
        Self {
            log: true,
            ..Self::default()
        }
    }

    /// Follows scores and model; to be called in each frame in which the page is painted.
    pub fn follow(
        &mut self,
        context: &Context,
        scoring: &mut Scoring,
        scores: &Arc<LibraryScores>,
        reader: &Arc<Reader>,
        root: &Arc<std::path::Path>,
    ) -> Option<String> {
        let mut fault = None;
        if self.shelf_of.as_ref() != Some(root) {
            self.shelf_of = Some(Arc::clone(root));
            self.compared.clear();
            self.shelf = SetShelf::open(root).unwrap_or_else(|error| {
                fault = Some(error.to_string());
                SetShelf::default()
            });
        }
        let outcome = self.preparing.as_ref().and_then(|now| now.job.poll());
        if let Some(outcome) = outcome {
            self.preparing = None;
            match outcome {
                Ok(prepared) => self.take(prepared, scoring, reader),
                Err(why) => fault = Some(why.to_string()),
            }
        }
        let same = |known: &Arc<LibraryScores>| Arc::ptr_eq(known, scores);
        let coming = self.preparing.as_ref().map(|now| &now.scores);
        let there = self.prepared.as_ref().map(|now| &now.scores);
        if !coming.or(there).is_some_and(same) {
            self.prepare(context, scores, reader, Calibrating::InUse);
        }
        fault
    }

    fn prepare(
        &mut self,
        context: &Context,
        scores: &Arc<LibraryScores>,
        reader: &Arc<Reader>,
        calibrating: Calibrating,
    ) {
        let (of, reader) = (Arc::clone(scores), Arc::clone(reader));
        let job = Job::spawn("Thresholds", waker(context), move |_| {
            Prepared::of(of, reader.checkpoint(), calibrating)
        });
        self.preparing = Some(Preparing {
            scores: Arc::clone(scores),
            calibrating,
            job,
        });
    }

    /// The numbers are there: the thresholds part the same films as before.
    fn take(&mut self, mut prepared: Prepared, scoring: &Scoring, reader: &Reader) {
        let model = reader.checkpoint();
        // From the probabilities in use to the page's.
        let shown = |threshold: Threshold, genre: usize| {
            if prepared.calibrating == Calibrating::InUse {
                return threshold;
            }
            let (Some(used), Some(shown)) = (
                model.calibration.get(genre),
                prepared.calibration.get(genre),
            ) else {
                return threshold;
            };
            let logit = used.logit(threshold.value());
            near(shown.probability(logit).value())
        };
        let map = |thresholds: &[Threshold]| -> Vec<Threshold> {
            let each = thresholds.iter().zip(0..);
            each.map(|(threshold, genre)| shown(*threshold, genre))
                .collect()
        };
        self.home = map(&model.thresholds);
        self.thresholds = map(scoring.thresholds());
        self.frozen = self.thresholds.clone();
        let genres = prepared.genres().len();
        self.thresholds.resize(genres, Threshold::default());
        self.locked.resize(genres, false);
        self.selected = self.selected.min(genres.saturating_sub(1));
        for part in prepared.parts_mut() {
            for (genre, threshold) in self.thresholds.iter().enumerate() {
                part.instrument.set_threshold(genre, threshold.value());
            }
        }
        if prepared.part(self.view).is_none() {
            let some = View::ALL
                .into_iter()
                .find(|view| prepared.part(*view).is_some());
            self.view = some.unwrap_or_default();
        }
        self.undoer = Undoer::default();
        self.prepared = Some(prepared);
        self.revision += 1;
        let names: Vec<String> = self.compared.drain(..).map(|set| set.name).collect();
        for name in names {
            self.compare(&name);
        }
    }

    /// The numbers, once they are there.
    pub fn prepared(&self) -> Option<&Prepared> {
        self.prepared.as_ref()
    }

    /// Whether they are on their way.
    pub fn is_busy(&self) -> bool {
        self.preparing.is_some()
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
    pub fn can(&self, adjust: &Adjust) -> bool {
        match adjust {
            Adjust::Undo => self.undoer.has_undo(&self.thresholds),
            Adjust::Redo => self.undoer.has_redo(&self.thresholds),
            _ => true,
        }
    }

    /// The kept sets.
    pub fn sets(&self) -> &[ThresholdSet] {
        self.shelf.sets()
    }

    /// Those that stand side by side.
    pub fn compared(&self) -> &[Compared] {
        &self.compared
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

    /// Does what was asked for, as far as it concerns the desk alone.
    pub fn adjust(
        &mut self,
        context: &Context,
        adjust: Adjust,
        scoring: &mut Scoring,
        reader: &Arc<Reader>,
    ) -> Outcome {
        match adjust {
            Adjust::Move(genre, value) => {
                if !self.is_locked(genre) {
                    self.selected = genre;
                    self.put(genre, near(value), scoring, reader);
                }
            }
            Adjust::Reset(genre) => {
                let home = self.home.get(genre).copied();
                if let Some(home) = home.filter(|_| !self.is_locked(genre)) {
                    self.put(genre, home, scoring, reader);
                }
            }
            Adjust::Lock(genre) => {
                if let Some(locked) = self.locked.get_mut(genre) {
                    *locked = !*locked;
                }
            }
            Adjust::Undo => {
                let before = self.undoer.undo(&self.thresholds).cloned();
                self.put_all(before, scoring, reader);
            }
            Adjust::Redo => {
                let after = self.undoer.redo(&self.thresholds).cloned();
                self.put_all(after, scoring, reader);
            }
            Adjust::Choose(objective) => return self.choose(objective, scoring, reader),
            Adjust::Freeze => self.freeze(self.objective()),
            Adjust::Calibrate(calibrating) => {
                if let Some(scores) = self.prepared.as_ref().map(|now| Arc::clone(&now.scores)) {
                    self.prepare(context, &scores, reader, calibrating);
                }
            }
            Adjust::Keep(name) => return self.keep(&name, reader),
            Adjust::Take(name) => {
                if let Some(set) = self.shelf.get(&name).cloned() {
                    return self.take_set(&set, scoring, reader);
                }
            }
            Adjust::Forget(name) => {
                self.compared.retain(|set| set.name != name);
                self.shelf
                    .forget(&name)
                    .map_err(|error| error.to_string())?;
            }
            Adjust::Compare(name) => self.compare(&name),
            Adjust::Import(path) => {
                let set = ThresholdSet::read(&path).map_err(|error| error.to_string())?;
                let words = self.take_set(&set, scoring, reader)?;
                self.shelf.keep(set).map_err(|error| error.to_string())?;
                return Ok(words);
            }
            Adjust::Export(path) => {
                let name = if self.name.trim().is_empty() {
                    "exported"
                } else {
                    self.name.trim()
                };
                if let Some(set) = self.set(name, reader) {
                    set.write(&path).map_err(|error| error.to_string())?;
                    return Ok(Some(format!("The thresholds are in {}.", path.display())));
                }
            }
            // Files, dialogs and jobs are the window's.
            Adjust::ExportAs | Adjust::ImportFrom | Adjust::Apply => {}
        }
        Ok(None)
    }

    fn put(&mut self, genre: usize, to: Threshold, scoring: &mut Scoring, reader: &Reader) {
        let (Some(place), Some(prepared)) =
            (self.thresholds.get_mut(genre), self.prepared.as_mut())
        else {
            return;
        };
        *place = to;
        for part in prepared.parts_mut() {
            part.instrument.set_threshold(genre, to.value());
        }
        let used = reader.checkpoint().calibration.get(genre);
        let shown = prepared.calibration.get(genre);
        let handed = match (prepared.calibrating, used, shown) {
            (Calibrating::InUse, ..) | (_, None, _) | (_, _, None) => to,
            (_, Some(used), Some(shown)) => near(used.probability(shown.logit(to.value())).value()),
        };
        scoring.set_threshold(genre, handed);
        self.revision += 1;
    }

    fn put_all(
        &mut self,
        thresholds: Option<Vec<Threshold>>,
        scoring: &mut Scoring,
        reader: &Reader,
    ) {
        for (genre, threshold) in thresholds.into_iter().flatten().enumerate() {
            self.put(genre, threshold, scoring, reader);
        }
    }

    fn freeze(&mut self, objective: Option<Objective>) {
        self.frozen = self.thresholds.clone();
        self.objective = objective;
    }

    fn choose(&mut self, objective: Objective, scoring: &mut Scoring, reader: &Reader) -> Outcome {
        let Some(prepared) = &self.prepared else {
            return Ok(None);
        };
        let genres = prepared.genres().len();
        let Some(validation) = prepared.part(View::Validation) else {
            return Err(
                "This library has no validation films to choose thresholds on. Import it \
                        with a split, or move the thresholds by hand."
                    .to_owned(),
            );
        };
        let choices: Vec<Option<Choice>> = (0..genres)
            .map(|genre| {
                let ranking = validation.ranking(genre, genres)?;
                Some(Choice::best(&ranking, objective, Candidates::Grid))
            })
            .collect();
        for (genre, choice) in choices.into_iter().enumerate() {
            if let Some(choice) = choice.filter(|_| !self.is_locked(genre)) {
                self.put(genre, near(choice.threshold), scoring, reader);
            }
        }
        self.freeze(Some(objective));
        Ok(None)
    }

    fn keep(&mut self, name: &str, reader: &Reader) -> Outcome {
        let name = name.trim();
        if name.is_empty() {
            return Err("Give the set a name to keep it under.".to_owned());
        }
        if let Some(set) = self.set(name, reader) {
            self.shelf.keep(set).map_err(|error| error.to_string())?;
            // What is kept was chosen.
            self.freeze(self.objective());
            self.name.clear();
        }
        Ok(None)
    }

    fn take_set(&mut self, set: &ThresholdSet, scoring: &mut Scoring, reader: &Reader) -> Outcome {
        let Some(prepared) = &self.prepared else {
            return Ok(None);
        };
        let thresholds = set
            .for_genres(prepared.genres())
            .map_err(|error| error.to_string())?;
        let other_model = set.model.is_some() && set.model != reader.checkpoint().head_key().ok();
        let other_calibration = set.calibration != prepared.calibration_use;
        self.put_all(Some(thresholds), scoring, reader);
        self.freeze(set.objective);
        let words = match (other_model, other_calibration) {
            (true, _) => "These thresholds were chosen for another model's probabilities.",
            (_, true) => {
                "These thresholds were chosen with another calibration than the one that is shown."
            }
            _ => return Ok(None),
        };
        Ok(Some(words.to_owned()))
    }

    fn compare(&mut self, name: &str) {
        if let Some(at) = self.compared.iter().position(|set| set.name == name) {
            self.compared.remove(at);
            return;
        }
        let (Some(set), Some(prepared)) = (self.shelf.get(name), &self.prepared) else {
            return;
        };
        let Ok(thresholds) = set.for_genres(prepared.genres()) else {
            return;
        };
        let plain: Vec<f32> = thresholds.iter().map(|t| t.value()).collect();
        let figures = |view| prepared.part(view)?.at(prepared.genres(), &plain);
        let compared = Compared {
            name: name.to_owned(),
            validation: figures(View::Validation),
            test: figures(View::Test),
        };
        if self.compared.len() == MOST_COMPARED {
            self.compared.remove(0);
        }
        self.compared.push(compared);
    }
}
