//! What pages show that need the library's scores while there are none, or not all: an invitation
//! to read the posters, how far the reading is, or what went wrong.

use std::sync::Arc;

use egui::{Align, Layout, RichText, Ui, vec2};

use super::{Cx, films};
use crate::app::shared::model::ModelStatus;
use crate::app::shared::notice::sentence;
use crate::app::shared::scoring::Status;
use crate::app::theme::{self, font, size, space};
use crate::app::widgets::button::{self, Weight};
use crate::app::widgets::empty::{self, Action};
use crate::app::widgets::icon::Icon;
use crate::app::widgets::progress;
use crate::explore::LibraryScores;
use crate::jobs::Snapshot;
use crate::wording::{self, about, thousands};

/// How often a running job's numbers are looked at.
const LOOK_EVERY: std::time::Duration = std::time::Duration::from_millis(100);

/// The library's scores; where there are none, the page says why and what to do.
pub fn scores(ui: &mut Ui, cx: &mut Cx<'_>) -> Option<Arc<LibraryScores>> {
    match cx.shared.scoring.status().clone() {
        Status::Ready(scores) => return Some(scores),
        Status::NoModel => no_model(ui, cx),
        Status::NoLibrary => {
            let text = "Once there are posters, the model reads each of them once; from then on \
                        this page follows at once.";
            films::invite(ui, cx, "No posters here yet", text);
        }
        Status::Missing { missing, of } => match cx.shared.scoring.progress() {
            Some(snapshot) => reading(ui, cx, &snapshot),
            None => invitation(ui, cx, missing, of),
        },
        Status::Working => working(ui),
        Status::Failed(why) => failed(ui, cx, &why),
    }
    None
}

/// A line above scores of a part of the library: how much of it was read, and the way to the rest.
/// Nothing where all of it was read.
pub fn rest(ui: &mut Ui, cx: &mut Cx<'_>) {
    let (unread, of) = (cx.shared.scoring.unread(), cx.shared.scoring.posters());
    let progress = cx.shared.scoring.progress();
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
                cx.shared.scoring.stop();
            }
            ui.ctx().request_repaint_after(LOOK_EVERY);
        } else {
            let read = thousands((of - unread) as u64);
            ui.label(words(format!("{read} of {} read", posters(of))));
            let word = match cx.shared.scoring.estimate() {
                Some(time) => format!("Read the rest ({})", about(time)),
                None => "Read the rest".to_owned(),
            };
            if button::button(ui, Weight::Quiet, Icon::Read, &word).clicked() {
                cx.shared.scoring.read(cx.context);
            }
        }
    });
    ui.add_space(space::S);
}

fn no_model(ui: &mut Ui, cx: &Cx<'_>) {
    let why = match cx.shared.model.status() {
        ModelStatus::Missing(why) => why.as_str(),
        _ => "",
    };
    empty::page(ui, "No model to read with", why, |_| ());
}

fn invitation(ui: &mut Ui, cx: &mut Cx<'_>, missing: usize, of: usize) {
    let title = if missing == of {
        "These posters are not read yet".to_owned()
    } else {
        let read = thousands((of - missing) as u64);
        format!("{read} of {} read", posters(of))
    };
    let time = match cx.shared.scoring.estimate() {
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
        cx.shared.scoring.read(cx.context);
    }
}

fn reading(ui: &mut Ui, cx: &mut Cx<'_>, snapshot: &Snapshot) {
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
        cx.shared.scoring.stop();
    }
    ui.ctx().request_repaint_after(LOOK_EVERY);
}

fn working(ui: &mut Ui) {
    empty::page(ui, "One moment", "The posters are being scored.", |ui| {
        progress::sweep(ui, "Scoring the posters");
    });
}

fn failed(ui: &mut Ui, cx: &mut Cx<'_>, why: &str) {
    let action = Action {
        weight: Weight::Quiet,
        icon: Icon::Again,
        word: "Try again",
    };
    let why = sentence(why);
    if empty::with_action(ui, "The posters could not be scored", &why, &action) {
        cx.shared.scoring.look(cx.context);
    }
}

/// `1 poster`, `7,800 posters`.
fn posters(count: usize) -> String {
    let noun = if count == 1 { "poster" } else { "posters" };
    format!("{} {noun}", thousands(count as u64))
}
