//! What comes into the window in a frame: files, pastes, keys, and messages from threads.
//!
//! In: egui's input and the threads' channels. Out: [`Command`]s and a changed [`State`].

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::{Context, Event as Input, Key, Modifiers};

use super::changes::Outcome;
use super::clipboard::{self, Pasted};
use super::command::{Command, Panel, Step, shortcuts};
use super::desk::{Adjust, Calibrating};
use super::films::{self, Films};
use super::inspect::{Ask, Tool};
use super::librarian;
use super::notices::Tone;
use super::pixels;
use super::reading::{Event, ReaderSource};
use super::state::{Asked, Model, State};
use super::training::{Order, orders};
use crate::jobs::Job;

/// Files of these kinds are taken from a folder that is dropped.
const EXTENSIONS: [&str; 9] = [
    "jpg", "jpeg", "png", "webp", "gif", "bmp", "tif", "tiff", "jfif",
];
/// A folder with more images is a library to import, not posters to look at.
const MOST_FROM_A_FOLDER: usize = 200;

/// Everything that came since the last frame.
pub fn take(context: &Context, state: &mut State) {
    take_drops(context, state);
    take_pastes(context, state);
    take_keys(context, state);
    for event in state.reading.poll() {
        take_reading(context, state, event);
    }
    take_library(state);
    librarian::take(context, state);
    follow_scores(context, state);
    follow_resemblance(context, state);
    take_answers(context, state);
    take_export(state);
    let news = state.training.follow(context, &state.films);
    orders::tell(state, news);
    super::own_genre::follow(context, state);
    if let Some((id, source)) = state.session.missing_picture() {
        state.reading.picture(id, source);
    }
    if let Some((id, source, edits, revision)) = state.session.wanted_change() {
        state.reading.change(id, source, edits, revision);
    }
}

fn take_drops(context: &Context, state: &mut State) {
    let dropped = context.input(|input| input.raw.dropped_files.clone());
    let paths: Vec<PathBuf> = dropped
        .iter()
        .map(|file| file.path().to_owned())
        .filter(|path| !path.as_os_str().is_empty())
        .collect();
    if !paths.is_empty() {
        state.send(Command::Read(paths));
    }
}

fn take_pastes(context: &Context, state: &mut State) {
    let typing = context.text_edit_focused();
    let events = context.input(|input| input.events.clone());
    let mut answered = false;
    for event in &events {
        match event {
            Input::PasteImage(image) => {
                answered = true;
                if let Some(poster) = pixels::poster_of(image) {
                    state.send(Command::ReadPixels(Arc::new(poster)));
                }
            }
            Input::Paste(text) if !typing => {
                answered = true;
                match clipboard::files_in(text) {
                    files if files.is_empty() => {
                        state
                            .notices
                            .say(Tone::Hint, "Nothing to read", clipboard::NOTHING);
                    }
                    files => state.send(Command::Read(files)),
                }
            }
            // The toolkit swallows the key's press and says nothing where the clipboard holds
            // neither text nor an image; files copied in a file manager are such a case.
            Input::Key {
                key: Key::V,
                pressed: false,
                modifiers,
                ..
            } if modifiers.command && !typing && !answered && !state.pasted => {
                state.send(Command::Paste);
            }
            _ => {}
        }
    }
    let released = events.iter().any(|event| {
        matches!(
            event,
            Input::Key {
                key: Key::V,
                pressed: false,
                ..
            }
        )
    });
    state.pasted = (state.pasted || answered) && !released;
}

fn take_keys(context: &Context, state: &mut State) {
    for shortcut in shortcuts() {
        if context.input_mut(|input| input.consume_shortcut(&shortcut.keys)) {
            state.send(shortcut.command);
        }
    }
    if context.text_edit_focused() {
        return;
    }
    let pressed = |key| context.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    if context.input_mut(|input| input.consume_key(Modifiers::SHIFT, Key::Questionmark))
        || pressed(Key::Questionmark)
    {
        state.send(Command::ToggleShortcuts);
    }
    if state.settings.panel == Panel::Read && !state.shortcuts_open {
        let ask = match &state.inspect.genre {
            _ if state.inspect.comparing => Some(Ask::Compare(false)),
            Some(_) => Some(Ask::HideMap),
            None => None,
        };
        if let Some(ask) = ask
            && pressed(Key::Escape)
        {
            state.send(Command::Inspect(ask));
        }
    }
    let turns = state.settings.panel == Panel::Read && !state.inspect.arrows_taken;
    if turns && state.session.decoded().next().is_some() {
        for (key, step) in [
            (Key::ArrowLeft, Step::Back),
            (Key::ArrowRight, Step::Forward),
        ] {
            if pressed(key) {
                // The arrow turns posters; it must not move the keyboard's focus as well.
                context.memory_mut(|memory| memory.move_focus(egui::FocusDirection::None));
                state.send(Command::Turn(step));
            }
        }
        if pressed(Key::Delete) {
            state.send(Command::RemoveShown);
        }
    }
}

fn take_reading(context: &Context, state: &mut State, event: Event) {
    match event {
        Event::ModelReady(reader) => {
            state.model = Model::Ready;
            state.use_reader(reader);
        }
        Event::ModelFailed(why) => {
            state
                .notices
                .say(Tone::Fault, "Posters cannot be read yet", why.clone());
            state.model = Model::Missing(why);
        }
        Event::Picture {
            id,
            large,
            ground,
            small,
            title_band,
            content_hash,
        } => {
            let film = content_hash.and_then(|hash| state.films.facts(&hash));
            if let Some(entry) = state.session.entry_mut(id) {
                let texture = |pixels| context.load_texture("poster", pixels, pixels::SAMPLING);
                entry.picture = Some(texture(large));
                entry.ground = Some(texture(ground));
                entry.title_band = title_band;
                entry.thumbnail = Some(texture(small));
                entry.film = entry.film.take().or(film);
                state.session.decoded_now(id);
            }
        }
        Event::Read { id, reading, maps } => state.session.read_now(id, reading, maps),
        Event::Changed {
            id,
            revision,
            picture,
            ground,
            before,
            reading,
            maps,
        } => {
            if let Some(entry) = state.session.entry_mut(id) {
                let texture = |pixels| context.load_texture("changed", pixels, pixels::SAMPLING);
                let outcome = Outcome {
                    picture: texture(picture),
                    ground: texture(ground),
                    before,
                    reading,
                    maps,
                };
                entry.changes.take(revision, outcome);
            }
        }
        Event::NotChanged { id, why } => {
            if let Some(entry) = state.session.entry_mut(id) {
                entry.changes.reset();
                let title = format!("{} could not be changed", entry.source.name());
                let why = super::notices::sentence(&why);
                state.notices.say(Tone::Fault, &title, why);
            }
        }
        Event::Failed { id, why } => {
            if let Some(entry) = state.session.entry_mut(id) {
                let (batch, name) = (entry.batch, entry.source.name());
                state.notices.bad_file(batch, &name, &why);
                state.session.remove(id);
            }
        }
    }
}

/// The scores follow the library and the model, and what was read follows the thresholds.
fn follow_scores(context: &Context, state: &mut State) {
    let others_read = state.reading.is_busy();
    let reader = state.reader();
    let model = (&state.model, reader.as_ref());
    let fault = state
        .scoring
        .follow(context, &state.films, model, others_read);
    if let Some(why) = fault {
        state.notices.say(
            Tone::Fault,
            "Not every poster could be read",
            super::notices::sentence(&why),
        );
    }
    state
        .session
        .judge_by(state.scoring.thresholds(), state.scoring.revision());
}

/// What the shown poster resembles is looked for once somebody wants to see it.
fn follow_resemblance(context: &Context, state: &mut State) {
    state.resembling.follow(state.scoring.scores());
    let wanted = state.settings.panel == Panel::Read && state.inspect.tool == Tool::Similar;
    if let (true, Some(reader), Some(entry)) = (wanted, state.reader(), state.session.shown()) {
        state.resembling.ask(context, entry, &state.films, &reader);
    }
}

fn take_library(state: &mut State) {
    let Some(outcome) = state.opening.as_ref().and_then(|job| job.poll()) else {
        return;
    };
    let cancelled = state
        .opening
        .take()
        .is_some_and(|job| job.task().is_cancelled());
    match outcome
        .map_err(|fault| fault.to_string())
        .and_then(|films| films)
    {
        Ok(films) => use_films(state, films),
        Err(_) if cancelled => {}
        Err(why) => {
            state.notices.say(
                Tone::Fault,
                "The library could not be opened",
                super::notices::sentence(&why),
            );
        }
    }
}

/// From now on these are the window's films.
pub fn use_films(state: &mut State, films: Films) {
    state.thumbnails.use_library(Arc::clone(&films.root));
    librarian::use_films(state, films);
}

fn take_export(state: &mut State) {
    let Some(outcome) = state.exporting.as_ref().and_then(Job::poll) else {
        return;
    };
    let cancelled = state
        .exporting
        .take()
        .is_some_and(|job| job.task().is_cancelled());
    match outcome
        .map_err(|fault| fault.to_string())
        .and_then(|saved| saved)
    {
        Ok(None) => {}
        Ok(Some((path, told))) => {
            let title = format!("Saved as {}", super::session::file_name(&path));
            let text = format!("{told}\n{}", path.display());
            state.notices.say(Tone::Hint, title, text);
        }
        Err(_) if cancelled => {}
        Err(why) => state.notices.say(
            Tone::Fault,
            "Nothing was saved",
            super::notices::sentence(&why),
        ),
    }
}

/// Thresholds were applied to the model, or could not be.
fn take_applied(context: &Context, state: &mut State) {
    let Some(outcome) = state.applying.as_ref().and_then(|job| job.poll()) else {
        return;
    };
    state.applying = None;
    match outcome
        .map_err(|fault| fault.to_string())
        .and_then(|path| path)
    {
        Ok(_) => {
            state.notices.say(
                Tone::Hint,
                "The model uses these thresholds from now on",
                "Read, Top 100 and onesheet predict follow them.",
            );
            // Other probabilities: the model is opened with them.
            if state.desk.calibrating() != Calibrating::InUse
                && let Some(folder) = state.model_folder.clone()
            {
                state.open_model(context, ReaderSource::folder(folder));
            }
        }
        Err(why) => {
            let why = super::notices::sentence(&why);
            state
                .notices
                .say(Tone::Fault, "The thresholds could not be applied", why);
        }
    }
}

fn take_answers(context: &Context, state: &mut State) {
    take_applied(context, state);
    if let Some(outcome) = state.clipboard.as_ref().and_then(|job| job.poll()) {
        state.clipboard = None;
        match outcome
            .map_err(|fault| fault.to_string())
            .and_then(|read| read)
        {
            Ok(Pasted::Image(image)) => state.send(Command::ReadPixels(image)),
            Ok(Pasted::Files(files)) => state.send(Command::Read(files)),
            Err(why) => state.notices.say(Tone::Hint, "Nothing to read", why),
        }
    }
    let answer = state
        .dialog
        .as_ref()
        .and_then(|(asked, job)| Some((*asked, job.poll()?)));
    if let Some((asked, outcome)) = answer {
        state.dialog = None;
        match outcome
            .map_err(|fault| fault.to_string())
            .and_then(|chosen| chosen)
        {
            Ok(paths) if paths.is_empty() => {}
            Ok(paths) if asked == Asked::Posters => state.send(Command::Read(paths)),
            Ok(paths) if matches!(asked, Asked::Tables | Asked::PosterFolder) => {
                state.send(Command::Library(librarian::Ask::Import(paths)));
            }
            Ok(paths) => {
                for path in paths {
                    state.send(match asked {
                        Asked::ImportThresholds => Command::Thresholds(Adjust::Import(path)),
                        Asked::ExportThresholds => Command::Thresholds(Adjust::Export(path)),
                        Asked::StartModel => Command::Train(Order::StartFrom(path)),
                        Asked::NewLibrary => Command::Library(librarian::Ask::Target(path)),
                        Asked::Posters | Asked::Library | Asked::Tables | Asked::PosterFolder => {
                            Command::UseLibrary(path)
                        }
                    });
                }
            }
            Err(why) => state.notices.say(Tone::Fault, "No file chooser", why),
        }
    }
}

/// The files that a drop stands for: a folder stands for the images in it.
pub fn files_of(paths: Vec<PathBuf>) -> Vec<PathBuf> {
    paths
        .into_iter()
        .flat_map(|path| {
            if path.is_dir() && !films::is_library(&path) {
                images_in(&path)
            } else {
                vec![path]
            }
        })
        .collect()
}

/// The images in a folder or in its folder `posters`, by name.
pub fn images_in(folder: &Path) -> Vec<PathBuf> {
    let is_image = |path: &PathBuf| {
        path.extension()
            .and_then(|extension| extension.to_str())
            .is_some_and(|extension| EXTENSIONS.contains(&extension.to_lowercase().as_str()))
    };
    let posters = folder.join("posters");
    let folder = if posters.is_dir() { &posters } else { folder };
    let mut images: Vec<PathBuf> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(is_image)
        .collect();
    images.sort();
    images.truncate(MOST_FROM_A_FOLDER);
    images
}
