//! The crosshair: where the pointer is, here or in another plot of the group.

use egui::{Rect, Stroke, Ui};
use egui_plot::{PlotResponse, PlotTransform};

use super::draw;
use super::hand::Done;
use super::kept::{self, Grip, Kept};
use super::readout::{self, Here};
use super::values::{Kind, Line, Plot, is_point};
use crate::app::theme::{self, size};

/// What is read under the pointer.
pub fn read<'a>(
    ui: &Ui,
    plot: &Plot<'_>,
    shown: impl Iterator<Item = &'a Line<'a>>,
    drawn: &PlotResponse<Done>,
    kept: &Kept,
) -> Option<Here> {
    let frame = *drawn.transform.frame();
    let pointer = drawn.response.hover_pos().filter(|at| frame.contains(*at));
    let pointer = pointer.filter(|_| !matches!(kept.grip, Some(Grip::Box(_) | Grip::Plane)));
    match plot.kind {
        Kind::Alone(_) => {
            let line = plot.lines.first()?;
            let (point, _) = readout::nearest_point(line, &drawn.transform, pointer?)?;
            Some(Here::Point(point))
        }
        Kind::Many { .. } => {
            let own = pointer.and_then(|at| readout::nearest_place(shown, &drawn.transform, at));
            let Some(group) = plot.group else {
                return own.map(Here::At);
            };
            kept::point_at(ui.ctx(), group, plot.id, own);
            let x = own.or_else(|| kept::pointed_at(ui.ctx(), group, plot.id))?;
            Some(Here::At(x))
        }
    }
}

/// A hairline at the place, a dot on every curve there.
pub fn paint<'a>(
    ui: &Ui,
    plot: &Plot<'_>,
    shown: impl Iterator<Item = &'a Line<'a>>,
    transform: &PlotTransform,
    here: Option<Here>,
) {
    let tokens = theme::tokens(ui);
    let frame = *transform.frame();
    let painter = ui.painter().with_clip_rect(frame.intersect(ui.clip_rect()));
    let stroke = Stroke::new(size::HAIRLINE, tokens.crosshair());
    let dot = |line: &Line<'_>, point: [f64; 2]| {
        let at = transform.position_from_point(&point.into());
        let radius = draw::width(line.look) + size::HAIRLINE;
        let ring = Stroke::new(size::TICK, tokens.window);
        painter.circle(at, radius + size::HAIRLINE, line.ink, ring);
    };
    match here {
        Some(Here::At(x)) => {
            let across = transform.position_from_point_x(x);
            if frame.x_range().contains(across) {
                painter.vline(across, frame.y_range(), stroke);
                let pace = readout::pace(&plot.lines);
                for line in shown {
                    if let Some(point) = readout::at(line, x, pace) {
                        dot(line, point);
                    }
                }
            }
        }
        Some(Here::Point(index)) => {
            let line = plot.lines.first();
            let point = line.and_then(|line| line.points.get(index).filter(|it| is_point(it)));
            if let (Some(line), Some(point)) = (line, point) {
                let at = transform.position_from_point(&(*point).into());
                let Rect { min, max } = frame;
                painter.vline(at.x, at.y..=max.y, stroke);
                painter.hline(min.x..=at.x, at.y, stroke);
                dot(line, *point);
            }
        }
        None => {}
    }
}
