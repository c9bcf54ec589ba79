//! What lies around the posters of the plane: a scale on both sides, the thresholds, and what the
//! colours mean.

use egui::{Align2, Color32, Rect, Shape, Stroke, Ui, Vec2, pos2, vec2};

use super::frame::Frame;
use crate::app::theme::{self, font, size, space};
use crate::catalog::Genre;
use crate::vision::Threshold;

/// Steps of a scale, in percent: the widest that leaves room is taken.
const STEPS: [f32; 9] = [0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0];

/// Lines, numbers and names of the scales.
pub fn scales(ui: &Ui, canvas: Rect, frame: &Frame, genres: [&Genre; 2]) {
    let tokens = theme::tokens(ui);
    let name_begins = names(ui, canvas, genres);
    let line = Stroke::new(size::HAIRLINE, tokens.border.gamma_multiply(0.6));
    let painter = ui.painter();
    for percent in steps(frame.least.x, frame.span.x, canvas.width()) {
        let x = frame.on(canvas, vec2(percent / 100.0, 0.0)).x;
        painter.vline(x, canvas.y_range(), line);
        if x > name_begins - space::XXL {
            continue;
        }
        painter.text(
            pos2(x, canvas.bottom() + space::XS),
            Align2::CENTER_TOP,
            number(percent),
            font::caption_number(),
            tokens.text_weak,
        );
    }
    for percent in steps(frame.least.y, frame.span.y, canvas.height()) {
        let y = frame.on(canvas, vec2(0.0, percent / 100.0)).y;
        painter.hline(canvas.x_range(), y, line);
        painter.text(
            pos2(canvas.left() - space::S, y),
            Align2::RIGHT_CENTER,
            number(percent),
            font::caption_number(),
            tokens.text_weak,
        );
    }
}

/// The scale's numbers, in percent, from `least` on over `span` (both shares of 1).
fn steps(least: f32, span: f32, pixels: f32) -> Vec<f32> {
    let room = span * 100.0 * size::SCALE_STEP / pixels.max(1.0);
    let step = STEPS.iter().copied().find(|step| *step >= room);
    let step = step.unwrap_or(STEPS[STEPS.len() - 1]);
    let first = (least * 100.0 / step).ceil().max(0.0) as i32;
    let last = ((least + span) * 100.0 / step).floor().min(100.0 / step) as i32;
    (first..=last).map(|n| n as f32 * step).collect()
}

fn number(percent: f32) -> String {
    if percent.fract().abs() < 0.01 {
        format!("{percent:.0} %")
    } else {
        format!("{percent:.1} %")
    }
}

/// A dashed line where each genre begins to count.
pub fn thresholds(
    ui: &Ui,
    canvas: Rect,
    frame: &Frame,
    genres: [&Genre; 2],
    thresholds: [Threshold; 2],
) {
    let tokens = theme::tokens(ui);
    let [across, up] = thresholds.map(Threshold::value);
    let place = frame.on(canvas, vec2(across, up));
    let dashed = |from, to, genre: &Genre| {
        let stroke = Stroke::new(size::HAIRLINE, tokens.genre(genre));
        Shape::dashed_line(&[from, to], stroke, size::DASH, size::DASH)
    };
    let painter = ui.painter().with_clip_rect(canvas);
    if canvas.x_range().contains(place.x) {
        let (top, bottom) = (canvas.top(), canvas.bottom());
        painter.extend(dashed(pos2(place.x, top), pos2(place.x, bottom), genres[0]));
    }
    if canvas.y_range().contains(place.y) {
        let (left, right) = (canvas.left(), canvas.right());
        painter.extend(dashed(pos2(left, place.y), pos2(right, place.y), genres[1]));
    }
}

/// Names the two sides at their ends.
fn names(ui: &Ui, canvas: Rect, genres: [&Genre; 2]) -> f32 {
    let tokens = theme::tokens(ui);
    let [across, up] = genres;
    let (across, up) = (format!("{across} →"), format!("{up} ↑"));
    let (face, ink) = (font::body_medium(), tokens.text);
    let above = pos2(canvas.left(), canvas.top() - space::XS);
    ui.painter()
        .text(above, Align2::LEFT_BOTTOM, up, face.clone(), ink);
    let below = pos2(canvas.right(), canvas.bottom() + space::XS);
    let written = ui
        .painter()
        .text(below, Align2::RIGHT_TOP, across, face, ink);
    written.left()
}

/// What the colours of dots and edges mean, and what the dashed lines are.
pub fn legend(ui: &mut Ui, genres: [&Genre; 2], colors: [Color32; 4]) {
    let [across, up] = genres.map(Genre::name);
    let words = [
        format!("labelled {across}"),
        format!("labelled {up}"),
        "both".to_owned(),
        "neither".to_owned(),
    ];
    let colors = [colors[1], colors[2], colors[3], colors[0]];
    for (word, color) in words.iter().zip(colors) {
        entry(ui, word, size::DOT, |ui, place| {
            let dot = Rect::from_center_size(place.center(), Vec2::splat(size::DOT));
            ui.painter().rect_filled(dot, 0, color);
        });
    }
    let ink = theme::tokens(ui).text_weak;
    entry(ui, "thresholds", 3.0 * size::DASH, |ui, place| {
        let stroke = Stroke::new(size::HAIRLINE, ink);
        let ends = [place.left_center(), place.right_center()];
        ui.painter()
            .extend(Shape::dashed_line(&ends, stroke, size::DASH, size::DASH));
    });
}

fn entry(ui: &mut Ui, word: &str, wide: f32, paint: impl FnOnce(&Ui, Rect)) {
    let ink = theme::tokens(ui).text_weak;
    let galley = ui
        .painter()
        .layout_no_wrap(word.to_owned(), font::caption(), ink);
    let size = vec2(wide + space::S + galley.size().x + space::S, size::BUTTON);
    let (rect, response) = ui.allocate_exact_size(size, egui::Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, word));
    let place = Rect::from_min_size(rect.min, vec2(wide, rect.height()));
    paint(ui, place);
    let at = pos2(
        place.right() + space::S,
        rect.center().y - galley.size().y / 2.0,
    );
    ui.painter().galley(at, galley, ink);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scale_has_a_few_round_numbers_within_0_and_100() {
        assert_eq!(
            steps(-0.05, 1.1, 900.0),
            [
                0.0, 10.0, 20.0, 30.0, 40.0, 50.0, 60.0, 70.0, 80.0, 90.0, 100.0
            ]
        );
        for (least, span) in [(0.0_f32, 0.02_f32), (0.31, 0.02), (-0.01, 0.3)] {
            let steps = steps(least, span, 900.0);
            assert!((2..=14).contains(&steps.len()), "{steps:?}");
        }
        assert_eq!((number(20.0), number(0.5)), ("20 %".into(), "0.5 %".into()));
    }
}
