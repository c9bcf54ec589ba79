//! What was changed on a poster to see what it then says: the list of edits, and what came of it.
//!
//! In: edits, one after the other. Out: a request for the reading thread whenever the list is not
//! what was read last, and the changed poster with its reading. The poster itself never changes.

use egui::TextureHandle;

use crate::vision::surgery::{Cover, Edit};
use crate::vision::{ActivationMaps, NoExactMap, Reading};

/// What a changed poster looks like and says.
pub struct Outcome {
    /// Large, for the page.
    pub picture: TextureHandle,
    /// In grey, as the ground of a map.
    pub ground: TextureHandle,
    /// What the same pixels said before any change.
    pub before: Reading,
    /// What they say now.
    pub reading: Reading,
    /// Where they say it.
    pub maps: Result<ActivationMaps, NoExactMap>,
}

/// The changes of one poster.
#[derive(Default)]
pub struct Changes {
    edits: Vec<Edit>,
    /// Counts up with every change of the list.
    revision: u64,
    asked: u64,
    outcome: Option<(u64, Outcome)>,
}

impl Changes {
    /// What is done to the poster, in order.
    pub fn edits(&self) -> &[Edit] {
        &self.edits
    }

    /// Adds an edit; one that is there already is taken back.
    pub fn toggle(&mut self, edit: Edit) {
        match self.edits.iter().position(|known| *known == edit) {
            Some(at) => {
                self.edits.remove(at);
            }
            None => self.edits.push(edit),
        }
        self.revise();
    }

    /// From now on every cover of the list is one of this kind.
    pub fn cover_with(&mut self, cover: Cover) {
        let mut changed = false;
        for edit in &mut self.edits {
            if let Edit::Cover { with, .. } = edit
                && *with != cover
            {
                *with = cover;
                changed = true;
            }
        }
        if changed {
            self.revise();
        }
    }

    /// Takes the last edit back.
    pub fn undo(&mut self) {
        self.edits.pop();
        self.revise();
    }

    /// Takes all edits back.
    pub fn reset(&mut self) {
        self.edits.clear();
        self.revise();
    }

    fn revise(&mut self) {
        self.revision += 1;
        if self.edits.is_empty() {
            self.outcome = None;
        }
    }

    /// What the changed poster looks like and says; while the last edit is being read, what it
    /// was before that edit.
    pub fn outcome(&self) -> Option<&Outcome> {
        self.outcome.as_ref().map(|(_, outcome)| outcome)
    }

    /// Names what [`Changes::outcome`] shows: 0 for the poster as it is.
    pub fn shown_revision(&self) -> u64 {
        self.outcome.as_ref().map_or(0, |(revision, _)| *revision)
    }

    /// Whether the poster as it should be is not read yet.
    pub fn is_pending(&self) -> bool {
        !self.edits.is_empty() && self.shown_revision() != self.revision
    }

    /// What to ask of the reading thread; each list is asked for once.
    pub fn request(&mut self) -> Option<(Vec<Edit>, u64)> {
        let wanted = self.is_pending() && self.asked != self.revision;
        wanted.then(|| {
            self.asked = self.revision;
            (self.edits.clone(), self.revision)
        })
    }

    /// The reading thread answers; an answer to a list of the past is dropped.
    pub fn take(&mut self, revision: u64, outcome: Outcome) {
        if revision == self.revision && !self.edits.is_empty() {
            self.outcome = Some((revision, outcome));
        }
    }

    /// Forgets the pictures; they are asked for again when somebody looks.
    pub fn forget_pictures(&mut self) {
        self.outcome = None;
        self.asked = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vision::Area;

    fn outcome(context: &egui::Context) -> Outcome {
        let pixels = || egui::ColorImage::filled([2, 3], egui::Color32::WHITE);
        let reading = Reading {
            scores: Vec::new(),
            features: Vec::new(),
        };
        Outcome {
            picture: context.load_texture("test", pixels(), Default::default()),
            ground: context.load_texture("test", pixels(), Default::default()),
            before: reading.clone(),
            reading,
            maps: Err(NoExactMap::NoActivations),
        }
    }

    #[test]
    fn each_list_is_asked_for_once_and_late_answers_are_dropped() {
        let context = egui::Context::default();
        let mut changes = Changes::default();
        assert!(changes.request().is_none());
        changes.toggle(Edit::Flip);
        let (edits, first) = changes.request().expect("a new list");
        assert_eq!(edits, [Edit::Flip]);
        assert!(changes.request().is_none());
        changes.toggle(Edit::Desaturate);
        let (edits, second) = changes.request().expect("a new list");
        assert_eq!(edits, [Edit::Flip, Edit::Desaturate]);
        changes.take(first, outcome(&context));
        assert!(changes.outcome().is_none() && changes.is_pending());
        changes.take(second, outcome(&context));
        assert!(changes.outcome().is_some() && !changes.is_pending());
    }

    #[test]
    fn edits_are_taken_back_one_by_one_and_all_at_once() {
        let mut changes = Changes::default();
        let top = Edit::Cover {
            area: Area::TOP,
            with: Cover::Blur,
        };
        changes.toggle(top);
        changes.toggle(Edit::Flip);
        changes.toggle(top);
        assert_eq!(changes.edits(), [Edit::Flip]);
        changes.undo();
        changes.undo();
        assert!(changes.edits().is_empty() && !changes.is_pending());
        changes.toggle(Edit::SwapPalette);
        changes.reset();
        assert!(changes.edits().is_empty() && changes.request().is_none());
    }
}
