//! What a row calls its film: ids as numbers, the table's own id, title and year.
//!
//! In: a row. Out: its names, whole where the library keeps them, as 64 bits where films are found
//! by them.

use crate::catalog::import::row::Row;
use crate::catalog::title::folded;

/// The names of a row that are no ids of IMDb or TMDB.
pub struct Own {
    /// In its table.
    pub exact: String,
    /// The same, where its film was found by title: no id says so at the next import either.
    pub like: String,
    /// In every table of its world.
    pub shared: Option<String>,
}

impl Own {
    /// The names of a row of the table or folder that is stored under the number `source_id`; `None`:
    /// an id of IMDb or TMDB is all that it has.
    pub fn of(row: &Row, source_id: i64) -> Option<Self> {
        let base = match (&row.own_id, row_has_no_id(row)) {
            (Some(id), _) => id.clone(),
            (None, true) => {
                let title = folded(row.title.as_deref()?);
                format!("title:{title}:{}", row.year.unwrap_or_default())
            }
            (None, false) => return None,
        };
        Some(Self {
            exact: format!("{base}@{source_id}"),
            like: format!("like:{base}@{source_id}"),
            shared: row.own_id.is_some().then_some(base),
        })
    }

    /// What the same name is in the source of another number.
    pub fn in_source(&self, source_id: i64) -> String {
        let base = self.shared.as_deref().unwrap_or_default();
        format!("{base}@{source_id}")
    }

    /// What the library keeps of them, where the film was found by title or not.
    pub fn names(self, by_title: bool) -> Vec<String> {
        let exact = if by_title { self.like } else { self.exact };
        std::iter::once(exact).chain(self.shared).collect()
    }
}

/// Whether only title, year and file name the film.
pub fn row_has_no_id(row: &Row) -> bool {
    row.imdb_id.is_none() && row.tmdb_id.is_none() && row.own_id.is_none()
}

/// The number in `tt0111161`.
pub fn imdb_number(id: &str) -> u64 {
    id.trim_start_matches("tt").parse().unwrap_or(0)
}

/// The title, however it is written; 0: none.
pub fn title_hash(row: &Row) -> u64 {
    let folded = row.title.as_deref().map(folded).unwrap_or_default();
    if folded.is_empty() { 0 } else { hash(&folded) }
}

/// Title and year, where they name a film.
pub fn title_and_year(row: &Row) -> Option<u64> {
    let title = folded(row.title.as_deref()?);
    // A title without a year names a film where nothing else does.
    let year = row.year.or(row_has_no_id(row).then_some(0))?;
    (!title.is_empty()).then(|| hash(&format!("{title}\n{year}")))
}

/// 64 bits of BLAKE3: two of a million names meet by chance once in thirty million libraries.
pub fn hash(text: &str) -> u64 {
    let mut bytes = [0; 8];
    bytes.copy_from_slice(&blake3::hash(text.as_bytes()).as_bytes()[..8]);
    u64::from_le_bytes(bytes)
}
