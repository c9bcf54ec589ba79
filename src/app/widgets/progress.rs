//! Progress, quietly: a line that sweeps while a poster is read, a ring while a library comes.

use egui::epaint::{PathShape, PathStroke};
use egui::{Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use crate::app::theme::{self, motion, radius, size};

/// A thin line with a light that sweeps along it: it will not be long.
pub fn sweep(ui: &mut Ui, name: &str) {
    let size = vec2(ui.available_width(), size::PROGRESS);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::ProgressIndicator, true, name));
    let tokens = theme::tokens(ui);
    ui.painter().rect_filled(rect, radius::BAR, tokens.raised);
    let phase = ui.input(|input| input.time) / motion::SWEEP;
    let light = rect.width() / 4.0;
    let left = rect.left() - light + (rect.width() + light) * phase.fract() as f32;
    let lit = Rect::from_min_size(pos2(left, rect.top()), vec2(light, size.y)).intersect(rect);
    ui.painter().rect_filled(lit, radius::BAR, tokens.accent);
    ui.ctx().request_repaint();
}

/// A line that is lit as far as the work has come; a quarter of it while nobody knows the end.
pub fn bar(ui: &mut Ui, name: &str, fraction: Option<f32>) {
    let size = vec2(ui.available_width(), size::PROGRESS);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let share = fraction.unwrap_or(0.25).clamp(0.0, 1.0);
    response.widget_info(|| WidgetInfo {
        value: fraction.map(f64::from),
        ..WidgetInfo::labeled(Role::ProgressIndicator, true, name)
    });
    let tokens = theme::tokens(ui);
    ui.painter().rect_filled(rect, radius::BAR, tokens.raised);
    let lit = Rect::from_min_size(rect.min, vec2(rect.width() * share, rect.height()));
    ui.painter().rect_filled(lit, radius::BAR, tokens.accent);
}

/// A ring that closes as `fraction` goes to 1; a quarter of one while nobody knows the end.
pub fn ring(ui: &Ui, rect: Rect, fraction: Option<f32>) {
    let tokens = theme::tokens(ui);
    let radius = rect.width().min(rect.height()) / 2.0 - size::RING;
    let (stroke, around) = (
        Stroke::new(size::RING, tokens.accent),
        Stroke::new(size::RING, tokens.hovered),
    );
    ui.painter().circle_stroke(rect.center(), radius, around);
    let share = fraction.unwrap_or(0.25).clamp(0.0, 1.0);
    let steps = 48;
    let points = (0..=steps)
        .map(|step| {
            let turn = share * step as f32 / steps as f32 - 0.25;
            let (sin, cos) = (turn * std::f32::consts::TAU).sin_cos();
            rect.center() + vec2(cos, sin) * radius
        })
        .collect();
    ui.painter()
        .add(PathShape::line(points, PathStroke::from(stroke)));
}
