//! The report of an import: which films are left after each step, and every finding in words.
//!
//! In: what the rows of the import came to, and what the database holds of their films. Out: counts;
//! findings about posters go to the source whose row named the film.

use std::collections::{BTreeMap, HashSet};
use std::path::Path;

use rusqlite::Connection;

use super::rows::Rows;
use super::source::Source;
use crate::catalog::records::tallies;
use crate::catalog::select::select;
use crate::catalog::store::{self, read_split, split_genres};
use crate::catalog::{
    Division, Finding, FindingKind, Funnel, FunnelStep, Genre, ImportReport, Rule, SourceReport,
    Split, SplitCounts,
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
    /// A person wants its poster as it is.
    kept: bool,
}

/// A film's poster as the report needs it.
struct PosterState {
    id: i64,
    /// As stored.
    source: String,
    /// Why it does not serve.
    fault: Option<FindingKind>,
    /// The words to it, or why it was not copied.
    detail: String,
    /// What was mended.
    notes: Vec<FindingKind>,
}

/// Where a film ends, in the order of the funnel's steps; `None` is the end of all steps.
type Leaves = Option<(Step, String)>;

/// Films that went, by step and reason.
#[derive(Debug, Default)]
struct Removed(BTreeMap<Step, BTreeMap<String, usize>>);

impl Removed {
    fn add(&mut self, step: Step, reason: &str, count: usize) {
        if count > 0 {
            let reasons = self.0.entry(step).or_default();
            *reasons.entry(reason.to_owned()).or_default() += count;
        }
    }

    fn film(&mut self, leaves: &Leaves) {
        if let Some((step, reason)) = leaves {
            self.add(*step, reason, 1);
        }
    }
}

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
    const ALL: &[Self] = &[
        Self::Identified,
        Self::Unique,
        Self::WithPoster,
        Self::Readable,
        Self::Shaped,
        Self::OwnPoster,
        Self::Labelled,
        Self::Selected,
    ];

    /// While no film has a poster: what the films will come to.
    const WITHOUT_POSTERS: &[Self] = &[
        Self::Identified,
        Self::Unique,
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

    /// The step at which a row goes that this kind of finding is about.
    fn of_row(kind: FindingKind) -> Self {
        match kind {
            FindingKind::DuplicateId | FindingKind::SharedAddress | FindingKind::OtherPoster => {
                Self::Unique
            }
            _ => Self::Identified,
        }
    }
}

/// Counts the films of an import, or of the whole library where `rows` names no sources, and tells
/// of the posters of an import.
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
    let missing: HashSet<i64> = rows.missing.iter().copied().collect();
    let (mut films, mut posters, mut labelled) = (0, 0, 0);
    // Of films with their posters, and of films whatever their posters.
    let (mut removed, mut unposted) = (Removed::default(), Removed::default());
    let mut with_file = !missing.is_empty();
    let mut splits = SplitCounts::default();
    let mut told = HashSet::new();
    each_film(database, |film| {
        let place = rows.identities.place(film.id);
        if place.is_none() && !whole {
            return;
        }
        films += 1;
        with_file |= film.poster.is_some();
        let without = leaves_by_genre(&film.genres, division);
        let leaves = leaves_by_poster(&film, missing.contains(&film.id)).or(without.clone());
        posters += usize::from(
            leaves
                .as_ref()
                .is_none_or(|(step, _)| *step > Step::OwnPoster),
        );
        labelled += usize::from(
            leaves
                .as_ref()
                .is_none_or(|(step, _)| *step > Step::Labelled),
        );
        removed.film(&leaves);
        unposted.film(&without);
        if let (None, Some(split)) = (leaves, film.split) {
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
    let (mut removed, steps) = match with_file {
        true => (removed, Step::ALL),
        false => (unposted, Step::WITHOUT_POSTERS),
    };
    let (start, total) = match whole {
        true => library_rows(database, films, &mut removed)?,
        false => import_rows(&rows.sources, &mut removed),
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
        path: source.known_as.clone(),
        kind: source.kind.to_owned(),
        rows: source.total,
    });
    Ok(ImportReport {
        films,
        posters,
        labelled,
        in_six_genres: splits.total(),
        splits,
        findings: counts,
        sources: sources.collect(),
        matched: rows.matched.clone(),
        passed_over: rows.passed.clone(),
        funnel: funnel(start, division.rule, total, steps, removed),
    })
}

/// What the tables of an import held, and the rows of them that are no films of their own.
fn import_rows(sources: &[Source], removed: &mut Removed) -> (&'static str, usize) {
    for source in sources {
        for (&kind, &count) in &source.removed {
            removed.add(Step::of_row(kind), kind.name(), count);
        }
        removed.add(Step::Unique, "merged", source.merged);
    }
    let total = sources.iter().map(|source| source.total).sum();
    let of_folder = sources.iter().all(|source| source.kind == "folder");
    (start(sources.len(), of_folder), total)
}

/// The same of every source of the library, which came to `films` films.
fn library_rows(
    database: &Connection,
    films: usize,
    removed: &mut Removed,
) -> rusqlite::Result<(&'static str, usize)> {
    let tallies = tallies(database)?;
    let mut total: usize = tallies.iter().map(|(_, tally)| tally.rows).sum();
    let mut gone = 0;
    for (name, &count) in tallies.iter().flat_map(|(_, tally)| &tally.removed) {
        let kind = name.parse().unwrap_or(FindingKind::MalformedRow);
        removed.add(Step::of_row(kind), name, count);
        gone += count;
    }
    // Films whose rows a later version of their table lacks are still films.
    total = total.max(gone + films);
    removed.add(Step::Unique, "merged", total - gone - films);
    let of_folder = tallies.iter().all(|(kind, _)| kind == "folder");
    Ok((start(tallies.len(), of_folder), total))
}

fn start(sources: usize, of_folder: bool) -> &'static str {
    match (sources, of_folder) {
        (0 | 1, false) => "rows in the table",
        (_, false) => "rows in the tables",
        (0 | 1, true) => "images in the folder",
        (_, true) => "images in the folders",
    }
}

/// Hands out every film, in the order in which they came in.
fn each_film(database: &Connection, mut visit: impl FnMut(FilmState)) -> rusqlite::Result<()> {
    let mut select = database.prepare(
        "SELECT films.id, genres, split, posters.id, source, fault, fault_detail, notes, aside, kept
         FROM films LEFT JOIN posters ON posters.id = poster_id ORDER BY films.id",
    )?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        let poster = match row.get::<_, Option<i64>>(3)? {
            None => None,
            Some(id) => Some(PosterState {
                id,
                source: row.get(4)?,
                fault: row
                    .get::<_, Option<String>>(5)?
                    .map(|name| name.parse().unwrap_or(FindingKind::Undecodable)),
                detail: row.get::<_, Option<String>>(6)?.unwrap_or_default(),
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
            kept: row.get(9)?,
        });
    }
    Ok(())
}

/// The step at which a film goes for its poster, and why.
fn leaves_by_poster(film: &FilmState, missing: bool) -> Leaves {
    let Some(poster) = &film.poster else {
        let reason = if missing {
            FindingKind::MissingFile.name()
        } else {
            "no_poster_given"
        };
        return Some((Step::WithPoster, reason.to_owned()));
    };
    if let Some(kind) = poster.fault
        && !(film.kept && kind.is_of_shape())
    {
        let step = match kind {
            FindingKind::MissingFile => Step::WithPoster,
            kind if kind.is_of_shape() => Step::Shaped,
            _ => Step::Readable,
        };
        return Some((step, kind.name().to_owned()));
    }
    let reason = film.aside.clone()?;
    Some((Step::OwnPoster, reason))
}

/// The same for its genres.
fn leaves_by_genre(genres: &[Genre], division: &Division) -> Leaves {
    let Some(first) = genres.first() else {
        return Some((Step::Labelled, "no_genre".to_owned()));
    };
    match (
        select(genres, &division.genres, division.rule),
        division.rule,
    ) {
        (Some(_), _) => None,
        (None, Rule::First) => Some((Step::Selected, format!("first genre {first}"))),
        (None, Rule::Any) => Some((Step::Selected, "no_selected_genre".to_owned())),
    }
}

fn funnel(
    start: &str,
    rule: Rule,
    total: usize,
    steps: &[Step],
    Removed(mut removed): Removed,
) -> Funnel {
    let mut kept = total;
    let mut funnel = vec![FunnelStep {
        step: start.to_owned(),
        kept,
        removed: BTreeMap::new(),
    }];
    for step in steps {
        let removed = removed.remove(step).unwrap_or_default();
        kept = kept.saturating_sub(removed.values().sum());
        funnel.push(FunnelStep {
            step: step.name(rule).to_owned(),
            kept,
            removed,
        });
    }
    Funnel { steps: funnel }
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
        .map(|kind| finding(*kind, &poster.detail));
    let notes = poster.notes.iter().map(|kind| match kind {
        FindingKind::NotCopied => {
            let (how, why) = (kind.how_mended(), &poster.detail);
            finding(*kind, &format!("{how} ({why}); import with --copy again"))
        }
        _ => finding(*kind, kind.how_mended()),
    });
    fault.chain(notes).collect()
}

/// A poster's path as short as it can be said: below the folder of posters, or the library.
fn shown_path(root: &Path, folder: Option<&Path>, stored: &str) -> String {
    let path = store::real_path(root, stored);
    let below = folder.and_then(|folder| path.strip_prefix(folder).ok());
    below.map_or_else(|| stored.to_owned(), |short| short.display().to_string())
}
