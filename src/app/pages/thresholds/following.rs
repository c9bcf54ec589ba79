//! Keeping up with the library's scores and the model: other ones are prepared on a thread, and the
//! thresholds part the same films as before.

use std::path::Path;
use std::sync::Arc;

use egui::Context;
use egui::util::undoer::Undoer;

use super::prepared::{Calibrating, Prepared, Preparing, View};
use super::state::ThresholdsPage;
use crate::app::shared::scoring::Scoring;
use crate::explore::LibraryScores;
use crate::vision::{Reader, Threshold};

impl ThresholdsPage {
    /// Follows scores and model; to be called in each frame in which the page is painted. Returns
    /// what could not be read.
    pub fn keep_up(
        &mut self,
        context: &Context,
        scoring: &Scoring,
        scores: &Arc<LibraryScores>,
        reader: &Arc<Reader>,
        root: &Arc<Path>,
    ) -> Option<String> {
        let mut fault = self.sets.follow(root);
        let outcome = self.preparing.as_ref().and_then(Preparing::poll);
        if let Some(outcome) = outcome {
            self.preparing = None;
            match outcome {
                Ok(prepared) => self.take(prepared, scoring.thresholds(), reader),
                Err(why) => fault = Some(why.to_string()),
            }
        }
        let same = |known: &Arc<LibraryScores>| Arc::ptr_eq(known, scores);
        let coming = self.preparing.as_ref().map(|now| &now.scores);
        let there = self.prepared.as_ref().map(|now| &now.scores);
        if !coming.or(there).is_some_and(same) {
            let preparing = Preparing::start(context, scores, reader, Calibrating::InUse);
            self.preparing = Some(preparing);
        }
        fault
    }

    /// Shows other probabilities of the same scores.
    pub fn calibrate(&mut self, context: &Context, reader: &Arc<Reader>, calibrating: Calibrating) {
        if let Some(prepared) = &self.prepared {
            let preparing = Preparing::start(context, &prepared.scores, reader, calibrating);
            self.preparing = Some(preparing);
        }
    }

    /// The numbers are there: the thresholds part the same films as before.
    fn take(&mut self, mut prepared: Prepared, in_use: &[Threshold], reader: &Reader) {
        let model = reader.checkpoint();
        let map = |thresholds: &[Threshold]| -> Vec<Threshold> {
            let each = thresholds.iter().zip(0..);
            each.map(|(threshold, genre)| prepared.shown(genre, *threshold, model))
                .collect()
        };
        self.home = map(&model.thresholds);
        self.thresholds = map(in_use);
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
        self.revision += 1;
        self.sets.compare_again(Some(&prepared));
        self.prepared = Some(prepared);
    }
}
