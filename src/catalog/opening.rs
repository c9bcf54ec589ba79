//! How a library's database is opened: to be changed, or only to be read where its folder cannot be
//! written (a DVD, a share, a backup, another user's folder, a full disk).
//!
//! A write-ahead log wants to make files beside the database even to read it. Where that cannot be,
//! nothing is locked and nothing is made; changes that lie only in the log are read along.

use std::fs::OpenOptions;
use std::io::ErrorKind;
use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, MAIN_DB, OpenFlags};
use tempfile::TempDir;

use super::Error;
use super::schema::{Migrated, VERSION, migrate, user_version};

/// The database's file in a library's folder.
pub const DATABASE: &str = "library.db";
/// How long to wait for another process that is writing.
const BUSY_TIMEOUT: Duration = Duration::from_secs(10);

/// An open database.
#[derive(Debug)]
pub struct Opened {
    /// It.
    pub database: Connection,
    /// Why it can only be read.
    pub read_only: Option<String>,
    /// Where the copy lies that was brought up to date, of an older one that can only be read.
    pub copy: Option<TempDir>,
}

/// Opens the database in the folder `root`, or makes one there; where that folder cannot be
/// written, for reading.
///
/// # Errors
/// [`Error`] where it is damaged, a newer Onesheet made it, or it cannot be made.
pub fn open(root: &Path) -> Result<Opened, Error> {
    let failed = |cause| database_error(root, cause);
    let error = match to_write(root) {
        Ok(opened) => return opened,
        Err(error) => error,
    };
    if !cannot_be_written(&error) {
        return Err(failed(error));
    }
    let why = why(root).unwrap_or_else(|| format!("SQLite says '{error}'"));
    if !root.join(DATABASE).is_file() {
        return Err(Error::NotWritable {
            path: root.to_owned(),
            why,
        });
    }
    open_read_only(root, &why)
}

/// Opens the database in the folder `root` for reading, and makes no file there; `why`, in words.
///
/// # Errors
/// [`Error`] where it is damaged or a newer Onesheet made it.
pub fn open_read_only(root: &Path, why: &str) -> Result<Opened, Error> {
    let failed = |cause| database_error(root, cause);
    let mut opened = Opened {
        database: to_read(root)?,
        read_only: Some(why.to_owned()),
        copy: None,
    };
    let version = user_version(&opened.database).map_err(failed)?;
    if version > VERSION {
        return Err(newer(root, version));
    }
    if version < VERSION {
        brought_up_to_date(&mut opened).map_err(|error| match error {
            Unfit::Database(cause) => failed(cause),
            Unfit::Disk(cause) => Error::Io {
                path: std::env::temp_dir(),
                doing: "bringing a copy of an older library up to date",
                cause,
            },
        })?;
    }
    opened
        .database
        .execute_batch("PRAGMA query_only = ON")
        .map_err(failed)?;
    Ok(opened)
}

fn database_error(root: &Path, cause: rusqlite::Error) -> Error {
    Error::Database {
        path: root.join(DATABASE),
        cause,
    }
}

fn newer(root: &Path, found: i64) -> Error {
    Error::Newer {
        path: root.to_owned(),
        found,
        known: VERSION,
    }
}

/// The outer error is SQLite's: perhaps it can still be read.
fn to_write(root: &Path) -> rusqlite::Result<Result<Opened, Error>> {
    let flags = OpenFlags::default();
    let mut database = Connection::open_with_flags(root.join(DATABASE), flags)?;
    database.busy_timeout(BUSY_TIMEOUT)?;
    if database.is_readonly(MAIN_DB)? {
        // SQLite opens a file that it may not write for reading, and says nothing.
        return Err(rusqlite::Error::SqliteFailure(
            rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_READONLY),
            None,
        ));
    }
    // NORMAL with a write-ahead log: a killed process loses nothing that was committed.
    database.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;",
    )?;
    Ok(match migrate(&mut database)? {
        Migrated::Current => Ok(Opened {
            database,
            read_only: None,
            copy: None,
        }),
        Migrated::Newer(found) => Err(newer(root, found)),
    })
}

/// Whether SQLite says, in one way or another, that it may not write.
fn cannot_be_written(error: &rusqlite::Error) -> bool {
    use ErrorCode::{
        CannotOpen, DiskFull, FileLockingProtocolFailed, PermissionDenied, ReadOnly,
        SystemIoFailure,
    };
    matches!(
        error.sqlite_error_code(),
        Some(
            ReadOnly
                | CannotOpen
                | PermissionDenied
                | SystemIoFailure
                | DiskFull
                | FileLockingProtocolFailed
        )
    )
}

/// Why nothing can be written, as far as the system says it.
fn why(root: &Path) -> Option<String> {
    let folder = tempfile::Builder::new().tempfile_in(root).err();
    if let Some(error) = folder {
        // The name of the file that was tried helps nobody.
        return Some(format!("its folder cannot be written ({})", error.kind()));
    }
    let file = OpenOptions::new().append(true).open(root.join(DATABASE));
    let refused = file
        .err()
        .filter(|error| error.kind() != ErrorKind::NotFound);
    refused.map(|error| format!("{DATABASE} cannot be written ({})", error.kind()))
}

fn to_read(root: &Path) -> Result<Connection, Error> {
    let path = root.join(DATABASE);
    let beside = |end: &str| root.join(format!("{DATABASE}{end}"));
    // While somebody has the library open, its side files are there, and reading with them sees
    // every change.
    if beside("-shm").exists()
        && let Ok(database) = reading(&path, "mode=ro", "")
    {
        return Ok(database);
    }
    let unseen = std::fs::metadata(beside("-wal")).is_ok_and(|log| log.len() > 0);
    if !unseen {
        return reading(&path, "mode=ro&immutable=1", "")
            .map_err(|cause| database_error(root, cause));
    }
    // The log is read along, its index is kept in memory and no lock is taken.
    let vfs = if cfg!(windows) {
        "win32-none"
    } else {
        "unix-none"
    };
    let alone = "PRAGMA locking_mode = EXCLUSIVE";
    reading(&path, &format!("mode=ro&vfs={vfs}"), alone).map_err(|_| Error::Unseen(root.to_owned()))
}

/// A connection that was seen to read.
fn reading(path: &Path, query: &str, first: &str) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_URI;
    let database = Connection::open_with_flags(uri(path, query), flags)?;
    database.busy_timeout(BUSY_TIMEOUT)?;
    database.execute_batch(first)?;
    database.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
    Ok(database)
}

/// `file:///films/library.db?mode=ro`, whatever signs the path holds.
fn uri(path: &Path, query: &str) -> String {
    let mut uri = "file://".to_owned();
    let text = path.to_string_lossy();
    let bytes = if cfg!(windows) {
        // `\\?\C:\films` is what canonical paths look like there.
        let plain = text.trim_start_matches(r"\\?\").replace('\\', "/");
        uri.push('/');
        plain.into_bytes()
    } else {
        path.as_os_str().as_encoded_bytes().to_vec()
    };
    for byte in bytes {
        match byte {
            b'/' | b':' | b'.' | b'-' | b'_' => uri.push(char::from(byte)),
            _ if byte.is_ascii_alphanumeric() => uri.push(char::from(byte)),
            _ => uri += &format!("%{byte:02X}"),
        }
    }
    uri + "?" + query
}

/// Why an older database cannot be brought up to date.
enum Unfit {
    Database(rusqlite::Error),
    Disk(std::io::Error),
}

impl From<rusqlite::Error> for Unfit {
    fn from(error: rusqlite::Error) -> Self {
        Self::Database(error)
    }
}

/// Puts a copy of today's form in an older database's place, for as long as it is open.
fn brought_up_to_date(opened: &mut Opened) -> Result<(), Unfit> {
    let folder = tempfile::tempdir().map_err(Unfit::Disk)?;
    let path = folder.path().join(DATABASE);
    opened
        .database
        .execute("VACUUM INTO ?1", [path.to_string_lossy()])?;
    let mut database = Connection::open(&path)?;
    migrate(&mut database)?;
    opened.database = database;
    opened.copy = Some(folder);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::schema::STEPS;

    #[test]
    fn an_older_database_is_brought_up_to_date_in_a_copy() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join(DATABASE);
        let database = Connection::open(&path).expect("made");
        database.execute_batch(STEPS[0]).expect("the first step");
        let film =
            "INSERT INTO films (key, title) VALUES ('tt1', 'Alien'); PRAGMA user_version = 1";
        database.execute_batch(film).expect("a film of that time");
        drop(database);
        let before = std::fs::read(&path).expect("read");
        let opened = open_read_only(folder.path(), "a test").expect("it can be read");
        let film: (String, Option<String>) = opened
            .database
            .query_row("SELECT title, language FROM films", [], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
            .expect("the film is there, in today's form");
        assert_eq!(film, ("Alien".to_owned(), None));
        let changed = opened.database.execute("DELETE FROM films", []);
        let code = changed
            .expect_err("it can only be read")
            .sqlite_error_code();
        assert_eq!(code, Some(ErrorCode::ReadOnly));
        assert_eq!(std::fs::read(&path).expect("read"), before);
    }

    #[test]
    fn a_path_of_any_signs_becomes_a_uri() {
        let path = Path::new("/films/100 % #1 é?/library.db");
        assert_eq!(
            uri(path, "mode=ro"),
            "file:///films/100%20%25%20%231%20%C3%A9%3F/library.db?mode=ro"
        );
    }
}
