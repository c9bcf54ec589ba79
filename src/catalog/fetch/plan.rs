//! What is missing, and where it may be had.
//!
//! In: the library's films without a sound poster, and every address that a table gave for them.
//! Out: one item for each poster that can be asked for, and for every other film why not.

use std::collections::HashMap;

use rusqlite::{Connection, params};

use super::address::{Address, Reading};
use super::failure::Failure;
use super::report::FetchPlan;
use super::tmdb::FilmName;
use crate::catalog::FindingKind;

/// A poster to ask for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The films that want it.
    pub films: Vec<i64>,
    /// Where it may be, as the tables say and as it is asked: the first table's first.
    pub images: Vec<(String, Address)>,
    /// By which name TMDB is asked, where none of these has it.
    pub look_up: Option<FilmName>,
}

/// Why a film without a poster is not asked for: a finding's kind, place and detail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// What it is.
    pub kind: FindingKind,
    /// The address.
    pub place: String,
    /// In words.
    pub detail: String,
}

/// What a run is to do.
#[derive(Debug, Default)]
pub struct Plan {
    /// In the order in which the films came in.
    pub items: Vec<Item>,
    /// Films that are not asked for, with the reason where there is an address.
    pub unasked: Vec<(i64, Option<Reason>)>,
    /// Keys of all these films.
    pub keys: HashMap<i64, String>,
    /// Films that nobody can be asked for, but that have an id.
    could_look_up: usize,
}

/// How a plan is made.
pub struct Planning<'a> {
    /// How addresses are read.
    pub reading: &'a Reading,
    /// Whether TMDB can be asked by id.
    pub look_up: bool,
    /// Whether what was gone is asked for again.
    pub again: bool,
}

/// A film without a sound poster.
struct Bare {
    id: i64,
    key: String,
    name: Option<FilmName>,
}

impl Plan {
    /// Looks through the library.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn of(database: &Connection, planning: &Planning<'_>) -> rusqlite::Result<Self> {
        let gone = match planning.again {
            true => HashMap::new(),
            false => gone(database)?,
        };
        let mut addresses = addresses(database)?;
        let mut plan = Self::default();
        let mut places: HashMap<String, usize> = HashMap::new();
        for film in bare(database)? {
            let stated = addresses.remove(&film.id).unwrap_or_default();
            plan.add(&film, stated, planning, &gone, &mut places);
            plan.keys.insert(film.id, film.key);
        }
        Ok(plan)
    }

    fn add(
        &mut self,
        film: &Bare,
        stated: Vec<String>,
        planning: &Planning<'_>,
        gone: &HashMap<String, String>,
        places: &mut HashMap<String, usize>,
    ) {
        let (mut images, mut reason) = (Vec::new(), None);
        for text in stated {
            let because = |failure: &Failure| {
                let (kind, detail) = failure.finding();
                let place = text.clone();
                Some(Reason {
                    kind,
                    place,
                    detail,
                })
            };
            if let Some(detail) = gone.get(&text) {
                reason = because(&Failure::Gone(detail.clone()));
                continue;
            }
            match planning.reading.read(&text) {
                Ok(address) => images.push((text, address)),
                Err(why) => reason = reason.or_else(|| because(&Failure::Refused(why))),
            }
        }
        let look_up = film.name.clone().filter(|name| {
            let known = gone.get(&name.remembered());
            if let Some(detail) = known {
                let (kind, detail) = Failure::Gone(detail.clone()).finding();
                let place = "TMDB".to_owned();
                reason.get_or_insert(Reason {
                    kind,
                    place,
                    detail,
                });
            }
            planning.look_up && known.is_none()
        });
        if images.is_empty() && look_up.is_none() {
            self.could_look_up += usize::from(film.name.is_some() && !planning.look_up);
            self.unasked.push((film.id, reason));
            return;
        }
        // Films that ask for one picture get it from one request.
        let same: String = images.iter().map(|(text, _)| format!("{text}\n")).collect();
        let item = Item {
            films: vec![film.id],
            images,
            look_up,
        };
        match places.get(&same) {
            Some(&place) if !same.is_empty() => self.items[place].films.push(film.id),
            _ => {
                places.insert(same, self.items.len());
                self.items.push(item);
            }
        }
    }

    /// In numbers.
    pub fn count(&self) -> FetchPlan {
        let of_kind = |wanted: FindingKind| {
            let reasons = self
                .unasked
                .iter()
                .filter_map(|(_, reason)| reason.as_ref());
            reasons.filter(|reason| reason.kind == wanted).count()
        };
        let films = |items: &mut dyn Iterator<Item = &Item>| {
            items.map(|item| item.films.len()).sum::<usize>()
        };
        FetchPlan {
            missing: self.keys.len(),
            by_address: films(&mut self.items.iter().filter(|item| !item.images.is_empty())),
            by_look_up: films(&mut self.items.iter().filter(|item| item.images.is_empty())),
            gone_before: of_kind(FindingKind::PosterGone),
            refused: of_kind(FindingKind::AddressRefused),
            without_address: self.unasked.iter().filter(|(_, why)| why.is_none()).count(),
            could_look_up: self.could_look_up,
        }
    }
}

/// How many films want these.
pub fn films_of(items: &[Item]) -> usize {
    items.iter().map(|item| item.films.len()).sum()
}

/// Films without a poster, or with one that does not serve; one that was fetched and does not serve
/// is not fetched again.
fn bare(database: &Connection) -> rusqlite::Result<Vec<Bare>> {
    database
        .prepare(
            // The underscores stand for any separator of folders.
            "SELECT films.id, key, imdb_id, tmdb_id
             FROM films LEFT JOIN posters ON posters.id = poster_id
             WHERE poster_id IS NULL
                OR (fault IS NOT NULL AND source NOT LIKE 'posters_fetched_%')
             ORDER BY films.id",
        )?
        .query_map([], |row| {
            let imdb_id: Option<String> = row.get(2)?;
            let tmdb_id: Option<i64> = row.get(3)?;
            let of_tmdb = tmdb_id.map(FilmName::Tmdb);
            Ok(Bare {
                id: row.get(0)?,
                key: row.get(1)?,
                name: of_tmdb.or(imdb_id.map(FilmName::Imdb)),
            })
        })?
        .collect()
}

/// Every address that a table gave, by film, the first table's first.
fn addresses(database: &Connection) -> rusqlite::Result<HashMap<i64, Vec<String>>> {
    let mut select = database.prepare(
        "SELECT film_id, json_extract(fields, '$.poster_address') FROM records
         JOIN sources ON sources.id = source_id
         WHERE json_type(fields, '$.poster_address') = 'text' ORDER BY film_id, rank",
    )?;
    let mut rows = select.query([])?;
    let mut all: HashMap<i64, Vec<String>> = HashMap::new();
    while let Some(row) = rows.next()? {
        let address = row.get_ref(1)?.as_str()?.trim();
        let of_film = all.entry(row.get(0)?).or_default();
        if !of_film.iter().any(|known| known == address) {
            of_film.push(address.to_owned());
        }
    }
    Ok(all)
}

/// What was gone, and in which words.
fn gone(database: &Connection) -> rusqlite::Result<HashMap<String, String>> {
    database
        .prepare("SELECT address, detail FROM gone_posters")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect()
}

/// Remembers what is gone.
///
/// # Errors
/// What SQLite says; so for the next function.
pub fn remember(database: &Connection, gone: &[(String, String)]) -> rusqlite::Result<()> {
    let mut insert = database
        .prepare_cached("INSERT OR REPLACE INTO gone_posters (address, detail) VALUES (?1, ?2)")?;
    for (address, detail) in gone {
        insert.execute(params![address, detail])?;
    }
    Ok(())
}

/// Forgets what was gone: all of it is asked for again.
pub fn forget(database: &Connection) -> rusqlite::Result<()> {
    database.execute("DELETE FROM gone_posters", [])?;
    Ok(())
}
