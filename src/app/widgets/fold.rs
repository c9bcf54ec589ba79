//! A line that opens and closes what lies below it.

use egui::{Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::button;
use super::icon::{self, Icon};
use crate::app::theme::{self, font, radius, size, space};

/// Paints the line; a press turns `open`. What follows is painted by the caller while it is open.
pub fn show(ui: &mut Ui, word: &str, open: &mut bool) {
    let tokens = theme::tokens(ui);
    let galley = ui
        .painter()
        .layout_no_wrap(word.to_owned(), font::body_medium(), tokens.text);
    let width = size::ICON + space::S + galley.size().x + space::M;
    let (rect, response) = ui.allocate_exact_size(vec2(width, size::BUTTON), Sense::click());
    if response.clicked() {
        *open = !*open;
    }
    response.widget_info(|| WidgetInfo::selected(Role::DisclosureTriangle, true, *open, word));
    if !ui.is_rect_visible(rect) {
        return;
    }
    let ink = if response.hovered() || *open {
        tokens.text
    } else {
        tokens.text_weak
    };
    let place = Rect::from_min_size(
        pos2(rect.left(), rect.center().y - size::ICON / 2.0),
        vec2(size::ICON, size::ICON),
    );
    let corner = if *open { Icon::Down } else { Icon::Right };
    icon::paint(ui.painter(), place, size::ICON, corner, ink);
    let at = pos2(
        place.right() + space::S,
        rect.center().y - galley.size().y / 2.0,
    );
    ui.painter()
        .galley_with_override_text_color(at, galley, ink);
    button::focus_ring(ui, &response, rect, radius::CONTROL);
}
