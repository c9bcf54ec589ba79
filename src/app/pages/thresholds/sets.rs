//! The library's kept sets of thresholds, and those that stand side by side.
//!
//! In: a library's folder, the films' figures. Out: sets by name; of each that is compared, its
//! figures on validation and on test.

use std::path::Path;
use std::sync::Arc;

use super::prepared::{Prepared, View};
use crate::evaluation::{Decisions, SetShelf, ThresholdSet};

/// Sets side by side.
pub const MOST_COMPARED: usize = 3;

/// A kept set beside the thresholds at hand: its figures on validation and on test.
pub struct Compared {
    /// Its name.
    pub name: String,
    /// Where there are such films.
    pub validation: Option<Decisions>,
    /// Where there are such films.
    pub test: Option<Decisions>,
}

/// The sets of one library.
#[derive(Default)]
pub struct Sets {
    shelf: SetShelf,
    of: Option<Arc<Path>>,
    compared: Vec<Compared>,
}

impl Sets {
    /// Follows the library in `root`; returns why its sets could not be read.
    pub fn follow(&mut self, root: &Arc<Path>) -> Option<String> {
        if self.of.as_ref() == Some(root) {
            return None;
        }
        self.of = Some(Arc::clone(root));
        self.compared.clear();
        match SetShelf::open(root) {
            Ok(shelf) => {
                self.shelf = shelf;
                None
            }
            Err(error) => {
                self.shelf = SetShelf::default();
                Some(error.to_string())
            }
        }
    }

    /// All that are kept.
    pub fn kept(&self) -> &[ThresholdSet] {
        self.shelf.sets()
    }

    /// The one of this name.
    pub fn get(&self, name: &str) -> Option<&ThresholdSet> {
        self.shelf.get(name)
    }

    /// Keeps one under its name.
    ///
    /// # Errors
    /// Why it could not be written.
    pub fn keep(&mut self, set: ThresholdSet) -> Result<(), String> {
        self.shelf.keep(set).map_err(|error| error.to_string())
    }

    /// Forgets the one of this name.
    ///
    /// # Errors
    /// Why it could not be removed.
    pub fn forget(&mut self, name: &str) -> Result<(), String> {
        self.compared.retain(|set| set.name != name);
        self.shelf.forget(name).map_err(|error| error.to_string())
    }

    /// Those that stand side by side.
    pub fn compared(&self) -> &[Compared] {
        &self.compared
    }

    /// Puts the one of this name beside the others, or away.
    pub fn compare(&mut self, name: &str, prepared: Option<&Prepared>) {
        if let Some(at) = self.compared.iter().position(|set| set.name == name) {
            self.compared.remove(at);
            return;
        }
        let (Some(set), Some(prepared)) = (self.shelf.get(name), prepared) else {
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

    /// Judges those that stand side by side by other films or probabilities.
    pub fn compare_again(&mut self, prepared: Option<&Prepared>) {
        let names: Vec<String> = self.compared.drain(..).map(|set| set.name).collect();
        for name in names {
            self.compare(&name, prepared);
        }
    }
}
