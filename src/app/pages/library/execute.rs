//! What each [`Ask`] does.

use std::path::PathBuf;

use egui::Context;

use super::draft::Draft;
use super::fetching::FetchDraft;
use super::{Ask, Dialog, folder, work};
use crate::app::command::{Command, Panel};
use crate::app::shared::file_chooser;
use crate::app::execute;
use crate::app::shared::films::{is_library, sample_library};
use crate::app::shared::notice::{Tone, sentence};
use crate::app::state::{Asked, State};
use crate::catalog::{Film, FilmId, Funnel, Library};
use crate::jobs::Job;

/// Posters that are read at once.
const READ_AT_ONCE: usize = 24;

/// Does what was asked for.
pub fn execute(context: &Context, state: &mut State, ask: Ask) {
    match ask {
        Ask::Browse(wish) => {
            state.settings.panel = Panel::Library;
            state.librarian.wish = *wish;
        }
        Ask::ChooseAll => {
            let shown = state.librarian.browsing.shown();
            state.librarian.selection.all(shown, state.films.all());
        }
        Ask::ChooseNone => state.librarian.selection.clear(),
        Ask::ToggleDetails => state.settings.details = !state.settings.details,
        Ask::Label(how) => {
            let films = chosen(state, |_| true);
            state.librarian.editing.relabel(how, films);
        }
        Ask::Remove => {
            let films = chosen(state, |film| film.poster.is_some());
            if !films.is_empty() {
                state.librarian.editing.remove(films);
            }
        }
        Ask::Restore => {
            let hidden: Vec<FilmId> = chosen(state, |_| true)
                .into_iter()
                .filter(|film| {
                    state
                        .films
                        .hidden(*film)
                        .is_some_and(|hidden| hidden.set_aside)
                })
                .collect();
            if !hidden.is_empty() {
                state.librarian.editing.restore(hidden);
            }
        }
        Ask::Undo => state.librarian.editing.undo(),
        Ask::Redo => state.librarian.editing.redo(),
        Ask::ReadChosen => read_chosen(state),
        Ask::ShowInFolder => show_in_folder(context, state),
        Ask::Import(paths) => draft(state, |draft| draft.add(paths)),
        Ask::ChooseTables => execute::ask(context, state, Asked::Tables),
        Ask::ChoosePosters => execute::ask(context, state, Asked::PosterFolder),
        Ask::ChooseTarget => execute::ask(context, state, Asked::NewLibrary),
        Ask::Target(folder) => draft(state, |draft| {
            draft.target = folder;
            draft.into_open = false;
        }),
        Ask::DropTable(place) => draft(state, |draft| draft.drop_table(place)),
        Ask::DropPosters => draft(state, |draft| draft.posters = None),
        Ask::Map(place, role, column) => draft(state, |draft| draft.map(place, role, column)),
        Ask::Clean => state.librarian.dialog = Some(Dialog::Clean),
        Ask::Fetch => {
            let root = std::sync::Arc::clone(&state.films.root);
            state.librarian.dialog = Some(Dialog::Fetch(FetchDraft::new(root)));
        }
        Ask::KeepKey => keep_key(state),
        Ask::Funnel => funnel(context, state),
        Ask::SaveFunnel(to) => save_funnel(context, state, to),
        Ask::Start => start(context, state),
        Ask::Pause => {
            if let Some(work) = &state.librarian.work {
                match work.task().is_paused() {
                    true => work.task().resume(),
                    false => work.task().pause(),
                }
            }
        }
        Ask::Stop => {
            if let Some(work) = &state.librarian.work {
                work.task().cancel();
            }
        }
        Ask::Close => state.librarian.dialog = None,
    }
}

/// The chosen films that `takes` takes.
fn chosen(state: &State, takes: impl Fn(&Film) -> bool) -> Vec<FilmId> {
    let all = state.films.all();
    let chosen = state.librarian.chosen(&state.films).into_iter();
    let taken = chosen.map(|film| &all[film]).filter(|film| takes(film));
    taken.map(|film| film.id).collect()
}

fn read_chosen(state: &mut State) {
    let all = state.films.all();
    let paths: Vec<PathBuf> = state
        .librarian
        .chosen(&state.films)
        .into_iter()
        .filter_map(|film| Some(all[film].poster.as_ref()?.path.clone()))
        .take(READ_AT_ONCE)
        .collect();
    if !paths.is_empty() {
        state.send(Command::Read(paths));
    }
}

fn show_in_folder(context: &Context, state: &mut State) {
    let Some((_, film)) = state.librarian.chosen_one(&state.films) else {
        return;
    };
    let hidden = state
        .films
        .hidden(film.id)
        .map(|hidden| hidden.path.clone());
    let path = film.poster.as_ref().map(|poster| poster.path.clone());
    if let (Some(path), None) = (path.or(hidden), &state.librarian.showing) {
        let context = context.clone();
        let wake = move || context.request_repaint();
        let job = Job::spawn("Folder", wake, move |_| folder::show(&path));
        state.librarian.showing = Some(job);
    }
}

/// Changes the import that is being put together; begins one where there is none.
fn draft(state: &mut State, change: impl FnOnce(&mut Draft)) {
    if state.librarian.work.is_some() {
        let words = "Its progress is at the foot of the rail.";
        return state.notices.say(Tone::Hint, "One work at a time", words);
    }
    state.settings.panel = Panel::Library;
    if !matches!(state.librarian.dialog, Some(Dialog::Import(_))) {
        let root = &state.films.root;
        let sample = state.data.as_deref().map(sample_library);
        // The sample stays the sample.
        let open = is_library(root) && sample.as_deref() != Some(root);
        let home = match (&state.data, root.parent()) {
            (Some(data), _) => data.join("libraries"),
            (None, Some(home)) => home.to_owned(),
            (None, None) => PathBuf::from("."),
        };
        state.librarian.dialog = Some(Dialog::Import(Draft::new(open, &home)));
    }
    if let Some(Dialog::Import(draft)) = &mut state.librarian.dialog {
        change(draft);
    }
}

fn start(context: &Context, state: &mut State) {
    match state.librarian.dialog.take() {
        Some(Dialog::Import(draft)) if draft.is_ready() => work::import(context, state, &draft),
        Some(Dialog::Clean) => work::clean(context, state),
        Some(Dialog::Fetch(draft)) if draft.to_ask() > 0 => work::fetch(context, state, &draft),
        other => state.librarian.dialog = other,
    }
}

fn keep_key(state: &mut State) {
    let Some(Dialog::Fetch(draft)) = &mut state.librarian.dialog else {
        return;
    };
    match draft.keep_key() {
        Ok(words) => state.notices.say(Tone::Hint, "The key is kept", words),
        Err(why) => {
            let why = sentence(&why);
            state.notices.say(Tone::Fault, "The key was not kept", why);
        }
    }
}

fn funnel(context: &Context, state: &mut State) {
    let root = std::sync::Arc::clone(&state.films.root);
    let context = context.clone();
    let wake = move || context.request_repaint();
    state.librarian.dialog = Some(Dialog::Funnel(None));
    state.librarian.funnel = Some(Job::spawn("Funnel", wake, move |_| {
        let library = Library::open(&root);
        let funnel = library.and_then(|library| library.funnel());
        funnel.map_err(|error| error.to_string())
    }));
}

/// The funnel that the dialog shows.
fn shown_funnel(state: &State) -> Option<&Funnel> {
    match state.librarian.dialog.as_ref()? {
        Dialog::Funnel(Some(Ok(funnel))) => Some(funnel),
        Dialog::Done(work::Told::Imported(report)) => Some(&report.funnel),
        _ => None,
    }
}

fn save_funnel(context: &Context, state: &mut State, to: Option<PathBuf>) {
    let (Some(funnel), None) = (shown_funnel(state).cloned(), &state.exporting) else {
        return;
    };
    let context = context.clone();
    let wake = move || context.request_repaint();
    state.exporting = Some(Job::spawn("Funnel", wake, move |_| {
        let path = match to {
            Some(path) => path,
            None => match dialogs::save_as("Save the funnel", "funnel.csv", "csv")? {
                Some(path) => path,
                None => return Ok(None),
            },
        };
        let written = funnel.save(&path);
        written.map_err(|error| format!("{}: {error}", path.display()))?;
        Ok(Some((
            path,
            "A line a step, then a line a reason.".to_owned(),
        )))
    }));
}
