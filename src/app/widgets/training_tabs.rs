//! The head that the pages of training share: their title, and the tabs that lead from one to the
//! other.

use egui::{RichText, Ui, vec2};

use super::segments::{self, Segment};
use crate::app::theme::{font, size, space};

/// Paints title and tabs; the tab that was pressed. `goes_on`: a run is open, so that the first tab
/// shows it, and sets up no new one.
pub fn show(ui: &mut Ui, selected: usize, goes_on: bool) -> Option<usize> {
    ui.horizontal(|ui| {
        ui.set_height(size::BUTTON);
        ui.spacing_mut().item_spacing = vec2(space::S, space::S);
        ui.label(RichText::new("Train").font(font::title()));
        ui.add_space(space::L);
        let run = if goes_on { "This run" } else { "New run" };
        let words = [run, "Runs", "My own genre"].map(Segment::from);
        segments::show(ui, &words, selected)
    })
    .inner
}
