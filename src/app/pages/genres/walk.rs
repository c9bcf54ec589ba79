//! The pointer's and the keyboard's way through a chart's spots: one stop for Tab, arrows from spot
//! to spot, Enter presses.

use egui::{Id, Key, Modifiers, Pos2, Rect, Role, Sense, Ui, Vec2, WidgetInfo, pos2, vec2};

use crate::charts::{Place, Spot};

/// Where the keyboard is in a chart.
#[derive(Debug, Default)]
pub struct Walk {
    /// The row and column of the spot that the keyboard is on, or would be.
    at: (usize, usize),
    /// A spot had the keyboard's focus in the last frame.
    focused: bool,
    /// A key moved it: the new spot takes the focus.
    moved: bool,
}

/// What a frame's hands did.
#[derive(Debug, Default, Clone, Copy, PartialEq)]
pub struct Touched {
    /// The pointer is over this spot.
    pub hovered: Option<Spot>,
    /// The keyboard is on this spot.
    pub focused: Option<Spot>,
    /// This spot was pressed.
    pub pressed: Option<Spot>,
}

/// A spot's kind of thing, and its words.
pub struct Said {
    /// A button where it can be pressed.
    pub role: Role,
    /// For a screen reader.
    pub words: String,
}

impl Walk {
    /// Senses the spots of a chart whose corner is at `corner`.
    pub fn sense(
        &mut self,
        ui: &Ui,
        id: Id,
        corner: Pos2,
        spots: &[Spot],
        said: impl Fn(Spot) -> Said,
    ) -> Touched {
        let mut touched = Touched::default();
        let Some(nearest) = nearest(spots, self.at) else {
            return touched;
        };
        self.at = nearest.at;
        if self.focused {
            self.keys(ui, spots);
        }
        let seen = ui.clip_rect();
        let (mut pointed, mut clicked, mut focused) = (false, false, false);
        for spot in spots {
            let rect = bounds(spot.place, corner.to_vec2());
            let current = spot.at == self.at;
            if !current && !seen.intersects(rect) {
                continue;
            }
            // Only one spot is a stop for Tab; arrows do the rest.
            let sense = if current {
                Sense::click()
            } else {
                Sense::CLICK
            };
            let response = ui.interact(rect, id.with(spot.at), sense);
            if current && self.moved {
                response.request_focus();
            }
            if current && (self.moved || response.gained_focus()) {
                ui.scroll_to_rect(rect, None);
            }
            response.widget_info(|| {
                let said = said(*spot);
                WidgetInfo::labeled(said.role, true, said.words)
            });
            let pressed = response.clicked_by(egui::PointerButton::Primary);
            pointed |= response.hovered() || pressed;
            if pressed {
                clicked = true;
            } else if response.clicked() {
                touched.pressed = Some(*spot);
            }
            if response.has_focus() {
                focused = true;
                touched.focused = Some(*spot);
            }
        }
        self.moved = false;
        self.focused = focused;
        // Bounds of a ring's parts lie over each other: the pointer's spot is the one it is in.
        let pointer = ui.input(|input| input.pointer.hover_pos());
        if let Some(pointer) = pointer.filter(|_| pointed) {
            let at = pointer - corner;
            let under = spots.iter().find(|spot| spot.place.contains((at.x, at.y)));
            touched.hovered = under.copied();
            if clicked && let Some(spot) = under {
                touched.pressed = Some(*spot);
                self.at = spot.at;
            }
        }
        touched
    }

    fn keys(&mut self, ui: &Ui, spots: &[Spot]) {
        for (key, step) in [
            (Key::ArrowLeft, (0, -1)),
            (Key::ArrowRight, (0, 1)),
            (Key::ArrowUp, (-1, 0)),
            (Key::ArrowDown, (1, 0)),
        ] {
            if ui.input_mut(|input| input.consume_key(Modifiers::NONE, key)) {
                // At an edge the keyboard stays where it is.
                if let Some(to) = neighbour(spots, self.at, step) {
                    self.at = to;
                }
                self.moved = true;
                ui.memory_mut(|memory| memory.move_focus(egui::FocusDirection::None));
            }
        }
    }
}

/// The spot at `at`, or the one nearest to it.
fn nearest(spots: &[Spot], at: (usize, usize)) -> Option<&Spot> {
    spots
        .iter()
        .min_by_key(|spot| spot.at.0.abs_diff(at.0) + spot.at.1.abs_diff(at.1))
}

/// The next spot in a direction: rows and columns may have gaps.
fn neighbour(spots: &[Spot], from: (usize, usize), step: (i32, i32)) -> Option<(usize, usize)> {
    let along = |at: (usize, usize)| {
        let (row, column) = (at.0 as i64 - from.0 as i64, at.1 as i64 - from.1 as i64);
        let (ahead, aside) = match step {
            (0, direction) => (column * i64::from(direction), row),
            (direction, _) => (row * i64::from(direction), column),
        };
        (ahead > 0).then_some((ahead, aside.abs()))
    };
    spots
        .iter()
        .filter_map(|spot| Some((along(spot.at)?, spot.at)))
        .min()
        .map(|(_, at)| at)
}

/// The rectangle that stands for a spot in the window. That of a ring's part lies in the middle of
/// its band, so that its middle is inside of it.
pub fn bounds(place: Place, offset: Vec2) -> Rect {
    match place {
        Place::Area((left, top, width, height)) => {
            Rect::from_min_size(pos2(left, top), vec2(width, height)).translate(offset)
        }
        Place::Sector(ring, from, to) => {
            let (left, top, width, height) = place.bounds();
            let whole = Rect::from_min_size(pos2(left, top), vec2(width, height));
            let middle = f32::midpoint(ring.inner, ring.outer);
            let (x, y) = ring.at(f32::midpoint(from, to), middle);
            // As far as the bounds reach at both sides of that point.
            let centre = pos2(x, y);
            let reach = vec2(
                (centre.x - whole.left()).max(whole.right() - centre.x),
                (centre.y - whole.top()).max(whole.bottom() - centre.y),
            );
            Rect::from_center_size(centre, reach * 2.0).translate(offset)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::Ring;

    fn spot(row: usize, column: usize) -> Spot {
        Spot {
            at: (row, column),
            place: Place::Area((column as f32 * 10.0, row as f32 * 10.0, 9.0, 9.0)),
        }
    }

    #[test]
    fn arrows_find_the_next_spot_over_gaps() {
        let spots = [spot(0, 0), spot(0, 3), spot(2, 0), spot(2, 2)];
        assert_eq!(neighbour(&spots, (0, 0), (0, 1)), Some((2, 2)));
        assert_eq!(neighbour(&spots[..2], (0, 0), (0, 1)), Some((0, 3)));
        assert_eq!(neighbour(&spots, (0, 0), (1, 0)), Some((2, 0)));
        assert_eq!(neighbour(&spots, (0, 0), (-1, 0)), None);
        assert_eq!(neighbour(&spots, (2, 2), (0, -1)), Some((2, 0)));
    }

    #[test]
    fn a_spot_that_is_gone_gives_way_to_the_nearest() {
        let spots = [spot(0, 0), spot(5, 1)];
        assert_eq!(nearest(&spots, (9, 9)).map(|spot| spot.at), Some((5, 1)));
        assert!(nearest(&[], (0, 0)).is_none());
    }

    #[test]
    fn the_middle_of_a_rings_part_is_inside_of_it() {
        let ring = Ring {
            centre: (100.0, 100.0),
            inner: 60.0,
            outer: 100.0,
        };
        for (from, to) in [(0.0, 0.1), (0.1, 0.9), (0.5, 1.0), (0.0, 1.0)] {
            let place = Place::Sector(ring, from, to);
            let middle = bounds(place, Vec2::ZERO).center();
            assert!(place.contains((middle.x, middle.y)), "{from} to {to}");
        }
    }
}
