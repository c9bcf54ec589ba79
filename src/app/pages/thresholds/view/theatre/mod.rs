//! Threshold theatre: the selected genre's posters by probability, the threshold a line among
//! them. Whoever drags the line moves posters across it; wrong ones carry a mark. Or the posters
//! of one cell of the confusion, the most confident first.

use egui::{Rect, Response, Role, Sense, Ui, WidgetInfo, vec2};

use super::parts::Page;
use crate::app::theme::{size, space};
use crate::app::widgets::poster;

mod at_threshold;
mod film;
mod of_cell;

/// Paints heading and strip.
pub fn show(ui: &mut Ui, page: &mut Page<'_>) {
    let genre = page.state.selected;
    let Some(name) = page
        .state
        .prepared()
        .and_then(|prepared| prepared.genres().get(genre))
        .map(|genre| genre.name().to_owned())
    else {
        return;
    };
    let height = poster::height(size::THEATRE_POSTER).floor();
    match page.state.cell {
        Some(cell) => {
            of_cell::heading(ui, page, &name, cell);
            let (rect, response) = strip(ui, height + size::TUNE_HEAD + space::S);
            of_cell::show(ui, page, genre, cell, rect, &response);
        }
        None => {
            at_threshold::heading(ui, page, &name);
            let (rect, response) = strip(ui, height + size::TUNE_HEAD + space::S);
            at_threshold::show(ui, page, genre, rect, &response);
        }
    }
}

fn strip(ui: &mut Ui, height: f32) -> (Rect, Response) {
    let size = vec2(ui.available_width(), height);
    let (rect, response) = ui.allocate_exact_size(size, Sense::drag());
    response
        .widget_info(|| WidgetInfo::labeled(Role::ScrollView, true, "Posters at the threshold"));
    (rect, response)
}
