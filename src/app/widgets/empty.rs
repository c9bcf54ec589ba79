//! A page with nothing on it yet: what is missing, why, and one thing to do about it.

use egui::{Label, RichText, Ui};

use super::button::{self, Weight};
use super::icon::Icon;
use crate::app::theme::{self, font, size, space};

/// The one thing to do.
pub struct Action<'a> {
    /// How much it asks to be pressed.
    pub weight: Weight,
    /// Its icon.
    pub icon: Icon,
    /// Its word.
    pub word: &'a str,
}

/// Paints `title` and `text` into the upper half of what is left of the page, and below them
/// whatever `rest` adds.
pub fn page<R>(ui: &mut Ui, title: &str, text: &str, rest: impl FnOnce(&mut Ui) -> R) -> R {
    let room = ui.available_height();
    ui.vertical_centered(|ui| {
        ui.add_space(room / 3.0);
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.set_max_width(size::WORDS.min(ui.available_width()));
        ui.add(Label::new(RichText::new(title).font(font::section())).wrap());
        ui.add_space(space::S);
        let weak = theme::tokens(ui).text_weak;
        let text = RichText::new(text).font(font::lead()).color(weak);
        ui.add(Label::new(text).wrap());
        ui.add_space(space::XL);
        rest(ui)
    })
    .inner
}

/// As [`page`], with one action; whether it was pressed.
pub fn with_action(ui: &mut Ui, title: &str, text: &str, action: &Action<'_>) -> bool {
    page(ui, title, text, |ui| {
        button::button(ui, action.weight, action.icon, action.word).clicked()
    })
}
