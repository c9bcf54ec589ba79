//! Evidence over a poster, and the legend that says which colour means what.

use egui::{Align2, Color32, Mesh, Rect, Role, Sense, Shape, Ui, WidgetInfo, pos2, vec2};

use crate::app::theme::{self, font, radius, size, space};
use crate::vision::colormap;

/// `+1.25`, `−0.30`: evidence in logits, with a real minus.
pub fn signed(evidence: f32) -> String {
    // A value that rounds to nothing has no sign.
    if evidence.abs() < 0.005 {
        return "0.00".to_owned();
    }
    format!("{evidence:+.2}").replace('-', "−")
}

fn rgb(colour: [u8; 3]) -> Color32 {
    Color32::from_rgb(colour[0], colour[1], colour[2])
}

/// The colour of evidence as strong as `share` of the scale, over middle grey.
fn shade(share: f32) -> Color32 {
    const GREY: [u8; 3] = [98; 3];
    rgb(colormap::mixed(
        GREY,
        colormap::ink(share),
        colormap::cover(share),
    ))
}

/// The scale from `-reach` to `reach`, with its ends and signs in words; `hovered` is marked on it.
pub fn legend(ui: &mut Ui, reach: f32, hovered: Option<f32>) {
    let tokens = theme::tokens(ui);
    let height = size::BAR + space::XS + size::ICON;
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    let (low, high) = (
        format!("{} against", signed(-reach)),
        format!("for {}", signed(reach)),
    );
    response.widget_info(|| {
        let words = format!("Evidence from {low} in blue to {high} in orange");
        WidgetInfo::labeled(Role::Label, true, words)
    });
    let track = Rect::from_min_size(rect.min, vec2(rect.width(), size::BAR));
    let mut mesh = Mesh::default();
    for (index, share) in [-1.0, 0.0, 1.0].into_iter().enumerate() {
        let x = egui::lerp(track.x_range(), (share + 1.0) / 2.0);
        mesh.colored_vertex(pos2(x, track.top()), shade(share));
        mesh.colored_vertex(pos2(x, track.bottom()), shade(share));
        if index > 0 {
            let first = 2 * index as u32;
            mesh.add_triangle(first - 2, first - 1, first);
            mesh.add_triangle(first - 1, first, first + 1);
        }
    }
    ui.painter().add(Shape::mesh(mesh));
    let words = |x: f32, align: Align2, text: &str, ink: Color32| {
        let at = pos2(x, rect.bottom());
        ui.painter().text(at, align, text, font::caption(), ink);
    };
    words(rect.left(), Align2::LEFT_BOTTOM, &low, tokens.text_weak);
    words(rect.right(), Align2::RIGHT_BOTTOM, &high, tokens.text_weak);
    let middle = rect.center().x;
    match hovered {
        None => words(middle, Align2::CENTER_BOTTOM, "0", tokens.text_weak),
        Some(value) => {
            let share = (value / reach.max(f32::MIN_POSITIVE)).clamp(-1.0, 1.0);
            let x = egui::lerp(track.x_range(), (share + 1.0) / 2.0);
            let mark = Rect::from_x_y_ranges(
                x - size::TICK / 2.0..=x + size::TICK / 2.0,
                track.y_range().expand(size::TICK),
            );
            ui.painter()
                .rect_filled(mark.expand2(vec2(size::TICK, 0.0)), 0, tokens.window);
            ui.painter().rect_filled(mark, radius::BAR / 4, tokens.text);
            let here = format!("here {}", signed(value));
            words(middle, Align2::CENTER_BOTTOM, &here, tokens.text);
        }
    }
}

/// A round mark with a sign: where the most evidence lies.
pub fn mark(ui: &Ui, at: egui::Pos2, sign: &str, evidence: f32) {
    let tokens = theme::of(true);
    let painter = ui.painter();
    painter.circle(
        at,
        size::MARK / 2.0,
        tokens.window,
        egui::Stroke::new(size::RING, rgb(colormap::ink(evidence))),
    );
    painter.text(at, Align2::CENTER_CENTER, sign, font::strong(), tokens.text);
}

/// The value beside the pointer.
pub fn value(ui: &Ui, pointer: egui::Pos2, within: Rect, evidence: f32) {
    let tokens = theme::tokens(ui);
    let galley = ui
        .painter()
        .layout_no_wrap(signed(evidence), font::number(), tokens.text);
    let room = galley.size() + vec2(2.0 * space::S, space::S);
    let right = pointer.x + space::L;
    let left = if right + room.x > within.right() {
        pointer.x - space::L - room.x
    } else {
        right
    };
    let top = (pointer.y - room.y).max(within.top());
    let card = Rect::from_min_size(pos2(left, top), room);
    ui.painter().rect(
        card,
        radius::CONTROL,
        tokens.surface,
        tokens.line(),
        egui::StrokeKind::Inside,
    );
    let at = card.center() - galley.size() / 2.0;
    ui.painter().galley(at, galley, tokens.text);
}

/// A rectangle on the poster, in the colour of its evidence, visible on any ground.
pub fn outline(ui: &Ui, rect: Rect, evidence: Option<f32>) {
    let ink = evidence.map_or(theme::of(true).text, |value| rgb(colormap::ink(value)));
    let dark = egui::Stroke::new(size::RING * 2.0, theme::of(true).window);
    let light = egui::Stroke::new(size::RING, ink);
    for stroke in [dark, light] {
        ui.painter()
            .rect_stroke(rect, radius::BAR, stroke, egui::StrokeKind::Middle);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn evidence_is_written_with_its_sign() {
        assert_eq!(signed(1.254), "+1.25");
        assert_eq!(signed(-0.3), "−0.30");
        assert_eq!(signed(-0.001), "0.00");
    }
}
