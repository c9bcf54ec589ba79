//! How a model is made from the library.

use egui::{RichText, Ui};

use crate::app::state::State;
use crate::app::theme::font;

/// Paints the page.
pub fn show(ui: &mut Ui, _state: &mut State) {
    ui.label(RichText::new("Train").font(font::title()));
}
