//! A film as an import would make it, and the same in words.

use std::fmt;

use serde::Serialize;

use crate::catalog::Genre;
use crate::catalog::import::row::Row;

/// A film as it would be imported.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Became {
    /// Its title.
    pub title: Option<String>,
    /// Its year of release.
    pub year: Option<i32>,
    /// Its genres, in order of importance.
    pub genres: Vec<Genre>,
    /// Its IMDb id.
    pub imdb_id: Option<String>,
    /// Its TMDB id.
    pub tmdb_id: Option<i64>,
    /// The table's own id.
    pub own_id: Option<String>,
    /// Its rating, of ten.
    pub rating: Option<f64>,
    /// Its day of release.
    pub release_date: Option<String>,
    /// Its length in minutes.
    pub runtime: Option<u32>,
    /// Where its poster lies.
    pub poster: Option<String>,
    /// Where it is to be fetched, where it lies nowhere.
    pub poster_address: Option<String>,
}

impl Became {
    /// Of this row, with what is known of its poster.
    pub fn of(row: &Row, poster: Option<String>) -> Self {
        // A name of a file is no id.
        let is_of_file = row
            .own_id
            .as_deref()
            .is_some_and(|id| id.starts_with("file:"));
        Self {
            title: row.title.clone(),
            year: row.year,
            genres: row.genres.clone(),
            imdb_id: row.imdb_id.clone(),
            tmdb_id: row.tmdb_id,
            own_id: row.bare_id().filter(|_| !is_of_file).map(str::to_owned),
            rating: row.facts.rating,
            release_date: row.facts.release_date.clone(),
            runtime: row.facts.runtime,
            poster_address: row
                .facts
                .poster_address
                .clone()
                .filter(|_| poster.is_none()),
            poster,
        }
    }
}

/// `Alien (1979) · Horror, Science Fiction · tt0078748 · rating 8.5 · poster covers/alien.jpg`.
impl fmt::Display for Became {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let title = self.title.as_deref().unwrap_or("no title");
        match self.year {
            Some(year) => write!(formatter, "{title} ({year})")?,
            None => write!(formatter, "{title} (no year)")?,
        }
        let genres: Vec<&str> = self.genres.iter().map(Genre::name).collect();
        match genres.is_empty() {
            true => write!(formatter, " · no genres")?,
            false => write!(formatter, " · {}", genres.join(", "))?,
        }
        let others = [
            self.imdb_id.clone(),
            self.tmdb_id.map(|id| format!("tmdb:{id}")),
            self.own_id.as_ref().map(|id| format!("id {id}")),
            self.rating.map(|rating| format!("rating {rating}")),
            self.release_date
                .as_ref()
                .map(|date| format!("released {date}")),
            self.runtime.map(|runtime| format!("{runtime} min")),
            self.poster
                .as_ref()
                .map(|poster| format!("poster {poster}")),
            self.poster_address
                .as_ref()
                .map(|address| format!("poster to be fetched from {address}")),
        ];
        for part in others.into_iter().flatten() {
            write!(formatter, " · {part}")?;
        }
        Ok(())
    }
}
