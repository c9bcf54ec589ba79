//! What pages show that need the library's scores while there are none, or not all: an invitation
//! to read the posters, how far the reading is, or what went wrong.

use std::sync::Arc;

use egui::{Align, Layout, RichText, Ui, vec2};

use super::button::{self, Weight};
use super::empty::{self, Action};
use super::icon::Icon;
use super::no_library;
use super::progress;
use crate::app::command::Command;
use crate::app::scoring::Status;
use crate::app::state::{Model, State};
use crate::app::theme::{self, font, size, space};
use crate::explore::LibraryScores;
use crate::jobs::Snapshot;
use crate::wording::{self, about, thousands};

/// How often a running job's numbers are looked at.
const LOOK_EVERY: std::time::Duration = std::time::Duration::from_millis(100);

/// The library's scores; where there are none, the page says why and what to do.
pub fn scores(ui: &mut Ui, state: &mut State) -> Option<Arc<LibraryScores>> {
    match state.scoring.status().clone() {
        Status::Ready(scores) => return Some(scores),
        Status::NoModel => no_model(ui, state),
        Status::NoLibrary => {
            let text = "Once there are posters, the model reads each of them once; from then on \
                        this page follows at once.";
            no_library::show(ui, state, "No posters here yet", text);
        }
        Status::Missing { missing, of } => match state.scoring.progress() {
            Some(snapshot) => reading(ui, state, &snapshot),
            None => invitation(ui, state, missing, of),
        },
        Status::Working => working(ui),
        Status::Failed(why) => failed(ui, state, &why),
    }
    None
}

/// A line above scores of a part of the library: how much of it was read, and the way to the rest.
/// Nothing where all of it was read.
pub fn rest(ui: &mut Ui, state: &mut State) {
    let (unread, of) = (state.scoring.unread(), state.scoring.posters());
    let progress = state.scoring.progress();
    if unread == 0 && progress.is_none() {
        return;
    }
    let weak = theme::tokens(ui).text_weak;
    let words = |text: String| RichText::new(text).font(font::body()).color(weak);
    ui.horizontal(|ui| {
        ui.set_height(size::BUTTON);
        if let Some(snapshot) = progress {
            let (rect, _) =
                ui.allocate_exact_size(vec2(size::ICON, size::ICON), egui::Sense::hover());
            progress::ring(ui, rect, snapshot.fraction());
            ui.label(words(wording::progress(&snapshot)));
            if button::button(ui, Weight::Quiet, Icon::Close, "Stop").clicked() {
                state.send(Command::StopReadingLibrary);
            }
            ui.ctx().request_repaint_after(LOOK_EVERY);
        } else {
            let read = thousands((of - unread) as u64);
            ui.label(words(format!("{read} of {} read", posters(of))));
            let word = match state.scoring.estimate() {
                Some(time) => format!("Read the rest ({})", about(time)),
                None => "Read the rest".to_owned(),
            };
            if button::button(ui, Weight::Quiet, Icon::Read, &word).clicked() {
                state.send(Command::ReadLibrary);
            }
        }
    });
    ui.add_space(space::S);
}

fn no_model(ui: &mut Ui, state: &State) {
    let why = match &state.model {
        Model::Missing(why) => why.as_str(),
        _ => "",
    };
    empty::page(ui, "No model to read with", why, |_| ());
}

fn invitation(ui: &mut Ui, state: &mut State, missing: usize, of: usize) {
    let title = if missing == of {
        "These posters are not read yet".to_owned()
    } else {
        let read = thousands((of - missing) as u64);
        format!("{read} of {} read", posters(of))
    };
    let time = match state.scoring.estimate() {
        Some(time) => format!("On this computer that takes {}.", about(time)),
        None => "How long that takes is being measured.".to_owned(),
    };
    let text = format!(
        "The model looks at each poster once; from then on everything here follows at once. \
         {time} You can go on working, and stop at any time: what was read stays."
    );
    let word = format!("Read {}", posters(missing));
    let action = Action {
        weight: Weight::Primary,
        icon: Icon::Read,
        word: &word,
    };
    if empty::with_action(ui, &title, &text, &action) {
        state.send(Command::ReadLibrary);
    }
}

fn reading(ui: &mut Ui, state: &mut State, snapshot: &Snapshot) {
    let text = wording::progress(snapshot);
    let stop = empty::page(ui, "Reading the posters", &text, |ui| {
        progress::bar(ui, "Reading the posters", snapshot.fraction());
        ui.add_space(space::XL);
        ui.with_layout(Layout::top_down(Align::Center), |ui| {
            button::button(ui, Weight::Quiet, Icon::Close, "Stop").clicked()
        })
        .inner
    });
    if stop {
        state.send(Command::StopReadingLibrary);
    }
    ui.ctx().request_repaint_after(LOOK_EVERY);
}

fn working(ui: &mut Ui) {
    empty::page(ui, "One moment", "The posters are being scored.", |ui| {
        progress::sweep(ui, "Scoring the posters");
    });
}

fn failed(ui: &mut Ui, state: &mut State, why: &str) {
    let action = Action {
        weight: Weight::Quiet,
        icon: Icon::Again,
        word: "Try again",
    };
    let why = crate::app::notices::sentence(why);
    if empty::with_action(ui, "The posters could not be scored", &why, &action) {
        state.send(Command::ScoreAgain);
    }
}

/// `1 poster`, `7,800 posters`.
fn posters(count: usize) -> String {
    let noun = if count == 1 { "poster" } else { "posters" };
    format!("{} {noun}", thousands(count as u64))
}
