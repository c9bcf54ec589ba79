//! What the window's scoring does on its threads: look at what is known, read the rest, measure.

use std::path::Path;
use std::sync::{Arc, OnceLock};
use std::time::Instant;

use crate::app::shared::films::Films;
use crate::catalog::{Film, Library, Poster, image_file};
use crate::explore::{Coverage, LibraryScores};
use crate::jobs::Task;
use crate::vision::{Batch, FeatureError, FeatureStore, Reader, Wanted};

/// Fewer posters than these are no library to rank, unless they are most of it.
const ENOUGH: usize = 100;
/// As many posters as the network sees at once when it reads a library.
const BATCH: usize = 8;

/// A library and the model that reads it.
pub struct Subject {
    root: Arc<Path>,
    films: Arc<[Film]>,
    reader: Arc<Reader>,
    key: OnceLock<String>,
}

impl Subject {
    /// The open library under a model.
    pub fn new(films: &Films, reader: &Arc<Reader>) -> Self {
        Self {
            root: Arc::clone(&films.root),
            films: films.shared(),
            reader: Arc::clone(reader),
            key: OnceLock::new(),
        }
    }

    /// Whether these are the same films and the same model.
    pub fn is(&self, films: &Films, reader: &Arc<Reader>) -> bool {
        Arc::ptr_eq(&self.films, &films.shared()) && Arc::ptr_eq(&self.reader, reader)
    }

    /// What the features are filed under; hashing a whole backbone takes a moment, once.
    fn key(&self) -> Result<&str, String> {
        if self.key.get().is_none() {
            let key = self.reader.checkpoint().backbone_key();
            let key = key.map_err(|error| error.to_string())?;
            return Ok(self.key.get_or_init(|| key));
        }
        Ok(self.key.get().map_or("", String::as_str))
    }
}

/// What was found: the scores of the posters that were read, and how many were not.
pub struct Looked {
    /// `None`: too few were read.
    pub scores: Option<Arc<LibraryScores>>,
    /// Posters without features that reading may still give some.
    pub unread: usize,
    /// Posters of the library.
    pub of: usize,
}

/// Scores what was read so far.
///
/// # Errors
/// One sentence for the user.
pub fn look(subject: &Subject, task: &Task) -> Result<Looked, String> {
    let library = Library::open(&subject.root).map_err(|error| error.to_string())?;
    let store = FeatureStore::open(&library.features_dir(), subject.key()?)
        .map_err(|error| error.to_string())?;
    looked(subject, &store, task)
}

fn looked(subject: &Subject, store: &FeatureStore, task: &Task) -> Result<Looked, String> {
    let coverage = Coverage::of(&subject.films, store);
    let unread = coverage.missing.len();
    let enough = unread == 0 || coverage.known() >= ENOUGH.min(coverage.posters.div_ceil(4));
    let scores = if enough && coverage.known() > 0 {
        let model = subject.reader.checkpoint();
        let scores = LibraryScores::compute(&subject.films, store, model, task)
            .map_err(|error| error.to_string())?;
        Some(Arc::new(scores))
    } else {
        None
    };
    Ok(Looked {
        scores,
        unread,
        of: coverage.posters,
    })
}

/// Reads what was not read yet, then scores what there is: also after a cancel or a fault, whose
/// sentence comes beside.
///
/// # Errors
/// One sentence for the user: nothing could be scored.
pub fn read(subject: &Subject, task: &Task) -> Result<(Looked, Option<String>), String> {
    let posters: Vec<Poster> = subject
        .films
        .iter()
        .filter_map(|film| film.poster.clone())
        .collect();
    let library = Library::open(&subject.root).map_err(|error| error.to_string())?;
    let folder = library.features_dir();
    let read = FeatureStore::ensure_posters(&folder, &posters, &subject.reader, task);
    // A task of its own: the other one may be cancelled, or paused, and scoring runs on all cores.
    let rest = Task::new();
    match read {
        Ok(store) => {
            let mut looked = looked(subject, &store, &rest)?;
            // Asking again would not make them readable.
            looked.unread = looked.unread.saturating_sub(store.skipped().len());
            Ok((looked, unreadable(&store)))
        }
        Err(FeatureError::Cancelled(_)) => Ok((look(subject, &rest)?, None)),
        Err(fault) => Ok((look(subject, &rest)?, Some(fault.to_string()))),
    }
}

/// The posters that could not be read, as a sentence.
fn unreadable(store: &FeatureStore) -> Option<String> {
    let (first, others) = store.skipped().split_first()?;
    let mut text = format!("{}: {}", first.path.display(), first.reason);
    if !others.is_empty() {
        text += &format!("; and {} others", others.len());
    }
    Some(text)
}

/// Posters that this computer reads in a second, measured on one of the library's; `None` where
/// none could be read, or `task` was cancelled.
pub fn measure(subject: &Subject, task: &Task) -> Option<f64> {
    let poster = subject
        .films
        .iter()
        .find_map(|film| image_file::decode_file(&film.poster.as_ref()?.path).ok())?;
    let preprocessing = &subject.reader.checkpoint().preprocessing;
    let one = preprocessing.pixels(&poster.image);
    let many = one.repeat(BATCH);
    let (height, width) = (preprocessing.height, preprocessing.width);
    let engine = subject.reader.engine();
    // The first one warms caches and threads up.
    let warm = Batch::new(&one, height, width).ok()?;
    engine.outputs(&warm, Wanted::Features, task).ok()?;
    let begun = Instant::now();
    let batch = Batch::new(&many, height, width).ok()?;
    engine.outputs(&batch, Wanted::Features, task).ok()?;
    let seconds = begun.elapsed().as_secs_f64();
    (seconds > 0.0).then(|| BATCH as f64 / seconds)
}
