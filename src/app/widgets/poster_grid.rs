//! A grid of posters that paints what is seen and nothing else, and the keyboard's way through it.
//!
//! In: [`Tiles`]: whose posters, and what stands under them; [`Pictures`]: where they come from. Out: what was [`Touched`]. Where the
//! keyboard is and how far the grid is scrolled stays in a [`PosterGrid`] from frame to frame. The
//! rows just beyond the view are asked for ahead, so that they are there when they come into it.

use egui::{
    Id, Key, KeyboardShortcut, Modifiers, Rect, Response, Role, ScrollArea, Sense, Ui, WidgetInfo,
    vec2,
};

use super::button;
use super::keys::Listed;
use super::poster;
use crate::app::theme::{radius, size, space};
use crate::app::thumbnail::{self, Pictures};
use crate::catalog::Film;

/// What a grid shows.
pub trait Tiles {
    /// How many posters.
    fn count(&self) -> usize;

    /// The film at a place, `0..count`.
    fn film(&self, place: usize) -> Option<&Film>;

    /// What a screen reader says.
    fn name(&self, place: usize, film: &Film) -> String;

    /// Paints the words under the poster into `rect`; whether they had to be cut.
    fn words(&self, ui: &Ui, rect: Rect, place: usize, film: &Film) -> bool;

    /// Adds what the pointer brings up; `cut`: the words under the poster were cut.
    fn hint(&self, response: Response, place: usize, film: &Film, cut: bool) -> Response;

    /// Which poster is painted; by default the film's.
    fn picture(&self, film: &Film) -> Option<thumbnail::Key> {
        film.poster.as_ref().map(thumbnail::Key::poster)
    }

    /// Whether the film is chosen.
    fn is_chosen(&self, _film: &Film) -> bool {
        false
    }
}

/// What hand and keyboard did to a grid in a frame: places, and the keys that were held.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Touched {
    /// Pressed once, or the keyboard moved onto it: it is meant.
    pub meant: Option<(usize, Modifiers)>,
    /// Pressed twice, or Enter: it is to be opened.
    pub opened: Option<usize>,
    /// Pressed with the pointer or Space, once.
    pub pressed: Option<usize>,
}

impl Touched {
    /// For a grid in which a press opens.
    pub fn opened_at_once(self) -> Option<usize> {
        self.opened.or(self.pressed)
    }
}

/// What a grid does with keys, for the list of shortcuts.
pub const KEYS: [Listed; 1] = [Listed {
    keys: &[
        KeyboardShortcut::new(Modifiers::NONE, Key::ArrowLeft),
        KeyboardShortcut::new(Modifiers::NONE, Key::ArrowRight),
        KeyboardShortcut::new(Modifiers::NONE, Key::ArrowUp),
        KeyboardShortcut::new(Modifiers::NONE, Key::ArrowDown),
        KeyboardShortcut::new(Modifiers::NONE, Key::PageUp),
        KeyboardShortcut::new(Modifiers::NONE, Key::PageDown),
        KeyboardShortcut::new(Modifiers::NONE, Key::Home),
        KeyboardShortcut::new(Modifiers::NONE, Key::End),
        KeyboardShortcut::new(Modifiers::NONE, Key::Enter),
    ],
    said: "Arrows, Enter",
    words: "Move through posters, read one",
}];

/// Rows that are asked for beyond the view, on each side.
const AHEAD: usize = 3;

/// How the tiles lie.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tiling {
    /// Posters in a row; at least 1.
    pub columns: usize,
    /// A poster and the words under it.
    pub tile: egui::Vec2,
    /// Between two tiles.
    pub gap: f32,
    /// Height of the words.
    pub words: f32,
}

impl Tiling {
    /// As many columns as fit into `width` with posters of at least `least` points.
    pub fn fitting(width: f32, least: f32, gap: f32, words: f32) -> Self {
        let columns = ((width + gap) / (least + gap)).floor();
        Self::of(width, (columns as usize).max(1), gap, words)
    }

    /// So many columns, as wide as the page allows.
    pub fn of(width: f32, columns: usize, gap: f32, words: f32) -> Self {
        let columns = columns.max(1);
        let wide = (width - gap * (columns - 1) as f32) / columns as f32;
        let wide = wide.floor().max(1.0);
        Self {
            columns,
            tile: vec2(wide, poster::height(wide).floor() + words),
            gap,
            words,
        }
    }

    /// From one row to the next.
    fn pitch(self) -> f32 {
        self.tile.y + self.gap
    }
}

/// Where the keyboard is in a grid, and how far it is scrolled.
#[derive(Debug, Default)]
pub struct PosterGrid {
    /// The place that the keyboard is on.
    selected: usize,
    /// The selection was moved by a key: it takes the focus and is scrolled to.
    moved: bool,
    /// A tile had the keyboard's focus in the last frame.
    focused: bool,
    offset: f32,
    view_height: f32,
}

impl PosterGrid {
    /// Other posters are shown: back to the first.
    pub fn to_top(&mut self) {
        *self = Self {
            // The keyboard stays on the grid if it was there.
            moved: self.focused,
            focused: self.focused,
            ..Self::default()
        };
    }

    /// As many posters are shown from now on, most of them the same as before.
    pub fn hold(&mut self, count: usize) {
        self.selected = self.selected.min(count.saturating_sub(1));
    }

    /// The grid is to take the keyboard.
    pub fn take_keyboard(&mut self) {
        self.moved = true;
    }

    /// The place that the keyboard is on; `None` while it is elsewhere.
    pub fn focused(&self) -> Option<usize> {
        self.focused.then_some(self.selected)
    }

    /// Paints the grid over the rest of the page; returns what was touched. `salt` tells grids apart;
    /// `listens`: keys are meant for this grid.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        salt: &str,
        tiling: Tiling,
        tiles: &impl Tiles,
        pictures: &mut impl Pictures,
        listens: bool,
    ) -> Touched {
        let count = tiles.count();
        let mut touched = Touched::default();
        if count == 0 {
            return touched;
        }
        ui.spacing_mut().item_spacing = vec2(tiling.gap, tiling.gap);
        if listens {
            self.keys(ui, tiling, count, &mut touched);
        }
        let mut area = ScrollArea::vertical().id_salt(salt).auto_shrink(false);
        if self.moved {
            area = area.vertical_scroll_offset(self.offset_that_shows(tiling));
        }
        let rows = count.div_ceil(tiling.columns);
        let mut focused = false;
        let output = area.show_rows(ui, tiling.tile.y, rows, |ui, seen| {
            let origin = ui.max_rect().min + vec2(size::RING * 2.0, size::RING * 2.0);
            let key = |place| tiles.film(place).and_then(|film| tiles.picture(film));
            // From below: what was asked for last is decoded first.
            for row in beyond(&seen, rows) {
                let places = row * tiling.columns..((row + 1) * tiling.columns).min(count);
                for key in places.rev().filter_map(key) {
                    pictures.get_ahead(&key);
                }
            }
            let places = seen.start * tiling.columns..(seen.end * tiling.columns).min(count);
            for key in places.rev().filter_map(key) {
                pictures.get(&key);
            }
            for place in seen.start * tiling.columns..(seen.end * tiling.columns).min(count) {
                let Some(film) = tiles.film(place) else {
                    continue;
                };
                let (row, column) = (place / tiling.columns, place % tiling.columns);
                let steps = vec2(column as f32, (row - seen.start) as f32);
                let pitch = vec2(tiling.tile.x + tiling.gap, tiling.pitch());
                let rect = Rect::from_min_size(origin + steps * pitch, tiling.tile);
                let response = self.tile(ui, salt, (place, rect, tiling), film, tiles, pictures);
                focused |= response.has_focus();
                if response.double_clicked() {
                    touched.opened = Some(place);
                } else if response.clicked() {
                    touched.pressed = Some(place);
                    touched.meant = Some((place, ui.input(|input| input.modifiers)));
                }
            }
        });
        self.moved = false;
        self.focused = focused;
        self.offset = output.state.clamped_offset().y;
        self.view_height = output.inner_rect.height();
        let hand = touched.pressed.or(touched.opened);
        self.selected = hand.unwrap_or(self.selected).min(count - 1);
        touched
    }

    fn tile(
        &self,
        ui: &mut Ui,
        salt: &str,
        (place, rect, tiling): (usize, Rect, Tiling),
        film: &Film,
        tiles: &impl Tiles,
        pictures: &mut impl Pictures,
    ) -> Response {
        let selected = place == self.selected;
        // Only the selected tile is a stop for Tab; arrows do the rest.
        let sense = if selected {
            Sense::click()
        } else {
            Sense::CLICK
        };
        let response = ui.interact(rect, Id::unique((salt, place)), sense);
        if selected && self.moved {
            response.request_focus();
        }
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, tiles.name(place, film)));
        let words = vec2(0.0, tiling.words);
        let frame = Rect::from_min_size(rect.min, rect.size() - words);
        match tiles.picture(film) {
            Some(key) => {
                poster::thumbnail(ui, frame, pictures.get(&key));
                if film.poster.is_none() {
                    poster::faded(ui, frame);
                }
            }
            None => poster::blank(ui, frame),
        }
        if tiles.is_chosen(film) {
            poster::chosen(ui, frame);
        }
        if response.hovered() {
            button::hover_frame(ui, frame, radius::POSTER);
        }
        button::focus_ring(ui, &response, frame, radius::POSTER);
        let below = Rect::from_min_max(frame.left_bottom(), rect.max);
        let cut = tiles.words(ui, below, place, film);
        tiles.hint(response, place, film, cut)
    }

    /// Arrow keys move the selection while the keyboard is on the grid, or on nothing; with Shift
    /// or Ctrl too. Space means a film more or less, Enter opens.
    fn keys(&mut self, ui: &Ui, tiling: Tiling, count: usize, touched: &mut Touched) {
        let nothing_focused = ui.memory(|memory| memory.focused().is_none());
        if !(self.focused || nothing_focused) {
            return;
        }
        let page = (self.view_height / tiling.pitch()).floor().max(1.0) as usize;
        let at = self.selected;
        let moves = [
            (Key::ArrowLeft, at.saturating_sub(1)),
            (Key::ArrowRight, at + 1),
            (Key::ArrowUp, at.checked_sub(tiling.columns).unwrap_or(at)),
            (Key::ArrowDown, at + tiling.columns),
            (Key::PageUp, at.saturating_sub(page * tiling.columns)),
            (Key::PageDown, at + page * tiling.columns),
            (Key::Home, 0),
            (Key::End, count),
        ];
        let pressed = |key| {
            ui.input_mut(|input| {
                // Shift may be held with either.
                input.consume_key(Modifiers::NONE, key)
                    || input.consume_key(Modifiers::COMMAND, key)
            })
        };
        let held = ui.input(|input| input.modifiers);
        if self.focused && pressed(Key::Enter) {
            touched.opened = Some(at.min(count - 1));
        }
        if self.focused && pressed(Key::Space) {
            touched.meant = Some((at.min(count - 1), Modifiers::COMMAND));
            touched.pressed = Some(at.min(count - 1));
        }
        for (key, to) in moves {
            if pressed(key) {
                // The first key only puts the keyboard on the grid.
                let to = if self.focused { to } else { at };
                self.selected = to.min(count - 1);
                self.moved = true;
                touched.meant = Some((self.selected, held)).filter(|_| !held.command || held.shift);
                ui.memory_mut(|memory| memory.move_focus(egui::FocusDirection::None));
            }
        }
    }

    /// The scroll place nearest to the present one at which the selected row is seen whole.
    fn offset_that_shows(&self, tiling: Tiling) -> f32 {
        let top = (self.selected / tiling.columns) as f32 * tiling.pitch();
        let bottom = top + tiling.pitch() + size::RING;
        let highest = (bottom - self.view_height).max(0.0);
        if self.view_height <= tiling.pitch() {
            return top;
        }
        self.offset.clamp(highest, top.max(highest))
    }
}

/// The rows around those that are seen, the nearest last.
fn beyond(seen: &std::ops::Range<usize>, rows: usize) -> impl Iterator<Item = usize> {
    let below = (seen.end..(seen.end + AHEAD).min(rows)).rev();
    let above = seen.start.saturating_sub(AHEAD)..seen.start;
    above.chain(below)
}

/// A film's title and year: `Alien (1979)`.
pub fn film_name(film: &Film) -> String {
    match film.year {
        Some(year) => format!("{} ({year})", film.title),
        None => film.title.clone(),
    }
}

/// The width that a grid may use of the page: the scroll bar and the ring around the last column
/// take the rest.
pub fn width(ui: &Ui) -> f32 {
    ui.available_width() - space::XL
}

#[cfg(test)]
mod tests {
    use super::*;

    fn library(width: f32) -> Tiling {
        Tiling::fitting(width, size::TILE, space::L, size::TILE_WORDS)
    }

    #[test]
    fn tiles_fill_the_page_and_keep_their_shape() {
        for width in [100.0_f32, 500.0, 1136.0, 1776.0, 3000.0] {
            for tiling in [library(width), Tiling::of(width, 10, space::M, 20.0)] {
                let columns = tiling.columns as f32;
                let used = columns * (tiling.tile.x + tiling.gap) - tiling.gap;
                assert!(used <= width.max(used) && width - used < columns + 1.0);
            }
            assert!(library(width).tile.x >= size::TILE.min(width) - 1.0);
        }
    }

    #[test]
    fn rows_beyond_the_view_are_those_next_to_it() {
        let rows = |seen, rows| beyond(&seen, rows).collect::<Vec<_>>();
        assert_eq!(rows(5..9, 100), [2, 3, 4, 11, 10, 9]);
        assert_eq!(rows(0..4, 5), [4]);
        assert_eq!(rows(0..4, 4), Vec::<usize>::new());
    }

    #[test]
    fn the_selected_row_is_scrolled_to_and_no_further() {
        let tiling = library(1136.0);
        let mut grid = PosterGrid {
            view_height: tiling.pitch() * 2.5,
            ..PosterGrid::default()
        };
        assert_eq!(grid.offset_that_shows(tiling), 0.0);
        grid.selected = tiling.columns * 10;
        let down = grid.offset_that_shows(tiling);
        assert!(down > tiling.pitch() * 8.0 && down < tiling.pitch() * 10.0);
        grid.offset = down;
        assert_eq!(grid.offset_that_shows(tiling), down);
        grid.selected = 0;
        assert_eq!(grid.offset_that_shows(tiling), 0.0);
    }
}
