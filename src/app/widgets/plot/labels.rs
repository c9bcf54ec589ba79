//! Words over the curves, where they hide nothing and nothing crosses them out.

use egui::{Align2, Color32, FontId, Galley, Pos2, Rect, Ui, Vec2, pos2, vec2};
use egui_plot::PlotTransform;
use std::sync::Arc;

use super::values::{Line, Plot, is_point};
use crate::app::theme::{self, font, radius, size, space};

/// What costs more than any number of curves under a word.
const TAKEN: usize = 10_000;

/// Paints the words of level and mark.
pub fn paint<'a>(
    ui: &Ui,
    plot: &Plot<'_>,
    shown: impl Iterator<Item = &'a Line<'a>>,
    transform: &PlotTransform,
) {
    if plot.level.is_none() && plot.mark.is_none() {
        return;
    }
    let tokens = theme::tokens(ui);
    let frame = *transform.frame();
    let curves = segments(shown, transform);
    let mut taken = Vec::new();
    let mut level = None;
    if let Some((value, words)) = plot.level {
        let y = transform.position_from_point_y(value);
        level = Some(y).filter(|y| frame.y_range().contains(*y));
        if level.is_some() {
            let galley = laid(ui, words, font::caption(), tokens.text_weak);
            let size = galley.size();
            let marked = plot.mark.as_ref().map(|(at, _)| ring(transform, *at));
            taken.extend(marked);
            let place = best(at_level(frame, y, size), frame, &curves, &taken, None);
            plate(ui, frame, place, galley);
            taken.push(place);
        }
    }
    if let Some((at, words)) = &plot.mark {
        let at = transform.position_from_point(&(*at).into());
        if frame.contains(at) {
            let galley = laid(ui, words, font::caption_medium(), tokens.accent_text);
            let around = around(at, galley.size());
            let place = best(around, frame, &curves, &taken, level);
            plate(ui, frame, place, galley);
        }
    }
}

fn laid(ui: &Ui, words: &str, face: FontId, ink: Color32) -> Arc<Galley> {
    ui.painter().layout_no_wrap(words.to_owned(), face, ink)
}

fn ring(transform: &PlotTransform, at: [f64; 2]) -> Rect {
    let at = transform.position_from_point(&at.into());
    Rect::from_center_size(at, Vec2::splat(2.0 * size::POINT))
}

/// A ground of their own, or a curve would cross them out where there is no free place.
pub fn plate(ui: &Ui, frame: Rect, place: Rect, galley: Arc<Galley>) {
    let tokens = theme::tokens(ui);
    let painter = ui.painter().with_clip_rect(frame.intersect(ui.clip_rect()));
    painter.rect_filled(
        place.expand2(vec2(space::XS / 2.0, 0.0)),
        radius::POSTER,
        tokens.plate(),
    );
    painter.galley(place.min, galley, tokens.text);
}

/// Above or below the line, at its right end, its left end, in between.
fn at_level(frame: Rect, y: f32, size: Vec2) -> impl Iterator<Item = Rect> {
    let gap = space::XS / 2.0;
    let ups = [y - gap - size.y, y + gap];
    let lefts = [
        frame.right() - space::XS - size.x,
        frame.left() + space::XS,
        frame.center().x - size.x / 2.0,
    ];
    lefts
        .into_iter()
        .flat_map(move |x| ups.map(|top| Rect::from_min_size(pos2(x, top), size)))
}

/// Around a point: above, below, beside.
fn around(at: Pos2, size: Vec2) -> impl Iterator<Item = Rect> {
    let off = size::POINT + space::XS;
    [
        (vec2(off, -off), Align2::LEFT_BOTTOM),
        (vec2(-off, -off), Align2::RIGHT_BOTTOM),
        (vec2(0.0, -off), Align2::CENTER_BOTTOM),
        (vec2(off, off), Align2::LEFT_TOP),
        (vec2(-off, off), Align2::RIGHT_TOP),
        (vec2(0.0, off), Align2::CENTER_TOP),
        (vec2(off, 0.0), Align2::LEFT_CENTER),
        (vec2(-off, 0.0), Align2::RIGHT_CENTER),
        // Farther away, where the curves lie close together.
        (vec2(off, -3.0 * off), Align2::LEFT_BOTTOM),
        (vec2(-off, -3.0 * off), Align2::RIGHT_BOTTOM),
        (vec2(off, 3.0 * off), Align2::LEFT_TOP),
        (vec2(-off, 3.0 * off), Align2::RIGHT_TOP),
    ]
    .into_iter()
    .map(move |(off, align)| align.anchor_size(at + off, size))
}

/// The first of the places with the least under it, pushed into the frame.
fn best(
    places: impl Iterator<Item = Rect>,
    frame: Rect,
    curves: &[[Pos2; 2]],
    taken: &[Rect],
    level: Option<f32>,
) -> Rect {
    let room = frame.shrink(space::XS / 2.0);
    let cost = |place: &Rect| {
        let near = place.expand(size::RING);
        let crossed = curves.iter().filter(|curve| meets(&near, **curve)).count();
        let covered = taken.iter().filter(|taken| taken.intersects(near)).count();
        let level = level.is_some_and(|y| near.y_range().contains(y));
        crossed + usize::from(level) + covered * TAKEN
    };
    places
        .map(|place| {
            let into = room.shrink2(place.size() / 2.0);
            // A frame that is smaller than the words centres them.
            if into.is_negative() {
                Rect::from_center_size(room.center(), place.size())
            } else {
                Rect::from_center_size(into.clamp(place.center()), place.size())
            }
        })
        .min_by_key(cost)
        .unwrap_or(Rect::NOTHING)
}

/// The curves as they lie on the screen.
fn segments<'a>(
    shown: impl Iterator<Item = &'a Line<'a>>,
    transform: &PlotTransform,
) -> Vec<[Pos2; 2]> {
    let frame = transform.frame().expand(size::POINT);
    let screen = |point: &[f64; 2]| transform.position_from_point(&(*point).into());
    shown
        .flat_map(|line| {
            let single = line.points.first().map(|point| [*point, *point]);
            let single = single.filter(|_| line.points.len() == 1);
            line.points
                .windows(2)
                .map(|two| [two[0], two[1]])
                .chain(single)
        })
        .filter(|two| two.iter().all(is_point))
        .map(|two| [screen(&two[0]), screen(&two[1])])
        .filter(|[a, b]| frame.intersects(Rect::from_two_pos(*a, *b)))
        .collect()
}

/// Whether a line crosses a rectangle.
fn meets(rect: &Rect, [a, b]: [Pos2; 2]) -> bool {
    if !rect.intersects(Rect::from_two_pos(a, b)) {
        return false;
    }
    if rect.contains(a) || rect.contains(b) {
        return true;
    }
    // All corners on one side of the line: it passes by.
    let way = b - a;
    let side = |corner: Pos2| way.x * (corner.y - a.y) - way.y * (corner.x - a.x) > 0.0;
    let corners = [
        rect.left_top(),
        rect.right_top(),
        rect.left_bottom(),
        rect.right_bottom(),
    ];
    let first = side(corners[0]);
    corners.into_iter().any(|corner| side(corner) != first)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rect(x: f32, y: f32, wide: f32, high: f32) -> Rect {
        Rect::from_min_size(pos2(x, y), vec2(wide, high))
    }

    #[test]
    fn a_line_meets_a_rectangle_or_passes_by() {
        let it = rect(10.0, 10.0, 10.0, 10.0);
        assert!(meets(&it, [pos2(0.0, 15.0), pos2(30.0, 15.0)]));
        assert!(meets(&it, [pos2(12.0, 12.0), pos2(13.0, 13.0)]));
        assert!(!meets(&it, [pos2(0.0, 5.0), pos2(30.0, 5.0)]));
        // Around the corner.
        assert!(!meets(&it, [pos2(0.0, 25.0), pos2(14.0, 21.0)]));
        assert!(!meets(&it, [pos2(19.0, 0.0), pos2(31.0, 13.0)]));
    }

    #[test]
    fn words_stand_where_nothing_is_and_inside() {
        let frame = rect(0.0, 0.0, 100.0, 100.0);
        let size = vec2(30.0, 12.0);
        let free = best(at_level(frame, 50.0, size), frame, &[], &[], None);
        assert_eq!((free.right(), free.bottom()), (96.0, 48.0));
        // A curve above the line on the right: the words go below.
        let curve = [[pos2(60.0, 40.0), pos2(100.0, 42.0)]];
        let below = best(at_level(frame, 50.0, size), frame, &curve, &[], None);
        assert_eq!((below.right(), below.top()), (96.0, 52.0));
        // A point in the corner: the words do not leave the frame.
        let corner = best(around(pos2(98.0, 2.0), size), frame, &[], &[], None);
        assert!(frame.contains_rect(corner), "{corner:?}");
        // A frame without room.
        let small = rect(0.0, 0.0, 20.0, 20.0);
        let place = best(around(pos2(9.0, 9.0), size), small, &[], &[], None);
        assert_eq!(place.center(), small.center());
    }
}
