//! A table of films as text: any separator, any encoding, any number of broken rows.
//!
//! In: the bytes of a CSV or TSV file, as they come. Out: its header and its records, one after the
//! other; a record that cannot be read safely is handed out as such, and one stray quotation mark
//! does not swallow the rows after it.

use std::borrow::Cow;
use std::io::Read;

use encoding_rs::Encoding;

use super::encoding::{as_utf8, guess};
use super::field::{decode, trimmed};
use super::heading::{Choose, Head, Heading};
use super::quotes::{Fields, Marks, Outcome};
use super::record::Record;
use super::separator;
use super::window::Window;
use crate::catalog::Error;

/// The longest record, in bytes: what is longer has a quotation mark that is not closed.
const MAX_RECORD: usize = 1 << 20;
/// Rows that are looked at to find the header.
const HEAD: usize = 60;

/// A table of text, at its next record.
pub struct Text {
    window: Window,
    separator: Vec<u8>,
    /// How quotation marks are read where nothing speaks against it.
    marks: Marks,
    /// Of the record in hand.
    fields: Fields,
    /// What fields that are no UTF-8 are written in, once there is one.
    other: Option<&'static Encoding>,
    row: usize,
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
    /// Reads as far as the header, which `choose` finds.
    ///
    /// # Errors
    /// [`Problem`].
    pub fn open(
        reader: Box<dyn Read + Send>,
        choose: &Choose<'_>,
    ) -> Result<(Heading, Self), Problem> {
        let no_table = |reason: &str| Err(Problem::NoTable(reason.to_owned()));
        let mut window = Window::new(as_utf8(reader).map_err(Problem::Io)?);
        window.more().map_err(Problem::Io)?;
        let start = window.bytes();
        let separator::Separator { bytes, hint } = separator::of(start);
        // IMDb's own tables and MovieLens' old ones quote nothing: a mark is part of a title.
        let unquoted = (bytes == b"\t" && start.starts_with(b"tconst\t")) || bytes == b"::";
        let mut text = Self {
            window,
            separator: bytes,
            marks: if unquoted {
                Marks::Letters
            } else {
                Marks::Usual
            },
            fields: Fields::default(),
            other: None,
            row: 0,
            line: 1 + usize::from(hint > 0),
        };
        text.window.advance(hint);
        let (head, ends) = text.head().map_err(Problem::Io)?;
        if head.rows.is_empty() {
            return no_table("the table is empty; it needs a header and a row a film");
        }
        if head.rows[0].iter().any(|field| field.contains('\0')) {
            return no_table("this is no text; a table is a CSV or TSV file");
        }
        let heading = choose(&head);
        if let Some(&end) = heading.skip.checked_sub(1).and_then(|last| ends.get(last)) {
            text.line += lines(&text.window.bytes()[..end]);
            text.row = heading.skip;
            text.window.advance(end);
        }
        Ok((heading, text))
    }

    /// What parts its fields.
    pub fn separator(&self) -> &[u8] {
        &self.separator
    }

    /// The first rows, and where each ends; nothing of it is taken from the window.
    fn head(&mut self) -> std::io::Result<(Head, Vec<usize>)> {
        let mut head = Head {
            separator: Some(self.separator.clone()),
            ..Head::default()
        };
        let (mut ends, mut at) = (Vec::new(), 0);
        while head.rows.len() < HEAD {
            let rest = &self.window.bytes()[at..];
            at += rest
                .iter()
                .take_while(|byte| matches!(byte, b'\n' | b'\r'))
                .count();
            let rest = &self.window.bytes()[at..];
            let ended = self.window.ended();
            let wanted = head.rows.is_empty() && rest.len() < MAX_RECORD && !ended;
            if rest.is_empty() && !wanted {
                break;
            }
            let outcome = self.fields.cut(rest, ended, &self.separator, self.marks);
            let bytes = match outcome {
                Outcome::Whole { bytes, .. } => bytes,
                Outcome::More if wanted => {
                    self.window.more()?;
                    continue;
                }
                // The records behind a first row that is as long as this tell enough.
                Outcome::More if !head.rows.is_empty() && rest.len() < MAX_RECORD => break,
                _ => {
                    let line = &rest[..first_line(rest)];
                    self.fields.cut(line, true, &self.separator, Marks::Letters);
                    line.len()
                }
            };
            at += bytes;
            let (other, around) = (&mut self.other, self.window.bytes());
            let mut other = || *other.get_or_insert_with(|| guess(around));
            let fields = self.fields.iter().map(|field| decode(field, &mut other).0);
            let row: Vec<String> = fields.map(|field| field.trim().to_owned()).collect();
            head.rows.push(row);
            ends.push(at);
        }
        Ok((head, ends))
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
        while let Some(raw) = self.next_raw(columns).map_err(&failed)? {
            self.row += 1;
            let mut encoding = None;
            let (other, around) = (&mut self.other, self.window.bytes());
            let mut other = || *other.get_or_insert_with(|| guess(around));
            let mut fields: Vec<Cow<'_, str>> = self
                .fields
                .iter()
                .map(|field| {
                    let (text, is_other) = decode(field, &mut other);
                    if is_other {
                        encoding = Some(other().name());
                    }
                    trimmed(text)
                })
                .collect();
            let found = fields.len();
            // Separators at the end of a row, one too many: they part nothing.
            while fields.len() > columns && fields.last().is_some_and(|field| field.is_empty()) {
                fields.pop();
            }
            let problem = raw
                .problem
                .map(str::to_owned)
                .or_else(|| (fields.len() > columns).then(|| self.too_many(found, columns)));
            let short = fields.len() < columns;
            if short && problem.is_none() {
                fields.resize(columns, Cow::Borrowed(""));
            }
            let record = Record {
                row: self.row,
                line: self.line,
                fields,
                problem,
                short: short.then_some(found),
                encoding,
            };
            if !visit(&record)? {
                return Ok(());
            }
            self.line += lines(&self.window.bytes()[..raw.bytes]);
            self.window.advance(raw.bytes);
        }
        Ok(())
    }

    fn too_many(&self, found: usize, columns: usize) -> String {
        let separator = match self.separator.as_slice() {
            b"\t" => "tab".into(),
            other => String::from_utf8_lossy(other),
        };
        format!(
            "{found} fields where the header has {columns}; a field that holds the separator \
             '{separator}' must stand in quotation marks"
        )
    }

    /// Finds the record at the window's place, which stays there; `None` at the end.
    fn next_raw(&mut self, columns: usize) -> std::io::Result<Option<Raw>> {
        self.skip_empty_lines()?;
        let outcome = loop {
            let (input, ended) = (self.window.bytes(), self.window.ended());
            if input.is_empty() && ended {
                return Ok(None);
            }
            match self.fields.cut(input, ended, &self.separator, self.marks) {
                Outcome::More if input.len() < MAX_RECORD => self.window.more()?,
                outcome => break outcome,
            }
        };
        let input = self.window.bytes();
        let first = first_line(input);
        if let Outcome::Whole {
            bytes,
            irregular: false,
        } = outcome
        {
            let record = &input[..bytes];
            let escapes = record.contains(&b'\\') && record.windows(2).any(|pair| pair == b"\\\"");
            if !escapes && (bytes <= first || self.is_in_width(columns)) {
                return Ok(Some(Raw::sound(bytes)));
            }
        }
        // The marks are not as they should be. On its first line alone the row may be clear.
        let line = &input[..first];
        let even = line.iter().filter(|&&byte| byte == b'"').count() % 2 == 0;
        for (marks, fits) in [
            (Marks::Escaped, true),
            (Marks::Usual, true),
            (Marks::Letters, even),
            (Marks::Open, true),
        ] {
            let whole = fits && {
                let outcome = self.fields.cut(line, true, &self.separator, marks);
                matches!(outcome, Outcome::Whole { bytes, .. } if bytes == line.len())
            };
            if whole && self.fields.len() == columns {
                return Ok(Some(Raw::sound(first)));
            }
        }
        if let Outcome::Whole {
            bytes,
            irregular: false,
        } = outcome
        {
            self.fields.cut(input, true, &self.separator, self.marks);
            if bytes <= first || self.is_in_width(columns) {
                return Ok(Some(Raw::sound(bytes)));
            }
        }
        // A mark may have swallowed good rows: go on behind the first line.
        self.fields.cut(line, true, &self.separator, Marks::Letters);
        Ok(Some(Raw {
            bytes: first,
            // Of an even number each may close another, and one too many stands within.
            problem: Some(match even {
                true => {
                    "a quotation mark within a quoted field is not doubled (\"\"), so that the end \
                     of the field cannot be told"
                }
                false => "a quotation mark in it is not closed",
            }),
        }))
    }

    /// Whether the record in hand has no more fields than the header, but for empty ones at its end.
    fn is_in_width(&self, columns: usize) -> bool {
        let mut beyond = self.fields.iter().skip(columns);
        beyond.all(|field| field.trim_ascii().is_empty())
    }

    /// Empty lines are no records, but they are lines.
    fn skip_empty_lines(&mut self) -> std::io::Result<()> {
        loop {
            let bytes = self.window.bytes();
            let blank = |byte: &&u8| matches!(byte, b'\n' | b'\r');
            let count = bytes.iter().take_while(blank).count();
            // A line's end may be cut in two.
            if count == bytes.len() && !self.window.ended() {
                self.window.more()?;
                continue;
            }
            self.line += lines(&bytes[..count]);
            self.window.advance(count);
            return Ok(());
        }
    }
}

/// A record that was found.
struct Raw {
    /// Bytes of the file.
    bytes: usize,
    /// Why it cannot be read safely.
    problem: Option<&'static str>,
}

impl Raw {
    fn sound(bytes: usize) -> Self {
        Self {
            bytes,
            problem: None,
        }
    }
}

/// Bytes of the first line, with its end.
fn first_line(bytes: &[u8]) -> usize {
    let end = bytes
        .iter()
        .position(|byte| matches!(byte, b'\n' | b'\r'))
        .unwrap_or(bytes.len());
    match &bytes[end..] {
        [b'\r', b'\n', ..] => end + 2,
        [_, ..] => end + 1,
        [] => end,
    }
}

/// How many lines end in `bytes`.
fn lines(bytes: &[u8]) -> usize {
    let newlines = bytes.iter().filter(|&&byte| byte == b'\n').count();
    match newlines {
        // As Macintoshes once wrote them.
        0 => bytes.iter().filter(|&&byte| byte == b'\r').count(),
        count => count,
    }
}

#[cfg(test)]
mod tests;
