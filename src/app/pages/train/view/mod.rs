//! Everything that the Train page paints.
//!
//! One file a part: [`plan`] sets a run up, with [`depths`], [`settings`] and [`advanced`], and a
//! [`summary`] of what will happen; [`live`] shows the run that goes on, with its [`curves`] and its
//! [`gallery`]; [`runs`] lists those of the library, with [`comparison`] of some. [`plot`] paints
//! curves, [`field`] the fields of a form, [`parts`] what several of them need.

use egui::{Margin, Ui};

use super::command::Command;
use super::state::TrainPage;
use crate::app::cx::{Cx, films};
use crate::app::route::Route;
use crate::app::theme::space;
use crate::app::widgets::training_tabs;

mod advanced;
mod comparison;
pub mod curves;
mod depths;
mod field;
mod gallery;
mod live;
mod parts;
mod plan;
mod runs;
mod settings;
mod summary;

/// Paints the page; what was pressed is asked of it.
pub fn show(ui: &mut Ui, page: &mut TrainPage, cx: &mut Cx<'_>) {
    let margin = Margin {
        left: space::XXL as i8,
        right: space::XS as i8,
        top: space::XL as i8,
        bottom: 0,
    };
    egui::Frame::new().inner_margin(margin).show(ui, |ui| {
        head(ui, page, cx);
        ui.add_space(space::L);
        if cx.shared.films.posters() == 0 && page.running.is_none() {
            let text = "A model learns from posters whose genres are known: a table of films with \
                        their genres, and a folder of posters.";
            return films::invite(ui, cx, "Nothing to learn from yet", text);
        }
        match (cx.shown, &page.running) {
            (Route::Runs, _) => runs::show(ui, page, cx),
            (_, Some(_)) => live::show(ui, page, cx),
            (_, None) => plan::show(ui, page, cx),
        }
    });
}

fn head(ui: &mut Ui, page: &mut TrainPage, cx: &mut Cx<'_>) {
    let tabs = Route::TRAINING;
    let shown = tabs.iter().position(|tab| *tab == cx.shown).unwrap_or(0);
    if let Some(pressed) = training_tabs::show(ui, shown, page.running.is_some()) {
        cx.show(tabs[pressed]);
        // Turning to the runs looks at them; a press while they are shown looks again.
        if pressed == shown && cx.shown == Route::Runs {
            page.asked.push(Command::Look);
        }
    }
}
