//! The words around the canvas: the axes' names with the values under the pointer, the figure, the
//! hints.

use std::ops::RangeInclusive;

use egui::{Align2, Rect, Sense, Ui, pos2};

use super::labels;
use super::readout::{self, Here};
use super::values::{Alone, Plot};
use crate::app::theme::{self, font, size, space};

/// How the hand explores a plot.
pub const HINT: &str = "Ctrl and the wheel zoom; a drag with Shift or with the right button zooms \
                        into a box. Then a drag moves, and a double click shows everything again.";
/// The same in a line, beside the name.
const SHORT: &str = "Ctrl+wheel or Shift+drag zooms";
/// The same once it is zoomed.
const ZOOMED: &str = "drag moves, double click shows everything";

/// Below several curves: the place. Over their name: what the hand can do.
pub fn many(ui: &Ui, plot: &Plot<'_>, (head, frame): (Rect, Rect), here: Option<Here>) {
    let place = match here {
        Some(Here::At(x)) => Some(x),
        _ => None,
    };
    let at = pos2(frame.right(), frame.bottom() + space::XS);
    let words = readout::place_words(plot, place);
    let ink = theme::tokens(ui).text_weak;
    ui.painter()
        .text(at, Align2::RIGHT_TOP, words, font::caption_number(), ink);
    if !plot.named {
        let id = plot.id.with("head");
        ui.interact(head, id, Sense::hover()).on_hover_text(HINT);
    }
}

/// What the hand can do, in the free part of the line above the curves.
pub fn hint(ui: &Ui, plot: &Plot<'_>, free: RangeInclusive<f32>, head: Rect, zoomed: bool) {
    let words = if zoomed { ZOOMED } else { SHORT };
    let ink = theme::tokens(ui).text_weak;
    let painter = ui.painter();
    let galley = painter.layout_no_wrap(words.to_owned(), font::caption(), ink);
    let room = free.end() - free.start() - space::M;
    if galley.size().x <= room {
        let y = head.center().y - galley.size().y / 2.0;
        let left = if plot.named { 0.0 } else { space::XS };
        painter.galley(pos2(free.start() + left, y), galley, ink);
    }
}

/// Around a curve by itself: both values of the nearest point, and what else is known of it.
pub fn alone(
    ui: &Ui,
    plot: &Plot<'_>,
    alone: &Alone<'_>,
    (all, head, frame): (Rect, Rect, Rect),
    (here, zoomed): (Option<Here>, bool),
) {
    let tokens = theme::tokens(ui);
    let (weak, face) = (tokens.text_weak, font::caption_number);
    let painter = ui.painter();
    let index = match here {
        Some(Here::Point(at)) => Some(at),
        _ => None,
    };
    let point = index.and_then(|at| plot.lines.first()?.points.get(at).copied());
    let extra = index.and_then(|at| readout::extra_words(plot, at));
    let words = match (&alone.words, point, &extra) {
        (Some(words), None, _) => words.clone(),
        (_, point, Some(extra)) if plot.named => {
            let value = readout::value_words(plot, point.map(|point| point[1]));
            format!("{value}, {extra}")
        }
        (_, point, _) => readout::value_words(plot, point.map(|point| point[1])),
    };
    // A curve along the edges does not cross the words out.
    let inside = frame.shrink(size::PLOT_EDGE + space::XS);
    let ((upper, up), (lower, down)) = if alone.falls {
        (
            (inside.right_top(), Align2::RIGHT_TOP),
            (inside.left_bottom(), Align2::LEFT_BOTTOM),
        )
    } else {
        (
            (inside.left_top(), Align2::LEFT_TOP),
            (inside.right_bottom(), Align2::RIGHT_BOTTOM),
        )
    };
    let below = readout::place_words(plot, point.map(|point| point[0]));
    for (corner, align, words) in [(upper, up, words), (lower, down, below)] {
        let galley = painter.layout_no_wrap(words, face(), weak);
        let place = align.anchor_size(corner, galley.size());
        if point.is_some() || zoomed {
            labels::plate(ui, frame, place, galley);
        } else {
            painter.galley(place.min, galley, weak);
        }
    }
    let at = pos2(all.right(), head.center().y);
    match extra {
        _ if plot.named => {}
        Some(extra) => {
            painter.text(at, Align2::RIGHT_CENTER, extra, face(), weak);
        }
        None => {
            let (figure, face) = (&alone.figure, font::body_number());
            painter.text(at, Align2::RIGHT_CENTER, figure, face, tokens.text);
        }
    }
}
