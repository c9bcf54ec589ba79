//! The button that makes a genre of one's own one more genre of the model, and what it opens.

use egui::{Popup, PopupCloseBehavior, RichText, TextEdit, Ui, vec2};

use crate::app::pages::own_genre::command::Command;
use crate::app::pages::own_genre::state::OwnGenrePage;
use crate::app::theme::{self, font, size, space};
use crate::app::widgets::button::{self, Weight};
use crate::app::widgets::icon::Icon;

/// The button; nothing while there is no ranking. `genres`: as many the model knows.
pub fn button(ui: &mut Ui, page: &mut OwnGenrePage, genres: usize, asked: &mut Vec<Command>) {
    if page.answer().is_none() || page.saver.is_busy() {
        return;
    }
    let response = button::button(ui, Weight::Primary, Icon::Drop, "Save…");
    Popup::menu(&response)
        .gap(space::XS)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .show(|ui| {
            ui.set_width(size::HOVER_CARD);
            ui.spacing_mut().item_spacing.y = space::S;
            menu(ui, page, genres, asked);
        });
}

fn menu(ui: &mut Ui, page: &mut OwnGenrePage, genres: usize, asked: &mut Vec<Command>) {
    let weak = theme::tokens(ui).text_weak;
    let name = &page.genre().name;
    let title = format!("{name}, the model's {}", ordinal(genres + 1));
    ui.label(RichText::new(title).font(font::body_medium()));
    let words = "The model stays as it is and learns one genre more. It becomes a run of this \
                 library, and opens like any other.";
    ui.label(RichText::new(words).font(font::body()).color(weak));
    let field = TextEdit::singleline(&mut page.run)
        .hint_text("Name of the run (optional)")
        .desired_width(f32::INFINITY)
        .min_size(vec2(0.0, size::BUTTON))
        .margin(egui::Margin::symmetric(space::M as i8, space::S as i8));
    ui.add(field);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::S;
        if button::button(ui, Weight::Primary, Icon::Check, "Save and use").clicked() {
            asked.push(Command::Save(true));
            ui.close();
        }
        if button::button(ui, Weight::Quiet, Icon::Drop, "Save").clicked() {
            asked.push(Command::Save(false));
            ui.close();
        }
    });
}

/// `seventh genre`, `14th genre`.
fn ordinal(number: usize) -> String {
    const WORDS: [&str; 12] = [
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
        "tenth", "eleventh", "twelfth",
    ];
    let word = number.checked_sub(1).and_then(|at| WORDS.get(at));
    match (word, number % 10, number / 10 % 10) {
        (Some(word), ..) => format!("{word} genre"),
        (None, 1, tens) if tens != 1 => format!("{number}st genre"),
        (None, 2, tens) if tens != 1 => format!("{number}nd genre"),
        (None, 3, tens) if tens != 1 => format!("{number}rd genre"),
        _ => format!("{number}th genre"),
    }
}

#[cfg(test)]
mod tests {
    use super::ordinal;

    #[test]
    fn places_read_as_people_say_them() {
        let all = [1, 7, 12, 13, 21, 32, 43, 111].map(ordinal).join(", ");
        assert_eq!(
            all,
            "first genre, seventh genre, twelfth genre, 13th genre, 21st genre, 32nd genre, \
             43rd genre, 111th genre"
        );
    }
}
