//! The posters that a table's films would get from a folder, once every row has asked.

use std::collections::HashMap;
use std::path::PathBuf;

use crate::catalog::Error;
use crate::catalog::import::asked::Asked;
use crate::catalog::import::beside::Beside;
use crate::catalog::import::folder::Folder;
use crate::catalog::import::identity::{Claim, Identities, Place};
use crate::catalog::import::poster_file::poster_file;
use crate::catalog::import::row::Row;
use crate::catalog::import::source::{Links, Planned, Reading, Source};
use crate::jobs::Task;

/// What the first rows would get.
#[derive(Debug, Default)]
pub struct Posters {
    /// The file, by the number of the row.
    pub files: HashMap<usize, PathBuf>,
    /// What there is to say of posters, by the place of the row: why there is none, or a doubt.
    pub findings: HashMap<String, Vec<String>>,
}

impl Posters {
    /// Reads the whole table, into no library: which film gets a file is told by all rows together.
    ///
    /// # Errors
    /// [`Error`] where the table cannot be read to its end, or `task` was cancelled.
    pub fn of(planned: &Planned, folder: &Folder, rows: usize, task: &Task) -> Result<Self, Error> {
        task.begin("Reading tables", "rows", None);
        let (mut identities, links) = (Identities::default(), Links::default());
        let (mut asked, mut beside) = (Asked::default(), Beside::default());
        let mut first: Vec<(usize, i64)> = Vec::new();
        let mut sink = |row: Row, claim: Claim, place: Place, source: &mut Source| {
            let poster = poster_file(&row, Some(folder), &source.path, &mut beside);
            asked.ask((claim.film, place), &row, poster, Some(folder));
            if first.len() < rows {
                first.push((place.row, claim.film));
            }
            Ok(())
        };
        let mut reading = Reading {
            identities: &mut identities,
            links: &links,
            index: 0,
            source_id: 0,
            task,
        };
        let mut sources = [reading.table(planned, &mut sink)?];
        // What was said while the rows were read, whoever reads them says again.
        let said = sources[0].findings.kept.len();
        let (wanted, _) = asked.settle(&identities, &mut sources);
        let of_film: HashMap<i64, PathBuf> = wanted.found.into_iter().collect();
        let mut posters = Self::default();
        for (row, film) in first {
            if let Some(file) = of_film.get(&identities.now(film)) {
                posters.files.insert(row, file.clone());
            }
        }
        for finding in sources[0].findings.kept.drain(said..) {
            let of_row = posters.findings.entry(finding.place).or_default();
            of_row.push(finding.detail);
        }
        Ok(posters)
    }
}
