//! Work that goes on: how far it is, and the means to pause and stop it.

use std::time::Duration;

use egui::{RichText, Ui};

use super::dialog_parts::{foot, title};
use crate::app::pages::library::command::Command;
use crate::app::pages::library::work::Work;
use crate::app::theme::{self, font, space};
use crate::app::widgets::button::Weight;
use crate::app::widgets::icon::Icon;
use crate::app::widgets::progress;
use crate::wording;

/// How often its numbers are looked at.
const LOOK_EVERY: Duration = Duration::from_millis(100);

/// Paints the progress.
pub fn show(ui: &mut Ui, work: Option<&Work>, asked: &mut Vec<Command>) {
    let Some(work) = work else {
        return;
    };
    let (snapshot, paused) = (work.snapshot(), work.task().is_paused());
    title(ui, work.name(), "");
    ui.label(RichText::new(&snapshot.stage).font(font::body_medium()));
    progress::bar(ui, &snapshot.stage, snapshot.fraction());
    let weak = theme::tokens(ui).text_weak;
    let mut words = wording::progress(&snapshot);
    if snapshot.rate >= 1.0 {
        words += &format!(" · {} a second", wording::thousands(snapshot.rate as u64));
    }
    if paused {
        words += " · paused";
    }
    ui.label(RichText::new(words).font(font::body()).color(weak));
    ui.add_space(space::XS);
    let pause = match paused {
        true => (true, Weight::Quiet, Icon::Redo, "Go on", Command::Pause),
        false => (true, Weight::Quiet, Icon::Minus, "Pause", Command::Pause),
    };
    let hide = (true, Weight::Quiet, Icon::Down, "Hide", Command::Close);
    let stop = (true, Weight::Quiet, Icon::Close, "Stop", Command::Stop);
    foot(ui, &[hide, pause, stop], asked);
    ui.ctx().request_repaint_after(LOOK_EVERY);
}
