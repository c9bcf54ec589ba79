//! The runs of the open library: what the disk says of them, which are compared, and what is done
//! to them.
//!
//! In: the library's folder `runs`, looked at on a thread. Out: a list for the page, and sentences
//! when a run was renamed, deleted or brought back.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::Context;

use super::view::curves::Figure;
use crate::app::shared::wake;
use crate::catalog::Library;
use crate::jobs::Job;
use crate::training::runs::{self, Deleted, Listed};
use crate::training::{Depth, Error};

/// More curves than these are not told apart.
pub const MOST_COMPARED: usize = 6;

/// So many are compared without being asked for.
const FIRST_COMPARED: usize = 3;

/// What was done to a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Done {
    /// It is called something else.
    Renamed {
        /// As it was called.
        from: String,
        /// As it is called.
        to: String,
    },
    /// It is in the trash.
    Deleted(Deleted),
    /// It is back.
    Restored(String),
}

/// A change of the runs: what to do, in the folder of all runs.
type Change = Box<dyn FnOnce(&Path) -> Result<Done, Error> + Send>;

/// The runs, and what is looked at of them.
#[derive(Default)]
pub struct Shelf {
    root: Option<Arc<Path>>,
    runs: Option<Arc<[Listed]>>,
    looking: Option<Job<Vec<Listed>>>,
    changing: Option<Job<Result<Done, String>>>,
    /// The run that the buttons speak of.
    pub selected: Option<String>,
    /// The runs whose curves lie over each other, at most [`MOST_COMPARED`].
    pub compared: Vec<String>,
    /// A name that is being typed for a run: the run, and the name.
    pub renaming: Option<(String, String)>,
    /// What the overlaid curves show.
    pub figure: Figure,
    deleted: Option<Deleted>,
    /// Names of runs with curves that were listed before.
    seen: HashSet<String>,
}

impl Shelf {
    /// The runs, the newest first; `None` while nobody has looked.
    pub fn runs(&self) -> Option<Arc<[Listed]>> {
        self.runs.clone()
    }

    /// The run of this name.
    pub fn get(&self, name: &str) -> Option<&Listed> {
        self.runs
            .iter()
            .flat_map(|runs| runs.iter())
            .find(|run| run.name == name)
    }

    /// Whether a thread is at work.
    pub fn is_busy(&self) -> bool {
        self.looking.is_some() || self.changing.is_some()
    }

    /// The run that was deleted last, while it can be brought back.
    pub fn deleted(&self) -> Option<&str> {
        self.deleted.as_ref().map(|deleted| deleted.name.as_str())
    }

    /// The folder of a run.
    pub fn folder(&self, name: &str) -> Option<PathBuf> {
        Some(self.get(name)?.folder.path.clone())
    }

    /// The name that a run of this depth gets if nobody names it.
    pub fn free_name(&self, depth: Depth) -> String {
        let runs = self.runs.iter().flat_map(|runs| runs.iter());
        let taken: HashSet<&str> = runs.map(|run| run.name.as_str()).collect();
        (1_u32..)
            .map(|number| format!("{depth}-{number}"))
            .find(|name| !taken.contains(name.as_str()))
            .unwrap_or_default()
    }

    /// Puts a run's curves over the others', or takes them away.
    pub fn compare(&mut self, name: &str) {
        match self.compared.iter().position(|other| other == name) {
            Some(at) => {
                self.compared.remove(at);
            }
            None if self.compared.len() < MOST_COMPARED => self.compared.push(name.to_owned()),
            None => {}
        }
    }

    /// Follows the open library; to be called once a frame. What was done to a run, or why not.
    pub fn follow(&mut self, context: &Context, root: &Arc<Path>) -> Option<Result<Done, String>> {
        if self.root.as_ref() != Some(root) {
            // Dropped jobs are cancelled.
            *self = Self {
                root: Some(Arc::clone(root)),
                figure: self.figure,
                ..Self::default()
            };
            self.look(context);
        }
        if let Some(outcome) = self.looking.as_ref().and_then(Job::poll) {
            self.looking = None;
            self.take(outcome.unwrap_or_default());
        }
        let outcome = self.changing.as_ref().and_then(Job::poll)?;
        self.changing = None;
        let outcome = outcome
            .map_err(|fault| fault.to_string())
            .and_then(|done| done);
        if let Ok(done) = &outcome {
            self.done(done);
        }
        self.look(context);
        Some(outcome)
    }

    fn take(&mut self, runs: Vec<Listed>) {
        let there = |name: &String| runs.iter().any(|run| run.name == *name);
        self.compared.retain(there);
        if !self.selected.as_ref().is_some_and(there) {
            self.selected = runs.first().map(|run| run.name.clone());
        }
        // The newest that have curves are shown without being asked for.
        let fresh = runs.iter().filter(|run| !run.history.is_empty());
        for run in fresh {
            if self.seen.insert(run.name.clone()) && self.compared.len() < FIRST_COMPARED {
                self.compared.push(run.name.clone());
            }
        }
        self.runs = Some(runs.into());
    }

    fn done(&mut self, done: &Done) {
        match done {
            Done::Renamed { from, to } => {
                let places = self.compared.iter_mut().chain(&mut self.selected);
                for name in places.filter(|name| *name == from) {
                    name.clone_from(to);
                }
                self.seen.insert(to.clone());
                self.renaming = None;
            }
            Done::Deleted(deleted) => self.deleted = Some(deleted.clone()),
            Done::Restored(name) => {
                self.deleted = None;
                self.selected = Some(name.clone());
            }
        }
    }

    /// Looks at the disk again.
    pub fn look(&mut self, context: &Context) {
        let Some(root) = self.root.clone().filter(|root| root.is_dir()) else {
            self.runs = Some(Arc::default());
            return;
        };
        self.looking = Some(Job::spawn("Runs", wake(context), move |_| {
            Library::open(&root)
                .map_or_else(|_| Vec::new(), |library| runs::list(&library.runs_dir()))
        }));
    }

    /// Gives a run another name.
    pub fn rename(&mut self, context: &Context, from: String, to: String) {
        self.change(
            context,
            Box::new(move |runs| {
                runs::rename(runs, &from, &to)?;
                Ok(Done::Renamed { from, to })
            }),
        );
    }

    /// Puts a run into the trash.
    pub fn delete(&mut self, context: &Context, name: String) {
        let change: Change = Box::new(move |runs| runs::delete(runs, &name).map(Done::Deleted));
        self.change(context, change);
    }

    /// Brings the run that was deleted last back.
    pub fn restore(&mut self, context: &Context) {
        if let Some(deleted) = self.deleted.clone() {
            self.change(
                context,
                Box::new(move |_| {
                    runs::restore(&deleted)?;
                    Ok(Done::Restored(deleted.name))
                }),
            );
        }
    }

    fn change(&mut self, context: &Context, change: Change) {
        // One change at a time: a second press means the first.
        let (Some(root), None) = (self.root.clone(), &self.changing) else {
            return;
        };
        self.changing = Some(Job::spawn("Runs", wake(context), move |_| {
            let library = Library::open(&root).map_err(|error| error.to_string())?;
            change(&library.runs_dir()).map_err(|error| error.to_string())
        }));
    }
}
