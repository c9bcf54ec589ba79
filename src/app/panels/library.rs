//! All posters of the library: a grid that paints what is seen and nothing else.

use std::sync::Arc;

use egui::{Align, Id, Key, Layout, Margin, Rect, Response, RichText, TextEdit, Ui, pos2, vec2};

use crate::app::command::Command;
use crate::app::films::Films;
use crate::app::state::State;
use crate::app::theme::{self, font, size, space};
use crate::app::widgets::button::{self, Weight};
use crate::app::widgets::empty::{self, Action};
use crate::app::widgets::icon::{self, Icon};
use crate::app::widgets::poster_grid::{self, PosterGrid, Tiles, Tiling};
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
    tiles: PosterGrid,
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
                self.tiles.to_top();
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
        grid.tiles.take_keyboard();
    }
}

fn empty(ui: &mut Ui, state: &mut State) {
    if state.opening.is_some() {
        empty::page(ui, "The posters are on their way", "", |_| ());
    } else if state.films.all().is_empty() {
        let action = Action {
            weight: Weight::Primary,
            icon: Icon::Open,
            word: "Open a library…",
        };
        let text =
            "A library is a folder. In a terminal:\nonesheet import MyFilms --posters covers";
        if empty::with_action(ui, "No films here yet", text, &action) {
            state.send(Command::OpenLibrary);
        }
    } else {
        let action = Action {
            weight: Weight::Quiet,
            icon: Icon::Close,
            word: "Show all films",
        };
        let text = format!("Nothing contains “{}”.", state.grid.query.trim());
        if empty::with_action(ui, "No film has such a title", &text, &action) {
            state.grid.query.clear();
        }
    }
}

fn grid(ui: &mut Ui, state: &mut State, shown: &[usize]) {
    let width = poster_grid::width(ui);
    let tiling = Tiling::fitting(width, size::TILE, space::L, size::TILE_WORDS);
    let tiles = Shown {
        films: &state.films,
        shown,
    };
    let (grid, thumbnails) = (&mut state.grid.tiles, &mut state.thumbnails);
    let listens = !state.shortcuts_open;
    let pressed = grid.show(ui, "library tile", tiling, &tiles, thumbnails, listens);
    let film = pressed.and_then(|place| tiles.film(place));
    if let Some(poster) = film.and_then(|film| film.poster.as_ref()) {
        let paths = vec![poster.path.clone()];
        state.send(Command::Read(paths));
    }
}

/// The films that are shown, for the grid.
struct Shown<'a> {
    films: &'a Films,
    shown: &'a [usize],
}

impl Tiles for Shown<'_> {
    fn count(&self) -> usize {
        self.shown.len()
    }

    fn film(&self, place: usize) -> Option<&Film> {
        self.films.all().get(*self.shown.get(place)?)
    }

    fn name(&self, _: usize, film: &Film) -> String {
        poster_grid::film_name(film)
    }

    /// Title and year.
    fn words(&self, ui: &Ui, rect: Rect, _: usize, film: &Film) -> bool {
        let tokens = theme::tokens(ui);
        let mut job = egui::text::LayoutJob::single_section(
            film.title.clone(),
            egui::TextFormat::simple(font::body_medium(), tokens.text),
        );
        job.wrap = egui::text::TextWrapping::truncate_at_width(rect.width());
        let galley = ui.painter().layout_job(job);
        let elided = galley.elided;
        let at = pos2(rect.left(), rect.top() + space::S);
        let below = at.y + galley.size().y;
        ui.painter().galley(at, galley, tokens.text);
        if let Some(year) = film.year {
            let at = pos2(rect.left(), below);
            let (face, ink) = (font::caption(), tokens.text_weak);
            ui.painter()
                .text(at, egui::Align2::LEFT_TOP, year, face, ink);
        }
        elided
    }

    fn hint(&self, response: Response, _: usize, film: &Film, cut: bool) -> Response {
        if cut {
            response.on_hover_text(poster_grid::film_name(film))
        } else {
            response
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_read_as_people_say_them() {
        assert_eq!(count(120, 120), "120 films");
        assert_eq!(count(1, 1), "1 film");
        assert_eq!(count(3, 45_417), "3 of 45,417 films");
    }
}
