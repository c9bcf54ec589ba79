//! Curves over two axes: ROC, precision and recall, reliability, the course of a training.

use super::palette::{Colour, INK, INK_WEAK, PAPER, RULE};
use super::scale::{Scale, round_range};
use super::svg::Pen;
use super::{Anchor, Svg, TextStyle, Weight};

/// How a series is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mark {
    /// A line.
    #[default]
    Line,
    /// A dashed line: a reference.
    Dashed,
    /// A line with a dot at each point: few points.
    Dotted,
    /// A filled area under a line, for histograms.
    Area,
    /// Single dots: operating points.
    Dots,
}

/// One curve.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// Its name in the legend; empty: not in the legend.
    pub name: String,
    /// Its colour.
    pub colour: Colour,
    /// How it is drawn.
    pub mark: Mark,
    /// x and y of each point, in the order in which they are joined.
    pub points: Vec<(f64, f64)>,
}

/// Curves over two axes.
#[derive(Debug, Clone, PartialEq)]
pub struct Plot {
    /// Above it; may be empty.
    pub title: String,
    /// What runs to the right.
    pub x_name: String,
    /// What runs upwards.
    pub y_name: String,
    /// Fixed ends of the x axis; without them round numbers around the points.
    pub x_range: Option<(f64, f64)>,
    /// Fixed ends of the y axis; without them round numbers around the points.
    pub y_range: Option<(f64, f64)>,
    /// The curves, the last on top.
    pub series: Vec<Series>,
    /// Width and height of the whole drawing.
    pub size: (f32, f32),
}

const LEFT: f32 = 56.0;
const RIGHT: f32 = 16.0;
const TITLE: f32 = 28.0;
const LEGEND_ROW: f32 = 20.0;
const BELOW: f32 = 48.0;
const SMALL: f32 = 12.0;
const LEGEND_SWATCH: f32 = 14.0;

impl Plot {
    /// The drawing.
    pub fn draw(&self) -> Svg {
        let (width, height) = self.size;
        let mut svg = Svg::new(width, height);
        svg.rect((0.0, 0.0, width, height), 0.0, PAPER);
        let title = TextStyle::new(14.0).weight(Weight::Strong);
        svg.text((0.0, 16.0), &self.title, &title);
        let top = TITLE + self.legend(&mut svg, width);
        let (bottom, right) = (height - BELOW, width - RIGHT);
        let x = self.scale(self.x_range, |point| point.0, (LEFT, right));
        let y = self.scale(self.y_range, |point| point.1, (bottom, top));
        self.axes(&mut svg, &x, &y, (LEFT, top, right, bottom));
        for series in &self.series {
            series.draw(&mut svg, &x, &y, bottom);
        }
        svg
    }

    fn scale(
        &self,
        fixed: Option<(f64, f64)>,
        value: fn(&(f64, f64)) -> f64,
        stretch: (f32, f32),
    ) -> Scale {
        let points = self.series.iter().flat_map(|series| &series.points);
        Scale::new(
            fixed.unwrap_or_else(|| round_range(points.map(value))),
            stretch,
        )
    }

    /// Names beside their colours, in as many rows as they need; returns the height used.
    fn legend(&self, svg: &mut Svg, width: f32) -> f32 {
        let style = TextStyle::new(SMALL);
        let (mut x, mut rows) = (0.0, 0);
        let named = self.series.iter().filter(|series| !series.name.is_empty());
        for series in named {
            let wide = LEGEND_SWATCH + 6.0 + super::fonts::width(&series.name, &style) + 18.0;
            if rows == 0 || (x > 0.0 && x + wide > width) {
                rows += 1;
                x = 0.0;
            }
            let y = TITLE + rows as f32 * LEGEND_ROW - 8.0;
            let pen = series.pen();
            svg.line((x, y - 4.0), (x + LEGEND_SWATCH, y - 4.0), pen);
            svg.text((x + LEGEND_SWATCH + 6.0, y), &series.name, &style);
            x += wide;
        }
        rows as f32 * LEGEND_ROW + 4.0
    }

    fn axes(&self, svg: &mut Svg, x: &Scale, y: &Scale, frame: (f32, f32, f32, f32)) {
        let (left, top, right, bottom) = frame;
        let label = TextStyle::new(SMALL).colour(INK_WEAK);
        let (across, up) = (6, 5);
        for tick in y.ticks(up) {
            let at = y.place(tick);
            svg.line((left, at), (right, at), Pen::new(RULE, 1.0));
            let text = format!("{tick:.*}", y.decimals(up));
            svg.text((left - 8.0, at + 4.0), &text, &label.anchor(Anchor::End));
        }
        for tick in x.ticks(across) {
            let at = x.place(tick);
            svg.line((at, bottom), (at, bottom + 4.0), Pen::new(INK_WEAK, 1.0));
            let text = format!("{tick:.*}", x.decimals(across));
            let place = (at, bottom + 18.0);
            svg.text(place, &text, &label.anchor(Anchor::Middle));
        }
        svg.line((left, bottom), (right, bottom), Pen::new(INK_WEAK, 1.0));
        let name = TextStyle::new(SMALL).colour(INK).anchor(Anchor::Middle);
        svg.text(((left + right) / 2.0, bottom + 38.0), &self.x_name, &name);
        svg.text((14.0, (top + bottom) / 2.0), &self.y_name, &name.upright());
    }
}

impl Series {
    fn pen(&self) -> Pen {
        match self.mark {
            Mark::Dashed => Pen::new(self.colour, 1.5).dashed(),
            Mark::Dots => Pen::new(self.colour, 6.0),
            Mark::Line | Mark::Dotted | Mark::Area => Pen::new(self.colour, 2.0),
        }
    }

    fn draw(&self, svg: &mut Svg, x: &Scale, y: &Scale, bottom: f32) {
        let places: Vec<(f32, f32)> = self
            .points
            .iter()
            .filter(|(x, y)| x.is_finite() && y.is_finite())
            .map(|&(at, value)| (x.place(at), y.place(value)))
            .collect();
        let (Some(first), Some(last)) = (places.first(), places.last()) else {
            return;
        };
        if self.mark == Mark::Area {
            let mut outline = places.clone();
            outline.push((last.0, bottom));
            outline.push((first.0, bottom));
            svg.polygon(&outline, self.colour, 0.25);
        }
        if self.mark != Mark::Dots {
            svg.path(&thinned(&places), self.pen());
        }
        if matches!(self.mark, Mark::Dots | Mark::Dotted) {
            let radius = if self.mark == Mark::Dots { 4.5 } else { 3.0 };
            for &place in &places {
                svg.dot(place, radius, self.colour);
            }
        }
    }
}

/// Leaves out points that nobody could see: within a quarter of a unit of the one before. A curve
/// of 9,000 films keeps its shape and loses most of its bytes.
fn thinned(places: &[(f32, f32)]) -> Vec<(f32, f32)> {
    let mut kept: Vec<(f32, f32)> = Vec::new();
    for (index, &place) in places.iter().enumerate() {
        let near = kept
            .last()
            .is_some_and(|last| (last.0 - place.0).abs() < 0.25 && (last.1 - place.1).abs() < 0.25);
        if !near || index + 1 == places.len() {
            kept.push(place);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::png;

    fn plot(series: Vec<Series>) -> Plot {
        Plot {
            title: "ROC".to_owned(),
            x_name: "False positive rate".to_owned(),
            y_name: "Recall".to_owned(),
            x_range: Some((0.0, 1.0)),
            y_range: Some((0.0, 1.0)),
            series,
            size: (400.0, 320.0),
        }
    }

    fn series(points: Vec<(f64, f64)>) -> Series {
        Series {
            name: "Horror".to_owned(),
            colour: Colour(0x00FF_0000),
            mark: Mark::Line,
            points,
        }
    }

    #[test]
    fn a_curve_passes_where_its_points_are() {
        let picture = png::render(
            &plot(vec![series(vec![(0.0, 0.5), (1.0, 0.5)])]).draw(),
            1.0,
        )
        .expect("a small picture");
        let red = |x: u32, y: u32| {
            let [r, g, b, a] = picture.get_pixel(x, y).0;
            a > 200 && r > 200 && g < 80 && b < 80
        };
        // Half-way between the frame's top and bottom.
        let middle = ((TITLE + LEGEND_ROW + 4.0 + 320.0 - BELOW) / 2.0) as u32;
        assert!((middle - 2..=middle + 2).any(|y| red(200, y)));
        assert!(!red(200, middle - 20) && !red(200, middle + 20));
    }

    #[test]
    fn empty_and_broken_series_are_no_fault() {
        let broken = series(vec![(f64::NAN, 0.0), (0.0, f64::INFINITY)]);
        let mut free = plot(vec![broken, series(Vec::new())]);
        (free.x_range, free.y_range) = (None, None);
        assert!(png::render(&free.draw(), 1.0).is_ok());
    }

    #[test]
    fn long_curves_lose_points_and_keep_their_ends() {
        let places: Vec<(f32, f32)> = (0..10_000).map(|i| (i as f32 / 100.0, 0.0)).collect();
        let kept = thinned(&places);
        assert!(kept.len() < 500 && kept.first() == places.first());
        assert_eq!(kept.last(), places.last());
    }
}
