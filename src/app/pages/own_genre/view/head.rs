//! The head of the page: which genre, what it is called, what can be done with it.

use egui::{Align, Id, Key, Layout, TextEdit, Ui, vec2};

use super::save;
use crate::app::pages::own_genre::command::Command;
use crate::app::pages::own_genre::state::OwnGenrePage;
use crate::app::theme::{self, size, space};
use crate::app::widgets::button::{self, Weight};
use crate::app::widgets::dropdown;
use crate::app::widgets::icon::{self, Icon};
use crate::catalog::Genre;

/// Paints it; `genres`: as many the model knows.
pub fn show(ui: &mut Ui, page: &mut OwnGenrePage, genres: usize, asked: &mut Vec<Command>) {
    ui.horizontal(|ui| {
        ui.set_height(size::BUTTON);
        ui.spacing_mut().item_spacing.x = space::S;
        let names = page.marks.names();
        if names.len() > 1 {
            let mut chosen = page.genre().name.clone();
            let options: Vec<dropdown::Choice<Genre>> = names
                .into_iter()
                .map(|name| (name.clone(), name.name().to_owned()))
                .collect();
            if dropdown::show(ui, "Genre", &mut chosen, &options) {
                asked.push(Command::Choose(chosen));
            }
        }
        name(ui, page, asked);
        if !page.genre().stars.is_empty() {
            if button::button(ui, Weight::Quiet, Icon::Plus, "New").clicked() {
                asked.push(Command::Begin);
            }
            if button::icon_button(ui, Icon::Close, "Forget this genre").clicked() {
                asked.push(Command::Forget);
            }
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(space::L);
            save::button(ui, page, genres, asked);
            if page.marks.can_undo()
                && button::button(ui, Weight::Quiet, Icon::Undo, "Undo").clicked()
            {
                asked.push(Command::Undo);
            }
            search(ui, page);
        });
    });
}

fn name(ui: &mut Ui, page: &mut OwnGenrePage, asked: &mut Vec<Command>) {
    let field = TextEdit::singleline(&mut page.name)
        .id(Id::unique("own genre's name"))
        .hint_text("Name it: neo-noir, heist…")
        .desired_width(size::OWN_NAME)
        .min_size(vec2(0.0, size::BUTTON))
        .margin(egui::Margin::symmetric(space::M as i8, space::S as i8));
    if ui.add(field).lost_focus() {
        let name = page.name.clone();
        asked.push(Command::Rename(name));
    }
}

fn search(ui: &mut Ui, page: &mut OwnGenrePage) {
    let field = TextEdit::singleline(&mut page.query)
        .id(Id::unique("own genre's search"))
        .hint_text("Find posters by title")
        .desired_width(size::OWN_NAME)
        .min_size(vec2(0.0, size::BUTTON))
        .margin(egui::Margin {
            left: (size::ICON + space::L) as i8,
            right: space::M as i8,
            top: space::S as i8,
            bottom: space::S as i8,
        });
    let response = ui.add(field);
    let lens = icon::leading(response.rect, space::M - space::XS, size::ICON);
    let weak = theme::tokens(ui).text_weak;
    icon::paint(ui.painter(), lens, size::ICON, Icon::Search, weak);
    // From the field straight into the grid.
    let down = ui.input(|input| input.key_pressed(Key::ArrowDown));
    let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    if entered || (response.has_focus() && down) {
        page.tiles.take_keyboard();
    }
}
