//! What is said of a row once its film is found: which film, how it was found, and where an earlier
//! row stands.

/// Where a row stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Index of the source in the import.
    pub source: usize,
    /// Row of the table; 0: of a folder.
    pub row: usize,
    /// Line of the file.
    pub line: usize,
}

/// What a row turned out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// The film's row in the library.
    pub film: i64,
    /// How it was found.
    pub how: How,
    /// Another film that this row shows to be the same one.
    pub absorbs: Option<i64>,
    /// The name of the row's own id, where it had none in the library yet.
    pub names: Vec<String>,
    /// Doubts: what the row's ids disagree about.
    pub doubt: Option<&'static str>,
}

/// How a row's film was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// It is new.
    New,
    /// An earlier row of the same table is about it.
    Twice(Place),
    /// An id names it; another source or the library knew it.
    Id,
    /// Title and year name it.
    Title,
}
