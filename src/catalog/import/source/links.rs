//! Tables of links: they describe no films, but tell which ids are one film's.

use std::collections::HashMap;

use super::origin::Source;
use super::planned::Planned;
use super::table_state::{TableState, read_row};
use crate::catalog::Error;
use crate::catalog::import::row::Row;
use crate::jobs::Task;

/// Ids that tables of links give for one film, by its other names.
#[derive(Debug, Default)]
pub struct Links {
    by_own: HashMap<String, (Option<String>, Option<i64>)>,
    by_tmdb: HashMap<i64, String>,
}

impl Links {
    /// Takes the ids of a table of links.
    ///
    /// # Errors
    /// [`Error`] where it cannot be read, or `task` was cancelled.
    pub fn read(&mut self, planned: &Planned, task: &Task) -> Result<Source, Error> {
        let (mut table, mut source) = planned.open()?;
        let mut state = TableState::default();
        table.each_record(&mut |record| {
            task.check()?;
            task.advance(1);
            source.findings.stand(record.row, record.line);
            if let Some(row) = read_row(record, &planned.layout, &mut source, &mut state) {
                if let (Some(tmdb), Some(imdb)) = (row.tmdb_id, &row.imdb_id) {
                    self.by_tmdb.entry(tmdb).or_insert_with(|| imdb.clone());
                }
                if let Some(own) = row.own_id {
                    self.by_own.entry(own).or_insert((row.imdb_id, row.tmdb_id));
                }
            }
            Ok(true)
        })?;
        // They describe no films: none of them is counted.
        source.removed.clear();
        Ok(source)
    }

    /// Gives a row the ids that it lacks.
    pub fn complete(&self, row: &mut Row) {
        if let Some((imdb, tmdb)) = row.own_id.as_ref().and_then(|own| self.by_own.get(own)) {
            row.imdb_id = row.imdb_id.take().or_else(|| imdb.clone());
            row.tmdb_id = row.tmdb_id.or(*tmdb);
        }
        if row.imdb_id.is_none() {
            row.imdb_id = row
                .tmdb_id
                .and_then(|tmdb| self.by_tmdb.get(&tmdb).cloned());
        }
    }
}
