//! The selected genre's ROC and precision-recall curves; the point of its threshold can be dragged
//! along them.

use egui::{Id, Ui, vec2};

use super::parts::{Page, hue};
use super::rows;
use crate::app::pages::thresholds::command::Command;
use crate::app::pages::thresholds::part::Curves;
use crate::app::theme::{size, space};
use crate::app::widgets::plot::{
    self, Alone, Asked, Axis, Dots, Extra, Format, Handle, Kind, Line, Look, Plot,
};
use crate::evaluation::Confusion;

/// What the hand can do besides zooming.
const HINT: &str = "Drag the point along the curve, or use the arrow keys; with Shift in \
                    thousandths.";

/// A curve as it is painted: shares from left to right and from bottom to top.
struct Curve<'a> {
    name: &'a str,
    axes: [&'a str; 2],
    figure: Option<f64>,
    points: Vec<[f64; 2]>,
    /// The threshold that stands at each point.
    thresholds: Vec<Option<f32>>,
    /// From left to right the curve goes down.
    falls: bool,
    /// What knowing nothing draws.
    chance: [[f64; 2]; 2],
    here: [f64; 2],
}

/// Paints both side by side.
pub fn show(ui: &mut Ui, page: &mut Page<'_>) {
    let genre = page.state.selected;
    let Some(part) = page
        .state
        .prepared()
        .and_then(|prepared| prepared.part(page.state.view))
    else {
        return;
    };
    let Some(curves) = part.curves.get(genre) else {
        return;
    };
    let counts = part.instrument.confusion(genre);
    let both = [roc(curves, counts), precision_recall(curves, counts)];
    let side = (ui.available_width() - space::L) / 2.0;
    let mut wanted = None;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::L;
        for curve in both {
            wanted = one(ui, page, side, curve).or(wanted);
        }
    });
    if let Some(threshold) = wanted {
        page.ask(Command::Move(genre, threshold));
    }
}

fn roc(curves: &Curves, counts: Confusion) -> Curve<'static> {
    let points = curves.roc.iter();
    Curve {
        name: "ROC",
        axes: ["false alarms", "recall"],
        figure: curves.auc,
        thresholds: points.clone().map(|p| p.threshold).collect(),
        points: points
            .map(|p| [p.false_positive_rate, p.true_positive_rate])
            .collect(),
        falls: false,
        chance: [[0.0, 0.0], [1.0, 1.0]],
        here: [1.0 - counts.specificity(), counts.recall()],
    }
}

fn precision_recall(curves: &Curves, counts: Confusion) -> Curve<'static> {
    let prevalence = counts.support() as f64 / counts.total().max(1) as f64;
    let points = curves.precision_recall.iter();
    let precision = if counts.predicted() == 0 {
        1.0
    } else {
        counts.precision()
    };
    Curve {
        name: "Precision–recall",
        axes: ["recall", "precision"],
        figure: curves.average_precision,
        thresholds: points.clone().map(|p| p.threshold).collect(),
        points: points.map(|p| [p.recall, p.precision]).collect(),
        falls: true,
        chance: [[0.0, prevalence], [1.0, prevalence]],
        here: [counts.recall(), precision],
    }
}

/// A threshold without the tail that it gets as a wider number.
fn digits(threshold: f32) -> f64 {
    (f64::from(threshold) * 1e7).round() / 1e7
}

/// Paints one; where its point is dragged to.
fn one(ui: &mut Ui, page: &Page<'_>, side: f32, curve: Curve<'_>) -> Option<f32> {
    let threshold = page.state.thresholds().get(page.state.selected)?.value();
    let figure = curve
        .figure
        .map_or_else(|| "–".to_owned(), |figure| format!("{figure:.3}"));
    let share = |name| Axis {
        name,
        format: Format::Share,
        holds: Some([0.0, 1.0]),
    };
    let thresholds = curve.thresholds.iter();
    let extra = Extra {
        name: "threshold",
        before: "from",
        after: "",
        values: thresholds.map(|it| it.map_or(f64::NAN, digits)).collect(),
        format: Format::Share,
    };
    let handle = Handle {
        at: curve.here,
        name: format!("Operating point on {}", curve.name),
        value: f64::from(threshold),
    };
    let line = Line {
        dots: Dots::Never,
        ..Line::new(curve.axes[1], hue(ui, page), Look::Even, curve.points)
    };
    let plot = Plot {
        id: Id::unique(("curve", curve.name)),
        group: None,
        name: curve.name,
        named: false,
        across: share(curve.axes[0]),
        up: share(curve.axes[1]),
        lines: vec![line],
        level: None,
        mark: None,
        kind: Kind::alone(Alone {
            figure,
            words: None,
            falls: curve.falls,
            chance: Some(curve.chance),
            extra: Some(extra),
            handle: Some(handle),
        }),
        said: None,
        hint: HINT,
        waits: "needs films with and without",
    };
    // As high as the curve is wide.
    let high = side - size::PLOT_NUMBERS + size::PLOT_FOOT + size::TUNE_HEAD;
    let shown = plot::show(ui, vec2(side, high), &plot);
    if plot.lines.iter().all(Line::is_empty) {
        return None;
    }
    if let Some(to) = rows::stepped(ui, &shown.response, threshold) {
        return Some(to);
    }
    match shown.asked {
        // The end of the curve where nothing is predicted has no score: any above them all will do.
        Some(Asked::Point(at)) => {
            let threshold = curve.thresholds.get(at).copied()?;
            Some(threshold.unwrap_or(1.0).clamp(0.0, 1.0))
        }
        Some(Asked::Copied) | None => None,
    }
}
