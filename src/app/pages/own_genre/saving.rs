//! The model with one genre more: a run of the library, made on a thread.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::Context;

use super::learning::Answer;
use crate::app::shared::wake;
use crate::catalog::{Film, Genre, Library, OwnGenre};
use crate::jobs::Job;
use crate::training::own_genre::{USUAL_SHARE, save};
use crate::training::run::default_name;

/// What is to be saved.
pub struct Saving {
    /// The library's folder.
    pub root: Arc<Path>,
    /// What the run is called, by itself where it is empty.
    pub run: String,
    /// The folder of the model that learns one genre more.
    pub started_from: PathBuf,
    /// What was shown.
    pub genre: OwnGenre,
    /// What was learned from it.
    pub answer: Answer,
}

/// A model that was saved, or why not.
pub struct Saved {
    /// Whether everything is to read with it from now on.
    pub uses: bool,
    /// Its folder.
    pub folder: Result<PathBuf, String>,
}

/// Saves one model at a time.
#[derive(Default)]
pub struct Saver {
    job: Option<(bool, Job<Result<PathBuf, String>>)>,
}

impl Saver {
    /// Saves, unless it does already; `uses`: read with the model from then on.
    pub fn start(&mut self, context: &Context, saving: Saving, uses: bool) {
        if self.job.is_none() {
            let job = Job::spawn("Save the genre", wake(context), move |_| saving.run());
            self.job = Some((uses, job));
        }
    }

    /// What came of it; once.
    pub fn has_saved(&mut self) -> Option<Saved> {
        let (uses, job) = self.job.as_ref()?;
        let (uses, outcome) = (*uses, job.poll()?);
        self.job = None;
        let folder = outcome.unwrap_or_else(|fault| Err(fault.to_string()));
        Some(Saved { uses, folder })
    }

    /// Whether a model is being saved.
    pub fn is_busy(&self) -> bool {
        self.job.is_some()
    }
}

impl Saving {
    fn run(&self) -> Result<PathBuf, String> {
        let library = Library::open(&self.root).map_err(|error| error.to_string())?;
        let runs = library.runs_dir();
        let base = &self.answer.base;
        let films: &[Film] = base.films();
        save(
            &runs,
            &self.name(&runs),
            (base.reader().checkpoint(), &self.started_from),
            (&self.genre, &self.answer.learned),
            films,
            USUAL_SHARE,
        )
        .map_err(|error| error.to_string())
    }

    /// What the run is called.
    fn name(&self, runs: &Path) -> String {
        match self.run.trim() {
            "" => {
                let usual = usual_name(&self.genre.name);
                if runs.join(&usual).exists() {
                    default_name(runs, &usual)
                } else {
                    usual
                }
            }
            given => given.to_owned(),
        }
    }
}

/// `with-neo-noir`, as a folder may be called.
fn usual_name(genre: &Genre) -> String {
    let letter = |letter: char| {
        if letter.is_alphanumeric() {
            letter
        } else {
            '-'
        }
    };
    let name: String = genre.name().to_lowercase().chars().map(letter).collect();
    format!("with-{name}")
}
