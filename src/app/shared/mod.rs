//! What several pages use: the open library, the model, the scores and thresholds of the moment,
//! thumbnails, the selection, the export at work.
//!
//! In: engine and disk, by jobs that are polled once a frame. Out: plain data for whoever paints it.
//! Nothing here paints, and nothing here knows a page.

pub mod exports;
pub mod file_chooser;
pub mod films;
pub mod model;
pub mod notice;
pub mod pixels;
pub mod reading;
pub mod scoring;
pub mod selection;
pub mod source;
pub mod thumbnails;
mod wake;
pub mod work_queue;

use std::path::PathBuf;
use std::sync::Arc;

use egui::Context;

use self::exports::Exports;
use self::films::Films;
use self::model::{Model, ModelStatus};
use self::notice::Notice;
use self::reading::ReaderSource;
use self::scoring::Scoring;
use self::selection::Selection;
use self::thumbnails::Thumbnails;
use crate::jobs::Job;
use crate::vision::Reader;

pub use wake::wake;

/// Where the window finds its things. A test names its own places.
pub struct Places {
    /// How the model is loaded.
    pub reader: ReaderSource,
    /// The library that the command line named.
    pub library: Option<PathBuf>,
    /// The user's folder for Onesheet's data.
    pub data: Option<PathBuf>,
    /// The shipped sample films.
    pub sample: Option<PathBuf>,
}

/// What several pages use.
pub struct Shared {
    /// The open library's films; empty while there is none.
    pub films: Films,
    /// A library that is being opened, or the sample that is being made.
    pub opening: Option<Job<Result<Films, String>>>,
    /// The library that is opened at the next start; `None`: the sample.
    pub library: Option<PathBuf>,
    /// The films that are selected in the library.
    pub selection: Selection,
    /// Small posters.
    pub thumbnails: Thumbnails,
    /// What posters are read with.
    pub model: Model,
    /// What the model says about the open library, and the thresholds of the moment.
    pub scoring: Scoring,
    /// The export at work.
    pub exports: Exports,
    /// Whether a run is open on the Train page: it goes on, or it ended and was not put away.
    pub run_is_open: bool,
    /// Posters to try while there is no library.
    pub loose_samples: Vec<PathBuf>,
    /// The user's folder for Onesheet's data.
    pub data: Option<PathBuf>,
    /// The shipped sample films.
    pub sample: Option<PathBuf>,
}

impl Shared {
    /// Of a window that just opened: the model is being loaded, no library is open yet. `library`
    /// and `model`: what is remembered from the last time.
    pub fn new(
        context: &Context,
        places: Places,
        library: Option<PathBuf>,
        model: Option<PathBuf>,
    ) -> Self {
        let samples = places.sample.as_deref().map(films::images_in);
        Self {
            films: Films::default(),
            opening: None,
            library,
            selection: Selection::default(),
            thumbnails: Thumbnails::new(context),
            model: Model::load(context, places.reader, model),
            scoring: Scoring::default(),
            exports: Exports::default(),
            run_is_open: false,
            loose_samples: samples.unwrap_or_default(),
            data: places.data,
            sample: places.sample,
        }
    }

    /// The loaded model; `None` while it is being loaded, or where there is none.
    pub fn reader(&self) -> Option<Arc<Reader>> {
        self.model.reader()
    }

    /// Opens the library in this folder, and remembers it.
    pub fn open_library(&mut self, context: &Context, folder: PathBuf) {
        let root = folder.clone();
        let job = Job::spawn("Library", wake(context), move |task| {
            Films::open(&root, task)
        });
        self.opening = Some(job);
        self.library = Some(folder);
    }

    /// Opens the library that was `named` or was open last, else makes the sample library.
    pub fn open_first_library(&mut self, context: &Context, named: Option<PathBuf>) {
        let remembered = self.library.clone();
        // A remembered library may lie on a disk that is not there today: then the sample.
        let folder = named.or(remembered.filter(|folder| films::is_library(folder)));
        if let Some(folder) = folder {
            return self.open_library(context, folder);
        }
        if let (Some(data), Some(sample)) = (&self.data, &self.sample) {
            let (root, sample) = (films::sample_library(data), sample.clone());
            let job = Job::spawn("Sample films", wake(context), move |task| {
                Films::import_sample(&root, &sample, task)
            });
            self.opening = Some(job);
        }
    }

    /// From now on these are the window's films; of the same library, what is selected stays so.
    pub fn use_films(&mut self, films: Films) {
        if films.root != self.films.root {
            self.selection.clear();
        }
        self.thumbnails.use_library(Arc::clone(&films.root));
        self.films = films;
    }

    /// Takes what came from the threads since the last frame; returns what the user is to be told.
    pub fn follow(&mut self, context: &Context) -> Vec<Notice> {
        self.thumbnails.begin_frame(context);
        let mut notices: Vec<Notice> = self.model.follow().into_iter().collect();
        notices.extend(self.take_library());
        notices.extend(self.follow_scores(context));
        notices.extend(self.exports.follow());
        notices
    }

    fn take_library(&mut self) -> Option<Notice> {
        let outcome = self.opening.as_ref().and_then(Job::poll)?;
        let cancelled = self
            .opening
            .take()
            .is_some_and(|job| job.task().is_cancelled());
        match outcome
            .map_err(|fault| fault.to_string())
            .and_then(|films| films)
        {
            Ok(films) => {
                self.use_films(films);
                None
            }
            Err(_) if cancelled => None,
            Err(why) => Some(Notice::fault("The library could not be opened", &why)),
        }
    }

    fn follow_scores(&mut self, context: &Context) -> Option<Notice> {
        // A poster that the user dropped goes before the library's.
        let others_read = self.model.thread().is_busy();
        let reader = self.model.reader();
        let model = (self.model.status(), reader.as_ref());
        let fault = self
            .scoring
            .follow(context, &self.films, model, others_read);
        fault.map(|why| Notice::fault("Not every poster could be read", &why))
    }

    /// Whether anything is on its way.
    pub fn is_busy(&self) -> bool {
        *self.model.status() == ModelStatus::Loading
            || self.opening.is_some()
            || self.scoring.is_busy()
            || self.exports.is_busy()
            || self.thumbnails.is_busy()
    }
}
