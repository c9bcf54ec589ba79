//! What stands under the pointer: a place and the values of all curves there, or the nearest point
//! of the only one.

use egui::Pos2;
use egui_plot::PlotTransform;

use super::values::{Line, Plot, is_point};

/// What is read.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Here {
    /// A place.
    At(f64),
    /// The n-th point of the only curve.
    Point(usize),
}

/// The place among the points of `lines` that is nearest to the pointer.
pub fn nearest_place<'a>(
    lines: impl Iterator<Item = &'a Line<'a>>,
    transform: &PlotTransform,
    pointer: Pos2,
) -> Option<f64> {
    let x = transform.value_from_position(pointer).x;
    let seen = transform.bounds().range_x();
    lines
        .flat_map(|line| line.points.iter())
        .filter(|point| is_point(point) && seen.contains(&point[0]))
        .map(|point| point[0])
        .min_by(|a, b| (a - x).abs().total_cmp(&(b - x).abs()))
}

/// The point of the curve that is nearest to the pointer, and how far it is.
pub fn nearest_point(
    line: &Line<'_>,
    transform: &PlotTransform,
    pointer: Pos2,
) -> Option<(usize, f32)> {
    let places = line.points.iter().enumerate();
    places
        .filter(|(_, point)| is_point(point))
        .map(|(at, point)| {
            let place = transform.position_from_point(&(*point).into());
            (at, place.distance(pointer))
        })
        .min_by(|a, b| a.1.total_cmp(&b.1))
}

/// How far apart the places of the plot are: what lies farther than half of this has no value there.
pub fn pace(lines: &[Line<'_>]) -> f64 {
    let steps = lines.iter().flat_map(|line| line.points.windows(2));
    let most = steps
        .map(|two| two[1][0] - two[0][0])
        .filter(|step| step.is_finite())
        .fold(0.0, f64::max);
    if most > 0.0 { most } else { f64::INFINITY }
}

/// The point of a curve at a place: the nearest one, unless the curve has none there.
pub fn at(line: &Line<'_>, x: f64, pace: f64) -> Option<[f64; 2]> {
    let far = |point: &[f64; 2]| (point[0] - x).abs();
    let points = line.points.iter().filter(|point| is_point(point));
    let nearest = points.min_by(|a, b| far(a).total_cmp(&far(b)))?;
    (far(nearest) <= pace * 0.5 * (1.0 + 1e-9)).then_some(*nearest)
}

/// `epoch 3`; without a place only what is counted.
pub fn place_words(plot: &Plot<'_>, x: Option<f64>) -> String {
    words(plot.across.name, x.map(|x| plot.across.format.value(x)))
}

/// `recall 0.823`; without a value only its name.
pub fn value_words(plot: &Plot<'_>, y: Option<f64>) -> String {
    words(plot.up.name, y.map(|y| plot.up.format.value(y)))
}

fn words(name: &str, value: Option<String>) -> String {
    match value {
        Some(value) => format!("{name} {value}"),
        None => name.to_owned(),
    }
}

/// What else is known of a point of the only curve: `from 0.350`.
pub fn extra_words(plot: &Plot<'_>, point: usize) -> Option<String> {
    let extra = plot.alone()?.extra.as_ref()?;
    let value = extra.values.get(point).filter(|value| value.is_finite())?;
    let value = extra.format.value(*value);
    let words = [extra.before, &value, extra.after];
    let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
    Some(words.join(" "))
}

#[cfg(test)]
mod tests {
    use egui::{Color32, Rect, pos2};
    use egui_plot::PlotBounds;

    use super::super::values::Look;
    use super::*;

    fn line(points: &[[f64; 2]]) -> Line<'_> {
        Line::new("a", Color32::WHITE, Look::Thin, points)
    }

    fn transform() -> PlotTransform {
        let frame = Rect::from_min_max(pos2(0.0, 0.0), pos2(100.0, 100.0));
        let bounds = PlotBounds::from_min_max([0.0, 0.0], [10.0, 1.0]);
        PlotTransform::new(frame, bounds, false)
    }

    #[test]
    fn the_pointer_reads_the_nearest_place() {
        let (a, b) = ([[1.0, 0.5], [2.0, f64::NAN]], [[4.0, 0.5], [12.0, 0.5]]);
        let lines = [line(&a), line(&b)];
        let near = |x| nearest_place(lines.iter(), &transform(), pos2(x, 0.0));
        assert_eq!(near(22.0), Some(1.0));
        assert_eq!(near(30.0), Some(4.0));
        // What is not seen is not read.
        assert_eq!(near(99.0), Some(4.0));
        let far = nearest_point(&lines[0], &transform(), pos2(20.0, 50.0));
        assert_eq!(far, Some((0, 10.0)));
    }

    #[test]
    fn a_curve_has_no_value_where_it_has_no_point() {
        let points = [[1.0, 0.1], [2.0, f64::NAN], [3.0, 0.3]];
        let (gap, alone) = (line(&points), line(&points[..1]));
        assert_eq!(pace(std::slice::from_ref(&gap)), 1.0);
        let value = |line, x| at(line, x, 1.0).map(|point| point[1]);
        assert_eq!(value(&gap, 1.4), Some(0.1));
        assert_eq!(value(&gap, 2.0), None);
        assert_eq!(value(&gap, 3.5), Some(0.3));
        assert_eq!(value(&gap, 4.0), None);
        assert_eq!(value(&alone, 8.0), None);
        assert_eq!(pace(std::slice::from_ref(&alone)), f64::INFINITY);
        assert_eq!(at(&alone, 8.0, f64::INFINITY), Some([1.0, 0.1]));
    }
}
