//! Curves that are explored: zoom, the values under the pointer, names that hide their curve.
//!
//! In: a [`Plot`] of plain values, made anew each frame. Out: what the hand [`Asked`] for; all else
//! stays here. egui_plot draws the curves, keeps what is seen of them and links the plots of a
//! group; the look, the legend and the words are this house's own.
//!
//! One file a part: [`values`] is what is drawn, [`format`] how its numbers are written; [`view`]
//! what is seen of it, [`hand`] moves that; [`draw`] and [`axes`] put it on the canvas, [`labels`]
//! the words over it; [`readout`] is what stands under the [`pointer`], [`beside`] and [`legend`]
//! where that is written, [`tools`] the buttons; [`copy`] and [`words`] are the values as text. [`kept`] remembers.

use egui::{Align2, CursorIcon, Rect, Response, Role, Sense, Ui, Vec2, WidgetInfo, pos2};

use crate::app::theme::{self, font, radius, size, space};
use crate::app::widgets::button;
use hand::Done;
use kept::Kept;
use legend::Legend;

mod axes;
mod beside;
mod copy;
mod draw;
mod format;
mod hand;
mod kept;
mod labels;
mod legend;
mod pointer;
mod readout;
mod tools;
mod values;
mod view;
mod words;

pub use format::Format;
pub use values::{Alone, Asked, Axis, Dots, Extra, Handle, Kind, Line, Look, Plot, Points, Shown};

/// Paints the plot in a place of this size.
pub fn show(ui: &mut Ui, extent: Vec2, plot: &Plot<'_>) -> Shown {
    let (all, _) = ui.allocate_exact_size(extent, Sense::hover());
    let mut kept = Kept::load(ui.ctx(), plot.id);
    let shown = filled(ui, plot, all, &mut kept);
    kept.store(ui.ctx(), plot.id);
    shown.unwrap_or_else(|| Shown {
        response: empty(ui, plot, all),
        asked: None,
    })
}

/// The plot with its curves; `None` without a point.
fn filled(ui: &mut Ui, plot: &Plot<'_>, all: Rect, kept: &mut Kept) -> Option<Shown> {
    if plot.lines.iter().all(Line::is_empty) {
        return None;
    }
    let head = heading(ui, plot, all);
    let awake = ui.rect_contains_pointer(all);
    let tools_end = head.right() + space::XS + tools::WIDTH + space::S;
    let legend = Legend::follow(ui, plot, kept, all, tools_end);
    let canvas = canvas(plot, all, legend.height);
    let hidden = kept.hidden.clone();
    let shown = || {
        let lines = plot.lines.iter();
        lines.filter(|line| !hidden.contains(&line.name))
    };
    let room = canvas.size() - axes::margins(plot);
    // Where every curve is hidden, the scales stay.
    let whole =
        view::whole(plot, shown(), room).or_else(|| view::whole(plot, plot.lines.iter(), room))?;
    let drawn = draw::show(ui, plot, canvas, kept, &whole, legend.hot());
    let frame = *drawn.transform.frame();
    let zoomed = whole.is_more_than(drawn.transform.bounds());
    labels::paint(ui, plot, shown(), &drawn.transform);
    let here = pointer::read(ui, plot, shown(), &drawn, kept);
    pointer::paint(ui, plot, shown(), &drawn.transform, here);
    frame_of(ui, plot, frame, &drawn.inner);
    match plot.alone() {
        Some(alone) => beside::alone(ui, plot, alone, (all, head, frame), (here, zoomed)),
        None => beside::many(ui, plot, (head, frame), here),
    }
    if awake && plot.alone().is_none() {
        beside::hint(ui, plot, tools_end..=legend.left, head, zoomed);
    }
    legend.paint(ui, plot, kept, here);
    let mut asked = answer(ui, plot, &drawn, kept);
    let place = tools::place(plot, head, frame, zoomed);
    let pressed = tools::show(ui, (plot.id, plot.name), place, kept, awake, zoomed);
    if pressed.fit {
        kept::fit(ui.ctx(), plot.group.unwrap_or(plot.id));
        ui.ctx().request_repaint();
    }
    if pressed.copy {
        kept.copied = true;
        ui.ctx().copy_text(copy::table(plot, shown()));
        asked = Some(Asked::Copied);
    }
    Some(Shown {
        response: drawn.response,
        asked,
    })
}

/// Where curves and scales stand.
fn canvas(plot: &Plot<'_>, all: Rect, head: f32) -> Rect {
    match &plot.kind {
        Kind::Many { aside } => {
            let column = if *aside { size::LEGEND } else { 0.0 };
            all.with_min_y(all.top() + head + space::S)
                .with_max_x(all.right() - column)
        }
        Kind::Alone(_) if plot.named => all,
        Kind::Alone(_) => all.with_min_y(all.top() + head),
    }
}

/// The plot's name; where it stands.
fn heading(ui: &Ui, plot: &Plot<'_>, all: Rect) -> Rect {
    let at = pos2(all.left(), all.top() + size::TUNE_HEAD / 2.0);
    if plot.named {
        return Rect::from_min_size(at, Vec2::ZERO);
    }
    let ink = theme::tokens(ui).text;
    ui.painter()
        .text(at, Align2::LEFT_CENTER, plot.name, font::body_medium(), ink)
}

/// There are no numbers beside it yet.
fn empty(ui: &Ui, plot: &Plot<'_>, all: Rect) -> Response {
    let tokens = theme::tokens(ui);
    heading(ui, plot, all);
    let id = plot.id.with("empty");
    let response = ui.interact(all, id, Sense::hover());
    let said = words::said(plot);
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &said));
    let margins = axes::margins(plot);
    let (ground, face) = match &plot.kind {
        Kind::Many { .. } => {
            let top = all.top() + size::TUNE_HEAD + space::S;
            let bottom = all.bottom() - margins.y;
            (all.with_min_y(top).with_max_y(bottom), font::body())
        }
        Kind::Alone(_) => (
            canvas(plot, all, size::TUNE_HEAD).with_max_y(all.bottom() - margins.y),
            font::caption(),
        ),
    };
    ui.painter()
        .rect_filled(ground, radius::CONTROL, tokens.surface);
    let (centre, ink) = (ground.center(), tokens.text_weak);
    ui.painter()
        .text(centre, Align2::CENTER_CENTER, plot.waits, face, ink);
    response
}

/// The frame of a curve by itself, and the box that is being drawn.
fn frame_of(ui: &Ui, plot: &Plot<'_>, frame: Rect, done: &Done) {
    let tokens = theme::tokens(ui);
    if plot.alone().is_some() {
        let inside = egui::StrokeKind::Inside;
        ui.painter()
            .rect_stroke(frame, radius::CONTROL, tokens.line(), inside);
    }
    if let Some(drawn) = done.frame {
        let painter = ui.painter().with_clip_rect(frame);
        painter.rect_filled(drawn, 0, tokens.veil());
        let stroke = egui::Stroke::new(size::HAIRLINE, tokens.accent);
        painter.rect_stroke(drawn, 0, stroke, egui::StrokeKind::Inside);
    }
}

/// What a screen reader, the cursor and the page learn of the hand on the canvas.
fn answer(
    ui: &Ui,
    plot: &Plot<'_>,
    drawn: &egui_plot::PlotResponse<Done>,
    kept: &Kept,
) -> Option<Asked> {
    let response = &drawn.response;
    let done = &drawn.inner;
    match plot.handle() {
        Some(handle) => {
            response.widget_info(|| WidgetInfo::slider(true, handle.value, &handle.name));
        }
        None => {
            let said = words::said(plot);
            response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &said));
        }
    }
    button::focus_ring(ui, response, *drawn.transform.frame(), radius::CONTROL);
    let line = plot.lines.first()?;
    let near = |pointer| readout::nearest_point(line, &drawn.transform, pointer);
    let over = plot.handle().zip(response.hover_pos()).map(|(handle, at)| {
        let place = drawn.transform.position_from_point(&handle.at.into());
        place.distance(at) <= size::GRAB
    });
    match kept.grip {
        Some(kept::Grip::Plane) if response.dragged() => {
            ui.ctx().set_cursor_icon(CursorIcon::Grabbing);
        }
        Some(kept::Grip::Handle) => ui.ctx().set_cursor_icon(CursorIcon::Grabbing),
        _ if over == Some(true) => ui.ctx().set_cursor_icon(CursorIcon::Grab),
        _ => {}
    }
    if plot.alone().is_some() && kept.grip.is_none() {
        let own = plot.said.as_deref().unwrap_or_default();
        let parts = [own, plot.hint, beside::HINT];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        response.clone().on_hover_text(parts.join("\n"));
    }
    let wanted = done.wants.and_then(near).or_else(|| {
        let clicked = done.clicked.and_then(near);
        clicked.filter(|(_, far)| *far <= size::GRAB)
    });
    wanted.map(|(point, _)| Asked::Point(point))
}
