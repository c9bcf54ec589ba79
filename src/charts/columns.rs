//! Columns of stacked parts over a line of names, such as decades.

use super::Anchor;
use super::scale::Scale;
use super::surface::{Chart, Drawn, Face, Hue, Ink, Line, Place, Spot, Surface, legend};
use crate::wording::thousands;

/// One column.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// Below it.
    pub name: String,
    /// Its parts from below to above, one a part of [`Columns::parts`]; negative values count as 0.
    pub parts: Vec<f64>,
}

/// Columns of stacked parts.
#[derive(Debug, Clone, PartialEq)]
pub struct Columns {
    /// From left to right.
    pub columns: Vec<Column>,
    /// What the parts are, and their colours.
    pub parts: Vec<(String, Hue)>,
    /// Every column has the full height, and its parts are shares of it.
    pub whole: bool,
}

const HEIGHT: f32 = 260.0;
const BELOW: f32 = 24.0;
const GAP: f32 = 8.0;
const TICKS: usize = 5;
/// A column takes this share of its place, and no more than so much.
const SHARE: f32 = 0.78;
const WIDEST: f32 = 72.0;

impl Columns {
    fn height_of(&self, column: &Column) -> f64 {
        column.parts.iter().map(|part| part.max(0.0)).sum()
    }

    fn axis(&self, surface: &mut dyn Surface, width: f32, scale: &Scale, left: f32) {
        for tick in self.ticks(scale) {
            let y = scale.place(tick);
            surface.line((left, y), (width, y), Ink::Rule);
            let line = Line::new(Face::Number, Ink::Weak).anchor(Anchor::End);
            surface.text((left - GAP, y), &self.tick_words(tick), line);
        }
    }

    /// Ticks at whole numbers: half a film is none.
    fn ticks(&self, scale: &Scale) -> Vec<f64> {
        let mut ticks = scale.ticks(TICKS);
        if !self.whole {
            ticks.retain(|tick| (tick - tick.round()).abs() < 1e-6);
        }
        ticks
    }

    fn tick_words(&self, tick: f64) -> String {
        if self.whole {
            format!("{:.0} %", tick * 100.0)
        } else {
            thousands(tick.round().max(0.0) as u64)
        }
    }
}

impl Chart for Columns {
    fn draw(&self, surface: &mut dyn Surface, width: f32) -> Drawn {
        let entries: Vec<(String, Ink)> = self
            .parts
            .iter()
            .map(|(name, hue)| (name.clone(), Ink::Full(*hue)))
            .collect();
        let head = legend(surface, width, &entries) + GAP + 4.0;
        let foot = head + HEIGHT;
        let most = self
            .columns
            .iter()
            .map(|column| self.height_of(column))
            .fold(0.0, f64::max);
        let top = if self.whole || most <= 0.0 { 1.0 } else { most };
        let scale = Scale::new((0.0, top), (foot, head));
        let ticks = self.ticks(&scale).into_iter();
        let numbers = ticks.map(|tick| surface.width(&self.tick_words(tick), Face::Number));
        let left = numbers.fold(0.0, f32::max).ceil() + GAP;
        self.axis(surface, width, &scale, left);
        let each = (width - left) / self.columns.len().max(1) as f32;
        let wide = (each * SHARE).clamp(1.0, WIDEST);
        let names = self.columns.iter();
        let widest = names
            .map(|column| surface.width(&column.name, Face::Small))
            .fold(1.0, f32::max);
        // Names that have no room beside each other are told in turn.
        let stride = ((widest + GAP) / each.max(1.0)).ceil().max(1.0) as usize;
        let mut spots = Vec::new();
        for (index, column) in self.columns.iter().enumerate() {
            let middle = left + each * (index as f32 + 0.5);
            let whole = self.height_of(column);
            let mut below = 0.0;
            for (part, (value, (_, hue))) in column.parts.iter().zip(&self.parts).enumerate() {
                if *value <= 0.0 {
                    continue;
                }
                let value = if self.whole { value / whole } else { *value };
                let (upper, lower) = (scale.place(below + value), scale.place(below));
                below += value;
                // A hair between two parts, where there is room for it.
                let cut = if lower - upper > 3.0 { 1.0 } else { 0.0 };
                let area = (middle - wide / 2.0, upper, wide, lower - upper - cut);
                surface.rect(area, 0.0, Ink::Full(*hue));
                spots.push(Spot {
                    // Rows count from above, as arrow keys do.
                    at: (self.parts.len() - 1 - part, index),
                    place: Place::Area((area.0, upper, wide, lower - upper)),
                });
            }
            if index % stride == 0 {
                let line = Line::new(Face::Small, Ink::Text).anchor(Anchor::Middle);
                surface.text((middle, foot + BELOW / 2.0 + 2.0), &column.name, line);
            }
        }
        surface.line((left, foot), (width, foot), Ink::Weak);
        Drawn {
            height: foot + BELOW,
            spots,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::paper::print;
    use crate::charts::png;

    fn columns(columns: &[&[f64]], whole: bool) -> Columns {
        let column = |parts: &&[f64]| Column {
            name: "1980s".to_owned(),
            parts: parts.to_vec(),
        };
        Columns {
            columns: columns.iter().map(column).collect(),
            parts: vec![
                ("Drama".to_owned(), Hue::Six(2)),
                ("Horror".to_owned(), Hue::Six(3)),
            ],
            whole,
        }
    }

    /// The heights of the two colours in the middle of the only column.
    fn heights(chart: &Columns) -> [usize; 2] {
        let picture = png::render(&print(chart, 200.0, "", ""), 1.0).expect("a small picture");
        let x = (16.0 + 200.0 * 0.55) as u32;
        let count = |[red, green, blue]: [u8; 3]| {
            let pixel = |y: &u32| picture.get_pixel(x, *y).0 == [red, green, blue, 255];
            // Below the legend's squares.
            (40..picture.height()).filter(pixel).count()
        };
        [count([0x1F, 0x5E, 0xC2]), count([0x9E, 0x10, 0x29])]
    }

    #[test]
    fn parts_are_stacked_in_proportion() {
        let [drama, horror] = heights(&columns(&[&[3.0, 1.0]], false));
        assert!(
            drama.abs_diff(3 * horror) <= 6 && horror > 40,
            "{drama} {horror}"
        );
        let [drama, horror] = heights(&columns(&[&[1.0, 1.0]], true));
        assert!(
            drama.abs_diff(horror) <= 3 && drama > 100,
            "{drama} {horror}"
        );
    }

    #[test]
    fn spots_count_from_above_and_leave_out_what_is_not_there() {
        struct Nowhere;
        impl Surface for Nowhere {
            fn width(&self, words: &str, _: Face) -> f32 {
                words.len() as f32 * 7.0
            }
            fn rect(&mut self, _: crate::charts::Area, _: f32, _: Ink) {}
            fn line(&mut self, _: (f32, f32), _: (f32, f32), _: Ink) {}
            fn sector(&mut self, _: crate::charts::Ring, _: f32, _: f32, _: Ink) {}
            fn text(&mut self, _: (f32, f32), _: &str, _: Line) {}
        }
        let chart = columns(&[&[3.0, 1.0], &[0.0, 2.0], &[0.0, 0.0]], true);
        let drawn = chart.draw(&mut Nowhere, 300.0);
        let places: Vec<_> = drawn.spots.iter().map(|spot| spot.at).collect();
        assert_eq!(places, [(1, 0), (0, 0), (0, 1)]);
    }

    #[test]
    fn counts_have_no_halves_and_nothing_is_a_picture_too() {
        let one = columns(&[&[1.0, 0.0]], false);
        assert_eq!(one.ticks(&Scale::new((0.0, 1.0), (0.0, 1.0))), [0.0, 1.0]);
        for chart in [columns(&[], false), columns(&[&[0.0, 0.0]], true)] {
            assert!(png::render(&print(&chart, 300.0, "", ""), 1.0).is_ok());
        }
    }
}
