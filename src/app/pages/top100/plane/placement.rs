//! Which posters are shown as pictures: as many as do not cover each other.
//!
//! In: points in their order of importance, how large the plane is, how large a picture is. Out:
//! the points that get one. The choice does not depend on the part that is seen, so that moving
//! the plane changes nothing; a nearer view has more room and shows more.

use egui::Vec2;

/// Steps of the zoom at which the choice is made anew, per doubling: between two of them the
/// posters only move apart.
const STEPS: f32 = 2.0;

/// The step to which a zoom belongs.
pub fn level(zoom: f32) -> i32 {
    (zoom.max(1.0).log2() * STEPS + 1e-3).floor() as i32
}

/// The zoom at which a step begins.
pub fn zoom_of(level: i32) -> f32 {
    (level as f32 / STEPS).exp2()
}

/// The points, of those in `order`, that get a picture. `shares`: each point's place on the whole
/// plane, `0..=1` on both sides; `plane`: the whole plane's size in pixels at this zoom; `picture`:
/// a picture's size with the gap around it.
pub fn place(shares: &[Vec2], order: &[u32], plane: Vec2, picture: Vec2) -> Vec<u32> {
    let columns = (plane.x / picture.x).ceil().max(1.0) as usize + 1;
    let rows = (plane.y / picture.y).ceil().max(1.0) as usize + 1;
    // One cell holds the middle of at most one picture: two would cover each other.
    let mut cells: Vec<Option<Vec2>> = vec![None; columns * rows];
    let mut placed = Vec::new();
    for &index in order {
        let Some(share) = shares.get(index as usize) else {
            continue;
        };
        let middle = *share * plane;
        let column = ((middle.x / picture.x).max(0.0) as usize).min(columns - 1);
        let row = ((middle.y / picture.y).max(0.0) as usize).min(rows - 1);
        let covers = |other: &Vec2| {
            let apart = (*other - middle).abs();
            apart.x < picture.x && apart.y < picture.y
        };
        let near_rows = row.saturating_sub(1)..=(row + 1).min(rows - 1);
        let mut near = near_rows.flat_map(|row| {
            let first = row * columns + column.saturating_sub(1);
            let last = row * columns + (column + 1).min(columns - 1);
            first..=last
        });
        let own = row * columns + column;
        let taken = cells[own].is_some() || near.any(|at| cells[at].as_ref().is_some_and(covers));
        if !taken {
            cells[own] = Some(middle);
            placed.push(index);
        }
    }
    placed
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::vec2;

    /// Points spread by a low-discrepancy sequence, denser towards the corner.
    fn points(count: u32) -> Vec<Vec2> {
        (0..count)
            .map(|n| {
                let part = |factor: f64| (f64::from(n) * factor).fract() as f32;
                vec2(part(0.754_877_67).powi(2), part(0.569_840_29).powi(2))
            })
            .collect()
    }

    const PICTURE: Vec2 = vec2(48.0, 70.0);

    #[test]
    fn no_two_pictures_cover_each_other_and_no_room_is_left() {
        let points = points(3000);
        let order: Vec<u32> = (0..3000).collect();
        let plane = vec2(1100.0, 600.0);
        let placed = place(&points, &order, plane, PICTURE);
        let apart = |one: u32, other: u32| {
            let apart = ((points[one as usize] - points[other as usize]) * plane).abs();
            apart.x >= PICTURE.x || apart.y >= PICTURE.y
        };
        for (n, one) in placed.iter().enumerate() {
            assert!(placed[..n].iter().all(|other| apart(*one, *other)));
        }
        for point in &order {
            let shown = placed.contains(point);
            assert!(shown || placed.iter().any(|other| !apart(*point, *other)));
        }
        assert!(placed.len() > 60, "{}", placed.len());
        // The most important is always there.
        assert_eq!(placed[0], 0);
    }

    #[test]
    fn a_nearer_view_shows_more() {
        let points = points(2000);
        let order: Vec<u32> = (0..2000).collect();
        let plane = vec2(1100.0, 600.0);
        let mut before = 0;
        for step in 0..8 {
            let near = place(&points, &order, plane * zoom_of(step), PICTURE).len();
            assert!(near >= before, "{near} after {before}");
            before = near;
        }
        assert!(before > 1000);
    }

    #[test]
    fn levels_and_zooms_agree() {
        for step in 0..12 {
            assert_eq!(level(zoom_of(step)), step);
        }
        assert_eq!((level(1.0), level(1.3), level(1.5)), (0, 0, 1));
    }

    #[test]
    fn points_on_one_place_are_one_picture() {
        let points = vec![vec2(0.5, 0.5); 10];
        let order: Vec<u32> = (0..10).collect();
        assert_eq!(place(&points, &order, vec2(500.0, 500.0), PICTURE), [0]);
        assert!(place(&[], &[], vec2(500.0, 500.0), PICTURE).is_empty());
    }
}
