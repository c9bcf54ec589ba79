//! Sets of thresholds: kept under a name, taken back, written to a file, read from one.

use std::path::Path;

use super::state::{Outcome, ThresholdsPage};
use crate::app::shared::scoring::Scoring;
use crate::evaluation::ThresholdSet;
use crate::vision::Reader;

impl ThresholdsPage {
    /// Keeps the thresholds at hand under a name.
    ///
    /// # Errors
    /// There is no name, or the set could not be written.
    pub fn keep(&mut self, name: &str, reader: &Reader) -> Outcome {
        let name = name.trim();
        if name.is_empty() {
            return Err("Give the set a name to keep it under.".to_owned());
        }
        if let Some(set) = self.set(name, reader) {
            self.sets.keep(set)?;
            // What is kept was chosen.
            self.freeze(self.objective());
            self.name.clear();
        }
        Ok(None)
    }

    /// Takes a kept set's.
    ///
    /// # Errors
    /// The set does not fit the model.
    pub fn take_kept(&mut self, name: &str, scoring: &mut Scoring, reader: &Reader) -> Outcome {
        match self.sets.get(name).cloned() {
            Some(set) => self.take_set(&set, scoring, reader),
            None => Ok(None),
        }
    }

    /// Puts a kept set beside the others, or away.
    pub fn compare(&mut self, name: &str) {
        self.sets.compare(name, self.prepared.as_ref());
    }

    /// Reads a set from a file, takes it and keeps it.
    ///
    /// # Errors
    /// The file is none of thresholds, or does not fit the model.
    pub fn import(&mut self, file: &Path, scoring: &mut Scoring, reader: &Reader) -> Outcome {
        let set = ThresholdSet::read(file).map_err(|error| error.to_string())?;
        let words = self.take_set(&set, scoring, reader)?;
        self.sets.keep(set)?;
        Ok(words)
    }

    /// Writes the thresholds at hand to a file.
    ///
    /// # Errors
    /// The file could not be written.
    pub fn export(&self, file: &Path, reader: &Reader) -> Outcome {
        let name = match self.name.trim() {
            "" => "exported",
            name => name,
        };
        let Some(set) = self.set(name, reader) else {
            return Ok(None);
        };
        set.write(file).map_err(|error| error.to_string())?;
        Ok(Some(format!("The thresholds are in {}.", file.display())))
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
        self.put_all(&thresholds, scoring, reader);
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
}
