//! A drawing: shapes and words in the order in which they are painted.

use std::fmt::{self, Write};

use super::palette::{Colour, INK};
use super::shape::{Anchor, Area, Ring};

/// The family that every drawing names; browsers without Inter use their own plain letters.
const FAMILY: &str = "Inter, system-ui, sans-serif";

/// How heavy letters are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Weight {
    /// 400.
    #[default]
    Regular,
    /// 600.
    Strong,
}

impl Weight {
    fn number(self) -> u16 {
        match self {
            Self::Regular => 400,
            Self::Strong => 600,
        }
    }
}

/// How words look.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TextStyle {
    /// Size of the letters, in the drawing's units.
    pub size: f32,
    /// Their weight.
    pub weight: Weight,
    /// Their colour.
    pub colour: Colour,
    /// Where they stand relative to their point.
    pub anchor: Anchor,
    /// Read from below to above, for the name of an upright axis.
    pub upright: bool,
}

impl TextStyle {
    /// Regular ink that begins at its point.
    pub fn new(size: f32) -> Self {
        Self {
            size,
            weight: Weight::Regular,
            colour: INK,
            anchor: Anchor::Start,
            upright: false,
        }
    }

    /// In this weight.
    #[must_use]
    pub fn weight(self, weight: Weight) -> Self {
        Self { weight, ..self }
    }

    /// In this colour.
    #[must_use]
    pub fn colour(self, colour: Colour) -> Self {
        Self { colour, ..self }
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

/// A pen for lines.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pen {
    /// Its colour.
    pub colour: Colour,
    /// Its width, in the drawing's units.
    pub width: f32,
    /// Drawn in dashes.
    pub dashed: bool,
}

impl Pen {
    /// A solid pen.
    pub fn new(colour: Colour, width: f32) -> Self {
        Self {
            colour,
            width,
            dashed: false,
        }
    }

    /// The same pen, in dashes.
    #[must_use]
    pub fn dashed(self) -> Self {
        Self {
            dashed: true,
            ..self
        }
    }
}

/// A drawing of a given size; its `Display` is the file's text.
#[derive(Debug, Clone, PartialEq)]
pub struct Svg {
    width: f32,
    height: f32,
    body: String,
}

impl Svg {
    /// An empty, transparent drawing.
    pub fn new(width: f32, height: f32) -> Self {
        Self {
            width,
            height,
            body: String::new(),
        }
    }

    /// In the drawing's units: pixels at scale 1.
    pub fn width(&self) -> f32 {
        self.width
    }

    /// In the drawing's units: pixels at scale 1.
    pub fn height(&self) -> f32 {
        self.height
    }

    // Writing into a string cannot fail.
    fn add(&mut self, element: fmt::Arguments<'_>) {
        let _ = self.body.write_fmt(element);
        self.body.push('\n');
    }

    /// A filled rectangle with corners rounded by `radius`.
    pub fn rect(&mut self, (x, y, width, height): Area, radius: f32, fill: Colour) {
        let (x, y, width, height) = (Num(x), Num(y), Num(width.max(0.0)), Num(height.max(0.0)));
        let radius = Num(radius);
        self.add(format_args!(
            r#"<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="{radius}" fill="{fill}"/>"#
        ));
    }

    /// A straight line.
    pub fn line(&mut self, from: (f32, f32), to: (f32, f32), pen: Pen) {
        self.path(&[from, to], pen);
    }

    /// Points joined by straight lines.
    pub fn path(&mut self, points: &[(f32, f32)], pen: Pen) {
        let (colour, width) = (pen.colour, Num(pen.width));
        let dashes = if pen.dashed {
            r#" stroke-dasharray="4 4""#
        } else {
            ""
        };
        let points = Points(points);
        self.add(format_args!(
            r#"<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="{width}" stroke-linejoin="round"{dashes}/>"#
        ));
    }

    /// The inside of a closed line.
    pub fn polygon(&mut self, points: &[(f32, f32)], fill: Colour, opacity: f32) {
        let (points, opacity) = (Points(points), Num(opacity));
        self.add(format_args!(
            r#"<polygon points="{points}" fill="{fill}" fill-opacity="{opacity}"/>"#
        ));
    }

    /// A dot.
    pub fn dot(&mut self, (x, y): (f32, f32), radius: f32, fill: Colour) {
        let (x, y, radius) = (Num(x), Num(y), Num(radius));
        self.add(format_args!(
            r#"<circle cx="{x}" cy="{y}" r="{radius}" fill="{fill}"/>"#
        ));
    }

    /// A part of a ring, from one turn to another (`0..=1`, clockwise from above).
    pub fn sector(&mut self, ring: Ring, from: f32, to: f32, fill: Colour) {
        // An arc that ends where it begins is none: a whole ring is two halves.
        if to - from > 0.999 {
            let middle = f32::midpoint(from, to);
            self.sector(ring, from, middle, fill);
            return self.sector(ring, middle, to, fill);
        }
        let long = u8::from(to - from > 0.5);
        let (inner, outer) = (Num(ring.inner), Num(ring.outer));
        let corners = [
            ring.at(from, ring.outer),
            ring.at(to, ring.outer),
            ring.at(to, ring.inner),
            ring.at(from, ring.inner),
        ];
        let [a, b, c, d] = corners.map(|(x, y)| format!("{} {}", Num(x), Num(y)));
        self.add(format_args!(
            r#"<path d="M{a} A{outer} {outer} 0 {long} 1 {b} L{c} A{inner} {inner} 0 {long} 0 {d} Z" fill="{fill}"/>"#
        ));
    }

    /// One line of words; `y` is its base line.
    pub fn text(&mut self, (x, y): (f32, f32), words: &str, style: &TextStyle) {
        let (x, y, size) = (Num(x), Num(y), Num(style.size));
        let (weight, colour) = (style.weight.number(), style.colour);
        let anchor = name_of(style.anchor);
        let turn = if style.upright {
            format!(r#" transform="rotate(-90 {x} {y})""#)
        } else {
            String::new()
        };
        let words = Escaped(words);
        self.add(format_args!(
            r#"<text x="{x}" y="{y}" font-size="{size}" font-weight="{weight}" fill="{colour}" text-anchor="{anchor}"{turn}>{words}</text>"#
        ));
    }

    /// Another drawing, with its upper left corner at `(x, y)`.
    pub fn nest(&mut self, (x, y): (f32, f32), drawing: &Self) {
        let (x, y) = (Num(x), Num(y));
        let body = &drawing.body;
        self.add(format_args!(
            r#"<g transform="translate({x} {y})">{body}</g>"#
        ));
    }
}

impl fmt::Display for Svg {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (width, height) = (Num(self.width), Num(self.height));
        write!(
            f,
            r#"<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" font-family="{FAMILY}">
{}</svg>"#,
            self.body
        )
    }
}

/// The anchor's name in SVG.
fn name_of(anchor: Anchor) -> &'static str {
    match anchor {
        Anchor::Start => "start",
        Anchor::Middle => "middle",
        Anchor::End => "end",
    }
}

/// A number with at most two decimals: a hundredth of a pixel is enough, and keeps files small.
struct Num(f32);

impl fmt::Display for Num {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // What is no number would make the whole drawing unreadable.
        let value = if self.0.is_finite() { self.0 } else { 0.0 };
        let text = format!("{value:.2}");
        let short = text.trim_end_matches('0').trim_end_matches('.');
        f.write_str(if short == "-0" { "0" } else { short })
    }
}

struct Points<'a>(&'a [(f32, f32)]);

impl fmt::Display for Points<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, &(x, y)) in self.0.iter().enumerate() {
            let space = if index == 0 { "" } else { " " };
            write!(f, "{space}{},{}", Num(x), Num(y))?;
        }
        Ok(())
    }
}

/// Words as XML and HTML take them; letters that XML forbids become the replacement character.
pub struct Escaped<'a>(pub &'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for letter in self.0.chars() {
            match letter {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\'' => f.write_str("&#39;")?,
                '\t' | '\n' | '\r' => f.write_char(' ')?,
                '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => f.write_char('\u{fffd}')?,
                other => f.write_char(other)?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_words_give_a_drawing_that_can_be_read() {
        let mut svg = Svg::new(100.0, 20.0);
        svg.text(
            (0.0, 10.0),
            "\u{0}<script>&\"' \u{ffff}\n七人の侍 Ёж",
            &TextStyle::new(12.0),
        );
        svg.line((f32::NAN, 0.0), (5.0, f32::INFINITY), Pen::new(INK, 1.0));
        let text = svg.to_string();
        assert!(!text.contains("<script>") && !text.contains("NaN") && !text.contains("inf"));
        let options = super::super::fonts::options();
        assert!(resvg::usvg::Tree::from_str(&text, &options).is_ok());
    }

    #[test]
    fn numbers_are_short() {
        let text = |value: f32| Num(value).to_string();
        assert_eq!(
            [1.0, 1.5, -0.001, 12.345].map(text),
            ["1", "1.5", "0", "12.35"].map(String::from)
        );
    }
}
