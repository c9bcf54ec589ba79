//! Several of many, in a button that says which: a press lists them all with a tick before each.

use egui::{Popup, PopupCloseBehavior, Response, Role, ScrollArea, Ui, WidgetInfo};

use super::menu;
use crate::app::theme::{size, space};

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
    let response = menu::opener(ui, name, word, !chosen.is_empty());
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

fn row(ui: &mut Ui, word: &str, count: Option<usize>, on: bool) -> Response {
    let info = || WidgetInfo::selected(Role::CheckBox, true, on, word);
    let response = menu::row(ui, false, info);
    menu::tick_box(ui, menu::mark(response.rect), on);
    menu::words(ui, response.rect, word, count);
    response
}
