//! Films of which several tables spoke: weighed anew, and what the tables differ about is told.

use std::collections::BTreeSet;
use std::path::Path;

use rusqlite::Connection;

use super::findings::Findings;
use super::row::Row;
use crate::catalog::records::{said, same_genres, weigh};
use crate::catalog::{Finding, FindingKind, Genre};

/// Weighs these films; conflicts go to `findings`.
///
/// # Errors
/// What SQLite says.
pub fn weigh_all(
    database: &Connection,
    films: &BTreeSet<i64>,
    findings: &mut Findings,
) -> rusqlite::Result<()> {
    for &film in films {
        let said = said(database, film)?;
        weigh(database, film, &said)?;
        if said.len() > 1 {
            tell(&said, findings);
        }
    }
    Ok(())
}

fn tell(said: &[(String, Row)], findings: &mut Findings) {
    let years: Vec<(&str, i32)> = said
        .iter()
        .filter_map(|(path, row)| Some((path.as_str(), row.year?)))
        .collect();
    let differ = years.iter().any(|(_, year)| *year != years[0].1);
    let subject = || {
        said.iter()
            .find_map(|(_, row)| row.best_name())
            .unwrap_or_default()
    };
    let push = |findings: &mut Findings, kind, path: &str, detail| {
        findings.push(Finding {
            kind,
            subject: subject(),
            place: name(path),
            detail,
        });
    };
    if differ {
        let words = years
            .iter()
            .map(|(path, year)| format!("{}: {year}", name(path)));
        let detail = words.collect::<Vec<_>>().join("; ") + "; the first counts";
        push(findings, FindingKind::ConflictingYears, years[0].0, detail);
    }
    let genres: Vec<(&str, &[Genre])> = said
        .iter()
        .filter(|(_, row)| !row.genres.is_empty())
        .map(|(path, row)| (path.as_str(), row.genres.as_slice()))
        .collect();
    if genres
        .iter()
        .any(|(_, list)| !same_genres(list, genres[0].1))
    {
        let words = genres.iter().map(|(path, list)| {
            let names: Vec<&str> = list.iter().map(Genre::name).collect();
            format!("{}: {}", name(path), names.join(", "))
        });
        let detail = words.collect::<Vec<_>>().join("; ") + "; the first count";
        push(
            findings,
            FindingKind::ConflictingGenres,
            genres[0].0,
            detail,
        );
    }
}

fn name(path: &str) -> String {
    let name = Path::new(path).file_name();
    name.map_or_else(
        || path.to_owned(),
        |name| name.to_string_lossy().into_owned(),
    )
}
