//! Read: one poster and what it says, why, what a change would make of it, what it resembles; and
//! several drafts beside each other.
//!
//! In: files and images to read, and what the reading thread says about them. Out: the posters of
//! this session, and what the tools show of the one that is turned to.

use egui::{FocusDirection, Ui};

use crate::app::cx::{Cx, Page};
use crate::app::route::Route;
use crate::app::shared::source::Source;
use crate::app::widgets::keys::{Listed, pressed};

mod changes;
mod command;
mod entry;
mod events;
mod session;
mod similar;
mod state;
mod tools;
mod view;

#[cfg(test)]
mod tests;

pub use changes::{Changes, Outcome};
pub use command::Command;
pub use entry::Entry;
pub use session::{Session, Step};
pub use state::ReadPage;
pub use tools::{Tool, Tools};

use command::{LEAVE_KEYS, REMOVE_KEYS, TURN_KEYS, TURN_LISTED};

impl ReadPage {
    /// Does what was asked for.
    pub fn execute(&mut self, command: Command, cx: &mut Cx<'_>) {
        // Whoever opened another model in this frame: its thread is the one to ask.
        self.follow_model(cx);
        match command {
            Command::Read(files) => {
                let batch = self.session.batch();
                for file in files {
                    self.enqueue(cx, batch, Source::File(file));
                }
            }
            Command::ReadPixels(image) => {
                let batch = self.session.batch();
                self.enqueue(cx, batch, Source::Pixels(image));
            }
            Command::Turn(step) => {
                self.session.turn(step);
                self.scroll_strip = true;
            }
            Command::Select(id) => {
                cx.show(Route::Read);
                self.session.select(id);
                self.tools.comparing = false;
            }
            Command::Remove(id) => self.remove(cx, id),
            Command::RemoveShown => {
                if let Some(id) = self.session.shown().map(|entry| entry.id) {
                    self.remove(cx, id);
                }
            }
            Command::ShowStart => self.session.start_page = true,
            Command::StopReading => self.stop_reading(cx),
            Command::Tool(tool) => self.tools.tool = tool,
            Command::Map(genre) => self.tools.toggle_map(genre),
            Command::ShowMap(genre) => self.tools.show_map(genre),
            Command::HideMap => self.tools.genre = None,
            Command::Opacity(opacity) => self.tools.opacity = opacity.clamp(0.0, 1.0),
            Command::CoverWith(cover) => {
                self.tools.cover = cover;
                self.change(|changes| changes.cover_with(cover));
            }
            Command::Edit(edit) => self.change(|changes| changes.toggle(edit)),
            Command::Undo => self.change(Changes::undo),
            Command::Reset => self.change(Changes::reset),
            Command::Compare(comparing) => self.tools.compare(comparing, &self.session),
            Command::Intend(genre) => self.tools.intend(genre),
            Command::Leave if self.tools.comparing => self.tools.compare(false, &self.session),
            Command::Leave => self.tools.genre = None,
        }
        cx.context.request_repaint();
    }

    /// Changes the shown poster, once it was read.
    fn change(&mut self, change: impl FnOnce(&mut Changes)) {
        if let Some(changes) = self.session.shown_changes() {
            change(changes);
        }
    }

    /// What keys ask for: they are taken before anything is painted, so that no widget takes them.
    fn take_keys(&self, cx: &Cx<'_>) -> Vec<Command> {
        let mut asked = Vec::new();
        if cx.shown != Route::Read || !cx.listens() || cx.context.text_edit_focused() {
            return asked;
        }
        if self.tools.comparing || self.tools.genre.is_some() {
            asked.extend(pressed(cx.context, &LEAVE_KEYS));
        }
        if !self.tools.arrows_taken && self.session.decoded().next().is_some() {
            let turns = pressed(cx.context, &TURN_KEYS);
            if !turns.is_empty() {
                // The arrow turns posters; it must not move the keyboard's focus as well.
                cx.context
                    .memory_mut(|memory| memory.move_focus(FocusDirection::None));
            }
            asked.extend(turns);
            asked.extend(pressed(cx.context, &REMOVE_KEYS));
        }
        asked
    }

    /// What the shown poster resembles is looked for once somebody wants to see it.
    fn follow_similar(&mut self, cx: &Cx<'_>) {
        let shared = &cx.shared;
        self.similar.follow(shared.scoring.scores());
        let wanted = cx.shown == Route::Read && self.tools.tool == Tool::Similar;
        if let (true, Some(reader), Some(entry)) = (wanted, shared.reader(), self.session.shown()) {
            self.similar.ask(cx.context, entry, &shared.films, &reader);
        }
    }
}

impl Page for ReadPage {
    fn follow(&mut self, cx: &mut Cx<'_>) {
        self.asked.extend(self.take_keys(cx));
        self.follow_model(cx);
        for event in cx.shared.model.take_events() {
            events::take(self, cx, event);
        }
        let scoring = &cx.shared.scoring;
        self.session
            .judge_by(scoring.thresholds(), scoring.revision());
        self.follow_similar(cx);
        self.ask_for_shown(cx);
    }

    fn ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let pressed = view::show(ui, self, cx);
        let asked = std::mem::take(&mut self.asked);
        for command in asked.into_iter().chain(pressed) {
            self.execute(command, cx);
        }
    }

    fn is_busy(&self) -> bool {
        self.is_waiting()
    }

    fn keys(&self) -> Vec<Listed> {
        let [remove] = &REMOVE_KEYS;
        let [leave] = &LEAVE_KEYS;
        vec![TURN_LISTED, remove.listed(), leave.listed()]
    }

    fn foot(&self) -> f32 {
        view::foot(&self.session)
    }
}
