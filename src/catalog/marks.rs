//! What is doubtful about the films of a library, and the posters that it does not show: what the
//! Library page filters by.
//!
//! In: the database. Out: the kinds of findings of each film that has any. Findings name films as
//! their tables do; here they meet.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::PathBuf;

use super::import::row::is_web_address;
use super::store::{OF_SHAPE, real_path, serves};
use super::{Error, FilmId, FindingKind, Library};

/// A poster that is there and does not serve.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HiddenPoster {
    /// Where the image file lies.
    pub path: PathBuf,
    /// Of its bytes; `None`: it could not be decoded.
    pub content_hash: Option<[u8; 32]>,
    /// It was set aside, by a cleaning, by hand or for its shape, and can be restored.
    pub set_aside: bool,
}

/// Findings and hidden posters, by film.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marks {
    /// The kinds of findings of the films that have any.
    pub findings: HashMap<FilmId, BTreeSet<FindingKind>>,
    /// Posters that are not shown.
    pub hidden: HashMap<FilmId, HiddenPoster>,
}

impl Library {
    /// What is doubtful about the library's films.
    ///
    /// # Errors
    /// [`Error`] where the database cannot be read.
    pub fn marks(&self) -> Result<Marks, Error> {
        let mut marks = Marks::default();
        self.marks_of_posters(&mut marks)
            .and_then(|()| self.marks_of_rows(&mut marks))
            .and_then(|()| self.marks_of_missing(&mut marks))
            .map_err(|error| self.failed(error))?;
        Ok(marks)
    }

    fn marks_of_posters(&self, marks: &mut Marks) -> rusqlite::Result<()> {
        let mut select = self.database.prepare(&format!(
            "SELECT films.id, fault, notes, aside, path, content_hash, {},
                    fault IS NULL OR fault IN {OF_SHAPE}
             FROM films JOIN posters ON posters.id = poster_id
             WHERE fault IS NOT NULL OR aside IS NOT NULL OR notes <> ''",
            serves()
        ))?;
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            let film = FilmId(row.get(0)?);
            let fault: Option<String> = row.get(1)?;
            let aside: Option<String> = row.get(3)?;
            let notes = row.get_ref(2)?.as_str()?.split(',');
            let kinds = notes
                .chain(fault.as_deref())
                .chain(aside.as_deref())
                .filter_map(|name| name.parse::<FindingKind>().ok());
            let mut kinds = kinds.peekable();
            if kinds.peek().is_some() {
                marks.findings.entry(film).or_default().extend(kinds);
            }
            let shown: bool = row.get(6)?;
            if !shown {
                let hidden = HiddenPoster {
                    path: real_path(&self.root, row.get_ref(4)?.as_str()?),
                    content_hash: row.get(5)?,
                    set_aside: row.get(7)?,
                };
                marks.hidden.insert(film, hidden);
            }
        }
        Ok(())
    }

    /// Findings about rows, whose subject is what names the film in its table.
    fn marks_of_rows(&self, marks: &mut Marks) -> rusqlite::Result<()> {
        let mut wanted: HashMap<String, BTreeSet<FindingKind>> = HashMap::new();
        let mut select = self
            .database
            .prepare("SELECT DISTINCT subject, kind FROM findings")?;
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            if let Ok(kind) = row.get_ref(1)?.as_str()?.parse() {
                wanted.entry(row.get(0)?).or_default().insert(kind);
            }
        }
        if wanted.is_empty() {
            return Ok(());
        }
        let mut meet = |name: &str, film: i64| {
            if let Some(kinds) = wanted.get(name) {
                let known = marks.findings.entry(FilmId(film)).or_default();
                known.extend(kinds);
            }
        };
        let mut select = self
            .database
            .prepare("SELECT id, key, imdb_id, tmdb_id FROM films")?;
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            let film = row.get(0)?;
            meet(row.get_ref(1)?.as_str()?, film);
            if let Some(id) = row.get_ref(2)?.as_str_or_null()? {
                meet(id, film);
            }
            if let Some(id) = row.get::<_, Option<i64>>(3)? {
                meet(&format!("tmdb:{id}"), film);
            }
        }
        let mut select = self.database.prepare("SELECT name, film_id FROM names")?;
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            let name = row.get_ref(0)?.as_str()?;
            meet(name.strip_prefix("file:").unwrap_or(name), row.get(1)?);
        }
        Ok(())
    }

    /// Films that ask for a file that is not there: the finding's subject is the file, and of many
    /// only the first are kept in words.
    fn marks_of_missing(&self, marks: &mut Marks) -> rusqlite::Result<()> {
        let missing = FindingKind::MissingFile;
        let mut select = self
            .database
            .prepare("SELECT DISTINCT subject FROM findings WHERE kind = ?1")?;
        let subjects: HashSet<String> = select
            .query_map([missing.name()], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        if subjects.is_empty() {
            return Ok(());
        }
        let mut select = self.database.prepare(
            "SELECT films.id, key, json_extract(fields, '$.file')
             FROM films LEFT JOIN records ON film_id = films.id WHERE poster_id IS NULL",
        )?;
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            let asked = match row.get_ref(2)?.as_str_or_null()? {
                Some(file) => !is_web_address(file) || subjects.contains(file),
                None => subjects.contains(&format!("{}.jpg", row.get_ref(1)?.as_str()?)),
            };
            if asked {
                let kinds = marks.findings.entry(FilmId(row.get(0)?)).or_default();
                kinds.insert(missing);
            }
        }
        Ok(())
    }
}
