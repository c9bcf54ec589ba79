//! One of several, in a button that says which: a press lists the others.

use egui::{
    Align2, Popup, PopupCloseBehavior, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2,
};

use super::button;
use super::icon::{self, Icon};
use super::many;
use crate::app::theme::{self, font, radius, size, space};

/// An option and how it is called.
pub type Choice<T> = (T, String);

/// Paints the button, and the list while it is open; whether another option was chosen. The first
/// option is the usual one: any other is painted as a deliberate choice. `name` is what a screen
/// reader says before the chosen option: `Decade`.
pub fn show<T: PartialEq + Clone>(
    ui: &mut Ui,
    name: &str,
    chosen: &mut T,
    options: &[Choice<T>],
) -> bool {
    counted(ui, name, chosen, options, |_| None)
}

/// As [`show`], with what `count` says of each option at its right.
pub fn counted<T: PartialEq + Clone>(
    ui: &mut Ui,
    name: &str,
    chosen: &mut T,
    options: &[Choice<T>],
    count: impl Fn(&T) -> Option<usize>,
) -> bool {
    let at = options.iter().position(|(option, _)| option == chosen);
    let word = at.map_or("", |at| options[at].1.as_str());
    let tokens = theme::tokens(ui);
    let ink = if at == Some(0) {
        tokens.text_weak
    } else {
        tokens.text
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
        let place = egui::Rect::from_center_size(
            pos2(rect.right() - space::S - size::ICON / 2.0, rect.center().y),
            vec2(size::ICON, size::ICON),
        );
        icon::paint(
            ui.painter(),
            place,
            size::ICON,
            Icon::Down,
            tokens.text_weak,
        );
        button::focus_ring(ui, &response, rect, radius::CONTROL);
    }
    let opened = response.clicked();
    let mut changed = false;
    Popup::menu(&response)
        .gap(space::XS)
        .close_behavior(PopupCloseBehavior::CloseOnClick)
        .show(|ui| {
            let counts = options.iter().any(|(option, _)| count(option).is_some());
            let beside = if counts { size::FIGURE } else { space::L };
            ui.set_width(list_width(ui, options, beside).max(rect.width()));
            ui.spacing_mut().item_spacing.y = 0.0;
            ScrollArea::vertical()
                .max_height(size::MENU_HEIGHT)
                .show(ui, |ui| {
                    for (index, (option, word)) in options.iter().enumerate() {
                        let here = at == Some(index);
                        if row(ui, word, (here, here && opened), count(option)) {
                            changed = !here;
                            *chosen = option.clone();
                        }
                    }
                });
        });
    changed
}

/// As wide as its longest option and what stands beside it.
fn list_width<T>(ui: &Ui, options: &[Choice<T>], beside: f32) -> f32 {
    let ink = theme::tokens(ui).text;
    let wide = |word: &String| {
        let galley = ui.painter().layout_no_wrap(word.clone(), font::body(), ink);
        space::S + size::ICON + space::S + galley.size().x + beside
    };
    options
        .iter()
        .map(|(_, word)| wide(word))
        .fold(size::MENU, f32::max)
}

fn row(ui: &mut Ui, word: &str, (chosen, take_focus): (bool, bool), count: Option<usize>) -> bool {
    let tokens = theme::tokens(ui);
    let size = vec2(ui.available_width(), size::MENU_ROW);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::MenuItem, true, chosen, word));
    if take_focus {
        response.request_focus();
        response.scroll_to_me(Some(egui::Align::Center));
    }
    if response.hovered() || response.has_focus() {
        ui.painter()
            .rect_filled(rect, radius::CONTROL, tokens.hovered);
    }
    if chosen {
        let place = icon::leading(rect, space::S, size::ICON);
        icon::paint(
            ui.painter(),
            place,
            size::ICON,
            Icon::Check,
            tokens.accent_text,
        );
    }
    ui.painter().text(
        pos2(
            rect.left() + space::S + size::ICON + space::S,
            rect.center().y,
        ),
        Align2::LEFT_CENTER,
        word,
        font::body(),
        tokens.text,
    );
    many::paint_count(ui, rect, count);
    response.clicked()
}
