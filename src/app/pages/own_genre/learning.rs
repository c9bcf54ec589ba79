//! What stars and crosses come to: the genre's part of a head, and the library ranked by it.
//!
//! In: a [`Question`], on a thread. Out: an [`Answer`], whose [`Base`] makes the next one quick.

use std::path::Path;
use std::sync::Arc;

use crate::catalog::{Film, Genre, Library, OwnGenre};
use crate::explore::{Filter, LibraryScores, Order, rank};
use crate::jobs::Task;
use crate::training::own_genre::{Ground, Learned, USUAL_SHARE, learn};
use crate::vision::{FeatureStore, Reader};

/// What stays the same from star to star.
pub struct Base {
    films: Arc<[Film]>,
    reader: Arc<Reader>,
    store: FeatureStore,
    ground: Ground,
}

impl Base {
    /// Whether it is of these films and this model.
    pub fn is(&self, films: &Arc<[Film]>, reader: &Arc<Reader>) -> bool {
        Arc::ptr_eq(&self.films, films) && Arc::ptr_eq(&self.reader, reader)
    }

    /// The films that were scored.
    pub fn films(&self) -> &[Film] {
        &self.films
    }

    /// The model that looked.
    pub fn reader(&self) -> &Reader {
        &self.reader
    }

    fn of(root: &Path, films: Arc<[Film]>, reader: Arc<Reader>) -> Result<Self, String> {
        let library = Library::open(root).map_err(|error| error.to_string())?;
        let key = reader.checkpoint().backbone_key();
        let key = key.map_err(|error| error.to_string())?;
        let store = FeatureStore::open(&library.features_dir(), &key);
        let store = store.map_err(|error| error.to_string())?;
        let ground = Ground::of(&films, &store).map_err(|error| error.to_string())?;
        Ok(Self {
            films,
            reader,
            store,
            ground,
        })
    }
}

/// What came of the stars.
#[derive(Clone)]
pub struct Answer {
    /// For the next question.
    pub base: Arc<Base>,
    /// Whose stars.
    pub of: Genre,
    /// The genre's part of a head.
    pub learned: Learned,
    /// The library's scores, of this one genre.
    pub scores: Arc<LibraryScores>,
    /// All scored films, the most probable first.
    pub order: Arc<[usize]>,
}

impl Answer {
    /// How probably a film has the genre; `None`: its poster was not read.
    pub fn probability(&self, film: usize) -> Option<f32> {
        let row = self.scores.row_of(film)?;
        self.scores.probabilities(row).first().copied()
    }
}

/// Stars and crosses, and where to look.
pub struct Question {
    /// The library's folder.
    pub root: Arc<Path>,
    /// Its films.
    pub films: Arc<[Film]>,
    /// Whose eyes look.
    pub reader: Arc<Reader>,
    /// What is known from the last question.
    pub base: Option<Arc<Base>>,
    /// What was shown.
    pub genre: OwnGenre,
}

impl Question {
    /// Learns, scores the library and ranks it.
    ///
    /// # Errors
    /// One sentence for the user.
    pub fn answer(self, task: &Task) -> Result<Answer, String> {
        let base = match self.base {
            Some(base) => base,
            None => Arc::new(Base::of(&self.root, self.films, self.reader)?),
        };
        let films: &[Film] = &base.films;
        let learned = learn(&base.ground, films, &base.store, &self.genre, USUAL_SHARE)
            .map_err(|error| error.to_string())?;
        let model = learned
            .model(&self.genre.name, base.reader.checkpoint())
            .map_err(|error| error.to_string())?;
        let scores = LibraryScores::compute(films, &base.store, &model, task)
            .map_err(|error| error.to_string())?;
        let (all, thresholds) = (Filter::default(), &model.thresholds);
        let ranked = rank(&scores, films, 0, Order::Most, &all, thresholds, usize::MAX);
        let order = ranked.iter().map(|ranked| scores.film(ranked.row));
        Ok(Answer {
            of: self.genre.name,
            learned,
            order: order.collect(),
            scores: Arc::new(scores),
            base,
        })
    }
}
