//! A square of cells, the warmer the more: which things go together.

use super::Anchor;
use super::surface::{Chart, Drawn, Face, Hue, Ink, Line, Place, Spot, Surface, fit};

/// One cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// Its number in words; left out where cells are too narrow for it.
    pub words: String,
    /// Its warmth, `0..=1`; `None`: a thing with itself, shown without.
    pub warmth: Option<f32>,
}

/// Cells by row and column, with the same names at both sides.
#[derive(Debug, Clone, PartialEq)]
pub struct Matrix {
    /// From top to bottom and from left to right, with their colours.
    pub names: Vec<(String, Hue)>,
    /// Row by row; as many as names times names.
    pub cells: Vec<Cell>,
}

const ROW: f32 = 24.0;
const NARROWEST: f32 = 10.0;
const WIDEST: f32 = 88.0;
const GAP: f32 = 8.0;
const DOT: f32 = 8.0;
/// Names take no more than this.
const MOST_NAME: f32 = 150.0;

impl Chart for Matrix {
    fn draw(&self, surface: &mut dyn Surface, width: f32) -> Drawn {
        let count = self.names.len();
        let widths = self.names.iter();
        let widest = widths
            .map(|(name, _)| surface.width(name, Face::Small))
            .fold(0.0, f32::max)
            .min(MOST_NAME)
            .ceil();
        let left = widest + GAP + DOT + GAP;
        let each = ((width - left) / count.max(1) as f32).floor();
        let each = each.clamp(NARROWEST, WIDEST);
        let numbers = self.cells.iter();
        let numbers = numbers
            .map(|cell| surface.width(&cell.words, Face::Number))
            .fold(0.0, f32::max);
        let told = numbers + 4.0 <= each;
        // Upright names only where level ones have no room.
        let level = widest + GAP <= each;
        let head = if level { ROW } else { widest + GAP };
        for (index, (name, hue)) in self.names.iter().enumerate() {
            let name = fit(surface, name, Face::Small, widest);
            let y = head + (index as f32 + 0.5) * ROW;
            let line = Line::new(Face::Small, Ink::Text).anchor(Anchor::End);
            surface.text((widest, y), &name, line);
            let dot = (widest + GAP, y - DOT / 2.0, DOT, DOT);
            surface.rect(dot, DOT / 2.0, Ink::Full(*hue));
            let x = left + (index as f32 + 0.5) * each;
            if level {
                let line = Line::new(Face::Small, Ink::Text).anchor(Anchor::Middle);
                surface.text((x, head / 2.0), &name, line);
            } else {
                let line = Line::new(Face::Small, Ink::Text).upright();
                surface.text((x, head - GAP), &name, line);
            }
        }
        let mut spots = Vec::new();
        for (index, cell) in self.cells.iter().take(count * count).enumerate() {
            let at = (index / count, index % count);
            let area = (
                left + at.1 as f32 * each,
                head + at.0 as f32 * ROW,
                each - 1.0,
                ROW - 1.0,
            );
            let ink = cell.warmth.map_or(Ink::Rule, Ink::Heat);
            surface.rect(area, 2.0, ink);
            if told {
                let line = Line::new(Face::Number, Ink::Text).anchor(Anchor::Middle);
                let middle = (area.0 + area.2 / 2.0, area.1 + area.3 / 2.0);
                surface.text(middle, &cell.words, line);
            }
            spots.push(Spot {
                at,
                place: Place::Area(area),
            });
        }
        Drawn {
            height: head + count as f32 * ROW,
            spots,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::palette::HEAT;
    use crate::charts::paper::print;
    use crate::charts::png;

    fn matrix(count: usize) -> Matrix {
        let name = |index: usize| (format!("Genre number {index}"), Hue::Other(index));
        let cell = |index: usize| Cell {
            words: "12,345".to_owned(),
            warmth: (!index.is_multiple_of(count + 1)).then_some(1.0),
        };
        Matrix {
            names: (0..count).map(name).collect(),
            cells: (0..count * count).map(cell).collect(),
        }
    }

    #[test]
    fn cells_are_as_warm_as_they_say() {
        let svg = print(&matrix(2), 500.0, "", "");
        let picture = png::render(&svg, 1.0).expect("a small picture");
        let [_, red, green, blue] = HEAT.0.to_be_bytes();
        let warm = picture
            .pixels()
            .filter(|pixel| pixel.0 == [red, green, blue, 255]);
        // Two of four cells, less their words.
        let cell = (WIDEST * ROW) as usize;
        let warm = warm.count();
        assert!(warm > cell && warm < 2 * cell, "{warm} of {cell}");
    }

    #[test]
    fn narrow_cells_leave_their_words_out() {
        let count = |chart: &Matrix| {
            print(chart, 500.0, "", "")
                .to_string()
                .matches("12,345")
                .count()
        };
        assert_eq!(count(&matrix(3)), 9);
        assert_eq!(count(&matrix(30)), 0);
        assert!(png::render(&print(&matrix(0), 500.0, "", ""), 1.0).is_ok());
    }
}
