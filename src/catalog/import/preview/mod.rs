//! What a table would be read as, and what its first films would become, before anything is
//! imported: a wrong reading is seen before it happens.

use std::path::Path;

use serde::Serialize;

mod became;
mod folder;
mod posters;

use super::beside::Beside;
use super::columns::{Columns, Role};
use super::folder::Folder;
use super::kinds::Layout;
use super::poster_file::{PosterFile, poster_file};
use super::row::Row;
use super::source::{
    Planned, Source, TableState, absolute, by_numbers, looked, open, peek, read_row,
};
use crate::catalog::tables::Table;
use crate::catalog::{Error, Genre, ImportRequest};
use crate::jobs::Task;
use posters::Posters;

pub use became::Became;
pub use folder::{FolderFilm, FolderPreview, preview_folder};

/// Records that are looked at.
const SAMPLE: usize = 200;

/// What was recognised in a table.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Preview {
    /// The kind of table, `snake_case`; empty where none names its films.
    pub kind: &'static str,
    /// The same for people.
    pub label: &'static str,
    /// The sheets of the workbook, or the tables of the archive; empty where the table is alone.
    pub sheets: Vec<String>,
    /// Whether its first row is a film already, and no header.
    pub no_header: bool,
    /// Its columns in their order.
    pub columns: Vec<PreviewColumn>,
    /// Its first records, as many fields as columns.
    pub rows: Vec<Vec<String>>,
    /// What the first records would become, those too that would be left out.
    pub films: Vec<PreviewFilm>,
    /// Why it cannot be imported as it is, and what to do; `None`: it can.
    pub problem: Option<String>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PreviewColumn {
    /// Its name in the header.
    pub name: String,
    /// What is read from it ([`Role::name`]); `None`: nothing.
    pub role: Option<&'static str>,
    /// The genre that its 0 and 1 speak of.
    pub genre: Option<Genre>,
}

/// What a record would become.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct PreviewFilm {
    /// `films.csv, row 12`.
    pub place: String,
    /// What was read; `None`: the record would be left out.
    pub film: Option<Became>,
    /// What would be said about it: why it is left out, or what of it.
    pub findings: Vec<String>,
    /// The poster that it names and that is not beside the table, where no folder of posters was
    /// looked through.
    pub not_beside: Option<String>,
}

/// Looks at the table at `path` (of a workbook `sheet`, or its first one; of an archive the table of
/// that name): what it is, what its columns hold, its first `rows` records and what they would
/// become. `wishes` are columns that a person named, as in
/// [`ImportRequest::columns`](crate::catalog::ImportRequest::columns); one that is not there is the
/// preview's [problem](Preview::problem).
///
/// # Errors
/// [`Error`] where it is no table at all, or there is no such sheet.
pub fn preview(
    path: &Path,
    sheet: Option<&str>,
    wishes: &[(Role, String)],
    rows: usize,
) -> Result<Preview, Error> {
    look(path, sheet, wishes, rows, None)
}

/// The same, with the posters that its films would find in the folder `posters`.
///
/// # Errors
/// [`Error`] as [`preview`], and where the folder cannot be read or `task` was cancelled.
pub fn preview_with_posters(
    path: &Path,
    sheet: Option<&str>,
    wishes: &[(Role, String)],
    rows: usize,
    posters: &Path,
    task: &Task,
) -> Result<Preview, Error> {
    look(path, sheet, wishes, rows, Some((posters, task)))
}

fn look(
    path: &Path,
    sheet: Option<&str>,
    wishes: &[(Role, String)],
    rows: usize,
    posters: Option<(&Path, &Task)>,
) -> Result<Preview, Error> {
    let numbered = by_numbers(wishes);
    let (table, mut sample) = match peek(path, sheet, numbered, SAMPLE.max(rows)) {
        Ok(seen) => seen,
        Err(error) => {
            // Which table of an archive is meant, the person may say now.
            let sheets = match sheet {
                None => Table::members(path)?,
                Some(_) => Vec::new(),
            };
            return match (sheets.len(), error) {
                (2.., Error::Table { reason, .. }) => Ok(Preview {
                    sheets,
                    problem: Some(reason),
                    ..Preview::default()
                }),
                (_, error) => Err(error),
            };
        }
    };
    let header = &table.header;
    let layout = Layout::of(looked(&table, &sample), wishes);
    let films = match &layout {
        Ok(layout) => {
            let posters = match posters {
                Some((folder, task)) => {
                    // Nothing in the folder belongs to a library yet.
                    let folder = Folder::scan(&absolute(folder)?, Path::new(""), task)?;
                    let request = ImportRequest {
                        sheet: sheet.map(str::to_owned),
                        columns: wishes.to_vec(),
                        ..ImportRequest::default()
                    };
                    let planned = Planned::of(path, &request)?;
                    Some(Posters::of(&planned, &folder, rows, task)?)
                }
                None => None,
            };
            films(path, sheet, layout, (rows, numbered), posters.as_ref())?
        }
        Err(_) => Vec::new(),
    };
    sample.truncate(rows);
    let column = |(index, name): (usize, &String)| {
        let columns = layout.as_ref().ok().map(|layout| &layout.columns);
        let flag = |columns: &Columns| {
            let flag = columns.flags.iter().find(|(column, _)| *column == index)?;
            Some(flag.1.clone())
        };
        PreviewColumn {
            name: name.clone(),
            role: columns
                .and_then(|columns| columns.role(index))
                .map(Role::name),
            genre: columns.and_then(flag),
        }
    };
    Ok(Preview {
        columns: header.iter().enumerate().map(column).collect(),
        kind: layout.as_ref().map_or("", |layout| layout.kind.name),
        label: layout.as_ref().map_or("", |layout| layout.kind.label),
        rows: sample,
        films,
        no_header: table.bare,
        sheets: table.sheets,
        problem: layout.err(),
    })
}

/// What the first `count` records would become; no `posters`: they lie beside the table, or nowhere.
fn films(
    path: &Path,
    sheet: Option<&str>,
    layout: &Layout,
    (count, numbered): (usize, bool),
    posters: Option<&Posters>,
) -> Result<Vec<PreviewFilm>, Error> {
    let mut table = open(path, sheet, numbered)?;
    let name = table.name.clone();
    let mut source = Source::new(path.to_owned(), &name, layout.kind.name);
    let (mut state, mut beside) = (TableState::default(), Beside::default());
    let mut films: Vec<PreviewFilm> = Vec::new();
    // The film of the last record, which the next one may go on with.
    let mut last: Option<Row> = None;
    table.each_record(&mut |record| {
        source.findings.stand(record.row, record.line);
        let said = source.findings.kept.len();
        let row = read_row(record, layout, &mut source, &mut state);
        if let (true, Some(first), Some(next)) = (layout.kind.joins, &mut last, &row)
            && first.goes_on_in(next)
        {
            first.go_on(next.clone());
            if let Some(film) = films.last_mut() {
                let poster = film.film.take().and_then(|before| before.poster);
                film.film = Some(Became::of(first, poster));
            }
            return Ok(true);
        }
        if films.len() == count {
            return Ok(false);
        }
        let place = record.place(&name);
        let (mut poster, mut not_beside) = (None, None);
        if let Some(row) = &row {
            let file = match posters {
                Some(posters) => posters.files.get(&record.row).cloned(),
                None => match poster_file(row, None, path, &mut beside) {
                    PosterFile::Found(file, _) => Some(file),
                    PosterFile::Missing(file) => {
                        not_beside = Some(file);
                        None
                    }
                    // Only in a folder several could be meant.
                    PosterFile::Either(_) | PosterFile::Ambiguous(_) | PosterFile::NotAsked => None,
                },
            };
            poster = file.map(|file| file.display().to_string());
        }
        let findings = source.findings.kept[said..].iter();
        let of_posters = posters.and_then(|posters| posters.findings.get(&place));
        films.push(PreviewFilm {
            film: row.as_ref().map(|row| Became::of(row, poster)),
            findings: findings
                .map(|finding| finding.detail.clone())
                .chain(of_posters.into_iter().flatten().cloned())
                .collect(),
            not_beside,
            place,
        });
        last = row;
        Ok(true)
    })?;
    Ok(films)
}
