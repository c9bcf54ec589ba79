//! Moving thresholds: by hand, back and forth, to the best on validation. Every view's figures
//! follow, and so do the thresholds of the moment for all other pages.

use super::prepared::{View, near};
use super::state::{Outcome, ThresholdsPage};
use crate::app::shared::scoring::Scoring;
use crate::evaluation::thresholds::Candidates;
use crate::evaluation::{Choice, Objective};
use crate::vision::{Reader, Threshold};

impl ThresholdsPage {
    /// Moves one by hand, unless it is held.
    pub fn move_to(&mut self, genre: usize, to: f32, scoring: &mut Scoring, reader: &Reader) {
        if !self.is_locked(genre) {
            self.selected = genre;
            self.put(genre, near(to), scoring, reader);
        }
    }

    /// Moves one back to the model's, unless it is held.
    pub fn reset(&mut self, genre: usize, scoring: &mut Scoring, reader: &Reader) {
        let home = self.home.get(genre).copied();
        if let Some(home) = home.filter(|_| !self.is_locked(genre)) {
            self.put(genre, home, scoring, reader);
        }
    }

    /// Holds one, or lets it go.
    pub fn lock(&mut self, genre: usize) {
        if let Some(locked) = self.locked.get_mut(genre) {
            *locked = !*locked;
        }
    }

    /// The step before.
    pub fn undo(&mut self, scoring: &mut Scoring, reader: &Reader) {
        if let Some(before) = self.undoer.undo(&self.thresholds).cloned() {
            self.put_all(&before, scoring, reader);
        }
    }

    /// The step after.
    pub fn redo(&mut self, scoring: &mut Scoring, reader: &Reader) {
        if let Some(after) = self.undoer.redo(&self.thresholds).cloned() {
            self.put_all(&after, scoring, reader);
        }
    }

    /// The best on validation, for all that are not held.
    ///
    /// # Errors
    /// The library has no validation films.
    pub fn choose(
        &mut self,
        objective: Objective,
        scoring: &mut Scoring,
        reader: &Reader,
    ) -> Outcome {
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

    /// The choice is made.
    pub fn freeze(&mut self, objective: Option<Objective>) {
        self.frozen = self.thresholds.clone();
        self.objective = objective;
    }

    /// Moves all, held ones too.
    pub fn put_all(&mut self, thresholds: &[Threshold], scoring: &mut Scoring, reader: &Reader) {
        for (genre, threshold) in thresholds.iter().enumerate() {
            self.put(genre, *threshold, scoring, reader);
        }
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
        scoring.set_threshold(genre, prepared.handed(genre, to, reader.checkpoint()));
        self.revision += 1;
    }
}
