//! Work on a whole library: imports and cleanings, each a job that ends in the library's films.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::Context;

use super::draft::Draft;
use super::fetching::FetchDraft;
use super::{Dialog, cleaned_in_words};
use crate::app::command::Command;
use crate::app::shared::films::{Films, is_library};
use crate::app::intake;
use crate::app::shared::notice::{Tone, sentence};
use crate::app::state::State;
use crate::catalog::tmdb::Key;
use crate::catalog::{
    CleanReport, FetchReport, FetchRequest, ImportReport, ImportRequest, Library,
};
use crate::jobs::{Job, Snapshot, Task};
use crate::wording::thousands;

/// What work came to.
#[derive(Debug, Clone)]
pub enum Told {
    /// Films came in.
    Imported(ImportReport),
    /// Posters were looked at.
    Cleaned(CleanReport),
    /// Posters came from the web.
    Fetched(Box<FetchReport>),
    /// It failed.
    Failed(String),
}

/// The films after work, and what it came to.
type Outcome = Result<(Films, Told), String>;

/// Work that goes on.
pub struct Work {
    /// The sentence's verb, where it fails: `The import`.
    what: &'static str,
    /// The library that it fills.
    root: PathBuf,
    job: Job<Outcome>,
}

impl Work {
    /// What it is called.
    pub fn name(&self) -> &str {
        self.job.name()
    }

    /// How far it is, and the means to pause and stop it.
    pub fn task(&self) -> &Task {
        self.job.task()
    }

    /// How far it is.
    pub fn snapshot(&self) -> Snapshot {
        self.job.task().snapshot()
    }
}

/// Starts an import.
pub fn import(context: &Context, state: &mut State, draft: &Draft) {
    let root = match draft.into_open {
        true => state.films.root.to_path_buf(),
        false => draft.target.clone(),
    };
    let request = draft.request();
    let into = root.clone();
    start(
        context,
        state,
        ("Import", "The import"),
        into,
        move |task| run_import(&root, &request, task),
    );
}

/// Starts a cleaning of the open library.
pub fn clean(context: &Context, state: &mut State) {
    let root = Arc::clone(&state.films.root);
    let into = root.to_path_buf();
    start(
        context,
        state,
        ("Cleaning", "The cleaning"),
        into,
        move |task| run_clean(&root, task),
    );
}

/// Starts a fetching of the posters that the open library lacks.
pub fn fetch(context: &Context, state: &mut State, draft: &FetchDraft) {
    let root = Arc::clone(&state.films.root);
    let request = draft.request();
    let into = root.to_path_buf();
    start(
        context,
        state,
        ("Fetching", "The fetching"),
        into,
        move |task| run_fetch(&root, request, task),
    );
}

fn start(
    context: &Context,
    state: &mut State,
    (name, what): (&str, &'static str),
    root: PathBuf,
    work: impl FnOnce(&Task) -> Outcome + Send + 'static,
) {
    // One at a time: both write the library.
    if state.librarian.work.is_some() {
        return;
    }
    let context = context.clone();
    let wake = move || context.request_repaint();
    state.librarian.work = Some(Work {
        what,
        root,
        job: Job::spawn(name, wake, work),
    });
    state.librarian.dialog = Some(Dialog::Working);
}

fn run_import(root: &Path, request: &ImportRequest, task: &Task) -> Outcome {
    let words = |error: crate::catalog::Error| error.to_string();
    request.check().map_err(words)?;
    let mut library = Library::open_or_create(root).map_err(words)?;
    let report = library.import(request, task).map_err(words)?;
    let films = Films::read(&library, root)?;
    Ok((films, Told::Imported(report)))
}

fn run_clean(root: &Path, task: &Task) -> Outcome {
    let words = |error: crate::catalog::Error| error.to_string();
    let mut library = Library::open(root).map_err(words)?;
    let report = library.clean(task).map_err(words)?;
    let films = Films::read(&library, root)?;
    Ok((films, Told::Cleaned(report)))
}

fn run_fetch(root: &Path, request: FetchRequest, task: &Task) -> Outcome {
    let request = FetchRequest {
        key: Key::of_user().map_err(|error| error.to_string())?,
        ..request
    };
    let mut library = Library::open(root).map_err(|error| error.to_string())?;
    let report = library
        .fetch(&request, task)
        .map_err(|error| error.to_string())?;
    let films = Films::read(&library, root)?;
    Ok((films, Told::Fetched(Box::new(report))))
}

/// Work that ended since the last frame.
pub fn take(state: &mut State) {
    let work = state.librarian.work.as_ref();
    let Some(outcome) = work.and_then(|work| work.job.poll()) else {
        return;
    };
    let Some(work) = state.librarian.work.take() else {
        return;
    };
    let watched = matches!(state.librarian.dialog, Some(Dialog::Working));
    let cancelled = work.task().is_cancelled();
    let outcome = outcome.map_err(|fault| fault.to_string());
    match outcome.and_then(|done| done) {
        Ok((films, told)) => {
            state.settings.library = Some(films.root.to_path_buf());
            intake::use_films(state, films);
            if watched {
                state.librarian.dialog = Some(Dialog::Done(told));
            } else {
                state.notices.say(Tone::Hint, told.in_words(), "");
            }
        }
        Err(_) if cancelled => {
            if watched {
                state.librarian.dialog = None;
            }
            // What was finished before is kept: it is shown.
            if is_library(&work.root) {
                state.send(Command::UseLibrary(work.root.clone()));
            }
            let words = "What was finished before is kept; started again, it goes on there.";
            state
                .notices
                .say(Tone::Hint, format!("{} was stopped", work.what), words);
        }
        Err(why) => {
            let why = sentence(&why);
            if watched {
                state.librarian.dialog = Some(Dialog::Done(Told::Failed(why)));
            } else {
                let title = format!("{} broke off", work.what);
                state.notices.say(Tone::Fault, title, why);
            }
        }
    }
}

impl Told {
    /// In a line.
    pub fn in_words(&self) -> String {
        match self {
            Self::Imported(report) => format!(
                "{} films, {} of them with a poster",
                thousands(report.films as u64),
                thousands(report.posters as u64)
            ),
            Self::Cleaned(report) => cleaned_in_words(report),
            Self::Fetched(report) => {
                format!("{} posters fetched", thousands(report.fetched as u64))
            }
            Self::Failed(why) => why.clone(),
        }
    }
}
