//! The Top 100: which posters speak a genre most, least, or against their labels; and two genres
//! against each other on a plane.
//!
//! In: the library's scores and the thresholds of the moment. Out: ranked posters, made anew only
//! when something that they depend on has changed. A poster that is pressed opens in Read.

use std::sync::Arc;

use egui::{Margin, Ui};

use self::export::Quality;
use self::facts::Facts;
use self::list::Ranking;
use self::plane::Plane;
use crate::app::command::Command;
use crate::app::state::State;
use crate::app::theme::space;
use crate::app::widgets::button::Weight;
use crate::app::widgets::empty::{self, Action};
use crate::app::widgets::icon::Icon;
use crate::app::widgets::poster_grid::PosterGrid;
use crate::app::cx::scores;
use crate::catalog::Genre;
use crate::explore::{Filter, LibraryScores, Order};

mod controls;
pub mod export;
mod facts;
mod list;
mod plane;

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

/// The page's choices, and what was made of them.
pub struct Top100 {
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
    facts: Facts,
    ranking: Option<Ranking>,
    tiles: PosterGrid,
    plane: Plane,
}

impl Default for Top100 {
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

impl Top100 {
    /// Whether something is being prepared.
    pub fn is_busy(&self) -> bool {
        self.facts.is_busy()
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
    fn genre_in(&self, scores: &LibraryScores) -> usize {
        Self::place_of(scores, self.genre.as_ref(), "Romance", 0)
    }

    /// The plane's genres.
    fn pair_in(&self, scores: &LibraryScores) -> [usize; 2] {
        [
            Self::place_of(scores, self.pair[0].as_ref(), "Romance", 0),
            Self::place_of(scores, self.pair[1].as_ref(), "Horror", 1),
        ]
    }

    /// Whether the filter lets everything through.
    fn is_unfiltered(&self) -> bool {
        self.filter == Filter::default() && !self.one_of_each
    }

    fn clear_filter(&mut self) {
        self.filter = Filter::default();
        self.one_of_each = false;
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
        let scores = state.scoring.scores().map(Arc::clone);
        if let Some(scores) = scores {
            ranked(ui, state, &scores);
        } else {
            controls::title(ui);
            unscored::scores(ui, state);
        }
    });
}

fn ranked(ui: &mut Ui, state: &mut State, scores: &Arc<LibraryScores>) {
    let context = ui.ctx().clone();
    state
        .top100
        .facts
        .follow(&context, &state.films, state.top100.one_of_each);
    list::follow(state, scores);
    controls::show(ui, state, scores);
    unscored::rest(ui, state);
    let shown = match state.top100.view {
        View::List => state.top100.ranking.as_ref().map_or(0, Ranking::len),
        View::Plane => state.top100.ranking.as_ref().map_or(0, Ranking::matching),
    };
    if shown == 0 {
        nothing(ui, state);
    } else {
        match state.top100.view {
            View::List => list::show(ui, state, scores),
            View::Plane => plane::show(ui, state, scores),
        }
    }
}

/// No poster passes the filters.
fn nothing(ui: &mut Ui, state: &mut State) {
    let action = Action {
        weight: Weight::Primary,
        icon: Icon::Close,
        word: "Clear the filters",
    };
    let text = "Fewer filters show more.";
    if state.top100.is_unfiltered() {
        let text = "Every poster is on the side of its label, for this genre and threshold.";
        empty::page(ui, "No mistakes here", text, |_| ());
    } else if empty::with_action(ui, "No poster passes these filters", text, &action) {
        state.top100.clear_filter();
    }
}

/// Opens a film's poster in Read.
fn open(state: &mut State, film: usize) {
    let film = state.films.all().get(film);
    if let Some(poster) = film.and_then(|film| film.poster.as_ref()) {
        let paths = vec![poster.path.clone()];
        state.send(Command::Read(paths));
    }
}
