//! Some runs side by side: one figure over their epochs, and in what their settings differ.

use egui::{Align2, Color32, RichText, Sense, Ui, vec2};

use super::curves::{self, Figure};
use super::parts::{hue, weak};
use crate::app::pages::train::differences::{Difference, differences};
use crate::app::pages::train::state::TrainPage;
use crate::app::theme::{self, font, size, space};
use crate::app::widgets::segments::{self, Segment};
use crate::training::Epoch;
use crate::training::runs::Listed;

/// Paints curves and differences of the compared runs.
pub fn show(ui: &mut Ui, page: &mut TrainPage, runs: &[Listed]) {
    let shelf = &mut page.shelf;
    let compared: Vec<(&Listed, Color32)> = shelf
        .compared
        .iter()
        .enumerate()
        .filter_map(|(at, name)| {
            let run = runs.iter().find(|run| run.name == *name)?;
            Some((run, hue(ui, at)))
        })
        .collect();
    ui.horizontal(|ui| {
        ui.set_height(size::BUTTON);
        ui.label(RichText::new("Side by side").font(font::section()));
        ui.add_space(space::S);
        let words: Vec<Segment<'_>> = Figure::ALL.map(|figure| figure.words().into()).into();
        let chosen = Figure::ALL
            .iter()
            .position(|figure| *figure == shelf.figure);
        if let Some(pressed) = segments::show(ui, &words, chosen.unwrap_or(0)) {
            shelf.figure = Figure::ALL[pressed];
        }
    });
    if compared.is_empty() {
        return weak(
            ui,
            "Tick runs in the list: their curves lie over each other here.",
        );
    }
    let lines: Vec<(&str, &[Epoch], Color32)> = compared
        .iter()
        .map(|(run, ink)| (run.name.as_str(), run.history.as_slice(), *ink))
        .collect();
    curves::overlaid(ui, &lines, shelf.figure, size::OVERLAY);
    ui.add_space(space::S);
    let known: Vec<(&Listed, Color32)> = compared
        .into_iter()
        .filter(|(run, _)| run.record.is_ok())
        .collect();
    let settings: Vec<serde_json::Value> = known
        .iter()
        .filter_map(|(run, _)| serde_json::to_value(run.record.as_ref().ok()?.options).ok())
        .collect();
    if settings.len() < 2 {
        return;
    }
    ui.label(RichText::new("In what their settings differ").font(font::body_medium()));
    let rows = differences(&settings);
    if rows.is_empty() {
        return weak(
            ui,
            "In nothing: chance alone, or other films, tell them apart.",
        );
    }
    table(ui, &known, &rows);
}

fn table(ui: &mut Ui, runs: &[(&Listed, Color32)], rows: &[Difference]) {
    let tokens = theme::tokens(ui);
    let width = ui.available_width();
    let column = ((width - size::TABLE_NAME) / runs.len() as f32).min(size::SEARCH);
    ui.spacing_mut().item_spacing.y = 0.0;
    let line = |ui: &mut Ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(width, size::TABLE_ROW), Sense::hover());
        rect
    };
    let head = line(ui);
    let cell = |ui: &Ui, at: egui::Pos2, text: &str, face, ink| {
        let mut job = egui::text::LayoutJob::single_section(
            text.to_owned(),
            egui::TextFormat::simple(face, ink),
        );
        job.wrap = egui::text::TextWrapping::truncate_at_width(column - size::DOT - space::XL);
        let galley = ui.painter().layout_job(job);
        let place = Align2::LEFT_CENTER.anchor_size(at, galley.size());
        ui.painter().galley(place.min, galley, ink);
    };
    let place = |row: egui::Rect, index: usize| {
        row.left_center() + vec2(size::TABLE_NAME + index as f32 * column, 0.0)
    };
    for (index, (run, ink)) in runs.iter().enumerate() {
        let at = place(head, index);
        ui.painter()
            .circle_filled(at + vec2(size::DOT / 2.0, 0.0), size::DOT / 2.0, *ink);
        let at = at + vec2(size::DOT + space::S, 0.0);
        cell(ui, at, &run.name, font::caption_medium(), tokens.text);
    }
    for row in rows {
        let rect = line(ui);
        ui.painter()
            .hline(rect.x_range(), rect.top(), tokens.line());
        let weak = tokens.text_weak;
        cell(ui, rect.left_center(), &row.name, font::body(), weak);
        for (index, value) in row.values.iter().enumerate() {
            let face = font::body_number();
            cell(ui, place(rect, index), value, face, tokens.text);
        }
    }
}
