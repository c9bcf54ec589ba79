//! The cards in the corner of the window: what went wrong and what to do.

use egui::{Align, Align2, Area, Frame, Id, Label, Layout, Margin, Order, RichText, Ui, vec2};

use super::notices::{Card, Notices};
use crate::app::shared::notice::Tone;
use crate::app::theme::{self, font, motion, radius, size, space};
use crate::app::widgets::button;
use crate::app::widgets::icon::{self, Icon};

/// Paints the cards over the page, `foot` above its lower edge; which one was closed.
pub fn show(ui: &mut Ui, notices: &mut Notices, foot: f32) -> Option<u64> {
    let now = ui.input(|input| input.time);
    if let Some(next) = notices.at(now, motion::NOTICE) {
        let left = std::time::Duration::from_secs_f64((next - now).max(0.0));
        ui.ctx().request_repaint_after(left);
    }
    if notices.cards().is_empty() {
        return None;
    }
    let mut closed = None;
    // At the left foot of the page: over a poster, not over what stands beside it to be pressed.
    let (left, bottom) = (size::RAIL + space::XL, foot + space::XL);
    Area::new(Id::unique("notices"))
        .order(Order::Foreground)
        .anchor(Align2::LEFT_BOTTOM, vec2(left, -bottom))
        .fade_in(false)
        .accessible_name("Notices")
        .show(ui.ctx(), |ui| {
            for card in notices.cards() {
                if show_card(ui, card) {
                    closed = Some(card.id);
                }
            }
        });
    closed
}

/// Whether the card was closed.
fn show_card(ui: &mut Ui, card: &Card) -> bool {
    let tokens = theme::tokens(ui);
    let (icon, ink) = match card.tone {
        Tone::Fault => (Icon::Alert, tokens.danger),
        Tone::Hint => (Icon::Check, tokens.text_weak),
    };
    let mut closed = false;
    Frame::new()
        .fill(tokens.raised)
        .stroke(tokens.line())
        .corner_radius(radius::CARD)
        .inner_margin(Margin::same(space::M as i8))
        .shadow(tokens.card_shadow())
        .show(ui, |ui| {
            ui.set_width(size::NOTICE);
            ui.spacing_mut().item_spacing = vec2(space::S, space::XS);
            ui.horizontal(|ui| {
                let (rect, _) = ui
                    .allocate_exact_size(vec2(size::ICON, size::ICON_BUTTON), egui::Sense::hover());
                icon::paint(ui.painter(), rect, size::ICON, icon, ink);
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    closed = button::icon_button(ui, Icon::Close, "Close this notice").clicked();
                    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                        let title = RichText::new(&card.title)
                            .font(font::body_medium())
                            .color(tokens.text);
                        ui.add(Label::new(title).truncate());
                    });
                });
            });
            if !card.text.is_empty() {
                ui.horizontal(|ui| {
                    ui.add_space(size::ICON + space::S);
                    let text = RichText::new(&card.text)
                        .font(font::body())
                        .color(tokens.text_weak);
                    ui.add(Label::new(text).wrap().selectable(true));
                });
            }
        });
    closed
}
