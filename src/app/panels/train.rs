//! How a model is made from the library.

use egui::{Margin, RichText, Ui};

use crate::app::state::State;
use crate::app::theme::{font, space};

mod own_genre;
mod save_own_genre;

/// Paints the page.
pub fn show(ui: &mut Ui, state: &mut State) {
    let margin = Margin {
        left: space::XXL as i8,
        right: space::XS as i8,
        top: space::XL as i8,
        bottom: 0,
    };
    egui::Frame::new().inner_margin(margin).show(ui, |ui| {
        ui.label(RichText::new("Train").font(font::title()));
        ui.add_space(space::L);
        own_genre::show(ui, state);
    });
}
