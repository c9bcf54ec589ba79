//! What an import writes into the database, statement by statement.
//!
//! Every function works on a transaction that its caller opened: a batch is written whole or not
//! at all.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OptionalExtension, params};

use super::import::examine::{Examined, Stamp};
use super::import::row::Row;
use super::{Finding, FindingKind, Genre, Language, Split};

/// A poster that the library knows from an earlier import.
#[derive(Debug, Clone)]
pub struct KnownPoster {
    /// Its row.
    pub id: i64,
    /// What its source was like.
    pub stamp: Stamp,
    /// Where it is read from, as stored.
    pub path: String,
    /// Whether it does not serve as a poster.
    pub faulty: bool,
}

/// Every known poster by its source, as stored.
///
/// # Errors
/// What SQLite says; so for every function here.
pub fn known_posters(database: &Connection) -> rusqlite::Result<HashMap<String, KnownPoster>> {
    database
        .prepare("SELECT source, id, size, modified_ns, path, fault IS NOT NULL FROM posters")?
        .query_map([], |row| {
            let stamp = Stamp {
                size: row.get(2)?,
                modified_ns: row.get(3)?,
            };
            let known = KnownPoster {
                id: row.get(1)?,
                stamp,
                path: row.get(4)?,
                faulty: row.get(5)?,
            };
            Ok((row.get(0)?, known))
        })?
        .collect()
}

/// Stores what was found in a poster file; returns its row.
pub fn put_poster(
    database: &Connection,
    source: &str,
    path: &str,
    stamp: Stamp,
    examined: &Examined,
) -> rusqlite::Result<i64> {
    let picture = examined.picture.as_ref();
    if let Some(picture) = picture {
        database
            .prepare_cached(
                "INSERT OR IGNORE INTO thumbnails (content_hash, jpeg) VALUES (?1, ?2)",
            )?
            .execute(params![picture.content_hash, picture.thumbnail])?;
    }
    let notes: Vec<&str> = examined.notes.iter().map(|kind| kind.name()).collect();
    database
        .prepare_cached(
            "INSERT INTO posters (source, size, modified_ns, path, content_hash, perceptual_hash,
                                  width, height, fault, fault_detail, notes)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
             ON CONFLICT (source) DO UPDATE SET
                size = excluded.size, modified_ns = excluded.modified_ns, path = excluded.path,
                content_hash = excluded.content_hash, perceptual_hash = excluded.perceptual_hash,
                width = excluded.width, height = excluded.height, fault = excluded.fault,
                fault_detail = excluded.fault_detail, notes = excluded.notes
             RETURNING id",
        )?
        .query_row(
            params![
                source,
                stamp.size,
                stamp.modified_ns,
                path,
                picture.map(|picture| picture.content_hash),
                // SQLite's integers are signed: the same 64 bits.
                picture.map(|picture| picture.perceptual_hash.cast_signed()),
                picture.map(|picture| picture.width),
                picture.map(|picture| picture.height),
                examined.fault.as_ref().map(|(kind, _)| kind.name()),
                examined.fault.as_ref().map(|(_, detail)| detail),
                notes.join(","),
            ],
            |row| row.get(0),
        )
}

/// What a film's poster becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PosterLink {
    /// This one.
    To(i64),
    /// None: the one that the table names is gone.
    Nothing,
    /// As it was: this import says nothing about posters.
    AsBefore,
}

/// Stores a film. What the row does not say stays as an earlier import had it; returns its row.
pub fn put_film(database: &Connection, film: &Row, poster: PosterLink) -> rusqlite::Result<i64> {
    let (poster_id, keep) = match poster {
        PosterLink::To(id) => (Some(id), false),
        PosterLink::Nothing => (None, false),
        PosterLink::AsBefore => (None, true),
    };
    let fallback = film.file.as_deref().map_or(film.key.as_str(), |file| {
        super::import::folder::stem(file.rsplit('/').next().unwrap_or(file))
    });
    database
        .prepare_cached(
            "INSERT INTO films (key, imdb_id, tmdb_id, title, year, genres, poster_id,
                                language, collection)
             VALUES (?1, ?2, ?3, coalesce(?4, ?5), ?6, ?7, ?8, ?10, ?11)
             ON CONFLICT (key) DO UPDATE SET
                imdb_id = coalesce(excluded.imdb_id, imdb_id),
                tmdb_id = coalesce(excluded.tmdb_id, tmdb_id),
                title = coalesce(?4, title),
                year = coalesce(excluded.year, year),
                language = coalesce(excluded.language, language),
                collection = coalesce(excluded.collection, collection),
                genres = CASE excluded.genres WHEN '' THEN genres ELSE excluded.genres END,
                poster_id = CASE WHEN ?9 THEN poster_id ELSE excluded.poster_id END
             RETURNING id",
        )?
        .query_row(
            params![
                film.key,
                film.imdb_id,
                film.tmdb_id,
                film.title,
                fallback,
                film.year,
                join_genres(&film.genres),
                poster_id,
                keep,
                film.language.as_ref().map(Language::code),
                film.collection,
            ],
            |row| row.get(0),
        )
}

/// `Drama|Action`.
fn join_genres(genres: &[Genre]) -> String {
    let names: Vec<&str> = genres.iter().map(Genre::name).collect();
    names.join("|")
}

/// The genres that [`join_genres`] wrote.
pub fn split_genres(text: &str) -> Vec<Genre> {
    text.split('|').filter_map(Genre::parse).collect()
}

/// A film's poster as an import's report needs it.
#[derive(Debug, Clone)]
pub struct PosterState {
    /// As stored.
    pub source: String,
    /// Why it does not serve.
    pub fault: Option<(FindingKind, String)>,
    /// What was mended.
    pub notes: Vec<FindingKind>,
}

/// A film as an import's report needs it.
#[derive(Debug, Clone)]
pub struct FilmState {
    /// In order of importance.
    pub genres: Vec<Genre>,
    /// The row of its poster in the database.
    pub poster_id: Option<i64>,
    /// Its part.
    pub split: Option<Split>,
}

/// Every film by its key.
pub fn film_states(database: &Connection) -> rusqlite::Result<HashMap<String, FilmState>> {
    database
        .prepare("SELECT key, genres, poster_id, split FROM films")?
        .query_map([], |row| {
            let state = FilmState {
                genres: split_genres(row.get_ref(1)?.as_str()?),
                poster_id: row.get(2)?,
                split: read_split(row.get_ref(3)?.as_str_or_null()?),
            };
            Ok((row.get(0)?, state))
        })?
        .collect()
}

/// Every poster by its row.
pub fn poster_states(database: &Connection) -> rusqlite::Result<HashMap<i64, PosterState>> {
    database
        .prepare("SELECT id, source, fault, fault_detail, notes FROM posters")?
        .query_map([], |row| {
            let fault: Option<String> = row.get(2)?;
            let detail: Option<String> = row.get(3)?;
            let notes: String = row.get(4)?;
            let state = PosterState {
                source: row.get(1)?,
                fault: fault.map(|name| {
                    let kind = name.parse().unwrap_or(FindingKind::Undecodable);
                    (kind, detail.unwrap_or_default())
                }),
                notes: notes
                    .split(',')
                    .filter_map(|name| name.parse().ok())
                    .collect(),
            };
            Ok((row.get(0)?, state))
        })?
        .collect()
}

/// The split of this name.
pub fn read_split(name: Option<&str>) -> Option<Split> {
    name.and_then(|name| name.parse().ok())
}

/// Replaces the findings of one source.
pub fn put_findings(
    database: &Connection,
    source: &str,
    findings: &[Finding],
) -> rusqlite::Result<()> {
    database.execute("DELETE FROM findings WHERE source = ?1", [source])?;
    let mut insert = database.prepare_cached(
        "INSERT INTO findings (source, kind, subject, place, detail) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    for finding in findings {
        insert.execute(params![
            source,
            finding.kind.name(),
            finding.subject,
            finding.place,
            finding.detail
        ])?;
    }
    Ok(())
}

/// Forgets posters that no film has any more, and thumbnails of no poster.
pub fn sweep(database: &Connection) -> rusqlite::Result<()> {
    database.execute_batch(
        "DELETE FROM posters WHERE id NOT IN
            (SELECT poster_id FROM films WHERE poster_id IS NOT NULL);
         DELETE FROM thumbnails WHERE content_hash NOT IN
            (SELECT content_hash FROM posters WHERE content_hash IS NOT NULL);",
    )
}

/// A setting's value.
pub fn setting(database: &Connection, key: &str) -> rusqlite::Result<Option<String>> {
    database
        .query_row("SELECT value FROM settings WHERE key = ?1", [key], |row| {
            row.get(0)
        })
        .optional()
}

/// Sets a setting.
pub fn put_setting(database: &Connection, key: &str, value: &str) -> rusqlite::Result<()> {
    database.execute(
        "INSERT INTO settings (key, value) VALUES (?1, ?2)
         ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        [key, value],
    )?;
    Ok(())
}

/// `path` as it is stored: relative to the library where it lies below it, so that a library
/// can move with its posters. `None`: not Unicode.
pub fn stored_path(root: &Path, path: &Path) -> Option<String> {
    let inner = path.strip_prefix(root).unwrap_or(path);
    inner.to_str().map(str::to_owned)
}

/// The path that [`stored_path`] stored.
pub fn real_path(root: &Path, stored: &str) -> PathBuf {
    // Joining an absolute path gives that path.
    root.join(stored)
}
