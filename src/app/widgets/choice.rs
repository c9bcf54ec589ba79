//! Small choices: tabs over a tool, chips that are on or off.

use egui::{Rect, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::button::focus_ring;
use crate::app::theme::{self, font, radius, size, space};

/// A word that is on or off. `hint`: what it does, on hover.
pub fn chip(ui: &mut Ui, word: &str, on: bool, hint: &str) -> Response {
    let tokens = theme::tokens(ui);
    let galley = ui
        .painter()
        .layout_no_wrap(word.to_owned(), font::caption_medium(), tokens.text);
    let width = galley.size().x + 2.0 * space::M;
    let (rect, response) = ui.allocate_exact_size(vec2(width, size::CHIP), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, on, word));
    if ui.is_rect_visible(rect) {
        let fill = if response.hovered() {
            tokens.hovered
        } else {
            tokens.raised
        };
        ui.painter().rect_filled(rect, radius::CONTROL, fill);
        if on {
            let inside = egui::StrokeKind::Inside;
            ui.painter()
                .rect_stroke(rect, radius::CONTROL, tokens.ring(), inside);
        }
        let at = rect.center() - galley.size() / 2.0;
        ui.painter().galley(at, galley, tokens.text);
        focus_ring(ui, &response, rect, radius::CONTROL);
    }
    if hint.is_empty() {
        response
    } else {
        response.on_hover_text(hint)
    }
}

/// One tab: its word, underlined while it is open.
pub fn tab(ui: &mut Ui, word: &str, open: bool) -> Response {
    let tokens = theme::tokens(ui);
    let face = if open {
        font::body_medium()
    } else {
        font::body()
    };
    let galley = ui
        .painter()
        .layout_no_wrap(word.to_owned(), face, tokens.text_weak);
    let (rect, response) =
        ui.allocate_exact_size(vec2(galley.size().x, size::BUTTON), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Tab, true, open, word));
    if ui.is_rect_visible(rect) {
        let ink = if open || response.hovered() {
            tokens.text
        } else {
            tokens.text_weak
        };
        let at = pos2(rect.left(), rect.center().y - galley.size().y / 2.0);
        ui.painter()
            .galley_with_override_text_color(at, galley, ink);
        if open {
            let line = Rect::from_min_max(
                pos2(rect.left(), rect.bottom() - size::RING),
                rect.right_bottom(),
            );
            ui.painter().rect_filled(line, 0, tokens.accent);
        }
        focus_ring(
            ui,
            &response,
            rect.expand2(vec2(space::XS, 0.0)),
            radius::CONTROL,
        );
    }
    response
}
