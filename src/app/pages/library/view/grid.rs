//! The posters, with title and year below.

use egui::{KeyboardShortcut, Modifiers, Rect, Response, Ui, pos2};

use crate::app::cx::Cx;
use crate::app::pages::library::state::LibraryPage;
use crate::app::request::Request;
use crate::app::shared::Shared;
use crate::app::shared::films::Films;
use crate::app::shared::selection::Selection;
use crate::app::theme::{self, font, size, space};
use crate::app::thumbnail::Key;
use crate::app::widgets::keys::Listed;
use crate::app::widgets::poster_grid::{self, Tiles, Tiling};
use crate::catalog::Film;

/// How the grid's keys choose films, beside moving through them, for the list of shortcuts.
pub const CHOOSING: [Listed; 2] = [
    Listed {
        keys: &[
            shift(egui::Key::ArrowLeft),
            shift(egui::Key::ArrowRight),
            shift(egui::Key::ArrowUp),
            shift(egui::Key::ArrowDown),
            shift(egui::Key::PageUp),
            shift(egui::Key::PageDown),
            shift(egui::Key::Home),
            shift(egui::Key::End),
        ],
        said: "Shift+Arrows",
        words: "Choose several films",
    },
    Listed {
        keys: &[KeyboardShortcut::new(Modifiers::NONE, egui::Key::Space)],
        said: "",
        words: "Choose a film or not",
    },
];

const fn shift(key: egui::Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::SHIFT, key)
}

/// Paints the grid over what is left of the page.
pub fn show(ui: &mut Ui, page: &mut LibraryPage, cx: &mut Cx<'_>, shown: &[usize]) {
    let listens = page.listens(cx);
    wheel(ui, &mut page.kept.tile);
    let least = page.kept.tile;
    let least = least.clamp(*size::TILES.start(), *size::TILES.end());
    let (words, gap) = if least < size::TILE_WORDLESS {
        (0.0, space::S)
    } else {
        (size::TILE_WORDS, space::L)
    };
    let tiling = Tiling::fitting(poster_grid::width(ui), least, gap, words);
    let Shared {
        films,
        selection,
        thumbnails,
        ..
    } = &mut *cx.shared;
    let tiles = Shown {
        films,
        selection,
        shown,
        words: words > 0.0,
    };
    let grid = &mut page.tiles;
    let touched = grid.show(ui, "library tile", tiling, &tiles, thumbnails, listens);
    let opened = touched.opened.and_then(|place| tiles.film(place));
    let opened = opened.and_then(|film| film.poster.as_ref());
    let opened = opened.map(|poster| poster.path.clone());
    if let Some((place, keys)) = touched.meant {
        selection.press(place, keys, shown, films.all());
    }
    if let Some(path) = opened {
        cx.ask(Request::Read(vec![path]));
    }
}

/// Ctrl and the wheel make posters larger and smaller.
fn wheel(ui: &Ui, tile: &mut f32) {
    let zoom = ui.input(|input| input.zoom_delta());
    if zoom != 1.0 && ui.rect_contains_pointer(ui.max_rect()) {
        *tile = (*tile * zoom).clamp(*size::TILES.start(), *size::TILES.end());
    }
}

/// The films that are shown, for the grid.
struct Shown<'a> {
    films: &'a Films,
    selection: &'a Selection,
    shown: &'a [usize],
    words: bool,
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
        if !self.words {
            return true;
        }
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

    /// A poster that does not serve is shown all the same, faded.
    fn picture(&self, film: &Film) -> Option<Key> {
        let hidden = || self.films.hidden(film.id).map(Key::hidden);
        film.poster.as_ref().map(Key::poster).or_else(hidden)
    }

    fn is_chosen(&self, film: &Film) -> bool {
        self.selection.has(film.id)
    }
}
