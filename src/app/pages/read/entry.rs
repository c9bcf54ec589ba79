//! One poster of the session: where it came from, its pictures, what the model says about it, and
//! what was changed on it.
//!
//! In: what the library and the reading thread know, piece by piece. Out: what is painted.

use egui::TextureHandle;

use super::changes::Changes;
use crate::app::shared::films::FilmFacts;
use crate::app::shared::source::{BatchId, EntryId, Source};
use crate::vision::{ActivationMaps, Area, NoExactMap, Reading, Threshold};

/// One poster.
pub struct Entry {
    /// Its name in this session.
    pub id: EntryId,
    /// What it came with.
    pub batch: BatchId,
    /// Its pixels.
    pub source: Source,
    /// What the library knows.
    pub film: Option<FilmFacts>,
    /// Large, for the page; forgotten when many others were shown since.
    pub picture: Option<TextureHandle>,
    /// In grey, as the ground of a map; forgotten together with the picture.
    pub ground: Option<TextureHandle>,
    /// Small, for the strip; `None` until the poster was decoded.
    pub thumbnail: Option<TextureHandle>,
    /// What the model says; `None` until it has.
    pub reading: Option<Reading>,
    /// Where it says so; comes with the reading.
    pub maps: Option<Result<ActivationMaps, NoExactMap>>,
    /// Where its title probably stands.
    pub title_band: Area,
    /// What was changed on it.
    pub changes: Changes,
    /// Counts up with each showing.
    pub(super) shown_at: u64,
}

impl Entry {
    /// A poster that is not decoded yet.
    pub fn new(id: EntryId, batch: BatchId, source: Source) -> Self {
        Self {
            id,
            batch,
            source,
            film: None,
            picture: None,
            ground: None,
            thumbnail: None,
            reading: None,
            maps: None,
            title_band: Area::BOTTOM,
            changes: Changes::default(),
            shown_at: 0,
        }
    }

    /// The film's title, or the file's name.
    pub fn title(&self) -> String {
        self.film
            .as_ref()
            .map_or_else(|| self.source.name(), |film| film.title.clone())
    }

    /// Whether its pixels are known to be sound.
    pub fn is_decoded(&self) -> bool {
        self.thumbnail.is_some()
    }

    /// From now on its reading, if there is one, is judged by these thresholds.
    pub fn judge_by(&mut self, thresholds: &[Threshold]) {
        let scores = self
            .reading
            .iter_mut()
            .flat_map(|reading| &mut reading.scores);
        for (score, threshold) in scores.zip(thresholds) {
            score.threshold = *threshold;
        }
    }
}
