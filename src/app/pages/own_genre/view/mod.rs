//! "My own genre": star some posters, cross some others; the library is ranked by what they share.
//!
//! In: the page's state and the library's posters. Out: [`Command`]s. A press, or S, stars a poster; N
//! says that it is not one; Ctrl+Z takes the last mark back.

use egui::{Margin, RichText, Ui};

use super::command::Command;
use super::state::{OwnGenrePage, View};
use crate::app::cx::{Cx, films, scores};
use crate::app::route::Route;
use crate::app::theme::{self, font, size, space};
use crate::app::widgets::button::{self, Weight};
use crate::app::widgets::icon::Icon;
use crate::app::widgets::segments::{self, Segment};
use crate::app::widgets::{empty, training_tabs};
use crate::wording::{percent, thousands};

mod grid;
mod head;
mod save;

/// Its place among the tabs of training.
const TAB: usize = 2;
/// Stars with which a ranking begins to mean something.
const ENOUGH: usize = 10;

/// Paints the page; returns what was asked for.
pub fn show(ui: &mut Ui, page: &mut OwnGenrePage, cx: &mut Cx<'_>) -> Vec<Command> {
    let margin = Margin {
        left: space::XXL as i8,
        right: space::XS as i8,
        top: space::XL as i8,
        bottom: 0,
    };
    let mut asked = Vec::new();
    egui::Frame::new().inner_margin(margin).show(ui, |ui| {
        if let Some(pressed) = training_tabs::show(ui, TAB, cx.shared.run_is_open) {
            cx.show(Route::TRAINING[pressed]);
        }
        ui.add_space(space::L);
        if cx.shared.films.posters() == 0 && !cx.shared.run_is_open {
            let text = "A model learns from posters whose genres are known: a table of films with \
                        their genres, and a folder of posters.";
            return films::invite(ui, cx, "Nothing to learn from yet", text);
        }
        if scores::scores(ui, cx).is_some() {
            scored(ui, page, cx, &mut asked);
        }
    });
    asked
}

/// Over a library that was read.
fn scored(ui: &mut Ui, page: &mut OwnGenrePage, cx: &mut Cx<'_>, asked: &mut Vec<Command>) {
    let shown = page.shown(&cx.shared.films);
    let genres = cx.shared.reader().map_or(0, |reader| reader.genres().len());
    head::show(ui, page, genres, asked);
    ui.add_space(space::S);
    views(ui, page, shown.len());
    scores::rest(ui, cx);
    ui.add_space(space::M);
    if let Some(why) = page.fault() {
        empty::page(ui, "Nothing was learned", why, |_| ());
    } else if shown.is_empty() {
        nothing(ui, page);
    } else {
        grid::keys(page, cx, &shown, asked);
        grid::show(ui, page, cx, &shown, asked);
    }
}

/// Ranked, starred or crossed, and how sure one may be.
fn views(ui: &mut Ui, page: &mut OwnGenrePage, shown: usize) {
    let words = View::ALL.map(|view| match view {
        View::Ranked => "Ranked".to_owned(),
        View::Stars => format!("Starred {}", thousands(page.genre().stars.len() as u64)),
        View::Crosses => format!("Not {}", thousands(page.genre().crosses.len() as u64)),
    });
    ui.horizontal(|ui| {
        ui.set_height(size::BUTTON);
        ui.spacing_mut().item_spacing.x = space::S;
        if page.query.trim().is_empty() {
            let segments: Vec<Segment<'_>> = words
                .iter()
                .map(|word| Segment::from(word.as_str()))
                .collect();
            let chosen = View::ALL.iter().position(|view| *view == page.view);
            if let Some(pressed) = segments::show(ui, &segments, chosen.unwrap_or(0)) {
                page.view = View::ALL[pressed];
            }
        } else if button::button(ui, Weight::Quiet, Icon::Close, "Back to the ranking").clicked() {
            page.query.clear();
        }
        ui.add_space(space::S);
        let weak = theme::tokens(ui).text_weak;
        let text = advice(page, shown);
        ui.label(RichText::new(text).font(font::body()).color(weak));
    });
}

/// What to do next, or how good the ranking is.
fn advice(page: &OwnGenrePage, shown: usize) -> String {
    if !page.query.trim().is_empty() {
        let noun = if shown == 1 { "poster" } else { "posters" };
        return format!("{} {noun}", thousands(shown as u64));
    }
    let stars = page.genre().stars.len();
    let learned = page.answer().map(|answer| &answer.learned);
    match (stars, learned) {
        (0, _) => "Star posters that share something: press them, or S on the keyboard. From the \
                   first star on, the library is ranked by it."
            .to_owned(),
        (_, None) => "Learning…".to_owned(),
        (stars, Some(_)) if stars < ENOUGH => {
            let more = ENOUGH - stars;
            let words = if more == 1 {
                "star makes"
            } else {
                "stars make"
            };
            format!("{more} more {words} it steadier; N says that a poster is not one.")
        }
        (_, Some(learned)) => match learned.auc {
            Some(auc) => format!(
                "A star that is held back stands above {} of the library.",
                percent(auc as f32)
            ),
            None => String::new(),
        },
    }
}

/// No poster is shown.
fn nothing(ui: &mut Ui, page: &OwnGenrePage) {
    let query = page.query.trim();
    if !query.is_empty() {
        let text = format!("Nothing with a poster contains “{query}”.");
        return empty::page(ui, "No film has such a title", &text, |_| ());
    }
    match page.view {
        View::Crosses => {
            let text = "Press the cross under a poster, or N, where the ranking is wrong: it learns \
                        most from that.";
            empty::page(ui, "Nothing is crossed yet", text, |_| ());
        }
        View::Stars => {
            let text = "Press a poster, or S, to say that it is one.";
            empty::page(ui, "Nothing is starred yet", text, |_| ());
        }
        View::Ranked => {
            let text = "Every poster has a star or a cross.";
            empty::page(ui, "You have seen them all", text, |_| ());
        }
    }
}
