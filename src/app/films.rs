//! The library as the window holds it: its films in memory, found by title and by poster.
//!
//! In: a library's folder. Out: [`Films`], made on a thread. The window never asks the database.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::session::FilmFacts;
use crate::catalog::library::{ImportRequest, PosterStorage};
use crate::catalog::{Film, Library};
use crate::jobs::Task;

/// The films of one library.
#[derive(Debug)]
pub struct Films {
    /// The library's folder.
    pub root: Arc<Path>,
    films: Arc<[Film]>,
    /// Films with a poster.
    posters: usize,
    folded_titles: Vec<String>,
    by_poster: HashMap<[u8; 32], usize>,
}

impl Default for Films {
    /// No library is open.
    fn default() -> Self {
        Self::new(Path::new(""), Vec::new())
    }
}

impl Films {
    /// Films that were read from the library in `root`.
    pub fn new(root: &Path, films: Vec<Film>) -> Self {
        let folded_titles = films.iter().map(|film| folded(&film.title)).collect();
        let by_poster = films
            .iter()
            .enumerate()
            .filter_map(|(index, film)| Some((film.poster.as_ref()?.content_hash, index)))
            .collect();
        Self {
            root: root.into(),
            posters: films.iter().filter(|film| film.poster.is_some()).count(),
            films: films.into(),
            folded_titles,
            by_poster,
        }
    }

    /// Opens the library in `root` and reads its films.
    ///
    /// # Errors
    /// One sentence for the user.
    pub fn open(root: &Path, task: &Task) -> Result<Self, String> {
        task.begin("Opening the library", "films", None);
        let library = Library::open(root).map_err(|error| error.to_string())?;
        let films = library.films().map_err(|error| error.to_string())?;
        Ok(Self::new(root, films))
    }

    /// Makes the sample library in `root` from the films in `sample`, and opens it. What is there
    /// already stays; an import that was broken off goes on.
    ///
    /// # Errors
    /// One sentence for the user.
    pub fn import_sample(root: &Path, sample: &Path, task: &Task) -> Result<Self, String> {
        let request = ImportRequest {
            tables: vec![sample.join("films.csv")],
            posters: Some(sample.to_owned()),
            // The program's own folder may move or go: the sample stays the user's.
            storage: PosterStorage::Copy,
            ..ImportRequest::default()
        };
        let mut library = Library::open_or_create(root).map_err(|error| error.to_string())?;
        library
            .import(&request, task)
            .map_err(|error| error.to_string())?;
        let films = library.films().map_err(|error| error.to_string())?;
        Ok(Self::new(root, films))
    }

    /// All of them, in the library's order.
    pub fn all(&self) -> &[Film] {
        &self.films
    }

    /// The same, for a thread.
    pub fn shared(&self) -> Arc<[Film]> {
        Arc::clone(&self.films)
    }

    /// How many have a poster.
    pub fn posters(&self) -> usize {
        self.posters
    }

    /// The film whose poster has this content.
    pub fn facts(&self, content_hash: &[u8; 32]) -> Option<FilmFacts> {
        let film = self.films.get(*self.by_poster.get(content_hash)?)?;
        Some(facts(film))
    }

    /// The indices of the films whose title contains `query`, without regard to case and accents.
    pub fn search(&self, query: &str) -> Vec<usize> {
        let query = folded(query.trim());
        self.folded_titles
            .iter()
            .enumerate()
            .filter(|(_, title)| title.contains(&query))
            .map(|(index, _)| index)
            .collect()
    }

    /// At most `count` posters that lie far apart in the library: a taste of it.
    pub fn taste(&self, count: usize) -> Vec<&Film> {
        let with_poster: Vec<&Film> = self
            .films
            .iter()
            .filter(|film| film.poster.is_some())
            .collect();
        let stride = with_poster.len() / count.max(1);
        with_poster
            .into_iter()
            .step_by(stride.max(1))
            .take(count)
            .collect()
    }
}

/// What the Read page says of a film.
pub fn facts(film: &Film) -> FilmFacts {
    FilmFacts {
        title: film.title.clone(),
        year: film.year,
        genres: film.genres.clone(),
    }
}

/// Where the sample library lies in the user's data.
pub fn sample_library(data: &Path) -> PathBuf {
    data.join("sample library")
}

/// Whether a library lies in this folder.
pub fn is_library(folder: &Path) -> bool {
    folder.join("library.db").is_file()
}

/// Lower case, and Latin letters without their accents: `Amélie` is found by `amelie`.
fn folded(text: &str) -> String {
    text.chars()
        .flat_map(char::to_lowercase)
        .map(plain)
        .collect()
}

fn plain(letter: char) -> char {
    match letter {
        'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'ď' | 'đ' => 'd',
        'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' => 'e',
        'ğ' => 'g',
        'ì'..='ï' | 'ī' | 'ı' => 'i',
        'ł' | 'ľ' => 'l',
        'ñ' | 'ń' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => 'o',
        'ř' => 'r',
        'ś' | 'š' | 'ş' | 'ș' => 's',
        'ť' | 'ț' | 'ţ' => 't',
        'ù'..='ü' | 'ū' | 'ů' | 'ű' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::{FilmId, Genre};

    fn film(id: i64, title: &str) -> Film {
        Film {
            id: FilmId(id),
            key: id.to_string(),
            imdb_id: None,
            tmdb_id: None,
            title: title.to_owned(),
            year: Some(2001),
            language: None,
            collection: None,
            genres: Genre::six(),
            poster: None,
            split: None,
        }
    }

    #[test]
    fn titles_are_found_without_regard_to_case_and_accents() {
        let titles = ["Amélie", "ŁÓDŹ", "Alien"];
        let films = (0..).zip(titles).map(|(id, title)| film(id, title));
        let films = Films::new(Path::new("library"), films.collect());
        assert_eq!(films.search("AMELIE"), [0]);
        assert_eq!(films.search("lodz"), [1]);
        assert_eq!(films.search("  "), [0, 1, 2]);
        assert_eq!(films.search("zebra"), Vec::<usize>::new());
    }
}
