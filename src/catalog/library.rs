//! A library on disk: a folder with a database, thumbnails, features and runs.
//!
//! In: what an import found. Out: films, findings, thumbnails. Any number of threads and
//! processes may each open the same library: SQLite's write-ahead log keeps readers and the one
//! writer apart.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, OptionalExtension};

pub use super::request::{Division, ImportRequest, PosterStorage};
use super::schema::{Migrated, VERSION, migrate};
use super::store::{self, read_split, real_path, split_genres};
use super::{Error, Facts, Film, FilmId, Finding, FindingKind, Language, Poster};

/// The database's file in a library's folder.
const DATABASE: &str = "library.db";
/// How long to wait for another process that is writing.
const BUSY_TIMEOUT: Duration = Duration::from_secs(10);

/// An open library.
#[derive(Debug)]
pub struct Library {
    pub(super) root: PathBuf,
    pub(super) database: Connection,
}

impl Library {
    /// Opens the library in the folder `root`.
    ///
    /// # Errors
    /// [`Error`] where there is none, it is damaged, or a newer Onesheet made it.
    pub fn open(root: &Path) -> Result<Self, Error> {
        if !root.join(DATABASE).is_file() {
            return Err(Error::NoLibrary(root.to_owned()));
        }
        Self::connect(root)
    }

    /// Opens the library in the folder `root`, or makes a new one there.
    ///
    /// # Errors
    /// As [`open`](Self::open), and where the folder cannot be written.
    pub fn open_or_create(root: &Path) -> Result<Self, Error> {
        std::fs::create_dir_all(root).map_err(|source| Error::Io {
            path: root.to_owned(),
            doing: "making the library's folder",
            cause: source,
        })?;
        Self::connect(root)
    }

    fn connect(root: &Path) -> Result<Self, Error> {
        // Posters are remembered by absolute paths: later calls may come from another folder.
        let root = std::fs::canonicalize(root).map_err(|source| Error::Io {
            path: root.to_owned(),
            doing: "opening the library's folder",
            cause: source,
        })?;
        let path = root.join(DATABASE);
        let failed = |source| Error::Database {
            path: path.clone(),
            cause: source,
        };
        let flags = OpenFlags::default();
        let mut database = Connection::open_with_flags(&path, flags).map_err(failed)?;
        database.busy_timeout(BUSY_TIMEOUT).map_err(failed)?;
        // NORMAL with a write-ahead log: a killed process loses nothing that was committed.
        database
            .execute_batch(
                "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;",
            )
            .map_err(failed)?;
        match migrate(&mut database).map_err(failed)? {
            Migrated::Current => Ok(Self { root, database }),
            Migrated::Newer(found) => Err(Error::Newer {
                path: root,
                found,
                known: VERSION,
            }),
        }
    }

    /// SQLite's error with the database's path.
    pub(super) fn failed(&self, source: rusqlite::Error) -> Error {
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
