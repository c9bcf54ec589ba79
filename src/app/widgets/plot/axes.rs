//! The scales of a plot: few hairlines, round numbers in the caption's figures.

use std::ops::RangeInclusive;

use egui::{Rangef, Rect, Ui, Vec2};
use egui_plot::{AxisHints, GridInput, GridMark};

use super::format::Format;
use super::values::{Kind, Plot};
use crate::app::theme::{self, font, size, space};
use crate::charts::scale::Scale;

/// How much room the numbers take: on the left and below.
pub fn margins(plot: &Plot<'_>) -> Vec2 {
    match plot.kind {
        Kind::Many { .. } => Vec2::new(size::PLOT_SCALE, space::XL),
        Kind::Alone(_) => Vec2::new(size::PLOT_NUMBERS, size::PLOT_FOOT),
    }
}

/// egui_plot's plot with scales of ours.
pub fn scaled<'a>(
    ui: &Ui,
    plot: &Plot<'a>,
    canvas: Rect,
    named: egui_plot::Plot<'a>,
) -> egui_plot::Plot<'a> {
    let tokens = theme::tokens(ui);
    let margins = margins(plot);
    let alone = plot.alone().is_some();
    let width = f64::from(canvas.width() - margins.x);
    let word = word(ui, plot, width);
    let hints = |hints: AxisHints<'a>| {
        hints
            .label_spacing(Rangef::new(0.0, 1.0))
            .tick_label_color(tokens.text_weak)
            .tick_label_font(font::caption_number())
    };
    let across = plot.across.format;
    let below = hints(AxisHints::new_x())
        .min_thickness(margins.y - space::XS)
        .formatter(move |mark, seen| below(mark, seen, across, width, word));
    // egui_plot's numbers touch the canvas: an axis without numbers is the gap.
    let gap = AxisHints::new_x()
        .min_thickness(space::XS)
        .formatter(|_, _| String::new());
    let up = plot.up.format;
    let left = hints(AxisHints::new_y())
        .min_thickness(margins.x)
        .formatter(move |mark, _| up.tick(mark.value, mark.step_size));
    let whole = plot.across.format == Format::Count;
    let (least, lines) = if alone {
        (size::SCALE_STEP_SMALL, size::SCALE_STEP_SMALL)
    } else {
        (size::SCALE_STEP, size::SCALE_LINES)
    };
    named
        .custom_x_axes(vec![gap, below])
        .custom_y_axes(vec![left])
        .grid_spacing(Rangef::new(1.0, 1.5))
        .grid_fade(0.0)
        .grid_color(tokens.grid())
        .show_grid([alone, true])
        .x_grid_spacer(move |input| marks(&input, least, whole))
        .y_grid_spacer(move |input| marks(&input, lines, false))
}

/// Round numbers on a scale, about `least` pixels apart or more.
fn marks(input: &GridInput, least: f32, whole: bool) -> Vec<GridMark> {
    let (from, to) = input.bounds;
    // The least distance of two hairlines is a pixel.
    let pixels = (to - from) / input.base_step_size;
    if !pixels.is_finite() || pixels <= 0.0 || to <= from {
        return Vec::new();
    }
    let count = (pixels / f64::from(least)).max(1.0) as usize;
    let scale = Scale::new((from, to), (0.0, 1.0));
    let marks = |step_size: f64, keep: &dyn Fn(f64) -> bool| {
        let ticks = scale.ticks(count).into_iter().filter(|tick| keep(*tick));
        ticks
            .map(|value| GridMark { value, step_size })
            .collect::<Vec<_>>()
    };
    let step = scale.step(count);
    if whole {
        // Half an epoch is no epoch, unless only a part of one is seen.
        let whole = marks(step.max(1.0), &|tick| (tick - tick.round()).abs() < 1e-6);
        if !whole.is_empty() {
            return whole;
        }
    }
    marks(step, &|_| true)
}

/// Where the name of the places begins in their row of numbers: a share of the row. A curve by itself
/// has it elsewhere.
fn word(ui: &Ui, plot: &Plot<'_>, width: f64) -> f64 {
    if plot.alone().is_some() {
        return f64::INFINITY;
    }
    let words = super::readout::place_words(plot, plot.across.holds.map(|holds| holds[1]));
    let ink = egui::Color32::PLACEHOLDER;
    let galley = ui
        .painter()
        .layout_no_wrap(words, font::caption_number(), ink);
    1.0 - f64::from(galley.size().x + space::M) / width
}

/// A number below the canvas, where the axis' word leaves room for it.
fn below(
    mark: GridMark,
    seen: &RangeInclusive<f64>,
    format: Format,
    width: f64,
    word: f64,
) -> String {
    let text = format.tick(mark.value, mark.step_size);
    let at = (mark.value - seen.start()) / (seen.end() - seen.start());
    let half = f64::from(size::FIGURE_WIDTH) * text.len() as f64 / 2.0 / width;
    if at + half > word {
        return String::new();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(from: f64, to: f64, pixels: f64, whole: bool) -> Vec<f64> {
        let input = GridInput {
            bounds: (from, to),
            base_step_size: (to - from) / pixels,
        };
        marks(&input, size::SCALE_STEP, whole)
            .iter()
            .map(|mark| mark.value)
            .collect()
    }

    #[test]
    fn hairlines_are_few_and_round() {
        assert_eq!(at(-0.02, 1.02, 200.0, false), [0.0, 0.5, 1.0]);
        assert_eq!(
            at(0.0, 12.0, 560.0, true),
            [0.0, 2.0, 4.0, 6.0, 8.0, 10.0, 12.0]
        );
        assert_eq!(at(0.0, 400.0, 560.0, true).len(), 9);
        assert_eq!(at(0.9, 3.1, 560.0, true), [1.0, 2.0, 3.0]);
        assert_eq!(at(0.5, 1.5, 300.0, true), [1.0]);
        // Nothing but a part of an epoch is seen.
        assert_eq!(at(3.1, 3.5, 128.0, true).len(), 2);
        assert!(at(1.0, 1.0, 100.0, true).is_empty());
        assert!(at(f64::NAN, 1.0, 100.0, true).is_empty());
    }

    #[test]
    fn no_number_stands_in_the_word() {
        let mark = |value| GridMark {
            value,
            step_size: 1.0,
        };
        let text = |value| below(mark(value), &(0.0..=10.0), Format::Count, 500.0, 0.8);
        assert_eq!([2.0, 7.0, 8.0, 9.0].map(text), ["2", "7", "", ""]);
    }
}
