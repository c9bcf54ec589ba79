//! Which part of the plane is seen: zooming about a point, moving, and the way between
//! probabilities and the screen.

use egui::{Pos2, Rect, Vec2, pos2, vec2};

/// How much nearer than the whole one may come.
pub const NEAREST: f32 = 48.0;
/// Where all values are tiny the plane still ends here.
const SMALLEST: f32 = 0.02;

/// A part of the plane, in probabilities: across to the right, up to the top.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Frame {
    /// The lower left corner.
    pub least: Vec2,
    /// From there to the upper right one; positive.
    pub span: Vec2,
}

impl Frame {
    /// The part that holds everything from 0 to `largest`, with a margin around it: a share of
    /// the whole, below one half.
    pub fn whole(largest: Vec2, margin: Vec2) -> Self {
        let largest = largest.max(Vec2::splat(SMALLEST));
        let margin = margin.clamp(Vec2::ZERO, Vec2::splat(0.4));
        let span = largest / (Vec2::splat(1.0) - 2.0 * margin);
        Self {
            least: -span * margin,
            span,
        }
    }

    /// Where a point of the plane lies on `canvas`.
    pub fn on(&self, canvas: Rect, point: Vec2) -> Pos2 {
        let share = (point - self.least) / self.span;
        pos2(
            canvas.left() + share.x * canvas.width(),
            canvas.bottom() - share.y * canvas.height(),
        )
    }

    /// The point of the plane at a place on `canvas`.
    pub fn at(&self, canvas: Rect, place: Pos2) -> Vec2 {
        let share = vec2(
            (place.x - canvas.left()) / canvas.width(),
            (canvas.bottom() - place.y) / canvas.height(),
        );
        self.least + share * self.span
    }

    /// How much nearer this is than `whole`; at least 1 within it.
    pub fn zoom(&self, whole: &Self) -> f32 {
        whole.span.x / self.span.x
    }

    /// `factor` times nearer (below 1: farther), with `fixed` staying where it is.
    pub fn zoomed(&self, factor: f32, fixed: Vec2, whole: &Self) -> Self {
        let zoom = (self.zoom(whole) * factor).clamp(1.0, NEAREST);
        let span = whole.span / zoom;
        let share = (fixed - self.least) / self.span;
        let least = fixed - share * span;
        Self { least, span }.within(whole)
    }

    /// Moved by so many points of the screen.
    pub fn moved(&self, by: Vec2, canvas: Rect, whole: &Self) -> Self {
        let share = vec2(-by.x / canvas.width(), by.y / canvas.height());
        Self {
            least: self.least + share * self.span,
            span: self.span,
        }
        .within(whole)
    }

    /// Moved so that `point` lies in the middle.
    pub fn centred(&self, point: Vec2, whole: &Self) -> Self {
        Self {
            least: point - self.span / 2.0,
            span: self.span,
        }
        .within(whole)
    }

    fn within(self, whole: &Self) -> Self {
        let most = whole.least + whole.span - self.span;
        Self {
            least: self.least.clamp(whole.least, most.max(whole.least)),
            ..self
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MARGIN: Vec2 = vec2(0.03, 0.08);
    const CANVAS: Rect = Rect {
        min: pos2(100.0, 50.0),
        max: pos2(1100.0, 650.0),
    };

    #[test]
    fn up_is_up_and_back_again_is_the_same_place() {
        let frame = Frame::whole(vec2(0.8, 0.5), MARGIN);
        let low = frame.on(CANVAS, vec2(0.0, 0.0));
        let high = frame.on(CANVAS, vec2(0.8, 0.5));
        assert!(CANVAS.contains(low) && CANVAS.contains(high));
        assert!(low.x < high.x && low.y > high.y);
        let back = frame.at(CANVAS, high);
        assert!((back - vec2(0.8, 0.5)).length() < 1e-5);
    }

    #[test]
    fn zooming_keeps_the_point_under_the_pointer() {
        let whole = Frame::whole(vec2(1.0, 1.0), MARGIN);
        let fixed = vec2(0.3, 0.6);
        let near = whole.zoomed(4.0, fixed, &whole);
        assert!((near.zoom(&whole) - 4.0).abs() < 1e-4);
        assert!((near.on(CANVAS, fixed) - whole.on(CANVAS, fixed)).length() < 0.1);
        // Neither beyond the whole nor endlessly near.
        assert_eq!(near.zoomed(0.01, fixed, &whole), whole);
        assert!((whole.zoomed(1e9, fixed, &whole).zoom(&whole) - NEAREST).abs() < 1e-3);
    }

    #[test]
    fn moving_stops_at_the_edge() {
        let whole = Frame::whole(vec2(1.0, 1.0), MARGIN);
        assert_eq!(whole.moved(vec2(300.0, -200.0), CANVAS, &whole), whole);
        let near = whole.zoomed(2.0, vec2(0.5, 0.5), &whole);
        let moved = near.moved(vec2(-1e6, 0.0), CANVAS, &whole);
        let right = moved.least.x + moved.span.x;
        assert!((right - (whole.least.x + whole.span.x)).abs() < 1e-5);
    }

    #[test]
    fn nothing_at_all_still_makes_a_plane() {
        let frame = Frame::whole(Vec2::ZERO, MARGIN);
        assert!(frame.span.x > 0.0 && frame.span.y > 0.0);
    }
}
