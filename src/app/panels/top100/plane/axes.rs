//! What lies around the posters of the plane: a scale on both sides, the thresholds, and what the
//! colours mean.

use egui::{Align2, Color32, Rect, Shape, Stroke, Ui, Vec2, pos2, vec2};

use super::frame::Frame;
use crate::app::theme::{self, font, radius, size, space};
use crate::catalog::Genre;
use crate::vision::Threshold;

/// Steps of a scale, in percent: the widest that leaves room is taken.
const STEPS: [f32; 9] = [0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0];

/// Lines and numbers of the scales.
pub fn scales(ui: &Ui, canvas: Rect, frame: &Frame) {
    let tokens = theme::tokens(ui);
    let line = Stroke::new(size::HAIRLINE, tokens.border.gamma_multiply(0.6));
    let painter = ui.painter();
    for percent in steps(frame.least.x, frame.span.x, canvas.width()) {
        let x = frame.on(canvas, vec2(percent / 100.0, 0.0)).x;
        painter.vline(x, canvas.y_range(), line);
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
pub fn names(ui: &Ui, canvas: Rect, genres: [&Genre; 2]) {
    let tokens = theme::tokens(ui);
    let ground = tokens.window.gamma_multiply(0.85);
    let [across, up] = genres.map(|genre| {
        ui.painter().layout_no_wrap(
            genre.name().to_owned(),
            font::body_medium(),
            tokens.genre(genre),
        )
    });
    let inset = Vec2::splat(space::S);
    for (galley, arrow, at) in [
        (
            &across,
            "→",
            canvas.right_bottom() - inset - across.size() - vec2(space::XL, 0.0),
        ),
        (&up, "↑", canvas.left_top() + inset),
    ] {
        let rect = Rect::from_min_size(at, galley.size() + vec2(space::XL, 0.0));
        ui.painter()
            .rect_filled(rect.expand(space::XS), radius::CONTROL, ground);
        ui.painter()
            .galley(rect.min, std::sync::Arc::clone(galley), tokens.text);
        ui.painter().text(
            pos2(rect.right(), rect.center().y),
            Align2::RIGHT_CENTER,
            arrow,
            font::body_medium(),
            tokens.text_weak,
        );
    }
}

/// What the colours of dots and edges mean, in a line above the plane.
pub fn legend(ui: &mut Ui, genres: [&Genre; 2], colors: [Color32; 4]) {
    let tokens = theme::tokens(ui);
    let [across, up] = genres.map(Genre::name);
    let words = [
        "labelled neither".to_owned(),
        format!("labelled {across}"),
        format!("labelled {up}"),
        "labelled both".to_owned(),
    ];
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::L, space::XS);
        for at in [1, 2, 3, 0] {
            let galley =
                ui.painter()
                    .layout_no_wrap(words[at].clone(), font::caption(), tokens.text_weak);
            let wide = size::DOT + space::S + galley.size().x;
            let (rect, response) =
                ui.allocate_exact_size(vec2(wide, size::ICON), egui::Sense::hover());
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &words[at]));
            let middle = rect.center().y;
            let dot = Rect::from_center_size(
                pos2(rect.left() + size::DOT / 2.0, middle),
                Vec2::splat(size::DOT),
            );
            ui.painter().rect_filled(dot, 0, colors[at]);
            let at = pos2(dot.right() + space::S, middle - galley.size().y / 2.0);
            ui.painter().galley(at, galley, tokens.text_weak);
        }
    });
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
