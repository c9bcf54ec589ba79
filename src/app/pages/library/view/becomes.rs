//! What the first rows of a table would become: a wrong reading is seen before it happens.

use std::path::Path;

use egui::{Label, RichText, Ui};

use crate::app::shared::notice::sentence;
use crate::app::shared::source::file_name;
use crate::app::theme::{self, font, space};
use crate::catalog::{Became, Preview};

/// Paints a line for each of the first rows, and one for each thing that would be said about it;
/// `has_folder`: posters are looked for in a folder too, later.
pub fn show(ui: &mut Ui, preview: &Preview, has_folder: bool) {
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
            Some(became) => {
                let poster = became.poster.as_deref().map(Path::new).map(file_name);
                let words = Became {
                    poster,
                    ..became.clone()
                }
                .to_string();
                line(ui, words, tokens.text);
            }
            None => line(ui, format!("{}: left out", film.place), tokens.danger),
        }
        if let Some(file) = film.not_beside.as_ref().filter(|_| !has_folder) {
            line(
                ui,
                format!("Its poster {file} is not beside the table"),
                tokens.danger,
            );
        }
        for finding in &film.findings {
            line(ui, sentence(finding), tokens.danger);
        }
    }
    ui.add_space(space::S);
}
