//! Which film a row is about: by IMDb id, then TMDB id, then its table's own id, then title and
//! year.
//!
//! In: the films that a library knows, then rows, one after the other. Out: for each row the film
//! that it adds to, or a new one, and how sure that is. Ids are certain; a title and a year are not,
//! and never join two films of one table, nor two that have different ids.
//!
//! Kept small: about a hundred bytes a film, so that a million films fit.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

mod claim;
pub(super) mod names;
#[cfg(test)]
mod tests;

use super::row::Row;
use names::{Own, hash, imdb_number, row_has_no_id, title_and_year, title_hash};

pub use claim::{Claim, How, Place};

/// How sure one may be that films of one title and year are one film, where no third film shares
/// both. Of 12,734 films of IMDB 5000 and MovieGenre.csv with one such namesake among TMDB's 45,433,
/// 12,722 (99.9 %) had the same IMDb id; tables without ids are untidier, so less is claimed.
pub const TITLE_AND_YEAR: f64 = 0.99;

/// Two films have this name: it tells neither.
const AMBIGUOUS: u32 = u32::MAX;
/// No source of this import has named the film.
const UNTOUCHED: u32 = u32::MAX;

/// A film that is known.
#[derive(Debug, Clone, Copy)]
pub struct Known {
    /// Its row in the library.
    pub id: i64,
    imdb: u64,
    tmdb: u64,
    title: u64,
    /// The source of this import that named it first, and where.
    source: u32,
    row: u32,
    line: u32,
    /// The source that named it last, and where it did so first.
    last: u32,
    last_row: u32,
    last_line: u32,
    /// The film that it turned out to be.
    same_as: Option<u32>,
}

/// Films by every name that they have.
#[derive(Debug)]
pub struct Identities {
    films: Vec<Known>,
    imdb: HashMap<u64, u32>,
    tmdb: HashMap<u64, u32>,
    names: HashMap<u64, u32>,
    titles: HashMap<u64, u32>,
    /// The numbers of the sources that are folders.
    folders: Vec<i64>,
    next: i64,
}

impl Default for Identities {
    /// No film is known; rows count from 1.
    fn default() -> Self {
        Self {
            films: Vec::new(),
            imdb: HashMap::new(),
            tmdb: HashMap::new(),
            names: HashMap::new(),
            titles: HashMap::new(),
            folders: Vec::new(),
            next: 1,
        }
    }
}

impl Identities {
    /// Adds a film of the library. Films come in the order of their rows.
    pub fn add_known(&mut self, id: i64, row: &Row) {
        self.add(id, row);
    }

    /// Adds a name of a film of the library.
    pub fn add_name(&mut self, name: &str, id: i64) {
        if let Some(number) = self.number(id) {
            self.names.entry(hash(name)).or_insert(number);
        }
    }

    /// The source of this number is a folder: its files' names are its own.
    pub fn add_folder(&mut self, source_id: i64) {
        self.folders.push(source_id);
    }

    /// The place where this import named the film first; `None` where it did not.
    pub fn place(&self, id: i64) -> Option<Place> {
        let film = self.films[self.number(id)? as usize];
        (film.last != UNTOUCHED && film.same_as.is_none()).then_some(Place {
            source: film.source as usize,
            row: film.row as usize,
            line: film.line as usize,
        })
    }

    /// The film that `id` turned out to be: itself, mostly.
    pub fn now(&self, id: i64) -> i64 {
        let number = self.number(id).map(|number| self.root(number));
        number.map_or(id, |number| self.films[number as usize].id)
    }

    /// Finds or makes the film of `row`, which stands in `place` of the table or folder that is
    /// stored under the number `source_id`.
    pub fn claim(&mut self, row: &Row, place: Place, source_id: i64) -> Claim {
        let imdb = row.imdb_id.as_deref().map_or(0, imdb_number);
        let tmdb = row.tmdb_id.map_or(0, i64::cast_unsigned);
        let title = title_hash(row);
        let own = Own::of(row, source_id);
        let by_imdb = self.find(&self.imdb, imdb);
        let by_tmdb = self.find(&self.tmdb, tmdb);
        let by_name = own.as_ref().and_then(|own| {
            // `1.jpg` of one folder is not `1.jpg` of another.
            let of_another = place.row == 0
                && self.folders.iter().any(|&folder| {
                    let name = own.in_source(folder);
                    folder != source_id && self.names.contains_key(&hash(&name))
                });
            self.by_name(own, row, title, !of_another)
        });
        // An earlier import took it for this film by its title.
        let by_likeness = own
            .as_ref()
            .and_then(|own| self.find(&self.names, hash(&own.like)));
        let fits = |number: &u32| {
            let film = self.films[*number as usize];
            imdb == 0 || film.imdb == 0 || film.imdb == imdb
        };
        let mut doubt = None;
        if by_imdb.is_none() && by_tmdb.is_some_and(|number| !fits(&number)) {
            doubt = Some("its TMDB id belongs to a film with another IMDb id; the IMDb id counts");
        }
        let by_id = by_imdb.or(by_tmdb.filter(fits)).or(by_name
            .filter(fits)
            .filter(|number| self.tmdb_fits(*number, tmdb)));
        let by_title = || {
            if by_likeness.is_some() {
                return by_likeness.filter(fits);
            }
            let number = self.by_title(row, imdb, tmdb)?;
            // A table that has the film already means another one.
            (self.films[number as usize].last != place.source as u32 || row_has_no_id(row))
                .then_some(number)
        };
        let (number, how) = match by_id {
            Some(number) => (number, How::Id),
            None => match by_title() {
                Some(number) => (number, How::Title),
                None => (self.add(self.next, row), How::New),
            },
        };
        let known = self.films[number as usize];
        let how = match known.last == place.source as u32 && how != How::New {
            true => How::Twice(Place {
                source: known.last as usize,
                row: known.last_row as usize,
                line: known.last_line as usize,
            }),
            false => how,
        };
        let absorbs = match how {
            How::Twice(_) | How::New => None,
            How::Id | How::Title => [by_tmdb, by_name]
                .into_iter()
                .flatten()
                .find(|&other| self.is_same(number, other)),
        };
        let absorbs = absorbs.map(|other| self.absorb(number, other));
        let mut names = Vec::new();
        // Of a row that stands twice nothing is taken.
        if !matches!(how, How::Twice(_)) {
            self.learn(number, imdb, tmdb, title);
            self.touch(number, place);
            let by_title = how == How::Title;
            let own = own.map(|own| own.names(by_title)).unwrap_or_default();
            names = self.name(number, own);
        }
        Claim {
            film: self.films[number as usize].id,
            how,
            absorbs,
            names,
            doubt,
        }
    }

    fn add(&mut self, id: i64, row: &Row) -> u32 {
        let number = u32::try_from(self.films.len()).unwrap_or(AMBIGUOUS - 1);
        self.films.push(Known {
            id,
            imdb: 0,
            tmdb: 0,
            title: title_hash(row),
            source: 0,
            row: 0,
            line: 0,
            last: UNTOUCHED,
            last_row: 0,
            last_line: 0,
            same_as: None,
        });
        self.next = self.next.max(id + 1);
        let imdb = row.imdb_id.as_deref().map_or(0, imdb_number);
        let tmdb = row.tmdb_id.map_or(0, i64::cast_unsigned);
        self.learn(number, imdb, tmdb, title_hash(row));
        if let Some(name) = title_and_year(row) {
            match self.titles.entry(name) {
                Entry::Occupied(mut other) => _ = other.insert(AMBIGUOUS),
                Entry::Vacant(free) => _ = free.insert(number),
            }
        }
        number
    }

    /// Gives a film ids that it lacks.
    fn learn(&mut self, number: u32, imdb: u64, tmdb: u64, title: u64) {
        let film = &mut self.films[number as usize];
        if film.imdb == 0 && imdb != 0 {
            film.imdb = imdb;
            self.imdb.entry(imdb).or_insert(number);
        }
        if film.tmdb == 0 && tmdb != 0 {
            film.tmdb = tmdb;
            self.tmdb.entry(tmdb).or_insert(number);
        }
        if film.title == 0 {
            film.title = title;
        }
    }

    fn touch(&mut self, number: u32, place: Place) {
        let small = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        let film = &mut self.films[number as usize];
        if film.last == UNTOUCHED {
            film.source = small(place.source);
            film.row = small(place.row);
            film.line = small(place.line);
        }
        film.last = small(place.source);
        film.last_row = small(place.row);
        film.last_line = small(place.line);
    }

    /// Names that no film has yet.
    fn name(&mut self, number: u32, names: Vec<String>) -> Vec<String> {
        let mut new = Vec::new();
        for name in names {
            if let Entry::Vacant(free) = self.names.entry(hash(&name)) {
                free.insert(number);
                new.push(name);
            }
        }
        new
    }

    fn find(&self, names: &HashMap<u64, u32>, name: u64) -> Option<u32> {
        let number = *names.get(&name).filter(|_| name != 0)?;
        Some(self.root(number))
    }

    /// By the table's own id. In another table the same id may mean another film: titles tell.
    fn by_name(&self, own: &Own, row: &Row, title: u64, shares: bool) -> Option<u32> {
        let named = |name: &str| self.names.get(&hash(name)).map(|&number| self.root(number));
        let agrees = |number: &u32| {
            let film = self.films[*number as usize];
            row.title.is_none() || film.title == 0 || film.title == title
        };
        let shared = || named(own.shared.as_deref().filter(|_| shares)?).filter(agrees);
        named(&own.exact).or_else(shared)
    }

    fn by_title(&self, row: &Row, imdb: u64, tmdb: u64) -> Option<u32> {
        let number = *self.titles.get(&title_and_year(row)?)?;
        if number == AMBIGUOUS {
            return None;
        }
        let number = self.root(number);
        let film = self.films[number as usize];
        let apart = |one: u64, other: u64| one != 0 && other != 0 && one != other;
        (!apart(film.imdb, imdb) && !apart(film.tmdb, tmdb)).then_some(number)
    }

    fn tmdb_fits(&self, number: u32, tmdb: u64) -> bool {
        let film = self.films[number as usize];
        tmdb == 0 || film.tmdb == 0 || film.tmdb == tmdb
    }

    /// Whether two films may be one: they are two, and no id of theirs differs.
    fn is_same(&self, one: u32, other: u32) -> bool {
        let (a, b) = (self.films[one as usize], self.films[other as usize]);
        let fits = |x: u64, y: u64| x == 0 || y == 0 || x == y;
        one != other && fits(a.imdb, b.imdb) && fits(a.tmdb, b.tmdb)
    }

    fn absorb(&mut self, number: u32, other: u32) -> i64 {
        let gone = self.films[other as usize];
        self.films[other as usize].same_as = Some(number);
        self.learn(number, gone.imdb, gone.tmdb, gone.title);
        gone.id
    }

    fn root(&self, mut number: u32) -> u32 {
        while let Some(same) = self.films[number as usize].same_as {
            number = same;
        }
        number
    }

    /// Films lie in the order of their rows.
    fn number(&self, id: i64) -> Option<u32> {
        let found = self.films.binary_search_by_key(&id, |film| film.id);
        found.ok().and_then(|number| u32::try_from(number).ok())
    }
}
