//! Thresholds: from which probability on a genre counts, moved by hand while every figure and
//! every poster follows.
//!
//! One file a part: [`toolbar`] chooses, keeps and applies; [`rows`] are the sliders over their
//! histograms; [`curves`] and [`cells`] show the selected genre; [`theatre`] its posters at the
//! threshold; [`together`] the figures over all genres beside their baselines.

use egui::{Align2, Color32, FontId, Key, Margin, Modifiers, Pos2, Rect, ScrollArea, Ui, vec2};

use crate::app::command::Command;
use crate::app::pages::thresholds::{Adjust, ThresholdsPage};
use crate::app::shared::films::Films;
use crate::app::shared::notice::{Tone, sentence};
use crate::app::state::State;
use crate::app::theme::{self, size, space};
use crate::app::shared::thumbnails::Thumbnails;
use crate::app::widgets::{empty, progress, unscored};
use crate::vision::Threshold;

mod cells;
mod curves;
mod rows;
mod theatre;
mod together;
mod toolbar;

/// What the parts of the page share.
struct Page<'a> {
    desk: &'a mut ThresholdsPage,
    films: &'a Films,
    thumbnails: &'a mut Thumbnails,
    /// The thresholds of the probabilities in use: what a hover card compares with.
    in_use: &'a [Threshold],
    asked: Vec<Command>,
}

impl Page<'_> {
    fn ask(&mut self, adjust: Adjust) {
        self.asked.push(Command::Thresholds(adjust));
    }
}

/// Paints the page.
pub fn show(ui: &mut Ui, state: &mut State) {
    let Some(scores) = unscored::scores(ui, state) else {
        return;
    };
    let Some(reader) = state.reader() else {
        return;
    };
    let root = std::sync::Arc::clone(&state.films.root);
    let fault = state
        .desk
        .follow(ui.ctx(), &mut state.scoring, &scores, &reader, &root);
    if let Some(why) = fault {
        let title = "Not all thresholds could be read";
        state.notices.say(Tone::Fault, title, sentence(&why));
    }
    if state.desk.prepared().is_none() {
        return empty::page(ui, "One moment", "The scores are being sorted.", |ui| {
            progress::sweep(ui, "Sorting the scores");
        });
    }
    let typing = ui.ctx().text_edit_focused();
    if !typing && !state.shortcuts_open {
        for (keys, adjust) in [
            (Modifiers::COMMAND | Modifiers::SHIFT, Adjust::Redo),
            (Modifiers::COMMAND, Adjust::Undo),
        ] {
            if ui.input_mut(|input| input.consume_key(keys, Key::Z)) {
                state.send(Command::Thresholds(adjust));
            }
        }
    }
    state.desk.remember(ui.input(|input| input.time));
    let in_use = state.scoring.thresholds().to_vec();
    let margin = Margin {
        left: space::XL as i8,
        right: space::XS as i8,
        top: space::L as i8,
        bottom: 0,
    };
    let asked = egui::Frame::new().inner_margin(margin).show(ui, |ui| {
        unscored::rest(ui, state);
        let mut page = Page {
            desk: &mut state.desk,
            films: &state.films,
            thumbnails: &mut state.thumbnails,
            in_use: &in_use,
            asked: Vec::new(),
        };
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            ui.set_width(ui.available_width() - space::XL + space::XS);
            ui.spacing_mut().item_spacing = vec2(space::S, space::S);
            body(ui, &mut page);
        });
        page.asked
    });
    for command in asked.inner {
        state.send(command);
    }
}

fn body(ui: &mut Ui, page: &mut Page<'_>) {
    toolbar::show(ui, page);
    ui.add_space(space::XS);
    let wide = ui.available_width() >= size::TUNE_LEAST + space::XL + size::CURVES;
    if wide {
        let right = size::CURVES;
        let left = ui.available_width() - right - space::XL;
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            ui.allocate_ui(vec2(left, 0.0), |ui| {
                ui.set_width(left);
                ui.vertical(|ui| rows::show(ui, page));
            });
            ui.add_space(space::XL);
            ui.allocate_ui(vec2(right, 0.0), |ui| {
                ui.set_width(right);
                ui.vertical(|ui| genre(ui, page));
            });
        });
    } else {
        rows::show(ui, page);
        ui.add_space(space::S);
        genre(ui, page);
    }
    ui.add_space(space::M);
    theatre::show(ui, page);
    ui.add_space(space::L);
    together::show(ui, page);
    ui.add_space(space::XL);
}

/// The selected genre: its curves, then its confusion beside its reliability.
fn genre(ui: &mut Ui, page: &mut Page<'_>) {
    curves::show(ui, page);
    cells::show(ui, page);
}

/// A word at a place.
fn word(ui: &Ui, at: Pos2, align: Align2, text: &str, face: FontId, ink: Color32) -> Rect {
    ui.painter().text(at, align, text, face, ink)
}

/// `0.71`, or `0.715` where it stands between two hundredths.
fn threshold_words(value: f32) -> String {
    let hundredths = value * 100.0;
    if (hundredths - hundredths.round()).abs() < 0.005 {
        format!("{value:.2}")
    } else {
        format!("{value:.3}")
    }
}

/// The colour of the selected genre.
fn hue(ui: &Ui, page: &Page<'_>) -> Color32 {
    let tokens = theme::tokens(ui);
    let genres = page.desk.prepared().map(|prepared| prepared.genres());
    genres
        .and_then(|genres| genres.get(page.desk.selected))
        .map_or(tokens.other_genre, |genre| tokens.genre(genre))
}

#[cfg(test)]
mod tests {
    use super::threshold_words;

    #[test]
    fn thresholds_have_two_digits_or_three() {
        assert_eq!(
            [0.5, 0.26, 0.255, 1.0].map(threshold_words),
            ["0.50", "0.26", "0.255", "1.00"]
        );
    }
}
