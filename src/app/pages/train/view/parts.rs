//! What several parts of the page are painted with: a card, a line of weak text, the colour of a
//! compared run.

use egui::{Color32, Frame, Label, Margin, RichText, Ui};

use crate::app::theme::{self, font, radius, space};

/// A card on the page's ground.
pub fn card<R>(ui: &mut Ui, paint: impl FnOnce(&mut Ui) -> R) -> R {
    let tokens = theme::tokens(ui);
    Frame::new()
        .fill(tokens.surface)
        .corner_radius(radius::CARD)
        .inner_margin(Margin::same(space::L as i8))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            paint(ui)
        })
        .inner
}

/// A line of weak text.
pub fn weak(ui: &mut Ui, text: &str) {
    let ink = theme::tokens(ui).text_weak;
    let text = RichText::new(text).font(font::body()).color(ink);
    ui.add(Label::new(text).wrap());
}

/// The colour of the n-th compared run; its number says it too.
pub fn hue(ui: &Ui, at: usize) -> Color32 {
    let tokens = theme::tokens(ui);
    // Far apart first: blue, orange, green, red, pink, yellow.
    let order = [2, 0, 5, 3, 4, 1];
    tokens.genres[order[at % order.len()]]
}
