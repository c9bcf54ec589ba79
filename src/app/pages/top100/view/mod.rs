//! The page as it is painted: its head, and list or plane below it.
//!
//! In: the page's state. Out: [`Command`]s, and the wish to read a poster that was pressed.

use std::sync::Arc;

use egui::{Margin, Ui};

use super::command::Command;
use super::plane;
use super::state::{Top100Page, View};
use crate::app::cx::{Cx, scores};
use crate::app::request::Request;
use crate::app::theme::space;
use crate::app::widgets::button::Weight;
use crate::app::widgets::empty::{self, Action};
use crate::app::widgets::icon::Icon;
use crate::explore::LibraryScores;

mod controls;
mod list;
mod save;

/// Paints the page; returns what was asked for.
pub fn show(ui: &mut Ui, page: &mut Top100Page, cx: &mut Cx<'_>) -> Vec<Command> {
    let margin = Margin {
        left: space::XXL as i8,
        right: space::M as i8,
        top: space::XL as i8,
        bottom: 0,
    };
    let mut asked = Vec::new();
    egui::Frame::new().inner_margin(margin).show(ui, |ui| {
        let known = cx.shared.scoring.scores().map(Arc::clone);
        if let Some(known) = known {
            ranked(ui, page, cx, &known, &mut asked);
        } else {
            controls::title(ui);
            scores::scores(ui, cx);
        }
    });
    asked
}

fn ranked(
    ui: &mut Ui,
    page: &mut Top100Page,
    cx: &mut Cx<'_>,
    known: &Arc<LibraryScores>,
    asked: &mut Vec<Command>,
) {
    let (films, wants_series) = (&cx.shared.films, page.one_of_each);
    page.facts.follow(cx.context, films, wants_series);
    page.rank(known, films, &cx.shared.scoring);
    controls::show(ui, page, known, asked);
    scores::rest(ui, cx);
    if page.shown() == 0 {
        return nothing(ui, page);
    }
    let pressed = match page.view {
        View::List => list::show(ui, page, cx, known),
        View::Plane => on_the_plane(ui, page, cx, known),
    };
    if let Some(row) = pressed {
        open(cx, known.film(row));
    }
}

fn on_the_plane(
    ui: &mut Ui,
    page: &mut Top100Page,
    cx: &mut Cx<'_>,
    known: &Arc<LibraryScores>,
) -> Option<usize> {
    let pair = page.pair_in(known);
    let rows = Arc::clone(page.ranking.as_ref()?.matching_rows());
    plane::show(ui, &mut page.plane, cx, known, (pair, &rows))
}

/// No poster passes the filters.
fn nothing(ui: &mut Ui, page: &mut Top100Page) {
    let action = Action {
        weight: Weight::Primary,
        icon: Icon::Close,
        word: "Clear the filters",
    };
    let text = "Fewer filters show more.";
    if page.is_unfiltered() {
        let text = "Every poster is on the side of its label, for this genre and threshold.";
        empty::page(ui, "No mistakes here", text, |_| ());
    } else if empty::with_action(ui, "No poster passes these filters", text, &action) {
        page.clear_filter();
    }
}

/// Opens a film's poster in Read.
fn open(cx: &mut Cx<'_>, film: usize) {
    let film = cx.shared.films.all().get(film);
    if let Some(poster) = film.and_then(|film| film.poster.as_ref()) {
        let paths = vec![poster.path.clone()];
        cx.ask(Request::Read(paths));
    }
}
