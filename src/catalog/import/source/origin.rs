//! One table or folder of an import: what it is known by, and what its rows came to.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::catalog::import::findings::Findings;
use crate::catalog::records::SourceTally;
use crate::catalog::{Error, FindingKind};

/// What is known of one table or folder.
#[derive(Debug)]
pub struct Source {
    /// The table or folder, absolute.
    pub path: PathBuf,
    /// What the library knows it by: its path, and the sheet of a workbook that was asked for.
    pub known_as: String,
    /// What it is: the kind of a table, or `folder`.
    pub kind: &'static str,
    /// What was wrong with rows, and with the posters of its films.
    pub findings: Findings,
    /// Rows in all.
    pub total: usize,
    /// Rows that went, by kind of finding.
    pub removed: BTreeMap<FindingKind, usize>,
    /// Rows that added to the film of another table.
    pub merged: usize,
}

impl Source {
    /// Of which nothing is read yet.
    pub fn new(path: PathBuf, name: &str, kind: &'static str) -> Self {
        Self {
            known_as: path.to_string_lossy().into_owned(),
            path,
            kind,
            findings: Findings::of(name),
            total: 0,
            removed: BTreeMap::new(),
            merged: 0,
        }
    }

    /// What its rows came to.
    pub fn tally(&self) -> SourceTally {
        let removed = self.removed.iter();
        SourceTally {
            rows: self.total,
            removed: removed
                .map(|(kind, count)| (kind.name().to_owned(), *count))
                .collect(),
        }
    }

    /// Counts a row that went, and notes why.
    pub fn remove(&mut self, kind: FindingKind, words: impl FnOnce() -> (String, String)) {
        *self.removed.entry(kind).or_default() += 1;
        self.findings.note(kind, words);
    }
}

/// The absolute path: what a source is known by from one import to the next, from whatever folder
/// it is called.
///
/// # Errors
/// [`Error`] where there is no such file or folder.
pub fn absolute(path: &Path) -> Result<PathBuf, Error> {
    std::fs::canonicalize(path).map_err(|source| Error::Io {
        path: path.to_owned(),
        doing: "finding the file",
        cause: source,
    })
}
