//! The quiet buttons of a plot: everything again, and a copy of the values.
//!
//! They show while the pointer or the keyboard is on the plot; the first one as long as less than
//! everything is seen.

use egui::{Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::kept::Kept;
use super::values::Plot;
use crate::app::theme::{self, radius, size, space};
use crate::app::widgets::button;
use crate::app::widgets::icon::{self, Icon};

/// What was pressed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Pressed {
    /// Everything is to be shown again.
    pub fit: bool,
    /// The values are wanted.
    pub copy: bool,
}

/// Room for both, side by side.
pub const WIDTH: f32 = 2.0 * size::PLOT_TOOL;

/// Where they stand: after the name, or in the lower corner that a curve by itself leaves free.
pub fn place(plot: &Plot<'_>, head: Rect, frame: Rect, zoomed: bool) -> Rect {
    let size = vec2(WIDTH, size::PLOT_TOOL);
    let Some(alone) = plot.alone() else {
        let gap = if plot.named { 0.0 } else { space::XS };
        let min = pos2(head.right() + gap, head.center().y - size.y / 2.0);
        return Rect::from_min_size(min, size);
    };
    let wide = if zoomed { WIDTH } else { WIDTH / 2.0 };
    // Above the name of the places.
    let inside = frame.shrink(size::PLOT_EDGE);
    let left = if alone.falls {
        inside.left()
    } else {
        inside.right() - wide
    };
    let bottom = inside.bottom() - size::HOVER_ROW;
    Rect::from_min_size(pos2(left, bottom - size.y), size)
}

/// Paints the buttons from the left edge of `place`, for the plot of this name; `awake`: the pointer
/// is on it.
pub fn show(
    ui: &Ui,
    plot: (egui::Id, &str),
    place: Rect,
    kept: &mut Kept,
    awake: bool,
    zoomed: bool,
) -> Pressed {
    let (id, name) = plot;
    let side = vec2(size::PLOT_TOOL, size::PLOT_TOOL);
    let first = Rect::from_min_size(place.min, side);
    let second = first.translate(vec2(size::PLOT_TOOL, 0.0));
    let (word, icon) = if kept.copied {
        ("Copied", Icon::Check)
    } else {
        ("Copy the values", Icon::Copy)
    };
    let said = format!("Copy the values of {name}");
    let (whole, all) = ("Show everything again", format!("Show all of {name}"));
    let fit = zoomed && tool(ui, id.with("fit"), first, Icon::Whole, (whole, &all), true).clicked();
    let place = if zoomed { second } else { first };
    let copy = tool(ui, id.with("copy"), place, icon, (word, &said), awake);
    if !copy.hovered() && !copy.has_focus() {
        kept.copied = false;
    }
    Pressed {
        fit,
        copy: copy.clicked(),
    }
}

fn tool(
    ui: &Ui,
    id: egui::Id,
    rect: Rect,
    icon: Icon,
    (word, said): (&str, &str),
    awake: bool,
) -> egui::Response {
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, said));
    if awake || response.has_focus() {
        let tokens = theme::tokens(ui);
        let mut ink = tokens.text_weak;
        if response.hovered() {
            let ground = tokens.hovered;
            ui.painter().rect_filled(rect, radius::POSTER, ground);
            ink = tokens.text;
        }
        icon::paint(ui.painter(), rect, size::PLOT_TOOL_ICON, icon, ink);
        button::focus_ring(ui, &response, rect, radius::POSTER);
    }
    response.on_hover_text(word)
}
