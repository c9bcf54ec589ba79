//! Several chosen films: what is done to all of them.

use egui::{RichText, Ui};

use super::labels;
use super::pane_parts::{heading, paragraph};
use super::words::films;
use crate::app::pages::library::command::Command;
use crate::app::pages::library::state::LibraryPage;
use crate::app::shared::Shared;
use crate::app::theme::{font, space};
use crate::app::widgets::button::{self, Weight};
use crate::app::widgets::icon::Icon;
use crate::wording::thousands;

/// Paints the pane of several films.
pub fn show(ui: &mut Ui, page: &LibraryPage, shared: &Shared, asked: &mut Vec<Command>) {
    let (posters, aside) = (page.summary.posters, page.summary.aside);
    let (undo, redo) = page.editing.can();
    let chosen = shared.selection.len();
    let count = films(chosen);
    ui.label(RichText::new(format!("{count} chosen")).font(font::section()));
    paragraph(ui, "What is done here is done to all of them.");
    ui.add_space(space::S);
    let number = |count: usize| thousands(count as u64);
    let offered = [
        (
            posters > 0,
            Icon::Read,
            "Read these posters".to_owned(),
            Command::ReadChosen,
        ),
        (
            posters > 0,
            Icon::Minus,
            format!("Remove {} posters", number(posters)),
            Command::Remove,
        ),
        (
            aside > 0,
            Icon::Plus,
            format!("Restore {} posters", number(aside)),
            Command::Restore,
        ),
        (
            undo,
            Icon::Undo,
            "Take the last edit back".to_owned(),
            Command::Undo,
        ),
        (
            redo,
            Icon::Redo,
            "Do the edit again".to_owned(),
            Command::Redo,
        ),
        (
            true,
            Icon::Close,
            "Choose none".to_owned(),
            Command::ChooseNone,
        ),
    ];
    for (is_offered, icon, word, command) in offered {
        if is_offered {
            if button::button(ui, Weight::Quiet, icon, &word).clicked() {
                asked.push(command);
            }
            ui.add_space(space::XS);
        }
    }
    heading(ui, "Labels");
    labels::several(ui, &page.summary.labels, chosen, &shared.films, asked);
}
