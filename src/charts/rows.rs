//! Horizontal bars with their names at the left and their numbers at the right: a long name has
//! room. A bar may have two parts, the second one paler.

use super::Anchor;
use super::surface::{Chart, Drawn, Face, Hue, Ink, Line, Place, Spot, Surface, fit, legend};

/// One bar.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// At its left.
    pub name: String,
    /// The name matters.
    pub strong: bool,
    /// The lengths of its full and its pale part; negative values count as 0.
    pub parts: [f64; 2],
    /// Its colour.
    pub hue: Hue,
    /// At its right.
    pub words: String,
}

/// Bars from a common start.
#[derive(Debug, Clone, PartialEq)]
pub struct Rows {
    /// From top to bottom.
    pub rows: Vec<Row>,
    /// Every bar has the full length, and its parts are shares of it.
    pub whole: bool,
    /// What the two parts are, where there are two.
    pub parts: Option<[String; 2]>,
}

const ROW: f32 = 24.0;
const THICK: f32 = 14.0;
const GAP: f32 = 8.0;
/// Names take no more than this share of the width, and numbers no more than the other.
const MOST_NAMES: f32 = 0.32;
const MOST_WORDS: f32 = 0.35;

impl Rows {
    fn widest(&self, surface: &dyn Surface, words: impl Fn(&Row) -> (&str, Face)) -> f32 {
        let widths = self.rows.iter().map(|row| {
            let (words, face) = words(row);
            surface.width(words, face)
        });
        widths.fold(0.0, f32::max)
    }
}

impl Row {
    fn face(&self) -> Face {
        if self.strong {
            Face::Strong
        } else {
            Face::Small
        }
    }

    fn length(&self) -> f64 {
        self.parts.iter().map(|part| part.max(0.0)).sum()
    }
}

impl Chart for Rows {
    fn draw(&self, surface: &mut dyn Surface, width: f32) -> Drawn {
        let names = self.widest(surface, |row| (row.name.as_str(), row.face()));
        let names = names.min(width * MOST_NAMES).ceil();
        let words = self.widest(surface, |row| (row.words.as_str(), Face::Number));
        let words = words.min(width * MOST_WORDS).ceil();
        let (left, right) = (names + GAP, width - words - GAP);
        let right = right.max(left + 1.0);
        let entries = self
            .parts
            .iter()
            .flatten()
            .zip([Ink::Full(Hue::Other(0)), Ink::Pale(Hue::Other(0))]);
        let entries: Vec<(String, Ink)> = entries.map(|(name, ink)| (name.clone(), ink)).collect();
        let top = match legend(surface, width, &entries) {
            0.0 => 0.0,
            high => high + GAP,
        };
        let most = self.rows.iter().map(Row::length).fold(0.0, f64::max);
        let mut spots = Vec::new();
        for (index, row) in self.rows.iter().enumerate() {
            let upper = top + index as f32 * ROW;
            let middle = upper + ROW / 2.0;
            let ink = if row.strong { Ink::Text } else { Ink::Weak };
            let line = Line::new(row.face(), ink).anchor(Anchor::End);
            let name = fit(surface, &row.name, row.face(), names);
            surface.text((names, middle), &name, line);
            let long = if self.whole { row.length() } else { most };
            let end = bar(surface, row, long, (left, right), middle - THICK / 2.0);
            let at = if self.whole { right } else { end };
            let line = Line::new(Face::Number, Ink::Weak);
            let told = fit(surface, &row.words, Face::Number, width - at - GAP);
            surface.text((at + GAP, middle), &told, line);
            spots.push(Spot {
                at: (index, 0),
                place: Place::Area((0.0, upper, width, ROW)),
            });
        }
        Drawn {
            height: top + self.rows.len() as f32 * ROW,
            spots,
        }
    }
}

/// Paints both parts; returns where they end.
fn bar(
    surface: &mut dyn Surface,
    row: &Row,
    long: f64,
    (left, right): (f32, f32),
    top: f32,
) -> f32 {
    let wide = |part: f64| match long > 0.0 {
        true => (part.max(0.0) / long) as f32 * (right - left),
        false => 0.0,
    };
    let [full, pale] = row.parts.map(wide);
    // What there is shows, be it ever so little.
    let seen = |width: f32, part: f64| if part > 0.0 { width.max(1.0) } else { 0.0 };
    let (full, pale) = (seen(full, row.parts[0]), seen(pale, row.parts[1]));
    surface.rect((left, top, full, THICK), 2.0, Ink::Full(row.hue));
    let gap = f32::from(full > 0.0 && pale > 1.0);
    let second = (left + full + gap, top, pale - gap, THICK);
    surface.rect(second, 2.0, Ink::Pale(row.hue));
    // A line where there is no bar.
    surface.rect((left, top, 1.0, THICK), 0.0, Ink::Rule);
    left + full + pale
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::paper::print;
    use crate::charts::png;

    fn row(parts: [f64; 2]) -> Row {
        Row {
            name: "Drama".to_owned(),
            strong: true,
            parts,
            hue: Hue::Six(2),
            words: "7".to_owned(),
        }
    }

    fn rows(parts: &[[f64; 2]], whole: bool) -> Rows {
        Rows {
            rows: parts.iter().map(|parts| row(*parts)).collect(),
            whole,
            parts: None,
        }
    }

    /// Pixels of the full and of the pale colour in a row.
    fn lengths(rows: &Rows, index: usize) -> [usize; 2] {
        let picture = png::render(&print(rows, 300.0, "", ""), 1.0).expect("a small picture");
        let y = (16.0 + index as f32 * ROW + ROW / 2.0 + 3.0) as u32;
        let line: Vec<[u8; 4]> = (0..picture.width())
            .map(|x| picture.get_pixel(x, y).0)
            .collect();
        let pale = crate::charts::palette::SIX[2].towards(crate::charts::palette::PAPER, 0.6);
        let [_, red, green, blue] = pale.0.to_be_bytes();
        let count = |wanted: [u8; 4]| line.iter().filter(|pixel| **pixel == wanted).count();
        [
            count([0x1F, 0x5E, 0xC2, 255]),
            count([red, green, blue, 255]),
        ]
    }

    #[test]
    fn lengths_are_in_proportion() {
        let chart = rows(&[[4.0, 0.0], [2.0, 0.0], [1.0, 1.0], [-3.0, 0.0]], false);
        let [first, second, third, fourth] = [0, 1, 2, 3].map(|row| lengths(&chart, row));
        assert!(first[0] > 150 && first[1] == 0, "{first:?}");
        let near = |a: usize, b: usize| a.abs_diff(b) <= 6;
        assert!(near(second[0] * 2, first[0]), "{second:?} of {first:?}");
        assert!(
            near(third[0] * 4, first[0]) && near(third[1] * 4, first[0]),
            "{third:?}"
        );
        assert_eq!(fourth, [0, 0]);
    }

    #[test]
    fn whole_rows_have_one_length() {
        let chart = rows(&[[40.0, 0.0], [1.0, 1.0]], true);
        let [first, second] = [0, 1].map(|row| lengths(&chart, row));
        assert!(
            first[0].abs_diff(second[0] * 2) <= 3,
            "{first:?} {second:?}"
        );
        assert!(second[0].abs_diff(second[1]) <= 3, "{second:?}");
    }

    #[test]
    fn each_row_is_a_spot_and_nothing_is_a_picture_too() {
        let svg = print(&rows(&[], false), 300.0, "Nothing", "");
        assert!(png::render(&svg, 1.0).is_ok());
        let none = rows(&[[0.0, 0.0]], false);
        assert_eq!(lengths(&none, 0), [0, 0]);
    }
}
