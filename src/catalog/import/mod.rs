//! An import from its beginning to its report.
//!
//! Rows are read one after the other and stored in batches, each with the film that it is about;
//! then posters are decoded on all cores, in batches too: after a crash the posters of finished
//! batches are known and are not decoded again. What several tables say of one film is weighed,
//! then come splits, findings and the report, from what the database then holds, so that an
//! interrupted import that is run again ends like one that was not, and repeating an import changes
//! nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use rusqlite::TransactionBehavior;

pub(super) mod columns;
mod conflicts;
pub(super) mod examine;
pub(super) mod findings;
pub(super) mod folder;
pub(super) mod identity;
mod kinds;
mod poster_file;
pub(super) mod posters;
pub mod preview;
pub mod report;
pub(super) mod row;
pub(super) mod source;
mod tally;

use super::divide;
use super::library::LAST_IMPORT;
use super::records::{begin_source, identities, put_row, put_tally, settle_ranks};
use super::store;
use super::{Division, Error, Funnel, ImportReport, ImportRequest, Library, PosterStorage};
use crate::jobs::Task;
use findings::Findings;
use folder::Folder;
use identity::{Claim, Identities, Place};
use poster_file::{PosterFile, poster_file, unclaimed};
use posters::{Asked, Posters};
use row::Row;
use source::{Links, Planned, Reading, Source, absolute};

/// Rows that are stored in one transaction.
const BATCH: usize = 4096;

/// See [`Library::import`].
pub(super) fn import(
    library: &mut Library,
    request: &ImportRequest,
    task: &Task,
) -> Result<ImportReport, Error> {
    check(request)?;
    task.begin("Looking for posters", "files", None);
    let folder = match &request.posters {
        Some(path) => Some(Folder::scan(&absolute(path)?, library.root(), task)?),
        None => None,
    };
    let planned: Vec<Planned> = request
        .tables
        .iter()
        .map(|table| Planned::of(table, request))
        .collect::<Result<_, _>>()?;
    if request.storage == PosterStorage::Copy {
        let path = library.posters_dir();
        std::fs::create_dir_all(&path).map_err(|source| Error::Io {
            path,
            doing: "making the folder for posters",
            cause: source,
        })?;
    }
    task.begin("Reading tables", "rows", None);
    let mut rows = read(library, &planned, folder.as_ref(), task)?;
    let wanted = rows.asked.settle(&rows.identities, &mut rows.sources);
    rows.missing.clone_from(&wanted.missing);
    let claimed = Posters {
        library,
        storage: request.storage,
        task,
    }
    .run(wanted)?;
    if let (Some(folder), Some(last)) = (&folder, rows.sources.last_mut()) {
        for finding in folder
            .findings
            .iter()
            .cloned()
            .chain(unclaimed(folder, &claimed))
        {
            last.findings.push(finding);
        }
    }
    if request.clean {
        library.clean(task)?;
    }
    finish(library, request, rows, task)
}

fn check(request: &ImportRequest) -> Result<(), Error> {
    let fault = |text: &str| Err(Error::Request(text.to_owned()));
    if request.tables.is_empty() && request.posters.is_none() {
        return fault("nothing to import: give a table of films, a folder of posters, or both");
    }
    request.division().check()
}

/// See [`Library::divide`].
pub(super) fn redo(
    library: &mut Library,
    division: &Division,
    task: &Task,
) -> Result<ImportReport, Error> {
    division.check()?;
    task.begin("Dividing the films", "films", None);
    let root = library.root.clone();
    let redo = |library: &mut Library| {
        let database = &mut library.database;
        let transaction = database.transaction_with_behavior(TransactionBehavior::Immediate)?;
        divide::divide(&transaction, division)?;
        let report = tally::tally(&transaction, (&root, None), division, &mut Rows::default())?;
        transaction.commit()?;
        Ok(report)
    };
    redo(library).map_err(|error| library.failed(error))
}

/// See [`Library::funnel`].
pub(super) fn funnel(library: &Library) -> Result<Funnel, Error> {
    let read = || {
        let database = &library.database;
        let division = divide::last_division(database)?.unwrap_or_default();
        let mut rows = Rows::default();
        tally::tally(database, (&library.root, None), &division, &mut rows)
    };
    let report = read().map_err(|error| library.failed(error))?;
    Ok(report.funnel)
}

/// What the rows of all tables came to; none: all films of the library are meant.
#[derive(Default)]
struct Rows {
    identities: Identities,
    sources: Vec<Source>,
    /// Which posters the films ask for.
    asked: Asked,
    /// Films of which more than this import spoke.
    weigh: BTreeSet<i64>,
    /// Films whose poster was asked for and is not there.
    missing: Vec<i64>,
}

fn read(
    library: &mut Library,
    planned: &[Planned],
    folder: Option<&Folder>,
    task: &Task,
) -> Result<Rows, Error> {
    let identities = identities(&library.database).map_err(|error| library.failed(error))?;
    let mut rows = Rows {
        identities,
        ..Rows::default()
    };
    // Links describe no films, but they tell which ids are one: with another table beside them,
    // they are a book of names.
    let is_links = |table: &&Planned| table.layout.kind.name == "movielens_links";
    let mut links = Links::default();
    let with_others = !planned.iter().all(|table| is_links(&table));
    let mut of_links: BTreeMap<String, Source> = BTreeMap::new();
    for table in planned
        .iter()
        .filter(|table| with_others && is_links(table))
    {
        of_links.insert(table.known_as(), links.read(table, task)?);
    }
    // The first table counts most: it is numbered last.
    let mut ids = Vec::new();
    let folder_alone = folder.filter(|_| planned.is_empty());
    let paths = planned
        .iter()
        .map(|table| (table.known_as(), table.layout.kind.name))
        .chain(folder_alone.map(|folder| (folder.root.to_string_lossy().into_owned(), "folder")));
    for (path, kind) in paths.rev() {
        let number = begin_source(&library.database, &path, kind);
        ids.push(number.map_err(|error| library.failed(error))?);
    }
    ids.reverse();
    for (index, source_id) in ids.into_iter().enumerate() {
        if let Some(source) = planned
            .get(index)
            .and_then(|table| of_links.remove(&table.known_as()))
        {
            rows.sources.push(source);
            continue;
        }
        let mut batch: Vec<(Row, Claim, usize)> = Vec::new();
        let (asked, weigh) = (&mut rows.asked, &mut rows.weigh);
        let mut sink = |row: Row, claim: Claim, place: Place, source: &mut Source| {
            match poster_file(&row, folder, &source.path) {
                PosterFile::NotAsked => {}
                PosterFile::Found(path) => asked.found(claim.film, path),
                PosterFile::Missing(name) => {
                    let key = || row.best_name().unwrap_or_default();
                    asked.missing(claim.film, place, name, key, folder);
                }
            }
            batch.push((row, claim, place.row));
            if batch.len() >= BATCH {
                flush(library, &mut batch, source_id, weigh)?;
            }
            Ok(())
        };
        let mut reading = Reading {
            identities: &mut rows.identities,
            links: &links,
            index,
            source_id,
            task,
        };
        let source = match (planned.get(index), folder) {
            (Some(table), _) => reading.table(table, &mut sink)?,
            (None, Some(folder)) => reading.folder(folder, &mut sink)?,
            (None, None) => continue,
        };
        flush(library, &mut batch, source_id, weigh)?;
        rows.sources.push(source);
    }
    Ok(rows)
}

fn flush(
    library: &mut Library,
    batch: &mut Vec<(Row, Claim, usize)>,
    source_id: i64,
    weigh: &mut BTreeSet<i64>,
) -> Result<(), Error> {
    let mut store = || {
        let database = &mut library.database;
        let transaction = database.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for (row, claim, number) in batch.iter() {
            if put_row(&transaction, row, claim, source_id, *number as i64)? {
                weigh.insert(claim.film);
            }
        }
        transaction.commit()
    };
    let stored: rusqlite::Result<()> = store();
    stored.map_err(|error| library.failed(error))?;
    batch.clear();
    Ok(())
}

/// Weights, splits, findings and the report, all in one transaction.
fn finish(
    library: &mut Library,
    request: &ImportRequest,
    mut rows: Rows,
    task: &Task,
) -> Result<ImportReport, Error> {
    task.check()?;
    task.begin("Dividing the films", "films", None);
    let root = library.root.clone();
    let mut finish = |library: &mut Library| {
        let database = &mut library.database;
        let transaction = database.transaction_with_behavior(TransactionBehavior::Immediate)?;
        settle_ranks(&transaction)?;
        let mut conflicts = Findings::default();
        conflicts::weigh_all(&transaction, &rows.weigh, &mut conflicts)?;
        store::sweep(&transaction)?;
        divide::divide(&transaction, &request.division())?;
        if let Some(first) = rows.sources.first_mut() {
            first.findings.append(conflicts);
        }
        let folder = folder_of(request);
        let posters = (root.as_path(), folder.as_deref());
        let report = tally::tally(&transaction, posters, &request.division(), &mut rows)?;
        for source in &mut rows.sources {
            source.findings.close();
            store::put_findings(&transaction, &source.known_as, &source.findings.kept)?;
            put_tally(&transaction, &source.known_as, &source.tally())?;
        }
        // The library tells how it came about as long as it exists.
        if let Ok(text) = serde_json::to_string(&report) {
            store::put_setting(&transaction, LAST_IMPORT, &text)?;
        }
        transaction.commit()?;
        Ok(report)
    };
    finish(library).map_err(|error| library.failed(error))
}

/// The folder of posters, absolute.
fn folder_of(request: &ImportRequest) -> Option<PathBuf> {
    std::fs::canonicalize(request.posters.as_deref()?).ok()
}
