//! What a plot is made of: plain values that a page hands over.

use std::borrow::Cow;

use egui::{Color32, Id};

use super::format::Format;

/// Places and values, from left to right. A value that is no number is a gap.
pub type Points<'a> = Cow<'a, [[f64; 2]]>;

/// How a line is painted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// What is read first.
    Strong,
    /// One of several.
    Thin,
    /// Between the two: a curve by itself.
    Even,
}

/// The dots on a line.
#[derive(Debug, Clone, PartialEq)]
pub enum Dots {
    /// One a point while the points are few.
    Few,
    /// None.
    Never,
    /// One a point, as large as its share of the greatest, in `0..=1`.
    Sized(Vec<f32>),
}

/// One curve.
#[derive(Debug, Clone)]
pub struct Line<'a> {
    /// Its word in the legend, and what it is known by.
    pub name: String,
    /// Its colour.
    pub ink: Color32,
    /// How it is painted.
    pub look: Look,
    /// Its points.
    pub points: Points<'a>,
    /// The noise that was smoothed away, painted faintly behind it.
    pub raw: Option<Points<'a>>,
    /// Its dots.
    pub dots: Dots,
}

impl<'a> Line<'a> {
    /// A curve without noise.
    pub fn new(
        name: impl Into<String>,
        ink: Color32,
        look: Look,
        points: impl Into<Points<'a>>,
    ) -> Self {
        Self {
            name: name.into(),
            ink,
            look,
            points: points.into(),
            raw: None,
            dots: Dots::Few,
        }
    }

    /// The last value that is one.
    pub fn last(&self) -> Option<f64> {
        let finite = self.points.iter().rev().find(|point| is_point(point));
        finite.map(|point| point[1])
    }

    /// Whether there is anything to see of it.
    pub fn is_empty(&self) -> bool {
        self.last().is_none()
    }

    /// Every point, those of the noise too.
    pub(super) fn all(&self) -> impl Iterator<Item = &[f64; 2]> {
        let raw = self.raw.iter().flat_map(|raw| raw.iter());
        self.points
            .iter()
            .chain(raw)
            .filter(|point| is_point(point))
    }
}

/// Whether a point has a place on a screen.
pub(super) fn is_point(point: &[f64; 2]) -> bool {
    point.iter().all(|value| value.is_finite())
}

/// One direction of a plot.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Axis<'a> {
    /// What is counted: `epoch`.
    pub name: &'a str,
    /// How it is written.
    pub format: Format,
    /// What is shown at least; without it a round range around the values.
    pub holds: Option<[f64; 2]>,
}

/// A point that a hand drags along the only curve.
#[derive(Debug, Clone, PartialEq)]
pub struct Handle {
    /// Where it is.
    pub at: [f64; 2],
    /// What it is called.
    pub name: String,
    /// What it stands for, for screen readers.
    pub value: f64,
}

/// A further value of each point of the only curve.
#[derive(Debug, Clone, PartialEq)]
pub struct Extra<'a> {
    /// Its name where there is room: `threshold`.
    pub name: &'a str,
    /// Before the value, at the pointer: `from`.
    pub before: &'a str,
    /// After the value, at the pointer: `films`.
    pub after: &'a str,
    /// A value a point; what is no number is none.
    pub values: Vec<f64>,
    /// How it is written.
    pub format: Format,
}

/// What stands around a curve that is read by itself.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Alone<'a> {
    /// A figure at the right of the name.
    pub figure: String,
    /// Words inside, in the upper corner that the curve leaves free; without them the upright
    /// axis' name.
    pub words: Option<String>,
    /// From left to right the curve goes down: the free corner is the right one.
    pub falls: bool,
    /// A dashed line between two points: what knowing nothing draws.
    pub chance: Option<[[f64; 2]; 2]>,
    /// What else is known of each point.
    pub extra: Option<Extra<'a>>,
    /// What is dragged.
    pub handle: Option<Handle>,
}

/// How a plot is read.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind<'a> {
    /// Curves over the same places: every value at the place under the pointer, beside its name.
    Many {
        /// Names and values stand in a column on the right; else above the curves.
        aside: bool,
    },
    /// One curve in a frame: the point of it that is nearest to the pointer.
    Alone(Box<Alone<'a>>),
}

impl<'a> Kind<'a> {
    /// One curve with this around it.
    pub fn alone(alone: Alone<'a>) -> Self {
        Self::Alone(Box::new(alone))
    }
}

/// What is painted.
#[derive(Debug, Clone)]
pub struct Plot<'a> {
    /// What zoom, hidden curves and focus are remembered by.
    pub id: Id,
    /// Plots of one group show the same places and share the pointer's.
    pub group: Option<Id>,
    /// What the values are.
    pub name: &'a str,
    /// Its name stands elsewhere already.
    pub named: bool,
    /// What the places are.
    pub across: Axis<'a>,
    /// What the values are.
    pub up: Axis<'a>,
    /// The curves, the last one on top.
    pub lines: Vec<Line<'a>>,
    /// A dashed line at a value, with its words.
    pub level: Option<(f64, &'a str)>,
    /// A point that counts, with its words.
    pub mark: Option<([f64; 2], String)>,
    /// How it is read.
    pub kind: Kind<'a>,
    /// What is heard and told on hover instead of names and last values.
    pub said: Option<String>,
    /// What the hand can do here besides zooming.
    pub hint: &'a str,
    /// What is said while there is no point.
    pub waits: &'a str,
}

impl Plot<'_> {
    /// What a curve by itself has around it.
    pub(super) fn alone(&self) -> Option<&Alone<'_>> {
        match &self.kind {
            Kind::Alone(alone) => Some(alone),
            Kind::Many { .. } => None,
        }
    }

    /// What is dragged.
    pub(super) fn handle(&self) -> Option<&Handle> {
        self.alone().and_then(|alone| alone.handle.as_ref())
    }
}

/// A plot that was shown.
#[derive(Debug)]
pub struct Shown {
    /// The canvas: it has the keyboard where there is something to drag.
    pub response: egui::Response,
    /// What the hand asked for.
    pub asked: Option<Asked>,
}

/// What the hand asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// The handle is to stand at the n-th point of the curve.
    Point(usize),
    /// The values were copied.
    Copied,
}
