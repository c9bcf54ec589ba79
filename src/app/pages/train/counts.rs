//! How many films a run would learn from, choose on, and leave alone.

use std::sync::Arc;

use crate::app::shared::films::Films;
use crate::catalog::{Film, Split};

/// Films with a poster, by their part of the library.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Learned from.
    pub train: usize,
    /// Chosen on.
    pub validation: usize,
    /// Left alone until the end.
    pub test: usize,
    /// In none of the three: other genres first, or no label.
    pub outside: usize,
}

impl Counts {
    /// Of a library's films.
    pub fn of(films: &[Film]) -> Self {
        let mut counts = Self::default();
        for film in films.iter().filter(|film| film.poster.is_some()) {
            *match film.split {
                Some(Split::Train) => &mut counts.train,
                Some(Split::Validation) => &mut counts.validation,
                Some(Split::Test) => &mut counts.test,
                None => &mut counts.outside,
            } += 1;
        }
        counts
    }

    /// Whether there is something to learn from and something to choose on.
    pub fn is_enough(&self) -> bool {
        self.train > 0 && self.validation > 0
    }
}

/// The counts of the open library, made anew when it changes.
#[derive(Default)]
pub struct Counted {
    of: Option<Arc<[Film]>>,
    counts: Counts,
}

impl Counted {
    /// The counts of `films`.
    pub fn follow(&mut self, films: &Films) -> Counts {
        let shared = films.shared();
        let same = |of: &Arc<[Film]>| Arc::ptr_eq(of, &shared);
        if !self.of.as_ref().is_some_and(same) {
            self.counts = Counts::of(&shared);
            self.of = Some(shared);
        }
        self.counts
    }
}
