//! What the Thresholds page looks like.
//!
//! One file a part: [`toolbar`] chooses, keeps and applies; [`rows`] are the sliders over their
//! histograms; [`curves`] and [`cells`] show the selected genre; [`theatre`] its posters at the
//! threshold; [`together`] the figures over all genres beside their baselines.

use egui::{Margin, ScrollArea, Ui, vec2};

use self::parts::Page;
use super::command::Command;
use super::state::ThresholdsPage;
use crate::app::cx::{Cx, scores};
use crate::app::theme::{size, space};

mod cells;
mod curves;
mod histogram;
mod parts;
mod rows;
mod theatre;
mod together;
mod toolbar;

pub use rows::ARROWS;

/// Paints the page; returns what was asked of it.
pub fn show(ui: &mut Ui, page: &mut ThresholdsPage, cx: &mut Cx<'_>) -> Vec<Command> {
    let in_use = cx.shared.scoring.thresholds().to_vec();
    let margin = Margin {
        left: space::XL as i8,
        right: space::XS as i8,
        top: space::L as i8,
        bottom: 0,
    };
    let painted = egui::Frame::new().inner_margin(margin).show(ui, |ui| {
        scores::rest(ui, cx);
        let mut page = Page {
            state: page,
            films: &cx.shared.films,
            thumbnails: &mut cx.shared.thumbnails,
            in_use: &in_use,
            asked: Vec::new(),
            wishes: Vec::new(),
        };
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            ui.set_width(ui.available_width() - space::XL + space::XS);
            ui.spacing_mut().item_spacing = vec2(space::S, space::S);
            body(ui, &mut page);
        });
        (page.asked, page.wishes)
    });
    let (asked, wishes) = painted.inner;
    for wish in wishes {
        cx.ask(wish);
    }
    asked
}

fn body(ui: &mut Ui, page: &mut Page<'_>) {
    toolbar::show(ui, page);
    ui.add_space(space::XS);
    let wide = ui.available_width() >= size::TUNE_LEAST + space::XL + size::CURVES;
    if wide {
        let right = size::CURVES;
        let left = ui.available_width() - right - space::XL;
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            ui.allocate_ui(vec2(left, 0.0), |ui| {
                ui.set_width(left);
                ui.vertical(|ui| rows::show(ui, page));
            });
            ui.add_space(space::XL);
            ui.allocate_ui(vec2(right, 0.0), |ui| {
                ui.set_width(right);
                ui.vertical(|ui| genre(ui, page));
            });
        });
    } else {
        rows::show(ui, page);
        ui.add_space(space::S);
        genre(ui, page);
    }
    ui.add_space(space::M);
    theatre::show(ui, page);
    ui.add_space(space::L);
    together::show(ui, page);
    ui.add_space(space::XL);
}

/// The selected genre: its curves, then its confusion beside its reliability.
fn genre(ui: &mut Ui, page: &mut Page<'_>) {
    curves::show(ui, page);
    cells::show(ui, page);
}
