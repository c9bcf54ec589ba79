//! A run is set up: how deep, with which settings, on which films.

use egui::{Align, Frame, Layout, Margin, RichText, ScrollArea, Ui, vec2};

use super::{depths, settings, summary};
use crate::app::command::Command;
use crate::app::state::State;
use crate::app::theme::{self, font, radius, size, space};
use crate::app::pages::train::order::Order;
use crate::app::pages::train::orders;
use crate::app::widgets::button::{self, Weight};
use crate::app::widgets::icon::Icon;

/// Paints depths, settings, and what will happen.
pub fn show(ui: &mut Ui, state: &mut State) {
    orders::follow_costs(&ui.ctx().clone(), state);
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        ui.set_width(ui.available_width() - space::XL);
        ui.spacing_mut().item_spacing = vec2(space::M, space::M);
        how_deep(ui, state);
        ui.add_space(space::M);
        let wide = ui.available_width() >= size::FORM_LEAST + space::XL + size::CURVES;
        if wide {
            let left = ui.available_width() - size::CURVES - space::XL;
            let left = left.min(size::FORM_MOST);
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = 0.0;
                part(ui, left, |ui| settings::show(ui, state));
                ui.add_space(space::XL);
                part(ui, size::CURVES, |ui| {
                    card(ui, |ui| summary::show(ui, state));
                });
            });
        } else {
            card(ui, |ui| summary::show(ui, state));
            ui.add_space(space::M);
            settings::show(ui, state);
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

/// A card on the page's ground.
pub fn card<R>(ui: &mut Ui, paint: impl FnOnce(&mut Ui) -> R) -> R {
    let tokens = theme::tokens(ui);
    Frame::new()
        .fill(tokens.surface)
        .corner_radius(radius::CARD)
        .inner_margin(Margin::same(space::L as i8))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            paint(ui)
        })
        .inner
}

fn how_deep(ui: &mut Ui, state: &mut State) {
    let mut asked = None;
    ui.horizontal(|ui| {
        ui.set_height(size::BUTTON);
        ui.label(RichText::new("How deep").font(font::section()));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if state.training.costs.is_measuring() {
                if button::button(ui, Weight::Quiet, Icon::Close, "Stop measuring").clicked() {
                    asked = Some(Order::StopMeasuring);
                }
            } else {
                let word = if state.training.costs.is_known() {
                    "Measure again"
                } else {
                    "Measure on this computer"
                };
                let hint = "A few real steps of each depth: what it would take here, in time and \
                            disk. Under a minute.";
                let button = button::button(ui, Weight::Quiet, Icon::Again, word);
                if button.on_hover_text(hint).clicked() {
                    asked = Some(Order::Measure);
                }
            }
        });
    });
    let training = &state.training;
    let chosen = training.plan.depth;
    let plan = &training.plan;
    let cost = |depth| depths::words_of(&training.costs.of(depth), &plan.of(depth));
    if let Some(depth) = depths::show(ui, chosen, cost) {
        asked = Some(Order::Choose(depth));
    }
    if let Some(order) = asked {
        state.send(Command::Train(order));
    }
}
