//! Several of many, in a button that says which: a press lists them all with a tick before each.

use egui::{
    Align2, Popup, PopupCloseBehavior, Rect, Response, Role, ScrollArea, Sense, StrokeKind, Ui,
    WidgetInfo, pos2, vec2,
};

use super::button;
use super::icon::{self, Icon};
use crate::app::theme::{self, font, radius, size, space};
use crate::wording::thousands;

/// Something to choose: what it is, its word, and how many there are of it.
pub type Offer<T> = (T, String, Option<usize>);

/// Paints the button with its `word`, and the list while it is open; `head` is painted above the
/// list. Whether `chosen` changed. `name` is what a screen reader says before the word.
pub fn show<T: PartialEq + Clone>(
    ui: &mut Ui,
    (name, word): (&str, &str),
    chosen: &mut Vec<T>,
    offers: impl FnOnce() -> Vec<Offer<T>>,
    head: impl FnOnce(&mut Ui),
) -> bool {
    let response = opener(ui, name, word, !chosen.is_empty());
    let mut changed = false;
    Popup::menu(&response)
        .gap(space::XS)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .show(|ui| {
            ui.set_width(size::MANY);
            ui.spacing_mut().item_spacing.y = 0.0;
            head(ui);
            ScrollArea::vertical()
                .max_height(size::MENU_HEIGHT)
                .show(ui, |ui| {
                    for (offer, word, count) in offers() {
                        let place = chosen.iter().position(|known| *known == offer);
                        if row(ui, &word, count, place.is_some()).clicked() {
                            match place {
                                Some(place) => drop(chosen.remove(place)),
                                None => chosen.push(offer),
                            }
                            changed = true;
                        }
                    }
                });
        });
    changed
}

/// A button with a corner that points down: there is a list.
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

fn row(ui: &mut Ui, word: &str, count: Option<usize>, on: bool) -> Response {
    let tokens = theme::tokens(ui);
    let size = vec2(ui.available_width(), size::MENU_ROW);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, on, word));
    if response.hovered() || response.has_focus() {
        ui.painter()
            .rect_filled(rect, radius::CONTROL, tokens.hovered);
    }
    let square = icon::leading(rect, space::S, size::ICON);
    if on {
        ui.painter()
            .rect_filled(square, radius::POSTER, tokens.accent);
        let side = size::ICON * 0.75;
        icon::paint(ui.painter(), square, side, Icon::Check, tokens.on_accent);
    } else {
        let stroke = egui::Stroke::new(size::HAIRLINE, tokens.text_weak);
        ui.painter()
            .rect_stroke(square, radius::POSTER, stroke, StrokeKind::Inside);
    }
    ui.painter().text(
        pos2(square.right() + space::S, rect.center().y),
        Align2::LEFT_CENTER,
        word,
        font::body(),
        tokens.text,
    );
    paint_count(ui, rect, count);
    response
}

/// How many there are of an option, at its right.
pub fn paint_count(ui: &Ui, rect: Rect, count: Option<usize>) {
    if let Some(count) = count {
        ui.painter().text(
            pos2(rect.right() - space::S, rect.center().y),
            Align2::RIGHT_CENTER,
            thousands(count as u64),
            font::caption_number(),
            theme::tokens(ui).text_weak,
        );
    }
}
