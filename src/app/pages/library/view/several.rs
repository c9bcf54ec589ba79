//! Several chosen films: what is done to all of them.

use egui::{RichText, Ui};

use super::labels;
use super::pane::{films, heading, paragraph};
use crate::app::command::Command;
use crate::app::pages::library::Ask;
use crate::app::state::State;
use crate::app::theme::{font, space};
use crate::app::widgets::button::{self, Weight};
use crate::app::widgets::icon::Icon;
use crate::wording::thousands;

/// Paints the pane of several films.
pub fn show(ui: &mut Ui, state: &mut State) {
    let (posters, aside) = (
        state.librarian.summary.posters,
        state.librarian.summary.aside,
    );
    let (undo, redo) = state.librarian.editing.can();
    let count = films(state.librarian.selection.len());
    ui.label(RichText::new(format!("{count} chosen")).font(font::section()));
    paragraph(ui, "What is done here is done to all of them.");
    ui.add_space(space::S);
    let number = |count: usize| thousands(count as u64);
    let offered = [
        (
            posters > 0,
            Icon::Read,
            "Read these posters".to_owned(),
            Ask::ReadChosen,
        ),
        (
            posters > 0,
            Icon::Minus,
            format!("Remove {} posters", number(posters)),
            Ask::Remove,
        ),
        (
            aside > 0,
            Icon::Plus,
            format!("Restore {} posters", number(aside)),
            Ask::Restore,
        ),
        (
            undo,
            Icon::Undo,
            "Take the last edit back".to_owned(),
            Ask::Undo,
        ),
        (redo, Icon::Redo, "Do the edit again".to_owned(), Ask::Redo),
        (true, Icon::Close, "Choose none".to_owned(), Ask::ChooseNone),
    ];
    for (is_offered, icon, word, ask) in offered {
        if is_offered {
            if button::button(ui, Weight::Quiet, icon, &word).clicked() {
                state.send(Command::Library(ask));
            }
            ui.add_space(space::XS);
        }
    }
    heading(ui, "Labels");
    labels::several(ui, state);
}
