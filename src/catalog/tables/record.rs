//! One row of a table, before anything is made of it.

use std::borrow::Cow;

/// One record of a table.
#[derive(Debug)]
pub struct Record<'a> {
    /// The header is row 1, as a spreadsheet counts.
    pub row: usize,
    /// The line that it begins on, counted from 1; other than `row` below a field of several lines.
    pub line: usize,
    /// The fields, trimmed; as many as the header has, unless `problem` is set.
    pub fields: Vec<Cow<'a, str>>,
    /// Why it cannot be used.
    pub problem: Option<String>,
    /// How many fields it has, where they are fewer than the header's; the others are empty.
    pub short: Option<usize>,
    /// What a field that is no UTF-8 was read as.
    pub encoding: Option<&'static str>,
}

impl Record<'_> {
    /// `films.csv, row 12`, with the line where that is another number.
    pub fn place(&self, table: &str) -> String {
        let Self { row, line, .. } = self;
        if row == line {
            return format!("{table}, row {row}");
        }
        format!("{table}, row {row} (line {line})")
    }
}
