//! What is kept of the plane from frame to frame: which part is seen, the points, which of them have
//! a picture, and where the keyboard is.

use std::sync::Arc;

use egui::{Rect, Vec2, vec2};

use super::dots::Dots;
use super::frame::Frame;
use super::placement;
use super::points::Points;
use crate::app::theme::{size, space};
use crate::app::widgets::poster;
use crate::explore::LibraryScores;

/// What is seen of the plane.
#[derive(Default)]
pub struct Plane {
    /// `None`: all of it.
    pub(super) frame: Option<Frame>,
    /// The posters as points.
    pub(super) points: Option<Points>,
    /// Those that have a picture.
    pub(super) pictures: Option<Pictures>,
    /// The others.
    pub(super) dots: Dots,
    /// The point that the keyboard is on.
    pub(super) selected: Option<usize>,
    /// A key moved it: the new picture takes the focus.
    pub(super) moved: bool,
    /// A picture had the keyboard's focus in the last frame.
    pub(super) focused: bool,
}

/// The points that have a picture at one step of the zoom.
pub struct Pictures {
    level: i32,
    canvas: Vec2,
    /// These points.
    pub points: Vec<u32>,
    /// Of each point, whether it has one.
    pub has_one: Vec<bool>,
}

impl Plane {
    /// Shows all of it.
    pub fn fit(&mut self) {
        self.frame = None;
    }

    /// Points and pictures for what is to be shown.
    pub(super) fn follow(
        &mut self,
        scores: &Arc<LibraryScores>,
        pair: [usize; 2],
        rows: &Arc<[usize]>,
        canvas: Rect,
    ) {
        // A picture at the very edge is seen whole.
        let margin = (picture_size() / 2.0 + Vec2::splat(space::S)) / canvas.size();
        let same = |points: &Points| points.is_of(scores, pair, rows, margin);
        if !self.points.as_ref().is_some_and(same) {
            self.points = Some(Points::new(scores, pair, rows, margin));
            self.pictures = None;
            self.selected = None;
            self.dots.forget();
        }
    }

    /// Which points have a picture at this step of the zoom.
    pub(super) fn place_pictures(&mut self, canvas: Rect, level: i32) {
        let same = |known: &Pictures| known.level == level && known.canvas == canvas.size();
        if self.pictures.as_ref().is_some_and(same) {
            return;
        }
        let Some(points) = &self.points else {
            return;
        };
        let plane = canvas.size() * placement::zoom_of(level);
        let picture = picture_size() + Vec2::splat(space::XS);
        let placed = placement::place(&points.shares, &points.order, plane, picture);
        let mut has_one = vec![false; points.places.len()];
        for point in &placed {
            has_one[*point as usize] = true;
        }
        self.pictures = Some(Pictures {
            level,
            canvas: canvas.size(),
            points: placed,
            has_one,
        });
        self.dots.forget();
    }
}

/// A poster on the plane.
pub fn picture_size() -> Vec2 {
    vec2(size::PLANE_POSTER, poster::height(size::PLANE_POSTER))
}
