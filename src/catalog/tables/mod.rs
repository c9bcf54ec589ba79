//! Tables of films as they lie on disk, and the words in their fields.
//!
//! In: a file of text (comma, semicolon, tab; plain or gzip) or an XLSX workbook. Out: its header and
//! its records, one after the other; and parsers for what a field may hold: Python literals,
//! amounts of money, dates. Knows nothing of libraries.

pub mod amount;
pub mod date;
pub mod literal;
mod record;
mod sheet;
mod text;
mod window;
mod workbook;

use std::fs::File;
use std::io::{BufReader, Read, Seek};
use std::path::{Path, PathBuf};

pub use record::Record;
use sheet::Sheet;
use text::Text;

use super::Error;

/// A table that was opened: its header is known, its records are to come.
pub struct Table {
    /// Where it lies.
    pub path: PathBuf,
    /// Its file name, for the places of findings; of a sheet that was asked for, with its name.
    pub name: String,
    /// Its column names, trimmed.
    pub header: Vec<String>,
    /// The sheets of its workbook; empty where it is none.
    pub sheets: Vec<String>,
    rows: Rows,
}

/// Where the records come from.
enum Rows {
    Text(Box<Text>),
    Sheet(Box<Sheet>),
}

impl Table {
    /// Opens the table at `path` and reads its header: of a workbook `sheet`, or its first one. What
    /// the file is, its first bytes say, not its extension.
    ///
    /// # Errors
    /// [`Error`] where it cannot be read or is no table, or there is no such sheet.
    pub fn open(path: &Path, sheet: Option<&str>) -> Result<Self, Error> {
        let failed = |source| Error::Io {
            path: path.to_owned(),
            doing: "reading the table",
            cause: source,
        };
        let fault = |reason: String| Error::Table {
            path: path.to_owned(),
            reason,
        };
        if !std::fs::metadata(path).map_err(failed)?.is_file() {
            let reason = "this is not a file; a table is a CSV, TSV or XLSX file";
            return Err(fault(reason.to_owned()));
        }
        let mut file = File::open(path).map_err(failed)?;
        let mut start = Vec::new();
        (&mut file)
            .take(8)
            .read_to_end(&mut start)
            .and_then(|_| file.rewind())
            .map_err(failed)?;
        let opened = match container(&start) {
            Container::Archive => Sheet::open(file, sheet).map(|(header, sheet)| {
                let sheets = sheet.names.clone();
                (header, sheets, Rows::Sheet(Box::new(sheet)))
            }),
            Container::Compound => Err(text::Problem::NoTable(
                "this is an older spreadsheet, or one with a password; save it as XLSX without a \
                 password, or as CSV (UTF-8)"
                    .to_owned(),
            )),
            Container::Gzip => open_text(Box::new(flate2::read::MultiGzDecoder::new(
                BufReader::new(file),
            ))),
            Container::Text => open_text(Box::new(file)),
        };
        let (header, sheets, rows) = opened.map_err(|problem| match problem {
            text::Problem::Io(error) => failed(error),
            text::Problem::NoTable(reason) => fault(reason),
        })?;
        let mut name = path
            .file_name()
            .unwrap_or(path.as_os_str())
            .to_string_lossy()
            .into_owned();
        if let (Some(sheet), false) = (sheet, sheets.is_empty()) {
            name += &format!(", sheet {sheet}");
        }
        Ok(Self {
            path: path.to_owned(),
            name,
            header,
            sheets,
            rows,
        })
    }

    /// Hands every record to `visit`, in order; a record is one row. Stops where `visit` returns
    /// `false`.
    ///
    /// # Errors
    /// What `visit` returns, and [`Error`] where the file cannot be read to its end.
    pub fn each_record(
        &mut self,
        visit: &mut dyn FnMut(&Record<'_>) -> Result<bool, Error>,
    ) -> Result<(), Error> {
        let columns = self.header.len();
        let path = self.path.clone();
        match &mut self.rows {
            Rows::Text(text) => text.each_record(columns, visit, |error| Error::Io {
                path: path.clone(),
                doing: "reading the table",
                cause: error,
            }),
            Rows::Sheet(sheet) => sheet.each_record(columns, visit, |reason| Error::Table {
                path: path.clone(),
                reason,
            }),
        }
    }
}

type Opened = Result<(Vec<String>, Vec<String>, Rows), text::Problem>;

fn open_text(reader: Box<dyn Read + Send>) -> Opened {
    let (header, text) = Text::open(reader)?;
    Ok((header, Vec::new(), Rows::Text(Box::new(text))))
}

/// What a file is, by its first bytes.
enum Container {
    /// ZIP: XLSX, but XLSB and ODS too.
    Archive,
    /// The compound file of older spreadsheets, and of those with a password.
    Compound,
    Gzip,
    Text,
}

fn container(start: &[u8]) -> Container {
    match start {
        [b'P', b'K', 3, 4, ..] => Container::Archive,
        [0xD0, 0xCF, 0x11, 0xE0, ..] => Container::Compound,
        [0x1F, 0x8B, ..] => Container::Gzip,
        _ => Container::Text,
    }
}
