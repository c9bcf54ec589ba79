//! What the Thresholds page needs before the first slider moves; made by a job.

use std::sync::Arc;

use egui::Context;

use super::part::Part;
use crate::app::shared::wake;
use crate::catalog::{Genre, Split};
use crate::evaluation::choosing::recalibrated;
use crate::evaluation::learned::{MODEL, flattery};
use crate::evaluation::thresholds::Candidates;
use crate::evaluation::{Choice, Objective, Predictions, study};
use crate::explore::LibraryScores;
use crate::jobs::{Job, Panicked};
use crate::vision::{Calibration, CalibrationUse, Checkpoint, Reader, Threshold};

/// Which probabilities the thresholds stand in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Calibrating {
    /// As the model is used.
    #[default]
    InUse,
    /// The model's own calibration.
    Model,
    /// None: what the network says.
    Off,
    /// Fitted to this library's validation films.
    Fitted,
}

impl Calibrating {
    /// All, in the list's order.
    pub const ALL: [Self; 4] = [Self::InUse, Self::Model, Self::Off, Self::Fitted];

    /// How people say it.
    pub fn words(self) -> &'static str {
        match self {
            Self::InUse => "Calibrated as in use",
            Self::Model => "Calibrated by the model",
            Self::Off => "Not calibrated",
            Self::Fitted => "Calibrated on this library",
        }
    }
}

/// Which films a figure comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum View {
    /// Thresholds are chosen here.
    #[default]
    Validation,
    /// Read when the choice is made.
    Test,
    /// All labelled films, those that the model learned from among them.
    All,
}

impl View {
    /// All, in the switch's order.
    pub const ALL: [Self; 3] = [Self::Validation, Self::Test, Self::All];

    /// The switch's word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Validation => "Validation",
            Self::Test => "Test",
            Self::All => "All films",
        }
    }

    /// `validation films`, after their number.
    pub fn films(self, count: usize) -> &'static str {
        match (self, count) {
            (Self::Validation, 1) => "validation film",
            (Self::Validation, _) => "validation films",
            (Self::Test, 1) => "test film",
            (Self::Test, _) => "test films",
            (Self::All, 1) => "film",
            (Self::All, _) => "films of all splits",
        }
    }

    fn split(self) -> Option<Split> {
        match self {
            Self::Validation => Some(Split::Validation),
            Self::Test => Some(Split::Test),
            Self::All => None,
        }
    }
}

/// Everything that stands still while sliders move.
pub struct Prepared {
    /// Whose scores.
    pub scores: Arc<LibraryScores>,
    /// Which probabilities.
    pub calibrating: Calibrating,
    /// One a genre: logits become these probabilities.
    pub calibration: Vec<Calibration>,
    /// The same as a set carries it.
    pub calibration_use: CalibrationUse,
    /// What a person should know: where the figures flatter, what could not be calibrated.
    pub notes: Vec<String>,
    /// In the order of [`View::ALL`].
    parts: [Option<Part>; 3],
    /// The best F1 on validation; `None` without validation films.
    pub optima: Vec<Option<Choice>>,
}

impl Prepared {
    /// Sorts, counts and fits; tens of milliseconds at 45,000 films.
    pub fn of(scores: Arc<LibraryScores>, model: &Checkpoint, calibrating: Calibrating) -> Self {
        let genres = scores.genres();
        let mut notes = Vec::new();
        let own = model.own_calibration();
        let (calibration, calibration_use) = match calibrating {
            Calibrating::InUse => (model.calibration.clone(), model.calibration_use()),
            Calibrating::Model => (own.to_vec(), CalibrationUse::Model),
            Calibrating::Off => (
                vec![Calibration::default(); genres.len()],
                CalibrationUse::Off,
            ),
            Calibrating::Fitted => {
                let films = scores.predictions_of(&scores.rows_in(Some(Split::Validation)));
                let raw = Predictions::new(&films.logits, &films.labels, films.genres);
                let fitted = match raw {
                    Ok(raw) => recalibrated(&raw, genres, own, &mut notes),
                    Err(_) => own.to_vec(),
                };
                let used = CalibrationUse::own(genres, &fitted);
                (fitted, used)
            }
        };
        let parts = View::ALL.map(|view| Part::of(&scores, view.split(), &calibration));
        for (view, part) in View::ALL.into_iter().zip(&parts) {
            // Of all films some were learned from as a rule: nobody has to be warned.
            if let Some(part) = part.as_ref().filter(|_| view != View::All) {
                let all = part.rows.len();
                notes.extend(flattery(MODEL, (part.learned, all), view.films(all)));
            }
        }
        let validation = parts[0].as_ref();
        let optima = (0..genres.len())
            .map(|genre| {
                let ranking = validation?.ranking(genre, genres.len())?;
                let mixed = ranking.support() > 0;
                mixed.then(|| Choice::best(&ranking, Objective::F1, Candidates::Grid))
            })
            .collect();
        Self {
            scores,
            calibrating,
            calibration,
            calibration_use,
            notes,
            parts,
            optima,
        }
    }

    /// The films of a view; `None` if it has none.
    pub fn part(&self, view: View) -> Option<&Part> {
        self.parts[view as usize].as_ref()
    }

    /// All views' films that there are.
    pub fn parts_mut(&mut self) -> impl Iterator<Item = &mut Part> {
        self.parts.iter_mut().flatten()
    }

    /// The genres, in the model's order.
    pub fn genres(&self) -> &[Genre] {
        self.scores.genres()
    }

    /// The threshold with which the study had its best F1.
    pub fn study(&self, genre: usize) -> Option<f32> {
        let genre = self.genres().get(genre)?;
        study::genre(genre.name()).map(|row| row.f1_threshold)
    }

    /// From the probabilities in use to the page's: the threshold that parts the same films.
    pub fn shown(&self, genre: usize, in_use: Threshold, model: &Checkpoint) -> Threshold {
        let (used, shown) = (model.calibration.get(genre), self.calibration.get(genre));
        self.translated(in_use, used, shown)
    }

    /// From the page's probabilities to those in use.
    pub fn handed(&self, genre: usize, shown: Threshold, model: &Checkpoint) -> Threshold {
        let (used, from) = (model.calibration.get(genre), self.calibration.get(genre));
        self.translated(shown, from, used)
    }

    fn translated(
        &self,
        threshold: Threshold,
        from: Option<&Calibration>,
        to: Option<&Calibration>,
    ) -> Threshold {
        match (self.calibrating, from, to) {
            (Calibrating::InUse, ..) | (_, None, _) | (_, _, None) => threshold,
            (_, Some(from), Some(to)) => {
                near(to.probability(from.logit(threshold.value())).value())
            }
        }
    }
}

/// The threshold nearest to a number.
pub fn near(value: f32) -> Threshold {
    Threshold::new(value.clamp(0.0, 1.0)).unwrap_or_default()
}

/// The job that makes it.
pub struct Preparing {
    /// Whose scores.
    pub scores: Arc<LibraryScores>,
    /// Which probabilities.
    pub calibrating: Calibrating,
    job: Job<Prepared>,
}

impl Preparing {
    /// Starts it.
    pub fn start(
        context: &Context,
        scores: &Arc<LibraryScores>,
        reader: &Arc<Reader>,
        calibrating: Calibrating,
    ) -> Self {
        let (of, reader) = (Arc::clone(scores), Arc::clone(reader));
        let job = Job::spawn("Thresholds", wake(context), move |_| {
            Prepared::of(of, reader.checkpoint(), calibrating)
        });
        Self {
            scores: Arc::clone(scores),
            calibrating,
            job,
        }
    }

    /// What it came to, once.
    pub fn poll(&self) -> Option<Result<Prepared, Panicked>> {
        self.job.poll()
    }
}
