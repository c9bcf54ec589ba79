//! Labels that are edited, posters that are removed and restored: each written by a job through the
//! catalog's engine, one after the other, and each to be taken back.
//!
//! In: what is wanted. Out: the library's films after each edit, and a word about it.

use std::collections::VecDeque;
use std::path::Path;
use std::sync::Arc;

use egui::Context;

use super::command::Relabel;
use crate::app::shared::films::Films;
use crate::app::shared::wake;
use crate::catalog::{Film, FilmId, LabelEdit, Library};
use crate::jobs::Job;
use crate::wording::thousands;

/// Edits that can be taken back.
const REMEMBERED: usize = 100;

/// A change of the library.
#[derive(Debug, Clone, PartialEq)]
enum Change {
    Labels(Vec<LabelEdit>),
    Remove(Vec<FilmId>),
    Restore(Vec<FilmId>),
}

/// Whether a change is new, or one that goes back and forth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    New,
    Undo,
    Redo,
}

/// What waits to be written.
enum Wanted {
    Relabel(Relabel, Vec<FilmId>),
    Remove(Vec<FilmId>),
    Restore(Vec<FilmId>),
    Undo,
    Redo,
}

/// The library after a change, and what takes the change back.
struct Written {
    films: Films,
    back: Change,
}

/// What came of an edit.
pub struct Edited {
    /// The library's films after it.
    pub films: Films,
    /// A word about what is not seen at once.
    pub told: Option<String>,
}

/// Edits on their way, and those that can be taken back.
#[derive(Default)]
pub struct Editing {
    undo: Vec<Change>,
    redo: Vec<Change>,
    waiting: VecDeque<Wanted>,
    job: Option<(Way, Job<Result<Written, String>>)>,
}

impl Editing {
    /// Changes the labels of these films.
    pub fn relabel(&mut self, how: Relabel, films: Vec<FilmId>) {
        self.want(Wanted::Relabel(how, films));
    }

    /// Sets these films' posters aside.
    pub fn remove(&mut self, films: Vec<FilmId>) {
        self.want(Wanted::Remove(films));
    }

    /// Gives these films their posters back.
    pub fn restore(&mut self, films: Vec<FilmId>) {
        self.want(Wanted::Restore(films));
    }

    /// Takes the last edit back.
    pub fn undo(&mut self) {
        self.want(Wanted::Undo);
    }

    /// Does it again.
    pub fn redo(&mut self) {
        self.want(Wanted::Redo);
    }

    fn want(&mut self, wanted: Wanted) {
        self.waiting.push_back(wanted);
    }

    /// Whether there is something to take back, and to do again.
    pub fn can(&self) -> (bool, bool) {
        (!self.undo.is_empty(), !self.redo.is_empty())
    }

    /// Whether something is being written.
    pub fn is_busy(&self) -> bool {
        self.job.is_some() || !self.waiting.is_empty()
    }

    /// What the edit at work came to, once; else one sentence why nothing was changed.
    pub fn poll(&mut self) -> Option<Result<Edited, String>> {
        let outcome = self.job.as_ref().and_then(|(_, job)| job.poll())?;
        let (way, _) = self.job.take()?;
        let written = outcome
            .map_err(|fault| fault.to_string())
            .and_then(|written| written);
        Some(written.map(|Written { films, back }| {
            let told = told(way, &back);
            self.written(way, back);
            Edited { films, told }
        }))
    }

    /// Has the next one written that waits, against the films of this moment; one at a time.
    pub fn start(&mut self, context: &Context, films: &Films) {
        if self.job.is_some() {
            return;
        }
        if let Some((way, change)) = self.next(films.all()) {
            let root = Arc::clone(&films.root);
            let job = Job::spawn("Edit", wake(context), move |_| write(&root, change));
            self.job = Some((way, job));
        }
    }

    /// The next change to write, against the films of this moment.
    fn next(&mut self, films: &[Film]) -> Option<(Way, Change)> {
        loop {
            let next = match self.waiting.pop_front()? {
                Wanted::Relabel(how, chosen) => labels(&how, &chosen, films),
                Wanted::Remove(films) => Some((Way::New, Change::Remove(films))),
                Wanted::Restore(films) => Some((Way::New, Change::Restore(films))),
                Wanted::Undo => self.undo.pop().map(|change| (Way::Undo, change)),
                Wanted::Redo => self.redo.pop().map(|change| (Way::Redo, change)),
            };
            if next.is_some() {
                return next;
            }
        }
    }

    fn written(&mut self, way: Way, back: Change) {
        if way == Way::New {
            self.redo.clear();
        }
        let into = match way {
            Way::Undo => &mut self.redo,
            Way::New | Way::Redo => &mut self.undo,
        };
        into.push(back);
        if into.len() > REMEMBERED {
            into.remove(0);
        }
    }
}

/// The edits of a change of labels; `None`: no film changes.
fn labels(how: &Relabel, chosen: &[FilmId], films: &[Film]) -> Option<(Way, Change)> {
    let chosen: std::collections::HashSet<FilmId> = chosen.iter().copied().collect();
    let edits: Vec<LabelEdit> = films
        .iter()
        .filter(|film| chosen.contains(&film.id))
        .filter_map(|film| match how {
            Relabel::AsTables => Some((film.id, None)),
            how => Some((film.id, Some(how.apply(&film.genres)?))),
        })
        .collect();
    (!edits.is_empty()).then_some((Way::New, Change::Labels(edits)))
}

/// A word about what is not seen at once.
fn told(way: Way, back: &Change) -> Option<String> {
    let posters = |count: usize, done: &str| {
        let noun = if count == 1 { "poster" } else { "posters" };
        format!("{} {noun} {done}", thousands(count as u64))
    };
    match (way, back) {
        (Way::New, Change::Restore(films)) => Some(posters(films.len(), "removed")),
        (Way::New, Change::Remove(films)) => Some(posters(films.len(), "restored")),
        (Way::New, Change::Labels(edits)) if edits.len() > 1 => {
            let count = thousands(edits.len() as u64);
            Some(format!("Labels of {count} films changed"))
        }
        _ => None,
    }
}

fn write(root: &Path, change: Change) -> Result<Written, String> {
    let mut library = Library::open(root).map_err(|error| error.to_string())?;
    let mut each = |films: Vec<FilmId>, restores: bool| {
        let mut changed = Vec::with_capacity(films.len());
        for film in films {
            let done = if restores {
                library.restore(film)
            } else {
                library.set_aside(film)
            };
            if done.map_err(|error| error.to_string())? {
                changed.push(film);
            }
        }
        Ok::<_, String>(changed)
    };
    let back = match change {
        Change::Remove(films) => Change::Restore(each(films, false)?),
        Change::Restore(films) => Change::Remove(each(films, true)?),
        Change::Labels(edits) => {
            let back = library
                .edit_labels(&edits)
                .map_err(|error| error.to_string())?;
            Change::Labels(back)
        }
    };
    let films = Films::read(&library, root)?;
    Ok(Written { films, back })
}
