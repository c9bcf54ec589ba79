//! What a poster says, in small, under the pointer: title, year, labels, and a bar a genre.

use egui::{Align2, Label, Rect, RichText, Sense, Ui, pos2, vec2};

use super::genre_bar;
use crate::app::theme::{self, font, radius, size, space};
use crate::catalog::{Film, Genre};
use crate::vision::Threshold;

/// What the model says about a film: one value a genre each.
#[derive(Debug, Clone, Copy)]
pub struct Said<'a> {
    /// What the model tells apart.
    pub genres: &'a [Genre],
    /// Calibrated, in `0..=1`.
    pub probabilities: &'a [f32],
    /// The thresholds of the moment.
    pub thresholds: &'a [Threshold],
}

/// Fills a tooltip.
pub fn show(ui: &mut Ui, film: &Film, said: Option<Said<'_>>) {
    let tokens = theme::tokens(ui);
    ui.set_width(size::HOVER_CARD);
    ui.spacing_mut().item_spacing.y = 0.0;
    ui.add(Label::new(RichText::new(&film.title).font(font::body_medium())).wrap());
    let weak = |text: String| {
        RichText::new(text)
            .font(font::caption())
            .color(tokens.text_weak)
    };
    let year = film.year.map(|year| year.to_string());
    let labels: Vec<&str> = film.genres.iter().map(Genre::name).collect();
    let labels = match labels.as_slice() {
        [] => "not labelled".to_owned(),
        names => names.join(", "),
    };
    let facts: Vec<String> = year.into_iter().chain([labels]).collect();
    ui.add_space(space::XS);
    ui.add(Label::new(weak(facts.join(" · "))).wrap());
    let Some(said) = said else {
        return;
    };
    ui.add_space(space::S);
    bars(ui, said);
}

/// A bar a genre, over the width that there is.
pub fn bars(ui: &mut Ui, said: Said<'_>) {
    let values = said.probabilities.iter().zip(said.thresholds);
    for (genre, (probability, threshold)) in said.genres.iter().zip(values) {
        row(ui, genre, *probability, *threshold);
    }
}

/// Name, bar with the threshold as a tick, percentage.
fn row(ui: &mut Ui, genre: &Genre, probability: f32, threshold: Threshold) {
    let tokens = theme::tokens(ui);
    let size = vec2(ui.available_width(), size::HOVER_ROW);
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    let passed = probability >= threshold.value();
    let (ink, fill) = if passed {
        (tokens.text, tokens.genre(genre))
    } else {
        (tokens.text_weak, tokens.bar_dim)
    };
    let middle = rect.center().y;
    let word = |at: egui::Pos2, align: Align2, text: String, face| {
        ui.painter().text(at, align, text, face, ink);
    };
    let face = if passed {
        font::caption_medium()
    } else {
        font::caption()
    };
    let name = genre.name().to_owned();
    word(pos2(rect.left(), middle), Align2::LEFT_CENTER, name, face);
    let percent = format!("{:.0} %", probability * 100.0);
    let right = pos2(rect.right(), middle);
    word(right, Align2::RIGHT_CENTER, percent, font::caption_number());
    let track = Rect::from_min_max(
        pos2(
            rect.left() + size::HOVER_NAME,
            middle - size::THIN_BAR / 2.0,
        ),
        pos2(
            rect.right() - size::HOVER_NUMBER,
            middle + size::THIN_BAR / 2.0,
        ),
    );
    ui.painter().rect_filled(track, radius::BAR, tokens.raised);
    let width = (track.width() * probability).max(size::THIN_BAR);
    let lit = Rect::from_min_size(track.min, vec2(width, track.height()));
    ui.painter().rect_filled(lit, radius::BAR, fill);
    genre_bar::tick(ui, track, threshold.value(), tokens.surface);
}
