//! What lies over the window while files hover: the whole window takes them.

use egui::{Align2, LayerId, Order, Rect, Ui, vec2};

use crate::app::pages::library::draft::is_table;
use crate::app::theme::{self, font, size, space};
use crate::app::widgets::icon::{self, Icon};
use crate::app::widgets::poster;

/// Width of the frame that the poster is dropped into.
const FRAME: f32 = 4.0 * size::STRIP_POSTER;

/// Paints the overlay if files hover.
pub fn show(ui: &mut Ui) {
    let hovered = ui.input(|input| input.raw.hovered_files.clone());
    let hovering = hovered.len();
    if hovering == 0 {
        return;
    }
    // Where the system tells what hovers.
    let to_import = hovered
        .iter()
        .filter_map(|file| file.path.as_deref())
        .any(|path| is_table(path) || path.is_dir());
    let tokens = theme::tokens(ui);
    let window = ui.ctx().content_rect();
    ui.scope_builder(
        egui::UiBuilder::new()
            .layer_id(LayerId::new(
                Order::Tooltip,
                egui::Id::unique("drop overlay"),
            ))
            .max_rect(window),
        |ui| {
            ui.set_clip_rect(window);
            ui.painter().rect_filled(window, 0, tokens.scrim);
            let frame = Rect::from_center_size(window.center(), vec2(FRAME, poster::height(FRAME)));
            poster::dashed(ui, frame, tokens.accent);
            let above = frame.translate(vec2(0.0, -space::XXL));
            let side = 2.0 * size::RAIL_ICON;
            icon::paint(ui.painter(), above, side, Icon::Drop, tokens.accent);
            let words = match hovering {
                _ if to_import => "Drop to import".to_owned(),
                1 => "Drop to read".to_owned(),
                several => format!("Drop to read {several}"),
            };
            let at = frame.center() + vec2(0.0, space::XXL);
            let painter = ui.painter();
            painter.text(
                at,
                Align2::CENTER_CENTER,
                &words,
                font::section(),
                tokens.text,
            );
            ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
                node.set_role(egui::Role::Label);
                node.set_label(words.clone());
            });
        },
    );
}
