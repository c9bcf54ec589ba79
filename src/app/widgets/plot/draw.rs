//! The curves themselves, as items of egui_plot.
//!
//! In: what is shown of a plot and how it is lit. Out: the canvas with its scales, and what the hand
//! did on it.

use egui::{Color32, Rect, Ui, UiBuilder};
use egui_plot::{HLine, LineStyle, PlotPoint, PlotPoints, PlotResponse, PlotUi};

use super::axes;
use super::hand::{self, Done};
use super::kept::{self, Kept};
use super::values::{Dots, Line, Look, Plot, is_point};
use super::view::Whole;
use crate::app::theme::{self, Tokens, size};

/// Fewer points than these are painted as dots too.
const DOTS: usize = 40;

/// How much is left of a curve while another one is looked at.
const FADED: f32 = 0.25;
/// How much thicker the one is that is looked at.
const LIT: f32 = 1.4;

/// Shows the curves; `hot` is the one that is looked at.
pub fn show(
    ui: &mut Ui,
    plot: &Plot<'_>,
    canvas: Rect,
    kept: &mut Kept,
    whole: &Whole,
    hot: Option<usize>,
) -> PlotResponse<Done> {
    let tokens = theme::tokens(ui);
    let builder = UiBuilder::new().max_rect(canvas).id_salt(plot.id);
    let ui = &mut ui.new_child(builder);
    let mut canvas_of = egui_plot::Plot::new(plot.id)
        .id(plot.id)
        .width(canvas.width())
        .height(canvas.height())
        .show_background(false)
        // Wheel, drag and double click: see `hand`.
        .allow_zoom(false)
        .allow_drag(false)
        .allow_scroll(false)
        .allow_boxed_zoom(false)
        .allow_axis_zoom_drag(false)
        .allow_double_click_reset(false)
        // The values stand beside their names: see `readout`.
        .show_x(false)
        .show_y(false)
        .auto_bounds(true)
        .set_margin_fraction(egui::Vec2::ZERO)
        .include_x(whole.x[0])
        .include_x(whole.x[1])
        .include_y(whole.y[0])
        .include_y(whole.y[1]);
    if let Some(group) = plot.group {
        canvas_of = canvas_of.link_axis(group, [true, false]);
    }
    axes::scaled(ui, plot, canvas, canvas_of).show(ui, |it| {
        items(it, plot, kept, tokens, hot);
        follow(it, plot, kept, whole)
    })
}

/// Follows the hand, and the group where everything is to be seen again.
fn follow(it: &mut PlotUi<'_>, plot: &Plot<'_>, kept: &mut Kept, whole: &Whole) -> Done {
    let group = plot.group.unwrap_or(plot.id);
    let handle = plot.handle().map(|handle| handle.at);
    let done = hand::follow(it, kept, whole, handle);
    if done.fit {
        kept::fit(it.ctx(), group);
    }
    let fits = kept::fits(it.ctx(), group);
    if kept.fits != fits {
        kept.fits = fits;
        it.set_auto_bounds(true);
    }
    done
}

fn items(it: &mut PlotUi<'_>, plot: &Plot<'_>, kept: &Kept, tokens: &Tokens, hot: Option<usize>) {
    let dashed = LineStyle::Dashed { length: size::DASH };
    if let Some((value, _)) = plot.level {
        let line = HLine::new("", value)
            .color(tokens.text_weak)
            .width(size::HAIRLINE)
            .style(dashed);
        it.hline(line.allow_hover(false));
    }
    if let Some(ends) = plot.alone().and_then(|alone| alone.chance) {
        let line = egui_plot::Line::new("", PlotPoints::from(ends.to_vec()))
            .color(tokens.text_weak)
            .width(size::HAIRLINE)
            .style(dashed);
        it.line(line.allow_hover(false));
    }
    let shown = |line: &Line<'_>| !kept.hidden.contains(&line.name);
    let hot = hot.filter(|at| plot.lines.get(*at).is_some_and(shown));
    for (at, line) in plot.lines.iter().enumerate() {
        if shown(line) && Some(at) != hot {
            curve(it, line, if hot.is_some() { FADED } else { 1.0 }, 1.0);
        }
    }
    // What is looked at lies over the others.
    if let Some(line) = hot.and_then(|at| plot.lines.get(at)) {
        curve(it, line, 1.0, LIT);
    }
    if let Some((at, _)) = &plot.mark {
        point(it, *at, tokens);
    }
    if let Some(handle) = plot.handle() {
        point(it, handle.at, tokens);
    }
}

/// How thick a curve is.
pub fn width(look: Look) -> f32 {
    match look {
        Look::Strong => size::CURVE * 1.4,
        Look::Even => size::CURVE,
        Look::Thin => size::CURVE * 0.8,
    }
}

fn curve(it: &mut PlotUi<'_>, line: &Line<'_>, light: f32, thick: f32) {
    let ink = line.ink.gamma_multiply(light);
    if let Some(raw) = &line.raw {
        let faint = ink.gamma_multiply(theme::NOISE);
        // Noise of many steps a pixel is a band.
        stretches(it, raw, (faint, size::HAIRLINE), true);
    }
    let width = width(line.look) * thick;
    stretches(it, &line.points, (ink, width), false);
    match &line.dots {
        Dots::Few if line.points.len() <= DOTS => {
            let points = line.points.iter().filter(|point| is_point(point));
            dots(it, points.copied().collect(), ink, width);
        }
        Dots::Sized(shares) => {
            for (point, share) in line.points.iter().zip(shares) {
                let radius = size::TICK + share.clamp(0.0, 1.0) * (size::POINT - size::TICK);
                dots(it, vec![*point], ink, radius);
            }
        }
        Dots::Few | Dots::Never => {}
    }
}

/// The stretches of a curve between its gaps. A point between two gaps is a dot.
fn stretches(it: &mut PlotUi<'_>, points: &[[f64; 2]], (ink, width): (Color32, f32), band: bool) {
    for stretch in points.split(|point| !is_point(point)) {
        match stretch {
            [] => {}
            [point] => dots(it, vec![*point], ink, width),
            _ => {
                let stretch: Vec<PlotPoint> = stretch.iter().map(|point| (*point).into()).collect();
                let line = egui_plot::Line::new("", PlotPoints::Owned(stretch));
                let line = line.color(ink).width(width).allow_band(band);
                it.line(line.allow_hover(false));
            }
        }
    }
}

fn dots(it: &mut PlotUi<'_>, points: Vec<[f64; 2]>, ink: Color32, radius: f32) {
    let points = egui_plot::Points::new("", PlotPoints::from(points));
    it.points(points.color(ink).radius(radius).allow_hover(false));
}

/// A point that counts, on a ring of the ground.
fn point(it: &mut PlotUi<'_>, at: [f64; 2], tokens: &Tokens) {
    dots(it, vec![at], tokens.window, size::POINT + size::TICK);
    dots(it, vec![at], tokens.accent, size::POINT);
}
