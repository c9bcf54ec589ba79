//! How a model is made from the library: a run is set up, goes on, and stands beside others.
//!
//! One file a part: [`plan`] sets a run up, with [`depths`], [`settings`] and [`advanced`], and a
//! [`summary`] of what will happen; [`live`] shows the run that goes on, with its [`curves`] and its
//! [`gallery`]; [`runs`] lists those of the library, with [`comparison`] of some; [`own_genre`] is
//! made of stars and kept by [`save_own_genre`]. [`plot`] paints curves, [`field`] the fields of a
//! form.

use egui::{Label, Margin, RichText, Ui, vec2};

use crate::app::command::Command;
use crate::app::state::State;
use crate::app::theme::{self, font, size, space};
use crate::app::training::{Order, Tab};
use crate::app::widgets::no_library;
use crate::app::widgets::segments::{self, Segment};

mod advanced;
mod comparison;
mod curves;
mod depths;
mod field;
mod gallery;
mod live;
mod own_genre;
mod plan;
mod runs;
mod save_own_genre;
mod settings;
mod summary;

pub use curves::Figure;

/// Paints the page.
pub fn show(ui: &mut Ui, state: &mut State) {
    let margin = Margin {
        left: space::XXL as i8,
        right: space::XS as i8,
        top: space::XL as i8,
        bottom: 0,
    };
    egui::Frame::new().inner_margin(margin).show(ui, |ui| {
        head(ui, state);
        ui.add_space(space::L);
        if state.films.posters() == 0 && state.training.running.is_none() {
            return no_library(ui, state);
        }
        match state.training.tab {
            Tab::Run if state.training.running.is_some() => live::show(ui, state),
            Tab::Run => plan::show(ui, state),
            Tab::Runs => runs::show(ui, state),
            Tab::OwnGenre => own_genre::show(ui, state),
        }
    });
}

fn head(ui: &mut Ui, state: &mut State) {
    ui.horizontal(|ui| {
        ui.set_height(size::BUTTON);
        ui.spacing_mut().item_spacing = vec2(space::S, space::S);
        ui.label(RichText::new("Train").font(font::title()));
        ui.add_space(space::L);
        let this = match &state.training.running {
            Some(_) => "This run",
            None => "New run",
        };
        let words: Vec<Segment<'_>> = [this, "Runs", "My own genre"].map(Segment::from).into();
        let chosen = Tab::ALL.iter().position(|tab| *tab == state.training.tab);
        if let Some(pressed) = segments::show(ui, &words, chosen.unwrap_or(0)) {
            state.send(Command::Train(Order::Turn(Tab::ALL[pressed])));
        }
    });
}

fn no_library(ui: &mut Ui, state: &mut State) {
    let text = "A model learns from posters whose genres are known: a table of films with their \
                genres, and a folder of posters.";
    no_library::show(ui, state, "Nothing to learn from yet", text);
}

/// A line of weak text.
fn weak(ui: &mut Ui, text: &str) {
    let ink = theme::tokens(ui).text_weak;
    let text = RichText::new(text).font(font::body()).color(ink);
    ui.add(Label::new(text).wrap());
}
