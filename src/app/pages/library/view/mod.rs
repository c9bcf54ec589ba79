//! All films of the library: a grid that paints what is seen and nothing else, filters with counts,
//! and a pane that tells all about the chosen film.
//!
//! In: the window's films and the [`librarian`](crate::app::pages::library)'s choices. Out: those
//! choices, changed, and [`Ask`]s. Nothing here is done a film a frame.

use std::sync::Arc;

use egui::{Key, Margin, Modifiers, Rect, Ui, UiBuilder, pos2, vec2};

use crate::app::command::Command;
use crate::app::pages::library::Ask;
use crate::app::state::State;
use crate::app::theme::{self, size, space};
use crate::app::widgets::button::{self, Weight};
use crate::app::widgets::empty::{self, Action};
use crate::app::widgets::icon::Icon;
use crate::explore::browse::Wish;

mod clean;
mod dialog;
mod fetch;
mod filters;
mod funnel;
mod grid;
mod head;
mod import;
mod labels;
mod mapping;
mod pane;
mod several;
mod working;

/// Paints the page.
pub fn show(ui: &mut Ui, state: &mut State) {
    let margin = Margin {
        left: space::XXL as i8,
        right: 0,
        top: space::XL as i8,
        bottom: 0,
    };
    let context = ui.ctx().clone();
    state
        .librarian
        .follow(&context, &state.films, &state.scoring);
    keys(ui, state);
    egui::Frame::new().inner_margin(margin).show(ui, |ui| {
        head::show(ui, state);
        ui.add_space(space::S);
        if state.films.all().is_empty() {
            empty(ui, state);
        } else {
            filters::show(ui, state);
            ui.add_space(space::M);
            body(ui, state);
        }
    });
    dialog::show(ui, state);
}

/// The keys that hold on this page.
fn keys(ui: &Ui, state: &mut State) {
    if !listens(ui, state) || ui.ctx().text_edit_focused() {
        return;
    }
    let ctrl_shift = Modifiers::COMMAND.plus(Modifiers::SHIFT);
    // The more special ones first: Shift may be held with any.
    for (modifiers, key, ask) in [
        (ctrl_shift, Key::Z, Ask::Redo),
        (Modifiers::COMMAND, Key::Y, Ask::Redo),
        (Modifiers::COMMAND, Key::Z, Ask::Undo),
        (Modifiers::COMMAND, Key::A, Ask::ChooseAll),
        (Modifiers::NONE, Key::Escape, Ask::ChooseNone),
        (Modifiers::NONE, Key::Delete, Ask::Remove),
        (Modifiers::NONE, Key::I, Ask::ToggleDetails),
    ] {
        if ui.input_mut(|input| input.consume_key(modifiers, key)) {
            state.send(Command::Library(ask));
        }
    }
}

/// Whether keys are meant for the page: nothing lies over it.
fn listens(ui: &Ui, state: &State) -> bool {
    let over = state.shortcuts_open || state.about_open || state.librarian.dialog.is_some();
    !over && !egui::Popup::is_any_open(ui.ctx())
}

/// The grid, and the pane at its right.
fn body(ui: &mut Ui, state: &mut State) {
    let room = ui.available_rect_before_wrap();
    // It stays while nothing is chosen: a press must not move the poster away under the hand that
    // presses twice.
    let chosen = !state.librarian.selection.is_empty();
    let open = state.settings.details && (chosen || room.width() >= size::PANE_FROM);
    let pane = if open {
        size::PANE.min(room.width() / 2.0)
    } else {
        0.0
    };
    let edge = room.right() - pane;
    let left = Rect::from_min_max(room.min, pos2(edge - space::M, room.bottom()));
    ui.scope_builder(UiBuilder::new().max_rect(left), |ui| {
        let shown = Arc::clone(state.librarian.browsing.shown());
        if shown.is_empty() {
            nothing(ui, state);
        } else {
            grid::show(ui, state, &shown);
        }
    });
    if open {
        let right = Rect::from_min_max(pos2(edge, room.top()), room.max);
        let line = theme::tokens(ui).line();
        ui.painter().vline(edge, right.y_range(), line);
        let inside = right.shrink2(vec2(space::L, 0.0));
        ui.scope_builder(UiBuilder::new().max_rect(inside), |ui| {
            pane::show(ui, state);
        });
    }
}

/// No library, or nothing in it.
fn empty(ui: &mut Ui, state: &mut State) {
    if state.opening.is_some() {
        return empty::page(ui, "The posters are on their way", "", |_| ());
    }
    let text = "Drop a table of films (CSV, TSV, XLSX) or a folder of posters on this window, or \
                choose them. What is recognised is shown before anything happens.";
    empty::page(ui, "No films here yet", text, |ui| {
        let word = "Import films…";
        if button::button(ui, Weight::Primary, Icon::Plus, word).clicked() {
            state.send(Command::Library(Ask::Import(Vec::new())));
        }
    });
}

/// No film passes the filters.
fn nothing(ui: &mut Ui, state: &mut State) {
    let action = Action {
        weight: Weight::Quiet,
        icon: Icon::Close,
        word: "Show all films",
    };
    let query = state.librarian.wish.text.trim();
    let (title, text) = if query.is_empty() {
        (
            "No film passes these filters",
            "Fewer filters show more.".to_owned(),
        )
    } else {
        let text = format!("Nothing contains “{query}”, with the filters as they are.");
        ("No film answers this search", text)
    };
    if empty::with_action(ui, title, &text, &action) {
        state.librarian.wish = Wish::default();
    }
}
