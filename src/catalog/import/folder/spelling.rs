//! One name in its several spellings: `é` as one letter or as e and an accent, capitals or not.

use unicode_normalization::{UnicodeNormalization, is_nfc};

/// `text` with every letter as one sign where there is one (NFC), as most programs write it; a Mac
/// and archives made on it write letter and accent apart.
pub fn composed(text: &str) -> String {
    if is_nfc(text) {
        text.to_owned()
    } else {
        text.nfc().collect()
    }
}

/// What all spellings of a name share: without case, letters composed.
pub fn folded(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    // By way of the capitals, so that ß meets SS and both forms of a sigma meet.
    let small = text
        .nfd()
        .flat_map(char::to_uppercase)
        .flat_map(char::to_lowercase);
    small.nfc().collect()
}

/// How alike two names are that are one when [`folded`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// They differ in case.
    Folded,
    /// They differ in how accents are stored.
    Composed,
    /// Byte by byte.
    Exact,
}

/// How alike `one` and `other` are; `None`: they are two names.
pub fn likeness(one: &str, other: &str) -> Option<Likeness> {
    if one == other {
        return Some(Likeness::Exact);
    }
    if folded(one) != folded(other) {
        return None;
    }
    Some(if composed(one) == composed(other) {
        Likeness::Composed
    } else {
        Likeness::Folded
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_meet_and_are_told_apart() {
        for (one, other, alike) in [
            ("Heat.jpg", "Heat.jpg", Some(Likeness::Exact)),
            ("Caf\u{e9}", "Cafe\u{301}", Some(Likeness::Composed)),
            // Two accents on one letter, in either order of decomposition.
            (
                "Vi\u{1ec7}t",
                "Vie\u{323}\u{302}t",
                Some(Likeness::Composed),
            ),
            ("CAF\u{c9}", "cafe\u{301}", Some(Likeness::Folded)),
            ("Straße", "STRASSE", Some(Likeness::Folded)),
            ("ΟΔΟΣ", "οδος", Some(Likeness::Folded)),
            (
                "기생충",
                "\u{1100}\u{1175}\u{1109}\u{1162}\u{11bc}\u{110e}\u{116e}\u{11bc}",
                Some(Likeness::Composed),
            ),
            ("Café", "Cafe", None),
        ] {
            assert_eq!(likeness(one, other), alike, "{one} {other}");
        }
    }
}
