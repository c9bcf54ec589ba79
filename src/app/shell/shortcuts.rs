//! The list of shortcuts, made from the tables by which the keys act.

use egui::{Align, Id, Key, Label, Layout, Modal, RichText, ScrollArea, Ui, Vec2, vec2};

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

/// Paints the list, in as many columns as the window has room for.
pub fn show(ui: &mut Ui, sections: &[Section]) -> Done {
    let tokens = theme::tokens(ui);
    let room = ui.ctx().content_rect().size();
    let columns = columns(sections, most_columns(room.x));
    let modal = Modal::new(Id::unique("shortcuts"))
        .backdrop_color(tokens.scrim)
        .show(ui.ctx(), |ui| {
            let gaps = space::XXL * (columns.len() - 1) as f32;
            ui.set_width(size::SHORTCUTS * columns.len() as f32 + gaps);
            ui.label(RichText::new("Keyboard").font(font::section()));
            ui.add_space(space::S);
            // Lines of words, not of buttons: the list stays on the screen.
            let buttons = std::mem::take(&mut ui.spacing_mut().interact_size.y);
            let highest = columns.iter().map(|column| height(column));
            let most = room.y - size::SHORTCUTS_REST;
            let high = highest.fold(0.0, f32::max).min(most);
            // At once as high as it will be: it does not grow under the hand.
            ScrollArea::vertical()
                .max_height(high)
                .min_scrolled_height(high)
                .show(ui, |ui| {
                    ui.horizontal_top(|ui| {
                        ui.spacing_mut().item_spacing.x = space::XXL;
                        for column in &columns {
                            ui.vertical(|ui| {
                                ui.set_width(size::SHORTCUTS);
                                ui.spacing_mut().item_spacing = Vec2::ZERO;
                                for section in *column {
                                    rows(ui, section);
                                }
                            });
                        }
                    });
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

/// Columns that a window of this width has room for.
fn most_columns(width: f32) -> usize {
    let room = width - 2.0 * space::XXL;
    let columns = (room / (size::SHORTCUTS + space::XXL)).floor();
    columns.max(1.0) as usize
}

/// Sections in their order, in at most so many columns, the highest as low as can be.
fn columns(sections: &[Section], most: usize) -> Vec<&[Section]> {
    let split = |limit: f32| {
        let (mut columns, mut begin, mut used) = (Vec::new(), 0, 0.0);
        for (at, section) in sections.iter().enumerate() {
            let high = height(std::slice::from_ref(section));
            if at > begin && used + high > limit {
                columns.push(&sections[begin..at]);
                (begin, used) = (at, 0.0);
            }
            used += high;
        }
        columns.push(&sections[begin..]);
        columns
    };
    // Every height that a column can have.
    let mut limits: Vec<f32> = (0..sections.len())
        .flat_map(|begin| (begin + 1..=sections.len()).map(move |end| (begin, end)))
        .map(|(begin, end)| height(&sections[begin..end]))
        .collect();
    limits.sort_by(f32::total_cmp);
    let fits = limits
        .into_iter()
        .map(split)
        .find(|columns| columns.len() <= most);
    fits.unwrap_or_else(|| vec![sections])
}

/// Lines of the list that a section has.
fn lines(section: &Section) -> impl Iterator<Item = &Listed> {
    let with_words = |listed: &&Listed| !listed.words.is_empty();
    section.keys.iter().filter(with_words)
}

fn height(sections: &[Section]) -> f32 {
    let each = |section: &Section| {
        let head = if section.name.is_empty() { 0.0 } else { 1.0 };
        (lines(section).count() as f32 + head) * size::SHORTCUT_ROW + space::M
    };
    sections.iter().map(each).sum()
}

fn rows(ui: &mut Ui, section: &Section) {
    let tokens = theme::tokens(ui);
    let word = |text: &str, face, ink| RichText::new(text).font(face).color(ink);
    let line = |ui: &mut Ui, width: f32, text: RichText| {
        let cell = vec2(width, size::SHORTCUT_ROW);
        let layout = Layout::left_to_right(Align::Center);
        ui.allocate_ui_with_layout(cell, layout, |ui| {
            ui.set_min_size(cell);
            ui.add(Label::new(text).truncate());
        });
    };
    if !section.name.is_empty() {
        let name = word(section.name, font::strong(), tokens.text);
        line(ui, size::SHORTCUTS, name);
    }
    for listed in lines(section) {
        ui.horizontal(|ui| {
            let keys = word(&listed.said(), font::body_medium(), tokens.text);
            line(ui, size::SHORTCUT_KEYS, keys);
            let words = word(listed.words, font::body(), tokens.text_weak);
            line(ui, size::SHORTCUTS - size::SHORTCUT_KEYS, words);
        });
    }
    ui.add_space(space::M);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sections(rows: &[usize]) -> Vec<Section> {
        let listed = Listed {
            keys: &[],
            said: "X",
            words: "does something",
        };
        let section = |rows: &usize| Section {
            name: "",
            keys: vec![listed; *rows],
        };
        rows.iter().map(section).collect()
    }

    #[test]
    fn columns_are_as_even_as_their_sections_allow() {
        let sections = sections(&[15, 3, 7, 4, 2, 4, 5]);
        let counts = |most| -> Vec<usize> {
            let columns = columns(&sections, most);
            columns.iter().map(|column| column.len()).collect()
        };
        assert_eq!(counts(1), [7]);
        assert_eq!(counts(2), [2, 5]);
        assert_eq!(counts(3), [1, 3, 3]);
        assert_eq!(columns(&[], 3).len(), 1);
    }

    #[test]
    fn a_narrow_window_has_one_column() {
        assert_eq!(most_columns(size::WINDOW_MIN[0]), 1);
        assert_eq!(most_columns(size::WINDOW[0]), 2);
        assert_eq!(most_columns(1920.0), 3);
    }
}
