//! Where an import's films come from: tables, or a folder of posters alone.
//!
//! In: a table or folder, and the films that are known. Out: one row after the other with the film
//! that it is about, and the findings of the rows that went.

mod folder_row;
mod links;
mod origin;
mod planned;
mod table_state;

use super::columns::{Columns, Role};
use super::findings::shortened;
use super::folder::Folder;
use super::identity::{Claim, How, Identities, Place, TITLE_AND_YEAR};
use super::row::Row;
use crate::catalog::{Error, FindingKind};
use crate::jobs::Task;
pub use folder_row::folder_row;
pub use links::Links;
pub use origin::{Source, absolute};
pub use planned::{Planned, by_numbers, looked, open, peek};
pub use table_state::{TableState, read_row};

/// Where rows go, one after the other, with the film that each is about.
pub type Sink<'a> = dyn FnMut(Row, Claim, Place, &mut Source) -> Result<(), Error> + 'a;

/// What one reading of a table needs beside the table.
pub struct Reading<'a> {
    /// Films that are known.
    pub identities: &'a mut Identities,
    /// Other ids of the films that a table of links names.
    pub links: &'a Links,
    /// The source's index in the import.
    pub index: usize,
    /// Its number in the library.
    pub source_id: i64,
    /// Progress and cancel.
    pub task: &'a Task,
}

impl Reading<'_> {
    /// Reads a table's films.
    ///
    /// # Errors
    /// [`Error`] where the file cannot be read to its end, `sink` fails, or the task was cancelled.
    pub fn table(&mut self, planned: &Planned, sink: &mut Sink<'_>) -> Result<Source, Error> {
        let (mut table, mut source) = planned.open()?;
        let columns = &planned.layout.columns;
        source.findings.stand(1, 1);
        if table.bare {
            source.findings.note(FindingKind::NoHeader, || {
                let detail = "the first row is a film already, not the names of columns; they were \
                              told by what they hold; say otherwise with --columns 1=title,2=year";
                (table.name.clone(), detail.to_owned())
            });
        }
        for &column in &columns.unknown {
            let header = &table.header;
            source.findings.note(FindingKind::UnknownColumn, || {
                let name = match header[column].as_str() {
                    "" => format!("column {} (no name)", column + 1),
                    name => shortened(name),
                };
                (name, "nothing is read from this column".to_owned())
            });
        }
        let of = planned.layout.numbers.rating_of;
        if of != 10.0 && columns.column(Role::Rating).is_some() {
            source.findings.note(FindingKind::Converted, || {
                let detail = format!(
                    "the ratings run to {of}; they are kept as of ten: {:.1} is {:.1}",
                    of * 0.9,
                    9.0
                );
                ("rating".to_owned(), detail)
            });
        }
        let mut state = TableState::default();
        let (index, task) = (self.index, self.task);
        // A row that the next one may go on with.
        let mut open: Option<(Row, Place)> = None;
        table.each_record(&mut |record| {
            task.check()?;
            task.advance(1);
            source.total += 1;
            source.findings.stand(record.row, record.line);
            let place = Place {
                source: index,
                row: record.row,
                line: record.line,
            };
            state.note_encoding(record);
            let Some(row) = read_row(record, &planned.layout, &mut source, &mut state) else {
                return Ok(true);
            };
            if !planned.layout.kind.joins {
                self.film(row, place, &mut source, (columns, &mut state), sink)?;
                return Ok(true);
            }
            if let Some((first, _)) = open.as_mut().filter(|(first, _)| first.goes_on_in(&row)) {
                first.go_on(row);
                source.total -= 1;
                return Ok(true);
            }
            if let Some((row, place)) = open.replace((row, place)) {
                self.film(row, place, &mut source, (columns, &mut state), sink)?;
            }
            Ok(true)
        })?;
        if let Some((row, place)) = open {
            self.film(row, place, &mut source, (columns, &mut state), sink)?;
        }
        state.tell(columns, &mut source, &table.name);
        Ok(source)
    }

    /// The films of a folder, as their names and descriptions tell of them.
    ///
    /// # Errors
    /// What `sink` says.
    pub fn folder(&mut self, folder: &Folder, sink: &mut Sink<'_>) -> Result<Source, Error> {
        let name = folder.root.display().to_string();
        let mut source = Source::new(absolute(&folder.root)?, &name, "folder");
        for film in &folder.films {
            source.total += 1 + film.others.len();
            let place = Place {
                source: self.index,
                row: 0,
                line: 0,
            };
            source.findings.stand(0, 0);
            for &other in &film.others {
                source.remove(FindingKind::OtherPoster, || {
                    let first = film.image.map_or("", |image| &folder.images[image]);
                    let detail = format!("a poster of the same film as {first}, which counts");
                    (folder.images[other].clone(), detail)
                });
            }
            let row = folder_row(folder, film);
            let nothing = (&Columns::default(), &mut TableState::default());
            self.film(row, place, &mut source, nothing, sink)?;
        }
        Ok(source)
    }

    fn film(
        &mut self,
        mut row: Row,
        place: Place,
        source: &mut Source,
        (columns, state): (&Columns, &mut TableState),
        sink: &mut Sink<'_>,
    ) -> Result<(), Error> {
        source.findings.stand(place.row, place.line);
        self.links.complete(&mut row);
        if !state.own_address(columns, &row) {
            let address = row.facts.poster_address.as_deref().unwrap_or_default();
            let detail = format!(
                "it has no IMDb id, and its poster {address} is that of an earlier row without one: \
                 the table mixed these rows up, and the first counts; give it an IMDb id (a table of \
                 links will do) to keep it"
            );
            let subject = row.title.clone().unwrap_or_default();
            source.remove(FindingKind::SharedAddress, || (subject, detail));
            return Ok(());
        }
        let claim = self.identities.claim(&row, place, self.source_id);
        let name = || row.best_name().unwrap_or_default();
        if let How::Twice(first) = claim.how {
            let earlier = source.findings.place(first.row, first.line);
            source.remove(FindingKind::DuplicateId, || {
                let detail = match first.row {
                    0 => "another file is named after the same film; that one counts".to_owned(),
                    _ => format!("the film stands already in {earlier}, which counts"),
                };
                (name(), detail)
            });
            return Ok(());
        }
        if let Some(doubt) = claim.doubt {
            let kind = FindingKind::ConflictingIds;
            source.findings.note(kind, || (name(), doubt.to_owned()));
        }
        if claim.how == How::Title {
            source.findings.note(FindingKind::MergedByTitle, || {
                let detail = format!(
                    "no id says so, but title and year do: confidence {:.0} %; give both rows one id \
                     to be certain",
                    TITLE_AND_YEAR * 100.0
                );
                (name(), detail)
            });
        }
        // Another table of this import has it already.
        let known = self.identities.place(claim.film);
        source.merged += usize::from(known.is_some_and(|known| known.source != place.source));
        sink(row, claim, place, source)
    }
}
