//! The page's state: the marks and what was learned from them, and which posters are shown.

use std::path::Path;
use std::sync::Arc;

use super::keeper::Keeper;
use super::learner::Learner;
use super::learning::Answer;
use super::marks::Marks;
use super::saving::Saver;
use crate::app::shared::films::Films;
use crate::app::widgets::poster_grid::PosterGrid;
use crate::catalog::{Film, FilmId, OwnGenre};

/// Which posters are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum View {
    /// By probability, those of which nothing was said yet.
    #[default]
    Ranked,
    /// Those that have it.
    Stars,
    /// Those that do not.
    Crosses,
}

impl View {
    /// All, in the switch's order.
    pub const ALL: [Self; 3] = [Self::Ranked, Self::Stars, Self::Crosses];
}

/// A genre of one's own.
#[derive(Default)]
pub struct OwnGenrePage {
    /// What the name field holds.
    pub name: String,
    /// What is searched for.
    pub query: String,
    /// Which posters are shown while nothing is searched for.
    pub view: View,
    /// What the saved run is to be called.
    pub run: String,
    /// Where the grid stands.
    pub tiles: PosterGrid,
    /// Whose genres these are.
    pub(super) root: Option<Arc<Path>>,
    pub(super) marks: Marks,
    pub(super) learner: Learner,
    pub(super) keeper: Keeper,
    pub(super) saver: Saver,
    shown: Option<(Cause, Arc<[usize]>)>,
}

/// What the shown posters depend on.
#[derive(PartialEq)]
struct Cause {
    revision: u64,
    order: Option<Arc<[usize]>>,
    films: Arc<Path>,
    view: View,
    query: String,
}

impl OwnGenrePage {
    /// Of the library in this folder.
    pub(super) fn of(root: Arc<Path>) -> Self {
        Self {
            root: Some(root),
            ..Self::default()
        }
    }

    /// The genre at hand.
    pub fn genre(&self) -> &OwnGenre {
        self.marks.genre()
    }

    /// What came of the stars; of those before the last one while that is being learned.
    pub fn answer(&self) -> Option<&Answer> {
        self.learner.answer(&self.marks)
    }

    /// Why there is no ranking.
    pub fn fault(&self) -> Option<&str> {
        self.learner.fault(&self.marks)
    }

    /// Another genre is at hand: the page begins anew.
    pub(super) fn turned(&mut self) {
        self.marks.given_name().clone_into(&mut self.name);
        self.learner.turned();
        self.view = View::Ranked;
        self.query.clear();
        self.run.clear();
    }

    /// The films that are shown, as indices into the library.
    pub(super) fn shown(&mut self, films: &Films) -> Arc<[usize]> {
        let cause = Cause {
            revision: self.marks.revision(),
            order: self.answer().map(|answer| Arc::clone(&answer.order)),
            films: Arc::clone(&films.root),
            view: self.view,
            query: self.query.trim().to_owned(),
        };
        if let Some((known, shown)) = &self.shown
            && *known == cause
        {
            return Arc::clone(shown);
        }
        let list: Arc<[usize]> = self.list(films, &cause).into();
        let other = |(known, _): &(Cause, Arc<[usize]>)| {
            (known.view, &known.query) != (cause.view, &cause.query)
        };
        if self.shown.as_ref().is_some_and(other) {
            self.tiles.to_top();
        }
        self.shown = Some((cause, Arc::clone(&list)));
        list
    }

    fn list(&self, films: &Films, cause: &Cause) -> Vec<usize> {
        let all = films.all();
        let has_poster = |film: &usize| all.get(*film).is_some_and(|film| film.poster.is_some());
        if !cause.query.is_empty() {
            let mut found = films.search(&cause.query);
            found.retain(has_poster);
            return found;
        }
        let places = |ids: &[FilmId]| {
            let place = |id| all.binary_search_by_key(id, |film: &Film| film.id).ok();
            // The last mark first: it can be seen, and taken back.
            ids.iter().rev().filter_map(place).collect()
        };
        match self.view {
            View::Stars => places(&self.genre().stars),
            View::Crosses => places(&self.genre().crosses),
            View::Ranked => {
                let unmarked = |film: &usize| {
                    let id = all.get(*film).map(|film| film.id);
                    id.is_some_and(|id| self.genre().mark_of(id).is_none())
                };
                match &cause.order {
                    Some(order) => order.iter().copied().filter(unmarked).collect(),
                    None => (0..all.len()).filter(has_poster).filter(unmarked).collect(),
                }
            }
        }
    }
}
