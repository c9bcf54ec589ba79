//! All posters of the library: a grid that paints what is seen and nothing else.

use std::sync::Arc;

use egui::{
    Align, Id, Key, Label, Layout, Margin, Modifiers, Rect, RichText, Role, ScrollArea, Sense,
    TextEdit, Ui, WidgetInfo, pos2, vec2,
};

use crate::app::command::Command;
use crate::app::films::Films;
use crate::app::state::State;
use crate::app::theme::{self, font, radius, size, space};
use crate::app::thumbnails::{self, Thumbnails};
use crate::app::widgets::button::{self, Weight};
use crate::app::widgets::icon::{self, Icon};
use crate::app::widgets::poster;
use crate::catalog::Film;
use crate::wording::thousands;

/// The grid's query, place and selection.
#[derive(Default)]
pub struct Grid {
    /// What is searched for.
    pub query: String,
    /// The search field is to take the keyboard.
    pub wants_search: bool,
    /// The films that are shown, as indices into the library; made anew when the query changes.
    shown: Option<(String, Arc<[usize]>)>,
    /// The place in `shown` that the keyboard is on.
    selected: usize,
    /// The selection was moved by a key: it takes the focus and is scrolled to.
    moved: bool,
    /// A tile had the keyboard's focus in the last frame.
    focused: bool,
    offset: f32,
    view_height: f32,
}

impl Grid {
    /// Another library was opened.
    pub fn forget(&mut self) {
        *self = Self {
            query: std::mem::take(&mut self.query),
            ..Self::default()
        };
    }

    /// The films that are shown.
    fn shown(&mut self, films: &Films) -> Arc<[usize]> {
        match &self.shown {
            Some((query, shown)) if *query == self.query => Arc::clone(shown),
            _ => {
                let shown: Arc<[usize]> = films.search(&self.query).into();
                self.shown = Some((self.query.clone(), Arc::clone(&shown)));
                self.selected = 0;
                self.offset = 0.0;
                shown
            }
        }
    }
}

/// Paints the page.
pub fn show(ui: &mut Ui, state: &mut State) {
    let margin = Margin {
        left: space::XXL as i8,
        right: space::M as i8,
        top: space::XL as i8,
        bottom: 0,
    };
    egui::Frame::new().inner_margin(margin).show(ui, |ui| {
        let shown = state.grid.shown(&state.films);
        header(ui, state, shown.len());
        ui.add_space(space::L);
        if shown.is_empty() {
            empty(ui, state);
        } else {
            grid(ui, state, &shown);
        }
    });
}

fn header(ui: &mut Ui, state: &mut State, shown: usize) {
    let tokens = theme::tokens(ui);
    ui.horizontal(|ui| {
        ui.label(RichText::new("Library").font(font::title()));
        ui.add_space(space::S);
        let count = RichText::new(count(shown, state.films.all().len()))
            .font(font::lead())
            .color(tokens.text_weak);
        ui.label(count);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(space::L);
            search(ui, &mut state.grid);
            if button::button(ui, Weight::Quiet, Icon::Open, "Open library…").clicked() {
                state.send(Command::OpenLibrary);
            }
        });
    });
}

/// `120 films`, `3 of 45,417 films`.
fn count(shown: usize, all: usize) -> String {
    let films = if all == 1 { "film" } else { "films" };
    let all_words = thousands(all as u64);
    if shown == all {
        format!("{all_words} {films}")
    } else {
        format!("{} of {all_words} {films}", thousands(shown as u64))
    }
}

fn search(ui: &mut Ui, grid: &mut Grid) {
    let tokens = theme::tokens(ui);
    let width = size::SEARCH.min(ui.available_width() / 2.0);
    let field = TextEdit::singleline(&mut grid.query)
        .id(Id::unique("library search"))
        .hint_text("Search titles")
        .desired_width(width)
        .align(egui::Align2::LEFT_CENTER)
        .min_size(vec2(0.0, size::BUTTON))
        .margin(Margin {
            left: (size::ICON + space::L) as i8,
            right: space::M as i8,
            top: space::S as i8,
            bottom: space::S as i8,
        });
    let response = ui.add(field);
    let lens = icon::leading(response.rect, space::M - space::XS, size::ICON);
    icon::paint(
        ui.painter(),
        lens,
        size::ICON,
        Icon::Search,
        tokens.text_weak,
    );
    if std::mem::take(&mut grid.wants_search) {
        response.request_focus();
    }
    // From the field straight into the grid.
    let down = ui.input(|input| input.key_pressed(Key::ArrowDown));
    let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    if entered || (response.has_focus() && down) {
        grid.moved = true;
    }
}

fn empty(ui: &mut Ui, state: &mut State) {
    let tokens = theme::tokens(ui);
    let room = ui.available_height();
    ui.vertical_centered(|ui| {
        ui.add_space(room / 3.0);
        let weak = |text: String| {
            RichText::new(text)
                .font(font::lead())
                .color(tokens.text_weak)
        };
        if state.opening.is_some() {
            ui.label(RichText::new("The posters are on their way").font(font::section()));
        } else if state.films.all().is_empty() {
            ui.label(RichText::new("No films here yet").font(font::section()));
            ui.add_space(space::S);
            ui.label(weak(
                "A library is a folder. In a terminal: onesheet import MyFilms --posters covers"
                    .to_owned(),
            ));
            ui.add_space(space::L);
            if button::button(ui, Weight::Primary, Icon::Open, "Open a library…").clicked() {
                state.send(Command::OpenLibrary);
            }
        } else {
            let query = state.grid.query.trim().to_owned();
            ui.label(RichText::new("No film has such a title").font(font::section()));
            ui.add_space(space::S);
            ui.add(Label::new(weak(format!("Nothing contains “{query}”."))).truncate());
            ui.add_space(space::L);
            if button::button(ui, Weight::Quiet, Icon::Close, "Show all films").clicked() {
                state.grid.query.clear();
            }
        }
    });
}

/// How the tiles lie.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Tiling {
    columns: usize,
    tile: egui::Vec2,
}

impl Tiling {
    /// As many columns as fit, then as wide as the page allows.
    fn of(width: f32) -> Self {
        let columns = ((width + space::L) / (size::TILE + space::L)).floor();
        let columns = (columns as usize).max(1);
        let wide = (width - space::L * (columns - 1) as f32) / columns as f32;
        let wide = wide.floor();
        Self {
            columns,
            tile: vec2(wide, poster::height(wide).floor() + size::TILE_WORDS),
        }
    }

    fn pitch(self) -> f32 {
        self.tile.y + space::L
    }
}

fn grid(ui: &mut Ui, state: &mut State, shown: &[usize]) {
    ui.spacing_mut().item_spacing = vec2(space::L, space::L);
    let tiling = Tiling::of(ui.available_width() - space::XL);
    keys(ui, state, tiling, shown.len());
    let mut area = ScrollArea::vertical().auto_shrink(false);
    let grid = &mut state.grid;
    if grid.moved {
        area = area.vertical_scroll_offset(offset_that_shows(grid, tiling));
    }
    let rows = shown.len().div_ceil(tiling.columns);
    let mut opened = None;
    let (films, thumbnails) = (&state.films, &mut state.thumbnails);
    let mut focused = false;
    let output = area.show_rows(ui, tiling.tile.y, rows, |ui, seen| {
        let origin = ui.max_rect().min + vec2(size::RING * 2.0, size::RING * 2.0);
        for row in seen.clone() {
            for column in 0..tiling.columns {
                let place = row * tiling.columns + column;
                let Some(film) = shown.get(place).and_then(|at| films.all().get(*at)) else {
                    break;
                };
                let steps = vec2(column as f32, (row - seen.start) as f32);
                let pitch = vec2(tiling.tile.x + space::L, tiling.pitch());
                let rect = Rect::from_min_size(origin + steps * pitch, tiling.tile);
                let on = place == grid.selected;
                let take = on && grid.moved;
                let response = tile(ui, rect, place, film, thumbnails, on, take);
                focused |= response.has_focus();
                if response.clicked() {
                    grid.selected = place;
                    opened = film.poster.as_ref().map(|poster| poster.path.clone());
                }
            }
        }
    });
    grid.moved = false;
    grid.focused = focused;
    grid.offset = output.state.clamped_offset().y;
    grid.view_height = output.inner_rect.height();
    if let Some(path) = opened {
        state.send(Command::Read(vec![path]));
    }
}

/// Arrow keys move the selection while the keyboard is on the grid, or on nothing.
fn keys(ui: &Ui, state: &mut State, tiling: Tiling, count: usize) {
    let nothing_focused = ui.memory(|memory| memory.focused().is_none());
    if !(state.grid.focused || nothing_focused) || state.shortcuts_open {
        return;
    }
    let page = (state.grid.view_height / tiling.pitch()).floor().max(1.0) as usize;
    let at = state.grid.selected;
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
    for (key, to) in moves {
        if ui.input_mut(|input| input.consume_key(Modifiers::NONE, key)) {
            // The first key only puts the keyboard on the grid.
            state.grid.selected = if state.grid.focused {
                to.min(count - 1)
            } else {
                at.min(count - 1)
            };
            state.grid.moved = true;
            ui.memory_mut(|memory| memory.move_focus(egui::FocusDirection::None));
        }
    }
}

/// The scroll place nearest to the present one at which the selected row is seen whole.
fn offset_that_shows(grid: &Grid, tiling: Tiling) -> f32 {
    let top = (grid.selected / tiling.columns) as f32 * tiling.pitch();
    let bottom = top + tiling.pitch() + size::RING;
    let highest = (bottom - grid.view_height).max(0.0);
    if grid.view_height <= tiling.pitch() {
        return top;
    }
    grid.offset.clamp(highest, top.max(highest))
}

fn tile(
    ui: &mut Ui,
    rect: Rect,
    place: usize,
    film: &Film,
    thumbnails: &mut Thumbnails,
    selected: bool,
    take_focus: bool,
) -> egui::Response {
    // Only the selected tile is a stop for Tab; arrows do the rest.
    let sense = if selected {
        Sense::click()
    } else {
        Sense::CLICK
    };
    let response = ui.interact(rect, Id::unique(("library tile", place)), sense);
    if take_focus {
        response.request_focus();
    }
    let name = match film.year {
        Some(year) => format!("{} ({year})", film.title),
        None => film.title.clone(),
    };
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    let tokens = theme::tokens(ui);
    let frame = Rect::from_min_size(
        rect.min,
        vec2(rect.width(), rect.height() - size::TILE_WORDS),
    );
    match &film.poster {
        Some(poster) => {
            let picture = thumbnails.get(&thumbnails::Key::poster(poster));
            poster::thumbnail(ui, frame, picture);
        }
        None => poster::blank(ui, frame),
    }
    if response.hovered() {
        button::hover_frame(ui, frame, radius::POSTER);
    }
    button::focus_ring(ui, &response, frame, radius::POSTER);
    let elided = words(ui, frame, film, tokens);
    if elided {
        response.on_hover_text(name)
    } else {
        response
    }
}

/// Title and year under the poster; whether the title was cut.
fn words(ui: &Ui, frame: Rect, film: &Film, tokens: &theme::Tokens) -> bool {
    let mut job = egui::text::LayoutJob::single_section(
        film.title.clone(),
        egui::TextFormat::simple(font::body_medium(), tokens.text),
    );
    job.wrap = egui::text::TextWrapping::truncate_at_width(frame.width());
    let galley = ui.painter().layout_job(job);
    let elided = galley.elided;
    let at = pos2(frame.left(), frame.bottom() + space::S);
    let below = at.y + galley.size().y;
    ui.painter().galley(at, galley, tokens.text);
    if let Some(year) = film.year {
        ui.painter().text(
            pos2(frame.left(), below),
            egui::Align2::LEFT_TOP,
            year,
            font::caption(),
            tokens.text_weak,
        );
    }
    elided
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tiles_fill_the_page_and_keep_their_shape() {
        for width in [100.0_f32, 500.0, 1136.0, 1776.0, 3000.0] {
            let tiling = Tiling::of(width);
            let used = tiling.columns as f32 * (tiling.tile.x + space::L) - space::L;
            assert!(used <= width && width - used < tiling.columns as f32 + 1.0);
            assert!(tiling.tile.x >= size::TILE.min(width) - 1.0);
        }
    }

    #[test]
    fn counts_read_as_people_say_them() {
        assert_eq!(count(120, 120), "120 films");
        assert_eq!(count(1, 1), "1 film");
        assert_eq!(count(3, 45_417), "3 of 45,417 films");
    }

    #[test]
    fn the_selected_row_is_scrolled_to_and_no_further() {
        let tiling = Tiling::of(1136.0);
        let mut grid = Grid {
            view_height: tiling.pitch() * 2.5,
            ..Grid::default()
        };
        assert_eq!(offset_that_shows(&grid, tiling), 0.0);
        grid.selected = tiling.columns * 10;
        let down = offset_that_shows(&grid, tiling);
        assert!(down > tiling.pitch() * 8.0 && down < tiling.pitch() * 10.0);
        grid.offset = down;
        assert_eq!(offset_that_shows(&grid, tiling), down);
        grid.selected = 0;
        assert_eq!(offset_that_shows(&grid, tiling), 0.0);
    }
}
