//! The posters of the plane as points: made once for a pair of genres and a filter.

use std::sync::Arc;

use egui::{Vec2, vec2};

use super::frame::Frame;
use crate::explore::LibraryScores;

/// Which of the two genres a film is labelled with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Neither.
    Neither,
    /// The one across.
    Across,
    /// The one up.
    Up,
    /// Both.
    Both,
}

/// The points, and what they were made from.
pub struct Points {
    scores: Arc<LibraryScores>,
    pair: [usize; 2],
    rows: Arc<[usize]>,
    margin: Vec2,
    /// The probabilities of the two genres.
    pub places: Vec<Vec2>,
    /// As shares of the whole plane, from its upper left corner.
    pub shares: Vec<Vec2>,
    /// Labels.
    pub kinds: Vec<Kind>,
    /// The most telling first: far out on either side.
    pub order: Vec<u32>,
    /// The part that holds them all.
    pub whole: Frame,
}

impl Points {
    /// The points of some rows; `margin` as [`Frame::whole`] takes it.
    pub fn new(
        scores: &Arc<LibraryScores>,
        pair: [usize; 2],
        rows: &Arc<[usize]>,
        margin: Vec2,
    ) -> Self {
        let place = |row: &usize| {
            let probabilities = scores.probabilities(*row);
            vec2(probabilities[pair[0]], probabilities[pair[1]])
        };
        let places: Vec<Vec2> = rows.iter().map(place).collect();
        let largest = places
            .iter()
            .fold(Vec2::ZERO, |most, place| most.max(*place));
        let whole = Frame::whole(largest, margin);
        let share = |place: &Vec2| {
            let share = (*place - whole.least) / whole.span;
            vec2(share.x, 1.0 - share.y)
        };
        let kind = |row: &usize| {
            let labels = scores.labels(*row);
            match pair.map(|genre| labels.contains(genre)) {
                [false, false] => Kind::Neither,
                [true, false] => Kind::Across,
                [false, true] => Kind::Up,
                [true, true] => Kind::Both,
            }
        };
        let telling: Vec<f32> = places
            .iter()
            .map(|place| (*place / whole.span).max_elem())
            .collect();
        let mut order: Vec<u32> = (0..places.len() as u32).collect();
        order.sort_by(|a, b| telling[*b as usize].total_cmp(&telling[*a as usize]));
        Self {
            shares: places.iter().map(share).collect(),
            kinds: rows.iter().map(kind).collect(),
            scores: Arc::clone(scores),
            pair,
            rows: Arc::clone(rows),
            margin,
            places,
            order,
            whole,
        }
    }

    /// Whether these are the points of that.
    pub fn is_of(
        &self,
        scores: &Arc<LibraryScores>,
        pair: [usize; 2],
        rows: &Arc<[usize]>,
        margin: Vec2,
    ) -> bool {
        Arc::ptr_eq(&self.scores, scores)
            && Arc::ptr_eq(&self.rows, rows)
            && self.pair == pair
            && self.margin == margin
    }

    /// The row of a point in the scores.
    pub fn row(&self, point: usize) -> usize {
        self.rows[point]
    }
}
