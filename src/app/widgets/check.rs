//! Yes or no: a box with a tick, and a word.

use egui::{Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::{button, menu};
use crate::app::theme::{self, font, radius, size, space};

/// Paints the box; a press turns `value`.
pub fn show(ui: &mut Ui, word: &str, value: &mut bool) -> Response {
    let tokens = theme::tokens(ui);
    let ink = if *value {
        tokens.text
    } else {
        tokens.text_weak
    };
    let galley = ui
        .painter()
        .layout_no_wrap(word.to_owned(), font::body(), ink);
    let width = space::S + size::ICON + space::S + galley.size().x + space::M;
    let (rect, mut response) = ui.allocate_exact_size(vec2(width, size::BUTTON), Sense::click());
    if response.clicked() {
        *value = !*value;
        response.mark_changed();
    }
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, *value, word));
    if ui.is_rect_visible(rect) {
        if response.hovered() {
            ui.painter()
                .rect_filled(rect, radius::CONTROL, tokens.surface);
        }
        let square = menu::mark(rect);
        menu::tick_box(ui, square, *value);
        let at = pos2(
            square.right() + space::S,
            rect.center().y - galley.size().y / 2.0,
        );
        ui.painter().galley(at, galley, ink);
        button::focus_ring(ui, &response, rect, radius::CONTROL);
    }
    response
}
