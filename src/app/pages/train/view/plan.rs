//! A run is set up: how deep, with which settings, on which films.

use egui::{Align, Layout, RichText, ScrollArea, Ui, vec2};

use super::parts::card;
use super::{depths, settings, summary};
use crate::app::cx::Cx;
use crate::app::pages::train::command::Command;
use crate::app::pages::train::state::TrainPage;
use crate::app::theme::{font, size, space};
use crate::app::widgets::button::{self, Weight};
use crate::app::widgets::icon::Icon;

/// Paints depths, settings, and what will happen.
pub fn show(ui: &mut Ui, page: &mut TrainPage, cx: &Cx<'_>) {
    page.follow_costs(cx);
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        ui.set_width(ui.available_width() - space::XL);
        ui.spacing_mut().item_spacing = vec2(space::M, space::M);
        how_deep(ui, page);
        ui.add_space(space::M);
        let wide = ui.available_width() >= size::FORM_LEAST + space::XL + size::CURVES;
        if wide {
            let left = ui.available_width() - size::CURVES - space::XL;
            let left = left.min(size::FORM_MOST);
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = 0.0;
                part(ui, left, |ui| settings::show(ui, page, cx));
                ui.add_space(space::XL);
                part(ui, size::CURVES, |ui| {
                    card(ui, |ui| summary::show(ui, page, cx));
                });
            });
        } else {
            card(ui, |ui| summary::show(ui, page, cx));
            ui.add_space(space::M);
            settings::show(ui, page, cx);
        }
        ui.add_space(space::XL);
    });
}

fn part(ui: &mut Ui, width: f32, paint: impl FnOnce(&mut Ui)) {
    ui.allocate_ui(vec2(width, 0.0), |ui| {
        ui.set_width(width);
        ui.vertical(paint);
    });
}

fn how_deep(ui: &mut Ui, page: &mut TrainPage) {
    let mut asked = None;
    ui.horizontal(|ui| {
        ui.set_height(size::BUTTON);
        ui.label(RichText::new("How deep").font(font::section()));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if page.costs.is_measuring() {
                if button::button(ui, Weight::Quiet, Icon::Close, "Stop measuring").clicked() {
                    asked = Some(Command::StopMeasuring);
                }
            } else {
                let word = if page.costs.is_known() {
                    "Measure again"
                } else {
                    "Measure on this computer"
                };
                let hint = "A few real steps of each depth: what it would take here, in time and \
                            disk. Under a minute.";
                let button = button::button(ui, Weight::Quiet, Icon::Again, word);
                if button.on_hover_text(hint).clicked() {
                    asked = Some(Command::Measure);
                }
            }
        });
    });
    let chosen = page.plan.depth;
    let plan = &page.plan;
    let cost = |depth| depths::words_of(&page.costs.of(depth), &plan.of(depth));
    if let Some(depth) = depths::show(ui, chosen, cost) {
        asked = Some(Command::Choose(depth));
    }
    page.asked.extend(asked);
}
