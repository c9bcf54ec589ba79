//! A library on disk: a folder with a database, thumbnails, features and runs.
//!
//! In: what an import found. Out: films, findings, thumbnails. Any number of threads and
//! processes may each open the same library: SQLite's write-ahead log keeps readers and the one
//! writer apart.

use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::{Error, Film, Finding, Genre, ImportReport};
use crate::jobs::Task;

/// Whether an import leaves posters where they are or copies them into the library.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PosterStorage {
    /// The library remembers where they lie.
    #[default]
    Refer,
    /// They are copied into the library's folder `posters/`.
    Copy,
}

/// What to import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportRequest {
    /// Tables of films (CSV), in order: the first row of a film counts.
    pub tables: Vec<PathBuf>,
    /// The folder of the posters; without tables, every image in it becomes a film.
    pub posters: Option<PathBuf>,
    /// Leave or copy the posters.
    pub storage: PosterStorage,
    /// The seed of the split.
    pub split_seed: u64,
    /// The genres of the six-genre rule; at most 64.
    pub genres: Vec<Genre>,
}

impl Default for ImportRequest {
    fn default() -> Self {
        Self {
            tables: Vec::new(),
            posters: None,
            storage: PosterStorage::Refer,
            split_seed: 0,
            genres: Genre::six(),
        }
    }
}

/// An open library.
#[derive(Debug)]
pub struct Library {
    root: PathBuf,
    #[expect(dead_code)]
    database: Connection,
}

#[expect(clippy::unimplemented, clippy::missing_panics_doc)]
impl Library {
    /// Opens the library in the folder `root`.
    ///
    /// # Errors
    /// [`Error`] where there is none, it is damaged, or a newer Onesheet made it.
    pub fn open(_root: &Path) -> Result<Self, Error> {
        unimplemented!()
    }

    /// Opens the library in the folder `root`, or makes a new one there.
    ///
    /// # Errors
    /// As [`open`](Self::open), and where the folder cannot be written.
    pub fn open_or_create(_root: &Path) -> Result<Self, Error> {
        unimplemented!()
    }

    /// The library's folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Where cached features lie.
    pub fn features_dir(&self) -> PathBuf {
        self.root.join("features")
    }

    /// Where training runs lie.
    pub fn runs_dir(&self) -> PathBuf {
        self.root.join("runs")
    }

    /// Every film, in the order in which they came in.
    ///
    /// # Errors
    /// [`Error`] where the database cannot be read.
    pub fn films(&self) -> Result<Vec<Film>, Error> {
        unimplemented!()
    }

    /// Every finding of the imports, the newest import of a source replacing its earlier one.
    ///
    /// # Errors
    /// [`Error`] where the database cannot be read.
    pub fn findings(&self) -> Result<Vec<Finding>, Error> {
        unimplemented!()
    }

    /// The JPEG thumbnail (at most 185 x 278 pixels) of the poster with this content hash.
    /// `None` too where the database cannot be read: a missing picture is shown as such.
    pub fn thumbnail(&self, _content_hash: &[u8; 32]) -> Option<Vec<u8>> {
        unimplemented!()
    }

    /// Imports films and posters. What is done is kept in batches: after a cancel, a crash or
    /// `kill -9` the same call goes on where the last one was, and repeating it changes nothing.
    ///
    /// # Errors
    /// [`Error`] where a table or folder cannot be read at all, the library cannot be written, or
    /// `task` was cancelled. Single bad rows and images are findings, not errors.
    pub fn import(
        &mut self,
        _request: &ImportRequest,
        _task: &Task,
    ) -> Result<ImportReport, Error> {
        unimplemented!()
    }
}
