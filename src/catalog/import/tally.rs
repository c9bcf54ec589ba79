//! The report of an import: which films are left after each step, and every finding in words.
//!
//! In: what the rows of the import came to, and what the database holds of their films. Out: counts;
//! findings about posters go to the source whose row named the film.

use std::collections::{BTreeMap, HashSet};
use std::path::Path;

use rusqlite::Connection;

use super::Rows;
use crate::catalog::store::{self, read_split, split_genres};
use crate::catalog::{
    Division, Finding, FindingKind, FunnelStep, Genre, ImportReport, Rule, SourceReport, Split,
    SplitCounts,
};

/// A film as the report needs it.
struct FilmState {
    id: i64,
    /// In order of importance.
    genres: Vec<Genre>,
    split: Option<Split>,
    poster: Option<PosterState>,
    /// Why its poster is set aside.
    aside: Option<String>,
}

/// A film's poster as the report needs it.
struct PosterState {
    id: i64,
    /// As stored.
    source: String,
    /// Why it does not serve.
    fault: Option<(FindingKind, String)>,
    /// What was mended.
    notes: Vec<FindingKind>,
}

/// Where a film ends, in the order of the funnel's steps; `None` is the end of all steps.
type Leaves = Option<(Step, String)>;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Step {
    Identified,
    Unique,
    WithPoster,
    Readable,
    Shaped,
    OwnPoster,
    Labelled,
    Selected,
}

impl Step {
    const ALL: [Self; 8] = [
        Self::Identified,
        Self::Unique,
        Self::WithPoster,
        Self::Readable,
        Self::Shaped,
        Self::OwnPoster,
        Self::Labelled,
        Self::Selected,
    ];

    fn name(self, rule: Rule) -> &'static str {
        match self {
            Self::Identified => "with an id",
            Self::Unique => "each film once",
            Self::WithPoster => "with a poster file",
            Self::Readable => "poster can be read",
            Self::Shaped => "shaped like a poster",
            Self::OwnPoster => "poster is the film's own",
            Self::Labelled => "with a genre",
            Self::Selected if rule == Rule::Any => "a genre is selected",
            Self::Selected => "first genre is selected",
        }
    }
}

/// Counts the films of an import, and tells of their posters.
///
/// # Errors
/// What SQLite says.
pub fn tally(
    database: &Connection,
    (root, folder): (&Path, Option<&Path>),
    division: &Division,
    rows: &mut Rows,
) -> rusqlite::Result<ImportReport> {
    let whole = rows.sources.is_empty();
    let mut films = 0;
    let mut removed: BTreeMap<Step, BTreeMap<String, usize>> = BTreeMap::new();
    let mut splits = SplitCounts::default();
    let mut told = HashSet::new();
    for source in &rows.sources {
        let merged = (source.merged > 0).then_some((Step::Unique, "merged", source.merged));
        let gone = source.removed.iter().map(|(kind, count)| {
            let step = match kind {
                FindingKind::DuplicateId | FindingKind::SharedAddress => Step::Unique,
                _ => Step::Identified,
            };
            (step, kind.name(), *count)
        });
        for (step, reason, count) in gone.chain(merged) {
            *removed
                .entry(step)
                .or_default()
                .entry(reason.to_owned())
                .or_default() += count;
        }
    }
    let missing: HashSet<i64> = rows.missing.iter().copied().collect();
    each_film(database, |film| {
        let place = rows.identities.place(film.id);
        if place.is_none() && !whole {
            return;
        }
        films += 1;
        if let Some((step, reason)) = leaves(&film, missing.contains(&film.id), division.rule) {
            *removed.entry(step).or_default().entry(reason).or_default() += 1;
        } else if let Some(split) = film.split {
            splits.add(split);
        }
        if let (Some(poster), Some(place)) = (film.poster, place)
            && let Some(source) = rows.sources.get_mut(place.source)
            && told.insert(poster.id)
        {
            let subject = shown_path(root, folder, &poster.source);
            let place = source.findings.place(place.row, place.line);
            for finding in poster_findings(&poster, &subject, &place) {
                source.findings.push(finding);
            }
        }
    })?;
    let (start, total) = match &rows.sources[..] {
        [] => ("films in the library", films),
        [source] if source.kind == "folder" => ("images in the folder", source.total),
        [source] => ("rows in the table", source.total),
        all => (
            "rows in the tables",
            all.iter().map(|source| source.total).sum(),
        ),
    };
    let funnel = funnel(start, division.rule, total, removed);
    let kept = |step: Step| {
        funnel
            .get(step as usize + 1)
            .map_or(0, |step: &FunnelStep| step.kept)
    };
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for (kind, count) in rows
        .sources
        .iter()
        .flat_map(|source| &source.findings.counts)
    {
        *counts.entry(kind.name().to_owned()).or_default() += count;
    }
    let sources = rows.sources.iter().map(|source| SourceReport {
        path: source.path.to_string_lossy().into_owned(),
        kind: source.kind.to_owned(),
        rows: source.total,
    });
    Ok(ImportReport {
        films: kept(Step::Unique),
        posters: kept(Step::OwnPoster),
        labelled: kept(Step::Labelled),
        in_six_genres: kept(Step::Selected),
        splits,
        findings: counts,
        sources: sources.collect(),
        funnel,
    })
}

/// Hands out every film, in the order in which they came in.
fn each_film(database: &Connection, mut visit: impl FnMut(FilmState)) -> rusqlite::Result<()> {
    let mut select = database.prepare(
        "SELECT films.id, genres, split, posters.id, source, fault, fault_detail, notes, aside
         FROM films LEFT JOIN posters ON posters.id = poster_id ORDER BY films.id",
    )?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        let poster = match row.get::<_, Option<i64>>(3)? {
            None => None,
            Some(id) => Some(PosterState {
                id,
                source: row.get(4)?,
                fault: row.get::<_, Option<String>>(5)?.map(|name| {
                    let detail: Option<String> = row.get(6).unwrap_or_default();
                    let kind = name.parse().unwrap_or(FindingKind::Undecodable);
                    (kind, detail.unwrap_or_default())
                }),
                notes: row
                    .get_ref(7)?
                    .as_str()?
                    .split(',')
                    .filter_map(|name| name.parse().ok())
                    .collect(),
            }),
        };
        visit(FilmState {
            id: row.get(0)?,
            genres: split_genres(row.get_ref(1)?.as_str()?),
            split: read_split(row.get_ref(2)?.as_str_or_null()?),
            poster,
            aside: row.get(8)?,
        });
    }
    Ok(())
}

/// The step at which a film goes, and why.
fn leaves(film: &FilmState, missing: bool, rule: Rule) -> Leaves {
    let Some(poster) = &film.poster else {
        let reason = if missing {
            FindingKind::MissingFile.name()
        } else {
            "no_poster_given"
        };
        return Some((Step::WithPoster, reason.to_owned()));
    };
    if let Some((kind, _)) = &poster.fault {
        let step = match kind {
            FindingKind::MissingFile => Step::WithPoster,
            FindingKind::OnePixel | FindingKind::Tiny | FindingKind::BannerShaped => Step::Shaped,
            _ => Step::Readable,
        };
        return Some((step, kind.name().to_owned()));
    }
    if let Some(reason) = &film.aside {
        return Some((Step::OwnPoster, reason.clone()));
    }
    let Some(first) = film.genres.first() else {
        return Some((Step::Labelled, "no_genre".to_owned()));
    };
    match (film.split, rule) {
        (Some(_), _) => None,
        (None, Rule::First) => Some((Step::Selected, format!("first genre {first}"))),
        (None, Rule::Any) => Some((Step::Selected, "no_selected_genre".to_owned())),
    }
}

fn funnel(
    start: &str,
    rule: Rule,
    total: usize,
    mut removed: BTreeMap<Step, BTreeMap<String, usize>>,
) -> Vec<FunnelStep> {
    let mut kept = total;
    let mut steps = vec![FunnelStep {
        step: start.to_owned(),
        kept,
        removed: BTreeMap::new(),
    }];
    for step in Step::ALL {
        let removed = removed.remove(&step).unwrap_or_default();
        kept = kept.saturating_sub(removed.values().sum());
        steps.push(FunnelStep {
            step: step.name(rule).to_owned(),
            kept,
            removed,
        });
    }
    steps
}

fn poster_findings(poster: &PosterState, subject: &str, place: &str) -> Vec<Finding> {
    let finding = |kind: FindingKind, detail: &str| Finding {
        kind,
        subject: subject.to_owned(),
        place: place.to_owned(),
        detail: detail.to_owned(),
    };
    let fault = poster
        .fault
        .iter()
        .map(|(kind, detail)| finding(*kind, detail));
    let notes = poster
        .notes
        .iter()
        .map(|kind| finding(*kind, kind.how_mended()));
    fault.chain(notes).collect()
}

/// A poster's path as short as it can be said: below the folder of posters, or the library.
fn shown_path(root: &Path, folder: Option<&Path>, stored: &str) -> String {
    let path = store::real_path(root, stored);
    let below = folder.and_then(|folder| path.strip_prefix(folder).ok());
    below.map_or_else(|| stored.to_owned(), |short| short.display().to_string())
}
