//! Labels that a person gives: a source of their own that outranks every table, today's and those
//! that are imported later.
//!
//! In: films and labels. Out: what a person had said of them before, which is what an undo hands in
//! again. Splits follow at the next division or import.

use rusqlite::{Connection, OptionalExtension, params};

use super::records::{said, weigh};
use super::store::{join_genres, split_genres};
use super::{Error, FilmId, Genre, Library};

/// A film and the labels that a person gives it, in order of importance; `None`: those of the
/// tables.
pub type LabelEdit = (FilmId, Option<Vec<Genre>>);

impl Library {
    /// Gives films their labels by hand, all of them or none; films that the library does not know
    /// are passed over. Returns the edits that take these back.
    ///
    /// # Errors
    /// [`Error`] where the library cannot be written.
    pub fn edit_labels(&mut self, edits: &[LabelEdit]) -> Result<Vec<LabelEdit>, Error> {
        self.write(|database| {
            let mut before = Vec::with_capacity(edits.len());
            for (film, labels) in edits {
                let known = database
                    .prepare_cached("SELECT 1 FROM films WHERE id = ?1")?
                    .exists([film.0])?;
                if known {
                    before.push((*film, labels_by_hand(database, *film)?));
                    give(database, *film, labels.as_deref())?;
                }
            }
            // An edit that names a film twice is taken back from its end.
            before.reverse();
            Ok(before)
        })
    }
}

/// What a person said of a film's labels.
///
/// # Errors
/// What SQLite says.
pub(super) fn labels_by_hand(
    database: &Connection,
    film: FilmId,
) -> rusqlite::Result<Option<Vec<Genre>>> {
    database
        .prepare_cached("SELECT genres FROM labels_by_hand WHERE film_id = ?1")?
        .query_row([film.0], |row| Ok(split_genres(row.get_ref(0)?.as_str()?)))
        .optional()
}

fn give(database: &Connection, film: FilmId, labels: Option<&[Genre]>) -> rusqlite::Result<()> {
    let Some(labels) = labels else {
        database
            .prepare_cached("DELETE FROM labels_by_hand WHERE film_id = ?1")?
            .execute([film.0])?;
        // What no table says is not said.
        database
            .prepare_cached("UPDATE films SET genres = '' WHERE id = ?1")?
            .execute([film.0])?;
        return weigh(database, film.0, &said(database, film.0)?);
    };
    let mut each: Vec<Genre> = Vec::with_capacity(labels.len());
    for genre in split_genres(&join_genres(labels)) {
        if !each.contains(&genre) {
            each.push(genre);
        }
    }
    let genres = join_genres(&each);
    database
        .prepare_cached(
            "INSERT INTO labels_by_hand (film_id, genres) VALUES (?1, ?2)
             ON CONFLICT (film_id) DO UPDATE SET genres = excluded.genres",
        )?
        .execute(params![film.0, genres])?;
    database
        .prepare_cached("UPDATE films SET genres = ?2 WHERE id = ?1")?
        .execute(params![film.0, genres])?;
    Ok(())
}
