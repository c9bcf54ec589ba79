//! One film as a table or a folder states it: parsed field by field, doubts noted as findings.

use serde::{Deserialize, Serialize};

mod numbers;
mod values;

use super::columns::{Columns, Role};
use super::findings::{Findings, shortened};
use crate::catalog::tables::Record;
use crate::catalog::tables::number::Doubt;
use crate::catalog::{Facts, FindingKind, Genre, Language, Split, title};
use values::{collection, guid, names, split};

pub use numbers::{Numbers, Units};
pub use values::{genres, imdb_id, is_web_address, positive, year};

/// How the rows of a table are read.
#[derive(Debug, Clone, Copy)]
pub struct Manner<'a> {
    /// Which column holds what.
    pub columns: &'a Columns,
    /// Whose ids the table's own ids are.
    pub ids: &'a str,
    /// How its numbers are written.
    pub numbers: &'a Numbers,
    /// Whether the row goes on with the film of the one before, and need not name it.
    pub goes_on: bool,
}

/// A film on its way into the library; as JSON, what the library remembers of its row.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Row {
    /// IMDb id, `tt` and at least seven digits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub imdb_id: Option<String>,
    /// TMDB id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tmdb_id: Option<i64>,
    /// The table's own id, behind whose ids these are: `id:7`, `movielens:1`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub own_id: Option<String>,
    /// Title, if any was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Year of release.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub year: Option<i32>,
    /// The language that it was made in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// The series that it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub collection: Option<String>,
    /// In order of importance.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub genres: Vec<Genre>,
    /// What the table says about the poster's file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// The part of the split that the table puts it in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub split: Option<Split>,
    /// Money, dates, ratings.
    #[serde(flatten)]
    pub facts: Facts,
}

impl Row {
    /// Reads a sound record; `findings` gets what was left out. `None`: the row names no film, which
    /// is a finding too.
    pub fn parse(record: &Record<'_>, manner: Manner<'_>, findings: &mut Findings) -> Option<Self> {
        let Manner {
            columns,
            ids,
            numbers,
            goes_on,
        } = manner;
        let value = |role| columns.value(role, &record.fields);
        let mut doubtful: Vec<(Doubt, &str, &str, &str)> = Vec::new();
        macro_rules! read {
            ($role:expr, $parse:expr, $what:literal, $example:literal) => {
                read!(
                    $role,
                    |text| $parse(text).ok_or(Doubt::Nonsense),
                    $what,
                    $example,
                    ""
                )
            };
            ($role:expr, $parse:expr, $what:literal, $example:literal, $range:expr) => {{
                let text = value($role);
                match text.map($parse) {
                    Some(Ok(read)) => Some(read),
                    Some(Err(Doubt::Nonsense)) => {
                        let what = concat!($what, " (such as ", $example, ")");
                        doubtful.push((Doubt::Nonsense, what, "", text.unwrap_or_default()));
                        None
                    }
                    Some(Err(doubt)) => {
                        doubtful.push((doubt, $what, $range, text.unwrap_or_default()));
                        None
                    }
                    None => None,
                }
            }};
        }
        let mut imdb_id = read!(Role::ImdbId, imdb_id, "IMDb id", "tt0111161");
        let mut tmdb_id = read!(Role::TmdbId, positive, "TMDB id", "278");
        let (of_imdb, of_tmdb) = value(Role::Guid).map_or((None, None), guid);
        (imdb_id, tmdb_id) = (imdb_id.or(of_imdb), tmdb_id.or(of_tmdb));
        let own_id = value(Role::Id).map(|id| id.rsplit_once("/entity/").map_or(id, |(_, id)| id));
        if imdb_id.is_none() {
            // `tt0111161` or `/title/tt0111161/` in a column that is just called `id`.
            let of_imdb = |id: &&str| id.starts_with("tt") || id.contains("/title/tt");
            imdb_id = own_id.filter(of_imdb).and_then(values::imdb_id);
        }
        let years = numbers.years();
        let in_year = |text: &str| numbers.year(text);
        let mut year = read!(Role::Year, in_year, "year", "1994", &years);
        let dated = year.is_none() && value(Role::Year).is_none();
        if dated {
            year = read!(Role::Date, in_year, "year", "1994", &years);
        }
        let day = |text: &str| match (numbers.day(text), dated) {
            // Of a date that names no year, that was said.
            (Err(Doubt::Nonsense | Doubt::Outside), true) => Ok(None),
            (read, _) => read,
        };
        let release_date = read!(Role::Date, day, "release date", "1994-09-23", &years).flatten();
        // Where Wikidata knows no name, it gives the id once more.
        let mut title = value(Role::Title).filter(|title| own_id != Some(title));
        if let (None, None, None, Some(text)) = (
            columns.column(Role::Year),
            columns.column(Role::Date),
            year,
            title,
        ) {
            let (rest, behind) = title::with_year(text);
            (title, year) = (Some(rest), behind);
        } else if let Some((rest, behind @ Some(_))) = title.map(title::with_year)
            && behind == year
        {
            // Said once more.
            title = Some(rest);
        }
        let (collection, collection_id) = value(Role::Collection).map_or((None, None), collection);
        let file = value(Role::File);
        let address = value(Role::Address).or(file.filter(|file| is_web_address(file)));
        macro_rules! money {
            ($role:expr) => {{
                let money = |text: &str| numbers.money(text, columns.column($role));
                read!($role, money, "amount", "$25M", "0 and more").flatten()
            }};
        }
        let column = |role| columns.column(role);
        let runtime = |text: &str| numbers.runtime(text, column(Role::Runtime));
        let rating = |text: &str| numbers.rating(text, column(Role::Rating));
        let metascore = |text: &str| numbers.measure(text, column(Role::Metascore), 100.0);
        let screens = |text: &str| numbers.count(text, column(Role::Screens));
        let runs_to = format!("0 to {}", numbers.rating_of);
        let facts = Facts {
            release_date,
            runtime: read!(
                Role::Runtime,
                runtime,
                "runtime in minutes",
                "142",
                "1 to 1440"
            )
            .flatten(),
            certificate: value(Role::Certificate).map(str::to_owned),
            rating: read!(Role::Rating, rating, "rating", "7.9", &runs_to),
            metascore: read!(Role::Metascore, metascore, "metascore", "80", "0 to 100"),
            budget: money!(Role::Budget),
            revenue: money!(Role::Revenue),
            gross_us: money!(Role::GrossUs),
            gross_world: money!(Role::GrossWorld),
            opening_us: money!(Role::OpeningUs),
            screens: read!(
                Role::Screens,
                screens,
                "number of cinemas",
                "2500",
                "0 and more"
            )
            .flatten(),
            companies: value(Role::Companies).map(names).unwrap_or_default(),
            collection_id,
            poster_address: address.map(str::to_owned),
        };
        let row = Self {
            imdb_id: imdb_id.clone(),
            tmdb_id,
            // Without an id, the poster's file is what names the film.
            own_id: own_id.map(|id| format!("{ids}:{id}")).or_else(|| {
                let named = imdb_id.is_some() || tmdb_id.is_some();
                let file = file.filter(|file| !named && !is_web_address(file))?;
                Some(format!("file:{file}"))
            }),
            title: title.map(title::in_order),
            year,
            language: read!(Role::Language, Language::parse, "language", "en"),
            collection,
            genres: match value(Role::Genres).map(genres) {
                Some(genres) if !genres.is_empty() => genres,
                _ => flagged(columns, record),
            },
            file: file.or(address).map(str::to_owned),
            split: read!(Role::Split, split, "part of a split", "train"),
            facts,
        };
        let name = row.best_name().or_else(|| goes_on.then(String::new));
        let Some(name) = name else {
            findings.note(FindingKind::MissingId, || {
                (
                    "a row that names no film".to_owned(),
                    "the row has neither an id nor a title nor a poster file; give it one"
                        .to_owned(),
                )
            });
            return None;
        };
        for (doubt, what, range, text) in doubtful {
            findings.note(FindingKind::InvalidValue, || {
                (
                    name.clone(),
                    doubt_in_words(doubt, what, range, &shortened(text)),
                )
            });
        }
        Some(row)
    }

    /// Whether `next`, the row behind this one, tells more of the same film.
    pub fn goes_on_in(&self, next: &Self) -> bool {
        match &next.own_id {
            Some(id) => self.own_id.as_ref() == Some(id),
            None => next.title.is_none(),
        }
    }

    /// Takes from a row of the same film what is not known yet, and its genres behind the own ones.
    pub fn go_on(&mut self, next: Self) {
        self.imdb_id = self.imdb_id.take().or(next.imdb_id);
        self.tmdb_id = self.tmdb_id.or(next.tmdb_id);
        self.title = self.title.take().or(next.title);
        self.year = self.year.or(next.year);
        self.language = self.language.take().or(next.language);
        for genre in next.genres {
            if !self.genres.contains(&genre) {
                self.genres.push(genre);
            }
        }
        self.facts.complete(next.facts);
    }

    /// What names the film best: see [`Film::key`](crate::catalog::Film::key).
    pub fn best_name(&self) -> Option<String> {
        let file = || self.file.clone().filter(|file| !is_web_address(file));
        self.imdb_id
            .clone()
            .or_else(|| self.tmdb_id.map(|id| format!("tmdb:{id}")))
            .or_else(|| {
                let id = self.own_id.as_ref()?;
                Some(id.strip_prefix("file:").unwrap_or(id).to_owned())
            })
            .or_else(file)
            .or_else(|| {
                let title = self.title.as_deref()?;
                let year = self.year.map(|year| format!(" ({year})"));
                Some(format!("title:{title}{}", year.unwrap_or_default()))
            })
    }

    /// The table's own id without whose ids these are.
    pub fn bare_id(&self) -> Option<&str> {
        self.own_id.as_deref()?.split_once(':').map(|(_, id)| id)
    }
}

fn doubt_in_words(doubt: Doubt, what: &str, range: &str, text: &str) -> String {
    match doubt {
        Doubt::Nonsense => format!("'{text}' is no {what}; left out"),
        Doubt::Outside => format!("'{text}' as {what} is not within {range}; left out"),
        Doubt::Either(small, large) if large > small => format!(
            "'{text}' as {what} is {small} or {large}, and no other value of its column tells which; \
             left out"
        ),
        Doubt::Either(..) => format!(
            "'{text}' as {what}: its first number may be the day or the month, and no other date of \
             the column tells which; only the year was read"
        ),
    }
}

/// The genres whose columns say 1.
fn flagged(columns: &Columns, record: &Record<'_>) -> Vec<Genre> {
    let is_set = |column: usize| {
        let value = record.fields.get(column);
        value.is_some_and(|value| matches!(value.as_ref(), "1" | "1.0"))
    };
    let flags = columns.flags.iter();
    flags
        .filter(|(column, _)| is_set(*column))
        .map(|(_, genre)| genre.clone())
        .collect()
}
