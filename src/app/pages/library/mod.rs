//! What the Library page holds and does: which films are shown and chosen, labels that are edited,
//! posters that are removed, and the jobs that fill, mend and fetch a library.
//!
//! In: the page's choices, and [`Ask`] from buttons, keys and drops. Out: jobs on the catalog's
//! engine, whose results become the window's films. The page itself paints and decides nothing.

pub mod ask;
pub mod browsing;
pub mod draft;
pub mod editing;
pub mod execute;
pub mod fetching;
pub mod folder;
pub mod pane;
pub mod selection;
pub mod summary;
pub mod work;

use std::path::PathBuf;

use egui::Context;

use self::browsing::Browsing;
use self::draft::Draft;
use self::editing::Editing;
use self::fetching::FetchDraft;
use self::pane::Pane;
use self::selection::Selection;
use self::summary::Summary;
use self::work::{Told, Work};
use super::films::{Films, is_library};
use super::intake;
use super::notices::{Tone, sentence};
use super::scoring::Scoring;
use super::state::State;
use super::widgets::poster_grid::PosterGrid;
use crate::catalog::{CleanReport, Film, FilmId, Funnel};
use crate::explore::browse::{Order, Wish};
use crate::jobs::Job;

pub use ask::{Ask, Relabel};

/// A folder with so many images is a library to import.
const MANY: usize = 200;

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

/// The page's choices, and what was made of them.
#[derive(Default)]
pub struct LibraryPage {
    /// Which films are shown.
    pub wish: Wish,
    /// In which order.
    pub order: Order,
    /// The search field is to take the keyboard.
    pub wants_search: bool,
    /// The films that are chosen.
    pub selection: Selection,
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
}

impl LibraryPage {
    /// Another library was opened: its films are all shown, none is chosen.
    pub fn forget(&mut self) {
        let (work, dialog) = (self.work.take(), self.dialog.take());
        *self = Self {
            order: std::mem::take(&mut self.order),
            work,
            dialog,
            ..Self::default()
        };
    }

    /// Makes what is shown follow the films, the wish and the scores; to be called in each frame of
    /// the page.
    pub fn follow(&mut self, context: &Context, films: &Films, scoring: &Scoring) {
        if self
            .browsing
            .follow(context, films, (&self.wish, &self.order), scoring)
        {
            self.selection.keep(self.browsing.shown(), films.all());
            self.tiles.hold(self.browsing.shown().len());
        }
        if self.browsing.take_fresh() {
            self.tiles.to_top();
        }
        self.pane.follow(context, films, self.selection.one());
        self.summary.follow(films, &self.selection);
    }

    /// Indices of the chosen films, ascending.
    pub fn chosen(&self, films: &Films) -> Vec<usize> {
        self.selection.indices(films.all())
    }

    /// The only chosen film.
    pub fn chosen_one<'a>(&self, films: &'a Films) -> Option<(usize, &'a Film)> {
        let id: FilmId = self.selection.one()?;
        let all = films.all();
        // Films are in the order of their ids.
        let at = all.binary_search_by_key(&id, |film| film.id).ok();
        let at = at.or_else(|| all.iter().position(|film| film.id == id))?;
        Some((at, &all[at]))
    }

    /// Whether something is on its way.
    pub fn is_busy(&self) -> bool {
        let looking = match &self.dialog {
            Some(Dialog::Import(draft)) => draft.is_busy(),
            Some(Dialog::Fetch(draft)) => draft.is_busy(),
            _ => false,
        };
        looking
            || self.browsing.is_busy()
            || self.pane.is_busy()
            || self.editing.is_busy()
            || self.work.is_some()
            || self.funnel.is_some()
            || self.showing.is_some()
    }
}

/// What came from the page's threads since the last frame.
pub fn take(context: &Context, state: &mut State) {
    match &mut state.librarian.dialog {
        Some(Dialog::Import(draft)) => draft.follow(context),
        Some(Dialog::Fetch(draft)) => draft.follow(context),
        _ => {}
    }
    state.librarian.browsing.take();
    state.librarian.pane.take(context);
    editing::take(context, state);
    work::take(state);
    let counted = state.librarian.funnel.as_ref().and_then(Job::poll);
    if let Some(outcome) = counted {
        state.librarian.funnel = None;
        if let Some(Dialog::Funnel(known)) = &mut state.librarian.dialog {
            *known = Some(
                outcome
                    .map_err(|fault| fault.to_string())
                    .and_then(|funnel| funnel),
            );
        }
    }
    let shown = state.librarian.showing.as_ref().and_then(Job::poll);
    if let Some(outcome) = shown {
        state.librarian.showing = None;
        if let Err(why) = outcome
            .map_err(|fault| fault.to_string())
            .and_then(|done| done)
        {
            let why = sentence(&why);
            state
                .notices
                .say(Tone::Fault, "The folder could not be shown", why);
        }
    }
}

/// From now on these are the window's films; of the same library, what is chosen stays chosen.
pub fn use_films(state: &mut State, films: Films) {
    if films.root != state.films.root {
        state.librarian.forget();
    }
    state.films = films;
}

/// Whether these files are films to import, not posters to look at: a table among them, a folder
/// with a table, or one with more images than anybody looks at.
pub fn is_to_import(paths: &[PathBuf]) -> bool {
    let holds = |folder: &PathBuf| {
        !is_library(folder)
            && (!draft::tables_in(folder).is_empty() || intake::images_in(folder).len() >= MANY)
    };
    paths.iter().any(|path| match path.is_dir() {
        true => holds(path),
        false => draft::is_table(path),
    })
}

/// What a cleaning came to, in a line: `12 of 7,800 posters removed`.
pub fn cleaned_in_words(report: &CleanReport) -> String {
    use crate::wording::thousands;
    let gone = report.posters - report.kept;
    match gone {
        0 => format!("All {} posters are sound", thousands(report.posters as u64)),
        _ => format!(
            "{} of {} posters removed",
            thousands(gone as u64),
            thousands(report.posters as u64)
        ),
    }
}
