//! A table that was recognised, before its rows are read.
//!
//! In: a file and what the request says of it. Out: how it is read, and the table when its turn
//! comes; its first records for whoever wants to look.

use std::path::{Path, PathBuf};

use super::origin::{Source, absolute};
use crate::catalog::import::kinds::Layout;
use crate::catalog::tables::Table;
use crate::catalog::{Error, ImportRequest};

/// Records that are looked at before a table is read.
const SAMPLE: usize = 50;

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

    /// The table at its beginning, and what will be known of it.
    ///
    /// # Errors
    /// [`Error`] where the file cannot be read any more.
    pub fn open(&self) -> Result<(Table, Source), Error> {
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
