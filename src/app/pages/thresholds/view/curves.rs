//! The selected genre's ROC and precision-recall curves; the point of its threshold can be dragged
//! along them.

use egui::epaint::{PathShape, PathStroke};
use egui::{Align2, Id, Pos2, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::parts::{Page, hue, word};
use super::rows;
use crate::app::pages::thresholds::command::Command;
use crate::app::pages::thresholds::part::Curves;
use crate::app::theme::{self, font, radius, size, space};
use crate::app::widgets::button;
use crate::evaluation::Confusion;

/// A curve as it is painted: shares from left to right and from bottom to top.
struct Plot<'a> {
    name: &'a str,
    axes: [&'a str; 2],
    figure: Option<f64>,
    /// Each with the threshold that stands there.
    points: Vec<(Pos2, Option<f32>)>,
    /// From left to right the curve goes down.
    falls: bool,
    /// What knowing nothing draws.
    chance: [Pos2; 2],
    here: Pos2,
}

/// Paints both side by side.
pub fn show(ui: &mut Ui, page: &mut Page<'_>) {
    let genre = page.desk.selected;
    let Some(part) = page
        .desk
        .prepared()
        .and_then(|prepared| prepared.part(page.desk.view))
    else {
        return;
    };
    let Some(curves) = part.curves.get(genre) else {
        return;
    };
    let counts = part.instrument.confusion(genre);
    let plots = [roc(curves, counts), precision_recall(curves, counts)];
    let side = (ui.available_width() - space::L) / 2.0;
    let mut wanted = None;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::L;
        for plot in plots {
            wanted = one(ui, page, side, &plot).or(wanted);
        }
    });
    if let Some(threshold) = wanted {
        page.ask(Command::Move(genre, threshold));
    }
}

fn roc(curves: &Curves, counts: Confusion) -> Plot<'static> {
    let at = |fall_out: f64, recall: f64| pos2(fall_out as f32, recall as f32);
    let points = curves.roc.iter();
    Plot {
        name: "ROC",
        axes: ["false alarms", "recall"],
        figure: curves.auc,
        points: points
            .map(|p| (at(p.false_positive_rate, p.true_positive_rate), p.threshold))
            .collect(),
        falls: false,
        chance: [pos2(0.0, 0.0), pos2(1.0, 1.0)],
        here: at(1.0 - counts.specificity(), counts.recall()),
    }
}

fn precision_recall(curves: &Curves, counts: Confusion) -> Plot<'static> {
    let prevalence = counts.support() as f32 / counts.total().max(1) as f32;
    let points = curves.precision_recall.iter();
    let precision = if counts.predicted() == 0 {
        1.0
    } else {
        counts.precision()
    };
    Plot {
        name: "Precision–recall",
        axes: ["recall", "precision"],
        figure: curves.average_precision,
        points: points
            .map(|p| (pos2(p.recall as f32, p.precision as f32), p.threshold))
            .collect(),
        falls: true,
        chance: [pos2(0.0, prevalence), pos2(1.0, prevalence)],
        here: pos2(counts.recall() as f32, precision as f32),
    }
}

/// Paints one; where its point is dragged to.
fn one(ui: &mut Ui, page: &Page<'_>, side: f32, plot: &Plot<'_>) -> Option<f32> {
    let tokens = theme::tokens(ui);
    let head = size::TUNE_HEAD;
    let foot = space::L;
    let (all, _) = ui.allocate_exact_size(vec2(side, head + side + foot), Sense::hover());
    let rect = Rect::from_min_size(all.min + vec2(0.0, head), vec2(side, side));
    let figure = plot
        .figure
        .map_or_else(|| "–".to_owned(), |figure| format!("{figure:.3}"));
    let y = all.top() + head / 2.0;
    let (left, right) = (pos2(all.left(), y), pos2(all.right(), y));
    word(
        ui,
        left,
        Align2::LEFT_CENTER,
        plot.name,
        font::body_medium(),
        tokens.text,
    );
    word(
        ui,
        right,
        Align2::RIGHT_CENTER,
        &figure,
        font::body_number(),
        tokens.text,
    );
    let weak = tokens.text_weak;
    let below = pos2(rect.right(), rect.bottom() + space::XS);
    word(
        ui,
        below,
        Align2::RIGHT_TOP,
        plot.axes[0],
        font::caption(),
        weak,
    );
    // The corner that the curve leaves free.
    let (corner, align) = if plot.falls {
        (
            rect.right_top() + vec2(-space::S, space::XS),
            Align2::RIGHT_TOP,
        )
    } else {
        (
            rect.left_top() + vec2(space::S, space::XS),
            Align2::LEFT_TOP,
        )
    };
    word(ui, corner, align, plot.axes[1], font::caption(), weak);
    ui.painter().rect_stroke(
        rect,
        radius::CONTROL,
        tokens.line(),
        egui::StrokeKind::Inside,
    );
    let inner = rect.shrink(size::POINT);
    let screen = |p: Pos2| {
        pos2(
            inner.left() + p.x * inner.width(),
            inner.bottom() - p.y * inner.height(),
        )
    };
    if plot.points.is_empty() {
        let text = "needs films with and without";
        word(
            ui,
            rect.center(),
            Align2::CENTER_CENTER,
            text,
            font::caption(),
            weak,
        );
        return None;
    }
    let chance = plot.chance.map(screen);
    ui.painter().extend(egui::Shape::dashed_line(
        &chance,
        Stroke::new(size::HAIRLINE, weak),
        size::DASH,
        size::DASH,
    ));
    let line: Vec<Pos2> = plot.points.iter().map(|(p, _)| screen(*p)).collect();
    let hue = hue(ui, page);
    let stroke = PathStroke::from(Stroke::new(size::CURVE, hue));
    ui.painter().add(PathShape::line(line.clone(), stroke));
    let here = screen(plot.here);
    let response = ui.interact(
        rect,
        Id::unique(("curve", plot.name)),
        Sense::click_and_drag(),
    );
    let said = format!("Operating point on {}", plot.name);
    response.widget_info(|| WidgetInfo::labeled(Role::Slider, true, &said));
    let ring = Stroke::new(size::TICK, tokens.window);
    ui.painter().circle(here, size::POINT, tokens.accent, ring);
    button::focus_ring(ui, &response, rect, radius::CONTROL);
    let threshold = page.desk.thresholds().get(page.desk.selected)?.value();
    if let Some(to) = rows::stepped(ui, &response, threshold) {
        return Some(to);
    }
    let pointer = response
        .interact_pointer_pos()
        .filter(|_| response.is_pointer_button_down_on())?;
    let nearest = line.iter().zip(&plot.points).min_by(|a, b| {
        a.0.distance_sq(pointer)
            .total_cmp(&b.0.distance_sq(pointer))
    })?;
    // The end of the curve where nothing is predicted has no score: any above them all will do.
    Some(nearest.1.1.unwrap_or(1.0).clamp(0.0, 1.0))
}
