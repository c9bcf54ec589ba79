//! The bytes of a field as text, whatever they were written in.

use std::borrow::Cow;

/// UTF-8, else Latin-1 (then the second is true).
pub fn decode(field: &[u8]) -> (Cow<'_, str>, bool) {
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

/// Without the blanks around it.
pub fn trimmed(text: Cow<'_, str>) -> Cow<'_, str> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
        Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
    }
}
