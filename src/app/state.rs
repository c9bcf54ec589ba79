//! All state of the window in one struct: what is kept between starts, and what is not.

use std::path::PathBuf;
use std::sync::Arc;

use egui::Context;
use serde::{Deserialize, Serialize};

use super::clipboard::Pasted;
use super::command::{Command, Panel, ThemeChoice};
use super::desk::Desk;
use super::dialogs::Chosen;
use super::films::Films;
use super::inspect::Inspect;
use super::librarian::Librarian;
use super::notices::Notices;
use super::own_genre::OwnGenres;
use super::panels::genres::Genres;
use super::panels::top100::{Top100, export};
use super::reading::{ReaderSource, ReadingThread};
use super::resembling::Resembling;
use super::scoring::Scoring;
use super::session::Session;
use super::theme;
use super::thumbnails::Thumbnails;
use super::training::Training;
use crate::jobs::Job;
use crate::vision::Reader;

/// What is remembered between starts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Dark, light or system.
    pub theme: ThemeChoice,
    /// 1.0 is the size in which it was designed.
    pub zoom: f32,
    /// The page that was open.
    pub panel: Panel,
    /// The library that was open; none: the sample.
    pub library: Option<PathBuf>,
    /// Least width of a poster in the Library, in points.
    pub tile: f32,
    /// The pane beside the Library's grid is wanted.
    pub details: bool,
    /// The model that was used; none: the one that ships with Onesheet.
    pub model: Option<PathBuf>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: ThemeChoice::default(),
            zoom: 1.0,
            panel: Panel::default(),
            library: None,
            tile: theme::size::TILE,
            details: true,
            model: None,
        }
    }
}

/// Where the window finds its things. A test names its own places.
pub struct Places {
    /// How the model is loaded.
    pub reader: ReaderSource,
    /// The library that the command line named.
    pub library: Option<PathBuf>,
    /// The user's folder for Onesheet's data.
    pub data: Option<PathBuf>,
    /// The shipped sample films.
    pub sample: Option<PathBuf>,
}

/// Whether there is something to read with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Model {
    /// The reading thread loads it.
    Loading,
    /// Posters are read.
    Ready,
    /// Why not, and what to do.
    Missing(String),
}

/// What an open file chooser is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// Posters to read.
    Posters,
    /// A library to open.
    Library,
    /// A model to start a training from.
    StartModel,
    /// A file of thresholds to read.
    ImportThresholds,
    /// A file to write thresholds to.
    ExportThresholds,
    /// Tables to import.
    Tables,
    /// The folder of an import's posters.
    PosterFolder,
    /// A folder for a new library.
    NewLibrary,
}

/// Everything that the window knows.
pub struct State {
    /// What is remembered.
    pub settings: Settings,
    /// What was read.
    pub session: Session,
    /// What is asked of the shown poster.
    pub inspect: Inspect,
    /// The thread that reads.
    pub reading: ReadingThread,
    /// What it reads with.
    pub model: Model,
    /// The loaded model.
    reader: Option<Arc<Reader>>,
    /// What it says about the open library, and the thresholds of the moment.
    pub scoring: Scoring,
    /// What posters resemble in it.
    pub resembling: Resembling,
    /// The open library; empty while there is none.
    pub films: Films,
    /// A library that is being opened or imported.
    pub opening: Option<Job<Result<Films, String>>>,
    /// A ranking that is being written.
    pub exporting: Option<Job<export::Outcome>>,
    /// Small posters.
    pub thumbnails: Thumbnails,
    /// The Library page: what is shown and chosen, and what is done to the library.
    pub librarian: Librarian,
    /// The genres' choices and counts.
    pub genres: Genres,
    /// The thresholds at hand.
    pub desk: Desk,
    /// Thresholds that are being applied to the model.
    pub applying: Option<Job<Result<PathBuf, String>>>,
    /// The model's folder; `None`: it has none.
    pub model_folder: Option<PathBuf>,
    /// The ranking's choices.
    pub top100: Top100,
    /// Runs: the one that is set up, the one that goes on, those on the disk.
    pub training: Training,
    /// Genres of one's own.
    pub own_genres: OwnGenres,
    /// Cards in the corner.
    pub notices: Notices,
    /// An open file chooser.
    pub dialog: Option<(Asked, Job<Chosen>)>,
    /// A question to the clipboard.
    pub clipboard: Option<Job<Result<Pasted, String>>>,
    /// Ctrl+V is held and its paste has come already.
    pub pasted: bool,
    /// The strip is to be scrolled to the shown poster.
    pub scroll_strip: bool,
    /// The list of shortcuts is open.
    pub shortcuts_open: bool,
    /// The card that says what this program is.
    pub about_open: bool,
    /// Samples to try while there is no library.
    pub loose_samples: Vec<PathBuf>,
    /// The user's folder for Onesheet's data.
    pub data: Option<PathBuf>,
    /// The shipped sample films.
    pub sample: Option<PathBuf>,
    /// What was asked for in this frame.
    commands: Vec<Command>,
}

impl State {
    /// The state of a window that just opened: the model is being loaded.
    pub fn new(context: &Context, settings: Settings, places: Places) -> Self {
        let wake = context.clone();
        let model_folder = places.reader.place();
        let reading = ReadingThread::start(places.reader, move || wake.request_repaint());
        let samples = places.sample.as_deref().map(super::intake::images_in);
        Self {
            settings,
            session: Session::default(),
            inspect: Inspect::default(),
            reading,
            model: Model::Loading,
            reader: None,
            scoring: Scoring::default(),
            resembling: Resembling::default(),
            films: Films::default(),
            opening: None,
            exporting: None,
            thumbnails: Thumbnails::new(context),
            librarian: Librarian::default(),
            genres: Genres::default(),
            desk: Desk::new(),
            applying: None,
            model_folder,
            top100: Top100::default(),
            training: Training::default(),
            own_genres: OwnGenres::default(),
            notices: Notices::default(),
            dialog: None,
            clipboard: None,
            pasted: false,
            scroll_strip: false,
            shortcuts_open: false,
            about_open: false,
            loose_samples: samples.unwrap_or_default(),
            data: places.data,
            sample: places.sample,
            commands: Vec::new(),
        }
    }

    /// The loaded model; `None` while it is being loaded, or where there is none.
    pub fn reader(&self) -> Option<Arc<Reader>> {
        self.reader.clone()
    }

    /// From now on this is the model.
    pub fn use_reader(&mut self, reader: Arc<Reader>) {
        self.reader = Some(reader);
    }

    /// Reads with another model, or with the same one opened anew; posters that wait are read by
    /// it.
    pub fn open_model(&mut self, context: &Context, source: ReaderSource) {
        let wake = context.clone();
        self.model_folder = source.place();
        self.reading = ReadingThread::start(source, move || wake.request_repaint());
        self.model = Model::Loading;
        self.session.ask_changes_again();
        for (id, source) in self.session.unread() {
            self.reading.read(id, source);
        }
    }

    /// Asks for something; it is done at the end of the frame.
    pub fn send(&mut self, command: Command) {
        self.commands.push(command);
    }

    /// What was asked for since the last time.
    pub fn take_commands(&mut self) -> Vec<Command> {
        std::mem::take(&mut self.commands)
    }

    /// Whether anything is on its way: a test waits for silence before it looks.
    pub fn is_busy(&self) -> bool {
        let reads = self.model == Model::Loading
            || (self.model == Model::Ready && self.session.waiting() > 0);
        reads
            || self.session.is_changing()
            || self.opening.is_some()
            || self.exporting.is_some()
            || self.scoring.is_busy()
            || self.resembling.is_busy()
            || self.genres.is_busy()
            || self.desk.is_busy()
            || self.applying.is_some()
            || self.top100.is_busy()
            || self.librarian.is_busy()
            || self.training.is_busy()
            || self.own_genres.is_busy()
            || self.clipboard.is_some()
            || self.dialog.is_some()
            || self.thumbnails.is_busy()
            || self.session.missing_picture().is_some()
    }
}
