//! A library on disk: a folder with a database, thumbnails, features and runs.
//!
//! In: what an import found. Out: films, findings, thumbnails. Any number of threads and
//! processes may each open the same library: SQLite's write-ahead log keeps readers and the one
//! writer apart.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, ErrorCode, OptionalExtension};
use tempfile::TempDir;

use super::opening::{self, DATABASE, Opened};
pub use super::request::{Division, ImportRequest, PosterStorage};
use super::store::{self, read_split, real_path, split_genres};
use super::{Error, Facts, Film, FilmId, Finding, FindingKind, Language, Poster};

/// An open library.
#[derive(Debug)]
pub struct Library {
    pub(super) root: PathBuf,
    pub(super) database: Connection,
    /// Why it can only be read.
    read_only: Option<String>,
    /// What goes when the library is closed.
    _copy: Option<TempDir>,
}

impl Library {
    /// Opens the library in the folder `root`; where that folder cannot be written, for reading:
    /// what would change it says [`Error::ReadOnly`].
    ///
    /// # Errors
    /// [`Error`] where there is none, it is damaged, or a newer Onesheet made it.
    pub fn open(root: &Path) -> Result<Self, Error> {
        let root = Self::there(root)?;
        opening::open(&root).map(|opened| Self::of(root, opened))
    }

    /// Opens the library in the folder `root` for reading, whether or not it could be written; no
    /// file is made there.
    ///
    /// # Errors
    /// As [`open`](Self::open).
    pub fn open_read_only(root: &Path) -> Result<Self, Error> {
        let root = Self::there(root)?;
        let opened = opening::open_read_only(&root, "it was opened for reading")?;
        Ok(Self::of(root, opened))
    }

    /// Opens the library in the folder `root`, or makes a new one there.
    ///
    /// # Errors
    /// As [`open`](Self::open), and where there is none and the folder cannot be written.
    pub fn open_or_create(root: &Path) -> Result<Self, Error> {
        std::fs::create_dir_all(root).map_err(|source| Error::Io {
            path: root.to_owned(),
            doing: "making the library's folder",
            cause: source,
        })?;
        let root = absolute(root)?;
        opening::open(&root).map(|opened| Self::of(root, opened))
    }

    /// The folder, where there is a library in it.
    fn there(root: &Path) -> Result<PathBuf, Error> {
        let database = root.join(DATABASE);
        match std::fs::metadata(&database) {
            Ok(found) if found.is_file() => absolute(root),
            Err(cause) if cause.kind() == ErrorKind::PermissionDenied => Err(Error::Io {
                path: database,
                doing: "opening the library",
                cause,
            }),
            _ => Err(Error::NoLibrary(root.to_owned())),
        }
    }

    fn of(root: PathBuf, opened: Opened) -> Self {
        let Opened {
            database,
            read_only,
            copy,
        } = opened;
        Self {
            root,
            database,
            read_only,
            _copy: copy,
        }
    }

    /// Why the library can only be read; `None`: it can be changed.
    pub fn read_only(&self) -> Option<&str> {
        self.read_only.as_deref()
    }

    /// Whether the library can be changed, asked before work whose end would be in vain.
    ///
    /// # Errors
    /// [`Error::ReadOnly`] where it cannot.
    pub fn writable(&self) -> Result<(), Error> {
        match &self.read_only {
            None => Ok(()),
            Some(why) => Err(Error::ReadOnly {
                path: self.root.clone(),
                why: why.clone(),
            }),
        }
    }

    /// SQLite's error with the database's path.
    pub(super) fn failed(&self, source: rusqlite::Error) -> Error {
        if source.sqlite_error_code() == Some(ErrorCode::ReadOnly) {
            let why = self.read_only.clone();
            return Error::ReadOnly {
                path: self.root.clone(),
                why: why.unwrap_or_else(|| format!("SQLite says '{source}'")),
            };
        }
        Error::Database {
            path: self.root.join(DATABASE),
            cause: source,
        }
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

    /// Where copied posters lie.
    pub fn posters_dir(&self) -> PathBuf {
        self.root.join("posters")
    }

    /// Every film, in the order in which they came in.
    ///
    /// # Errors
    /// [`Error`] where the database cannot be read.
    pub fn films(&self) -> Result<Vec<Film>, Error> {
        self.read_films().map_err(|source| self.failed(source))
    }

    fn read_films(&self) -> rusqlite::Result<Vec<Film>> {
        self.database
            .prepare_cached(&format!(
                "SELECT films.id, key, imdb_id, tmdb_id, title, year, language, collection,
                        genres, split,
                        path, content_hash, perceptual_hash, width, height
                 FROM films LEFT JOIN posters ON posters.id = poster_id AND {}
                 ORDER BY films.id",
                store::serves()
            ))?
            .query_map([], |row| {
                let path: Option<String> = row.get(10)?;
                let poster = match path {
                    Some(path) => Some(Poster {
                        path: real_path(&self.root, &path),
                        content_hash: row.get(11)?,
                        perceptual_hash: row.get::<_, i64>(12)?.cast_unsigned(),
                        width: row.get(13)?,
                        height: row.get(14)?,
                    }),
                    None => None,
                };
                Ok(Film {
                    id: FilmId(row.get(0)?),
                    key: row.get(1)?,
                    imdb_id: row.get(2)?,
                    tmdb_id: row.get(3)?,
                    title: row.get(4)?,
                    year: row.get(5)?,
                    language: row.get_ref(6)?.as_str_or_null()?.and_then(Language::parse),
                    collection: row.get(7)?,
                    genres: split_genres(row.get_ref(8)?.as_str()?),
                    poster,
                    split: read_split(row.get_ref(9)?.as_str_or_null()?),
                })
            })?
            .collect()
    }

    /// Every finding of the imports, the newest import of a source replacing its earlier one.
    ///
    /// # Errors
    /// [`Error`] where the database cannot be read.
    pub fn findings(&self) -> Result<Vec<Finding>, Error> {
        self.read_findings().map_err(|source| self.failed(source))
    }

    fn read_findings(&self) -> rusqlite::Result<Vec<Finding>> {
        self.database
            .prepare_cached("SELECT kind, subject, place, detail FROM findings ORDER BY id")?
            .query_map([], |row| {
                let kind: String = row.get(0)?;
                Ok(Finding {
                    kind: kind.parse().unwrap_or(FindingKind::InvalidValue),
                    subject: row.get(1)?,
                    place: row.get(2)?,
                    detail: row.get(3)?,
                })
            })?
            .collect()
    }

    /// What tables say about films beside title and genres, for those of which some table says
    /// anything; in the films' order.
    ///
    /// # Errors
    /// [`Error`] where the database cannot be read.
    pub fn facts(&self) -> Result<Vec<(FilmId, Facts)>, Error> {
        super::records::facts(&self.database).map_err(|source| self.failed(source))
    }

    /// The JPEG thumbnail (at most 185 x 278 pixels) of the poster with this content hash.
    /// `None` too where the database cannot be read: a missing picture is shown as such.
    pub fn thumbnail(&self, content_hash: &[u8; 32]) -> Option<Vec<u8>> {
        self.database
            .prepare_cached("SELECT jpeg FROM thumbnails WHERE content_hash = ?1")
            .and_then(|mut select| {
                select
                    .query_row([content_hash], |row| row.get(0))
                    .optional()
            })
            .ok()
            .flatten()
    }
}

/// Posters are remembered by absolute paths: later calls may come from another folder.
fn absolute(root: &Path) -> Result<PathBuf, Error> {
    std::fs::canonicalize(root).map_err(|source| Error::Io {
        path: root.to_owned(),
        doing: "opening the library's folder",
        cause: source,
    })
}
