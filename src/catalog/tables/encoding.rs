//! Text in UTF-16, as Excel's "Unicode text" and PowerShell write it, read as UTF-8, and what other
//! text is written in.
//!
//! In: the bytes of a file. Out: the same text as UTF-8, without a mark at its beginning; what is no
//! UTF-16 passes through as it is, since a table may hold lines of two encodings.

use std::borrow::Cow;
use std::io::{Cursor, Read, Result};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{
    Encoding, ISO_8859_2, ISO_8859_4, UTF_16BE, UTF_16LE, WINDOWS_1250, WINDOWS_1252, WINDOWS_1254,
    WINDOWS_1257, WINDOWS_1258,
};
use encoding_rs_io::DecodeReaderBytesBuilder;

/// Bytes by which UTF-16 without a mark is told.
const SAMPLE: u64 = 4096;
/// So few letters tell no language of Latin letters.
const FEW: usize = 8;
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
    let reader = Cursor::new(start).chain(reader);
    let encoding = if big { UTF_16BE } else { UTF_16LE };
    let mut builder = DecodeReaderBytesBuilder::new();
    builder.encoding(Some(encoding)).strip_bom(true);
    Ok(Box::new(builder.build(reader)))
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

/// What text that is no UTF-8 is written in, told by the lines of `bytes` that are none.
pub fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    let mut letters = 0;
    for line in bytes.split_inclusive(|&byte| byte == b'\n') {
        if std::str::from_utf8(line).is_err() {
            detector.feed(line, false);
            letters += line.iter().filter(|byte| !byte.is_ascii()).count();
        }
    }
    detector.feed(b"", true);
    let guess = detector.guess(None, Utf8Detection::Deny);
    // A few accents alone do not tell languages apart, and most tables are from the West.
    let of_latin = [
        WINDOWS_1250,
        WINDOWS_1254,
        WINDOWS_1257,
        WINDOWS_1258,
        ISO_8859_2,
        ISO_8859_4,
    ];
    match letters < FEW && of_latin.contains(&guess) {
        true => WINDOWS_1252,
        false => guess,
    }
}

/// A whole text: as its mark says, in UTF-8, as `label` says, or as its letters tell.
pub fn decoded<'a>(bytes: &'a [u8], label: Option<&[u8]>) -> Cow<'a, str> {
    let marked = Encoding::for_bom(bytes).map(|(encoding, length)| (encoding, &bytes[length..]));
    if let (None, Ok(text)) = (marked, std::str::from_utf8(bytes)) {
        return Cow::Borrowed(text);
    }
    let (encoding, text) = marked.unwrap_or_else(|| {
        let said = label.and_then(Encoding::for_label);
        (said.unwrap_or_else(|| guess(bytes)), bytes)
    });
    encoding.decode_without_bom_handling(text).0
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
    fn other_encodings_are_told_by_their_letters() {
        for (words, encoding) in [
            ("Солярис,1972\nСталкер,1979\nЗеркало,1975\n", "windows-1251"),
            ("東京物語,1953\n七人の侍,1954\n", "Shift_JIS"),
            ("Amélie,2001\nÀ bout de souffle,1960\n", "windows-1252"),
            ("Η αιωνιότητα και μια μέρα,1998\n", "windows-1253"),
            ("기생충,2019\n올드보이,2003\n", "EUC-KR"),
            ("霸王别姬,1993\n活着,1994\n", "GBK"),
            (
                "Popiół i diament,1958\nNóż w wodzie,1962\nŁódź,1970\nWałęsa,2013\n",
                "windows-1250",
            ),
        ] {
            let wanted = Encoding::for_label(encoding.as_bytes()).expect("a label of the web");
            let (bytes, _, lost) = wanted.encode(words);
            assert!(!lost, "{words}");
            let told = guess(&bytes);
            assert_eq!(
                decoded(&bytes, None),
                words,
                "{} as {}",
                encoding,
                told.name()
            );
            // A line of UTF-8 beside them tells nothing.
            let mixed = ["Tōkyō,1\n".as_bytes(), &bytes].concat();
            assert_eq!(guess(&mixed), told);
        }
        let (bytes, _, _) = UTF_16LE.encode("x");
        assert_eq!(decoded(&bytes, None), "x");
        assert_eq!(decoded(b"\xFF\xFEH\0i\0", None), "Hi");
        assert_eq!(decoded(b"\xD1\xEE\xED", Some(b"windows-1251")), "Сон");
    }

    #[test]
    fn what_is_no_utf16_passes_through() {
        for bytes in [b"".as_slice(), b"a", b"id,title\n", b"\0\0\0\x1Cftyp"] {
            assert_eq!(text(bytes).as_bytes(), bytes);
        }
    }
}
