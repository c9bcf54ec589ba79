//! The bytes of a field as text, whatever they were written in.

use std::borrow::Cow;

use encoding_rs::Encoding;

/// UTF-8, else what `other` says (then the second is true).
pub fn decode(field: &[u8], other: impl FnOnce() -> &'static Encoding) -> (Cow<'_, str>, bool) {
    match std::str::from_utf8(field) {
        Ok(text) => (Cow::Borrowed(text), false),
        Err(_) => (other().decode_without_bom_handling(field).0, true),
    }
}

/// Without the blanks around it.
pub fn trimmed(text: Cow<'_, str>) -> Cow<'_, str> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
        Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
    }
}
