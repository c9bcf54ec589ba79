//! The window as a surface for charts: what is drawn is recorded once a width, and painted each
//! frame as far as it is seen.
//!
//! In: a [`Chart`]. Out: a [`Picture`]: its shapes in the theme's colours, and its spots.

use std::f32::consts::FRAC_PI_2;

use egui::epaint::{PathShape, PathStroke, TextShape};
use egui::{Align2, Color32, FontId, Pos2, Rect, Shape, Stroke, Ui, Vec2, pos2, vec2};

use crate::app::theme::{self, Tokens, font, size};
use crate::charts::paper::{PALE, step};
use crate::charts::{Anchor, Area, Chart, Drawn, Face, Hue, Ink, Line, Ring, Surface};

/// One thing on the surface, relative to the chart's corner.
enum Mark {
    Rect(Rect, f32, Ink),
    Line([Pos2; 2], Ink),
    Sector(Ring, f32, f32, Ink),
    Text(Pos2, String, Line),
}

/// A recorded chart.
pub struct Picture {
    marks: Vec<Mark>,
    /// Its height and its spots, relative to its corner.
    pub drawn: Drawn,
}

struct Recorder<'a> {
    ui: &'a Ui,
    marks: Vec<Mark>,
}

impl Picture {
    /// Draws `chart` into `width` points.
    pub fn of(ui: &Ui, chart: &dyn Chart, width: f32) -> Self {
        let mut recorder = Recorder {
            ui,
            marks: Vec::new(),
        };
        let drawn = chart.draw(&mut recorder, width);
        Self {
            marks: recorder.marks,
            drawn,
        }
    }

    /// Paints what is seen of it, with its corner at `corner`.
    pub fn paint(&self, ui: &Ui, corner: Pos2) {
        let tokens = theme::tokens(ui);
        let (offset, seen) = (corner.to_vec2(), ui.clip_rect());
        for mark in &self.marks {
            mark.paint(ui, tokens, offset, seen);
        }
    }
}

impl Mark {
    fn paint(&self, ui: &Ui, tokens: &Tokens, offset: Vec2, seen: Rect) {
        let painter = ui.painter();
        match self {
            Self::Rect(rect, radius, ink) => {
                let rect = rect.translate(offset);
                if seen.intersects(rect) {
                    painter.rect_filled(rect, *radius, colour(tokens, *ink));
                }
            }
            Self::Line(ends, ink) => {
                let ends = ends.map(|end| end + offset);
                let stroke = Stroke::new(size::HAIRLINE, colour(tokens, *ink));
                painter.line_segment(ends, stroke);
            }
            Self::Sector(ring, from, to, ink) => {
                painter.add(band(*ring, *from, *to, offset, colour(tokens, *ink)));
            }
            Self::Text(at, words, line) => {
                let at = *at + offset;
                // Words are far wider than high, upright ones the other way.
                if seen.expand(size::HOVER_CARD).contains(at) {
                    text(ui, at, words, *line, colour(tokens, line.ink));
                }
            }
        }
    }
}

/// A thick line round the middle of the band: its edges are smooth, which a filled shape with a
/// hollow would not be.
fn band(ring: Ring, from: f32, to: f32, offset: Vec2, colour: Color32) -> Shape {
    const STEPS: f32 = 180.0;
    // The ends are square to the first and the last piece: let these be short.
    const END: f32 = 1.0 / 4000.0;
    let middle = f32::midpoint(ring.inner, ring.outer);
    let steps = ((to - from) * STEPS).ceil().max(2.0) as usize;
    let end = END.min((to - from) / (4.0 * steps as f32));
    let turns = (1..steps).map(|at| from + (to - from) * at as f32 / steps as f32);
    let turns = [from, from + end]
        .into_iter()
        .chain(turns)
        .chain([to - end, to]);
    let points = turns
        .map(|turn| {
            let (x, y) = ring.at(turn, middle);
            pos2(x, y) + offset
        })
        .collect();
    let stroke = PathStroke::new(ring.outer - ring.inner, colour);
    PathShape::line(points, stroke).into()
}

fn text(ui: &Ui, at: Pos2, words: &str, line: Line, ink: Color32) {
    let painter = ui.painter();
    if line.upright {
        let galley = painter.layout_no_wrap(words.to_owned(), face(line.face), ink);
        let corner = at - vec2(galley.size().y / 2.0, 0.0);
        painter.add(TextShape::new(corner, galley, ink).with_angle(-FRAC_PI_2));
    } else {
        let align = match line.anchor {
            Anchor::Start => Align2::LEFT_CENTER,
            Anchor::Middle => Align2::CENTER_CENTER,
            Anchor::End => Align2::RIGHT_CENTER,
        };
        painter.text(at, align, words, face(line.face), ink);
    }
}

fn face(face: Face) -> FontId {
    match face {
        Face::Small => font::caption(),
        Face::Strong => font::caption_medium(),
        Face::Number => font::caption_number(),
        Face::Large => font::section(),
    }
}

fn colour(tokens: &Tokens, ink: Ink) -> Color32 {
    let ground = tokens.surface;
    match ink {
        Ink::Text => tokens.text,
        Ink::Weak => tokens.text_weak,
        Ink::Rule => tokens.border,
        Ink::Full(of) => hue(tokens, of),
        Ink::Pale(of) => hue(tokens, of).lerp_to_gamma(ground, PALE),
        Ink::Heat(warmth) => tokens
            .cold
            .lerp_to_gamma(tokens.heat, warmth.clamp(0.0, 1.0)),
    }
}

fn hue(tokens: &Tokens, hue: Hue) -> Color32 {
    match hue {
        Hue::Six(at) => tokens.genres[at % tokens.genres.len()],
        Hue::Other(at) => tokens.other_genre.lerp_to_gamma(tokens.surface, step(at)),
        Hue::Accent => tokens.accent,
    }
}

impl Surface for Recorder<'_> {
    fn width(&self, words: &str, of: Face) -> f32 {
        let painter = self.ui.painter();
        let galley = painter.layout_no_wrap(words.to_owned(), face(of), Color32::PLACEHOLDER);
        galley.size().x
    }

    fn rect(&mut self, (left, top, width, height): Area, radius: f32, ink: Ink) {
        if width > 0.0 && height > 0.0 {
            let rect = Rect::from_min_size(pos2(left, top), vec2(width, height));
            self.marks.push(Mark::Rect(rect, radius, ink));
        }
    }

    fn line(&mut self, from: (f32, f32), to: (f32, f32), ink: Ink) {
        self.marks.push(Mark::Line([from.into(), to.into()], ink));
    }

    fn sector(&mut self, ring: Ring, from: f32, to: f32, ink: Ink) {
        self.marks.push(Mark::Sector(ring, from, to, ink));
    }

    fn text(&mut self, at: (f32, f32), words: &str, line: Line) {
        if !words.is_empty() {
            self.marks
                .push(Mark::Text(at.into(), words.to_owned(), line));
        }
    }
}
