//! The page's head: how many films, how large, and what is done to the library.

use egui::style::HandleShape;
use egui::{Align, Layout, RichText, Role, Slider, Ui, WidgetInfo};

use crate::app::command::Command;
use crate::app::pages::library::Ask;
use crate::app::state::State;
use crate::app::theme::{self, font, size, space};
use crate::app::widgets::button::{self, Weight};
use crate::app::widgets::icon::{self, Icon};
use crate::wording::thousands;

/// With less room than this, buttons have no words.
const WORDS_FROM: f32 = 800.0;

/// Paints the head.
pub fn show(ui: &mut Ui, state: &mut State) {
    let tokens = theme::tokens(ui);
    ui.horizontal(|ui| {
        ui.label(RichText::new("Library").font(font::title()));
        ui.add_space(space::S);
        let weak = |text: String| {
            RichText::new(text)
                .font(font::lead())
                .color(tokens.text_weak)
        };
        let all = state.films.all().len();
        if all > 0 {
            let shown = state.librarian.browsing.shown().len();
            ui.label(weak(count(shown, all)));
            let chosen = state.librarian.selection.len();
            if chosen > 0 {
                ui.label(weak(format!("· {} chosen", thousands(chosen as u64))));
            }
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(space::L);
            let words = ui.available_width() > WORDS_FROM;
            actions(ui, state, words);
            if all > 0 && words {
                tile_size(ui, &mut state.settings.tile);
            }
        });
    });
}

/// `120 films`, `3 of 45,417 films`.
fn count(shown: usize, all: usize) -> String {
    let films = if all == 1 { "film" } else { "films" };
    let all_words = thousands(all as u64);
    if shown == all {
        format!("{all_words} {films}")
    } else {
        format!("{} of {all_words} {films}", thousands(shown as u64))
    }
}

/// Import, clean, funnel, open: from the right.
fn actions(ui: &mut Ui, state: &mut State, words: bool) {
    ui.spacing_mut().item_spacing.x = space::S;
    let any = !state.films.all().is_empty();
    let details = "Details beside the posters (I)";
    if any && button::icon_button(ui, Icon::Read, details).clicked() {
        state.send(Command::Library(Ask::ToggleDetails));
    }
    let open = (Icon::Open, "Open library…", Command::OpenLibrary);
    let funnel = (Icon::Funnel, "Funnel", Command::Library(Ask::Funnel));
    let fetch = (Icon::Drop, "Fetch…", Command::Library(Ask::Fetch));
    let clean = (Icon::Clean, "Clean…", Command::Library(Ask::Clean));
    let import = (
        Icon::Plus,
        "Import…",
        Command::Library(Ask::Import(Vec::new())),
    );
    let offered = match any {
        true => vec![open, funnel, clean, fetch, import],
        false => vec![open],
    };
    for (icon, word, command) in offered {
        let response = match words {
            true => button::button(ui, Weight::Quiet, icon, word),
            false => button::icon_button(ui, icon, word),
        };
        if response.clicked() {
            state.send(command);
        }
    }
}

/// A slider between a small and a large poster, painted from the right.
fn tile_size(ui: &mut Ui, tile: &mut f32) {
    ui.add_space(space::S);
    let weak = theme::tokens(ui).text_weak;
    let picture = |ui: &mut Ui, side: f32| {
        let size = egui::vec2(size::ICON, size::BUTTON);
        let (rect, _) = ui.allocate_exact_size(size, egui::Sense::hover());
        icon::paint(ui.painter(), rect, side, Icon::Library, weak);
    };
    picture(ui, size::ICON);
    ui.scope(|ui| {
        ui.spacing_mut().slider_width = size::TILE_SLIDER;
        ui.spacing_mut().interact_size.y = size::SLIDER;
        let slider = Slider::new(tile, size::TILES)
            .step_by(4.0)
            .show_value(false)
            .handle_shape(HandleShape::Circle)
            .trailing_fill(true);
        let response = ui.add(slider).on_hover_text("Size of the posters");
        response.widget_info(|| WidgetInfo {
            value: Some(f64::from(*tile)),
            ..WidgetInfo::labeled(Role::Slider, true, "Size of the posters")
        });
    });
    picture(ui, size::ICON * 0.75);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_read_as_people_say_them() {
        assert_eq!(count(120, 120), "120 films");
        assert_eq!(count(1, 1), "1 film");
        assert_eq!(count(3, 45_417), "3 of 45,417 films");
    }
}
