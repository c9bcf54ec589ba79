//! What each [`Command`] does.

use std::path::PathBuf;
use std::sync::Arc;

use egui::{Context, ThemePreference};
use image::RgbImage;

use super::clipboard;
use super::command::{Command, Panel, ThemeChoice};
use super::desk::{self, Adjust};
use super::dialogs;
use super::films::{self, Films};
use super::intake;
use super::librarian;
use super::notices::Tone;
use super::own_genre;
use super::panels::genres;
use super::panels::top100::export;
use super::report;
use super::session::{FilmFacts, Source};
use super::state::{Asked, State};
use super::training::orders;
use crate::evaluation::ModelPlaces;
use crate::jobs::Job;
use crate::vision::Reader;

/// The zoom's steps and ends.
const ZOOM_STEP: f32 = 0.1;
const ZOOM: std::ops::RangeInclusive<f32> = 0.6..=2.0;

/// Does what was asked for.
pub fn execute(context: &Context, state: &mut State, command: Command) {
    match command {
        Command::Show(panel) => state.settings.panel = panel,
        Command::OpenPosters => ask(context, state, Asked::Posters),
        Command::OpenLibrary => ask(context, state, Asked::Library),
        Command::UseLibrary(folder) => use_library(context, state, folder),
        Command::Paste => paste(context, state),
        Command::Read(paths) => read(context, state, paths),
        Command::ReadPixels(image) => read_pixels(state, image),
        Command::Turn(step) => {
            state.session.turn(step);
            state.scroll_strip = true;
        }
        Command::Select(id) => {
            state.settings.panel = Panel::Read;
            state.session.select(id);
            state.inspect.comparing = false;
        }
        Command::Remove(id) => {
            state.reading.forget(|other| other == id);
            state.session.remove(id);
        }
        Command::RemoveShown => {
            if let Some(id) = state.session.shown().map(|entry| entry.id) {
                execute(context, state, Command::Remove(id));
            }
        }
        Command::Inspect(ask) => state.inspect.execute(&mut state.session, ask),
        Command::ShowStart => state.session.start_page = true,
        Command::StopReading => {
            let waiting = state.session.remove_waiting();
            state.reading.forget(|id| waiting.contains(&id));
        }
        Command::Search => {
            state.settings.panel = Panel::Library;
            state.librarian.wants_search = true;
        }
        Command::Library(ask) => librarian::execute::execute(context, state, ask),
        Command::SetTheme(choice) => {
            state.settings.theme = choice;
            apply_theme(context, choice);
        }
        Command::ZoomIn => zoom(context, state, state.settings.zoom + ZOOM_STEP),
        Command::ZoomOut => zoom(context, state, state.settings.zoom - ZOOM_STEP),
        Command::ZoomReset => zoom(context, state, 1.0),
        Command::ToggleShortcuts => state.shortcuts_open = !state.shortcuts_open,
        Command::ToggleAbout => state.about_open = !state.about_open,
        Command::Dismiss(id) => state.notices.dismiss(id),
        Command::CancelLibrary => {
            if let Some(job) = &state.opening {
                job.task().cancel();
            }
        }
        Command::ReadLibrary => state.scoring.read(context),
        Command::StopReadingLibrary => state.scoring.stop(),
        Command::ScoreAgain => state.scoring.look(context),
        Command::Thresholds(adjust) => thresholds(context, state, adjust),
        Command::Train(order) => orders::execute(context, state, order),
        Command::ExportRanking(form, to) => export::start(context, state, form, to),
        Command::ExportGenres(saving, to) => genres::export::start(context, state, saving, to),
        Command::WriteReport(to) => report::start(context, state, to),
        Command::OwnGenre(ask) => own_genre::execute(context, state, ask),
        Command::CancelExport => {
            if let Some(job) = &state.exporting {
                job.task().cancel();
            }
        }
    }
    context.request_repaint();
}

fn thresholds(context: &Context, state: &mut State, adjust: Adjust) {
    let Some(reader) = state.reader() else {
        return;
    };
    let outcome = match adjust {
        Adjust::ExportAs => {
            ask(context, state, Asked::ExportThresholds);
            Ok(None)
        }
        Adjust::ImportFrom => {
            ask(context, state, Asked::ImportThresholds);
            Ok(None)
        }
        Adjust::Apply => apply(context, state, reader),
        adjust => state
            .desk
            .adjust(context, adjust, &mut state.scoring, &reader),
    };
    match outcome {
        Ok(None) => {}
        Ok(Some(words)) => state.notices.say(Tone::Hint, words, ""),
        Err(why) => {
            let why = super::notices::sentence(&why);
            state.notices.say(Tone::Fault, "Not done", why);
        }
    }
}

/// Writes the thresholds at hand to where the model is opened with them.
fn apply(context: &Context, state: &mut State, reader: Arc<Reader>) -> desk::Outcome {
    let Some(model) = state.model_folder.clone() else {
        return Err("This model has no folder to keep thresholds in.".to_owned());
    };
    let name = match state.desk.objective() {
        Some(objective) => objective.in_words(),
        None => "set by hand".to_owned(),
    };
    if let Some(set) = state.desk.set(&name, &reader) {
        let places = ModelPlaces {
            data: state.data.clone(),
            ..ModelPlaces::of_this_computer()
        };
        let job = Job::spawn("Apply thresholds", waker(context), move |_| {
            places
                .apply(&set, &model, reader.checkpoint())
                .map_err(|error| error.to_string())
        });
        state.applying = Some(job);
    }
    Ok(None)
}

/// Tells egui which theme to paint.
pub fn apply_theme(context: &Context, choice: ThemeChoice) {
    context.set_theme(match choice {
        ThemeChoice::Dark => ThemePreference::Dark,
        ThemeChoice::Light => ThemePreference::Light,
        ThemeChoice::System => ThemePreference::System,
    });
}

fn zoom(context: &Context, state: &mut State, factor: f32) {
    // Whole steps, or ten steps up and down would not meet at 1.
    let steps = (factor / ZOOM_STEP).round() * ZOOM_STEP;
    state.settings.zoom = steps.clamp(*ZOOM.start(), *ZOOM.end());
    context.set_zoom_factor(state.settings.zoom);
}

fn waker(context: &Context) -> impl FnOnce() + Send + 'static {
    let context = context.clone();
    move || context.request_repaint()
}

/// Opens the file chooser for `asked`.
pub fn ask(context: &Context, state: &mut State, asked: Asked) {
    // One chooser at a time: a second press means the first.
    if state.dialog.is_none() {
        let job = match asked {
            Asked::Posters => dialogs::choose_posters(waker(context)),
            Asked::Library => dialogs::choose_library(waker(context)),
            Asked::StartModel => dialogs::choose_model(waker(context)),
            Asked::ImportThresholds => dialogs::choose_thresholds(waker(context)),
            Asked::ExportThresholds => dialogs::save_thresholds(waker(context)),
            Asked::Tables => dialogs::choose_tables(waker(context)),
            Asked::PosterFolder => {
                dialogs::choose_folder("The folder of the posters", waker(context))
            }
            Asked::NewLibrary => {
                dialogs::choose_folder("A folder for the new library", waker(context))
            }
        };
        state.dialog = Some((asked, job));
    }
}

fn paste(context: &Context, state: &mut State) {
    if state.clipboard.is_none() {
        let job = Job::spawn("Paste", waker(context), |_| clipboard::read());
        state.clipboard = Some(job);
    }
}

fn read(context: &Context, state: &mut State, paths: Vec<PathBuf>) {
    if let [folder] = paths.as_slice()
        && films::is_library(folder)
    {
        let folder = folder.clone();
        return use_library(context, state, folder);
    }
    if librarian::is_to_import(&paths) {
        return librarian::execute::execute(context, state, librarian::Ask::Import(paths));
    }
    let files = intake::files_of(paths);
    if files.is_empty() {
        return state.notices.say(
            Tone::Hint,
            "Nothing to read",
            "There is no image in that folder. Drop poster files: JPEG, PNG, WebP, GIF, TIFF or \
             BMP.",
        );
    }
    state.settings.panel = Panel::Read;
    let batch = state.session.batch();
    for path in files {
        enqueue(state, batch, Source::File(path), None);
    }
}

fn read_pixels(state: &mut State, image: Arc<RgbImage>) {
    state.settings.panel = Panel::Read;
    let batch = state.session.batch();
    enqueue(state, batch, Source::Pixels(image), None);
}

fn enqueue(
    state: &mut State,
    batch: super::session::BatchId,
    source: Source,
    film: Option<FilmFacts>,
) {
    let id = state.session.add(batch, source.clone(), film);
    state.reading.read(id, source);
}

fn use_library(context: &Context, state: &mut State, folder: PathBuf) {
    let root = folder.clone();
    state.opening = Some(Job::spawn("Library", waker(context), move |task| {
        Films::open(&root, task)
    }));
    state.settings.library = Some(folder);
}

/// Opens the library that was named or was open last, else makes the sample library.
pub fn open_first_library(context: &Context, state: &mut State, named: Option<PathBuf>) {
    let remembered = state.settings.library.clone();
    // A remembered library may lie on a disk that is not there today: then the sample.
    let folder = named.or(remembered.filter(|folder| films::is_library(folder)));
    if let Some(folder) = folder {
        return use_library(context, state, folder);
    }
    if let (Some(data), Some(sample)) = (&state.data, &state.sample) {
        let (root, sample) = (films::sample_library(data), sample.clone());
        state.opening = Some(Job::spawn("Sample films", waker(context), move |task| {
            Films::import_sample(&root, &sample, task)
        }));
    }
}
