//! A ring of shares, with names and numbers around it and a number in its middle.

use super::shape::{Anchor, Ring};
use super::surface::{Chart, Drawn, Face, Hue, Ink, Line, Place, Spot, Surface, fit};

/// One share.
#[derive(Debug, Clone, PartialEq)]
pub struct Slice {
    /// Its name, beside it.
    pub name: String,
    /// Its size; negative values count as 0.
    pub value: f64,
    /// Its size in words, after the name.
    pub words: String,
    /// Its colour.
    pub hue: Hue,
}

/// A ring of shares.
#[derive(Debug, Clone, PartialEq)]
pub struct Donut {
    /// Clockwise from above.
    pub slices: Vec<Slice>,
    /// In the middle: a number, and what it counts.
    pub middle: [String; 2],
}

const OUTER: f32 = 110.0;
const BAND: f32 = 0.42;
const LINE: f32 = 18.0;
const ARM: f32 = 14.0;
const GAP: f32 = 6.0;
/// Between two slices, in the drawing's units.
const CUT: f32 = 1.5;

/// A name beside the ring.
struct Label {
    slice: usize,
    /// The middle of its slice.
    turn: f32,
    y: f32,
}

impl Donut {
    /// Where each slice begins and ends, in turns.
    fn turns(&self) -> Vec<(f32, f32)> {
        let total: f64 = self.slices.iter().map(|slice| slice.value.max(0.0)).sum();
        let mut at = 0.0;
        let share = |value: f64| {
            if total > 0.0 {
                value.max(0.0) / total
            } else {
                0.0
            }
        };
        self.slices
            .iter()
            .map(|slice| {
                let from = at;
                at += share(slice.value);
                (from as f32, at as f32)
            })
            .collect()
    }
}

/// Moves labels of one side apart, as little as it takes, within `0..=height`.
fn spread(labels: &mut [Label], height: f32) {
    labels.sort_by(|one, other| one.y.total_cmp(&other.y));
    let mut least = LINE / 2.0;
    for label in labels.iter_mut() {
        label.y = label.y.max(least);
        least = label.y + LINE;
    }
    let mut most = height - LINE / 2.0;
    for label in labels.iter_mut().rev() {
        label.y = label.y.min(most);
        most = label.y - LINE;
    }
}

impl Chart for Donut {
    fn draw(&self, surface: &mut dyn Surface, width: f32) -> Drawn {
        let turns = self.turns();
        let sides = |right: bool| {
            let labels = turns.iter().enumerate();
            labels
                .filter(move |(_, (from, to))| to > from && (from + to < 1.0) == right)
                .count()
        };
        let lines = sides(true).max(sides(false));
        // Room for the names at both sides comes first.
        let outer = OUTER.min((width * 0.25).max(40.0));
        let height = (2.0 * (outer + ARM) + LINE).max(lines as f32 * LINE);
        let ring = Ring {
            centre: (width / 2.0, height / 2.0),
            inner: outer * (1.0 - BAND),
            outer,
        };
        let (mut spots, mut beside) = (Vec::new(), [Vec::new(), Vec::new()]);
        let many = turns.iter().filter(|(from, to)| to > from).count() > 1;
        for (index, (slice, (from, to))) in self.slices.iter().zip(&turns).enumerate() {
            if to <= from {
                continue;
            }
            let cut = if many {
                (CUT / 2.0 / (outer * std::f32::consts::TAU)).min((to - from) / 4.0)
            } else {
                0.0
            };
            surface.sector(ring, from + cut, to - cut, Ink::Full(slice.hue));
            spots.push(Spot {
                at: (0, index),
                place: Place::Sector(ring, *from, *to),
            });
            let turn = f32::midpoint(*from, *to);
            let label = Label {
                slice: index,
                turn,
                y: ring.at(turn, outer + ARM).1,
            };
            beside[usize::from(turn >= 0.5)].push(label);
        }
        for (labels, right) in beside.iter_mut().zip([true, false]) {
            spread(labels, height);
            for label in labels.iter() {
                self.label(surface, ring, label, right, width);
            }
        }
        self.middle(surface, ring);
        Drawn { height, spots }
    }
}

impl Donut {
    fn label(&self, surface: &mut dyn Surface, ring: Ring, at: &Label, right: bool, width: f32) {
        let slice = &self.slices[at.slice];
        let outward = if right { 1.0 } else { -1.0 };
        let elbow = (ring.centre.0 + outward * (ring.outer + ARM), at.y);
        let begin = ring.at(at.turn, ring.outer + 2.0);
        surface.line(begin, elbow, Ink::Rule);
        let x = elbow.0 + outward * GAP;
        let room = if right { width - x } else { x };
        let number = surface.width(&slice.words, Face::Number);
        let name = fit(surface, &slice.name, Face::Small, room - number - GAP);
        let wide = surface.width(&name, Face::Small);
        let (name_at, number_at) = if right {
            (x, x + wide + GAP)
        } else {
            (x - number - GAP - wide, x - number)
        };
        let line = Line::new(Face::Small, Ink::Text);
        surface.text((name_at, at.y), &name, line);
        let line = Line::new(Face::Number, Ink::Weak);
        surface.text((number_at, at.y), &slice.words, line);
    }

    fn middle(&self, surface: &mut dyn Surface, ring: Ring) {
        let [number, noun] = &self.middle;
        let (x, y) = ring.centre;
        let line = Line::new(Face::Large, Ink::Text).anchor(Anchor::Middle);
        surface.text((x, y - 6.0), number, line);
        let line = Line::new(Face::Small, Ink::Weak).anchor(Anchor::Middle);
        surface.text((x, y + 14.0), noun, line);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::paper::print;
    use crate::charts::png;

    fn donut(values: &[f64]) -> Donut {
        let slice = |(index, value): (usize, &f64)| Slice {
            name: format!("Genre {index}"),
            value: *value,
            words: format!("{value} %"),
            hue: Hue::Other(index),
        };
        Donut {
            slices: values.iter().enumerate().map(slice).collect(),
            middle: ["12,345".to_owned(), "labels".to_owned()],
        }
    }

    #[test]
    fn slices_share_the_turn() {
        let turns = donut(&[2.0, 1.0, 0.0, 1.0, -5.0]).turns();
        let expected = [
            (0.0, 0.5),
            (0.5, 0.75),
            (0.75, 0.75),
            (0.75, 1.0),
            (1.0, 1.0),
        ];
        assert_eq!(turns, expected);
        assert_eq!(donut(&[0.0]).turns(), [(0.0, 0.0)]);
    }

    #[test]
    fn labels_stand_apart_and_inside() {
        let label = |y| Label {
            slice: 0,
            turn: 0.0,
            y,
        };
        let mut labels: Vec<Label> = [95.0, 99.0, 2.0, 3.0, 98.0].map(label).into();
        spread(&mut labels, 100.0);
        let ys: Vec<f32> = labels.iter().map(|label| label.y).collect();
        assert!(
            ys.windows(2).all(|two| two[1] - two[0] >= LINE - 0.01),
            "{ys:?}"
        );
        assert!(ys[0] >= LINE / 2.0 && ys[4] <= 100.0 - LINE / 2.0, "{ys:?}");
    }

    #[test]
    fn one_slice_none_and_forty_are_pictures() {
        for values in [vec![1.0], vec![], vec![0.0], vec![1.0; 40]] {
            let svg = print(&donut(&values), 480.0, "", "");
            assert!(png::render(&svg, 1.0).is_ok(), "{values:?}");
        }
    }
}
