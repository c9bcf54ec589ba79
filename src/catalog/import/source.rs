//! Where an import's films come from: tables, or a folder of posters alone.
//!
//! In: a request. Out: one row a film, each film once, and the findings of the rows that went.

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};

use super::columns::Columns;
use super::folder::{Folder, stem};
use super::row::{Row, shortened};
use super::table::Table;
use crate::catalog::{Error, Finding, FindingKind};
use crate::jobs::Task;

/// Films of one table or folder.
#[derive(Debug)]
pub struct Source {
    /// The table or folder, absolute.
    pub path: PathBuf,
    /// Its films, without those of earlier sources.
    pub rows: Vec<Row>,
    /// What was wrong with rows.
    pub findings: Vec<Finding>,
    /// Rows in all.
    pub total: usize,
    /// Rows that went, by kind of finding.
    pub removed: BTreeMap<FindingKind, usize>,
    /// Keys of films whose poster was asked for and not found.
    pub missing: HashSet<String>,
}

impl Source {
    fn new(path: PathBuf) -> Self {
        Self {
            path,
            rows: Vec::new(),
            findings: Vec::new(),
            total: 0,
            removed: BTreeMap::new(),
            missing: HashSet::new(),
        }
    }

    fn remove(&mut self, finding: Finding) {
        *self.removed.entry(finding.kind).or_default() += 1;
        self.findings.push(finding);
    }
}

/// Reads a table's films. `seen` holds the keys of films that came before, with their places.
///
/// # Errors
/// [`Error`] where the file is no table of films or `task` was cancelled.
pub fn from_table(path: &Path, seen: &mut Seen, task: &Task) -> Result<Source, Error> {
    let table = Table::open(path)?;
    let columns = Columns::of(&table.header);
    if !columns.names_films() {
        return Err(Error::Table {
            path: path.to_owned(),
            reason: format!(
                "no column names the films; it needs imdb_id, tmdb_id, id or poster_file, and has {}",
                shortened(&table.header.join(", "))
            ),
        });
    }
    let mut source = Source::new(absolute(path)?);
    source.findings.extend(
        columns
            .unknown
            .iter()
            .map(|&column| unknown_column(&table, column)),
    );
    let mut latin1: Option<String> = None;
    table.each_record(|record| {
        task.check()?;
        task.advance(1);
        source.total += 1;
        if record.latin1 && latin1.is_none() {
            latin1 = Some(record.place.clone());
        }
        if let Some(problem) = &record.problem {
            source.remove(Finding {
                kind: FindingKind::MalformedRow,
                subject: shortened(record.fields.first().map_or("", |field| field)),
                place: record.place.clone(),
                detail: problem.clone(),
            });
            return Ok(());
        }
        match Row::parse(&record, &columns, &mut source.findings) {
            Err(finding) => source.remove(finding),
            Ok(row) => match seen.claim(&row) {
                None => source.rows.push(row),
                Some(earlier) => source.remove(Finding {
                    kind: FindingKind::DuplicateId,
                    subject: row.key,
                    place: row.place,
                    detail: format!("the film stands already in {earlier}, which counts"),
                }),
            },
        }
        Ok(())
    })?;
    if let Some(place) = latin1 {
        source.findings.push(Finding {
            kind: FindingKind::NotUtf8,
            subject: table.name.clone(),
            place,
            detail: "the text is not UTF-8 from here on and was read as Latin-1; \
                     save the table as UTF-8 if letters look wrong"
                .to_owned(),
        });
    }
    Ok(source)
}

fn unknown_column(table: &Table, column: usize) -> Finding {
    Finding {
        kind: FindingKind::UnknownColumn,
        subject: match table.header[column].as_str() {
            "" => format!("column {} (no name)", column + 1),
            name => shortened(name),
        },
        place: format!("{}, row 1", table.name),
        detail: "nothing is read from this column".to_owned(),
    }
}

/// Every image of a folder as a film without labels.
///
/// # Errors
/// [`Error`] where the folder's path cannot be made absolute.
pub fn from_folder(folder: &Folder) -> Result<Source, Error> {
    let mut source = Source::new(absolute(&folder.root)?);
    source.total = folder.images.len();
    let mut seen = Seen::default();
    for relative in &folder.images {
        let name = relative.rsplit('/').next().unwrap_or(relative);
        let row = Row::of_file(relative, stem(name), folder.root.display().to_string());
        match seen.claim(&row) {
            None => source.rows.push(row),
            Some(_) => source.remove(Finding {
                kind: FindingKind::DuplicateId,
                subject: relative.clone(),
                place: row.place,
                detail: format!("another file is named {} too; that one counts", row.key),
            }),
        }
    }
    Ok(source)
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

/// Films that an import has come across.
#[derive(Debug, Default)]
pub struct Seen {
    places: std::collections::HashMap<String, String>,
}

impl Seen {
    /// Takes the film; `Some`: the place where it stood before.
    fn claim(&mut self, row: &Row) -> Option<String> {
        match self.places.entry(row.key.clone()) {
            std::collections::hash_map::Entry::Occupied(earlier) => Some(earlier.get().clone()),
            std::collections::hash_map::Entry::Vacant(free) => {
                free.insert(row.place.clone());
                None
            }
        }
    }
}

/// The poster of a film: where it lies, or why there is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PosterFile {
    /// Here.
    Found(PathBuf),
    /// The table names one, or a folder was given, but there is none.
    Missing(String),
    /// Nothing was said about posters.
    NotAsked,
}

/// Looks for a row's poster: in the folder of posters, then where the table says, beside it.
pub fn poster_file(row: &Row, folder: Option<&Folder>, source: &Path) -> PosterFile {
    if let Some(folder) = folder
        && let Some(index) = folder.find(row)
    {
        return PosterFile::Found(folder.path(index));
    }
    if let Some(file) = &row.file {
        let beside = source.parent().unwrap_or(source).join(file);
        if beside.is_file() {
            return PosterFile::Found(beside);
        }
    }
    match (&row.file, folder) {
        // Without a folder, an address on the web (or TMDB's path of one) promises no file.
        (Some(file), None) if is_web_address(file) => PosterFile::NotAsked,
        (Some(file), _) => PosterFile::Missing(shortened(file)),
        (None, Some(_)) => PosterFile::Missing(format!("{}.jpg", row.key)),
        (None, None) => PosterFile::NotAsked,
    }
}

/// `https://…`, or `/kqjL17yufvn9OVLyXYpvtyrFfak.jpg` as TMDB names its images.
fn is_web_address(file: &str) -> bool {
    let of_tmdb = |name: &str| !name.contains('/');
    file.contains("://") || file.strip_prefix('/').is_some_and(of_tmdb)
}

/// Images of the folder that no row asked for, as one finding.
pub fn unclaimed(folder: &Folder, claimed: &HashSet<PathBuf>) -> Option<Finding> {
    let left: Vec<&String> = (0..folder.images.len())
        .filter(|&index| !claimed.contains(&folder.path(index)))
        .map(|index| &folder.images[index])
        .collect();
    let first = *left.first()?;
    let more = match left.len() {
        1 => String::new(),
        count => format!(" and {} more", count - 1),
    };
    Some(Finding {
        kind: FindingKind::UnclaimedFile,
        subject: format!("{first}{more}"),
        place: folder.root.display().to_string(),
        detail: "no row asks for it, by its file name or by an id; it is left out".to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_on_the_web_promise_no_file() {
        for file in [
            "https://image.tmdb.org/a.jpg",
            "/kqjL17yufvn9OVLyXYpvtyrFfak.jpg",
        ] {
            assert!(is_web_address(file), "{file}");
        }
        for file in ["a.jpg", "covers/a.jpg", "/covers/a.jpg"] {
            assert!(!is_web_address(file), "{file}");
        }
    }
}
