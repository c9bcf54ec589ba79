//! The library's films divided into train, validation and test, and kept so.
//!
//! In: the database after the posters were read. Out: a split for every film that has a sound
//! poster and whose genres are selected, and for no other. Films of one series and films that show
//! one picture go the same way.

use rusqlite::{Connection, params};

use super::alike::Likenesses;
use super::grouping::{Look, group, join};
use super::select::{Rule, select};
use super::split_plan::{Candidate, plan};
use super::store::{self, read_split, split_genres};
use super::{Division, Error, Genre, GenreSet, Library, Split};

/// The setting that keeps the seed of the division.
const SEED: &str = "split_seed";
const GENRES: &str = "split_genres";
const RULE: &str = "split_rule";
const FROM_TABLE: &str = "split_from_table";

struct Eligible {
    id: i64,
    key: String,
    labels: GenreSet,
    split: Option<Split>,
    /// What the tables say, where they are asked.
    stated: Option<Split>,
    collection: Option<String>,
    look: Look,
}

impl Library {
    /// How the films were selected and divided last; `None` before the first import.
    ///
    /// # Errors
    /// [`Error`] where the database cannot be read.
    pub fn division(&self) -> Result<Option<Division>, Error> {
        last_division(&self.database).map_err(|source| self.failed(source))
    }

    /// The seed that the films were divided with; `None` before the first import.
    ///
    /// # Errors
    /// [`Error`] where the database cannot be read.
    pub fn split_seed(&self) -> Result<Option<String>, Error> {
        store::setting(&self.database, SEED).map_err(|source| self.failed(source))
    }
}

/// How the films were divided last; `None` before the first time.
///
/// # Errors
/// What SQLite says.
pub fn last_division(database: &Connection) -> rusqlite::Result<Option<Division>> {
    let setting = |key| store::setting(database, key);
    let Some(seed) = setting(SEED)?.and_then(|seed| seed.parse().ok()) else {
        return Ok(None);
    };
    Ok(Some(Division {
        genres: split_genres(&setting(GENRES)?.unwrap_or_default()),
        rule: setting(RULE)?
            .and_then(|rule| rule.parse().ok())
            .unwrap_or_default(),
        seed,
        from_table: setting(FROM_TABLE)?.as_deref() == Some("true"),
    }))
}

/// Divides the films. Those that have a split keep it, unless the division is asked for in another
/// way than last time.
///
/// # Errors
/// What SQLite says.
pub fn divide(database: &Connection, division: &Division) -> rusqlite::Result<()> {
    let names: Vec<&str> = division.genres.iter().map(Genre::name).collect();
    let asked = [
        (SEED, division.seed.to_string(), ""),
        (GENRES, names.join("|"), ""),
        (RULE, division.rule.to_string(), Rule::First.name()),
        (FROM_TABLE, division.from_table.to_string(), "false"),
    ];
    let mut as_before = true;
    for (key, value, unless_said) in &asked {
        let before = store::setting(database, key)?;
        as_before &= before.as_deref().unwrap_or(unless_said) == value;
    }
    if !as_before {
        database.execute("UPDATE films SET split = NULL WHERE split IS NOT NULL", [])?;
    }
    for (key, value, _) in &asked {
        store::put_setting(database, key, value)?;
    }
    let films = eligible(database, division)?;
    let looks: Vec<Look> = films.iter().map(|film| film.look).collect();
    let mut likeness = Likenesses::new(database);
    let groups = group(&looks, |one, other| {
        likeness.same(&looks[one].content_hash, &looks[other].content_hash)
    });
    let collections = films.iter().map(|film| film.collection.as_deref());
    let groups = join(groups, collections);
    let candidates: Vec<Candidate<'_>> = films
        .iter()
        .zip(groups)
        .map(|(film, group)| Candidate {
            key: &film.key,
            labels: film.labels,
            group,
            split: film.stated.or(film.split),
        })
        .collect();
    let splits = plan(&candidates, division.seed);
    let mut update = database.prepare_cached("UPDATE films SET split = ?2 WHERE id = ?1")?;
    for (film, split) in films.iter().zip(splits) {
        // A table that divides its films answers for what straddles.
        let split = film.stated.unwrap_or(split);
        if film.split != Some(split) {
            update.execute(params![film.id, split.name()])?;
        }
    }
    Ok(())
}

/// Films with a sound poster and selected genres; all others lose their split.
fn eligible(database: &Connection, division: &Division) -> rusqlite::Result<Vec<Eligible>> {
    let mut films = Vec::new();
    let mut lost = Vec::new();
    let mut select_films = database.prepare(&format!(
        "SELECT films.id, key, genres, split, content_hash, perceptual_hash, collection,
            CASE WHEN ?1 THEN (
                SELECT json_extract(fields, '$.split') FROM records
                JOIN sources ON sources.id = source_id
                WHERE film_id = films.id AND json_extract(fields, '$.split') IS NOT NULL
                ORDER BY rank LIMIT 1
            ) END
         FROM films LEFT JOIN posters ON posters.id = poster_id AND {}",
        store::serves()
    ))?;
    let mut rows = select_films.query([division.from_table])?;
    while let Some(row) = rows.next()? {
        let id = row.get(0)?;
        let labels = split_genres(row.get_ref(2)?.as_str()?);
        let labels = select(&labels, &division.genres, division.rule);
        let split = read_split(row.get_ref(3)?.as_str_or_null()?);
        let content_hash: Option<[u8; 32]> = row.get(4)?;
        match (labels, content_hash) {
            (Some(labels), Some(content_hash)) => films.push(Eligible {
                id,
                key: row.get(1)?,
                labels,
                split,
                collection: row.get(6)?,
                stated: read_split(row.get_ref(7)?.as_str_or_null()?),
                look: Look {
                    content_hash,
                    perceptual_hash: row.get::<_, i64>(5)?.cast_unsigned(),
                },
            }),
            _ if split.is_some() => lost.push(id),
            _ => {}
        }
    }
    let mut forget = database.prepare_cached("UPDATE films SET split = NULL WHERE id = ?1")?;
    for id in lost {
        forget.execute([id])?;
    }
    // Groups are found in this order: let it be the films' own, not that of their import.
    films.sort_by(|one, other| one.key.cmp(&other.key));
    Ok(films)
}
