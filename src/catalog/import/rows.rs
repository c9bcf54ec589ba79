//! The rows of all tables, read one after the other and stored in batches.
//!
//! In: the tables of an import and the folder of posters. Out: [`Rows`]: what they came to, each row
//! stored with the film that it is about.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::TransactionBehavior;

use super::asked::Asked;
use super::beside::Beside;
use super::folder::{Folder, How};
use super::identity::{Claim, Identities, Place};
use super::poster_file::{PosterFile, advised, poster_file};
use super::row::Row;
use super::source::{Links, Planned, Reading, Source};
use crate::catalog::records::{begin_source, identities, put_row};
use crate::catalog::{Error, Library};
use crate::jobs::Task;

/// Rows that are stored in one transaction.
const BATCH: usize = 4096;

/// What the rows of all tables came to; none: all films of the library are meant.
#[derive(Default)]
pub struct Rows {
    /// Which films are known, by what names.
    pub identities: Identities,
    /// The tables, the first counts most.
    pub sources: Vec<Source>,
    /// Which posters the films ask for.
    pub asked: Asked,
    /// Films of which more than this import spoke.
    pub weigh: BTreeSet<i64>,
    /// Films whose poster was asked for and is not there.
    pub missing: Vec<i64>,
    /// How posters were found: how often, by [`How::label`].
    pub matched: BTreeMap<String, usize>,
    /// What was passed over in the folder of posters: how often, by reason.
    pub passed: BTreeMap<String, usize>,
}

/// Reads the rows of all tables, or of the folder where there is no table, and stores them.
///
/// # Errors
/// [`Error`] where a table cannot be read, the library cannot be written, or `task` was cancelled.
pub fn read(
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
    let mut beside = Beside::default();
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
            let poster = match (folder_alone, &row.file) {
                // Its rows are its posters.
                (Some(folder), Some(file)) => PosterFile::Found(folder.root.join(file), How::Path),
                (Some(_), None) => PosterFile::Missing(advised(&row).unwrap_or_default()),
                (None, _) => poster_file(&row, folder, &source.path, &mut beside),
            };
            asked.ask((claim.film, place), &row, poster, folder);
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
