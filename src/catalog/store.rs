//! What an import writes into the database, statement by statement.
//!
//! Every function works on a transaction that its caller opened: a batch is written whole or not
//! at all.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OptionalExtension, params};

use super::import::examine::{Examined, Stamp};
use super::{Finding, FindingKind, Genre, Split};

/// Faults of posters that could be read and have the wrong shape or size, for `fault IN`: those of
/// [`FindingKind::is_of_shape`](super::FindingKind::is_of_shape).
pub const OF_SHAPE: &str = "('one_pixel', 'tiny', 'banner_shaped')";

/// Which poster serves, of `films` joined with `posters`: a sound one, or one of a shape that a
/// person wants all the same, unless it was set aside.
pub fn serves() -> String {
    format!("(fault IS NULL OR (kept AND fault IN {OF_SHAPE})) AND aside IS NULL")
}

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
    let not_copied = examined.not_copied.as_ref();
    let notes = examined.notes.iter().copied();
    let notes = notes.chain(not_copied.map(|_| FindingKind::NotCopied));
    let notes: Vec<&str> = notes.map(FindingKind::name).collect();
    let fault = examined.fault.as_ref();
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
                fault.map(|(kind, _)| kind.name()),
                fault.map(|(_, detail)| detail).or(not_copied),
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
}

/// Gives a film its poster.
pub fn link_poster(database: &Connection, film: i64, poster: PosterLink) -> rusqlite::Result<()> {
    let poster = match poster {
        PosterLink::To(id) => Some(id),
        PosterLink::Nothing => None,
    };
    // A poster that was fetched is not gone because a folder does not hold it; the underscores
    // stand for any separator of folders.
    database
        .prepare_cached(
            "UPDATE films SET poster_id = ?2 WHERE id = ?1 AND (?2 IS NOT NULL OR poster_id NOT IN
                (SELECT id FROM posters WHERE source LIKE 'posters_fetched_%'))",
        )?
        .execute(params![film, poster])?;
    Ok(())
}

/// `Drama|Action`.
pub fn join_genres(genres: &[Genre]) -> String {
    let names: Vec<&str> = genres.iter().map(Genre::name).collect();
    names.join("|")
}

/// The genres that [`join_genres`] wrote.
pub fn split_genres(text: &str) -> Vec<Genre> {
    text.split('|').filter_map(Genre::parse).collect()
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
