//! What each table said of each film, in the database.
//!
//! Every function works on a transaction that its caller opened.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};

use super::import::identity::{Claim, How, Identities};
use super::import::row::Row;
use super::store::join_genres;
use super::{Facts, FilmId, Genre, Language};

/// Numbers the source at `path`, which counts before all others; what it said before is forgotten.
///
/// # Errors
/// What SQLite says; so for every function here.
pub fn begin_source(database: &Connection, path: &str, kind: &str) -> rusqlite::Result<i64> {
    database.execute("UPDATE sources SET rank = rank + 1", [])?;
    let id = database.query_row(
        "INSERT INTO sources (path, kind, rank) VALUES (?1, ?2, 0)
         ON CONFLICT (path) DO UPDATE SET kind = excluded.kind, rank = 0 RETURNING id",
        [path, kind],
        |row| row.get(0),
    )?;
    database.execute("DELETE FROM records WHERE source_id = ?1", [id])?;
    Ok(id)
}

/// What the rows of a source came to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SourceTally {
    /// Rows in all; 0 of a table that only lent its ids.
    pub rows: usize,
    /// Those that are no films of their own, by [`FindingKind::name`](super::FindingKind::name).
    pub removed: BTreeMap<String, usize>,
}

/// Keeps what the rows of the source at `path` came to.
pub fn put_tally(database: &Connection, path: &str, tally: &SourceTally) -> rusqlite::Result<()> {
    let text = serde_json::to_string(tally).unwrap_or_default();
    database.execute(
        "UPDATE sources SET tally = ?2 WHERE path = ?1",
        [path, &text],
    )?;
    Ok(())
}

/// What the rows of every source came to, with the source's kind, in the order in which they count.
pub fn tallies(database: &Connection) -> rusqlite::Result<Vec<(String, SourceTally)>> {
    database
        .prepare(
            "SELECT kind, tally, (SELECT count(*) FROM records WHERE source_id = sources.id)
             FROM sources ORDER BY rank",
        )?
        .query_map([], |row| {
            let text: Option<String> = row.get(1)?;
            let known = text.and_then(|text| serde_json::from_str(&text).ok());
            let tally = match known {
                Some(tally) => tally,
                None => SourceTally {
                    rows: usize::try_from(row.get::<_, i64>(2)?).unwrap_or(0),
                    removed: BTreeMap::new(),
                },
            };
            Ok((row.get(0)?, tally))
        })?
        .collect()
}

/// Numbers the ranks from 0.
pub fn settle_ranks(database: &Connection) -> rusqlite::Result<()> {
    database.execute_batch(
        "UPDATE sources SET rank = place FROM
            (SELECT id AS other, row_number() OVER (ORDER BY rank, id) - 1 AS place FROM sources)
         WHERE id = other AND rank <> place;",
    )
}

/// Every film of the library by all its names.
pub fn identities(database: &Connection) -> rusqlite::Result<Identities> {
    let mut films = Identities::default();
    let mut select =
        database.prepare("SELECT id, imdb_id, tmdb_id, title, year FROM films ORDER BY id")?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        let film = Row {
            imdb_id: row.get(1)?,
            tmdb_id: row.get(2)?,
            title: row.get(3)?,
            year: row.get(4)?,
            ..Row::default()
        };
        films.add_known(row.get(0)?, &film);
    }
    let mut select = database.prepare("SELECT id FROM sources WHERE kind = 'folder'")?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        films.add_folder(row.get(0)?);
    }
    let mut select = database.prepare("SELECT name, film_id FROM names")?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        films.add_name(row.get_ref(0)?.as_str()?, row.get(1)?);
    }
    Ok(films)
}

/// Stores a row of a source; whether the film must be [weighed](weigh) anew.
pub fn put_row(
    database: &Connection,
    film: &Row,
    claim: &Claim,
    source: i64,
    row: i64,
) -> rusqlite::Result<bool> {
    if claim.how == How::New {
        insert_film(database, claim.film, film)?;
    }
    if let Some(gone) = claim.absorbs {
        absorb(database, claim.film, gone)?;
    }
    let fields = serde_json::to_string(film).unwrap_or_else(|_| "{}".to_owned());
    database
        .prepare_cached(
            "INSERT OR REPLACE INTO records (film_id, source_id, row, fields) VALUES (?1, ?2, ?3, ?4)",
        )?
        .execute(params![claim.film, source, row, fields])?;
    for name in &claim.names {
        database
            .prepare_cached("INSERT OR REPLACE INTO names (name, film_id) VALUES (?1, ?2)")?
            .execute(params![name, claim.film])?;
    }
    Ok(claim.how != How::New)
}

fn insert_film(database: &Connection, id: i64, film: &Row) -> rusqlite::Result<()> {
    let key = film.best_name().unwrap_or_else(|| format!("film:{id}"));
    let fallback = film.file.as_deref().map_or(key.as_str(), |file| {
        super::import::folder::stem(file.rsplit('/').next().unwrap_or(file))
    });
    let mut insert = database.prepare_cached(
        "INSERT INTO films (id, key, imdb_id, tmdb_id, title, year, genres, language, collection,
                            added)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, unixepoch())",
    )?;
    insert.execute(params![
        id,
        free_key(database, key.clone(), id)?,
        film.imdb_id,
        film.tmdb_id,
        film.title.as_deref().unwrap_or(fallback),
        film.year,
        join_genres(&film.genres),
        film.language.as_ref().map(Language::code),
        film.collection,
    ])?;
    Ok(())
}

/// `key`, or one like it where another film has it: two tables may number different films alike.
fn free_key(database: &Connection, key: String, id: i64) -> rusqlite::Result<String> {
    let taken = database
        .prepare_cached("SELECT 1 FROM films WHERE key = ?1")?
        .exists([&key])?;
    Ok(if taken { format!("{key}#{id}") } else { key })
}

/// The film `gone` turned out to be `film`: all that is known of it goes over.
fn absorb(database: &Connection, film: i64, gone: i64) -> rusqlite::Result<()> {
    for statement in [
        "UPDATE OR IGNORE records SET film_id = ?1 WHERE film_id = ?2",
        "UPDATE names SET film_id = ?1 WHERE film_id = ?2",
        "UPDATE OR IGNORE labels_by_hand SET film_id = ?1 WHERE film_id = ?2",
        "UPDATE OR IGNORE own_genre_films SET film_id = ?1 WHERE film_id = ?2",
        "UPDATE films SET poster_id = coalesce(poster_id,
            (SELECT poster_id FROM films WHERE id = ?2)) WHERE id = ?1",
    ] {
        database.prepare_cached(statement)?.execute([film, gone])?;
    }
    database.execute("DELETE FROM films WHERE id = ?1", [gone])?;
    Ok(())
}

/// What the sources say of a film, those that count first in front: source and row.
pub fn said(database: &Connection, film: i64) -> rusqlite::Result<Vec<(String, Row)>> {
    database
        .prepare_cached(
            "SELECT path, fields FROM records JOIN sources ON sources.id = source_id
             WHERE film_id = ?1 ORDER BY rank",
        )?
        .query_map([film], |row| {
            let fields = row.get_ref(1)?.as_str()?;
            Ok((
                row.get(0)?,
                serde_json::from_str(fields).unwrap_or_default(),
            ))
        })?
        .collect()
}

/// Makes the film what its sources say, each field as the first one says that has it; labels that a
/// person gave come before all.
pub fn weigh(database: &Connection, film: i64, said: &[(String, Row)]) -> rusqlite::Result<()> {
    fn first<'a, T>(said: &'a [(String, Row)], field: impl Fn(&'a Row) -> Option<T>) -> Option<T> {
        said.iter().find_map(|(_, row)| field(row))
    }
    let imdb_id = first(said, |row| row.imdb_id.as_deref());
    let tmdb_id = first(said, |row| row.tmdb_id);
    let genres = first(said, |row| {
        (!row.genres.is_empty()).then_some(row.genres.as_slice())
    });
    let key: Option<String> = imdb_id
        .map(str::to_owned)
        .or_else(|| tmdb_id.map(|id| format!("tmdb:{id}")));
    database
        .prepare_cached(
            "UPDATE films SET
                imdb_id = coalesce(?2, imdb_id), tmdb_id = coalesce(?3, tmdb_id),
                title = coalesce(?4, title), year = coalesce(?5, year),
                genres = coalesce((SELECT genres FROM labels_by_hand WHERE film_id = ?1), ?6, genres),
                language = coalesce(?7, language),
                collection = coalesce(?8, collection)
             WHERE id = ?1",
        )?
        .execute(params![
            film,
            imdb_id,
            tmdb_id,
            first(said, |row| row.title.as_deref()),
            first(said, |row| row.year),
            genres.map(join_genres),
            first(said, |row| row.language.as_ref()).map(Language::code),
            first(said, |row| row.collection.as_deref()),
        ])?;
    let old: Option<String> = database
        .prepare_cached("SELECT key FROM films WHERE id = ?1")?
        .query_row([film], |row| row.get(0))
        .optional()?;
    if let (Some(key), Some(old)) = (key, old)
        && key != old
        // A better name than before, never a worse one.
        && (key.starts_with("tt") || !old.starts_with("tt"))
    {
        let key = free_key(database, key, film)?;
        database
            .prepare_cached("UPDATE films SET key = ?2 WHERE id = ?1")?
            .execute(params![film, key])?;
    }
    Ok(())
}

/// The facts about every film that some source states, completed in the sources' order.
pub fn facts(database: &Connection) -> rusqlite::Result<Vec<(FilmId, Facts)>> {
    let mut select = database.prepare(
        "SELECT film_id, fields FROM records JOIN sources ON sources.id = source_id
         ORDER BY film_id, rank",
    )?;
    let mut rows = select.query([])?;
    let mut all: Vec<(FilmId, Facts)> = Vec::new();
    while let Some(row) = rows.next()? {
        let film = FilmId(row.get(0)?);
        let said: Facts = serde_json::from_str(row.get_ref(1)?.as_str()?).unwrap_or_default();
        match all.last_mut() {
            Some((last, facts)) if *last == film => facts.complete(said),
            _ => all.push((film, said)),
        }
    }
    all.retain(|(_, facts)| *facts != Facts::default());
    Ok(all)
}

/// One genre list against another, without regard to order.
pub fn same_genres(one: &[Genre], other: &[Genre]) -> bool {
    one.len() == other.len() && one.iter().all(|genre| other.contains(genre))
}
