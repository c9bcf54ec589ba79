//! What the shown poster resembles in the open library: asked once a poster, answered by a job.
//!
//! In: the poster's features, and the library's as they were scored. Out: its nearest posters.
//! The index of the library is built with the first question and kept as long as the scores.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use egui::Context;

use super::entry::Entry;
use crate::app::shared::films::Films;
use crate::app::shared::source::{EntryId, Source};
use crate::app::shared::wake;
use crate::catalog::{Film, Library, image_file};
use crate::explore::{LibraryScores, NeighbourIndex, Resemblance};
use crate::jobs::{Job, Task};
use crate::vision::{FeatureStore, Reader};

/// Neighbours of a poster that are shown.
const COUNT: usize = 24;

/// An index, and what was found in it.
type Found = (Arc<NeighbourIndex>, Resemblance);

/// The answers for the posters of this session.
#[derive(Default)]
pub struct Similar {
    /// The scores whose posters the index holds: others, and everything is asked anew.
    scores: Option<Arc<LibraryScores>>,
    index: Option<Arc<NeighbourIndex>>,
    answers: HashMap<EntryId, Result<Resemblance, String>>,
    job: Option<(EntryId, Job<Result<Found, String>>)>,
}

impl Similar {
    /// What a poster resembles; `None` while it is being looked for.
    pub fn answer(&self, id: EntryId) -> Option<&Result<Resemblance, String>> {
        self.answers.get(&id)
    }

    /// Whether a job is under way.
    pub fn is_busy(&self) -> bool {
        self.job.is_some()
    }

    /// Follows the library's scores and takes answers; to be called once a frame.
    pub fn follow(&mut self, scores: Option<&Arc<LibraryScores>>) {
        let same = match (&self.scores, scores) {
            (Some(one), Some(other)) => Arc::ptr_eq(one, other),
            (None, None) => true,
            _ => false,
        };
        if !same {
            // A dropped job is cancelled.
            *self = Self {
                scores: scores.cloned(),
                ..Self::default()
            };
        }
        let answer = self
            .job
            .as_ref()
            .and_then(|(id, job)| Some((*id, job.poll()?)));
        if let Some((id, outcome)) = answer {
            self.job = None;
            let outcome = outcome.map_err(|fault| fault.to_string());
            let answer = outcome.and_then(|found| found).map(|(index, resemblance)| {
                self.index = Some(index);
                resemblance
            });
            self.answers.insert(id, answer);
        }
    }

    /// Asks what a poster resembles, if nobody has; one question at a time.
    pub fn ask(&mut self, context: &Context, entry: &Entry, films: &Films, reader: &Arc<Reader>) {
        let asked = self.answers.contains_key(&entry.id) || self.job.is_some();
        let (false, Some(reading), true) = (asked, &entry.reading, self.scores.is_some()) else {
            return;
        };
        let question = Question {
            root: Arc::clone(&films.root),
            films: films.shared(),
            reader: Arc::clone(reader),
            index: self.index.clone(),
            source: entry.source.clone(),
            features: reading.features.clone(),
        };
        let job = Job::spawn("Similar posters", wake(context), move |task| {
            question.answer(task)
        });
        self.job = Some((entry.id, job));
    }
}

struct Question {
    root: Arc<Path>,
    films: Arc<[Film]>,
    reader: Arc<Reader>,
    index: Option<Arc<NeighbourIndex>>,
    source: Source,
    features: Vec<f32>,
}

impl Question {
    fn answer(self, task: &Task) -> Result<Found, String> {
        let library = Library::open(&self.root).map_err(|fault| fault.to_string())?;
        let index = match self.index {
            Some(index) => index,
            None => {
                let checkpoint = self.reader.checkpoint();
                let key = checkpoint.backbone_key().map_err(|f| f.to_string())?;
                let store = FeatureStore::open(&library.features_dir(), &key)
                    .map_err(|fault| fault.to_string())?;
                let alike = library.alike(&self.films);
                let index = NeighbourIndex::build(&self.films, &store, alike, task)
                    .map_err(|fault| fault.to_string())?;
                Arc::new(index)
            }
        };
        let same = match &self.source {
            Source::Pixels(image) => library.same_picture(&self.films, image),
            Source::File(path) => match image_file::decode_file(path) {
                Ok(decoded) => library.same_picture(&self.films, &decoded.image),
                // The file is gone since it was read: its features still have neighbours.
                Err(_) => Vec::new(),
            },
        };
        let found = index.of_features(&self.features, &same, COUNT);
        Ok((index, found))
    }
}
