//! The library's films divided into train, validation and test, and kept so.
//!
//! In: the database after the posters were read. Out: a split for every film that has a sound
//! poster and passes the six-genre rule, and for no other.

use rusqlite::{Connection, params};

use super::alike::Likenesses;
use super::grouping::{Look, group};
use super::select::select;
use super::split_plan::{Candidate, plan};
use super::store::{self, read_split, split_genres};
use super::{Genre, GenreSet, ImportRequest, Split};

/// The setting that keeps the seed of the division.
pub(super) const SEED: &str = "split_seed";
const GENRES: &str = "split_genres";

struct Eligible {
    id: i64,
    key: String,
    labels: GenreSet,
    split: Option<Split>,
    look: Look,
}

/// Divides the films. Those that have a split keep it, unless the seed or the genres are others
/// than last time.
///
/// # Errors
/// What SQLite says.
pub fn divide(database: &Connection, request: &ImportRequest) -> rusqlite::Result<()> {
    let seed = request.split_seed.to_string();
    let names: Vec<&str> = request.genres.iter().map(Genre::name).collect();
    let names = names.join("|");
    let as_before = store::setting(database, SEED)?.as_ref() == Some(&seed)
        && store::setting(database, GENRES)?.as_ref() == Some(&names);
    if !as_before {
        database.execute("UPDATE films SET split = NULL WHERE split IS NOT NULL", [])?;
        store::put_setting(database, SEED, &seed)?;
        store::put_setting(database, GENRES, &names)?;
    }
    let films = eligible(database, &request.genres)?;
    let looks: Vec<Look> = films.iter().map(|film| film.look).collect();
    let mut likeness = Likenesses::new(database);
    let groups = group(&looks, |one, other| {
        likeness.same(&looks[one].content_hash, &looks[other].content_hash)
    });
    let candidates: Vec<Candidate<'_>> = films
        .iter()
        .zip(groups)
        .map(|(film, group)| Candidate {
            key: &film.key,
            labels: film.labels,
            group,
            split: film.split,
        })
        .collect();
    let splits = plan(&candidates, request.split_seed);
    let mut update = database.prepare_cached("UPDATE films SET split = ?2 WHERE id = ?1")?;
    for (film, split) in films.iter().zip(splits) {
        if film.split != Some(split) {
            update.execute(params![film.id, split.name()])?;
        }
    }
    Ok(())
}

/// Films with a sound poster and a selected first genre; all others lose their split.
fn eligible(database: &Connection, list: &[Genre]) -> rusqlite::Result<Vec<Eligible>> {
    let mut films = Vec::new();
    let mut lost = Vec::new();
    let mut select_films = database.prepare(
        "SELECT films.id, key, genres, split, content_hash, perceptual_hash
         FROM films LEFT JOIN posters ON posters.id = poster_id AND fault IS NULL",
    )?;
    let mut rows = select_films.query([])?;
    while let Some(row) = rows.next()? {
        let id = row.get(0)?;
        let labels = select(&split_genres(row.get_ref(2)?.as_str()?), list);
        let split = read_split(row.get_ref(3)?.as_str_or_null()?);
        let content_hash: Option<[u8; 32]> = row.get(4)?;
        match (labels, content_hash) {
            (Some(labels), Some(content_hash)) => films.push(Eligible {
                id,
                key: row.get(1)?,
                labels,
                split,
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
