//! A table that was recognised, before its rows are read.
//!
//! In: a file and what the request says of it. Out: how it is read, and the table when its turn
//! comes; its first records for whoever wants to look.

use std::path::{Path, PathBuf};

use super::origin::{Source, absolute};
use crate::catalog::import::columns::Role;
use crate::catalog::import::header;
use crate::catalog::import::kinds::{Layout, Looked};
use crate::catalog::tables::Table;
use crate::catalog::{Error, ImportRequest};

/// Records that are looked at before a table is read.
const SAMPLE: usize = 200;

/// A table that was looked at.
#[derive(Debug)]
pub struct Planned {
    /// Absolute.
    pub path: PathBuf,
    /// Of a workbook: the sheet that was asked for.
    pub sheet: Option<String>,
    /// How it is read.
    pub layout: Layout,
    /// Whether a person named its columns by numbers.
    numbered: bool,
}

impl Planned {
    /// Recognises the table at `path`.
    ///
    /// # Errors
    /// [`Error`] where the file is no table of films.
    pub fn of(path: &Path, request: &ImportRequest) -> Result<Self, Error> {
        let sheet = request.sheet.as_deref();
        let wishes = request.wishes(path);
        let numbered = by_numbers(&wishes);
        let (table, sample) = peek(path, sheet, numbered, SAMPLE)?;
        let layout =
            Layout::of(looked(&table, &sample), &wishes).map_err(|reason| Error::Table {
                path: path.to_owned(),
                reason,
            })?;
        Ok(Self {
            path: absolute(path)?,
            sheet: sheet
                .filter(|_| !table.sheets.is_empty())
                .map(str::to_owned),
            layout,
            numbered,
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

    /// The table at its beginning, and what will be known of it.
    ///
    /// # Errors
    /// [`Error`] where the file cannot be read any more.
    pub fn open(&self) -> Result<(Table, Source), Error> {
        let table = open(&self.path, self.sheet.as_deref(), self.numbered)?;
        let source = Source {
            known_as: self.known_as(),
            ..Source::new(self.path.clone(), &table.name, self.layout.kind.name)
        };
        Ok((table, source))
    }
}

/// What a table is recognised by.
pub fn looked<'a>(table: &'a Table, sample: &'a [Vec<String>]) -> Looked<'a> {
    Looked {
        header: &table.header,
        sample,
        separator: table.separator.as_deref(),
    }
}

/// A table at its first record; `numbered`: a person named its columns by numbers.
///
/// # Errors
/// [`Error`] where it is no table.
pub fn open(path: &Path, sheet: Option<&str>, numbered: bool) -> Result<Table, Error> {
    Table::open(path, sheet, &|head| header::choose(head, numbered))
}

/// Whether a person named columns by their numbers, as one does that have no names.
pub fn by_numbers(wishes: &[(Role, String)]) -> bool {
    let is_number = |(_, name): &(Role, String)| name.parse::<usize>().is_ok();
    !wishes.is_empty() && wishes.iter().all(is_number)
}

/// A table that was opened, and its first sound records.
///
/// # Errors
/// [`Error`] where it is no table.
pub fn peek(
    path: &Path,
    sheet: Option<&str>,
    numbered: bool,
    count: usize,
) -> Result<(Table, Vec<Vec<String>>), Error> {
    let mut table = open(path, sheet, numbered)?;
    let mut sample = Vec::new();
    table.each_record(&mut |record| {
        if record.problem.is_none() && record.short.is_none() {
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
