//! What the page paints: head, filters, grid, pane, and a dialog over them.
//!
//! In: the page, and what is shared. Out: the page's choices, changed, and [`Command`]s. Nothing here
//! is done a film a frame.

use std::sync::Arc;

use egui::{Margin, Rect, Ui, UiBuilder, pos2, vec2};

use super::command::Command;
use super::state::LibraryPage;
use crate::app::cx::Cx;
use crate::app::theme::{self, size, space};
use crate::app::widgets::button::{self, Weight};
use crate::app::widgets::empty::{self, Action};
use crate::app::widgets::icon::Icon;
use crate::explore::browse::Wish;

mod add_label;
mod becomes;
mod clean;
mod dialog;
mod dialog_parts;
mod facts;
mod fetch;
mod filters;
mod funnel;
mod grid;
mod head;
mod import;
mod labels;
mod mapping;
mod pane;
mod pane_parts;
mod several;
mod words;
mod working;

pub use grid::CHOOSING;

/// Paints the page.
pub fn show(ui: &mut Ui, page: &mut LibraryPage, cx: &mut Cx<'_>, asked: &mut Vec<Command>) {
    let margin = Margin {
        left: space::XXL as i8,
        right: 0,
        top: space::XL as i8,
        bottom: 0,
    };
    egui::Frame::new().inner_margin(margin).show(ui, |ui| {
        head::show(ui, page, cx, asked);
        ui.add_space(space::S);
        if cx.shared.films.all().is_empty() {
            empty(ui, cx, asked);
        } else {
            filters::show(ui, page);
            ui.add_space(space::M);
            body(ui, page, cx, asked);
        }
    });
    dialog::show(ui, page, &cx.shared.films, asked);
}

/// The grid, and the pane at its right.
fn body(ui: &mut Ui, page: &mut LibraryPage, cx: &mut Cx<'_>, asked: &mut Vec<Command>) {
    let room = ui.available_rect_before_wrap();
    // It stays while nothing is chosen: a press must not move the poster away under the hand that
    // presses twice.
    let chosen = !cx.shared.selection.is_empty();
    let open = page.kept.details && (chosen || room.width() >= size::PANE_FROM);
    let pane = if open {
        size::PANE.min(room.width() / 2.0)
    } else {
        0.0
    };
    let edge = room.right() - pane;
    let left = Rect::from_min_max(room.min, pos2(edge - space::M, room.bottom()));
    ui.scope_builder(UiBuilder::new().max_rect(left), |ui| {
        let shown = Arc::clone(page.browsing.shown());
        if shown.is_empty() {
            nothing(ui, page);
        } else {
            grid::show(ui, page, cx, &shown);
        }
    });
    if open {
        let right = Rect::from_min_max(pos2(edge, room.top()), room.max);
        let line = theme::tokens(ui).line();
        ui.painter().vline(edge, right.y_range(), line);
        let inside = right.shrink2(vec2(space::L, 0.0));
        ui.scope_builder(UiBuilder::new().max_rect(inside), |ui| {
            pane::show(ui, page, cx.shared, asked);
        });
    }
}

/// No library, or nothing in it.
fn empty(ui: &mut Ui, cx: &Cx<'_>, asked: &mut Vec<Command>) {
    if cx.shared.opening.is_some() {
        return empty::page(ui, "The posters are on their way", "", |_| ());
    }
    let text = "Drop a table of films (CSV, TSV, XLSX) or a folder of posters on this window, or \
                choose them. What is recognised is shown before anything happens.";
    empty::page(ui, "No films here yet", text, |ui| {
        let word = "Import films…";
        if button::button(ui, Weight::Primary, Icon::Plus, word).clicked() {
            asked.push(Command::Import(Vec::new()));
        }
    });
}

/// No film passes the filters.
fn nothing(ui: &mut Ui, page: &mut LibraryPage) {
    let action = Action {
        weight: Weight::Quiet,
        icon: Icon::Close,
        word: "Show all films",
    };
    let query = page.wish.text.trim();
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
        page.wish = Wish::default();
    }
}
