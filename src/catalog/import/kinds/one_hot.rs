//! The layout for learning several labels: a column a genre, 1 where the film is of it
//! (`Id, Genre, Action, Adventure, …`).
//!
//! Where a column of genres stands beside them, it has the order of importance and counts; the
//! columns of 0 and 1 speak where it is silent.

use super::kind::{Kind, PLAIN};
use crate::catalog::Genre;

/// A column a genre.
pub const KIND: Kind = Kind {
    name: "genre_columns",
    label: "a table with a column of 0 and 1 for each genre",
    ..PLAIN
};

/// Fewer columns are a coincidence.
const FEWEST: usize = 3;

/// The columns of genres; empty where the table is not of this kind. They are columns of 0 and 1
/// between the first and the last that are called after a genre.
pub fn flags(header: &[String], sample: &[Vec<String>]) -> Vec<(usize, Genre)> {
    let holds_flags = |column: usize| {
        let mut values = sample.iter().filter_map(|row| row.get(column));
        let seen = values.clone().next().is_some();
        seen && values.all(|value| matches!(value.as_str(), "0" | "1" | "0.0" | "1.0" | ""))
    };
    let known =
        |name: &String| Genre::parse(&name.replace('_', " ")).is_some_and(|genre| genre.is_known());
    let columns: Vec<usize> = (0..header.len())
        .filter(|&column| holds_flags(column))
        .collect();
    let called: Vec<usize> = columns
        .iter()
        .copied()
        .filter(|&column| known(&header[column]))
        .collect();
    let (true, Some(&first), Some(&last)) = (called.len() >= FEWEST, called.first(), called.last())
    else {
        return Vec::new();
    };
    columns
        .into_iter()
        .filter(|column| (first..=last).contains(column))
        .filter_map(|column| Some((column, Genre::parse(&header[column].replace('_', " "))?)))
        .collect()
}
