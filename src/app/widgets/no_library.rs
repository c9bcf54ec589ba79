//! A page that needs films while there is no library, or nothing in it: what the page is for, and the
//! two ways to films.

use egui::Ui;

use super::button::{self, Weight};
use super::empty;
use super::icon::Icon;
use crate::app::command::{Command, Panel};
use crate::app::librarian::Ask;
use crate::app::state::State;
use crate::app::theme::space;

/// Paints `title` and `text`, and below them the ways to films; while a library is being opened,
/// only that it is.
pub fn show(ui: &mut Ui, state: &mut State, title: &str, text: &str) {
    if state.opening.is_some() {
        return empty::page(ui, "The films are on their way", "", |_| ());
    }
    empty::page(ui, title, text, |ui| {
        if button::button(ui, Weight::Primary, Icon::Plus, "Import films…").clicked() {
            state.send(Command::Show(Panel::Library));
            state.send(Command::Library(Ask::Import(Vec::new())));
        }
        ui.add_space(space::S);
        if button::button(ui, Weight::Quiet, Icon::Open, "Open a library…").clicked() {
            state.send(Command::OpenLibrary);
        }
    });
}
