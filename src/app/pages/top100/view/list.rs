//! The list: posters by rank in rows of ten, each with its rank and its probability.

use std::sync::Arc;

use egui::{Align2, Rect, Response, Ui, pos2};

use crate::app::cx::Cx;
use crate::app::pages::top100::state::Top100Page;
use crate::app::theme::{self, font, size, space};
use crate::app::widgets::hover_card::{self, Said};
use crate::app::widgets::icon::{self, Icon};
use crate::app::widgets::poster_grid::{self, Tiles, Tiling};
use crate::catalog::{Film, Genre};
use crate::explore::{LibraryScores, Order, Ranked};
use crate::vision::Threshold;
use crate::wording::percent;

/// Posters in a row.
const COLUMNS: usize = 10;

/// Paints the list over the rest of the page; returns the row of the scores that was pressed.
pub fn show(
    ui: &mut Ui,
    page: &mut Top100Page,
    cx: &mut Cx<'_>,
    scores: &Arc<LibraryScores>,
) -> Option<usize> {
    let rows = page.ranking.as_ref()?.shared_rows();
    let tiling = Tiling::of(poster_grid::width(ui), COLUMNS, space::M, size::RANK_WORDS);
    let listens = cx.listens();
    let tiles = Shown {
        films: cx.shared.films.all(),
        scores,
        thresholds: cx.shared.scoring.thresholds(),
        rows: &rows,
        genre: page.genre_in(scores),
        order: page.order,
    };
    let thumbnails = &mut cx.shared.thumbnails;
    let pressed = page
        .tiles
        .show(ui, "top 100", tiling, &tiles, thumbnails, listens);
    pressed.opened_at_once().map(|place| rows[place].row)
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
