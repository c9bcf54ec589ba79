//! The selected genre's confusion as four cells, and whether its probabilities mean what they say.

use egui::{Align2, Id, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::parts::{Page, hue, word};
use crate::app::theme::{self, font, radius, size, space};
use crate::app::widgets::button;
use crate::evaluation::{Cell, Reliability};
use crate::wording::thousands;

/// How a cell is called, and what that means.
pub fn words(cell: Cell) -> (&'static str, &'static str) {
    match cell {
        Cell::TruePositive => ("found", "predicted and labelled"),
        Cell::FalsePositive => ("false alarms", "predicted, not labelled"),
        Cell::FalseNegative => ("missed", "labelled, not predicted"),
        Cell::TrueNegative => ("left out", "neither predicted nor labelled"),
    }
}

/// Paints both side by side.
pub fn show(ui: &mut Ui, page: &mut Page<'_>) {
    let side = (ui.available_width() - space::L) / 2.0;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::L;
        confusion(ui, page, side);
        reliability(ui, page, side);
    });
}

fn confusion(ui: &mut Ui, page: &mut Page<'_>, side: f32) {
    let genre = page.desk.selected;
    let height = 2.0 * size::CELL + space::XS;
    let (rect, _) = ui.allocate_exact_size(vec2(side, height), Sense::hover());
    let Some(counts) = page.desk.prepared().and_then(|prepared| {
        let part = prepared.part(page.desk.view)?;
        Some(part.instrument.confusion(genre))
    }) else {
        return;
    };
    let tokens = theme::tokens(ui);
    let half = (side - space::XS) / 2.0;
    for (at, cell) in Cell::ALL.into_iter().enumerate() {
        let step = vec2(
            (at % 2) as f32 * (half + space::XS),
            (at / 2) as f32 * (size::CELL + space::XS),
        );
        let place = Rect::from_min_size(rect.min + step, vec2(half, size::CELL));
        let (name, meaning) = words(cell);
        let count = thousands(cell.count(counts) as u64);
        let chosen = page.desk.cell == Some(cell);
        let response = ui.interact(place, Id::unique(("confusion", at)), Sense::click());
        let said = format!("{count} {name}: {meaning}");
        response.widget_info(|| WidgetInfo::selected(Role::Button, true, chosen, &said));
        let fill = if chosen || response.hovered() {
            tokens.hovered
        } else {
            tokens.surface
        };
        ui.painter().rect_filled(place, radius::CONTROL, fill);
        if chosen {
            button::ring(ui, place, radius::CONTROL);
        }
        button::focus_ring(ui, &response, place, radius::CONTROL);
        let right = matches!(cell, Cell::TruePositive | Cell::TrueNegative);
        let ink = if right || cell.count(counts) == 0 {
            tokens.text
        } else {
            tokens.danger
        };
        let number = pos2(place.center().x, place.top() + space::XL);
        word(
            ui,
            number,
            Align2::CENTER_CENTER,
            &count,
            font::number_strong(),
            ink,
        );
        let below = pos2(place.center().x, place.bottom() - space::L);
        word(
            ui,
            below,
            Align2::CENTER_CENTER,
            name,
            font::caption(),
            tokens.text_weak,
        );
        let hint = format!("{meaning}; press to see these posters");
        if response.on_hover_text(hint).clicked() {
            page.desk.cell = if chosen { None } else { Some(cell) };
        }
    }
}

/// What the probabilities say against what is so, a dot a tenth; the more films the larger.
fn reliability(ui: &mut Ui, page: &Page<'_>, side: f32) {
    let tokens = theme::tokens(ui);
    let height = 2.0 * size::CELL + space::XS;
    let (rect, response) = ui.allocate_exact_size(vec2(side, height), Sense::hover());
    let genre = page.desk.selected;
    let Some((bins, kind)) = page.desk.prepared().and_then(|prepared| {
        let part = prepared.part(page.desk.view)?;
        let kind = prepared.calibration.get(genre)?.kind();
        Some((part.reliability.get(genre)?, kind))
    }) else {
        return;
    };
    let said = said(bins, kind);
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &said));
    ui.painter().rect_stroke(
        rect,
        radius::CONTROL,
        tokens.line(),
        egui::StrokeKind::Inside,
    );
    let inner = rect.shrink(size::POINT + space::XS);
    let screen = |x: f64, y: f64| {
        pos2(
            inner.left() + x as f32 * inner.width(),
            inner.bottom() - y as f32 * inner.height(),
        )
    };
    let ideal = [screen(0.0, 0.0), screen(1.0, 1.0)];
    let weak = Stroke::new(size::HAIRLINE, tokens.text_weak);
    ui.painter().extend(egui::Shape::dashed_line(
        &ideal,
        weak,
        size::DASH,
        size::DASH,
    ));
    let hue = hue(ui, page);
    let most = bins
        .bins
        .iter()
        .map(|bin| bin.count)
        .max()
        .unwrap_or(1)
        .max(1) as f32;
    let dots: Vec<_> = bins
        .bins
        .iter()
        .filter(|bin| bin.count > 0)
        .map(|bin| (screen(bin.mean_probability, bin.share), bin.count))
        .collect();
    for two in dots.windows(2) {
        ui.painter()
            .line_segment([two[0].0, two[1].0], Stroke::new(size::HAIRLINE, hue));
    }
    for (at, count) in dots {
        let share = (count as f32 / most).sqrt();
        ui.painter()
            .circle_filled(at, size::TICK + share * (size::POINT - size::TICK), hue);
    }
    let figure = format!("calibration error {:.3}", bins.expected_calibration_error);
    let at = rect.min + vec2(space::S, space::XS);
    word(
        ui,
        at,
        Align2::LEFT_TOP,
        &figure,
        font::caption(),
        tokens.text_weak,
    );
    response.on_hover_text(said);
}

fn said(bins: &Reliability, kind: &str) -> String {
    format!(
        "Reliability: of the films at 30 %, about 30 % should have the genre. Calibration: {kind}; \
         error {:.3}, Brier score {:.3} (0 is best).",
        bins.expected_calibration_error, bins.brier
    )
}
