//! Genres of one's own in the window: which films show the one at hand, and the library ranked by it.
//!
//! In: [`Ask`]s. Out: a ranking that follows each star ([`learning`] does it on a thread), marks that
//! are kept in the library, and the model with one more genre.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::Context;

use self::learning::{Answer, Base, Question, Write};
use super::films::Films;
use super::notices::{Tone, sentence};
use super::reading::ReaderSource;
use super::state::State;
use super::widgets::poster_grid::PosterGrid;
use crate::catalog::{Film, Genre, Mark, OwnGenre};
use crate::jobs::Job;
use crate::vision::Reader;

pub mod learning;

/// What a genre is called until somebody names it.
const UNNAMED: &str = "My genre";
/// Steps back that are remembered.
const STEPS: usize = 100;

/// What can be asked for.
#[derive(Debug, Clone, PartialEq)]
pub enum Ask {
    /// Begin another genre.
    Begin,
    /// Turn to a kept genre.
    Choose(Genre),
    /// Call the genre at hand something else.
    Rename(String),
    /// Say something of a film (an index into the library), or take it back.
    Mark(usize, Option<Mark>),
    /// Take the last mark back.
    Undo,
    /// Forget the genre at hand.
    Forget,
    /// Save the model with this genre as one more; whether to read with it from now on.
    Save(bool),
}

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

/// The section's state.
pub struct OwnGenrePage {
    root: Option<Arc<Path>>,
    kept: Vec<OwnGenre>,
    genre: OwnGenre,
    past: Vec<OwnGenre>,
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
    /// Somebody looks at the section.
    pub open: bool,
    base: Option<Arc<Base>>,
    answer: Option<Answer>,
    fault: Option<String>,
    revision: u64,
    asked: u64,
    shown: Option<(Cause, Arc<[usize]>)>,
    writes: Vec<Write>,
    loading: Option<Job<Result<Vec<OwnGenre>, String>>>,
    learning: Option<Job<Result<Answer, String>>>,
    writing: Option<Job<Result<(), String>>>,
    saving: Option<(bool, Job<Result<PathBuf, String>>)>,
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

impl Default for OwnGenrePage {
    fn default() -> Self {
        Self {
            root: None,
            kept: Vec::new(),
            genre: OwnGenre::new(unnamed()),
            past: Vec::new(),
            name: String::new(),
            query: String::new(),
            view: View::default(),
            run: String::new(),
            tiles: PosterGrid::default(),
            open: false,
            base: None,
            answer: None,
            fault: None,
            revision: 0,
            asked: 0,
            shown: None,
            writes: Vec::new(),
            loading: None,
            learning: None,
            writing: None,
            saving: None,
        }
    }
}

fn unnamed() -> Genre {
    // A constant that names a genre; the fallback is never taken.
    Genre::parse(UNNAMED).unwrap_or_else(|| Genre::six().swap_remove(0))
}

impl OwnGenrePage {
    /// The genre at hand.
    pub fn genre(&self) -> &OwnGenre {
        &self.genre
    }

    /// Whether nobody has named it yet.
    pub fn is_unnamed(&self) -> bool {
        self.genre.name == unnamed()
    }

    /// The kept genres' names, the one at hand among them.
    pub fn names(&self) -> Vec<Genre> {
        let mut names: Vec<Genre> = self.kept.iter().map(|kept| kept.name.clone()).collect();
        if !names.contains(&self.genre.name) {
            names.push(self.genre.name.clone());
        }
        names
    }

    /// What came of the stars; of those before the last one while that is being learned.
    pub fn answer(&self) -> Option<&Answer> {
        self.answer
            .as_ref()
            .filter(|_| !self.genre.stars.is_empty())
    }

    /// Why there is no ranking.
    pub fn fault(&self) -> Option<&str> {
        self.fault.as_deref()
    }

    /// Whether there is a step to take back.
    pub fn can_undo(&self) -> bool {
        !self.past.is_empty()
    }

    /// Whether a job is under way.
    pub fn is_busy(&self) -> bool {
        self.loading.is_some()
            || self.learning.is_some()
            || self.writing.is_some()
            || self.saving.is_some()
    }

    /// Whether the model is being saved.
    pub fn is_saving(&self) -> bool {
        self.saving.is_some()
    }

    /// The films that are shown, as indices into the library.
    pub fn shown(&mut self, films: &Films) -> Arc<[usize]> {
        let cause = Cause {
            revision: self.revision,
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
        let places = |ids: &[crate::catalog::FilmId]| {
            let place = |id| all.binary_search_by_key(id, |film: &Film| film.id).ok();
            // The last mark first: it can be seen, and taken back.
            ids.iter().rev().filter_map(place).collect()
        };
        match self.view {
            View::Stars => places(&self.genre.stars),
            View::Crosses => places(&self.genre.crosses),
            View::Ranked => {
                let unmarked = |film: &usize| {
                    let id = all.get(*film).map(|film| film.id);
                    id.is_some_and(|id| self.genre.mark_of(id).is_none())
                };
                match &cause.order {
                    Some(order) => order.iter().copied().filter(unmarked).collect(),
                    None => (0..all.len()).filter(has_poster).filter(unmarked).collect(),
                }
            }
        }
    }

    /// Another genre is at hand.
    fn take(&mut self, genre: OwnGenre) {
        self.name = if genre.name == unnamed() {
            String::new()
        } else {
            genre.name.name().to_owned()
        };
        self.genre = genre;
        self.answer = None;
        self.view = View::Ranked;
        self.query.clear();
        self.past.clear();
        self.run.clear();
        self.revision += 1;
    }

    /// The genre at hand has changed: it is kept, and learned anew.
    fn changed(&mut self) {
        self.revision += 1;
        self.fault = None;
        let genre = self.genre.clone();
        match self.kept.iter_mut().find(|kept| kept.name == genre.name) {
            Some(kept) => kept.clone_from(&genre),
            None => self.kept.push(genre.clone()),
        }
        self.writes.push(Write::Keep(genre));
    }

    fn mark(&mut self, film: &Film, mark: Option<Mark>) {
        if self.genre.mark_of(film.id) == mark {
            return;
        }
        self.past.push(self.genre.clone());
        if self.past.len() > STEPS {
            self.past.remove(0);
        }
        self.genre.mark(film.id, mark);
        self.changed();
    }

    fn rename(&mut self, name: &str) -> Result<(), String> {
        let Some(name) = Genre::parse(name) else {
            return Ok(());
        };
        if name == self.genre.name {
            return Ok(());
        }
        if self.kept.iter().any(|kept| kept.name == name) {
            return Err(format!(
                "There is a genre named {name} already: choose it in the list, or take another name."
            ));
        }
        let old = std::mem::replace(&mut self.genre.name, name);
        for genre in &mut self.past {
            genre.name = self.genre.name.clone();
        }
        self.kept.retain(|kept| kept.name != old);
        self.writes.push(Write::Forget(old));
        self.name = self.genre.name.name().to_owned();
        self.changed();
        Ok(())
    }

    fn forget(&mut self) {
        let name = self.genre.name.clone();
        self.kept.retain(|kept| kept.name != name);
        self.writes.push(Write::Forget(name));
        let next = self.kept.first().cloned();
        self.take(next.unwrap_or_else(|| OwnGenre::new(unnamed())));
    }
}

/// Does what was asked for.
pub fn execute(context: &Context, state: &mut State, ask: Ask) {
    let own = &mut state.own_genres;
    match ask {
        Ask::Begin => own.take(OwnGenre::new(unnamed())),
        Ask::Choose(name) => {
            if let Some(kept) = own.kept.iter().find(|kept| kept.name == name).cloned() {
                own.take(kept);
            }
        }
        Ask::Rename(name) => {
            if let Err(why) = own.rename(&name) {
                own.name = own.genre.name.name().to_owned();
                state.notices.say(Tone::Fault, "Not renamed", why);
            }
        }
        Ask::Mark(film, mark) => {
            if let Some(film) = state.films.all().get(film) {
                own.mark(film, mark);
            }
        }
        Ask::Undo => {
            if let Some(before) = own.past.pop() {
                own.genre = before;
                own.changed();
            }
        }
        Ask::Forget => own.forget(),
        Ask::Save(uses) => save(context, state, uses),
    }
}

fn save(context: &Context, state: &mut State, uses: bool) {
    let own = &mut state.own_genres;
    let (Some(root), Some(answer)) = (own.root.clone(), own.answer().cloned()) else {
        return;
    };
    if own.saving.is_some() {
        return;
    }
    let (genre, run) = (own.genre.clone(), own.run.clone());
    let from = state.model_folder.clone().unwrap_or_default();
    let job = Job::spawn("Save the genre", waker(context), move |_| {
        learning::save_model(&root, &run, &from, &genre, &answer)
    });
    own.saving = Some((uses, job));
}

/// Follows the library and the model, and takes what came from the threads; once a frame.
pub fn follow(context: &Context, state: &mut State) {
    let root = Arc::clone(&state.films.root);
    let same = |known: &Arc<Path>| Arc::ptr_eq(known, &root);
    if !state.own_genres.root.as_ref().is_some_and(same) {
        state.own_genres = OwnGenrePage {
            root: Some(Arc::clone(&root)),
            ..OwnGenrePage::default()
        };
        if state.films.posters() > 0 {
            let job = Job::spawn("Own genres", waker(context), move |_| learning::read(&root));
            state.own_genres.loading = Some(job);
        }
    }
    take_jobs(context, state);
    let reader = state.reader();
    let own = &mut state.own_genres;
    if let Some(reader) = reader
        && state.scoring.scores().is_some()
    {
        own.ask(context, &state.films, &reader);
    }
    own.write(context);
    own.open = false;
}

fn take_jobs(context: &Context, state: &mut State) {
    let own = &mut state.own_genres;
    if let Some(outcome) = own.loading.as_ref().and_then(Job::poll) {
        own.loading = None;
        match outcome
            .map_err(|fault| fault.to_string())
            .and_then(|kept| kept)
        {
            Ok(kept) => {
                let first = kept.first().cloned();
                own.kept = kept;
                // What somebody began meanwhile stays at hand.
                if let Some(first) = first.filter(|_| own.revision == 0) {
                    own.take(first);
                }
            }
            Err(why) => {
                let title = "Your own genres could not be read";
                state.notices.say(Tone::Fault, title, sentence(&why));
            }
        }
    }
    let own = &mut state.own_genres;
    if let Some(outcome) = own.learning.as_ref().and_then(Job::poll) {
        own.learning = None;
        match outcome
            .map_err(|fault| fault.to_string())
            .and_then(|answer| answer)
        {
            Ok(answer) => {
                own.base = Some(Arc::clone(&answer.base));
                // Another genre may be at hand by now.
                own.answer = Some(answer).filter(|answer| answer.of == own.genre.name);
            }
            Err(why) => own.fault = Some(sentence(&why)),
        }
    }
    if let Some(outcome) = own.writing.as_ref().and_then(Job::poll) {
        own.writing = None;
        if let Err(why) = outcome
            .map_err(|fault| fault.to_string())
            .and_then(|done| done)
        {
            let title = "Your stars could not be kept";
            state.notices.say(Tone::Fault, title, sentence(&why));
        }
    }
    take_saved(context, state);
}

fn take_saved(context: &Context, state: &mut State) {
    let saving = state.own_genres.saving.as_ref();
    let Some((uses, outcome)) = saving.and_then(|(uses, job)| Some((*uses, job.poll()?))) else {
        return;
    };
    state.own_genres.saving = None;
    let name = &state.own_genres.genre.name;
    match outcome
        .map_err(|fault| fault.to_string())
        .and_then(|path| path)
    {
        Ok(path) => {
            let run = super::session::file_name(&path);
            let title = format!("The model knows {name} now");
            let text = if uses {
                format!("It is the run {run}; every page reads with it.")
            } else {
                format!("It is the run {run}.")
            };
            state.notices.say(Tone::Hint, title, text);
            if uses {
                state.open_model(context, ReaderSource::folder(path));
            }
        }
        Err(why) => {
            let title = format!("{name} was not saved");
            state.notices.say(Tone::Fault, title, sentence(&why));
        }
    }
}

impl OwnGenrePage {
    /// Learns what was shown since the last time, if somebody looks; one question at a time.
    fn ask(&mut self, context: &Context, films: &Films, reader: &Arc<Reader>) {
        let shared = films.shared();
        let stale = |base: &Arc<Base>| !base.is(&shared, reader);
        if self.base.as_ref().is_some_and(stale) {
            self.base = None;
            self.answer = None;
            self.fault = None;
            self.asked = 0;
        }
        let unknown =
            self.asked != self.revision || (self.answer.is_none() && self.fault.is_none());
        let shows = !self.genre.stars.is_empty() && self.open;
        if !unknown || !shows || self.learning.is_some() {
            return;
        }
        self.asked = self.revision;
        let question = Question {
            root: Arc::clone(&films.root),
            films: shared,
            reader: Arc::clone(reader),
            base: self.base.clone(),
            genre: self.genre.clone(),
        };
        let job = Job::spawn("Own genre", waker(context), move |task| {
            question.answer(task)
        });
        self.learning = Some(job);
    }

    fn write(&mut self, context: &Context) {
        let Some(root) = self.root.clone() else {
            return;
        };
        if !self.writes.is_empty() && self.writing.is_none() {
            let writes = std::mem::take(&mut self.writes);
            let job = Job::spawn("Keep", waker(context), move |_| {
                learning::write(&root, &writes)
            });
            self.writing = Some(job);
        }
    }
}

fn waker(context: &Context) -> impl FnOnce() + Send + 'static {
    let context = context.clone();
    move || context.request_repaint()
}
