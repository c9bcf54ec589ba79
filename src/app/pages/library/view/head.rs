//! The page's head: how many films, how large, and what is done to the library.

use egui::style::HandleShape;
use egui::{Align, Layout, RichText, Role, Slider, Ui, WidgetInfo};

use super::words;
use crate::app::cx::Cx;
use crate::app::pages::library::command::Command;
use crate::app::pages::library::state::LibraryPage;
use crate::app::request::Request;
use crate::app::theme::{self, font, size, space};
use crate::app::widgets::button::{self, Weight};
use crate::app::widgets::icon::{self, Icon};
use crate::wording::thousands;

/// With less room than this, buttons have no words.
const WORDS_FROM: f32 = 800.0;

/// Paints the head.
pub fn show(ui: &mut Ui, page: &mut LibraryPage, cx: &mut Cx<'_>, asked: &mut Vec<Command>) {
    let tokens = theme::tokens(ui);
    ui.horizontal(|ui| {
        ui.label(RichText::new("Library").font(font::title()));
        ui.add_space(space::S);
        let weak = |text: String| {
            RichText::new(text)
                .font(font::lead())
                .color(tokens.text_weak)
        };
        let all = cx.shared.films.all().len();
        if all > 0 {
            let shown = page.browsing.shown().len();
            ui.label(weak(count(shown, all)));
            let chosen = cx.shared.selection.len();
            if chosen > 0 {
                ui.label(weak(format!("· {} chosen", thousands(chosen as u64))));
            }
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(space::L);
            let words = ui.available_width() > WORDS_FROM;
            actions(ui, cx, words, asked);
            if all > 0 && words {
                tile_size(ui, &mut page.kept.tile);
            }
        });
    });
}

/// `120 films`, `3 of 45,417 films`.
fn count(shown: usize, all: usize) -> String {
    let films = words::films(all);
    if shown == all {
        films
    } else {
        format!("{} of {films}", thousands(shown as u64))
    }
}

/// Import, clean, funnel, open: from the right.
fn actions(ui: &mut Ui, cx: &mut Cx<'_>, words: bool, asked: &mut Vec<Command>) {
    ui.spacing_mut().item_spacing.x = space::S;
    let any = !cx.shared.films.all().is_empty();
    let details = "Details beside the posters (I)";
    if any && button::icon_button(ui, Icon::Read, details).clicked() {
        asked.push(Command::ToggleDetails);
    }
    let pressed = |ui: &mut Ui, icon, word| match words {
        true => button::button(ui, Weight::Quiet, icon, word).clicked(),
        false => button::icon_button(ui, icon, word).clicked(),
    };
    if pressed(ui, Icon::Open, "Open library…") {
        cx.ask(Request::OpenLibrary);
    }
    let offered = [
        (Icon::Funnel, "Funnel", Command::Funnel),
        (Icon::Clean, "Clean…", Command::Clean),
        (Icon::Drop, "Fetch…", Command::Fetch),
        (Icon::Plus, "Import…", Command::Import(Vec::new())),
    ];
    for (icon, word, command) in offered.into_iter().filter(|_| any) {
        if pressed(ui, icon, word) {
            asked.push(command);
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
