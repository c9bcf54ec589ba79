//! The library as the window holds it: its films in memory, ready to be browsed, found by poster.
//!
//! In: a library's folder. Out: [`Films`], made on a thread. The window never asks the database.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::catalog::library::{ImportRequest, PosterStorage};
use crate::catalog::marks::HiddenPoster;
use crate::catalog::{Division, Film, FilmId, Genre, Library, Marks};
use crate::explore::browse::{Order, Shelf, Wish};
use crate::jobs::Task;

/// Files of these kinds are taken from a folder that is dropped.
const EXTENSIONS: [&str; 9] = [
    "jpg", "jpeg", "png", "webp", "gif", "bmp", "tif", "tiff", "jfif",
];
/// A folder with more images is a library to import, not posters to look at.
const MOST_FROM_A_FOLDER: usize = 200;

/// What the library knows about the film of a poster.
#[derive(Debug, Clone, PartialEq)]
pub struct FilmFacts {
    /// Its title.
    pub title: String,
    /// Its year.
    pub year: Option<i32>,
    /// Its genres, in the table's order.
    pub genres: Vec<Genre>,
}

/// The films of one library.
#[derive(Debug)]
pub struct Films {
    /// The library's folder.
    pub root: Arc<Path>,
    films: Arc<[Film]>,
    /// Films with a poster.
    posters: usize,
    /// What they are searched, filtered and ordered by.
    shelf: Arc<Shelf>,
    /// Posters that are there and are not shown.
    hidden: HashMap<FilmId, HiddenPoster>,
    by_poster: HashMap<[u8; 32], usize>,
}

impl Default for Films {
    /// No library is open.
    fn default() -> Self {
        Self::new(Path::new(""), Vec::new())
    }
}

impl Films {
    /// Films that were read from the library in `root`, none of which is doubtful.
    pub fn new(root: &Path, films: Vec<Film>) -> Self {
        Self::marked(root, films, Marks::default(), &Division::default())
    }

    /// Films that were read from the library in `root`, and what is doubtful about them,
    /// and how they are divided. Takes a moment with many: it belongs on a thread.
    pub fn marked(root: &Path, films: Vec<Film>, marks: Marks, division: &Division) -> Self {
        let by_poster = films
            .iter()
            .enumerate()
            .filter_map(|(index, film)| Some((film.poster.as_ref()?.content_hash, index)))
            .collect();
        Self {
            root: root.into(),
            posters: films.iter().filter(|film| film.poster.is_some()).count(),
            shelf: Arc::new(Shelf::of(&films, &marks, division)),
            films: films.into(),
            hidden: marks.hidden,
            by_poster,
        }
    }

    /// All films of an open library.
    ///
    /// # Errors
    /// One sentence for the user.
    pub fn read(library: &Library, root: &Path) -> Result<Self, String> {
        let films = library.films().map_err(|error| error.to_string())?;
        let marks = library.marks().map_err(|error| error.to_string())?;
        let division = library.division().map_err(|error| error.to_string())?;
        let division = division.unwrap_or_default();
        Ok(Self::marked(root, films, marks, &division))
    }

    /// Opens the library in `root` and reads its films.
    ///
    /// # Errors
    /// One sentence for the user.
    pub fn open(root: &Path, task: &Task) -> Result<Self, String> {
        task.begin("Opening the library", "films", None);
        let library = Library::open(root).map_err(|error| error.to_string())?;
        Self::read(&library, root)
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
        Self::read(&library, root)
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

    /// What they are searched, filtered and ordered by.
    pub fn shelf(&self) -> &Arc<Shelf> {
        &self.shelf
    }

    /// The films that hold every word of `query` in title, year or an id, by their indices; all where
    /// it has none.
    pub fn search(&self, query: &str) -> Vec<usize> {
        let wish = Wish {
            text: query.to_owned(),
            ..Wish::default()
        };
        self.shelf.shown(&wish, &Order::Added, None, None)
    }

    /// The poster of a film that is there and is not shown.
    pub fn hidden(&self, film: FilmId) -> Option<&HiddenPoster> {
        self.hidden.get(&film)
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

/// The images in a folder or in its folder `posters`, by name.
pub fn images_in(folder: &Path) -> Vec<PathBuf> {
    let is_image = |path: &PathBuf| {
        path.extension()
            .and_then(|extension| extension.to_str())
            .is_some_and(|extension| EXTENSIONS.contains(&extension.to_lowercase().as_str()))
    };
    let posters = folder.join("posters");
    let folder = if posters.is_dir() { &posters } else { folder };
    let mut images: Vec<PathBuf> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(is_image)
        .collect();
    images.sort();
    images.truncate(MOST_FROM_A_FOLDER);
    images
}
