//! Labels to be edited: of one film in their order, of several by how many have them.

use egui::{Align, Align2, Layout, Sense, Ui, pos2, vec2};

use super::add_label::add;
use super::pane_parts::paragraph;
use super::words::films;
use crate::app::pages::library::command::{Command, Relabel};
use crate::app::shared::films::Films;
use crate::app::theme::{self, font, size, space};
use crate::app::widgets::button::{self, Weight};
use crate::app::widgets::icon::Icon;
use crate::catalog::{Film, Genre};

/// The labels of one film, in order.
pub fn one(ui: &mut Ui, film: &Film, by_hand: bool, library: &Films, asked: &mut Vec<Command>) {
    let mut relabel = |how| asked.push(Command::Label(how));
    if film.genres.is_empty() {
        paragraph(ui, "This film has no labels.");
    }
    let last = film.genres.len().saturating_sub(1);
    for (place, genre) in film.genres.iter().enumerate() {
        let number = format!("{}", place + 1);
        row(ui, genre, &number, |ui| {
            if button::icon_button(ui, Icon::Close, &format!("Remove {genre}")).clicked() {
                relabel(Relabel::Remove(genre.clone()));
            }
            let down = format!("{genre}: less important");
            if place < last && button::icon_button(ui, Icon::Down, &down).clicked() {
                relabel(Relabel::Down(genre.clone()));
            } else if place == last {
                ui.add_space(size::ICON_BUTTON);
            }
            let up = format!("{genre}: more important");
            if place > 0 && button::icon_button(ui, Icon::Up, &up).clicked() {
                relabel(Relabel::Up(genre.clone()));
            }
        });
    }
    ui.add_space(space::XS);
    ui.horizontal(|ui| {
        if let Some(genre) = add(ui, library) {
            relabel(Relabel::Add(genre));
        }
        let word = "As the tables say";
        if by_hand && button::button(ui, Weight::Quiet, Icon::Undo, word).clicked() {
            relabel(Relabel::AsTables);
        }
    });
}

/// The labels of several films: of so many `chosen` ones each label has its count.
pub fn several(
    ui: &mut Ui,
    labels: &[(Genre, usize)],
    chosen: usize,
    library: &Films,
    asked: &mut Vec<Command>,
) {
    let mut relabel = |how| asked.push(Command::Label(how));
    if labels.is_empty() {
        paragraph(ui, "None of them has a label.");
    }
    for (genre, count) in labels {
        let on = if *count == chosen {
            "all".to_owned()
        } else {
            films(*count)
        };
        row(ui, genre, "", |ui| {
            if button::icon_button(ui, Icon::Close, &format!("Remove {genre} from all")).clicked() {
                relabel(Relabel::Remove(genre.clone()));
            }
            if button::icon_button(ui, Icon::Up, &format!("Make {genre} the first of all"))
                .clicked()
            {
                relabel(Relabel::First(genre.clone()));
            }
            let plus = format!("Add {genre} to all");
            if *count < chosen && button::icon_button(ui, Icon::Plus, &plus).clicked() {
                relabel(Relabel::Add(genre.clone()));
            } else if *count == chosen {
                ui.add_space(size::ICON_BUTTON);
            }
            let weak = theme::tokens(ui).text_weak;
            ui.label(egui::RichText::new(on).font(font::caption()).color(weak));
        });
    }
    ui.add_space(space::XS);
    ui.horizontal(|ui| {
        if let Some(genre) = add(ui, library) {
            relabel(Relabel::Add(genre));
        }
        if button::button(ui, Weight::Quiet, Icon::Undo, "As the tables say").clicked() {
            relabel(Relabel::AsTables);
        }
    });
}

/// A label: its number, its hue, its name, and at the right what can be done with it.
fn row(ui: &mut Ui, genre: &Genre, number: &str, tools: impl FnOnce(&mut Ui)) {
    let tokens = theme::tokens(ui);
    let (rect, _) = ui.allocate_exact_size(
        vec2(ui.available_width(), size::ICON_BUTTON),
        Sense::hover(),
    );
    let middle = rect.center().y;
    let mut left = rect.left();
    if !number.is_empty() {
        let face = font::caption_number();
        let at = pos2(left, middle);
        let painter = ui.painter();
        painter.text(at, Align2::LEFT_CENTER, number, face, tokens.text_weak);
        left += space::L;
    }
    let dot = pos2(left + size::DOT / 2.0, middle);
    ui.painter()
        .circle_filled(dot, size::DOT / 2.0, tokens.genre(genre));
    let at = pos2(left + size::DOT + space::S, middle);
    ui.painter().text(
        at,
        Align2::LEFT_CENTER,
        genre.name(),
        font::body(),
        tokens.text,
    );
    let layout = Layout::right_to_left(Align::Center);
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(rect).layout(layout));
    child.spacing_mut().item_spacing.x = 0.0;
    tools(&mut child);
}
