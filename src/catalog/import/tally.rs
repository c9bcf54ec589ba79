//! The report of an import: which films are left after each step, and every finding in words.
//!
//! In: the rows of the import and what the database holds of them. Out: counts, and findings per
//! source.

use std::collections::{BTreeMap, HashSet};
use std::path::Path;

use rusqlite::Connection;

use super::source::Source;
use crate::catalog::store::{self, FilmState, PosterState};
use crate::catalog::{Finding, FindingKind, FunnelStep, ImportReport, ImportRequest, SplitCounts};

/// What [`tally`] counted.
#[derive(Debug)]
pub struct Tally {
    /// The report.
    pub report: ImportReport,
    /// Findings of each source, in the sources' order.
    pub findings: Vec<Vec<Finding>>,
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
    Labelled,
    Selected,
}

impl Step {
    const ALL: [Self; 7] = [
        Self::Identified,
        Self::Unique,
        Self::WithPoster,
        Self::Readable,
        Self::Shaped,
        Self::Labelled,
        Self::Selected,
    ];

    fn name(self) -> &'static str {
        match self {
            Self::Identified => "with an id",
            Self::Unique => "each film once",
            Self::WithPoster => "with a poster file",
            Self::Readable => "poster can be read",
            Self::Shaped => "shaped like a poster",
            Self::Labelled => "with a genre",
            Self::Selected => "first genre is selected",
        }
    }
}

/// Counts the films of an import, and puts its findings together.
///
/// # Errors
/// What SQLite says.
pub fn tally(
    database: &Connection,
    root: &Path,
    request: &ImportRequest,
    sources: &[Source],
) -> rusqlite::Result<Tally> {
    let films = store::film_states(database)?;
    let posters = store::poster_states(database)?;
    let mut removed: BTreeMap<Step, BTreeMap<String, usize>> = BTreeMap::new();
    let mut splits = SplitCounts::default();
    let mut all_findings = Vec::with_capacity(sources.len());
    let mut told = HashSet::new();
    let folder = request
        .posters
        .as_deref()
        .and_then(|folder| std::fs::canonicalize(folder).ok());
    for source in sources {
        for (kind, count) in &source.removed {
            let step = match kind {
                FindingKind::DuplicateId => Step::Unique,
                _ => Step::Identified,
            };
            *removed
                .entry(step)
                .or_default()
                .entry(kind.name().to_owned())
                .or_default() += count;
        }
        let mut findings = source.findings.clone();
        for row in &source.rows {
            let Some(film) = films.get(&row.key) else {
                continue;
            };
            let poster = film.poster_id.and_then(|id| posters.get(&id));
            let missing = source.missing.contains(&row.key);
            if let Some((step, reason)) = leaves(film, poster, missing) {
                *removed.entry(step).or_default().entry(reason).or_default() += 1;
            } else if let Some(split) = film.split {
                splits.add(split);
            }
            if let (Some(id), Some(poster)) = (film.poster_id, poster)
                && told.insert(id)
            {
                let subject = shown_path(root, folder.as_deref(), &poster.source);
                findings.extend(poster_findings(poster, &subject, &row.place));
            }
        }
        all_findings.push(findings);
    }
    let total = sources.iter().map(|source| source.total).sum();
    let funnel = funnel(request, total, removed);
    let kept = |step: Step| {
        funnel
            .get(step as usize + 1)
            .map_or(0, |step: &FunnelStep| step.kept)
    };
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for finding in all_findings.iter().flatten() {
        *counts.entry(finding.kind.name().to_owned()).or_default() += 1;
    }
    let report = ImportReport {
        films: kept(Step::Unique),
        posters: kept(Step::Shaped),
        labelled: kept(Step::Labelled),
        in_six_genres: kept(Step::Selected),
        splits,
        findings: counts,
        funnel,
    };
    Ok(Tally {
        report,
        findings: all_findings,
    })
}

/// The step at which a film goes, and why.
fn leaves(film: &FilmState, poster: Option<&PosterState>, missing: bool) -> Leaves {
    let Some(poster) = poster else {
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
    let Some(first) = film.genres.first() else {
        return Some((Step::Labelled, "no_genre".to_owned()));
    };
    match film.split {
        Some(_) => None,
        None => Some((Step::Selected, format!("first genre {first}"))),
    }
}

fn funnel(
    request: &ImportRequest,
    total: usize,
    mut removed: BTreeMap<Step, BTreeMap<String, usize>>,
) -> Vec<FunnelStep> {
    let step = match request.tables.len() {
        0 => "images in the folder",
        1 => "rows in the table",
        _ => "rows in the tables",
    };
    let mut kept = total;
    let mut steps = vec![FunnelStep {
        step: step.to_owned(),
        kept,
        removed: BTreeMap::new(),
    }];
    for step in Step::ALL {
        let removed = removed.remove(&step).unwrap_or_default();
        kept = kept.saturating_sub(removed.values().sum());
        steps.push(FunnelStep {
            step: step.name().to_owned(),
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
