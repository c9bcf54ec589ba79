//! What lists below a button are made of: the button that opens one, rows, ticks, counts.

use egui::{Align2, Rect, Response, Role, Sense, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::button;
use super::icon::{self, Icon};
use crate::app::theme::{self, font, radius, size, space};
use crate::wording::thousands;

/// A button with a corner that points down: there is a list. `name` is what a screen reader says
/// before the word; `deliberate`: something else than usual is chosen.
pub fn opener(ui: &mut Ui, name: &str, word: &str, deliberate: bool) -> Response {
    let tokens = theme::tokens(ui);
    let ink = if deliberate {
        tokens.text
    } else {
        tokens.text_weak
    };
    let galley = ui
        .painter()
        .layout_no_wrap(word.to_owned(), font::body(), ink);
    let width = space::M + galley.size().x + space::XS + size::ICON + space::S;
    let (rect, response) = ui.allocate_exact_size(vec2(width, size::BUTTON), Sense::click());
    let label = format!("{name}: {word}");
    response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, &label));
    if ui.is_rect_visible(rect) {
        let fill = if response.hovered() {
            tokens.hovered
        } else {
            tokens.raised
        };
        ui.painter().rect_filled(rect, radius::CONTROL, fill);
        let top = rect.center().y - galley.size().y / 2.0;
        ui.painter()
            .galley(pos2(rect.left() + space::M, top), galley, ink);
        let place = Rect::from_center_size(
            pos2(rect.right() - space::S - size::ICON / 2.0, rect.center().y),
            vec2(size::ICON, size::ICON),
        );
        let painter = ui.painter();
        icon::paint(painter, place, size::ICON, Icon::Down, tokens.text_weak);
        button::focus_ring(ui, &response, rect, radius::CONTROL);
    }
    response
}

/// A row of a list, as wide as the list; lit under pointer and keyboard. `take_focus`: the keyboard
/// begins here.
pub fn row(ui: &mut Ui, take_focus: bool, info: impl Fn() -> WidgetInfo) -> Response {
    let size = vec2(ui.available_width(), size::MENU_ROW);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(info);
    if take_focus {
        response.request_focus();
        response.scroll_to_me(Some(egui::Align::Center));
    }
    if response.hovered() || response.has_focus() {
        let fill = theme::tokens(ui).hovered;
        ui.painter().rect_filled(rect, radius::CONTROL, fill);
    }
    response
}

/// The place for a tick or an icon before a row's word.
pub fn mark(rect: Rect) -> Rect {
    icon::leading(rect, space::S, size::ICON)
}

/// A row's word, behind the place for its mark, and at its right how many there are of it.
pub fn words(ui: &Ui, rect: Rect, word: &str, count: Option<usize>) {
    let tokens = theme::tokens(ui);
    let middle = rect.center().y;
    ui.painter().text(
        pos2(rect.left() + space::S + size::ICON + space::S, middle),
        Align2::LEFT_CENTER,
        word,
        font::body(),
        tokens.text,
    );
    if let Some(count) = count {
        ui.painter().text(
            pos2(rect.right() - space::S, middle),
            Align2::RIGHT_CENTER,
            thousands(count as u64),
            font::caption_number(),
            tokens.text_weak,
        );
    }
}

/// A box, with a tick where it is `on`.
pub fn tick_box(ui: &Ui, square: Rect, on: bool) {
    let tokens = theme::tokens(ui);
    let painter = ui.painter();
    if on {
        painter.rect_filled(square, radius::POSTER, tokens.accent);
        let side = size::ICON * 0.75;
        icon::paint(painter, square, side, Icon::Check, tokens.on_accent);
    } else {
        let stroke = egui::Stroke::new(size::HAIRLINE, tokens.text_weak);
        painter.rect_stroke(square, radius::POSTER, stroke, StrokeKind::Inside);
    }
}
