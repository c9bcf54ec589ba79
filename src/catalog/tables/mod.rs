//! Tables of films as they lie on disk, and the words in their fields.
//!
//! In: a file of text (comma, semicolon, tab; plain or gzip). Out: its header and
//! its records, one after the other; and parsers for what a field may hold: Python literals,
//! amounts of money, dates. Knows nothing of libraries.

pub mod amount;
pub mod date;
pub mod literal;
mod record;
mod text;
mod window;

use std::fs::File;
use std::io::{BufReader, Read, Seek};
use std::path::{Path, PathBuf};

pub use record::Record;
use text::Text;

use super::Error;

/// A table that was opened: its header is known, its records are to come.
pub struct Table {
    /// Where it lies.
    pub path: PathBuf,
    /// Its file name, for the places of findings.
    pub name: String,
    /// Its column names, trimmed.
    pub header: Vec<String>,
    text: Text,
}

impl Table {
    /// Opens the table at `path` and reads its header. What the file is, its first bytes say, not
    /// its extension.
    ///
    /// # Errors
    /// [`Error`] where it cannot be read or is no table.
    pub fn open(path: &Path) -> Result<Self, Error> {
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
            let reason = "this is not a file; a table is a CSV or TSV file";
            return Err(fault(reason.to_owned()));
        }
        let mut file = File::open(path).map_err(failed)?;
        let mut start = Vec::new();
        (&mut file)
            .take(8)
            .read_to_end(&mut start)
            .and_then(|_| file.rewind())
            .map_err(failed)?;
        if is_spreadsheet(&start) {
            let reason = "spreadsheets are not read; save it as CSV (UTF-8)";
            return Err(fault(reason.to_owned()));
        }
        let reader: Box<dyn Read + Send> = if start.starts_with(&[0x1F, 0x8B]) {
            Box::new(flate2::read::MultiGzDecoder::new(BufReader::new(file)))
        } else {
            Box::new(file)
        };
        let (header, text) = Text::open(reader).map_err(|problem| match problem {
            text::Problem::Io(error) => failed(error),
            text::Problem::NoTable(reason) => fault(reason),
        })?;
        let name = path.file_name().unwrap_or(path.as_os_str());
        Ok(Self {
            path: path.to_owned(),
            name: name.to_string_lossy().into_owned(),
            header,
            text,
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
        self.text.each_record(columns, visit, |error| Error::Io {
            path: path.clone(),
            doing: "reading the table",
            cause: error,
        })
    }
}

/// ZIP (XLSX, XLSB, ODS) or the older compound file (XLS).
fn is_spreadsheet(start: &[u8]) -> bool {
    start.starts_with(b"PK\x03\x04") || start.starts_with(&[0xD0, 0xCF, 0x11, 0xE0])
}
