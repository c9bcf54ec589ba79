//! What the Library page holds: which films are shown, edits and work on their way, what lies over
//! it. Which films are chosen is shared.
//!
//! In: the page's choices, the window's films and scores. Out: what is shown, made to follow them.

use std::path::PathBuf;
use std::sync::mpsc::Receiver;

use super::browsing::Browsing;
use super::draft::Draft;
use super::editing::Editing;
use super::fetching::FetchDraft;
use super::pane::Pane;
use super::summary::Summary;
use super::work::{Told, Work};
use crate::app::cx::Cx;
use crate::app::shared::Shared;
use crate::app::shared::films::Films;
use crate::app::theme::size;
use crate::app::widgets::poster_grid::PosterGrid;
use crate::catalog::Funnel;
use crate::explore::browse::{Order, Wish};
use crate::jobs::Job;

/// What is remembered of the page between starts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Kept {
    /// Least width of a poster, in points.
    pub tile: f32,
    /// The pane beside the grid is wanted.
    pub details: bool,
}

impl Default for Kept {
    fn default() -> Self {
        Self {
            tile: size::TILE,
            details: true,
        }
    }
}

/// What lies over the page.
pub enum Dialog {
    /// An import, being put together.
    Import(Draft),
    /// Bad posters, about to be looked for.
    Clean,
    /// Posters from the web, about to be asked for.
    Fetch(FetchDraft),
    /// Something is at work.
    Working,
    /// What it came to.
    Done(Told),
    /// How the library came about.
    Funnel(Option<Result<Funnel, String>>),
}

/// What files are being chosen for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choosing {
    /// Tables, or the folder of the posters, for an import.
    Sources,
    /// The folder of a new library.
    Target,
}

/// The page's choices, and what was made of them.
#[derive(Default)]
pub struct LibraryPage {
    /// What is remembered between starts.
    pub kept: Kept,
    /// Which films are shown.
    pub wish: Wish,
    /// In which order.
    pub order: Order,
    /// The search field is to take the keyboard.
    pub wants_search: bool,
    /// The grid's place.
    pub tiles: PosterGrid,
    /// The films that are shown, and what is counted beside the filters.
    pub browsing: Browsing,
    /// What is known of the chosen film.
    pub pane: Pane,
    /// What the chosen films have in common.
    pub summary: Summary,
    /// Edits that are written, and those that can be taken back.
    pub editing: Editing,
    /// An import, a cleaning, a fetching.
    pub work: Option<Work>,
    /// What lies over the page.
    pub dialog: Option<Dialog>,
    /// The funnel that is being counted.
    pub funnel: Option<Job<Result<Funnel, String>>>,
    /// The folder of a poster is being shown.
    pub showing: Option<Job<Result<(), String>>>,
    /// Files or a folder are being chosen.
    pub choosing: Option<(Choosing, Receiver<Vec<PathBuf>>)>,
    /// The library that all this is about.
    root: PathBuf,
}

impl LibraryPage {
    /// As it was left.
    pub fn new(kept: Kept) -> Self {
        Self {
            kept,
            ..Self::default()
        }
    }

    /// What is remembered between starts.
    pub fn keep(&self) -> Kept {
        self.kept
    }

    /// Where another library was opened, its films are all shown; what goes on, goes on.
    pub fn follow_library(&mut self, films: &Films) {
        if *self.root == *films.root {
            return;
        }
        let before = std::mem::take(self);
        *self = Self {
            kept: before.kept,
            order: before.order,
            work: before.work,
            dialog: before.dialog,
            choosing: before.choosing,
            root: films.root.to_path_buf(),
            ..Self::default()
        };
    }

    /// Makes what is shown follow the films, the wish and the scores; to be called in each frame of
    /// the page.
    pub fn settle(&mut self, cx: &mut Cx<'_>) {
        let Shared {
            films,
            scoring,
            selection,
            ..
        } = &mut *cx.shared;
        let wish = (&self.wish, &self.order);
        if self.browsing.follow(cx.context, films, wish, scoring) {
            selection.keep(self.browsing.shown(), films.all());
            self.tiles.hold(self.browsing.shown().len());
        }
        if self.browsing.take_fresh() {
            self.tiles.to_top();
        }
        self.pane.follow(cx.context, films, selection.one());
        self.summary.follow(films, selection);
    }

    /// Whether keys are meant for the page: nothing lies over it.
    pub fn listens(&self, cx: &Cx<'_>) -> bool {
        self.dialog.is_none() && cx.listens()
    }
}
