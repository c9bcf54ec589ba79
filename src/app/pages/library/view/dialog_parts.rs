//! What the dialogs over the page are made of: a title, a body that scrolls, buttons at the foot.

use egui::{Align, Align2, Label, Layout, RichText, Sense, Ui, pos2, vec2};

use crate::app::pages::library::command::Command;
use crate::app::theme::{self, font, size, space};
use crate::app::widgets::button::{self, Weight};
use crate::app::widgets::icon::Icon;

/// A button of a dialog's foot: how much it asks, icon, word, what it asks for; `false`: not yet.
pub type Choice<'a> = (bool, Weight, Icon, &'a str, Command);

/// The height of what scrolls between a dialog's title and its foot.
pub fn body_height(ui: &Ui) -> f32 {
    let window = ui.ctx().content_rect().height();
    size::DIALOG_BODY.min(window - size::DIALOG_REST)
}

/// A dialog's title, and a sentence below.
pub fn title(ui: &mut Ui, title: &str, text: &str) {
    ui.label(RichText::new(title).font(font::section()));
    if !text.is_empty() {
        let weak = theme::tokens(ui).text_weak;
        let text = RichText::new(text).font(font::body()).color(weak);
        ui.add(Label::new(text).wrap());
    }
    ui.add_space(space::S);
}

/// A number and what it counts.
pub fn pair(ui: &mut Ui, number: &str, words: &str) {
    let tokens = theme::tokens(ui);
    let room = vec2(ui.available_width(), size::HOVER_ROW);
    let (rect, _) = ui.allocate_exact_size(room, Sense::hover());
    let middle = rect.center().y;
    let edge = rect.left() + size::FIGURE;
    let right = Align2::RIGHT_CENTER;
    let painter = ui.painter();
    painter.text(
        pos2(edge, middle),
        right,
        number,
        font::body_number(),
        tokens.text,
    );
    let at = pos2(edge + space::S, middle);
    painter.text(
        at,
        Align2::LEFT_CENTER,
        words,
        font::body(),
        tokens.text_weak,
    );
}

/// The buttons at a dialog's foot, from the right.
pub fn foot(ui: &mut Ui, choices: &[Choice<'_>], asked: &mut Vec<Command>) {
    ui.add_space(space::M);
    let row = vec2(ui.available_width(), size::BUTTON);
    ui.allocate_ui_with_layout(row, Layout::right_to_left(Align::Center), |ui| {
        for (ready, weight, icon, word, command) in choices {
            let pressed = ui
                .add_enabled_ui(*ready, |ui| {
                    button::button(ui, *weight, *icon, word).clicked()
                })
                .inner;
            if pressed {
                asked.push(command.clone());
            }
        }
    });
}
