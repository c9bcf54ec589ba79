//! Where a table's header stands, as whoever opens it decides.

/// The first rows of a table, and how they were told apart.
#[derive(Debug, Default)]
pub struct Head {
    /// Each with its fields, trimmed; empty rows are not among them.
    pub rows: Vec<Vec<String>>,
    /// What parts the fields of a table of text.
    pub separator: Option<Vec<u8>>,
}

/// The header of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Heading {
    /// Rows that are no films: the header, and what stands above it.
    pub skip: usize,
    /// The names of its columns.
    pub names: Vec<String>,
    /// Whether the table has no header: its first row is a film already.
    pub bare: bool,
}

/// Decides about a header.
pub type Choose<'a> = dyn Fn(&Head) -> Heading + 'a;

impl Heading {
    /// The first row is the header.
    pub fn first(head: &Head) -> Self {
        Self {
            skip: 1,
            names: head.rows.first().cloned().unwrap_or_default(),
            bare: false,
        }
    }
}
