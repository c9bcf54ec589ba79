//! The list: posters by rank in rows of ten, each with its rank and its probability.

use std::path::Path;
use std::sync::Arc;

use egui::{Align2, Rect, Response, Ui, pos2};

use super::{Top100, View};
use crate::app::state::State;
use crate::app::theme::{self, font, size, space};
use crate::app::widgets::hover_card::{self, Said};
use crate::app::widgets::icon::{self, Icon};
use crate::app::widgets::poster_grid::{self, Tiles, Tiling};
use crate::catalog::{Film, Genre};
use crate::explore::ranking::matching;
use crate::explore::{Filter, LibraryScores, Order, Ranked, rank};
use crate::vision::Threshold;
use crate::wording::{percent, thousands};

/// Posters in a row.
const COLUMNS: usize = 10;

/// What a ranking was made from.
#[derive(PartialEq)]
struct Cause {
    genre: usize,
    order: Order,
    filter: Filter,
    count: usize,
    revision: u64,
}

/// A ranking, and what it was made from.
pub struct Ranking {
    scores: Arc<LibraryScores>,
    cause: Cause,
    rows: Arc<[Ranked]>,
    /// Rows that pass the filter, ascending.
    matching: Arc<[usize]>,
}

impl Ranking {
    /// Posters of the list.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Posters that pass the filter.
    pub fn matching(&self) -> usize {
        self.matching.len()
    }

    /// The scores that were ranked.
    pub fn scores(&self) -> &Arc<LibraryScores> {
        &self.scores
    }

    /// The genre, as an index into the scores' genres.
    pub fn genre(&self) -> usize {
        self.cause.genre
    }

    /// The rows of the list, for a thread.
    pub fn shared_rows(&self) -> Arc<[Ranked]> {
        Arc::clone(&self.rows)
    }

    /// `Romance · Most probable`.
    pub fn heading(&self) -> String {
        let genre = &self.scores.genres()[self.cause.genre];
        format!("{genre} · {}", self.cause.order.label())
    }

    /// `100 of 7,800 posters of MyFilms; test films; 1980s`.
    pub fn beneath(&self, library: &Path) -> String {
        let name = library.file_name().unwrap_or_default().to_string_lossy();
        let (shown, all) = (
            thousands(self.len() as u64),
            thousands(self.matching() as u64),
        );
        let mut parts = vec![format!("{shown} of {all} posters of {name}")];
        parts.extend(self.cause.filter.in_words());
        parts.join("; ")
    }

    /// The rows that pass the filter, ascending.
    pub fn matching_rows(&self) -> &Arc<[usize]> {
        &self.matching
    }

    /// The rows of the list.
    pub fn rows(&self) -> &[Ranked] {
        &self.rows
    }
}

/// Makes the ranking anew if anything that it depends on has changed.
pub fn follow(state: &mut State, scores: &Arc<LibraryScores>) {
    let page = &mut state.top100;
    let (genre, order) = match page.view {
        View::List => (page.genre_in(scores), page.order),
        // The plane shows everything that passes; its filters judge by the genre across.
        View::Plane => (page.pair_in(scores)[0], Order::Most),
    };
    let series = page.facts.series().filter(|_| page.one_of_each);
    let cause = Cause {
        genre,
        order,
        filter: Filter {
            one_of: series,
            ..page.filter.clone()
        },
        count: page.count,
        revision: state.scoring.revision(),
    };
    let same = |known: &Ranking| Arc::ptr_eq(&known.scores, scores) && known.cause == cause;
    if page.ranking.as_ref().is_some_and(same) {
        return;
    }
    let (films, thresholds) = (state.films.all(), state.scoring.thresholds());
    let filter = &cause.filter;
    let matching = matching(scores, films, genre, order, filter, thresholds);
    let rows = rank(scores, films, genre, order, filter, thresholds, cause.count);
    // Another threshold moves posters about; the eye stays where it is.
    let moved = |known: &Ranking| {
        let only_thresholds = Cause {
            revision: known.cause.revision,
            filter: cause.filter.clone(),
            ..cause
        };
        known.cause != only_thresholds
    };
    if page.ranking.as_ref().is_none_or(moved) {
        page.tiles.to_top();
    }
    page.ranking = Some(Ranking {
        scores: Arc::clone(scores),
        cause,
        rows: rows.into(),
        matching: matching.into(),
    });
}

/// Paints the list over the rest of the page.
pub fn show(ui: &mut Ui, state: &mut State, scores: &Arc<LibraryScores>) {
    let Some(ranking) = &state.top100.ranking else {
        return;
    };
    let rows = Arc::clone(&ranking.rows);
    let genre = state.top100.genre_in(scores);
    let tiling = Tiling::of(poster_grid::width(ui), COLUMNS, space::M, size::RANK_WORDS);
    let tiles = Shown {
        films: state.films.all(),
        scores,
        thresholds: state.scoring.thresholds(),
        rows: &rows,
        genre,
        order: state.top100.order,
    };
    let (grid, thumbnails) = (&mut state.top100.tiles, &mut state.thumbnails);
    let listens = !state.shortcuts_open && !egui::Popup::is_any_open(ui.ctx());
    let pressed = grid.show(ui, "top 100", tiling, &tiles, thumbnails, listens);
    if let Some(place) = pressed.opened_at_once() {
        super::open(state, scores.film(rows[place].row));
    }
}

/// The ranked films, for the grid.
struct Shown<'a> {
    films: &'a [Film],
    scores: &'a LibraryScores,
    thresholds: &'a [Threshold],
    rows: &'a [Ranked],
    genre: usize,
    order: Order,
}

impl Shown<'_> {
    fn genre(&self) -> &Genre {
        &self.scores.genres()[self.genre]
    }

    /// The number under a poster: what the list is ordered by, where that is no probability.
    fn value(&self, place: usize) -> String {
        let ranked = self.rows[place];
        match self.order {
            Order::Entropy => format!("{:.2} bit", ranked.value),
            _ => percent(self.scores.probabilities(ranked.row)[self.genre]),
        }
    }

    fn labelled(&self, place: usize) -> bool {
        self.scores
            .labels(self.rows[place].row)
            .contains(self.genre)
    }
}

impl Tiles for Shown<'_> {
    fn count(&self) -> usize {
        self.rows.len()
    }

    fn film(&self, place: usize) -> Option<&Film> {
        self.films.get(self.scores.film(self.rows.get(place)?.row))
    }

    fn name(&self, place: usize, film: &Film) -> String {
        let labelled = if self.labelled(place) {
            ", labelled"
        } else {
            ""
        };
        let (rank, film) = (place + 1, poster_grid::film_name(film));
        let value = self.value(place);
        format!("{rank}. {film}: {} {value}{labelled}", self.genre())
    }

    /// Rank at the left, probability at the right; a tick where the film has the label.
    fn words(&self, ui: &Ui, rect: Rect, place: usize, _: &Film) -> bool {
        let tokens = theme::tokens(ui);
        let middle = rect.top() + space::XS + size::ICON / 2.0;
        let rank = ui.painter().text(
            pos2(rect.left(), middle),
            Align2::LEFT_CENTER,
            place + 1,
            font::caption_number(),
            tokens.text_weak,
        );
        if self.labelled(place) {
            let side = size::ICON * 0.75;
            let centre = pos2(rank.right() + space::XS + side / 2.0, middle);
            let tick = Rect::from_center_size(centre, egui::Vec2::splat(side));
            let hue = tokens.genre(self.genre());
            icon::paint(ui.painter(), tick, side, Icon::Check, hue);
        }
        ui.painter().text(
            pos2(rect.right(), middle),
            Align2::RIGHT_CENTER,
            self.value(place),
            font::caption_number(),
            tokens.text,
        );
        false
    }

    fn hint(&self, response: Response, place: usize, film: &Film, _: bool) -> Response {
        let said = Said {
            genres: self.scores.genres(),
            probabilities: self.scores.probabilities(self.rows[place].row),
            thresholds: self.thresholds,
        };
        response.on_hover_ui(|ui| hover_card::show(ui, film, Some(said)))
    }
}

impl Top100 {
    /// The rows of the list, in order: for tests and exports.
    pub fn rows(&self) -> &[Ranked] {
        self.ranking.as_ref().map_or(&[], Ranking::rows)
    }
}
