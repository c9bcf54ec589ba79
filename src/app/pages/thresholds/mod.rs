//! Thresholds: from which probability on a genre counts, moved by hand while every figure and
//! every poster follows.
//!
//! In: the library's scores and the model, then [`Command`]s. Out: figures of every view that
//! follow within the frame, and the thresholds of the moment, handed to `Scoring` for all other
//! pages. Where the page looks at other probabilities than the model is used with, each threshold
//! is handed on as the one that parts the same films.

use std::sync::Arc;

use egui::Ui;

use self::choosing::Purpose;
use self::command::KEYS;
use self::state::Outcome;
use crate::app::cx::{Cx, Page, scores};
use crate::app::shared::notice::Tone;
use crate::app::widgets::keys::{self, Binding, Listed};
use crate::app::widgets::{empty, progress};
use crate::vision::Reader;

mod choosing;
mod command;
mod following;
mod keeping;
mod moving;
mod part;
mod prepared;
mod sets;
mod state;
mod view;
mod work;

pub use command::Command;
pub use part::{Curves, Part};
pub use prepared::{Calibrating, Prepared, View};
pub use sets::Compared;
pub use state::{Strip, ThresholdsPage};

impl ThresholdsPage {
    /// Does what was asked for.
    pub fn execute(&mut self, command: Command, cx: &mut Cx<'_>) {
        let Some(reader) = cx.shared.reader() else {
            return;
        };
        match self.perform(command, cx, &reader) {
            Ok(None) => {}
            Ok(Some(words)) => cx.say(Tone::Hint, words, ""),
            Err(why) => cx.fault("Not done", &why),
        }
        cx.context.request_repaint();
    }

    fn perform(&mut self, command: Command, cx: &mut Cx<'_>, reader: &Arc<Reader>) -> Outcome {
        let scoring = &mut cx.shared.scoring;
        match command {
            Command::Move(genre, to) => self.move_to(genre, to, scoring, reader),
            Command::Reset(genre) => self.reset(genre, scoring, reader),
            Command::Lock(genre) => self.lock(genre),
            Command::Undo => self.undo(scoring, reader),
            Command::Redo => self.redo(scoring, reader),
            Command::Choose(objective) => return self.choose(objective, scoring, reader),
            Command::Freeze => self.freeze(self.objective()),
            Command::Calibrate(calibrating) => self.calibrate(cx.context, reader, calibrating),
            Command::Keep(name) => return self.keep(&name, reader),
            Command::Take(name) => return self.take_kept(&name, scoring, reader),
            Command::Forget(name) => self.sets.forget(&name)?,
            Command::Compare(name) => self.compare(&name),
            Command::ExportAs => self.choosing.ask(cx, Purpose::Export),
            Command::Export(file) => return self.export(&file, reader),
            Command::ImportFrom => self.choosing.ask(cx, Purpose::Import),
            Command::Import(file) => return self.import(&file, scoring, reader),
            Command::Apply => self.apply(cx, reader)?,
        }
        Ok(None)
    }

    /// From now on the model is used with the thresholds at hand.
    fn apply(&mut self, cx: &Cx<'_>, reader: &Arc<Reader>) -> Result<(), String> {
        let Some(model) = cx.shared.model.folder().cloned() else {
            return Err("This model has no folder to keep thresholds in.".to_owned());
        };
        let name = match self.objective() {
            Some(objective) => objective.in_words(),
            None => "set by hand".to_owned(),
        };
        if let Some(set) = self.set(&name, reader) {
            self.applying.start(cx, set, model, Arc::clone(reader));
        }
        Ok(())
    }
}

impl Page for ThresholdsPage {
    fn follow(&mut self, cx: &mut Cx<'_>) {
        let shown = self.calibrating();
        self.applying.follow(cx, shown);
        for command in self.choosing.answer() {
            self.execute(command, cx);
        }
    }

    fn ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let Some(scores) = scores::scores(ui, cx) else {
            return;
        };
        let Some(reader) = cx.shared.reader() else {
            return;
        };
        let root = Arc::clone(&cx.shared.films.root);
        let fault = self.keep_up(cx.context, &cx.shared.scoring, &scores, &reader, &root);
        if let Some(why) = fault {
            cx.fault("Not all thresholds could be read", &why);
        }
        if self.prepared().is_none() {
            return empty::page(ui, "One moment", "The scores are being sorted.", |ui| {
                progress::sweep(ui, "Sorting the scores");
            });
        }
        let mut asked = Vec::new();
        if !cx.covered && !cx.context.text_edit_focused() {
            asked = keys::pressed(cx.context, &KEYS);
        }
        self.remember(ui.input(|input| input.time));
        asked.extend(view::show(ui, self, cx));
        for command in asked {
            self.execute(command, cx);
        }
    }

    fn is_busy(&self) -> bool {
        self.preparing.is_some() || self.applying.is_busy()
    }

    fn keys(&self) -> Vec<Listed> {
        let own = KEYS.iter().map(Binding::listed);
        own.chain([view::ARROWS]).collect()
    }
}

#[cfg(test)]
mod tests;
