//! All that a library knows of one film: each field with the source that says it, the poster's file,
//! the findings.
//!
//! In: a film. Out: [`Details`], for the window's pane beside the grid.

use std::path::{Path, PathBuf};

use rusqlite::OptionalExtension;

use super::edit::labels_by_hand;
use super::import::row::Row;
use super::store::real_path;
use super::tables::amount::Amount;
use super::{Error, FilmId, Finding, FindingKind, Genre, Language, Library};
use crate::wording::thousands;

/// The word for a person as a source.
pub const BY_HAND: &str = "by hand";

/// What is known of a film beside what a [`Film`](super::Film) holds.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Details {
    /// What the sources say, a field each, in the order in which people read them.
    pub fields: Vec<Field>,
    /// The labels that a person gave.
    pub by_hand: Option<Vec<Genre>>,
    /// When the film came in, in seconds since 1970; `None`: an older Onesheet brought it in.
    pub added: Option<i64>,
    /// Its poster's file, be it sound or not.
    pub file: Option<PosterFile>,
    /// What was found about its rows and its poster.
    pub findings: Vec<Finding>,
}

/// One field of a film.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// `Release date`.
    pub name: &'static str,
    /// What counts.
    pub value: String,
    /// Who says so: `films.csv, row 12`.
    pub source: String,
    /// What other sources say instead, with their names.
    pub others: Vec<(String, String)>,
}

/// The file of a poster.
#[derive(Debug, Clone, PartialEq)]
pub struct PosterFile {
    /// Where it lies.
    pub path: PathBuf,
    /// Bytes.
    pub bytes: u64,
    /// Width and height in pixels, where it could be decoded.
    pub pixels: Option<[u32; 2]>,
    /// Why it does not serve, and what to do.
    pub fault: Option<(FindingKind, String)>,
    /// Why it is set aside: a [`FindingKind::name`] or `by_hand`, and words.
    pub set_aside: Option<(String, String)>,
    /// What was mended while it was read.
    pub notes: Vec<FindingKind>,
}

/// A film as one source states it.
struct Stated {
    source: String,
    row: Row,
}

impl Library {
    /// All that is known of a film; `None`: there is no such film.
    ///
    /// # Errors
    /// [`Error`] where the database cannot be read.
    pub fn details(&self, film: FilmId) -> Result<Option<Details>, Error> {
        self.read_details(film).map_err(|error| self.failed(error))
    }

    fn read_details(&self, film: FilmId) -> rusqlite::Result<Option<Details>> {
        let known: Option<(String, Option<i64>)> = self
            .database
            .prepare_cached("SELECT key, added FROM films WHERE id = ?1")?
            .query_row([film.0], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let Some((key, added)) = known else {
            return Ok(None);
        };
        let stated = self.stated(film)?;
        let by_hand = labels_by_hand(&self.database, film)?;
        let (file, stored) = self.poster_file(film)?.unzip();
        let findings = self.findings_of(&key, &stated, stored.as_deref())?;
        Ok(Some(Details {
            fields: fields(&stated, by_hand.as_deref()),
            by_hand,
            added,
            file,
            findings,
        }))
    }

    /// What the sources say, those that count first in front.
    fn stated(&self, film: FilmId) -> rusqlite::Result<Vec<Stated>> {
        self.database
            .prepare_cached(
                "SELECT path, row, fields FROM records JOIN sources ON sources.id = source_id
                 WHERE film_id = ?1 ORDER BY rank",
            )?
            .query_map([film.0], |row| {
                let path = row.get_ref(0)?.as_str()?;
                let name = Path::new(path).file_name();
                let name = name.map_or(path.into(), |name| name.to_string_lossy());
                let source = match row.get::<_, i64>(1)? {
                    0 => name.into_owned(),
                    number => format!("{name}, row {number}"),
                };
                let fields = row.get_ref(2)?.as_str()?;
                let row = serde_json::from_str(fields).unwrap_or_default();
                Ok(Stated { source, row })
            })?
            .collect()
    }

    /// The poster's file, and where an import found it, as stored.
    fn poster_file(&self, film: FilmId) -> rusqlite::Result<Option<(PosterFile, String)>> {
        self.database
            .prepare_cached(
                "SELECT path, size, width, height, fault, fault_detail, notes, aside, aside_detail,
                        source
                 FROM films JOIN posters ON posters.id = poster_id WHERE films.id = ?1",
            )?
            .query_row([film.0], |row| {
                let pixels: (Option<u32>, Option<u32>) = (row.get(2)?, row.get(3)?);
                let fault: Option<String> = row.get(4)?;
                let aside: Option<String> = row.get(7)?;
                let words = |column: usize| -> rusqlite::Result<String> {
                    Ok(row.get::<_, Option<String>>(column)?.unwrap_or_default())
                };
                let file = PosterFile {
                    path: real_path(&self.root, row.get_ref(0)?.as_str()?),
                    bytes: row.get::<_, i64>(1)?.unsigned_abs(),
                    pixels: pixels
                        .0
                        .zip(pixels.1)
                        .map(|(width, height)| [width, height]),
                    fault: match fault.and_then(|name| name.parse().ok()) {
                        Some(kind) => Some((kind, words(5)?)),
                        None => None,
                    },
                    set_aside: match aside {
                        Some(reason) => Some((reason, words(8)?)),
                        None => None,
                    },
                    notes: row
                        .get_ref(6)?
                        .as_str()?
                        .split(',')
                        .filter_map(|name| name.parse().ok())
                        .collect(),
                };
                Ok((file, row.get(9)?))
            })
            .optional()
    }

    /// Findings whose subject is a name of the film or its poster's file.
    fn findings_of(
        &self,
        key: &str,
        stated: &[Stated],
        poster: Option<&str>,
    ) -> rusqlite::Result<Vec<Finding>> {
        let mut names: Vec<String> = vec![key.to_owned()];
        names.extend(stated.iter().flat_map(|stated| {
            let row = &stated.row;
            row.best_name().into_iter().chain(row.file.clone())
        }));
        let is_meant = |subject: &str| {
            let of_poster = |path: &str| {
                path.strip_suffix(subject)
                    .is_some_and(|before| before.is_empty() || before.ends_with(['/', '\\']))
            };
            names.iter().any(|name| name == subject) || poster.is_some_and(of_poster)
        };
        let mut select = self
            .database
            .prepare_cached("SELECT kind, subject, place, detail FROM findings ORDER BY id")?;
        let mut rows = select.query([])?;
        let mut findings = Vec::new();
        while let Some(row) = rows.next()? {
            let subject = row.get_ref(1)?.as_str()?;
            if is_meant(subject)
                && let Ok(kind) = row.get_ref(0)?.as_str()?.parse()
            {
                findings.push(Finding {
                    kind,
                    subject: subject.to_owned(),
                    place: row.get(2)?,
                    detail: row.get(3)?,
                });
            }
        }
        Ok(findings)
    }
}

/// Names of genres: `Drama, Action`.
pub fn listed(genres: &[Genre]) -> String {
    let names: Vec<&str> = genres.iter().map(Genre::name).collect();
    names.join(", ")
}

fn fields(stated: &[Stated], by_hand: Option<&[Genre]>) -> Vec<Field> {
    type Read = fn(&Row) -> Option<String>;
    let read: [(&'static str, Read); 22] = [
        ("Title", |row| row.title.clone()),
        ("Year", |row| Some(row.year?.to_string())),
        ("Labels", |row| {
            (!row.genres.is_empty()).then(|| listed(&row.genres))
        }),
        ("IMDb id", |row| row.imdb_id.clone()),
        ("TMDB id", |row| Some(row.tmdb_id?.to_string())),
        ("Table's id", |row| {
            let id = row.own_id.as_deref().filter(|id| !id.starts_with("file:"));
            id.and_then(|_| row.bare_id()).map(str::to_owned)
        }),
        ("Language", |row| {
            row.language.as_ref().map(Language::to_string)
        }),
        ("Collection", |row| row.collection.clone()),
        ("Release date", |row| row.facts.release_date.clone()),
        ("Runtime", |row| Some(format!("{} min", row.facts.runtime?))),
        ("Certificate", |row| row.facts.certificate.clone()),
        ("Rating", |row| Some(row.facts.rating?.to_string())),
        ("Metascore", |row| Some(row.facts.metascore?.to_string())),
        ("Budget", |row| money(row.facts.budget.as_ref())),
        ("Revenue", |row| money(row.facts.revenue.as_ref())),
        ("Gross, USA", |row| money(row.facts.gross_us.as_ref())),
        ("Gross, world", |row| money(row.facts.gross_world.as_ref())),
        ("First weekend", |row| money(row.facts.opening_us.as_ref())),
        ("Cinemas", |row| {
            Some(thousands(u64::from(row.facts.screens?)))
        }),
        ("Companies", |row| {
            let names = &row.facts.companies;
            (!names.is_empty()).then(|| names.join(", "))
        }),
        ("Poster's file", |row| row.file.clone()),
        ("Split", |row| {
            row.split.map(|split| split.name().to_owned())
        }),
    ];
    let mut fields = Vec::new();
    for (name, read) in read {
        let mut said: Vec<(String, String)> = stated
            .iter()
            .filter_map(|stated| Some((read(&stated.row)?, stated.source.clone())))
            .collect();
        if let (Some(labels), "Labels") = (by_hand, name) {
            let words = match labels {
                [] => "none".to_owned(),
                labels => listed(labels),
            };
            said.insert(0, (words, BY_HAND.to_owned()));
        }
        let mut said = said.into_iter();
        if let Some((value, source)) = said.next() {
            let others = said.filter(|(other, _)| *other != value).collect();
            fields.push(Field {
                name,
                value,
                source,
                others,
            });
        }
    }
    fields
}

/// `USD 25,000,000`; a bare number where no table names the currency.
fn money(amount: Option<&Amount>) -> Option<String> {
    let amount = amount?;
    let number = thousands(amount.value.unsigned_abs());
    let sign = if amount.value < 0 { "-" } else { "" };
    Some(match &amount.currency {
        Some(currency) => format!("{currency} {sign}{number}"),
        None => format!("{sign}{number}"),
    })
}
