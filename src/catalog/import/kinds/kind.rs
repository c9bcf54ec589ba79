//! What there is to say about a kind of table.

use super::super::columns::{Columns, Role};

/// A kind of table.
#[derive(Debug)]
pub struct Kind {
    /// `snake_case`, for JSON and the database.
    pub name: &'static str,
    /// For people.
    pub label: &'static str,
    /// Columns, [normalised](super::super::columns::normalised), that every table of this kind has. Empty: told otherwise.
    pub signature: &'static [&'static str],
    /// Which column holds what. Empty: found by the words for it.
    pub columns: &'static [(Role, &'static str)],
    /// Whose ids its own ids are: tables of one world share them.
    pub ids: &'static str,
    /// Looks at a row's types before it is read.
    pub judge: fn(&Columns, &[&str]) -> Judged,
}

/// What a row is, by its types.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Judged {
    /// A film.
    Film,
    /// Something else that this kind of table holds: an episode, a game.
    NoFilm,
    /// Its fields stand in the wrong columns: why one thinks so.
    Shifted(String),
}

/// Every row is a film.
pub fn all_films(_: &Columns, _: &[&str]) -> Judged {
    Judged::Film
}
