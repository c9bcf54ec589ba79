//! The list of shortcuts, and what this program is.

use egui::{Grid, Id, Key, Modal, ModifierNames, RichText, Ui, vec2};

use super::button::{self, Weight};
use super::icon::Icon;
use crate::app::command::{Command, OTHER_KEYS, shortcuts};
use crate::app::state::State;
use crate::app::theme::{self, font, size, space};

/// Paints the list if it is open.
pub fn show(ui: &mut Ui, state: &mut State) {
    if !state.shortcuts_open {
        return;
    }
    let tokens = theme::tokens(ui);
    let modal = Modal::new(Id::unique("shortcuts"))
        .backdrop_color(tokens.scrim)
        .show(ui.ctx(), |ui| {
            ui.set_width(size::SHORTCUTS);
            ui.label(RichText::new("Keyboard").font(font::section()));
            ui.add_space(space::S);
            // Lines of words, not of buttons: the list stays on the screen.
            let buttons = std::mem::take(&mut ui.spacing_mut().interact_size.y);
            Grid::new("keys")
                .num_columns(2)
                .min_row_height(space::XL)
                .spacing(vec2(space::XXL, space::XS))
                .show(ui, |ui| {
                    for shortcut in shortcuts() {
                        if !shortcut.words.is_empty() {
                            let keys = shortcut.keys.format(&ModifierNames::NAMES, false);
                            row(ui, &keys, shortcut.words);
                        }
                    }
                    for (keys, words) in OTHER_KEYS {
                        row(ui, keys, words);
                    }
                });
            ui.spacing_mut().interact_size.y = buttons;
            ui.add_space(space::L);
            ui.horizontal(|ui| {
                let close = button::button(ui, Weight::Quiet, Icon::Close, "Close").clicked();
                let about = button::button(ui, Weight::Quiet, Icon::Read, "About Onesheet");
                (close, about.clicked())
            })
            .inner
        });
    let (closed, about) = modal.inner;
    if about {
        state.send(Command::ToggleAbout);
    }
    let escaped = ui.input(|input| input.key_pressed(Key::Escape));
    if closed || about || modal.should_close() || escaped {
        state.send(Command::ToggleShortcuts);
    }
}

fn row(ui: &mut Ui, keys: &str, words: &str) {
    let tokens = theme::tokens(ui);
    ui.label(
        RichText::new(keys)
            .font(font::body_medium())
            .color(tokens.text),
    );
    ui.label(
        RichText::new(words)
            .font(font::body())
            .color(tokens.text_weak),
    );
    ui.end_row();
}
