//! A ranking as a table, for spreadsheets and programs.
//!
//! In: ranked rows. Out: one [`Entry`] a film, as CSV or (by serde) JSON.

use std::io::Write;

use serde::Serialize;

use super::{LibraryScores, Ranked};
use crate::catalog::{Film, Genre};

/// A ranked film, in plain values.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Entry {
    /// From 1.
    pub rank: usize,
    /// What names the film across imports: `tt0078748`.
    pub id: String,
    /// Title.
    pub title: String,
    /// Year of release.
    pub year: Option<i32>,
    /// The genre's calibrated probability, in `0..=1`.
    pub probability: f32,
    /// What the ranking orders by; see [`Order`](super::Order).
    pub value: f32,
    /// The table's genres: `Horror|Thriller`.
    pub genres: String,
    /// `train`, `validation`, `test`, or none.
    pub split: Option<&'static str>,
    /// The language's code, where a table says it.
    pub language: Option<String>,
    /// The series, where a table says it.
    pub collection: Option<String>,
    /// The poster's file.
    pub poster: Option<String>,
}

/// The entries of a ranking by `genre`, an index into the scores' genres.
pub fn entries(
    scores: &LibraryScores,
    films: &[Film],
    genre: usize,
    ranked: &[Ranked],
) -> Vec<Entry> {
    let entry = |(index, ranked): (usize, &Ranked)| {
        let film = &films[scores.film(ranked.row)];
        let names: Vec<&str> = film.genres.iter().map(Genre::name).collect();
        let path = film.poster.as_ref().map(|poster| &poster.path);
        Entry {
            rank: index + 1,
            id: film.key.clone(),
            title: film.title.clone(),
            year: film.year,
            probability: scores.probabilities(ranked.row)[genre],
            value: ranked.value,
            genres: names.join("|"),
            split: film.split.map(|split| split.name()),
            language: film.language.as_ref().map(|lang| lang.code().to_owned()),
            collection: film.collection.clone(),
            poster: path.map(|path| path.display().to_string()),
        }
    };
    ranked.iter().enumerate().map(entry).collect()
}

/// Writes entries as CSV, with a header even where there are none.
///
/// # Errors
/// What the file says.
pub fn write_csv(out: impl Write, entries: &[Entry]) -> csv::Result<()> {
    const HEADER: [&str; 11] = [
        "rank",
        "id",
        "title",
        "year",
        "probability",
        "value",
        "genres",
        "split",
        "language",
        "collection",
        "poster",
    ];
    let mut table = csv::WriterBuilder::new()
        .has_headers(false)
        .from_writer(out);
    table.write_record(HEADER)?;
    for entry in entries {
        table.serialize(entry)?;
    }
    table.flush()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use half::f16;

    use super::*;
    use crate::explore::fixture::{film, model};
    use crate::explore::{Filter, Order, rank};
    use crate::jobs::Task;

    #[test]
    fn a_ranking_becomes_a_table_that_reads_back() {
        let mut films = vec![film(0, "Horror|War"), film(1, "Drama")];
        films[1].title = "Comma, \"Quote\"".to_owned();
        let model = model("Horror", &[&[1.0]], &[0.0]);
        let read = |hash: &[u8; 32], row: &mut [f16]| {
            row[0] = f16::from_f32(f32::from(hash[0]));
            true
        };
        let scores = LibraryScores::compute_from(&films, read, &model, &Task::new());
        let scores = scores.expect("they are scored");
        let all = Filter::default();
        let ranked = rank(&scores, &films, 0, Order::Most, &all, &[], 9);
        let mut bytes = Vec::new();
        write_csv(&mut bytes, &entries(&scores, &films, 0, &ranked)).expect("into memory");
        let mut table = csv::Reader::from_reader(bytes.as_slice());
        let header = table.headers().expect("a header").clone();
        assert_eq!(header.len(), 11);
        let rows: Vec<csv::StringRecord> = table.records().flatten().collect();
        let field = |row: usize, name: &str| {
            let column = header.iter().position(|column| column == name);
            rows[row].get(column.expect("a column")).expect("a field")
        };
        assert_eq!(rows.len(), 2);
        assert_eq!((field(0, "rank"), field(0, "id")), ("1", "id:1"));
        assert_eq!(field(0, "title"), "Comma, \"Quote\"");
        assert_eq!(
            (field(1, "genres"), field(1, "probability")),
            ("Horror|War", "0.5")
        );
        let mut empty = Vec::new();
        write_csv(&mut empty, &[]).expect("into memory");
        assert!(empty.starts_with(b"rank,id,title"));
    }
}
