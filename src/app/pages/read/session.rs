//! What was read since the window opened: the posters of the strip and the one that is shown.
//!
//! In: files and pasted images, then what the reading thread says about them. Out: entries to
//! paint. A file that cannot be read leaves no entry: the last reading stays.

use super::changes::Changes;
use super::entry::Entry;
use crate::app::shared::source::{BatchId, EntryId, Source};
use crate::vision::surgery::Edit;
use crate::vision::{ActivationMaps, NoExactMap, Reading, Threshold};

/// One step through the posters that were read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// To the one before.
    Back,
    /// To the one after.
    Forward,
}

/// The large pictures that are kept: the rest is decoded again when it is turned to.
const KEPT_PICTURES: usize = 12;

/// The posters that were read, and which one is shown.
#[derive(Default)]
pub struct Session {
    entries: Vec<Entry>,
    shown: Option<EntryId>,
    /// The start page lies over what was read.
    pub start_page: bool,
    last_selected_batch: Option<BatchId>,
    /// The thresholds by which the readings are judged; they may come before a reading or after.
    thresholds: Vec<Threshold>,
    revision: u64,
    ids: u64,
    clock: u64,
}

impl Session {
    fn next(&mut self) -> u64 {
        self.ids += 1;
        self.ids
    }

    /// A new batch of posters.
    pub fn batch(&mut self) -> BatchId {
        BatchId(self.next())
    }

    /// One more poster, not decoded yet.
    pub fn add(&mut self, batch: BatchId, source: Source) -> EntryId {
        let id = EntryId(self.next());
        self.entries.push(Entry::new(id, batch, source));
        id
    }

    /// An entry by its name.
    pub fn entry_mut(&mut self, id: EntryId) -> Option<&mut Entry> {
        self.entries.iter_mut().find(|entry| entry.id == id)
    }

    /// The posters that were decoded, in the order in which they came.
    pub fn decoded(&self) -> impl DoubleEndedIterator<Item = &Entry> {
        self.entries.iter().filter(|entry| entry.is_decoded())
    }

    /// The posters that have no reading yet.
    pub fn unread(&self) -> Vec<(EntryId, Source)> {
        let waiting = self.entries.iter().filter(|entry| entry.reading.is_none());
        waiting
            .map(|entry| (entry.id, entry.source.clone()))
            .collect()
    }

    /// How many posters have no reading yet.
    pub fn waiting(&self) -> usize {
        self.entries
            .iter()
            .filter(|entry| entry.reading.is_none())
            .count()
    }

    /// The poster that the page shows; none while the start page lies over it.
    pub fn shown(&self) -> Option<&Entry> {
        let id = self.shown.filter(|_| !self.start_page)?;
        self.entries.iter().find(|entry| entry.id == id)
    }

    /// From now on readings are judged by these thresholds, one a genre of the model.
    pub fn judge_by(&mut self, thresholds: &[Threshold], revision: u64) {
        if self.revision != revision {
            self.revision = revision;
            self.thresholds = thresholds.to_vec();
            for entry in &mut self.entries {
                entry.judge_by(thresholds);
            }
        }
    }

    /// A poster was read.
    pub fn read_now(
        &mut self,
        id: EntryId,
        reading: Reading,
        maps: Result<ActivationMaps, NoExactMap>,
    ) {
        if let Some(entry) = self.entries.iter_mut().find(|entry| entry.id == id) {
            entry.reading = Some(reading);
            entry.maps = Some(maps);
            entry.judge_by(&self.thresholds);
        }
    }

    /// The changes of the shown poster, once it was read.
    pub fn shown_changes(&mut self) -> Option<&mut Changes> {
        let id = self.shown().filter(|entry| entry.reading.is_some())?.id;
        Some(&mut self.entry_mut(id)?.changes)
    }

    /// What the reading thread is to change on the shown poster, asked once.
    pub fn wanted_change(&mut self) -> Option<(EntryId, Source, Vec<Edit>, u64)> {
        let id = self.shown()?.id;
        let entry = self.entry_mut(id)?;
        let (edits, revision) = entry.changes.request()?;
        Some((id, entry.source.clone(), edits, revision))
    }

    /// Another reading thread: what was asked of the last one is asked again.
    pub fn ask_changes_again(&mut self) {
        for entry in &mut self.entries {
            entry.changes.forget_pictures();
        }
    }

    /// Whether the shown poster is being changed.
    pub fn is_changing(&self) -> bool {
        self.shown().is_some_and(|entry| entry.changes.is_pending())
    }

    /// A poster was decoded: the first of its batch is shown, the others join the strip.
    pub fn decoded_now(&mut self, id: EntryId) {
        let Some(batch) = self.entry_mut(id).map(|entry| entry.batch) else {
            return;
        };
        if self.last_selected_batch != Some(batch) {
            self.last_selected_batch = Some(batch);
            self.select(id);
        }
        self.forget_old_pictures();
    }

    /// Shows a poster.
    pub fn select(&mut self, id: EntryId) {
        self.clock += 1;
        let clock = self.clock;
        if let Some(entry) = self.entry_mut(id) {
            entry.shown_at = clock;
            self.shown = Some(id);
            self.start_page = false;
        }
        self.forget_old_pictures();
    }

    /// Shows the poster before or after the shown one; stays at the ends.
    pub fn turn(&mut self, step: Step) {
        let ids: Vec<EntryId> = self.decoded().map(|entry| entry.id).collect();
        let at = self
            .shown
            .and_then(|shown| ids.iter().position(|id| *id == shown));
        let to = match (at, step) {
            (None, _) => ids.len().checked_sub(1),
            (Some(at), _) if self.start_page => Some(at),
            (Some(at), Step::Back) => at.checked_sub(1),
            (Some(at), Step::Forward) => Some(at + 1),
        };
        if let Some(id) = to.and_then(|to| ids.get(to)) {
            self.select(*id);
        }
    }

    /// Forgets a poster; its neighbour is shown in its place.
    pub fn remove(&mut self, id: EntryId) {
        if self.shown == Some(id) {
            let ids: Vec<EntryId> = self.decoded().map(|entry| entry.id).collect();
            let at = ids.iter().position(|other| *other == id).unwrap_or(0);
            let neighbour = ids
                .get(at + 1)
                .or(at.checked_sub(1).and_then(|b| ids.get(b)));
            self.shown = neighbour.copied();
        }
        self.entries.retain(|entry| entry.id != id);
    }

    /// Forgets the posters that have no reading yet; returns their names.
    pub fn remove_waiting(&mut self) -> Vec<EntryId> {
        let waiting: Vec<EntryId> = self
            .entries
            .iter()
            .filter(|entry| entry.reading.is_none())
            .map(|entry| entry.id)
            .collect();
        for id in &waiting {
            self.remove(*id);
        }
        waiting
    }

    /// The shown poster if its large picture was forgotten and must be decoded again.
    pub fn missing_picture(&self) -> Option<(EntryId, Source)> {
        self.shown()
            .filter(|entry| entry.is_decoded() && entry.picture.is_none())
            .map(|entry| (entry.id, entry.source.clone()))
    }

    /// Keeps the large pictures that were shown last; one that was never shown goes first.
    fn forget_old_pictures(&mut self) {
        let mut kept: Vec<(u64, EntryId)> = self
            .entries
            .iter()
            .filter(|entry| entry.picture.is_some() && self.shown != Some(entry.id))
            .map(|entry| (entry.shown_at, entry.id))
            .collect();
        kept.sort_unstable();
        let too_many = (kept.len() + 1).saturating_sub(KEPT_PICTURES);
        for (_, id) in kept.into_iter().take(too_many) {
            if let Some(entry) = self.entry_mut(id) {
                entry.picture = None;
                entry.ground = None;
                entry.changes.forget_pictures();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn session(context: &egui::Context, count: usize) -> (Session, Vec<EntryId>) {
        let mut session = Session::default();
        let batch = session.batch();
        let ids: Vec<EntryId> = (0..count)
            .map(|n| session.add(batch, Source::File(format!("{n}.jpg").into())))
            .collect();
        for id in &ids {
            let pixels = egui::ColorImage::filled([2, 3], egui::Color32::WHITE);
            let texture = context.load_texture("test", pixels, Default::default());
            if let Some(entry) = session.entry_mut(*id) {
                entry.thumbnail = Some(texture.clone());
                entry.picture = Some(texture);
            }
            session.decoded_now(*id);
        }
        (session, ids)
    }

    fn shown(session: &Session) -> Option<EntryId> {
        session.shown().map(|entry| entry.id)
    }

    #[test]
    fn the_first_of_a_batch_is_shown_and_arrows_turn() {
        let (mut session, ids) = session(&egui::Context::default(), 3);
        assert_eq!(shown(&session), Some(ids[0]));
        session.turn(Step::Back);
        assert_eq!(shown(&session), Some(ids[0]));
        session.turn(Step::Forward);
        session.turn(Step::Forward);
        session.turn(Step::Forward);
        assert_eq!(shown(&session), Some(ids[2]));
    }

    #[test]
    fn a_removed_poster_gives_way_to_its_neighbour() {
        let (mut session, ids) = session(&egui::Context::default(), 3);
        session.select(ids[1]);
        session.remove(ids[1]);
        assert_eq!(shown(&session), Some(ids[2]));
        session.remove(ids[2]);
        assert_eq!(shown(&session), Some(ids[0]));
        session.remove(ids[0]);
        assert_eq!(shown(&session), None);
    }

    #[test]
    fn a_poster_that_is_not_decoded_yet_takes_nothing_away() {
        let (mut session, ids) = session(&egui::Context::default(), 1);
        let batch = session.batch();
        let bad = session.add(batch, Source::File("bad.jpg".into()));
        assert_eq!(shown(&session), Some(ids[0]));
        session.remove(bad);
        assert_eq!(shown(&session), Some(ids[0]));
        assert_eq!(session.decoded().count(), 1);
    }

    #[test]
    fn large_pictures_are_forgotten_when_many_were_shown() {
        let (mut session, ids) = session(&egui::Context::default(), KEPT_PICTURES + 3);
        for id in &ids {
            session.select(*id);
        }
        let kept = session.decoded().filter(|e| e.picture.is_some()).count();
        // The shown one's may be on its way again.
        assert!(
            (KEPT_PICTURES - 1..=KEPT_PICTURES).contains(&kept),
            "{kept}"
        );
        // The first to be forgotten: it had not been shown when the others came.
        session.select(ids[1]);
        assert_eq!(session.missing_picture().map(|(id, _)| id), Some(ids[1]));
    }
}
