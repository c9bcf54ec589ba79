//! What can stop the catalog as a whole; single bad rows and images are findings instead.

use std::path::PathBuf;

use crate::jobs::Cancelled;

/// Why a library or an import could not go on: each a whole sentence, its cause included.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no library in the folder.
    #[error(
        "{path}: there is no library here; make one with `onesheet import {path} --table FILMS.csv --posters FOLDER`",
        path = .0.display()
    )]
    NoLibrary(PathBuf),
    /// The library was made by a newer Onesheet.
    #[error("{}: this library was written by a newer Onesheet (version {found} of its database, this one knows {known}); update Onesheet to open it", .path.display())]
    Newer {
        /// The library.
        path: PathBuf,
        /// The version that it has.
        found: i64,
        /// The version that this build knows.
        known: i64,
    },
    /// No library can be made in the folder.
    #[error("{}: no library can be made here: {why}", .path.display())]
    NotWritable {
        /// The folder.
        path: PathBuf,
        /// In words.
        why: String,
    },
    /// The library was to be changed and can only be read.
    #[error("{}: this library can be read but not changed: {why}; copy the folder to a disk that can be written and open the copy", .path.display())]
    ReadOnly {
        /// The library.
        path: PathBuf,
        /// In words.
        why: String,
    },
    /// A library that cannot be written, and changes that only the one who can write would see.
    #[error("{}: its newest changes lie in library.db-wal and cannot be read here, since the folder cannot be written; copy the whole folder to a disk that can be written and open the copy", .0.display())]
    Unseen(PathBuf),
    /// SQLite's word on what went wrong.
    #[error("{}: the library's database cannot be used: {cause}", .path.display())]
    Database {
        /// The database file.
        path: PathBuf,
        /// What SQLite said.
        cause: rusqlite::Error,
    },
    /// A file or folder could not be read or written.
    #[error("{}: {doing} failed: {cause}", .path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What was tried.
        doing: &'static str,
        /// What the system said.
        cause: std::io::Error,
    },
    /// A table that is no table of films.
    #[error("{}: {reason}", .path.display())]
    Table {
        /// The table.
        path: PathBuf,
        /// What is wrong with it, and what to do.
        reason: String,
    },
    /// A request that asks for nothing that can be done.
    #[error("{0}")]
    Request(String),
    /// The work was asked to stop.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
}
