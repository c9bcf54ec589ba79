//! Tables of films as they lie on disk, and the words in their fields.
//!
//! In: a file of text (CSV, TSV, `::`; plain, gzip or in a ZIP archive), of JSON, or an XLSX workbook.
//! Out: its header and its records, one after the other; and parsers for what a field may hold:
//! Python literals, numbers, amounts of money, dates. Knows nothing of libraries.

pub mod amount;
mod archive;
pub mod date;
mod digits;
pub mod encoding;
mod field;
mod heading;
mod json;
pub mod literal;
pub mod number;
mod quotes;
mod record;
mod separator;
mod sheet;
mod text;
mod window;
mod workbook;

use std::fs::File;
use std::io::{BufReader, Cursor, Read, Seek};
use std::path::{Path, PathBuf};

use archive::Archive;
pub use heading::{Choose, Head, Heading};
use json::Json;
pub use record::Record;
use sheet::Sheet;
use text::{Problem, Text};

use super::Error;

/// A table that was opened: its header is known, its records are to come.
pub struct Table {
    /// Where it lies.
    pub path: PathBuf,
    /// Its file name, for the places of findings; of a sheet that was asked for, with its name.
    pub name: String,
    /// Its column names, trimmed.
    pub header: Vec<String>,
    /// Whether it has no header: its first row is a film already.
    pub bare: bool,
    /// Rows above its header.
    pub above: usize,
    /// The sheets of its workbook, or the tables of its archive; empty where it is alone.
    pub sheets: Vec<String>,
    /// What parts its fields, of a table of text.
    pub separator: Option<Vec<u8>>,
    rows: Rows,
}

/// Where the records come from.
enum Rows {
    Text(Box<Text>),
    Sheet(Box<Sheet>),
    Json(Box<Json>),
}

impl Table {
    /// Opens the table at `path` and reads its header, which `choose` finds: of a workbook `sheet`, or
    /// its first one, of an archive the table of that name, or its only one. What the file is, its
    /// first bytes say, not its extension.
    ///
    /// # Errors
    /// [`Error`] where it cannot be read or is no table, or there is no such sheet.
    pub fn open(path: &Path, sheet: Option<&str>, choose: &Choose<'_>) -> Result<Self, Error> {
        let opened = file(path).and_then(|mut file| {
            let container = container(&mut file)?;
            open(file, container, sheet, choose)
        });
        let Opened {
            heading,
            sheets,
            rows,
        } = opened.map_err(|problem| fault(path, problem))?;
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
            header: heading.names,
            bare: heading.bare,
            above: heading.skip.saturating_sub(1),
            sheets,
            separator: match &rows {
                Rows::Text(text) => Some(text.separator().to_owned()),
                Rows::Sheet(_) | Rows::Json(_) => None,
            },
            rows,
        })
    }

    /// The tables of an archive of which one is to be chosen; empty where `path` is none.
    ///
    /// # Errors
    /// [`Error`] where it cannot be read.
    pub fn members(path: &Path) -> Result<Vec<String>, Error> {
        let look = |mut file: File| match container(&mut file)? {
            Container::Archive => match archive::look(&mut file)? {
                Archive::Tables(tables) => Ok(tables),
                Archive::Document => Ok(Vec::new()),
            },
            _ => Ok(Vec::new()),
        };
        file(path)
            .and_then(look)
            .map_err(|problem| fault(path, problem))
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
        let header = (!self.bare).then_some(&self.header);
        let columns = self.header.len();
        let failed = |error| fault(&self.path, Problem::Io(error));
        // Where tables were joined end to end, the header stands once more.
        let mut sound = |record: &Record<'_>| match header {
            Some(header) if columns > 1 && record.fields.iter().eq(header) => visit(&Record {
                fields: record.fields.clone(),
                problem: Some("this is the header once more, no film".to_owned()),
                ..*record
            }),
            _ => visit(record),
        };
        match &mut self.rows {
            Rows::Text(text) => text.each_record(columns, &mut sound, failed),
            Rows::Json(json) => json.each_record(&mut sound, failed),
            Rows::Sheet(sheet) => sheet.each_record(columns, &mut sound, |reason| {
                fault(&self.path, Problem::NoTable(reason))
            }),
        }
    }
}

/// A table, opened.
struct Opened {
    heading: Heading,
    sheets: Vec<String>,
    rows: Rows,
}

fn fault(path: &Path, problem: Problem) -> Error {
    let path = path.to_owned();
    match problem {
        Problem::Io(cause) => Error::Io {
            path,
            doing: "reading the table",
            cause,
        },
        Problem::NoTable(reason) => Error::Table { path, reason },
    }
}

fn file(path: &Path) -> Result<File, Problem> {
    if !std::fs::metadata(path).map_err(Problem::Io)?.is_file() {
        let reason = "this is not a file; a table is a CSV, TSV or XLSX file";
        return Err(Problem::NoTable(reason.to_owned()));
    }
    File::open(path).map_err(Problem::Io)
}

fn open(
    mut file: File,
    container: Container,
    sheet: Option<&str>,
    choose: &Choose<'_>,
) -> Result<Opened, Problem> {
    match container {
        Container::Archive => match archive::look(&mut file)? {
            Archive::Document => open_workbook(file, sheet, choose),
            Archive::Tables(tables) => open_member(file, &tables, sheet, choose),
        },
        Container::Compound => Err(Problem::NoTable(
            "this is an older spreadsheet, or one with a password; save it as XLSX without a \
             password, or as CSV (UTF-8)"
                .to_owned(),
        )),
        Container::Gzip => open_text(gunzip(Box::new(BufReader::new(file))), choose),
        Container::Text => open_text(Box::new(file), choose),
    }
}

fn open_workbook(file: File, sheet: Option<&str>, choose: &Choose<'_>) -> Result<Opened, Problem> {
    let (heading, sheet) = Sheet::open(file, sheet, choose)?;
    Ok(Opened {
        heading,
        sheets: sheet.names.clone(),
        rows: Rows::Sheet(Box::new(sheet)),
    })
}

/// The table of an archive; `sheet` says which, not which sheet of it.
fn open_member(
    file: File,
    tables: &[String],
    sheet: Option<&str>,
    choose: &Choose<'_>,
) -> Result<Opened, Problem> {
    let mut reader = archive::unpack(file, archive::choose(tables, sheet)?)?;
    let mut start = Vec::new();
    (&mut reader)
        .take(FIRST_BYTES)
        .read_to_end(&mut start)
        .map_err(Problem::Io)?;
    let kind = kind_of(&start);
    let whole: Box<dyn Read + Send> = Box::new(Cursor::new(start).chain(reader));
    let opened = match kind {
        // A workbook is read from a file.
        Container::Archive | Container::Compound => {
            let mut copy = tempfile::tempfile().map_err(Problem::Io)?;
            std::io::copy(&mut whole.take(MAX_WORKBOOK + 1), &mut copy)
                .and_then(|_| copy.rewind())
                .map_err(Problem::Io)?;
            open_workbook(copy, None, choose)
        }
        Container::Gzip => open_text(gunzip(whole), choose),
        Container::Text => open_text(whole, choose),
    };
    let sheets = match tables {
        [_] => Vec::new(),
        tables => tables.to_vec(),
    };
    opened.map(|opened| Opened { sheets, ..opened })
}

fn gunzip(reader: Box<dyn Read + Send>) -> Box<dyn Read + Send> {
    Box::new(flate2::read::MultiGzDecoder::new(reader))
}

fn open_text(reader: Box<dyn Read + Send>, choose: &Choose<'_>) -> Result<Opened, Problem> {
    let mut reader = encoding::as_utf8(reader).map_err(Problem::Io)?;
    let mut start = Vec::new();
    let read = (&mut reader).take(256).read_to_end(&mut start);
    // A cut-off gzip file gives what it has before its error.
    if start.is_empty() {
        read.map_err(Problem::Io)?;
    }
    let is_json = json::is_json(&start);
    let reader: Box<dyn Read + Send> = Box::new(Cursor::new(start).chain(reader));
    let (heading, rows) = if is_json {
        let (names, json) = Json::open(reader)?;
        let heading = Heading {
            names,
            ..Heading::default()
        };
        (heading, Rows::Json(Box::new(json)))
    } else {
        let (heading, text) = Text::open(reader, choose)?;
        (heading, Rows::Text(Box::new(text)))
    };
    Ok(Opened {
        heading,
        sheets: Vec::new(),
        rows,
    })
}

/// Bytes that say what a file is.
const FIRST_BYTES: u64 = 8;
/// The largest workbook in an archive, in bytes.
const MAX_WORKBOOK: u64 = 256 << 20;

/// What a file is, by its first bytes.
enum Container {
    /// ZIP: archives of tables, XLSX, but XLSB and ODS too.
    Archive,
    /// The compound file of older spreadsheets, and of those with a password.
    Compound,
    Gzip,
    Text,
}

fn container(file: &mut File) -> Result<Container, Problem> {
    let mut start = Vec::new();
    (&mut *file)
        .take(FIRST_BYTES)
        .read_to_end(&mut start)
        .and_then(|_| file.rewind())
        .map_err(Problem::Io)?;
    Ok(kind_of(&start))
}

fn kind_of(start: &[u8]) -> Container {
    match start {
        [b'P', b'K', 3, 4, ..] => Container::Archive,
        [0xD0, 0xCF, 0x11, 0xE0, ..] => Container::Compound,
        [0x1F, 0x8B, ..] => Container::Gzip,
        _ => Container::Text,
    }
}
