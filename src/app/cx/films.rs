//! A page that needs films while there is no library, or nothing in it: what the page is for, and the
//! two ways to films.

use egui::Ui;

use super::Cx;
use crate::app::request::Request;
use crate::app::theme::space;
use crate::app::widgets::button::{self, Weight};
use crate::app::widgets::empty;
use crate::app::widgets::icon::Icon;

/// Paints `title` and `text`, and below them the ways to films; while a library is being opened,
/// only that it is.
pub fn invite(ui: &mut Ui, cx: &mut Cx<'_>, title: &str, text: &str) {
    if cx.shared.opening.is_some() {
        return empty::page(ui, "The films are on their way", "", |_| ());
    }
    empty::page(ui, title, text, |ui| {
        if button::button(ui, Weight::Primary, Icon::Plus, "Import films…").clicked() {
            cx.ask(Request::Import(Vec::new()));
        }
        ui.add_space(space::S);
        if button::button(ui, Weight::Quiet, Icon::Open, "Open a library…").clicked() {
            cx.ask(Request::OpenLibrary);
        }
    });
}
