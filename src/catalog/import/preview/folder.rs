//! What a folder of posters would be read as, before anything is imported.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Serialize;

use crate::catalog::import::folder::Folder;
use crate::catalog::import::source::{absolute, folder_row};
use crate::catalog::{Error, Genre};
use crate::jobs::Task;

/// What is in a folder of posters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FolderPreview {
    /// Films in it.
    pub films: usize,
    /// The first of them.
    pub first: Vec<FolderFilm>,
    /// What is passed over: how often, by reason, as in an
    /// [`ImportReport`](crate::catalog::ImportReport).
    pub passed_over: BTreeMap<String, usize>,
    /// What cannot be read, in words.
    pub problems: Vec<String>,
}

/// A film as its file, its folder and its description tell of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FolderFilm {
    /// The poster, below the folder; `None`: only a description tells of the film.
    pub poster: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// Its year.
    pub year: Option<i32>,
    /// IMDb id.
    pub imdb_id: Option<String>,
    /// TMDB id.
    pub tmdb_id: Option<i64>,
    /// Its genres, in order of importance.
    pub genres: Vec<Genre>,
}

/// Looks at the folder of posters at `path`, which `library` may lie in: its first `rows` films.
///
/// # Errors
/// [`Error`] where it cannot be read, or `task` was cancelled.
pub fn preview_folder(
    path: &Path,
    library: &Path,
    rows: usize,
    task: &Task,
) -> Result<FolderPreview, Error> {
    let folder = Folder::scan(&absolute(path)?, library, task)?;
    let films = folder.films.iter().take(rows);
    let first = films.map(|film| {
        let row = folder_row(&folder, film);
        FolderFilm {
            poster: row.file,
            title: row.title,
            year: row.year,
            imdb_id: row.imdb_id,
            tmdb_id: row.tmdb_id,
            genres: row.genres,
        }
    });
    let passed = folder.passed.iter();
    let problems = folder.findings.iter();
    Ok(FolderPreview {
        films: folder.films.len(),
        first: first.collect(),
        passed_over: passed
            .map(|(reason, count)| ((*reason).to_owned(), *count))
            .collect(),
        problems: problems
            .map(|finding| format!("{}: {}", finding.subject, finding.detail))
            .collect(),
    })
}
