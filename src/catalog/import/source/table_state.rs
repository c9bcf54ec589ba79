//! A table's records as rows, and what they say of the table as a whole.
//!
//! In: one record after the other. Out: a row, or the finding why it went; at the end, findings
//! about the table: its encoding, genres that nobody knows.

use std::collections::{BTreeMap, HashSet};

use super::origin::Source;
use crate::catalog::import::columns::{Columns, Role};
use crate::catalog::import::findings::{Findings, shortened};
use crate::catalog::import::kinds::{Judged, Layout};
use crate::catalog::import::row::Row;
use crate::catalog::tables::Record;
use crate::catalog::{Finding, FindingKind, Genre};

/// What is found out about a table as a whole, row by row.
#[derive(Debug, Default)]
pub struct TableState {
    /// The first row that is no UTF-8, its line, and what it was read as.
    other_encoding: Option<(usize, usize, &'static str)>,
    unknown_genres: BTreeMap<Genre, usize>,
    /// Posters' addresses of rows without an IMDb id.
    addresses: HashSet<String>,
}

impl TableState {
    /// Whether the poster's address is the row's own, as far as can be told: where a script joined
    /// tables by IMDb id, rows without one got each other's posters.
    pub fn own_address(&mut self, columns: &Columns, row: &Row) -> bool {
        match (
            columns.column(Role::ImdbId),
            &row.imdb_id,
            &row.facts.poster_address,
        ) {
            (Some(_), None, Some(address)) => self.addresses.insert(address.clone()),
            _ => true,
        }
    }

    /// Remembers the first record that is no UTF-8.
    pub fn note_encoding(&mut self, record: &Record<'_>) {
        let found = record.encoding.map(|name| (record.row, record.line, name));
        self.other_encoding = self.other_encoding.or(found);
    }

    /// What there is to say once all rows are read.
    pub fn tell(self, columns: &Columns, source: &mut Source, table: &str) {
        if let Some((row, line, name)) = self.other_encoding {
            source.findings.stand(row, line);
            source.findings.note(FindingKind::NotUtf8, || {
                let name = match name {
                    "windows-1252" => "Latin-1 (windows-1252)",
                    other => other,
                };
                let detail = format!(
                    "the text is not UTF-8 from here on and was read as {name}; save the table as \
                     UTF-8 if letters look wrong"
                );
                (table.to_owned(), detail)
            });
        }
        for (genre, count) in self.unknown_genres {
            source.findings.push(Finding {
                kind: FindingKind::UnknownGenre,
                subject: genre.name().to_owned(),
                place: table.to_owned(),
                detail: format!("TMDB and IMDb know no such genre; kept ({count} films)"),
            });
        }
        debug_assert!(columns.names_films(), "a layout names films");
    }
}

/// Reads one record; `None`: the row went, and why is noted.
pub fn read_row(
    record: &Record<'_>,
    layout: &Layout,
    source: &mut Source,
    state: &mut TableState,
) -> Option<Row> {
    let Layout { kind, columns, .. } = layout;
    let subject = || shortened(record.fields.first().map_or("", |field| field));
    let fields: Vec<&str> = record.fields.iter().map(AsRef::as_ref).collect();
    let judged = match (kind.judge)(columns, &fields) {
        Judged::Film if columns.value(Role::Type, &fields).is_some_and(is_no_film) => {
            Judged::NoFilm
        }
        judged => judged,
    };
    match judged {
        Judged::Shifted(reason) => {
            source.remove(FindingKind::ShiftedRow, || {
                let detail = format!("{reason}: the row is the rest of one that broke; join them");
                (subject(), detail)
            });
            return None;
        }
        Judged::NoFilm => {
            let detail = "only films are read from this table: no episodes, series and games";
            source.remove(FindingKind::NotAFilm, || (subject(), detail.to_owned()));
            return None;
        }
        Judged::Film => {}
    }
    if let Some(problem) = &record.problem {
        source.remove(FindingKind::MalformedRow, || (subject(), problem.clone()));
        return None;
    }
    if let Some(found) = record.short
        && !layout.manner(&fields).goes_on
        && let Some(misfit) = layout
            .misfit(&fields)
            .or_else(|| names_none(record, layout))
    {
        source.remove(FindingKind::MalformedRow, || {
            let detail = format!(
                "{found} fields where the header has {}, and {misfit}: the row broke in two, or \
                 fields within it are missing",
                record.fields.len()
            );
            (subject(), detail)
        });
        return None;
    }
    let Some(row) = Row::parse(record, layout.manner(&fields), &mut source.findings) else {
        *source.removed.entry(FindingKind::MissingId).or_default() += 1;
        return None;
    };
    for genre in row.genres.iter().filter(|genre| !genre.is_known()) {
        *state.unknown_genres.entry(genre.clone()).or_default() += 1;
    }
    Some(row)
}

/// What speaks against a row that ends before it named a film.
fn names_none(record: &Record<'_>, layout: &Layout) -> Option<String> {
    let fields: Vec<&str> = record.fields.iter().map(AsRef::as_ref).collect();
    let row = Row::parse(record, layout.manner(&fields), &mut Findings::default());
    row.is_none()
        .then(|| "none of them names a film".to_owned())
}

/// `tvSeries`, `TV Episode`, `Video Game`: whether a title of this kind surely is no film.
fn is_no_film(kind: &str) -> bool {
    let letters = kind.chars().filter(|letter| letter.is_alphabetic());
    let kind = letters.collect::<String>().to_lowercase();
    let within = ["series", "episode", "season", "game", "podcast"];
    let whole = [
        "show",
        "tvshow",
        "tv",
        "musicvideo",
        "person",
        "artist",
        "album",
        "track",
        "book",
    ];
    within.iter().any(|word| kind.contains(word)) || whole.contains(&kind.as_str())
}
