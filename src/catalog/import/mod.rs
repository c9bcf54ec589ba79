//! An import from its beginning to its report.
//!
//! Rows are read one after the other and stored in batches, each with the film that it is about;
//! then posters are decoded on all cores, in batches too: after a crash the posters of finished
//! batches are known and are not decoded again. What several tables say of one film is weighed,
//! then come splits, findings and the report, from what the database then holds, so that an
//! interrupted import that is run again ends like one that was not, and repeating an import changes
//! nothing.

use std::path::PathBuf;

use rusqlite::TransactionBehavior;

mod asked;
mod beside;
mod claims;
pub(super) mod columns;
mod conflicts;
mod copy;
pub(super) mod examine;
pub(super) mod findings;
pub(super) mod folder;
mod header;
pub(super) mod identity;
mod kinds;
mod poster_file;
pub(super) mod posters;
pub mod preview;
pub mod report;
pub(super) mod row;
mod rows;
pub(super) mod source;
mod tally;

use super::records::{put_tally, settle_ranks};
use super::{
    Division, Error, Funnel, ImportReport, ImportRequest, Library, PosterStorage, divide, store,
};
use crate::jobs::Task;
use findings::Findings;
use folder::Folder;
use poster_file::unclaimed;
use posters::Posters;
use rows::Rows;
use source::{Planned, absolute};

/// The setting under which the newest import's report lies, as JSON.
const LAST_IMPORT: &str = "last_import";

impl Library {
    /// Imports films and posters. What is done is kept in batches: after a cancel, a crash or
    /// `kill -9` the same call goes on where the last one was, and repeating it changes nothing.
    ///
    /// # Errors
    /// [`Error`] where a table or folder cannot be read at all, the library cannot be written, or
    /// `task` was cancelled. Single bad rows and images are findings, not errors.
    pub fn import(&mut self, request: &ImportRequest, task: &Task) -> Result<ImportReport, Error> {
        check(request)?;
        self.writable()?;
        task.begin("Looking for posters", "files", None);
        let folder = match &request.posters {
            Some(path) => Some(Folder::scan(
                &in_unicode(absolute(path)?)?,
                &self.root,
                task,
            )?),
            None => None,
        };
        let planned: Vec<Planned> = request
            .tables
            .iter()
            .map(|table| Planned::of(table, request))
            .collect::<Result<_, _>>()?;
        if request.storage == PosterStorage::Copy {
            let path = self.posters_dir();
            std::fs::create_dir_all(&path).map_err(|source| Error::Io {
                path,
                doing: "making the folder for posters",
                cause: source,
            })?;
        }
        task.begin("Reading tables", "rows", None);
        let mut rows = rows::read(self, &planned, folder.as_ref(), task)?;
        let (wanted, matched) = rows.asked.settle(&rows.identities, &mut rows.sources);
        rows.matched = matched;
        let passed = folder.iter().flat_map(|folder| &folder.passed);
        rows.passed = passed
            .map(|(reason, count)| ((*reason).to_owned(), *count))
            .collect();
        rows.missing.clone_from(&wanted.missing);
        let claimed = Posters {
            library: self,
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
            self.clean(task)?;
        }
        finish(self, request, rows, task)
    }

    /// Selects and divides the films anew, without reading tables and posters; the report counts
    /// all films of the library.
    ///
    /// # Errors
    /// [`Error`] where the division cannot be asked for, the library cannot be written, or `task`
    /// was cancelled.
    pub fn divide(&mut self, division: &Division, task: &Task) -> Result<ImportReport, Error> {
        division.check()?;
        self.writable()?;
        task.begin("Dividing the films", "films", None);
        let root = self.root.clone();
        let redo = |library: &mut Self| {
            let database = &mut library.database;
            let transaction = database.transaction_with_behavior(TransactionBehavior::Immediate)?;
            divide::divide(&transaction, division)?;
            let report = tally::tally(&transaction, (&root, None), division, &mut Rows::default())?;
            transaction.commit()?;
            Ok(report)
        };
        redo(self).map_err(|error| self.failed(error))
    }

    /// The funnel of the whole library as it is: from every row of every table and folder that was
    /// imported to the films that a model learns from. Nothing is written, no table and no image
    /// is read.
    ///
    /// # Errors
    /// [`Error`] where the database cannot be read.
    pub fn funnel(&self) -> Result<Funnel, Error> {
        let read = || {
            let database = &self.database;
            let division = divide::last_division(database)?.unwrap_or_default();
            let mut rows = Rows::default();
            tally::tally(database, (&self.root, None), &division, &mut rows)
        };
        let report = read().map_err(|error| self.failed(error))?;
        Ok(report.funnel)
    }

    /// What the newest import did; `None` where an older Onesheet made the library, or none yet.
    ///
    /// # Errors
    /// [`Error`] where the database cannot be read.
    pub fn last_import(&self) -> Result<Option<ImportReport>, Error> {
        let text = store::setting(&self.database, LAST_IMPORT);
        let text = text.map_err(|source| self.failed(source))?;
        Ok(text.and_then(|text| serde_json::from_str(&text).ok()))
    }
}

fn check(request: &ImportRequest) -> Result<(), Error> {
    let fault = |text: &str| Err(Error::Request(text.to_owned()));
    if request.tables.is_empty() && request.posters.is_none() {
        return fault("nothing to import: give a table of films, a folder of posters, or both");
    }
    request.division().check()
}

/// The folder of posters: paths are kept as text.
fn in_unicode(folder: PathBuf) -> Result<PathBuf, Error> {
    match folder.to_str() {
        Some(_) => Ok(folder),
        None => Err(Error::Request(format!(
            "{}: a name in the path of this folder is not Unicode; rename that folder",
            folder.display()
        ))),
    }
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
