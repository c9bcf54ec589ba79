//! The window: the only room that knows egui.
//!
//! In: the user's hands, and what the engine's threads say. Out: pixels. Each frame runs in three
//! steps: [`intake`] takes what came, the panels paint and send [`command::Command`]s,
//! [`execute`] does what was asked for. Whatever takes longer than a frame happens on a thread.

pub mod changes;
pub mod clipboard;
pub mod command;
pub mod desk;
pub mod dialogs;
pub mod execute;
pub mod films;
pub mod fonts;
pub mod inspect;
pub mod intake;
pub mod librarian;
pub mod notices;
pub mod own_genre;
pub mod panels;
pub mod pixels;
pub mod reading;
pub mod report;
pub mod resembling;
pub mod scoring;
pub mod session;
pub mod state;
pub mod theme;
pub mod thumbnails;
pub mod training;
pub mod widgets;
pub mod window;

use eframe::Storage;
use egui::{CentralPanel, Context, Theme, Ui};

pub use command::{Command, Panel, ThemeChoice};
pub use films::Films;
pub use reading::ReaderSource;
pub use state::{Model, Places, Settings, State};

/// Where eframe keeps the [`Settings`].
const SETTINGS_KEY: &str = "settings";

/// The application.
pub struct OnesheetApp {
    /// Everything that the window knows.
    pub state: State,
}

impl OnesheetApp {
    /// A window that just opened: its model and its library are on their way.
    pub fn new(context: &Context, storage: Option<&dyn Storage>, places: Places) -> Self {
        let settings: Settings = storage
            .and_then(|storage| eframe::get_value(storage, SETTINGS_KEY))
            .unwrap_or_default();
        context.set_fonts(fonts::definitions());
        context.set_style_of(Theme::Dark, theme::style(true));
        context.set_style_of(Theme::Light, theme::style(false));
        execute::apply_theme(context, settings.theme);
        context.set_zoom_factor(settings.zoom);
        // Zooming is a command like any other, so that it is remembered.
        context.options_mut(|options| options.zoom_with_keyboard = false);
        let mut places = places;
        // A run may be gone, or lie on a disk that is not there today: then the shipped model.
        if let Some(model) = settings.model.clone().filter(|model| model.is_dir()) {
            places.reader = ReaderSource::folder(model);
        }
        let library = places.library.clone();
        let mut state = State::new(context, settings, places);
        execute::open_first_library(context, &mut state, library);
        Self { state }
    }

    /// The frame's first step: what came since the last one.
    pub fn take(&mut self, context: &Context) {
        self.state.thumbnails.begin_frame(context);
        intake::take(context, &mut self.state);
    }

    /// The second and the third: paint, then do what was asked for.
    pub fn paint(&mut self, ui: &mut Ui) {
        let state = &mut self.state;
        widgets::rail::show(ui, state);
        CentralPanel::no_frame().show(ui, |ui| {
            let ground = theme::tokens(ui).window;
            ui.painter().rect_filled(ui.max_rect(), 0, ground);
            match state.settings.panel {
                Panel::Read => panels::read::show(ui, state),
                Panel::Library => panels::library::show(ui, state),
                Panel::Genres => panels::genres::show(ui, state),
                Panel::Train => panels::train::show(ui, state),
                Panel::Thresholds => panels::thresholds::show(ui, state),
                Panel::Top100 => panels::top100::show(ui, state),
            }
        });
        widgets::toast::show(ui, state);
        widgets::shortcuts::show(ui, state);
        widgets::about::show(ui, state);
        widgets::drop_overlay::show(ui);
        let context = ui.ctx().clone();
        for command in state.take_commands() {
            execute::execute(&context, state, command);
        }
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
        eframe::set_value(storage, SETTINGS_KEY, &self.state.settings);
    }

    fn on_exit(&mut self, _: Option<&eframe::glow::Context>) {
        self.state.training.end();
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
