//! What the Read page knows: the posters that were read, its tools, and what it asked of threads.
//!
//! In: posters to read, another model. Out: the page's data, and orders to the reading thread.

use super::command::Command;
use super::session::Session;
use super::similar::Similar;
use super::tools::Tools;
use crate::app::cx::Cx;
use crate::app::shared::model::ModelStatus;
use crate::app::shared::source::{BatchId, EntryId, Source};

/// One poster and what it says.
#[derive(Default)]
pub struct ReadPage {
    /// The posters that were read, and which one is shown.
    pub session: Session,
    /// What is asked of the shown poster.
    pub tools: Tools,
    /// What posters resemble in the library.
    pub(super) similar: Similar,
    /// The strip is to be scrolled to the shown poster.
    pub(super) scroll_strip: bool,
    /// What keys asked for in this frame.
    pub(super) asked: Vec<Command>,
    /// There is a model: what waits will be read.
    reads: bool,
    /// The reading thread that was asked.
    generation: u64,
}

impl ReadPage {
    /// Follows the model; another reading thread is asked again for what the last one still owed.
    pub(super) fn follow_model(&mut self, cx: &Cx<'_>) {
        let model = &cx.shared.model;
        self.reads = *model.status() == ModelStatus::Ready;
        if self.generation != model.generation() {
            self.generation = model.generation();
            self.session.ask_changes_again();
            for (id, source) in self.session.unread() {
                model.thread().read(id, source);
            }
        }
    }

    /// Has one more poster of a batch read.
    pub(super) fn enqueue(&mut self, cx: &Cx<'_>, batch: BatchId, source: Source) {
        let id = self.session.add(batch, source.clone());
        cx.shared.model.thread().read(id, source);
    }

    /// Forgets a poster, read or not.
    pub(super) fn remove(&mut self, cx: &Cx<'_>, id: EntryId) {
        cx.shared.model.thread().forget(|other| other == id);
        self.session.remove(id);
    }

    /// Forgets the posters that have no reading yet.
    pub(super) fn stop_reading(&mut self, cx: &Cx<'_>) {
        let waiting = self.session.remove_waiting();
        cx.shared.model.thread().forget(|id| waiting.contains(&id));
    }

    /// Has the reading thread make what the shown poster lacks.
    pub(super) fn ask_for_shown(&mut self, cx: &Cx<'_>) {
        let thread = cx.shared.model.thread();
        if let Some((id, source)) = self.session.missing_picture() {
            thread.picture(id, source);
        }
        if let Some((id, source, edits, revision)) = self.session.wanted_change() {
            thread.change(id, source, edits, revision);
        }
    }

    /// Whether anything is on its way.
    pub(super) fn is_waiting(&self) -> bool {
        (self.reads && self.session.waiting() > 0)
            || self.session.is_changing()
            || self.session.missing_picture().is_some()
            || self.similar.is_busy()
    }
}
