//! Any other table: its columns are found by the words for them, then by what they hold.

use super::kind::{Kind, PLAIN};

/// A table of films.
pub const KIND: Kind = Kind {
    name: "general",
    label: "a table of films",
    ..PLAIN
};
