//! Whether a workbook may be opened. An XLSX file is a ZIP archive, a few kilobytes of which can
//! hold gigabytes; its reader keeps texts and styles in memory and believes what the file says of
//! their number.
//!
//! In: the file. Out: nothing, or why it is not opened. Every part is unpacked once, counted and
//! thrown away, by the very crate that unpacks it for the reader later, so that both see the same.

use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};

use zip::ZipArchive;

use super::text::Problem;

/// The largest file, in bytes: the directory of its parts is held in memory.
const MAX_FILE: u64 = 256 << 20;
/// The most parts; a workbook of 200 sheets has about 500.
const MAX_PARTS: usize = 10_000;
/// The most bytes of all parts together: a million rows of the widest known table come to half of
/// it. They pass through and are not held.
const MAX_TOTAL: u64 = 4 << 30;
/// The most bytes from one tag to the next: a cell holds at most 32,767 characters.
const MAX_TEXT: u64 = 1 << 20;

/// What a part may hold, at most.
#[derive(Debug, Clone, Copy)]
struct Limits {
    bytes: u64,
    tags: u64,
    /// Whether it is text with tags.
    xml: bool,
}

/// Texts of cells, held in memory: three columns of a million different texts fit.
const TEXTS: Limits = Limits {
    bytes: 256 << 20,
    tags: 16 << 20,
    xml: true,
};
/// Lists of sheets, styles, names: held in memory, some as things far larger than their text.
const LISTS: Limits = Limits {
    bytes: 16 << 20,
    tags: 500_000,
    xml: true,
};
/// Sheets: read row by row.
const SHEETS: Limits = Limits {
    bytes: MAX_TOTAL,
    tags: u64::MAX,
    xml: true,
};
/// Pictures and the like: never read.
const OTHERS: Limits = Limits {
    bytes: 64 << 20,
    tags: u64::MAX,
    xml: false,
};

/// Looks through the whole file, which stands at its beginning afterwards.
///
/// # Errors
/// [`Problem`].
pub fn check(file: &mut File) -> Result<(), Problem> {
    let length = file.metadata().map_err(Problem::Io)?.len();
    if length > MAX_FILE {
        return refuse("it is larger than 256 MiB");
    }
    count_parts(file, length)?;
    let mut archive = ZipArchive::new(BufReader::new(&mut *file)).map_err(|error| {
        let words = format!("the file is no ZIP archive that can be read ({error})");
        Problem::NoTable(words + "; save the table as XLSX or as CSV (UTF-8) again")
    })?;
    check_layout(&mut archive)?;
    let mut total = 0;
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).map_err(damaged)?;
        let limits = limits_of(&part.name().map_err(damaged)?);
        total += scan(&mut part, limits)?;
        if total > MAX_TOTAL {
            return refuse("unpacked it is larger than 4 GiB");
        }
    }
    file.seek(SeekFrom::Start(0)).map_err(Problem::Io)?;
    Ok(())
}

fn refuse<T>(what: &str) -> Result<T, Problem> {
    Err(Problem::NoTable(format!(
        "the workbook is not opened: {what}, more than a table of films can need; save the sheet \
         as CSV (UTF-8)"
    )))
}

fn damaged(error: impl std::fmt::Display) -> Problem {
    Problem::NoTable(format!(
        "the workbook cannot be read ({error}); save it again as XLSX without a password, or as \
         CSV (UTF-8)"
    ))
}

/// The number of parts, as the end of the file states it, before a list of them is made.
fn count_parts(file: &mut File, length: u64) -> Result<(), Problem> {
    /// The end record and the longest comment behind it.
    const TAIL: u64 = 22 + 65_535;
    let mut tail = Vec::new();
    file.seek(SeekFrom::Start(length.saturating_sub(TAIL)))
        .and_then(|_| (&mut *file).take(TAIL).read_to_end(&mut tail))
        .and_then(|_| file.seek(SeekFrom::Start(0)))
        .map_err(Problem::Io)?;
    let zip64 = tail.windows(4).any(|word| word == b"PK\x06\x07");
    let most = tail
        .windows(12)
        .filter(|words| words.starts_with(b"PK\x05\x06"))
        .map(|words| usize::from(u16::from_le_bytes([words[10], words[11]])))
        .max();
    match (zip64, most) {
        (false, Some(..=MAX_PARTS)) => Ok(()),
        (false, None) => Err(damaged("its end is missing")),
        _ => refuse("it has more than 10,000 parts"),
    }
}

/// The list of sheets lies where every spreadsheet program writes it: the limits go by names.
fn check_layout(archive: &mut ZipArchive<BufReader<&mut File>>) -> Result<(), Problem> {
    let mut text = String::new();
    let read = match archive.by_name("_rels/.rels") {
        Ok(part) => part.take(64 << 10).read_to_string(&mut text),
        Err(_) => Ok(0),
    };
    read.map_err(damaged)?;
    let mut documents = text
        .split('<')
        .filter(|tag| tag.contains("/relationships/officeDocument"));
    let usual = |tag: &str| {
        tag.contains("Target=\"xl/workbook.xml\"") || tag.contains("Target=\"/xl/workbook.xml\"")
    };
    match (documents.next(), documents.next()) {
        (Some(tag), None) if usual(tag) => Ok(()),
        _ => Err(Problem::NoTable(
            "this is no XLSX workbook as spreadsheet programs write it; save the table as XLSX or \
             as CSV (UTF-8)"
                .to_owned(),
        )),
    }
}

fn limits_of(name: &str) -> Limits {
    let name = name.to_lowercase();
    let ends = |end: &str| name.ends_with(end);
    if ends("sharedstrings.xml") {
        TEXTS
    } else if ends("workbook.xml") || ends("styles.xml") || ends(".rels") || name.contains("theme")
    {
        LISTS
    } else if ends(".xml") {
        SHEETS
    } else {
        OTHERS
    }
}

/// Unpacks a part and counts; returns its bytes.
fn scan(part: &mut impl Read, limits: Limits) -> Result<u64, Problem> {
    let mut buffer = vec![0; 64 << 10];
    let (mut bytes, mut tags, mut text) = (0, 0, 0);
    let mut count = Count::default();
    loop {
        let read = part.read(&mut buffer).map_err(damaged)?;
        if read == 0 {
            return Ok(bytes);
        }
        bytes += read as u64;
        if bytes > limits.bytes {
            return refuse("a part of it is too large");
        }
        if !limits.xml {
            continue;
        }
        for &byte in &buffer[..read] {
            text = if byte == b'<' { 0 } else { text + 1 };
            tags += u64::from(byte == b'<');
            // The limits hold for text of one byte a letter.
            if byte == 0 {
                return Err(damaged("a part of it is not UTF-8"));
            }
            if text > MAX_TEXT {
                return refuse("a text in it is longer than 1 MiB");
            }
            if limits.tags == TEXTS.tags && count.next(byte) > TEXTS.tags {
                return refuse("it claims to have more texts");
            }
        }
        if tags > limits.tags {
            return refuse("a part of it has too many entries");
        }
    }
}

/// Finds what `uniqueCount="…"` claims, byte by byte: the reader makes room for so many texts.
#[derive(Debug, Default)]
struct Count {
    /// Letters of [`WORD`](Self::WORD) that were seen; behind it, the steps to its number.
    at: usize,
    value: u64,
}

impl Count {
    /// No letter stands in it twice in a row of its beginning: one step back is enough.
    const WORD: &[u8] = b"Count";
    const EQUALS: usize = Self::WORD.len();
    const QUOTE: usize = Self::EQUALS + 1;
    const NUMBER: usize = Self::QUOTE + 1;

    /// The number so far; 0 where none is being read.
    fn next(&mut self, byte: u8) -> u64 {
        self.at = match (self.at, byte) {
            (at, byte) if at < Self::EQUALS && byte == Self::WORD[at] => at + 1,
            (Self::EQUALS | Self::QUOTE, b' ' | b'\t' | b'\r' | b'\n') => self.at,
            (Self::EQUALS, b'=') => Self::QUOTE,
            (Self::QUOTE, b'"' | b'\'') => {
                self.value = 0;
                Self::NUMBER
            }
            (Self::NUMBER, b'0'..=b'9') => {
                let digit = u64::from(byte - b'0');
                self.value = self.value.saturating_mul(10).saturating_add(digit);
                return self.value;
            }
            _ => usize::from(byte == Self::WORD[0]),
        };
        0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claims(text: &str) -> u64 {
        let mut count = Count::default();
        let numbers = text.bytes().map(|byte| count.next(byte));
        numbers.max().unwrap_or(0)
    }

    #[test]
    fn claimed_numbers_are_found_however_they_are_written() {
        for text in [
            "<sst count=\"3\" uniqueCount=\"70\">",
            "<sst uniqueCount = '70'/>",
            "<sst CCount\n=\n\t'0070'",
        ] {
            assert_eq!(claims(text), 70, "{text}");
        }
        assert_eq!(claims("<sst uniqueCount=70 Coun=\"9\" Count\"9\">"), 0);
        assert_eq!(claims(&format!("Count='{}'", "9".repeat(40))), u64::MAX);
    }

    #[test]
    fn long_texts_many_tags_and_other_encodings_are_refused() {
        let words = |bytes: &[u8], limits| match scan(&mut &*bytes, limits) {
            Err(Problem::NoTable(words)) => words,
            other => format!("{other:?}"),
        };
        let small = Limits {
            bytes: 99,
            tags: 3,
            xml: true,
        };
        assert_eq!(words(b"<a><b>x</b>", small), "Ok(11)");
        assert!(words(b"<a><b>x</b></a>", small).contains("entries"));
        assert!(words(&[b'x'; 100], small).contains("too large"));
        assert!(words(&vec![b'x'; 2 << 20], SHEETS).contains("1 MiB"));
        assert!(words(b"<\0a\0>\0", SHEETS).contains("UTF-8"));
        assert!(words(b"<sst uniqueCount=\"99999999999\">", TEXTS).contains("claims"));
    }
}
