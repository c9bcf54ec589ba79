//! What a chart is drawn on: [paper](super::paper), or the window. One drawing for both, so that what
//! is seen and what is exported agree; each surface has its own colours and letters.

use super::shape::{Anchor, Area, Ring};

/// Whose colour something has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hue {
    /// One of the six genres, by its place in their list (`0..6`).
    Six(usize),
    /// Another genre: a quiet neutral; neighbours take steps of it in turn.
    Other(usize),
    /// The one accent.
    Accent,
}

/// What something is painted with.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Ink {
    /// Words that matter.
    Text,
    /// Words beside the point, axes.
    Weak,
    /// Grid lines, frames, empty parts.
    Rule,
    /// A thing's own colour.
    Full(Hue),
    /// The same, paler.
    Pale(Hue),
    /// A cell's warmth, `0..=1`; words in [`Ink::Text`] are legible on it.
    Heat(f32),
}

/// The kinds of letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Face {
    /// Names and notes.
    Small,
    /// The same, stronger.
    Strong,
    /// Digits of one width.
    Number,
    /// The number in the middle of a ring.
    Large,
}

impl Face {
    /// From a line's middle down to its base line, in the drawing's units.
    pub fn drop(self) -> f32 {
        match self {
            Self::Small | Self::Strong | Self::Number => 4.0,
            Self::Large => 7.0,
        }
    }
}

/// How a line of words stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Line {
    /// Its letters.
    pub face: Face,
    /// Their colour.
    pub ink: Ink,
    /// Where its point is.
    pub anchor: Anchor,
    /// Read from below to above.
    pub upright: bool,
}

impl Line {
    /// Words that begin at their point.
    pub fn new(face: Face, ink: Ink) -> Self {
        Self {
            face,
            ink,
            anchor: Anchor::Start,
            upright: false,
        }
    }

    /// Standing so.
    #[must_use]
    pub fn anchor(self, anchor: Anchor) -> Self {
        Self { anchor, ..self }
    }

    /// Turned a quarter to the left.
    #[must_use]
    pub fn upright(self) -> Self {
        Self {
            upright: true,
            ..self
        }
    }
}

/// A surface. Words are placed by their vertical middle, so that no surface has to know another's
/// base lines.
pub trait Surface {
    /// How wide words are.
    fn width(&self, words: &str, face: Face) -> f32;

    /// A filled rectangle.
    fn rect(&mut self, area: Area, radius: f32, ink: Ink);

    /// A thin straight line.
    fn line(&mut self, from: (f32, f32), to: (f32, f32), ink: Ink);

    /// A part of a ring, from one turn to another (`0..=1`, the first not after the second).
    fn sector(&mut self, ring: Ring, from: f32, to: f32, ink: Ink);

    /// One line of words.
    fn text(&mut self, at: (f32, f32), words: &str, line: Line);
}

/// `words`, or as much of them as fits into `room` with an ellipsis.
pub fn fit(surface: &dyn Surface, words: &str, face: Face, room: f32) -> String {
    if surface.width(words, face) <= room {
        return words.to_owned();
    }
    let ends: Vec<usize> = words.char_indices().map(|(at, _)| at).collect();
    let cut = |count: usize| {
        let end = ends.get(count).copied().unwrap_or(words.len());
        format!("{}…", words[..end].trim_end())
    };
    // Names are short: from the longest cut down.
    (0..ends.len())
        .rev()
        .map(cut)
        .find(|cut| surface.width(cut, face) <= room)
        .unwrap_or_else(|| "…".to_owned())
}

/// Where a part of a chart is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Place {
    /// A rectangle.
    Area(Area),
    /// A part of a ring.
    Sector(Ring, f32, f32),
}

impl Place {
    /// Whether a point lies in it.
    pub fn contains(&self, (x, y): (f32, f32)) -> bool {
        match *self {
            Self::Area((left, top, width, height)) => {
                (left..left + width).contains(&x) && (top..top + height).contains(&y)
            }
            Self::Sector(ring, from, to) => {
                let (across, up) = (x - ring.centre.0, ring.centre.1 - y);
                let radius = across.hypot(up);
                let turn = across.atan2(up) / std::f32::consts::TAU;
                let turn = if turn < 0.0 { turn + 1.0 } else { turn };
                (ring.inner..ring.outer).contains(&radius) && (from..to).contains(&turn)
            }
        }
    }

    /// The rectangle around it.
    pub fn bounds(&self) -> Area {
        match *self {
            Self::Area(area) => area,
            Self::Sector(ring, from, to) => {
                let quarters = [0.0, 0.25, 0.5, 0.75].into_iter();
                let turns = quarters.filter(|turn| (from..to).contains(turn));
                let mut bounds = (f32::MAX, f32::MAX, f32::MIN, f32::MIN);
                for turn in turns.chain([from, to]) {
                    for (x, y) in [ring.at(turn, ring.inner), ring.at(turn, ring.outer)] {
                        bounds = (
                            bounds.0.min(x),
                            bounds.1.min(y),
                            bounds.2.max(x),
                            bounds.3.max(y),
                        );
                    }
                }
                let (left, top, right, bottom) = bounds;
                (left, top, right - left, bottom - top)
            }
        }
    }
}

/// A part of a chart that stands for something: what the pointer and the keyboard find.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spot {
    /// Row and column: what the arrow keys follow, and what the part stands for.
    pub at: (usize, usize),
    /// Where it is.
    pub place: Place,
}

/// What drawing a chart came to.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Drawn {
    /// The height that it took.
    pub height: f32,
    /// Its parts.
    pub spots: Vec<Spot>,
}

/// Anything that can be drawn into a given width.
pub trait Chart {
    /// Draws it from (0, 0) on.
    fn draw(&self, surface: &mut dyn Surface, width: f32) -> Drawn;
}

/// Rows of words beside squares of their colours; returns the height.
pub(super) fn legend(surface: &mut dyn Surface, width: f32, entries: &[(String, Ink)]) -> f32 {
    const ROW: f32 = 20.0;
    const SWATCH: f32 = 10.0;
    let (mut x, mut y) = (0.0, 0.0);
    for (name, ink) in entries {
        let wide = SWATCH + 6.0 + surface.width(name, Face::Small) + 16.0;
        if x > 0.0 && x + wide > width + 16.0 {
            (x, y) = (0.0, y + ROW);
        }
        let middle = y + ROW / 2.0 - 2.0;
        surface.rect((x, middle - SWATCH / 2.0, SWATCH, SWATCH), 2.0, *ink);
        let line = Line::new(Face::Small, Ink::Text);
        surface.text((x + SWATCH + 6.0, middle), name, line);
        x += wide;
    }
    if entries.is_empty() { 0.0 } else { y + ROW }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_are_found_in_areas_and_sectors() {
        let area = Place::Area((10.0, 10.0, 20.0, 5.0));
        assert!(area.contains((10.0, 12.0)) && !area.contains((30.0, 12.0)));
        let ring = Ring {
            centre: (100.0, 100.0),
            inner: 50.0,
            outer: 80.0,
        };
        // From above to the right: the upper right quarter.
        let quarter = Place::Sector(ring, 0.0, 0.25);
        assert!(quarter.contains((145.0, 55.0)));
        assert!(!quarter.contains((55.0, 55.0)) && !quarter.contains((100.0, 100.0)));
        let last = Place::Sector(ring, 0.75, 1.0);
        assert!(last.contains((55.0, 55.0)));
        let (left, top, width, height) = Place::Sector(ring, 0.0, 0.5).bounds();
        assert!((left - 100.0).abs() < 0.01 && (top - 20.0).abs() < 0.01);
        assert!((width - 80.0).abs() < 0.01 && (height - 160.0).abs() < 0.01);
    }
}
