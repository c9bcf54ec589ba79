//! Paper: charts as SVG, in the colours of print.

use super::palette::{Colour, HEAT, INK, INK_WEAK, PAPER, RULE, SIX, further};
use super::shape::{Area, Ring};
use super::surface::{Chart, Face, Hue, Ink, Line, Surface};
use super::svg::Pen;
use super::{Svg, TextStyle, Weight, fonts};

/// Around a chart.
const MARGIN: f32 = 16.0;
const TITLE: f32 = 24.0;
const NOTE: f32 = 20.0;

struct Paper(Svg);

/// `chart` on white, `width` units wide, below its title and a note (either may be empty).
pub fn print(chart: &dyn Chart, width: f32, title: &str, note: &str) -> Svg {
    let mut paper = Paper(Svg::new(width, 0.0));
    let drawn = chart.draw(&mut paper, width);
    let (strong, weak) = (
        TextStyle::new(14.0).weight(Weight::Strong),
        TextStyle::new(12.0).colour(INK_WEAK),
    );
    let above = [title, note].map(|words| !words.is_empty());
    let head = f32::from(above[0]) * TITLE + f32::from(above[1]) * NOTE;
    let head = if head > 0.0 { head + 8.0 } else { 0.0 };
    // A note that is wider than its chart widens the paper.
    let wide = fonts::width(note, &weak).max(fonts::width(title, &strong));
    let wide = width.max(wide) + 2.0 * MARGIN;
    let mut sheet = Svg::new(wide, head + drawn.height + 2.0 * MARGIN);
    let (sheet_width, sheet_height) = (sheet.width(), sheet.height());
    sheet.rect((0.0, 0.0, sheet_width, sheet_height), 0.0, PAPER);
    sheet.text((MARGIN, MARGIN + 14.0), title, &strong);
    let below = MARGIN + f32::from(above[0]) * TITLE;
    sheet.text((MARGIN, below + 12.0), note, &weak);
    sheet.nest((MARGIN, MARGIN + head), &paper.0);
    sheet
}

fn hue(hue: Hue) -> Colour {
    match hue {
        Hue::Six(at) => SIX[at % SIX.len()],
        Hue::Other(at) => further(0).towards(PAPER, step(at)),
        Hue::Accent => super::palette::ACCENT,
    }
}

/// How far the neutral of the `at`-th other genre goes towards the ground, `0..1`.
pub fn step(at: usize) -> f32 {
    const STEPS: [f32; 3] = [0.0, 0.28, 0.5];
    STEPS[at % STEPS.len()]
}

/// How far a pale colour goes towards the ground, `0..1`.
pub const PALE: f32 = 0.6;

fn colour(ink: Ink) -> Colour {
    match ink {
        Ink::Text => INK,
        Ink::Weak => INK_WEAK,
        Ink::Rule => RULE,
        Ink::Full(of) => hue(of),
        Ink::Pale(of) => hue(of).towards(PAPER, PALE),
        Ink::Heat(warmth) => PAPER.towards(HEAT, warmth),
    }
}

fn style(face: Face) -> TextStyle {
    match face {
        Face::Small | Face::Number => TextStyle::new(12.0),
        Face::Strong => TextStyle::new(12.0).weight(Weight::Strong),
        Face::Large => TextStyle::new(20.0).weight(Weight::Strong),
    }
}

impl Surface for Paper {
    fn width(&self, words: &str, face: Face) -> f32 {
        fonts::width(words, &style(face))
    }

    fn rect(&mut self, area: Area, radius: f32, ink: Ink) {
        self.0.rect(area, radius, colour(ink));
    }

    fn line(&mut self, from: (f32, f32), to: (f32, f32), ink: Ink) {
        self.0.line(from, to, Pen::new(colour(ink), 1.0));
    }

    fn sector(&mut self, ring: Ring, from: f32, to: f32, ink: Ink) {
        self.0.sector(ring, from, to, colour(ink));
    }

    fn text(&mut self, (x, y): (f32, f32), words: &str, line: Line) {
        let mut style = style(line.face)
            .colour(colour(line.ink))
            .anchor(line.anchor);
        let drop = line.face.drop();
        let at = if line.upright {
            style = style.upright();
            (x + drop, y)
        } else {
            (x, y + drop)
        };
        self.0.text(at, words, &style);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::png;
    use crate::charts::surface::Drawn;

    struct Half;

    impl Chart for Half {
        fn draw(&self, surface: &mut dyn Surface, width: f32) -> Drawn {
            let ring = Ring {
                centre: (width / 2.0, 50.0),
                inner: 20.0,
                outer: 40.0,
            };
            surface.sector(ring, 0.0, 0.5, Ink::Full(Hue::Six(2)));
            Drawn {
                height: 100.0,
                spots: Vec::new(),
            }
        }
    }

    #[test]
    fn a_sector_covers_its_half_of_the_ring() {
        let svg = print(&Half, 100.0, "", "");
        let picture = png::render(&svg, 1.0).expect("a small picture");
        let [red, green, blue] = [0x1F, 0x5E, 0xC2];
        let right = picture.get_pixel((MARGIN + 80.0) as u32, (MARGIN + 50.0) as u32);
        assert_eq!(right.0, [red, green, blue, 255]);
        let left = picture.get_pixel((MARGIN + 20.0) as u32, (MARGIN + 50.0) as u32);
        assert_eq!(left.0, [255, 255, 255, 255]);
        // A whole ring is no empty path.
        let mut whole = Svg::new(100.0, 100.0);
        let ring = Ring {
            centre: (50.0, 50.0),
            inner: 20.0,
            outer: 40.0,
        };
        whole.sector(ring, 0.0, 1.0, INK);
        let picture = png::render(&whole, 1.0).expect("a small picture");
        for (x, y) in [(80, 50), (20, 50), (50, 20), (50, 80)] {
            assert_eq!(picture.get_pixel(x, y).0[3], 255, "{x}, {y}");
        }
        assert_eq!(picture.get_pixel(50, 50).0[3], 0);
    }

    #[test]
    fn a_long_note_widens_the_paper() {
        let note = "a note that is a good deal wider than the narrow chart below it";
        let narrow = print(&Half, 100.0, "Title", "").width();
        assert!(print(&Half, 100.0, "Title", note).width() > narrow + 100.0);
    }
}
