//! Where an import's films come from: tables, or a folder of posters alone.
//!
//! In: a table or folder, and the films that are known. Out: one row after the other with the film
//! that it is about, and the findings of the rows that went.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::{Path, PathBuf};

use super::columns::{Columns, Role};
use super::findings::Findings;
use super::folder::{Folder, stem};
use super::identity::{Claim, How, Identities, Place, TITLE_AND_YEAR};
use super::kinds::{Judged, Layout};
use super::row::{Row, shortened};
use crate::catalog::records::SourceTally;
use crate::catalog::tables::{Record, Table};
use crate::catalog::{Error, Finding, FindingKind, Genre, ImportRequest};
use crate::jobs::Task;

/// Records that are looked at before a table is read.
const SAMPLE: usize = 50;

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

    fn remove(&mut self, kind: FindingKind, words: impl FnOnce() -> (String, String)) {
        *self.removed.entry(kind).or_default() += 1;
        self.findings.note(kind, words);
    }
}

/// A table that was looked at.
#[derive(Debug)]
pub struct Planned {
    /// Absolute.
    pub path: PathBuf,
    /// Of a workbook: the sheet that was asked for.
    pub sheet: Option<String>,
    /// How it is read.
    pub layout: Layout,
}

impl Planned {
    /// Recognises the table at `path`.
    ///
    /// # Errors
    /// [`Error`] where the file is no table of films.
    pub fn of(path: &Path, request: &ImportRequest) -> Result<Self, Error> {
        let sheet = request.sheet.as_deref();
        let (table, sample) = peek(path, sheet, SAMPLE)?;
        let layout =
            Layout::of(&table.header, &sample, &request.wishes(path)).map_err(|reason| {
                Error::Table {
                    path: path.to_owned(),
                    reason,
                }
            })?;
        Ok(Self {
            path: absolute(path)?,
            sheet: sheet
                .filter(|_| !table.sheets.is_empty())
                .map(str::to_owned),
            layout,
        })
    }

    /// What the library knows it by.
    pub fn known_as(&self) -> String {
        let path = self.path.to_string_lossy();
        match &self.sheet {
            Some(sheet) => format!("{path}#{sheet}"),
            None => path.into_owned(),
        }
    }

    fn open(&self) -> Result<(Table, Source), Error> {
        let table = Table::open(&self.path, self.sheet.as_deref())?;
        let source = Source {
            known_as: self.known_as(),
            ..Source::new(self.path.clone(), &table.name, self.layout.kind.name)
        };
        Ok((table, source))
    }
}

/// A table that was opened, and its first sound records.
///
/// # Errors
/// [`Error`] where it is no table.
pub fn peek(
    path: &Path,
    sheet: Option<&str>,
    count: usize,
) -> Result<(Table, Vec<Vec<String>>), Error> {
    let mut table = Table::open(path, sheet)?;
    let mut sample = Vec::new();
    table.each_record(&mut |record| {
        if record.problem.is_none() {
            sample.push(
                record
                    .fields
                    .iter()
                    .map(|field| field.to_string())
                    .collect(),
            );
        }
        Ok(sample.len() < count)
    })?;
    Ok((table, sample))
}

/// Where rows go, one after the other, with the film that each is about.
pub type Sink<'a> = dyn FnMut(Row, Claim, Place, &mut Source) -> Result<(), Error> + 'a;

/// What one reading of a table needs beside the table.
pub struct Reading<'a> {
    /// Films that are known.
    pub identities: &'a mut Identities,
    /// Other ids of the films that a table of links names.
    pub links: &'a Links,
    /// The source's index in the import.
    pub index: usize,
    /// Its number in the library.
    pub source_id: i64,
    /// Progress and cancel.
    pub task: &'a Task,
}

impl Reading<'_> {
    /// Reads a table's films.
    ///
    /// # Errors
    /// [`Error`] where the file cannot be read to its end, `sink` fails, or the task was cancelled.
    pub fn table(&mut self, planned: &Planned, sink: &mut Sink<'_>) -> Result<Source, Error> {
        let (mut table, mut source) = planned.open()?;
        let columns = &planned.layout.columns;
        source.findings.stand(1, 1);
        for &column in &columns.unknown {
            let header = &table.header;
            source.findings.note(FindingKind::UnknownColumn, || {
                let name = match header[column].as_str() {
                    "" => format!("column {} (no name)", column + 1),
                    name => shortened(name),
                };
                (name, "nothing is read from this column".to_owned())
            });
        }
        let mut state = TableState::default();
        let (index, task) = (self.index, self.task);
        table.each_record(&mut |record| {
            task.check()?;
            task.advance(1);
            source.total += 1;
            source.findings.stand(record.row, record.line);
            let place = Place {
                source: index,
                row: record.row,
                line: record.line,
            };
            state.latin1 = state
                .latin1
                .or(record.latin1.then_some((record.row, record.line)));
            if let Some(row) = read_row(record, &planned.layout, &mut source, &mut state) {
                self.film(row, place, &mut source, (columns, &mut state), sink)?;
            }
            Ok(true)
        })?;
        state.tell(columns, &mut source, &table.name);
        Ok(source)
    }

    /// Every image of a folder as a film without labels.
    ///
    /// # Errors
    /// What `sink` says.
    pub fn folder(&mut self, folder: &Folder, sink: &mut Sink<'_>) -> Result<Source, Error> {
        let name = folder.root.display().to_string();
        let mut source = Source::new(absolute(&folder.root)?, &name, "folder");
        for relative in &folder.images {
            source.total += 1;
            let name = relative.rsplit('/').next().unwrap_or(relative);
            let mut row = Row::of_file(relative, stem(name));
            // The file's path is its name, as a table's id would be.
            row.own_id = row.imdb_id.is_none().then(|| format!("file:{relative}"));
            let place = Place {
                source: self.index,
                row: 0,
                line: 0,
            };
            source.findings.stand(0, 0);
            let nothing = (&Columns::default(), &mut TableState::default());
            self.film(row, place, &mut source, nothing, sink)?;
        }
        Ok(source)
    }

    fn film(
        &mut self,
        mut row: Row,
        place: Place,
        source: &mut Source,
        (columns, state): (&Columns, &mut TableState),
        sink: &mut Sink<'_>,
    ) -> Result<(), Error> {
        self.links.complete(&mut row);
        if !state.own_address(columns, &row) {
            let address = row.facts.poster_address.as_deref().unwrap_or_default();
            let detail = format!(
                "it has no IMDb id, and its poster {address} is that of an earlier row without one: \
                 the table mixed these rows up, and the first counts; give it an IMDb id (a table of \
                 links will do) to keep it"
            );
            let subject = row.title.clone().unwrap_or_default();
            source.remove(FindingKind::SharedAddress, || (subject, detail));
            return Ok(());
        }
        let claim = self.identities.claim(&row, place, self.source_id);
        let name = || row.best_name().unwrap_or_default();
        if let How::Twice(first) = claim.how {
            let earlier = source.findings.place(first.row, first.line);
            source.remove(FindingKind::DuplicateId, || {
                let detail = match first.row {
                    0 => "another file is named after the same film; that one counts".to_owned(),
                    _ => format!("the film stands already in {earlier}, which counts"),
                };
                (name(), detail)
            });
            return Ok(());
        }
        if let Some(doubt) = claim.doubt {
            let kind = FindingKind::ConflictingIds;
            source.findings.note(kind, || (name(), doubt.to_owned()));
        }
        if claim.how == How::Title {
            source.findings.note(FindingKind::MergedByTitle, || {
                let detail = format!(
                    "no id says so, but title and year do: confidence {:.0} %; give both rows one id \
                     to be certain",
                    TITLE_AND_YEAR * 100.0
                );
                (name(), detail)
            });
        }
        // Another table of this import has it already.
        let known = self.identities.place(claim.film);
        source.merged += usize::from(known.is_some_and(|known| known.source != place.source));
        sink(row, claim, place, source)
    }
}

/// Ids that tables of links give for one film, by its other names.
#[derive(Debug, Default)]
pub struct Links {
    by_own: HashMap<String, (Option<String>, Option<i64>)>,
    by_tmdb: HashMap<i64, String>,
}

impl Links {
    /// Takes the ids of a table of links.
    ///
    /// # Errors
    /// [`Error`] where it cannot be read, or `task` was cancelled.
    pub fn read(&mut self, planned: &Planned, task: &Task) -> Result<Source, Error> {
        let (mut table, mut source) = planned.open()?;
        let mut state = TableState::default();
        table.each_record(&mut |record| {
            task.check()?;
            task.advance(1);
            source.findings.stand(record.row, record.line);
            if let Some(row) = read_row(record, &planned.layout, &mut source, &mut state) {
                if let (Some(tmdb), Some(imdb)) = (row.tmdb_id, &row.imdb_id) {
                    self.by_tmdb.entry(tmdb).or_insert_with(|| imdb.clone());
                }
                if let Some(own) = row.own_id {
                    self.by_own.entry(own).or_insert((row.imdb_id, row.tmdb_id));
                }
            }
            Ok(true)
        })?;
        // They describe no films: none of them is counted.
        source.removed.clear();
        Ok(source)
    }

    fn complete(&self, row: &mut Row) {
        if let Some((imdb, tmdb)) = row.own_id.as_ref().and_then(|own| self.by_own.get(own)) {
            row.imdb_id = row.imdb_id.take().or_else(|| imdb.clone());
            row.tmdb_id = row.tmdb_id.or(*tmdb);
        }
        if row.imdb_id.is_none() {
            row.imdb_id = row
                .tmdb_id
                .and_then(|tmdb| self.by_tmdb.get(&tmdb).cloned());
        }
    }
}

/// What is found out about a table as a whole, row by row.
#[derive(Debug, Default)]
struct TableState {
    latin1: Option<(usize, usize)>,
    unknown_genres: BTreeMap<Genre, usize>,
    /// Posters' addresses of rows without an IMDb id.
    addresses: HashSet<String>,
}

impl TableState {
    /// Whether the poster's address is the row's own, as far as can be told: where a script joined
    /// tables by IMDb id, rows without one got each other's posters.
    fn own_address(&mut self, columns: &Columns, row: &Row) -> bool {
        match (
            columns.column(Role::ImdbId),
            &row.imdb_id,
            &row.facts.poster_address,
        ) {
            (Some(_), None, Some(address)) => self.addresses.insert(address.clone()),
            _ => true,
        }
    }

    fn tell(self, columns: &Columns, source: &mut Source, table: &str) {
        if let Some((row, line)) = self.latin1 {
            source.findings.stand(row, line);
            source.findings.note(FindingKind::NotUtf8, || {
                let detail = "the text is not UTF-8 from here on and was read as Latin-1; \
                              save the table as UTF-8 if letters look wrong";
                (table.to_owned(), detail.to_owned())
            });
        }
        for (genre, count) in self.unknown_genres {
            source.findings.push(Finding {
                kind: FindingKind::UnknownGenre,
                subject: genre.name().to_owned(),
                place: table.to_owned(),
                detail: format!("TMDB and IMDb know no such genre; kept ({count} films)"),
            });
        }
        debug_assert!(columns.names_films(), "a layout names films");
    }
}

/// Reads one record; `None`: the row went, and why is noted.
fn read_row(
    record: &Record<'_>,
    layout: &Layout,
    source: &mut Source,
    state: &mut TableState,
) -> Option<Row> {
    let Layout { kind, columns } = layout;
    let subject = || shortened(record.fields.first().map_or("", |field| field));
    let fields: Vec<&str> = record.fields.iter().map(AsRef::as_ref).collect();
    match (kind.judge)(columns, &fields) {
        Judged::Shifted(reason) => {
            source.remove(FindingKind::ShiftedRow, || {
                let detail = format!("{reason}: the row is the rest of one that broke; join them");
                (subject(), detail)
            });
            return None;
        }
        Judged::NoFilm => {
            let detail = "only films are read from this table: no episodes, series and games";
            source.remove(FindingKind::NotAFilm, || (subject(), detail.to_owned()));
            return None;
        }
        Judged::Film => {}
    }
    if let Some(problem) = &record.problem {
        source.remove(FindingKind::MalformedRow, || (subject(), problem.clone()));
        return None;
    }
    let Some(row) = Row::parse(record, columns, kind.ids, &mut source.findings) else {
        *source.removed.entry(FindingKind::MissingId).or_default() += 1;
        return None;
    };
    for genre in row.genres.iter().filter(|genre| !genre.is_known()) {
        *state.unknown_genres.entry(genre.clone()).or_default() += 1;
    }
    Some(row)
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
