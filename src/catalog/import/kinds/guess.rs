//! What a column holds where its name does not say so: guessed from its first values.
//!
//! In: columns found by name, and the first records. Out: the same, with roles that no name
//! claimed given to columns whose values leave little doubt.

use super::super::columns::{Columns, Role, says_nothing};
use super::shape::{is_genres, is_image, is_imdb_id, is_year};

/// The share of a column's values that must fit.
const MOST: f64 = 0.8;

/// Whether a value is of a kind.
type Fits = fn(&str) -> bool;

/// Members of objects that tell of a series (Trakt's `show.title`): no film is called so.
const OF_SERIES: [&str; 3] = ["show.", "season.", "episode."];

/// Guesses the roles that are left, of a table with these columns.
pub fn fill(columns: &mut Columns, header: &[String], sample: &[Vec<String>]) {
    let of_films = |&column: &usize| {
        let name = header[column].to_ascii_lowercase();
        !OF_SERIES.iter().any(|series| name.starts_with(series))
    };
    let free: Vec<usize> = (0..header.len()).filter(of_films).collect();
    let no_id = [Role::ImdbId, Role::TmdbId, Role::Id]
        .into_iter()
        .all(|role| columns.column(role).is_none());
    let guesses: [(Role, bool, Fits); 4] = [
        (Role::ImdbId, no_id, is_imdb_id),
        (Role::Genres, true, is_genres),
        (Role::Year, columns.column(Role::Date).is_none(), is_year),
        (
            Role::File,
            columns.column(Role::Address).is_none(),
            is_image,
        ),
    ];
    for (role, wanted, fits) in guesses {
        let missing = wanted && columns.column(role).is_none();
        let column = free
            .iter()
            .copied()
            .find(|&column| columns.role(column).is_none() && share(sample, column, fits) >= MOST);
        if let (true, Some(column)) = (missing, column) {
            columns.give(role, column);
        }
    }
    // One column of words alone says nothing of films.
    let of_films = (0..header.len()).any(|column| columns.role(column).is_some());
    if of_films && columns.column(Role::Title).is_none() {
        let column = free.into_iter().find(|&column| {
            columns.role(column).is_none()
                && share(sample, column, is_title) >= MOST
                && distinct(sample, column) >= MOST
        });
        if let Some(column) = column {
            columns.give(Role::Title, column);
        }
    }
}

fn values(sample: &[Vec<String>], column: usize) -> impl Iterator<Item = &str> {
    sample
        .iter()
        .filter_map(move |row| row.get(column).map(String::as_str))
        .filter(|value| !says_nothing(value))
}

fn share(sample: &[Vec<String>], column: usize, fits: Fits) -> f64 {
    let all = values(sample, column).count();
    let fitting = values(sample, column).filter(|value| fits(value)).count();
    fitting as f64 / all.max(1) as f64
}

fn distinct(sample: &[Vec<String>], column: usize) -> f64 {
    let all: Vec<&str> = values(sample, column).collect();
    let different: std::collections::HashSet<&str> = all.iter().copied().collect();
    different.len() as f64 / all.len().max(1) as f64
}

fn is_title(text: &str) -> bool {
    text.chars().count() <= 120
        && text.chars().any(char::is_alphabetic)
        && !text.contains("://")
        && !is_image(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn foreign_headers_are_read_by_what_they_hold() {
        let header = ["Kennung", "Streifen", "Jahr", "Art", "Bild"].map(str::to_owned);
        let sample: Vec<Vec<String>> = [
            [
                "tt0000001",
                "Der Mann am Fenster",
                "1931",
                "Drama|Krimi",
                "a.jpg",
            ],
            [
                "tt0000002",
                "Zwei Herzen",
                "1940",
                "Drama, Romance",
                "b.jpg",
            ],
            ["tt0000003", "Nachts", "", "Horror", "c.jpg"],
            ["tt0000004", "Weit weg", "1952", "Comedy", "d.jpg"],
            ["tt0000005", "1984", "1956", "Sci-Fi", "e.png"],
            ["tt0000006", "Regen", "1957", "Western", "f.png"],
        ]
        .map(|row| row.map(str::to_owned).to_vec())
        .to_vec();
        let mut columns = Columns::of(&header);
        fill(&mut columns, &header, &sample);
        let roles = [
            Role::ImdbId,
            Role::Title,
            Role::Year,
            Role::Genres,
            Role::File,
        ];
        assert_eq!(
            roles.map(|role| columns.column(role)),
            [0, 1, 2, 3, 4].map(Some)
        );
    }
}
