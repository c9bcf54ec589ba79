//! One of several, in a button that says which: a press lists the others.

use egui::{Popup, PopupCloseBehavior, Role, ScrollArea, Ui, WidgetInfo};

use super::icon::{self, Icon};
use super::menu;
use crate::app::theme::{self, font, size, space};

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
    let response = menu::opener(ui, name, word, at != Some(0));
    let opened = response.clicked();
    let mut changed = false;
    Popup::menu(&response)
        .gap(space::XS)
        .close_behavior(PopupCloseBehavior::CloseOnClick)
        .show(|ui| {
            let counts = options.iter().any(|(option, _)| count(option).is_some());
            let beside = if counts { size::FIGURE } else { space::L };
            ui.set_width(list_width(ui, options, beside).max(response.rect.width()));
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
    let info = || WidgetInfo::selected(Role::MenuItem, true, chosen, word);
    let response = menu::row(ui, take_focus, info);
    let rect = response.rect;
    if chosen {
        let ink = theme::tokens(ui).accent_text;
        icon::paint(ui.painter(), menu::mark(rect), size::ICON, Icon::Check, ink);
    }
    menu::words(ui, rect, word, count);
    response.clicked()
}
