//! What the first rows of a table would become: a wrong reading is seen before it happens.

use egui::{Label, RichText, Ui};

use crate::app::theme::{self, font, space};
use crate::catalog::Preview;

/// Paints a line for each of the first rows, and one for each thing that would be said about it.
pub fn show(ui: &mut Ui, preview: &Preview) {
    if preview.films.is_empty() {
        return;
    }
    let tokens = theme::tokens(ui);
    let line = |ui: &mut Ui, words: String, ink| {
        let text = RichText::new(&words).font(font::caption()).color(ink);
        ui.add(Label::new(text).truncate()).on_hover_text(words);
    };
    ui.label(RichText::new("Its first rows would become").font(font::body_medium()));
    ui.spacing_mut().item_spacing.y = space::XS;
    for film in &preview.films {
        match &film.film {
            Some(became) => line(ui, became.to_string(), tokens.text),
            None => line(ui, format!("{}: left out", film.place), tokens.danger),
        }
        for finding in &film.findings {
            line(ui, finding.clone(), tokens.danger);
        }
    }
    ui.add_space(space::S);
}
