//! The page's choices, and what was made of them.

use std::sync::Arc;

use super::command::Quality;
use super::facts::Facts;
use super::plane::Plane;
use super::ranking::{Cause, Ranking};
use crate::app::shared::films::Films;
use crate::app::shared::scoring::Scoring;
use crate::app::widgets::poster_grid::PosterGrid;
use crate::catalog::Genre;
use crate::explore::{Filter, LibraryScores, Order, Ranked};

/// The posters of a list, unless the user says otherwise.
const COUNT: usize = 100;

/// How the posters lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum View {
    /// In rows of ten, by rank.
    #[default]
    List,
    /// By the probabilities of two genres.
    Plane,
}

/// The Top 100.
pub struct Top100Page {
    /// List or plane.
    pub view: View,
    /// The list's genre, by name: another model may list it elsewhere.
    pub genre: Option<Genre>,
    /// The plane's genres: across and up.
    pub pair: [Option<Genre>; 2],
    /// What comes first.
    pub order: Order,
    /// Which posters count.
    pub filter: Filter,
    /// One poster of a series or of look-alikes.
    pub one_of_each: bool,
    /// At most so many posters in the list.
    pub count: usize,
    /// How fine a contact sheet is.
    pub quality: Quality,
    pub(super) facts: Facts,
    pub(super) ranking: Option<Ranking>,
    pub(super) tiles: PosterGrid,
    pub(super) plane: Plane,
}

impl Default for Top100Page {
    fn default() -> Self {
        Self {
            view: View::default(),
            genre: None,
            pair: [None, None],
            order: Order::default(),
            filter: Filter::default(),
            one_of_each: false,
            count: COUNT,
            quality: Quality::default(),
            facts: Facts::default(),
            ranking: None,
            tiles: PosterGrid::default(),
            plane: Plane::default(),
        }
    }
}

impl Top100Page {
    /// The rows of the list, in order.
    pub fn rows(&self) -> &[Ranked] {
        self.ranking.as_ref().map_or(&[], Ranking::rows)
    }

    /// Makes the ranking anew if anything that it depends on has changed.
    pub(super) fn rank(&mut self, scores: &Arc<LibraryScores>, films: &Films, scoring: &Scoring) {
        let (genre, order) = match self.view {
            View::List => (self.genre_in(scores), self.order),
            // The plane shows everything that passes; its filters judge by the genre across.
            View::Plane => (self.pair_in(scores)[0], Order::Most),
        };
        let series = self.facts.series().filter(|_| self.one_of_each);
        let cause = Cause {
            genre,
            order,
            filter: Filter {
                one_of: series,
                ..self.filter.clone()
            },
            count: self.count,
            revision: scoring.revision(),
        };
        let same = |known: &Ranking| known.is_of(scores, &cause);
        if self.ranking.as_ref().is_some_and(same) {
            return;
        }
        // Another threshold moves posters about; the eye stays where it is.
        let moved = |known: &Ranking| !known.asks_the_same(&cause);
        if self.ranking.as_ref().is_none_or(moved) {
            self.tiles.to_top();
        }
        let ranking = Ranking::new(scores, films.all(), scoring.thresholds(), cause);
        self.ranking = Some(ranking);
    }

    /// Posters that are shown.
    pub(super) fn shown(&self) -> usize {
        self.ranking.as_ref().map_or(0, |ranking| match self.view {
            View::List => ranking.len(),
            View::Plane => ranking.matching(),
        })
    }

    /// The index of a genre in the scores; where the model does not know it, of the one that the
    /// page opens with, else of the `otherwise`-th.
    fn place_of(
        scores: &LibraryScores,
        genre: Option<&Genre>,
        opens: &str,
        otherwise: usize,
    ) -> usize {
        let genres = scores.genres();
        let find = |wanted: &dyn Fn(&Genre) -> bool| genres.iter().position(wanted);
        genre
            .and_then(|genre| find(&|known| known == genre))
            .or_else(|| find(&|known| known.name() == opens))
            .unwrap_or(otherwise.min(genres.len().saturating_sub(1)))
    }

    /// The list's genre, as an index into the scores' genres.
    pub(super) fn genre_in(&self, scores: &LibraryScores) -> usize {
        Self::place_of(scores, self.genre.as_ref(), "Romance", 0)
    }

    /// The plane's genres.
    pub(super) fn pair_in(&self, scores: &LibraryScores) -> [usize; 2] {
        [
            Self::place_of(scores, self.pair[0].as_ref(), "Romance", 0),
            Self::place_of(scores, self.pair[1].as_ref(), "Horror", 1),
        ]
    }

    /// Whether the filter lets everything through.
    pub(super) fn is_unfiltered(&self) -> bool {
        self.filter == Filter::default() && !self.one_of_each
    }

    /// Lets everything through again.
    pub(super) fn clear_filter(&mut self) {
        self.filter = Filter::default();
        self.one_of_each = false;
    }
}
