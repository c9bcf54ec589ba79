//! A film of a folder as a row: what its name and its description say.

use crate::catalog::import::folder::{Film, Folder};
use crate::catalog::import::row::Row;

/// The row of `film`.
pub fn folder_row(folder: &Folder, film: &Film) -> Row {
    let file = film.image.map(|image| folder.images[image].clone());
    let note = film.note.clone().unwrap_or_default();
    let named = film
        .is_titled
        .then(|| film.name.title.clone())
        .filter(|title| !title.is_empty());
    let of_file = film.name.imdb.is_none();
    Row {
        imdb_id: film.name.imdb.clone().or(note.imdb),
        tmdb_id: film.name.tmdb.or(note.tmdb),
        // The file's path is its name, as a table's id would be.
        own_id: file
            .as_ref()
            .filter(|_| of_file)
            .map(|file| format!("file:{file}")),
        title: note.title.or(note.original_title).or(named),
        year: note.year.or(film.name.year),
        collection: note.collection,
        genres: note.genres,
        file,
        ..Row::default()
    }
}
