//! What the pane beside the grid is made of: parts with a heading, and words.

use egui::{Label, RichText, Ui};

use crate::app::theme::{self, font, space};

/// A part of the pane.
pub fn heading(ui: &mut Ui, word: &str) {
    ui.add_space(space::L);
    ui.label(RichText::new(word).font(font::strong()));
    ui.add_space(space::XS);
}

/// Words in the pane.
pub fn paragraph(ui: &mut Ui, text: &str) {
    let weak = theme::tokens(ui).text_weak;
    let text = RichText::new(text).font(font::body()).color(weak);
    ui.add(Label::new(text).wrap());
}
