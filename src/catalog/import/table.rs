//! A table of films as text: any delimiter, any encoding, any number of broken rows.
//!
//! In: a CSV file. Out: its header and its records, one after the other; a record with the wrong
//! number of fields is handed out as such, and one stray quotation mark does not swallow the
//! rows after it.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use csv::{ByteRecord, ReaderBuilder};

use crate::catalog::Error;

/// The largest table that is read, in bytes.
const MAX_TABLE_BYTES: u64 = 1 << 30;

/// A table that was opened.
#[derive(Debug)]
pub struct Table {
    /// Where it lies.
    pub path: PathBuf,
    /// Its file name, for the places of findings.
    pub name: String,
    /// Its column names, trimmed.
    pub header: Vec<String>,
    bytes: Vec<u8>,
    delimiter: u8,
    /// Where the first record after the header begins: byte, and line counted from 1.
    body: (usize, usize),
}

/// One record of a table.
#[derive(Debug)]
pub struct Record<'a> {
    /// `films.csv, row 12`: the header is row 1, as a spreadsheet counts.
    pub place: String,
    /// The fields, trimmed; as many as the header has, unless `problem` is set.
    pub fields: Vec<Cow<'a, str>>,
    /// Why it cannot be used.
    pub problem: Option<String>,
    /// Whether some field was not UTF-8 and was read as Latin-1.
    pub latin1: bool,
}

impl Table {
    /// Opens the table at `path` and reads its header.
    ///
    /// # Errors
    /// [`Error`] where it cannot be read or is no CSV table.
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
        let metadata = std::fs::metadata(path).map_err(failed)?;
        if !metadata.is_file() {
            return Err(fault(
                "this is not a file; --table takes a CSV file".to_owned(),
            ));
        }
        if metadata.len() > MAX_TABLE_BYTES {
            return Err(fault("the table is larger than 1 GiB; split it".to_owned()));
        }
        let mut bytes = std::fs::read(path).map_err(failed)?;
        if bytes.starts_with(&[0xEF, 0xBB, 0xBF]) {
            bytes.drain(..3);
        }
        if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
            return Err(fault(
                "the table is UTF-16; save it as CSV in UTF-8".to_owned(),
            ));
        }
        let mut table = Self {
            path: path.to_owned(),
            name: path
                .file_name()
                .unwrap_or(path.as_os_str())
                .to_string_lossy()
                .into_owned(),
            header: Vec::new(),
            delimiter: sniff_delimiter(&bytes),
            bytes,
            body: (0, 1),
        };
        let Some(raw) = table.next_raw(&mut Cursor { at: 0, line: 1 })? else {
            return Err(fault(
                "the table is empty; it needs a header and a row a film".to_owned(),
            ));
        };
        table.header = raw
            .record
            .iter()
            .map(|field| decode(field).0.trim().to_owned())
            .collect();
        table.body = (raw.end, raw.end_line);
        Ok(table)
    }

    /// Hands every record to `visit`, in order; a record is one row.
    ///
    /// # Errors
    /// What `visit` returns.
    pub fn each_record(
        &self,
        mut visit: impl FnMut(Record<'_>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let mut cursor = Cursor {
            at: self.body.0,
            line: self.body.1,
        };
        let mut row = 1;
        while let Some(raw) = self.next_raw(&mut cursor)? {
            row += 1;
            let mut place = format!("{}, row {row}", self.name);
            if raw.line != row {
                place += &format!(" (line {})", raw.line);
            }
            let expected = self.header.len();
            let problem = (raw.record.len() != expected).then(|| {
                // The quotation mark may have swallowed good rows: go on behind the first line.
                let several = raw.first_line_end < raw.end;
                if several {
                    cursor = Cursor {
                        at: raw.first_line_end,
                        line: raw.line + 1,
                    };
                }
                let hint = if several {
                    "a quotation mark in it is not closed"
                } else {
                    "quote fields that hold the delimiter"
                };
                format!(
                    "{} fields where the header has {expected}; {hint}",
                    raw.record.len()
                )
            });
            let mut latin1 = false;
            let fields = raw
                .record
                .iter()
                .map(|field| {
                    let (text, fallback) = decode(field);
                    latin1 |= fallback;
                    Cow::Owned(text.trim().to_owned())
                })
                .collect();
            visit(Record {
                place,
                fields,
                problem,
                latin1,
            })?;
        }
        Ok(())
    }

    /// The record at the cursor, which moves behind it; `None` at the end.
    fn next_raw(&self, cursor: &mut Cursor) -> Result<Option<Raw>, Error> {
        // Empty lines are no records, but they are lines.
        while let Some(byte @ (b'\n' | b'\r')) = self.bytes.get(cursor.at) {
            cursor.line += usize::from(*byte == b'\n');
            cursor.at += 1;
        }
        let (start, line) = (cursor.at, cursor.line);
        let mut reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(self.delimiter)
            .buffer_capacity(1 << 12)
            .from_reader(&self.bytes[start..]);
        let mut record = ByteRecord::new();
        let found = reader
            .read_byte_record(&mut record)
            .map_err(|error| Error::Table {
                path: self.path.clone(),
                reason: format!("the table cannot be read: {error}"),
            })?;
        if !found {
            return Ok(None);
        }
        let length = usize::try_from(reader.position().byte()).unwrap_or(usize::MAX);
        let end = start.saturating_add(length).min(self.bytes.len());
        let text = &self.bytes[start..end];
        let newlines = text.iter().filter(|&&byte| byte == b'\n').count();
        *cursor = Cursor {
            at: end,
            line: line + newlines,
        };
        Ok(Some(Raw {
            record,
            line,
            end,
            end_line: cursor.line,
            first_line_end: text
                .iter()
                .position(|&byte| byte == b'\n')
                .map_or(end, |position| start + position + 1),
        }))
    }
}

struct Cursor {
    at: usize,
    line: usize,
}

struct Raw {
    record: ByteRecord,
    line: usize,
    end: usize,
    end_line: usize,
    first_line_end: usize,
}

/// The delimiter that splits the first line most: comma, semicolon or tab.
fn sniff_delimiter(bytes: &[u8]) -> u8 {
    let line = bytes
        .split(|&byte| byte == b'\n')
        .find(|line| !line.is_empty());
    let mut quoted = false;
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    for &byte in line.unwrap_or_default() {
        quoted ^= byte == b'"';
        for (delimiter, count) in &mut counts {
            *count += usize::from(!quoted && byte == *delimiter);
        }
    }
    // The first of equals: a comma.
    counts
        .iter()
        .rev()
        .max_by_key(|(_, count)| *count)
        .map_or(b',', |(delimiter, _)| *delimiter)
}

/// UTF-8, else Latin-1 (then the second is true).
fn decode(field: &[u8]) -> (Cow<'_, str>, bool) {
    match std::str::from_utf8(field) {
        Ok(text) => (Cow::Borrowed(text), false),
        Err(_) => (
            Cow::Owned(field.iter().map(|&byte| char::from(byte)).collect()),
            true,
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type PlaceAndRow = (String, String);

    /// Header and records as `field|field`, with `!` in front of those that have a problem.
    fn read(bytes: &[u8]) -> Result<(Vec<String>, Vec<PlaceAndRow>), Error> {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let path = folder.path().join("films.csv");
        std::fs::write(&path, bytes).expect("a table for the test");
        let table = Table::open(&path)?;
        let mut rows = Vec::new();
        table.each_record(|record| {
            let mark = if record.problem.is_some() { "!" } else { "" };
            rows.push((record.place, format!("{mark}{}", record.fields.join("|"))));
            Ok(())
        })?;
        Ok((table.header, rows))
    }

    fn rows(bytes: &[u8]) -> Vec<String> {
        let (_, rows) = read(bytes).expect("the table is read");
        rows.into_iter().map(|(_, row)| row).collect()
    }

    #[test]
    fn delimiters_and_marks_are_recognised() {
        for text in [
            "id,title\n1,Up\n",
            "id;title\r\n1;Up",
            "id\ttitle\n1\tUp\n",
            "id,title\r1,Up\r",
        ] {
            assert_eq!(rows(text.as_bytes()), ["1|Up"], "{text:?}");
        }
        let (header, _) = read(b"\xEF\xBB\xBF id ,\"a; title\"\n").expect("the table is read");
        assert_eq!(header, ["id", "a; title"]);
    }

    #[test]
    fn places_are_counted_as_a_spreadsheet_does() {
        let (_, rows) = read(b"id,title\n1,\"Two\nlines\"\n2,Up\n").expect("the table is read");
        let places: Vec<&str> = rows.iter().map(|(place, _)| place.as_str()).collect();
        assert_eq!(places, ["films.csv, row 2", "films.csv, row 3 (line 4)"]);
    }

    #[test]
    fn a_stray_quotation_mark_costs_its_own_row_only() {
        let text = b"id,title,year\n1,\"Up,2009\n2,Jaws,1975\n3,Alien,1979\n";
        assert_eq!(rows(text)[1..], ["2|Jaws|1975", "3|Alien|1979"]);
        assert!(rows(text)[0].starts_with('!'));
    }

    #[test]
    fn other_encodings_are_read_or_named() {
        assert_eq!(rows(b"id,title\n1,Am\xE9lie\n"), ["1|Am\u{e9}lie"]);
        for (bytes, words) in [
            (b"\xFF\xFEi\0d\0".as_slice(), "UTF-16"),
            (b"", "empty"),
            (b"\n\n", "empty"),
        ] {
            let error = read(bytes).expect_err("this is no table");
            assert!(error.to_string().contains(words), "{error}");
        }
    }

    #[test]
    fn wrong_numbers_of_fields_are_problems() {
        assert_eq!(
            rows(b"id,title\n1\n2,a,b\n3,c\n\n"),
            ["!1", "!2|a|b", "3|c"]
        );
    }
}
