//! Text in UTF-16, as Excel's "Unicode text" and PowerShell write it, read as UTF-8.
//!
//! In: the bytes of a file. Out: the same text as UTF-8, without a mark at its beginning; what is no
//! UTF-16 passes through as it is.

use std::io::{Cursor, Read, Result};

/// Bytes by which UTF-16 without a mark is told.
const SAMPLE: u64 = 4096;
/// Bytes that are read at once.
const CHUNK: usize = 64 << 10;
/// The mark at the beginning of a text.
const MARK: &str = "\u{feff}";

/// `reader` as UTF-8, as far as its text is Unicode.
///
/// # Errors
/// What the reader says.
pub fn as_utf8(mut reader: Box<dyn Read + Send>) -> Result<Box<dyn Read + Send>> {
    let mut start = Vec::new();
    let read = (&mut reader).take(SAMPLE).read_to_end(&mut start);
    // A cut-off gzip file gives what it has before its error.
    if start.is_empty() {
        read?;
    }
    let Some(big) = utf16(&start) else {
        while start.starts_with(MARK.as_bytes()) {
            start.drain(..MARK.len());
        }
        return Ok(Box::new(Cursor::new(start).chain(reader)));
    };
    Ok(Box::new(Utf16 {
        reader: Box::new(Cursor::new(start).chain(reader)),
        big,
        bytes: Vec::new(),
        text: Vec::new(),
        at: 0,
    }))
}

/// Whether `start` is UTF-16, and then, whether its bytes are in big-endian order.
fn utf16(start: &[u8]) -> Option<bool> {
    match start {
        [0xFF, 0xFE, ..] => return Some(false),
        [0xFE, 0xFF, ..] => return Some(true),
        _ => {}
    }
    // Without a mark: the separators, digits and line ends of a table leave one byte of two empty.
    let pairs = start.chunks_exact(2);
    let count = pairs.len();
    let empty = |place: usize| pairs.clone().filter(|pair| pair[place] == 0).count();
    let (first, second) = (empty(0), empty(1));
    let big = first > 0;
    let units = pairs.clone().map(|pair| unit(pair[0], pair[1], big));
    let plain = |unit: u16| unit >= 0x20 || matches!(unit, 0x09 | 0x0A | 0x0D);
    let is_text = count > 1 && units.clone().all(plain);
    ((first == 0) != (second == 0) && (first + second) * 5 >= count && is_text).then_some(big)
}

fn unit(first: u8, second: u8, big: bool) -> u16 {
    match big {
        true => u16::from_be_bytes([first, second]),
        false => u16::from_le_bytes([first, second]),
    }
}

struct Utf16 {
    reader: Box<dyn Read + Send>,
    big: bool,
    /// Read and not yet text.
    bytes: Vec<u8>,
    /// UTF-8 that nobody took yet.
    text: Vec<u8>,
    at: usize,
}

impl Utf16 {
    /// Turns the next bytes into text; `false` at the end.
    fn more(&mut self) -> Result<bool> {
        let old = self.bytes.len();
        let read = (&mut self.reader)
            .take(CHUNK as u64)
            .read_to_end(&mut self.bytes);
        let ended = self.bytes.len() == old;
        if ended {
            read?;
        }
        let mut units: Vec<u16> = self
            .bytes
            .chunks_exact(2)
            .map(|pair| unit(pair[0], pair[1], self.big))
            .collect();
        // The second half of a pair may be yet to come.
        if !ended
            && units
                .last()
                .is_some_and(|unit| (0xD800..0xDC00).contains(unit))
        {
            units.pop();
        }
        self.bytes.drain(..units.len() * 2);
        let letters = char::decode_utf16(units);
        let text: String = letters
            .map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER))
            .filter(|letter| !MARK.contains(*letter))
            .collect();
        (self.text, self.at) = (text.into_bytes(), 0);
        Ok(!ended)
    }
}

impl Read for Utf16 {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
        while self.at == self.text.len() {
            if !self.more()? {
                return Ok(0);
            }
        }
        let count = buffer.len().min(self.text.len() - self.at);
        buffer[..count].copy_from_slice(&self.text[self.at..self.at + count]);
        self.at += count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> String {
        let reader = Box::new(Cursor::new(bytes.to_vec()));
        let mut text = String::new();
        as_utf8(reader)
            .and_then(|mut reader| reader.read_to_string(&mut text))
            .expect("it is read");
        text
    }

    #[test]
    fn every_order_of_bytes_with_and_without_a_mark() {
        let words = "title,year\nNachtfähre 夜 🎬,1949\n".repeat(9000);
        let little: Vec<u8> = words.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = words.encode_utf16().flat_map(u16::to_be_bytes).collect();
        for (bytes, what) in [
            (little.clone(), "little"),
            (big.clone(), "big"),
            ([&[0xFF, 0xFE], little.as_slice()].concat(), "little, mark"),
            ([&[0xFE, 0xFF], big.as_slice()].concat(), "big, mark"),
            (words.clone().into_bytes(), "UTF-8"),
            ([MARK.as_bytes(), words.as_bytes()].concat(), "UTF-8, mark"),
        ] {
            assert_eq!(text(&bytes), words, "{what}");
        }
    }

    #[test]
    fn what_is_no_utf16_passes_through() {
        for bytes in [b"".as_slice(), b"a", b"id,title\n", b"\0\0\0\x1Cftyp"] {
            assert_eq!(text(bytes).as_bytes(), bytes);
        }
    }
}
