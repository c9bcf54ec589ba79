//! What a table would be read as, before anything is imported.

use std::path::Path;

use serde::Serialize;

use super::columns::Role;
use super::kinds::Layout;
use super::source::peek;
use crate::catalog::{Error, Genre};

/// Records that are looked at.
const SAMPLE: usize = 50;

/// What was recognised in a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Preview {
    /// The kind of table, `snake_case`; empty where none names its films.
    pub kind: &'static str,
    /// The same for people.
    pub label: &'static str,
    /// The sheets of the workbook; empty where the table is none.
    pub sheets: Vec<String>,
    /// Its columns in their order.
    pub columns: Vec<PreviewColumn>,
    /// Its first records, as many fields as columns.
    pub rows: Vec<Vec<String>>,
    /// Why it cannot be imported as it is, and what to do; `None`: it can.
    pub problem: Option<String>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PreviewColumn {
    /// Its name in the header.
    pub name: String,
    /// What is read from it ([`Role::name`]); `None`: nothing.
    pub role: Option<&'static str>,
    /// The genre that its 0 and 1 speak of.
    pub genre: Option<Genre>,
}

/// Looks at the table at `path` (of a workbook `sheet`, or its first one): what it is, what its
/// columns hold, its first `rows` records. `wishes` are columns that a person named, as in
/// [`ImportRequest::columns`](crate::catalog::ImportRequest::columns); one that is not there is the
/// preview's [problem](Preview::problem).
///
/// # Errors
/// [`Error`] where it is no table at all, or there is no such sheet.
pub fn preview(
    path: &Path,
    sheet: Option<&str>,
    wishes: &[(Role, String)],
    rows: usize,
) -> Result<Preview, Error> {
    let (table, mut sample) = peek(path, sheet, SAMPLE.max(rows))?;
    let header = &table.header;
    let layout = Layout::of(header, &sample, wishes);
    sample.truncate(rows);
    let column = |(index, name): (usize, &String)| {
        let columns = layout.as_ref().ok().map(|layout| &layout.columns);
        let flag = |columns: &super::columns::Columns| {
            let flag = columns.flags.iter().find(|(column, _)| *column == index)?;
            Some(flag.1.clone())
        };
        PreviewColumn {
            name: name.clone(),
            role: columns
                .and_then(|columns| columns.role(index))
                .map(Role::name),
            genre: columns.and_then(flag),
        }
    };
    Ok(Preview {
        columns: header.iter().enumerate().map(column).collect(),
        kind: layout.as_ref().map_or("", |layout| layout.kind.name),
        label: layout.as_ref().map_or("", |layout| layout.kind.label),
        rows: sample,
        sheets: table.sheets,
        problem: layout.err(),
    })
}
