//! "My own genre": star some posters, cross some others; the library is ranked by what they share.
//!
//! In: the library's posters and the marks at hand. Out: [`Ask`]s. A press, or S, stars a poster; N
//! says that it is not one; Ctrl+Z takes the last mark back.

use std::cell::Cell;

use egui::{
    Align, Align2, Id, Key, KeyboardShortcut, Layout, Modifiers, Rect, Response, RichText, Role,
    Sense, TextEdit, Ui, WidgetInfo, pos2, vec2,
};

use super::save_own_genre;
use crate::app::command::Command;
use crate::app::pages::own_genre::{Ask, OwnGenrePage, View};
use crate::app::state::State;
use crate::app::theme::{self, font, size, space};
use crate::app::widgets::button::{self, Weight};
use crate::app::widgets::empty;
use crate::app::widgets::icon::{self, Icon};
use crate::app::widgets::poster_grid::{self, Tiles, Tiling};
use crate::app::widgets::segments::{self, Segment};
use crate::app::widgets::{dropdown, unscored};
use crate::catalog::{Film, Genre, Mark, OwnGenre};
use crate::wording::{percent, thousands};

/// Stars with which a ranking begins to mean something.
const ENOUGH: usize = 10;

/// Paints the section over the rest of the page.
pub fn show(ui: &mut Ui, state: &mut State) {
    if unscored::scores(ui, state).is_none() {
        return;
    }
    state.own_genres.open = true;
    let shown = state.own_genres.shown(&state.films);
    head(ui, state);
    ui.add_space(space::S);
    views(ui, state, shown.len());
    unscored::rest(ui, state);
    ui.add_space(space::M);
    if let Some(why) = state.own_genres.fault().map(str::to_owned) {
        empty::page(ui, "Nothing was learned", &why, |_| ());
    } else if shown.is_empty() {
        nothing(ui, state);
    } else {
        keys(ui, state, &shown);
        grid(ui, state, &shown);
    }
}

/// Which genre, what it is called, what can be done with it.
fn head(ui: &mut Ui, state: &mut State) {
    ui.horizontal(|ui| {
        ui.set_height(size::BUTTON);
        ui.spacing_mut().item_spacing.x = space::S;
        let names = state.own_genres.names();
        if names.len() > 1 {
            let mut chosen = state.own_genres.genre().name.clone();
            let options: Vec<dropdown::Choice<Genre>> = names
                .into_iter()
                .map(|name| (name.clone(), name.name().to_owned()))
                .collect();
            if dropdown::show(ui, "Genre", &mut chosen, &options) {
                state.send(Command::OwnGenre(Ask::Choose(chosen)));
            }
        }
        name(ui, state);
        if !state.own_genres.genre().stars.is_empty() {
            if button::button(ui, Weight::Quiet, Icon::Plus, "New").clicked() {
                state.send(Command::OwnGenre(Ask::Begin));
            }
            if button::icon_button(ui, Icon::Close, "Forget this genre").clicked() {
                state.send(Command::OwnGenre(Ask::Forget));
            }
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(space::L);
            save_own_genre::button(ui, state);
            if state.own_genres.can_undo()
                && button::button(ui, Weight::Quiet, Icon::Undo, "Undo").clicked()
            {
                state.send(Command::OwnGenre(Ask::Undo));
            }
            search(ui, &mut state.own_genres);
        });
    });
}

fn name(ui: &mut Ui, state: &mut State) {
    let field = TextEdit::singleline(&mut state.own_genres.name)
        .id(Id::unique("own genre's name"))
        .hint_text("Name it: neo-noir, heist…")
        .desired_width(size::OWN_NAME)
        .min_size(vec2(0.0, size::BUTTON))
        .margin(egui::Margin::symmetric(space::M as i8, space::S as i8));
    if ui.add(field).lost_focus() {
        let name = state.own_genres.name.clone();
        state.send(Command::OwnGenre(Ask::Rename(name)));
    }
}

fn search(ui: &mut Ui, own: &mut OwnGenrePage) {
    let field = TextEdit::singleline(&mut own.query)
        .id(Id::unique("own genre's search"))
        .hint_text("Find posters by title")
        .desired_width(size::OWN_NAME)
        .min_size(vec2(0.0, size::BUTTON))
        .margin(egui::Margin {
            left: (size::ICON + space::L) as i8,
            right: space::M as i8,
            top: space::S as i8,
            bottom: space::S as i8,
        });
    let response = ui.add(field);
    let lens = icon::leading(response.rect, space::M - space::XS, size::ICON);
    let weak = theme::tokens(ui).text_weak;
    icon::paint(ui.painter(), lens, size::ICON, Icon::Search, weak);
    // From the field straight into the grid.
    let down = ui.input(|input| input.key_pressed(Key::ArrowDown));
    let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    if entered || (response.has_focus() && down) {
        own.tiles.take_keyboard();
    }
}

/// Ranked, starred or crossed, and how sure one may be.
fn views(ui: &mut Ui, state: &mut State, shown: usize) {
    let own = &mut state.own_genres;
    let words = View::ALL.map(|view| match view {
        View::Ranked => "Ranked".to_owned(),
        View::Stars => format!("Starred {}", thousands(own.genre().stars.len() as u64)),
        View::Crosses => format!("Not {}", thousands(own.genre().crosses.len() as u64)),
    });
    ui.horizontal(|ui| {
        ui.set_height(size::BUTTON);
        ui.spacing_mut().item_spacing.x = space::S;
        if own.query.trim().is_empty() {
            let segments: Vec<Segment<'_>> = words
                .iter()
                .map(|word| Segment::from(word.as_str()))
                .collect();
            let chosen = View::ALL.iter().position(|view| *view == own.view);
            if let Some(pressed) = segments::show(ui, &segments, chosen.unwrap_or(0)) {
                own.view = View::ALL[pressed];
            }
        } else if button::button(ui, Weight::Quiet, Icon::Close, "Back to the ranking").clicked() {
            own.query.clear();
        }
        ui.add_space(space::S);
        let weak = theme::tokens(ui).text_weak;
        let text = advice(own, shown);
        ui.label(RichText::new(text).font(font::body()).color(weak));
    });
}

/// What to do next, or how good the ranking is.
fn advice(own: &OwnGenrePage, shown: usize) -> String {
    if !own.query.trim().is_empty() {
        let noun = if shown == 1 { "poster" } else { "posters" };
        return format!("{} {noun}", thousands(shown as u64));
    }
    let stars = own.genre().stars.len();
    let learned = own.answer().map(|answer| &answer.learned);
    match (stars, learned) {
        (0, _) => "Star posters that share something: press them, or S on the keyboard. From the \
                   first star on, the library is ranked by it."
            .to_owned(),
        (_, None) => "Learning…".to_owned(),
        (stars, Some(_)) if stars < ENOUGH => {
            let more = ENOUGH - stars;
            let words = if more == 1 {
                "star makes"
            } else {
                "stars make"
            };
            format!("{more} more {words} it steadier; N says that a poster is not one.")
        }
        (_, Some(learned)) => match learned.auc {
            Some(auc) => format!(
                "A star that is held back stands above {} of the library.",
                percent(auc as f32)
            ),
            None => String::new(),
        },
    }
}

fn nothing(ui: &mut Ui, state: &mut State) {
    let own = &mut state.own_genres;
    let query = own.query.trim().to_owned();
    if !query.is_empty() {
        let text = format!("Nothing with a poster contains “{query}”.");
        return empty::page(ui, "No film has such a title", &text, |_| ());
    }
    match own.view {
        View::Crosses => {
            let text = "Press the cross under a poster, or N, where the ranking is wrong: it learns \
                        most from that.";
            empty::page(ui, "Nothing is crossed yet", text, |_| ());
        }
        View::Stars => {
            let text = "Press a poster, or S, to say that it is one.";
            empty::page(ui, "Nothing is starred yet", text, |_| ());
        }
        View::Ranked => {
            let text = "Every poster has a star or a cross.";
            empty::page(ui, "You have seen them all", text, |_| ());
        }
    }
}

/// The keys of this section.
fn keys(ui: &Ui, state: &mut State, shown: &[usize]) {
    if state.shortcuts_open || ui.ctx().text_edit_focused() {
        return;
    }
    let undo = KeyboardShortcut::new(Modifiers::COMMAND, Key::Z);
    if ui.input_mut(|input| input.consume_shortcut(&undo)) {
        state.send(Command::OwnGenre(Ask::Undo));
    }
    let Some(film) = state
        .own_genres
        .tiles
        .focused()
        .and_then(|at| shown.get(at))
    else {
        return;
    };
    for (key, mark) in [(Key::S, Mark::Star), (Key::N, Mark::Cross)] {
        if ui.input_mut(|input| input.consume_key(Modifiers::NONE, key)) {
            toggle(state, *film, mark);
            // The next poster comes into its place: the keyboard stays there.
            state.own_genres.tiles.take_keyboard();
        }
    }
}

/// Says it, or takes it back where it was said already.
fn toggle(state: &mut State, film: usize, mark: Mark) {
    let id = state.films.all().get(film).map(|film| film.id);
    let known = id.and_then(|id| state.own_genres.genre().mark_of(id));
    let mark = (known != Some(mark)).then_some(mark);
    state.send(Command::OwnGenre(Ask::Mark(film, mark)));
}

fn grid(ui: &mut Ui, state: &mut State, shown: &[usize]) {
    let width = poster_grid::width(ui);
    let tiling = Tiling::fitting(width, size::TILE, space::L, size::OWN_WORDS);
    let answer = state.own_genres.answer().cloned();
    let genre = state.own_genres.genre().clone();
    let tiles = Shown {
        films: state.films.all(),
        shown,
        genre: &genre,
        probability: &|film| answer.as_ref().and_then(|answer| answer.probability(film)),
        pressed: Cell::new(None),
    };
    let (grid, thumbnails) = (&mut state.own_genres.tiles, &mut state.thumbnails);
    let listens = !state.shortcuts_open && !ui.ctx().text_edit_focused();
    let pressed = grid.show(ui, "own genre", tiling, &tiles, thumbnails, listens);
    let marked = tiles.pressed.take();
    let marked = marked.or(pressed.opened_at_once().map(|place| (place, Mark::Star)));
    if let Some((place, mark)) = marked
        && let Some(film) = shown.get(place)
    {
        toggle(state, *film, mark);
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
