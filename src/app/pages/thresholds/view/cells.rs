//! The selected genre's confusion as four cells, and whether its probabilities mean what they say.

use egui::{Align2, Id, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::parts::{Page, hue, word};
use crate::app::theme::{self, font, radius, size, space};
use crate::app::widgets::button;
use crate::app::widgets::plot::{self, Alone, Axis, Dots, Extra, Format, Kind, Line, Look, Plot};
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
    let genre = page.state.selected;
    let height = 2.0 * size::CELL + space::XS;
    let (rect, _) = ui.allocate_exact_size(vec2(side, height), Sense::hover());
    let Some(counts) = page.state.prepared().and_then(|prepared| {
        let part = prepared.part(page.state.view)?;
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
        let chosen = page.state.cell == Some(cell);
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
            page.state.cell = if chosen { None } else { Some(cell) };
        }
    }
}

/// What the probabilities say against what is so, a dot a tenth; the more films the larger.
fn reliability(ui: &mut Ui, page: &Page<'_>, side: f32) {
    let extent = vec2(side, 2.0 * size::CELL + space::XS);
    let genre = page.state.selected;
    let Some((bins, kind)) = page.state.prepared().and_then(|prepared| {
        let part = prepared.part(page.state.view)?;
        let kind = prepared.calibration.get(genre)?.kind();
        Some((part.reliability.get(genre)?, kind))
    }) else {
        ui.allocate_exact_size(extent, Sense::hover());
        return;
    };
    let counts = bins.bins.iter().map(|bin| bin.count);
    let most = counts.max().unwrap_or(1).max(1) as f32;
    let filled = || bins.bins.iter().filter(|bin| bin.count > 0);
    let sizes = filled().map(|bin| (bin.count as f32 / most).sqrt());
    let points = filled().map(|bin| [bin.mean_probability, bin.share]);
    let points: Vec<[f64; 2]> = points.collect();
    let line = Line {
        dots: Dots::Sized(sizes.collect()),
        ..Line::new("share with it", hue(ui, page), Look::Thin, points)
    };
    let share = |name| Axis {
        name,
        format: Format::Share,
        holds: Some([0.0, 1.0]),
    };
    let films = Extra {
        name: "films",
        before: "",
        after: "films",
        values: filled().map(|bin| bin.count as f64).collect(),
        format: Format::Count,
    };
    let error = bins.expected_calibration_error;
    let plot = Plot {
        id: Id::unique("reliability"),
        group: None,
        name: "Reliability",
        named: true,
        across: share("probability"),
        up: share("with it"),
        lines: vec![line],
        level: None,
        mark: None,
        kind: Kind::alone(Alone {
            words: Some(format!("error {error:.3}")),
            chance: Some([[0.0, 0.0], [1.0, 1.0]]),
            extra: Some(films),
            ..Alone::default()
        }),
        said: Some(said(bins, kind)),
        hint: "",
        waits: "needs films",
    };
    plot::show(ui, extent, &plot);
}

fn said(bins: &Reliability, kind: &str) -> String {
    format!(
        "Reliability: of the films at 30 %, about 30 % should have the genre. Calibration: {kind}; \
         error {:.3}, Brier score {:.3} (0 is best).",
        bins.expected_calibration_error, bins.brier
    )
}
