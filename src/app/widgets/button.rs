//! Buttons: an icon and a word, or an icon alone that has a name all the same.

use egui::{Rect, Response, Role, Sense, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::icon::{self, Icon};
use crate::app::theme::{self, font, radius, size, space};

/// How much a button asks to be pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// The one thing to do here.
    Primary,
    /// One of the things to do here.
    Quiet,
}

/// A button with an icon and a word.
pub fn button(ui: &mut Ui, weight: Weight, icon: Icon, word: &str) -> Response {
    let tokens = theme::tokens(ui);
    let (fill, hovered, ink) = match weight {
        Weight::Primary => (
            tokens.accent,
            tokens.accent.gamma_multiply(0.9),
            tokens.on_accent,
        ),
        Weight::Quiet => (tokens.raised, tokens.hovered, tokens.text),
    };
    let galley = ui
        .painter()
        .layout_no_wrap(word.to_owned(), font::body_medium(), ink);
    let width = space::M + size::ICON + space::S + galley.size().x + space::L;
    let (rect, response) = ui.allocate_exact_size(vec2(width, size::BUTTON), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, word));
    if ui.is_rect_visible(rect) {
        let fill = if response.hovered() { hovered } else { fill };
        ui.painter().rect_filled(rect, radius::CONTROL, fill);
        let icon_rect = icon::leading(rect, space::M, size::ICON);
        icon::paint(ui.painter(), icon_rect, size::ICON, icon, ink);
        let left = icon_rect.right() + space::S;
        let top = rect.center().y - galley.size().y / 2.0;
        ui.painter().galley(pos2(left, top), galley, ink);
        focus_ring(ui, &response, rect, radius::CONTROL);
    }
    response
}

/// A small square button: an icon whose name is told on hover and to screen readers.
pub fn icon_button(ui: &mut Ui, icon: Icon, name: &str) -> Response {
    let side = vec2(size::ICON_BUTTON, size::ICON_BUTTON);
    let (rect, response) = ui.allocate_exact_size(side, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    if ui.is_rect_visible(rect) {
        let tokens = theme::tokens(ui);
        let mut ink = tokens.text_weak;
        if response.hovered() {
            ui.painter()
                .rect_filled(rect, radius::CONTROL, tokens.hovered);
            ink = tokens.text;
        }
        icon::paint(ui.painter(), rect, size::ICON, icon, ink);
        focus_ring(ui, &response, rect, radius::CONTROL);
    }
    response.on_hover_text(name)
}

/// The accent's ring around what the keyboard is on.
pub fn focus_ring(ui: &Ui, response: &Response, rect: Rect, radius: u8) {
    if response.has_focus() {
        ring(ui, rect, radius);
    }
}

/// A thin frame around what the pointer is on.
pub fn hover_frame(ui: &Ui, rect: Rect, radius: u8) {
    let stroke = egui::Stroke::new(size::ICON_STROKE, theme::tokens(ui).text_weak);
    ui.painter()
        .rect_stroke(rect, radius, stroke, StrokeKind::Outside);
}

/// The accent's ring, just outside of `rect`.
pub fn ring(ui: &Ui, rect: Rect, radius: u8) {
    let stroke = theme::tokens(ui).ring();
    let rect = rect.expand(size::RING / 2.0);
    ui.painter()
        .rect_stroke(rect, radius + 1, stroke, StrokeKind::Outside);
}
