//! The database's tables, and how an older database becomes the present one.
//!
//! `user_version` counts the steps that were taken. A step that was ever released is never
//! changed: what comes later is a new step at the end.

use rusqlite::{Connection, TransactionBehavior};

/// Each step takes a database from the version of its index to the next.
pub const STEPS: &[&str] = &[
    // 1: films, posters, thumbnails, findings, settings.
    "
    CREATE TABLE posters (
        id              INTEGER PRIMARY KEY,
        -- Where the import found the file, and what it was like then: unchanged, it is not read
        -- again. Relative to the library where it lies below it.
        source          TEXT NOT NULL UNIQUE,
        size            INTEGER NOT NULL,
        modified_ns     INTEGER NOT NULL,
        -- Where the file is read from: the source, or its copy in posters/.
        path            TEXT NOT NULL,
        content_hash    BLOB,
        perceptual_hash INTEGER,
        width           INTEGER,
        height          INTEGER,
        -- Why it does not serve as a poster (a kind of finding) and in words; NULL: it is sound.
        fault           TEXT,
        fault_detail    TEXT,
        -- What was mended while reading it: kinds of findings, separated by commas.
        notes           TEXT NOT NULL DEFAULT ''
    ) STRICT;

    CREATE TABLE films (
        id        INTEGER PRIMARY KEY,
        key       TEXT NOT NULL UNIQUE,
        imdb_id   TEXT,
        tmdb_id   INTEGER,
        title     TEXT NOT NULL,
        year      INTEGER,
        -- In order of importance, separated by |.
        genres    TEXT NOT NULL DEFAULT '',
        poster_id INTEGER REFERENCES posters (id) ON DELETE SET NULL,
        split     TEXT CHECK (split IN ('train', 'validation', 'test'))
    ) STRICT;
    CREATE INDEX films_by_poster ON films (poster_id);

    -- By content: a poster that two films share, or that moves, has one thumbnail.
    CREATE TABLE thumbnails (
        content_hash BLOB PRIMARY KEY,
        jpeg         BLOB NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE findings (
        id      INTEGER PRIMARY KEY,
        -- The table or folder whose import found it; a new import of it replaces them.
        source  TEXT NOT NULL,
        kind    TEXT NOT NULL,
        subject TEXT NOT NULL,
        place   TEXT NOT NULL,
        detail  TEXT NOT NULL
    ) STRICT;
    CREATE INDEX findings_by_source ON findings (source);

    CREATE TABLE settings (
        key   TEXT PRIMARY KEY,
        value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    ",
    // 2: a film's language (ISO 639 code) and the series that it belongs to.
    "
    ALTER TABLE films ADD COLUMN language TEXT;
    ALTER TABLE films ADD COLUMN collection TEXT;
    ",
    // 3: what each table said of each film, so that tables can be weighed against each other.
    "
    CREATE TABLE sources (
        id   INTEGER PRIMARY KEY,
        -- The table or folder, absolute.
        path TEXT NOT NULL UNIQUE,
        -- A kind of table.
        kind TEXT NOT NULL,
        -- Where tables differ, the one with the lower rank counts.
        rank INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE records (
        film_id   INTEGER NOT NULL REFERENCES films (id) ON DELETE CASCADE,
        source_id INTEGER NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
        row       INTEGER NOT NULL,
        -- What the row said, as JSON.
        fields    TEXT NOT NULL,
        PRIMARY KEY (film_id, source_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX records_by_source ON records (source_id);

    -- Names of films that are no IMDb or TMDB ids: the ids of tables.
    CREATE TABLE names (
        name    TEXT PRIMARY KEY,
        film_id INTEGER NOT NULL REFERENCES films (id) ON DELETE CASCADE
    ) STRICT, WITHOUT ROWID;

    -- Of earlier imports only their outcome is known.
    INSERT INTO sources (path, kind, rank)
        SELECT 'earlier imports', 'general', 0 WHERE EXISTS (SELECT 1 FROM films);
    INSERT INTO records (film_id, source_id, row, fields)
        SELECT films.id, sources.id, 0, json_patch('{}', json_object(
            'title', title, 'year', year, 'language', language, 'collection', collection,
            'genres', json(CASE genres WHEN '' THEN 'null' ELSE
                '[\"' || replace(replace(genres, '\"', ''), '|', '\",\"') || '\"]' END)))
        FROM films, sources;
    INSERT INTO names (name, film_id) SELECT key, id FROM films WHERE key LIKE 'id:%';
    INSERT INTO names (name, film_id) SELECT 'file:' || key, id FROM films
        WHERE key NOT LIKE 'id:%' AND imdb_id IS NULL AND tmdb_id IS NULL;
    ",
    // 4: posters that are set aside, and those that a person wants kept.
    "
    -- Why the film's poster is set aside (a kind of finding, or by_hand) and in words.
    ALTER TABLE films ADD COLUMN aside TEXT;
    ALTER TABLE films ADD COLUMN aside_detail TEXT;
    -- A person restored it: no cleaning sets it aside again.
    ALTER TABLE films ADD COLUMN kept INTEGER NOT NULL DEFAULT 0;
    ",
    // 5: what the rows of each source came to, so that the whole library has a funnel.
    "
    -- As JSON: rows, and those that went by reason. NULL: not known of an earlier import.
    ALTER TABLE sources ADD COLUMN tally TEXT;
    ",
    // 6: addresses whose server has no poster, so that it is not asked again and again.
    "
    CREATE TABLE gone_posters (
        -- As a table states it; tmdb:862 or imdb:tt0114709 where TMDB was asked by id.
        address TEXT PRIMARY KEY,
        -- In words.
        detail  TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    ",
    // 7: genres of a person's own, shown by films that have them and films that do not.
    "
    CREATE TABLE own_genres (
        id   INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE
    ) STRICT;

    CREATE TABLE own_genre_films (
        genre_id INTEGER NOT NULL REFERENCES own_genres (id) ON DELETE CASCADE,
        film_id  INTEGER NOT NULL REFERENCES films (id) ON DELETE CASCADE,
        -- 1: it has the genre; 0: it does not.
        star     INTEGER NOT NULL,
        -- The order in which they were shown.
        place    INTEGER NOT NULL,
        PRIMARY KEY (genre_id, film_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX own_genre_films_by_film ON own_genre_films (film_id);
    ",
    // 8: labels that a person gave, and when a film came in.
    "
    -- A person's word on a film's genres, in order, separated by |: it outranks every table.
    CREATE TABLE labels_by_hand (
        film_id INTEGER PRIMARY KEY REFERENCES films (id) ON DELETE CASCADE,
        genres  TEXT NOT NULL
    ) STRICT;
    -- Seconds since 1970; NULL: an older Onesheet brought it in.
    ALTER TABLE films ADD COLUMN added INTEGER;
    ",
];

/// The version that this build writes.
pub const VERSION: i64 = STEPS.len() as i64;

/// What [`migrate`] found.
#[derive(Debug, PartialEq, Eq)]
pub enum Migrated {
    /// The database is of [`VERSION`] now.
    Current,
    /// A newer build wrote it, in this version; nothing was touched.
    Newer(i64),
}

/// Brings the database up to [`VERSION`]; all missing steps or none.
///
/// # Errors
/// What SQLite says.
pub fn migrate(database: &mut Connection) -> rusqlite::Result<Migrated> {
    let version = user_version(database)?;
    if version == VERSION {
        return Ok(Migrated::Current);
    }
    let transaction = database.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Asked again under the lock: another process may have been quicker.
    let version = user_version(&transaction)?;
    let Ok(done) = usize::try_from(version) else {
        return Ok(Migrated::Newer(version));
    };
    if done > STEPS.len() {
        return Ok(Migrated::Newer(version));
    }
    for step in &STEPS[done..] {
        transaction.execute_batch(step)?;
    }
    transaction.pragma_update(None, "user_version", VERSION)?;
    transaction.commit()?;
    Ok(Migrated::Current)
}

/// The version of the database.
///
/// # Errors
/// What SQLite says.
pub fn user_version(database: &Connection) -> rusqlite::Result<i64> {
    database.pragma_query_value(None, "user_version", |row| row.get(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_database_becomes_current_and_stays_so() {
        let mut database = Connection::open_in_memory().expect("memory is there");
        for _ in 0..2 {
            assert_eq!(migrate(&mut database), Ok(Migrated::Current));
        }
        assert_eq!(user_version(&database), Ok(VERSION));
    }

    #[test]
    fn a_database_of_the_first_version_keeps_its_films() {
        let mut database = Connection::open_in_memory().expect("memory is there");
        database.execute_batch(STEPS[0]).expect("the first step");
        database
            .execute_batch(
                "INSERT INTO films (key, title, genres) VALUES ('tt1', 'Alien', 'Drama|Action')",
            )
            .expect("a film of that time");
        database
            .pragma_update(None, "user_version", 1)
            .expect("a version can be set");
        assert_eq!(migrate(&mut database), Ok(Migrated::Current));
        let film: (String, Option<String>) = database
            .query_row("SELECT title, language FROM films", [], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
            .expect("the film is there");
        assert_eq!(film, ("Alien".to_owned(), None));
        let fields: String = database
            .query_row("SELECT fields FROM records", [], |row| row.get(0))
            .expect("what was known of it is kept");
        assert_eq!(fields, r#"{"title":"Alien","genres":["Drama","Action"]}"#);
    }

    #[test]
    fn a_newer_database_is_left_alone() {
        let mut database = Connection::open_in_memory().expect("memory is there");
        database
            .pragma_update(None, "user_version", VERSION + 1)
            .expect("a version can be set");
        assert_eq!(migrate(&mut database), Ok(Migrated::Newer(VERSION + 1)));
    }
}
