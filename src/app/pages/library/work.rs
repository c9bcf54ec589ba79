//! Work on a whole library: imports, cleanings, fetchings, each a job that ends in the library's
//! films.
//!
//! In: a library's folder and what is asked of the engine. Out: its films, and what it came to.

use std::path::{Path, PathBuf};

use crate::app::shared::films::Films;
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

/// The films after work, and what it came to; else why it failed.
pub type Outcome = Result<(Films, Told), String>;

/// Work that goes on.
pub struct Work {
    what: &'static str,
    root: PathBuf,
    job: Job<Outcome>,
}

impl Work {
    /// An import into the library in `root`; it is made where there is none. `wake` is called once
    /// the work has ended.
    pub fn import(
        wake: impl FnOnce() + Send + 'static,
        root: PathBuf,
        request: ImportRequest,
    ) -> Self {
        let into = root.clone();
        let run = move |task: &Task| run_import(&root, &request, task);
        Self::start(wake, ("Import", "The import"), into, run)
    }

    /// A cleaning of the library in `root`.
    pub fn clean(wake: impl FnOnce() + Send + 'static, root: PathBuf) -> Self {
        let into = root.clone();
        let run = move |task: &Task| run_clean(&root, task);
        Self::start(wake, ("Cleaning", "The cleaning"), into, run)
    }

    /// A fetching of the posters that the library in `root` lacks.
    pub fn fetch(
        wake: impl FnOnce() + Send + 'static,
        root: PathBuf,
        request: FetchRequest,
    ) -> Self {
        let into = root.clone();
        let run = move |task: &Task| run_fetch(&root, request, task);
        Self::start(wake, ("Fetching", "The fetching"), into, run)
    }

    fn start(
        wake: impl FnOnce() + Send + 'static,
        (name, what): (&str, &'static str),
        root: PathBuf,
        run: impl FnOnce(&Task) -> Outcome + Send + 'static,
    ) -> Self {
        let job = Job::spawn(name, wake, run);
        Self { what, root, job }
    }

    /// What it came to, once it has ended.
    pub fn poll(&self) -> Option<Outcome> {
        let outcome = self.job.poll()?;
        Some(
            outcome
                .map_err(|fault| fault.to_string())
                .and_then(|done| done),
        )
    }

    /// The subject of a sentence about it: `The import`.
    pub fn what(&self) -> &'static str {
        self.what
    }

    /// The library that it fills.
    pub fn root(&self) -> &Path {
        &self.root
    }

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

/// What a cleaning came to, in a line: `12 of 7,800 posters removed`.
pub fn cleaned_in_words(report: &CleanReport) -> String {
    let gone = report.posters - report.kept;
    match gone {
        0 => format!("All {} posters are sound", thousands(report.posters as u64)),
        _ => format!(
            "{} of {} posters removed",
            thousands(gone as u64),
            thousands(report.posters as u64)
        ),
    }
}
