//! Which part of the plane is seen: everything, or less of it; never more.

use egui::Vec2;
use egui_plot::PlotBounds;

use super::values::{Line, Plot};
use crate::app::theme::size;
use crate::charts::scale::round_range;

/// Values that differ by less than this share are painted as equal.
const FLAT: f64 = 1e-3;
/// The smallest part of a scale that can be seen: its share.
const NEAREST: f64 = 1.0 / 500.0;

/// From where to where, on one axis.
pub type Range = [f64; 2];

/// Everything that there is to see, with room for the dots at its edges.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Whole {
    /// The places.
    pub x: Range,
    /// The values.
    pub y: Range,
}

impl Whole {
    /// Whether less than everything is seen.
    pub fn is_more_than(&self, seen: &PlotBounds) -> bool {
        let (from, to) = (seen.min(), seen.max());
        !is_whole([from[0], to[0]], self.x) || !is_whole([from[1], to[1]], self.y)
    }
}

/// What holds the points of `lines`, and what the axes hold besides, on a canvas of this size.
/// `None` without a point.
pub fn whole<'a>(
    plot: &Plot<'_>,
    lines: impl Iterator<Item = &'a Line<'a>> + Clone,
    canvas: Vec2,
) -> Option<Whole> {
    let points = || lines.clone().flat_map(Line::all);
    points().next()?;
    let held = |holds: Option<Range>| holds.into_iter().flatten().filter(|x| x.is_finite());
    let x = around(
        points()
            .map(|point| point[0])
            .chain(held(plot.across.holds)),
    );
    let x = if x[1] > x[0] {
        x
    } else {
        [x[0] - 0.5, x[1] + 0.5]
    };
    let level = plot.level.map(|(value, _)| value);
    let values = around(points().map(|point| point[1]).chain(level));
    let y = match plot.up.holds {
        Some(holds) => around(values.into_iter().chain(holds)),
        None => rounded(values),
    };
    let room = |[from, to]: Range, extent: f32| {
        let more = (to - from) * f64::from(size::PLOT_EDGE / extent.max(size::PLOT_EDGE));
        [from - more, to + more]
    };
    Some(Whole {
        x: room(x, canvas.x),
        y: room(y, canvas.y),
    })
}

fn around(values: impl Iterator<Item = f64>) -> Range {
    values.fold([f64::INFINITY, f64::NEG_INFINITY], |[low, high], value| {
        [low.min(value), high.max(value)]
    })
}

/// A range between round numbers.
fn rounded([low, high]: Range) -> Range {
    // The first step's value, or all the same: a scale as wide as its rounding says nothing.
    let most = high.abs().max(low.abs());
    let margin = if high - low < FLAT * most {
        most / 5.0
    } else {
        0.0
    };
    let (least, most) = round_range([low - margin, high + margin]);
    if most > least {
        [least, most]
    } else {
        [least - 0.5, most + 0.5]
    }
}

/// `seen` nearer by `factor` around `centre`, as near as there is something to see and within
/// `whole`.
pub fn nearer(seen: Range, factor: f64, centre: f64, whole: Range) -> Range {
    if !factor.is_finite() || factor <= 0.0 {
        return seen;
    }
    let wide = seen[1] - seen[0];
    let least = (whole[1] - whole[0]) * NEAREST;
    let factor = factor.min((wide / least).max(1.0));
    within(seen.map(|end| centre + (end - centre) / factor), whole)
}

/// `seen` moved by `way`, no farther than `whole` goes.
pub fn moved(seen: Range, way: f64, whole: Range) -> Range {
    within(seen.map(|end| end + way), whole)
}

/// What is seen of a box that was drawn: its own range, unless that is too small to see anything.
pub fn boxed([a, b]: Range, whole: Range) -> Range {
    let (from, to) = (a.min(b).max(whole[0]), a.max(b).min(whole[1]));
    let least = (whole[1] - whole[0]) * NEAREST;
    let more = ((least - (to - from)) / 2.0).max(0.0);
    within([from - more, to + more], whole)
}

/// A range as wide as `seen` that lies in `whole`.
fn within(seen: Range, whole: Range) -> Range {
    let wide = seen[1] - seen[0];
    if !wide.is_finite() || wide >= whole[1] - whole[0] {
        return whole;
    }
    if seen[0] < whole[0] {
        [whole[0], whole[0] + wide]
    } else if seen[1] > whole[1] {
        [whole[1] - wide, whole[1]]
    } else {
        seen
    }
}

/// Whether as good as everything is seen.
pub fn is_whole(seen: Range, whole: Range) -> bool {
    let wide = whole[1] - whole[0];
    (seen[1] - seen[0]) >= wide * (1.0 - 1e-9)
}

#[cfg(test)]
mod tests {
    use egui::{Color32, Id, vec2};

    use super::super::format::Format;
    use super::super::values::{Axis, Kind, Look};
    use super::*;

    fn plot(points: &[[f64; 2]]) -> Plot<'_> {
        let axis = |name, format, holds| Axis {
            name,
            format,
            holds,
        };
        Plot {
            id: Id::unique("a plot"),
            group: None,
            name: "Macro AUC",
            named: false,
            across: axis("epoch", Format::Count, Some([1.0, 12.0])),
            up: axis("", Format::Percent, None),
            lines: vec![Line::new(
                "validation",
                Color32::WHITE,
                Look::Strong,
                points,
            )],
            level: Some((0.803, "the study")),
            mark: None,
            kind: Kind::Many { aside: true },
            said: None,
            hint: "",
            waits: "after the first epoch",
        }
    }

    fn of(plot: &Plot<'_>) -> Option<Whole> {
        whole(plot, plot.lines.iter(), vec2(100.0, 100.0))
    }

    #[test]
    fn the_whole_holds_points_level_and_planned_epochs() {
        assert!(of(&plot(&[])).is_none());
        assert!(of(&plot(&[[1.0, f64::NAN]])).is_none());
        let whole = of(&plot(&[[1.0, 0.72], [2.0, 0.76], [3.0, f64::NAN]])).expect("points");
        assert!(whole.x[0] < 1.0 && whole.x[1] > 12.0, "{whole:?}");
        assert!(whole.x[0] > 0.0 && whole.x[1] < 13.0, "{whole:?}");
        assert!(whole.y[0] < 0.72 && whole.y[1] > 0.803, "{whole:?}");
        assert!(whole.y[1] - whole.y[0] < 0.2, "{whole:?}");
        let mut alone = plot(&[[0.2, 0.4]]);
        (alone.across.holds, alone.up.holds) = (Some([0.0, 1.0]), Some([0.0, 1.0]));
        let whole = of(&alone).expect("a point");
        assert_eq!(whole.x, whole.y);
        assert!((whole.x[0] + 0.07).abs() < 1e-6, "{whole:?}");
    }

    #[test]
    fn equal_values_have_a_scale_that_people_read() {
        for value in [5e-5, 0.366_406_872_558_5, -3.0] {
            let points = [[1.0, value], [2.0, value * (1.0 + 1e-15)]];
            let mut plot = plot(&points);
            plot.level = None;
            let [low, high] = of(&plot).expect("two points").y;
            assert!(low < value && value < high, "{low} {high}");
            assert!(high - low < value.abs(), "{low} {high}");
        }
        // All zero, as a rate at the very end; one place only.
        let mut plot = plot(&[[3.0, 0.0]]);
        (plot.level, plot.across.holds) = (None, None);
        let whole = of(&plot).expect("a point");
        assert!(whole.y[0] < 0.0 && whole.y[1] > 0.0, "{whole:?}");
        assert!(whole.x[0] < 3.0 && whole.x[1] > 3.0, "{whole:?}");
    }

    #[test]
    fn nobody_gets_lost() {
        let whole = [0.0, 10.0];
        assert_eq!(nearer(whole, 2.0, 5.0, whole), [2.5, 7.5]);
        assert_eq!(nearer(whole, 2.0, 0.0, whole), [0.0, 5.0]);
        assert_eq!(nearer([2.5, 7.5], 0.1, 5.0, whole), whole);
        // Out again at an edge: nothing beyond it comes into view.
        assert_eq!(nearer([0.0, 5.0], 0.625, 5.0, whole), [0.0, 8.0]);
        let near = (0..60).fold(whole, |seen, _| nearer(seen, 2.0, 3.0, whole));
        assert!(
            (near[1] - near[0] - 10.0 * NEAREST).abs() < 1e-9,
            "{near:?}"
        );
        assert_eq!(nearer(whole, f64::NAN, 5.0, whole), whole);
        assert_eq!(moved([2.0, 4.0], 3.0, whole), [5.0, 7.0]);
        assert_eq!(moved([2.0, 4.0], -3.0, whole), [0.0, 2.0]);
        assert_eq!(moved(whole, 3.0, whole), whole);
        assert_eq!(boxed([7.0, 4.0], whole), [4.0, 7.0]);
        assert_eq!(boxed([9.0, 14.0], whole), [9.0, 10.0]);
        let small = boxed([4.0, 4.0], whole);
        assert!((small[1] - small[0] - 10.0 * NEAREST).abs() < 1e-9);
        assert!(is_whole(whole, whole) && !is_whole([0.0, 5.0], whole));
    }
}
