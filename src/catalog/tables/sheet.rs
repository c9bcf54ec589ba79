//! A table of films in a spreadsheet: XLSX, XLS, XLSB or ODS.
//!
//! In: a file. Out: the header and the records of its first sheet that holds any, numbers and dates
//! written as a CSV of them would write them.

use std::borrow::Cow;
use std::path::Path;

use calamine::{Data, Range, Reader, open_workbook_auto};

use super::record::Record;
use crate::catalog::Error;

/// The largest spreadsheet, in bytes: a sheet holds at most 1,048,576 rows, and all of it is read.
const MAX_BYTES: u64 = 256 << 20;

/// A sheet that was read.
pub struct Sheet {
    cells: Range<Data>,
    /// The header's row within `cells`.
    header: usize,
}

impl Sheet {
    /// Reads the sheet and its header.
    ///
    /// # Errors
    /// Why it cannot be read, in words.
    pub fn open(path: &Path) -> Result<(Vec<String>, Self), String> {
        let size = std::fs::metadata(path).map_or(0, |metadata| metadata.len());
        if size > MAX_BYTES {
            return Err("the spreadsheet is larger than 256 MiB; save it as CSV".to_owned());
        }
        // A damaged spreadsheet must not end the program.
        let read = std::panic::catch_unwind(|| read(path));
        read.unwrap_or_else(|_| {
            Err("the spreadsheet is damaged; save it again, or as CSV".to_owned())
        })
    }

    /// Hands every record to `visit`, in order, until it returns `false`.
    ///
    /// # Errors
    /// What `visit` returns.
    pub fn each_record(
        &mut self,
        columns: usize,
        visit: &mut dyn FnMut(&Record<'_>) -> Result<bool, Error>,
    ) -> Result<(), Error> {
        let first = self.cells.start().map_or(0, |(row, _)| row as usize);
        for (index, cells) in self.cells.rows().enumerate().skip(self.header + 1) {
            if cells.iter().all(|cell| matches!(cell, Data::Empty)) {
                continue;
            }
            let row = first + index + 1;
            let texts = cells.iter().take(columns);
            let record = Record {
                row,
                line: row,
                fields: texts.map(|cell| Cow::Owned(text(cell))).collect(),
                problem: None,
                latin1: false,
            };
            if !visit(&record)? {
                break;
            }
        }
        Ok(())
    }
}

fn read(path: &Path) -> Result<(Vec<String>, Sheet), String> {
    let mut workbook = open_workbook_auto(path)
        .map_err(|error| format!("the spreadsheet cannot be read: {error}"))?;
    for name in workbook.sheet_names() {
        let cells = workbook
            .worksheet_range(&name)
            .map_err(|error| format!("the sheet '{name}' cannot be read: {error}"))?;
        let full = |cells: &[Data]| cells.iter().any(|cell| !matches!(cell, Data::Empty));
        let Some(header) = cells.rows().position(full) else {
            continue;
        };
        let mut names: Vec<String> = cells
            .rows()
            .nth(header)
            .unwrap_or_default()
            .iter()
            .map(text)
            .collect();
        while names.last().is_some_and(String::is_empty) {
            names.pop();
        }
        return Ok((names, Sheet { cells, header }));
    }
    Err("the spreadsheet is empty; it needs a header and a row a film".to_owned())
}

/// `1994` and not `1994.0`; a date as `1994-09-23`.
fn text(cell: &Data) -> String {
    match cell {
        Data::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => {
            format!("{number:.0}")
        }
        Data::DateTime(date) => {
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        Data::Empty | Data::Error(_) => String::new(),
        cell => cell.to_string().trim().to_owned(),
    }
}
