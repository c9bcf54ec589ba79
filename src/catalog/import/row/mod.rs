//! One film as a table or a folder states it: parsed field by field, doubts noted as findings.

use serde::{Deserialize, Serialize};

mod values;

use super::columns::{Columns, Role};
use super::findings::{Findings, shortened};
use crate::catalog::tables::amount::Amount;
use crate::catalog::tables::{Record, date};
use crate::catalog::{Facts, FindingKind, Genre, Language, Split, title};
use values::{collection, names, runtime, split};

pub use values::{genres, imdb_id, is_web_address, positive, year};

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
    /// Reads a sound record; `findings` gets what was left out. `ids` says whose ids the table's
    /// own ids are. `None`: the row names no film, which is a finding too.
    pub fn parse(
        record: &Record<'_>,
        columns: &Columns,
        ids: &str,
        findings: &mut Findings,
    ) -> Option<Self> {
        let value = |role| columns.value(role, &record.fields);
        let mut doubtful: Vec<(&str, &str, &str)> = Vec::new();
        macro_rules! read {
            ($role:expr, $parse:expr, $what:literal, $example:literal) => {{
                let text = value($role);
                let parsed = text.and_then($parse);
                if let (None, Some(text)) = (&parsed, text) {
                    doubtful.push(($what, $example, text));
                }
                parsed
            }};
        }
        let mut imdb_id = read!(Role::ImdbId, imdb_id, "IMDb id", "tt0111161");
        let tmdb_id = read!(Role::TmdbId, positive, "TMDB id", "278");
        let own_id = value(Role::Id);
        if imdb_id.is_none() {
            // `tt0111161` or `/title/tt0111161/` in a column that is just called `id`.
            let of_imdb = |id: &&str| id.starts_with("tt") || id.contains("/title/tt");
            imdb_id = own_id.filter(of_imdb).and_then(values::imdb_id);
        }
        let mut year = read!(Role::Year, year, "year", "1994");
        let date = value(Role::Date);
        if year.is_none() && value(Role::Year).is_none() {
            year = read!(Role::Date, values::year, "year", "1994");
        }
        let mut title = value(Role::Title);
        if let (None, None, None, Some(text)) = (
            columns.column(Role::Year),
            columns.column(Role::Date),
            year,
            title,
        ) {
            let (rest, behind) = title::with_year(text);
            (title, year) = (Some(rest), behind);
        }
        let (collection, collection_id) = value(Role::Collection).map_or((None, None), collection);
        let file = value(Role::File);
        let address = value(Role::Address).or(file.filter(|file| is_web_address(file)));
        let money = |text: &str| Amount::parse(text).filter(|amount| amount.value >= 0);
        let earned = |amount: Option<Amount>| amount.filter(|amount| amount.value > 0);
        let number = |text: &str| {
            text.replace(',', "")
                .parse()
                .ok()
                .filter(|number: &f64| number.is_finite())
        };
        let facts = Facts {
            release_date: date.and_then(date::iso),
            runtime: read!(Role::Runtime, runtime, "runtime in minutes", "142")
                .filter(|&minutes| minutes > 0),
            certificate: value(Role::Certificate).map(str::to_owned),
            rating: read!(Role::Rating, number, "rating", "7.9"),
            metascore: read!(Role::Metascore, number, "metascore", "80"),
            budget: earned(read!(Role::Budget, money, "amount", "$25M")),
            revenue: earned(read!(Role::Revenue, money, "amount", "$25M")),
            gross_us: earned(read!(Role::GrossUs, money, "amount", "$25M")),
            gross_world: earned(read!(Role::GrossWorld, money, "amount", "$25M")),
            opening_us: earned(read!(Role::OpeningUs, money, "amount", "$25M")),
            screens: read!(Role::Screens, number, "number of cinemas", "2500")
                .filter(|count| (1.0..1e7).contains(count))
                .map(|count| count as u32),
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
        let Some(name) = row.best_name() else {
            findings.note(FindingKind::MissingId, || {
                (
                    "a row that names no film".to_owned(),
                    "the row has neither an id nor a title nor a poster file; give it one"
                        .to_owned(),
                )
            });
            return None;
        };
        for (what, example, text) in doubtful {
            findings.note(FindingKind::InvalidValue, || {
                let text = shortened(text);
                let detail = format!("'{text}' is no {what} (such as {example}); left out");
                (name.clone(), detail)
            });
        }
        Some(row)
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
