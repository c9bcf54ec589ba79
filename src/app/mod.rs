//! The window: the only room that knows egui.
//!
//! In: the user's hands, and what the engine's threads say. Out: pixels.
//!
//! | floor | what stands there | what it may know |
//! |---|---|---|
//! | [`theme`], [`thumbnail`] | tokens; a small poster as it is painted | nothing of the window |
//! | [`widgets`] | values in, a response out | neither data nor pages |
//! | [`shared`] | library, model, scores, thumbnails, selection, exports | no page; paints nothing |
//! | [`route`], [`request`], [`cx`] | what a page is handed, and what it may wish | no page |
//! | [`pages`] | one folder a page: struct, command, state, work, view | no other page |
//! | [`shell`] and this file | rail, keys, notices, dialogs; every page's command | all of it |
//!
//! A frame: [`OnesheetApp::take`] takes what came, for the shared data, the window and each page;
//! [`OnesheetApp::paint`] lets one page paint itself, then does what was wished.
//!
//! The path of a dropped poster: [`shell::input`] sees the file, [`request::Request::Read`] brings it
//! to [`pages::read`], whose session queues it with the reading thread ([`shared::reading`]); the
//! picture and the reading come back as events, which the page takes in its `follow`, and the bars
//! are painted by `pages/read/view`.

pub mod cx;
pub mod pages;
pub mod request;
pub mod route;
pub mod shared;
pub mod shell;
pub mod theme;
pub mod thumbnail;
pub mod widgets;

use std::path::PathBuf;

use eframe::Storage;
use egui::{CentralPanel, Context, Ui};

use self::cx::{Cx, Page};
use self::pages::{genres, library, own_genre, read, thresholds, top100, train};
use self::shared::Shared;
use self::shared::file_chooser::Question;
use self::shared::notice::Notice;
use self::shared::reading::ReaderSource;
use self::shell::chooser::Purpose;
use self::shell::{Pages, Settings, Shell, Work};

pub use request::Request;
pub use route::Route;
pub use shared::Places;

/// Where eframe keeps the [`Settings`].
const SETTINGS_KEY: &str = "settings";

/// Opens the window on a library, or on the one that was open last, and runs it until it is closed.
///
/// # Errors
/// Why there is no window: one sentence for the user.
pub fn open(library: Option<PathBuf>) -> Result<(), String> {
    shell::window::run(library, |creation, places| {
        OnesheetApp::new(&creation.egui_ctx, creation.storage, places)
    })
}

/// Everything that a user can do: behind buttons, keyboard and tests alike.
#[derive(Debug, Clone)]
pub enum Command {
    /// Of the window around the pages.
    Shell(shell::Command),
    /// What any page could wish.
    House(Request),
    /// Of the Read page.
    Read(read::Command),
    /// Of the Library page.
    Library(library::Command),
    /// Of the Genres page.
    Genres(genres::Command),
    /// Of the Train page.
    Train(train::Command),
    /// Of a genre of one's own.
    OwnGenre(own_genre::Command),
    /// Of the Thresholds page.
    Thresholds(thresholds::Command),
    /// Of the Top 100.
    Top100(top100::Command),
}

/// A command of one part of the window is a command of the window.
macro_rules! commands {
    ($($command:ty => $variant:ident),* $(,)?) => {
        $(impl From<$command> for Command {
            fn from(command: $command) -> Self {
                Self::$variant(command)
            }
        })*
    };
}
commands! {
    shell::Command => Shell,
    Request => House,
    read::Command => Read,
    library::Command => Library,
    genres::Command => Genres,
    train::Command => Train,
    own_genre::Command => OwnGenre,
    thresholds::Command => Thresholds,
    top100::Command => Top100,
}

/// The application.
pub struct OnesheetApp {
    /// The window around the pages.
    pub shell: Shell,
    /// What several pages use.
    pub shared: Shared,
    /// The pages.
    pub pages: Pages,
    commands: Vec<Command>,
    requests: Vec<Request>,
}

impl OnesheetApp {
    /// A window that just opened: its model and its library are on their way.
    pub fn new(context: &Context, storage: Option<&dyn Storage>, places: Places) -> Self {
        let settings: Settings = storage
            .and_then(|storage| eframe::get_value(storage, SETTINGS_KEY))
            .unwrap_or_default();
        theme::install(context);
        let mut places = places;
        // A run may be gone, or lie on a disk that is not there today: then the shipped model.
        if let Some(model) = settings.model.clone().filter(|model| model.is_dir()) {
            places.reader = ReaderSource::folder(model);
        }
        let shell = Shell::new(context, &settings);
        let named = places.library.take();
        let kept = library::Kept {
            tile: settings.tile,
            details: settings.details,
        };
        let mut shared = Shared::new(context, places, settings.library, settings.model);
        shared.open_first_library(context, named);
        Self {
            shell,
            shared,
            pages: Pages::new(kept),
            commands: Vec::new(),
            requests: Vec::new(),
        }
    }

    /// Asks for something; it is done at the end of the next frame.
    pub fn send(&mut self, command: impl Into<Command>) {
        self.commands.push(command.into());
    }

    /// What is remembered.
    pub fn settings(&self) -> Settings {
        let library::Kept { tile, details } = self.pages.library.keep();
        Settings {
            theme: self.shell.theme,
            zoom: self.shell.zoom,
            panel: self.shell.shown.entry(),
            library: self.shared.library.clone(),
            tile,
            details,
            model: self.shared.model.remembered.clone(),
        }
    }

    /// Whether anything is on its way: a test waits for silence before it looks.
    pub fn is_busy(&self) -> bool {
        let pages = self.pages.each();
        self.shared.is_busy()
            || self.shell.is_busy()
            || pages.into_iter().any(|(_, page)| page.is_busy())
    }

    /// The frame's first step: what came since the last one.
    pub fn take(&mut self, context: &Context) {
        for notice in self.shared.follow(context) {
            self.shell.notices.say(notice);
        }
        let asked = self.shell.intake.take(context);
        self.commands.extend(asked.into_iter().map(Command::Shell));
        self.requests.extend(self.shell.chooser.follow());
        for route in Pages::ROUTES {
            self.on(context, route, |page, cx| page.follow(cx));
        }
    }

    /// The second and the third: paint, then do what was wished.
    pub fn paint(&mut self, ui: &mut Ui) {
        let context = ui.ctx().clone();
        let asked = self.shell.rail(ui, &self.shared, &self.pages);
        self.commands.extend(asked.into_iter().map(Command::Shell));
        CentralPanel::no_frame().show(ui, |ui| {
            let ground = theme::tokens(ui).window;
            ui.painter().rect_filled(ui.max_rect(), 0, ground);
            let shown = self.shell.shown;
            self.on(&context, shown, |page, cx| page.ui(ui, cx));
        });
        let foot = self.pages.of(self.shell.shown).foot();
        let pages = &self.pages;
        let asked = self.shell.above(ui, foot, pages);
        self.commands.extend(asked.into_iter().map(Command::Shell));
        self.drain(&context);
    }

    /// Calls a page with what it works with.
    fn on(
        &mut self,
        context: &Context,
        route: Route,
        call: impl FnOnce(&mut dyn Page, &mut Cx<'_>),
    ) {
        let (shown, covered) = (self.shell.shown, self.shell.covers());
        let requests = &mut self.requests;
        let mut cx = Cx::new(context, &mut self.shared, shown, covered, requests);
        call(self.pages.of(route), &mut cx);
    }

    /// Does what was asked for, and what that asks for in turn.
    fn drain(&mut self, context: &Context) {
        while !(self.requests.is_empty() && self.commands.is_empty()) {
            for request in std::mem::take(&mut self.requests) {
                self.answer(context, request);
            }
            for command in std::mem::take(&mut self.commands) {
                self.execute(context, command);
            }
            context.request_repaint();
        }
    }

    fn execute(&mut self, context: &Context, command: Command) {
        let (shown, covered) = (self.shell.shown, self.shell.covers());
        let requests = &mut self.requests;
        let cx = &mut Cx::new(context, &mut self.shared, shown, covered, requests);
        match command {
            Command::House(request) => self.answer(context, request),
            Command::Shell(command) => self.execute_shell(context, command),
            Command::Read(command) => self.pages.read.execute(command, cx),
            Command::Library(command) => self.pages.library.execute(command, cx),
            Command::Genres(command) => self.pages.genres.execute(command, cx),
            Command::Train(command) => self.pages.train.execute(command, cx),
            Command::OwnGenre(command) => self.pages.own_genre.execute(command, cx),
            Command::Thresholds(command) => self.pages.thresholds.execute(command, cx),
            Command::Top100(command) => self.pages.top100.execute(command, cx),
        }
    }

    fn execute_shell(&mut self, context: &Context, command: shell::Command) {
        use shell::Command as Asked;
        let shell = &mut self.shell;
        match command {
            Asked::Ask(request) => self.answer(context, request),
            Asked::Turn(page) => shell.turn(page),
            Asked::SetTheme(choice) => {
                shell.theme = choice;
                choice.apply(context);
            }
            Asked::ZoomIn => shell.zoom(context, Some(1.0)),
            Asked::ZoomOut => shell.zoom(context, Some(-1.0)),
            Asked::ZoomReset => shell.zoom(context, None),
            Asked::ToggleShortcuts => shell.shortcuts_open = !shell.shortcuts_open,
            Asked::ToggleAbout => shell.about_open = !shell.about_open,
            Asked::Dismiss(id) => shell.notices.dismiss(id),
            Asked::Stop(Work::Opening) => {
                if let Some(job) = &self.shared.opening {
                    job.task().cancel();
                }
            }
            Asked::Stop(Work::Reading) => self.shared.scoring.stop(),
            Asked::Stop(Work::Export) => self.shared.exports.cancel(),
            Asked::Stop(Work::Page(route)) => self.pages.of(route).stop_work(),
        }
    }

    fn answer(&mut self, context: &Context, request: Request) {
        match request {
            Request::Show(route) => self.shell.show(route),
            Request::ShowFilms(wish) => {
                self.shell.show(Route::Library);
                self.commands.push(library::Command::Browse(wish).into());
            }
            Request::Read(paths) => self.read(context, paths),
            Request::ReadPixels(image) => {
                self.shell.show(Route::Read);
                self.commands.push(read::Command::ReadPixels(image).into());
            }
            Request::OpenPosters => {
                let chooser = &mut self.shell.chooser;
                chooser.open(context, Purpose::Posters, Question::POSTERS);
            }
            Request::Paste => self.shell.intake.paste(context),
            Request::Import(paths) => {
                self.commands.push(library::Command::Import(paths).into());
            }
            Request::SearchLibrary => {
                self.shell.show(Route::Library);
                self.commands.push(library::Command::Search.into());
            }
            Request::OpenLibrary => {
                let question = Question::folder("Open a library");
                self.shell.chooser.open(context, Purpose::Library, question);
            }
            Request::UseLibrary(folder) => self.shared.open_library(context, folder),
            Request::UseModel(folder) => self.shared.model.choose(context, folder),
            Request::Choose(question, answer) => {
                let purpose = Purpose::Page(answer);
                self.shell.chooser.open(context, purpose, question);
            }
            Request::Say(notice) => self.shell.notices.say(notice),
            Request::WriteReport(to) => shell::report::start(context, &mut self.shared, to),
        }
    }

    /// Files were dropped, pasted or chosen: a library is opened, films are offered for import, and
    /// posters are read.
    fn read(&mut self, context: &Context, paths: Vec<PathBuf>) {
        if let [folder] = paths.as_slice()
            && shared::films::is_library(folder)
        {
            return self.shared.open_library(context, folder.clone());
        }
        if library::is_to_import(&paths) {
            return self.commands.push(library::Command::Import(paths).into());
        }
        let files = shell::input::files_of(paths);
        if files.is_empty() {
            let text = "There is no image in that folder. Drop poster files: JPEG, PNG, WebP, GIF, \
                        TIFF or BMP.";
            return self
                .shell
                .notices
                .say(Notice::hint("Nothing to read", text));
        }
        self.shell.show(Route::Read);
        self.commands.push(read::Command::Read(files).into());
    }
}

impl eframe::App for OnesheetApp {
    fn logic(&mut self, context: &Context, _frame: &mut eframe::Frame) {
        self.take(context);
    }

    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.paint(ui);
    }

    fn save(&mut self, storage: &mut dyn Storage) {
        eframe::set_value(storage, SETTINGS_KEY, &self.settings());
    }

    fn on_exit(&mut self, _: Option<&eframe::glow::Context>) {
        for route in Pages::ROUTES {
            self.pages.of(route).end();
        }
    }

    fn persist_egui_memory(&self) -> bool {
        // Scroll places and open popups are of the moment; the settings are what is remembered.
        false
    }

    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        theme::of(visuals.dark_mode)
            .window
            .to_normalized_gamma_f32()
    }
}
