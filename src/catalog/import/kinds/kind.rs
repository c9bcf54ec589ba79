//! What there is to say about a kind of table.

use super::super::columns::{Columns, Role};
use super::super::row::Units;

/// A kind of table.
#[derive(Debug)]
pub struct Kind {
    /// `snake_case`, for JSON and the database.
    pub name: &'static str,
    /// For people.
    pub label: &'static str,
    /// Columns, [normalised](super::super::columns::normalised), that every table of this kind has. Empty: told otherwise.
    pub signature: &'static [&'static str],
    /// Whether it has no other columns.
    pub exact: bool,
    /// Which column holds what. Empty: found by the words for it.
    pub columns: &'static [(Role, &'static str)],
    /// Whose ids its own ids are: tables of one world share them.
    pub ids: &'static str,
    /// Looks at a row's types before it is read.
    pub judge: fn(&Columns, &[&str]) -> Judged,
    /// What its numbers count.
    pub units: Units,
    /// Whether rows behind a film's first one go on with it: further genres, further ids.
    pub joins: bool,
    /// Why no films are read from it.
    pub refused: Option<&'static str>,
}

/// A kind of which nothing is said: others say what is theirs, and take the rest from it.
pub const PLAIN: Kind = Kind {
    name: "",
    label: "",
    signature: &[],
    exact: false,
    columns: &[],
    ids: "id",
    judge: all_films,
    units: Units::USUAL,
    joins: false,
    refused: None,
};

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
