//! A library's genres, counted: every label, and the chosen genres before and after the rule.

use serde::Serialize;

use super::spread::{Scope, Spread};
use crate::catalog::{Division, Film, Genre, Rule};

/// What a library's labels say.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GenreFigures {
    /// Films that were looked at.
    pub films: usize,
    /// Those without any label.
    pub unlabelled: usize,
    /// The genres of the rule, in their order.
    pub chosen: Vec<Genre>,
    /// Which of a film's genres must be one of them.
    pub rule: Rule,
    /// One a [`Scope`], in the order of [`Scope::ALL`].
    pub spreads: [Spread; 3],
}

impl GenreFigures {
    /// Counts `films`.
    pub fn of<'a, I>(films: I, division: &Division) -> Self
    where
        I: IntoIterator<Item = &'a Film>,
        I::IntoIter: Clone,
    {
        let films = films.into_iter();
        let labelled = films.clone().filter(|film| !film.genres.is_empty()).count();
        let all = films.clone().count();
        Self {
            films: all,
            unlabelled: all - labelled,
            chosen: division.genres.clone(),
            rule: division.rule,
            spreads: Scope::ALL.map(|scope| Spread::of(films.clone(), division, scope)),
        }
    }

    /// The counts of one scope.
    pub fn spread(&self, scope: Scope) -> &Spread {
        &self.spreads[scope as usize]
    }

    /// Whether the chosen genres are the study's six.
    pub fn is_six(&self) -> bool {
        self.chosen == Genre::six()
    }
}
