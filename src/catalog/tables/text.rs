//! A table of films as text: any delimiter, any encoding, any number of broken rows.
//!
//! In: the bytes of a CSV or TSV file, as they come. Out: its header and its records, one after the
//! other; a record with the wrong number of fields is handed out as such, and one stray quotation
//! mark does not swallow the rows after it.

use std::borrow::Cow;
use std::io::Read;

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use super::record::Record;
use super::window::Window;
use crate::catalog::Error;

/// The longest record, in bytes: what is longer has a quotation mark that is not closed.
const MAX_RECORD: usize = 1 << 20;

/// A table of text, at its next record.
pub struct Text {
    window: Window,
    core: Reader,
    /// The record's fields without their quotation marks, one behind the other.
    output: Vec<u8>,
    /// Where each field ends in `output`.
    ends: Vec<usize>,
    line: usize,
}

/// Why there is no table.
#[derive(Debug)]
pub enum Problem {
    /// It cannot be read.
    Io(std::io::Error),
    /// It can, and is none: why, and what to do.
    NoTable(String),
}

impl Text {
    /// Reads the header.
    ///
    /// # Errors
    /// [`Problem`].
    pub fn open(reader: Box<dyn Read + Send>) -> Result<(Vec<String>, Self), Problem> {
        let no_table = |reason: &str| Err(Problem::NoTable(reason.to_owned()));
        let mut window = Window::new(reader);
        window.more().map_err(Problem::Io)?;
        if window.bytes().starts_with(&[0xEF, 0xBB, 0xBF]) {
            window.advance(3);
        }
        let start = window.bytes();
        if start.starts_with(&[0xFF, 0xFE]) || start.starts_with(&[0xFE, 0xFF]) {
            return no_table("the table is UTF-16; save it as CSV in UTF-8");
        }
        let delimiter = sniff_delimiter(start);
        // IMDb's own tables quote nothing: a quotation mark is part of a title.
        let quoting = !(delimiter == b'\t' && start.starts_with(b"tconst\t"));
        let mut text = Self {
            window,
            core: ReaderBuilder::new()
                .delimiter(delimiter)
                .quoting(quoting)
                .build(),
            output: vec![0; 4 << 10],
            ends: vec![0; 64],
            line: 1,
        };
        let Some(raw) = text.next_raw().map_err(Problem::Io)? else {
            return no_table("the table is empty; it needs a header and a row a film");
        };
        let header: Vec<String> = text
            .fields(raw.fields)
            .map(|field| decode(field).0.trim().to_owned())
            .collect();
        if text.output[..raw.output].contains(&0) {
            return no_table("this is no text; a table is a CSV or TSV file");
        }
        text.accept(&raw);
        Ok((header, text))
    }

    /// Hands every record to `visit`, in order, until it returns `false`.
    ///
    /// # Errors
    /// What `visit` returns, and what `failed` makes of an error of the file.
    pub fn each_record(
        &mut self,
        columns: usize,
        visit: &mut dyn FnMut(&Record<'_>) -> Result<bool, Error>,
        failed: impl Fn(std::io::Error) -> Error,
    ) -> Result<(), Error> {
        let mut row = 1;
        while let Some(raw) = self.next_raw().map_err(&failed)? {
            row += 1;
            let problem = (raw.fields != columns || !raw.whole).then(|| {
                let hint = if raw.first_line < raw.bytes {
                    "a quotation mark in it is not closed"
                } else {
                    "quote fields that hold the delimiter"
                };
                format!(
                    "{} fields where the header has {columns}; {hint}",
                    raw.fields
                )
            });
            let broken = problem.is_some();
            let mut latin1 = false;
            let fields = self
                .fields(raw.fields)
                .map(|field| {
                    let (text, fallback) = decode(field);
                    latin1 |= fallback;
                    trimmed(text)
                })
                .collect();
            let record = Record {
                row,
                line: self.line,
                fields,
                problem,
                latin1,
            };
            if !visit(&record)? {
                return Ok(());
            }
            if broken && raw.first_line < raw.bytes {
                // The quotation mark may have swallowed good rows: go on behind the first line.
                self.window.advance(raw.first_line);
                self.line += 1;
            } else {
                self.accept(&raw);
            }
        }
        Ok(())
    }

    /// Finds the record at the window's place, which stays there; `None` at the end.
    fn next_raw(&mut self) -> std::io::Result<Option<Raw>> {
        self.skip_empty_lines()?;
        self.core.reset();
        let (mut read, mut output, mut fields) = (0, 0, 0);
        let whole = loop {
            let input = &self.window.bytes()[read..];
            if input.is_empty() && !self.window.ended() {
                self.window.more()?;
                continue;
            }
            let (result, bytes, written, ends) =
                self.core
                    .read_record(input, &mut self.output[output..], &mut self.ends[fields..]);
            read += bytes;
            output += written;
            fields += ends;
            match result {
                ReadRecordResult::OutputFull => self.output.resize(self.output.len() * 2, 0),
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
                ReadRecordResult::InputEmpty if read < MAX_RECORD => {}
                ReadRecordResult::InputEmpty => break false,
                ReadRecordResult::End if read == 0 => return Ok(None),
                ReadRecordResult::End | ReadRecordResult::Record => break true,
            }
        };
        let text = &self.window.bytes()[..read];
        let newline = |&byte: &u8| byte == b'\n';
        Ok(Some(Raw {
            whole,
            fields,
            output,
            bytes: read,
            lines: text.iter().filter(|byte| newline(byte)).count(),
            first_line: text.iter().position(newline).map_or(read, |end| end + 1),
        }))
    }

    /// Empty lines are no records, but they are lines.
    fn skip_empty_lines(&mut self) -> std::io::Result<()> {
        loop {
            match self.window.bytes().first() {
                Some(byte @ (b'\n' | b'\r')) => {
                    self.line += usize::from(*byte == b'\n');
                    self.window.advance(1);
                }
                None if !self.window.ended() => self.window.more()?,
                _ => return Ok(()),
            }
        }
    }

    fn accept(&mut self, raw: &Raw) {
        self.window.advance(raw.bytes);
        self.line += raw.lines;
    }

    fn fields(&self, count: usize) -> impl Iterator<Item = &[u8]> {
        let ends = &self.ends[..count];
        let starts = std::iter::once(&0).chain(ends);
        starts
            .zip(ends)
            .map(|(&start, &end)| &self.output[start..end])
    }
}

/// A record that was found.
struct Raw {
    /// Whether it ended before [`MAX_RECORD`].
    whole: bool,
    fields: usize,
    /// Bytes of its fields.
    output: usize,
    /// Bytes of the file.
    bytes: usize,
    lines: usize,
    /// Bytes of its first line.
    first_line: usize,
}

/// The delimiter that splits the first line most: comma, semicolon, tab or bar.
fn sniff_delimiter(bytes: &[u8]) -> u8 {
    let line = bytes
        .split(|&byte| byte == b'\n')
        .find(|line| !line.trim_ascii().is_empty());
    let mut quoted = false;
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0), (b'|', 0)];
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
            Cow::Owned(field.iter().map(|&byte| latin1(byte)).collect()),
            true,
        ),
    }
}

/// What programs call Latin-1 is Windows-1252 mostly: quotation marks and dashes where Latin-1 has
/// control characters that no table means.
fn latin1(byte: u8) -> char {
    const FROM_0X80: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";
    match byte {
        0x80..=0x9F => FROM_0X80
            .chars()
            .nth(usize::from(byte - 0x80))
            .unwrap_or(char::REPLACEMENT_CHARACTER),
        _ => char::from(byte),
    }
}

fn trimmed(text: Cow<'_, str>) -> Cow<'_, str> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
        Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type PlaceAndRow = (String, String);

    /// Header and records as `field|field`, with `!` in front of those that have a problem.
    fn read(bytes: &[u8]) -> Result<(Vec<String>, Vec<PlaceAndRow>), String> {
        let reader = Box::new(std::io::Cursor::new(bytes.to_vec()));
        let (header, mut text) = Text::open(reader).map_err(|problem| match problem {
            Problem::Io(error) => error.to_string(),
            Problem::NoTable(reason) => reason,
        })?;
        let mut rows = Vec::new();
        let mut visit = |record: &Record<'_>| {
            let mark = if record.problem.is_some() { "!" } else { "" };
            let row = format!("{mark}{}", record.fields.join("|"));
            rows.push((record.place("films.csv"), row));
            Ok(true)
        };
        text.each_record(header.len(), &mut visit, |error| {
            Error::Request(error.to_string())
        })
        .map_err(|error| error.to_string())?;
        Ok((header, rows))
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
        assert_eq!(
            rows(b"id,title\n1,\x93Don\x92t\x94 \x96 \x9F\n"),
            ["1|“Don’t” – Ÿ"]
        );
        for (bytes, words) in [
            (b"\xFF\xFEi\0d\0".as_slice(), "UTF-16"),
            (b"", "empty"),
            (b"\n\n", "empty"),
        ] {
            let error = read(bytes).expect_err("this is no table");
            assert!(error.contains(words), "{error}");
        }
    }

    #[test]
    fn wrong_numbers_of_fields_are_problems() {
        assert_eq!(
            rows(b"id,title\n1\n2,a,b\n3,c\n\n"),
            ["!1", "!2|a|b", "3|c"]
        );
    }

    #[test]
    fn records_longer_than_a_chunk_are_whole_and_a_mark_that_is_never_closed_ends() {
        let long = "a ".repeat(300_000);
        let text = format!("id,text\n1,\"{}\"\n2,short\n", long.trim());
        let whole = rows(text.as_bytes());
        assert_eq!((whole.len(), whole[0].len()), (2, long.trim().len() + 2));
        let mut text = String::from("id,text\n1,\"never closed\n");
        for number in 2..100_000 {
            text += &format!("{number},a line of text\n");
        }
        let broken = rows(text.as_bytes());
        assert_eq!(broken.len(), 99_999);
        assert!(broken[0].starts_with('!') && broken[99_998] == "99999|a line of text");
    }

    #[test]
    fn tables_of_imdb_quote_nothing() {
        let text = b"tconst\tprimaryTitle\ntt1\t\"Up\ntt2\tThe \"Real\" Jaws\n";
        assert_eq!(rows(text), ["tt1|\"Up", "tt2|The \"Real\" Jaws"]);
    }

    #[test]
    fn bytes_that_are_no_text_are_no_table() {
        let error = read(b"\0\0\0\x1Cftyp\n").expect_err("this is no table");
        assert!(error.contains("no text"), "{error}");
    }
}
