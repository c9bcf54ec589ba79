//! The posters, each with its star, its cross and its probability; and the keys that mark them.

use std::cell::Cell;

use egui::{Align2, Id, Rect, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::app::cx::Cx;
use crate::app::pages::own_genre::command::{Command, KEYS, MARKS};
use crate::app::pages::own_genre::state::OwnGenrePage;
use crate::app::theme::{self, font, size, space};
use crate::app::widgets::icon::{self, Icon};
use crate::app::widgets::keys;
use crate::app::widgets::poster_grid::{self, Tiles, Tiling};
use crate::catalog::{Film, Mark, OwnGenre};
use crate::wording::percent;

/// Does what the page's keys say.
pub fn keys(page: &mut OwnGenrePage, cx: &Cx<'_>, shown: &[usize], asked: &mut Vec<Command>) {
    if cx.covered || cx.context.text_edit_focused() {
        return;
    }
    asked.extend(keys::pressed(cx.context, &KEYS));
    let Some(film) = page.tiles.focused().and_then(|at| shown.get(at)) else {
        return;
    };
    for mark in keys::pressed(cx.context, &MARKS) {
        asked.push(toggled(page, cx, *film, mark));
        // The next poster comes into its place: the keyboard stays there.
        page.tiles.take_keyboard();
    }
}

/// Says it, or takes it back where it was said already.
fn toggled(page: &OwnGenrePage, cx: &Cx<'_>, film: usize, mark: Mark) -> Command {
    let id = cx.shared.films.all().get(film).map(|film| film.id);
    let known = id.and_then(|id| page.genre().mark_of(id));
    Command::Mark(film, (known != Some(mark)).then_some(mark))
}

/// Paints the posters over the rest of the page.
pub fn show(
    ui: &mut Ui,
    page: &mut OwnGenrePage,
    cx: &mut Cx<'_>,
    shown: &[usize],
    asked: &mut Vec<Command>,
) {
    let width = poster_grid::width(ui);
    let tiling = Tiling::fitting(width, size::TILE, space::L, size::OWN_WORDS);
    let answer = page.answer().cloned();
    let genre = page.genre().clone();
    let tiles = Shown {
        films: cx.shared.films.all(),
        shown,
        genre: &genre,
        probability: &|film| answer.as_ref().and_then(|answer| answer.probability(film)),
        pressed: Cell::new(None),
    };
    let (grid, thumbnails) = (&mut page.tiles, &mut cx.shared.thumbnails);
    let listens = !cx.covered && !ui.ctx().text_edit_focused();
    let pressed = grid.show(ui, "own genre", tiling, &tiles, thumbnails, listens);
    let marked = tiles.pressed.take();
    let marked = marked.or(pressed.opened_at_once().map(|place| (place, Mark::Star)));
    if let Some((place, mark)) = marked
        && let Some(film) = shown.get(place)
    {
        asked.push(toggled(page, cx, *film, mark));
    }
}

/// The posters, for the grid.
struct Shown<'a> {
    films: &'a [Film],
    shown: &'a [usize],
    genre: &'a OwnGenre,
    probability: &'a dyn Fn(usize) -> Option<f32>,
    /// Which mark under which poster was pressed.
    pressed: Cell<Option<(usize, Mark)>>,
}

impl Shown<'_> {
    /// A small round button under a poster, filled where it holds.
    fn button(&self, ui: &Ui, rect: Rect, place: usize, (mark, film): (Mark, &Film)) {
        let tokens = theme::tokens(ui);
        let (icon, word, fill, ink) = match mark {
            Mark::Star => (Icon::Star, "Star", tokens.accent, tokens.on_accent),
            Mark::Cross => (Icon::Close, "Not", tokens.text_weak, tokens.window),
        };
        let holds = self.genre.mark_of(film.id) == Some(mark);
        // No stop for Tab: the poster is one, and S and N do the same.
        let id = Id::unique(("own genre's mark", place, word));
        let response = ui.interact(rect, id, Sense::CLICK);
        let name = format!("{word}: {}", poster_grid::film_name(film));
        response.widget_info(|| WidgetInfo::selected(Role::Button, true, holds, &name));
        let (fill, ink) = match (holds, response.hovered()) {
            (true, _) => (Some(fill), ink),
            (false, true) => (Some(tokens.hovered), tokens.text),
            (false, false) => (None, tokens.text_weak),
        };
        if let Some(fill) = fill {
            ui.painter()
                .circle_filled(rect.center(), rect.width() / 2.0, fill);
        }
        icon::paint(ui.painter(), rect, size::ICON, icon, ink);
        if response.clicked() {
            self.pressed.set(Some((place, mark)));
        }
    }
}

impl Tiles for Shown<'_> {
    fn count(&self) -> usize {
        self.shown.len()
    }

    fn film(&self, place: usize) -> Option<&Film> {
        self.films.get(*self.shown.get(place)?)
    }

    fn name(&self, place: usize, film: &Film) -> String {
        let mark = match self.genre.mark_of(film.id) {
            Some(Mark::Star) => ", starred",
            Some(Mark::Cross) => ", not one",
            None => "",
        };
        let probability = self
            .shown
            .get(place)
            .and_then(|film| (self.probability)(*film));
        let probability = probability.map_or_else(String::new, |p| format!(" {}", percent(p)));
        format!("{}{probability}{mark}", poster_grid::film_name(film))
    }

    /// Star and cross at the left, the probability at the right.
    fn words(&self, ui: &Ui, rect: Rect, place: usize, film: &Film) -> bool {
        let tokens = theme::tokens(ui);
        let side = size::ICON_BUTTON;
        let mut left = pos2(rect.left(), rect.top() + space::XS);
        for mark in [Mark::Star, Mark::Cross] {
            let at = Rect::from_min_size(left, vec2(side, side));
            self.button(ui, at, place, (mark, film));
            left.x += side + space::XS;
        }
        let probability = self
            .shown
            .get(place)
            .and_then(|film| (self.probability)(*film));
        if let Some(probability) = probability {
            ui.painter().text(
                pos2(rect.right(), left.y + side / 2.0),
                Align2::RIGHT_CENTER,
                percent(probability),
                font::body_number(),
                tokens.text,
            );
        }
        false
    }

    fn hint(&self, response: Response, _: usize, film: &Film, _: bool) -> Response {
        response.on_hover_text(poster_grid::film_name(film))
    }
}
