//! The list of shortcuts, made from the tables by which the keys act.

use egui::{Grid, Id, Key, Modal, RichText, ScrollArea, Ui, vec2};

use super::command::{PLAIN_KEYS, keys};
use super::pages::Pages;
use crate::app::theme::{self, font, size, space};
use crate::app::widgets::button::{self, Weight};
use crate::app::widgets::icon::Icon;
use crate::app::widgets::keys::{Binding, Listed};

/// Keys of one page, or of all, under its name.
pub struct Section {
    /// The page's; empty: they hold everywhere.
    pub name: &'static str,
    /// Its keys.
    pub keys: Vec<Listed>,
}

/// Keys that the toolkit handles itself.
const TOOLKIT_KEYS: [Listed; 2] = [
    Listed {
        keys: &[],
        said: "Ctrl+V",
        words: "Read the clipboard's image or files",
    },
    Listed {
        keys: &[],
        said: "Tab",
        words: "To the next control",
    },
];

/// The keys that hold on every page.
pub fn everywhere() -> Section {
    let own = keys();
    let all = own.iter().chain(&PLAIN_KEYS).map(Binding::listed);
    Section {
        name: "",
        keys: all.chain(TOOLKIT_KEYS).collect(),
    }
}

/// All keys: those that hold on every page, then each page's own.
pub fn sections(pages: &Pages) -> Vec<Section> {
    let own = pages.each().into_iter().map(|(route, page)| Section {
        name: route.name(),
        keys: page.keys(),
    });
    let with_keys = own.filter(|section| !section.keys.is_empty());
    std::iter::once(everywhere()).chain(with_keys).collect()
}

/// What was done with the list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Done {
    /// It is to be closed.
    pub closed: bool,
    /// What this program is was asked for.
    pub about: bool,
}

/// Paints the list.
pub fn show(ui: &mut Ui, sections: &[Section]) -> Done {
    let tokens = theme::tokens(ui);
    let modal = Modal::new(Id::unique("shortcuts"))
        .backdrop_color(tokens.scrim)
        .show(ui.ctx(), |ui| {
            ui.set_width(size::SHORTCUTS);
            ui.label(RichText::new("Keyboard").font(font::section()));
            ui.add_space(space::S);
            // Lines of words, not of buttons: the list stays on the screen.
            let buttons = std::mem::take(&mut ui.spacing_mut().interact_size.y);
            let most = ui.ctx().content_rect().height() - size::SHORTCUTS_REST;
            // At once as high as it will be: it does not grow under the hand.
            ScrollArea::vertical()
                .max_height(most)
                .min_scrolled_height(most)
                .show(ui, |ui| {
                    for section in sections {
                        rows(ui, section);
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
    let escaped = ui.input(|input| input.key_pressed(Key::Escape));
    Done {
        closed: closed || about || modal.should_close() || escaped,
        about,
    }
}

fn rows(ui: &mut Ui, section: &Section) {
    if !section.name.is_empty() {
        ui.add_space(space::S);
        ui.label(RichText::new(section.name).font(font::body_medium()));
    }
    Grid::new(("keys", section.name))
        .num_columns(2)
        .min_row_height(space::XL)
        .spacing(vec2(space::XXL, space::XS))
        .show(ui, |ui| {
            for listed in &section.keys {
                if !listed.words.is_empty() {
                    row(ui, &listed.said(), listed.words);
                }
            }
        });
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
