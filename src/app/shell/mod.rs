//! The window around the pages: rail, notices, dialogs, keys, settings, and which page is shown.
//!
//! In: egui's input and the pages' wishes. Out: [`Command`]s, and what lies beside and over a page.

pub mod about;
pub mod chooser;
pub mod clipboard;
pub mod command;
pub mod drop_overlay;
pub mod input;
pub mod notices;
pub mod pages;
pub mod rail;
pub mod report;
pub mod settings;
pub mod shortcuts;
pub mod toast;
pub mod window;

use egui::{Context, Ui};

use self::chooser::Chooser;
use self::input::Intake;
use self::notices::Notices;
use super::route::Route;
use super::shared::Shared;
use super::theme::ThemeChoice;

pub use command::{Command, Work};
pub use pages::Pages;
pub use settings::Settings;

/// The zoom's steps and ends.
const ZOOM_STEP: f32 = 0.1;
const ZOOM: std::ops::RangeInclusive<f32> = 0.6..=2.0;

/// What the window itself holds.
pub struct Shell {
    /// The page that is shown.
    pub shown: Route,
    /// The part of training that was shown last.
    training: Route,
    /// Dark, light or system.
    pub theme: ThemeChoice,
    /// 1.0 is the size in which it was designed.
    pub zoom: f32,
    /// Cards in the corner.
    pub notices: Notices,
    /// The file chooser.
    pub chooser: Chooser,
    /// Drops, pastes, keys.
    pub intake: Intake,
    /// The list of shortcuts is open.
    pub shortcuts_open: bool,
    /// The card that says what this program is.
    pub about_open: bool,
}

impl Shell {
    /// As it was left.
    pub fn new(context: &Context, settings: &Settings) -> Self {
        settings.theme.apply(context);
        context.set_zoom_factor(settings.zoom);
        // Zooming is a command like any other, so that it is remembered.
        context.options_mut(|options| options.zoom_with_keyboard = false);
        Self {
            shown: settings.panel,
            training: Route::Train,
            theme: settings.theme,
            zoom: settings.zoom,
            notices: Notices::default(),
            chooser: Chooser::default(),
            intake: Intake::default(),
            shortcuts_open: false,
            about_open: false,
        }
    }

    /// Turns to a page.
    pub fn show(&mut self, route: Route) {
        self.shown = route;
        if route.entry() == Route::Train {
            self.training = route;
        }
    }

    /// Turns to a page of the rail, to that of its parts which was shown last.
    pub fn turn(&mut self, page: Route) {
        self.show(if page == Route::Train {
            self.training
        } else {
            page
        });
    }

    /// Something lies over the page.
    pub fn covers(&self) -> bool {
        self.shortcuts_open || self.about_open
    }

    /// Whether anything of its own is on its way.
    pub fn is_busy(&self) -> bool {
        self.chooser.is_open() || self.intake.is_busy()
    }

    /// Zooms by so many steps; `None`: to the size in which it was designed.
    pub fn zoom(&mut self, context: &Context, steps: Option<f32>) {
        let factor = steps.map_or(1.0, |steps| self.zoom + steps * ZOOM_STEP);
        // Whole steps, or ten steps up and down would not meet at 1.
        let factor = (factor / ZOOM_STEP).round() * ZOOM_STEP;
        self.zoom = factor.clamp(*ZOOM.start(), *ZOOM.end());
        context.set_zoom_factor(self.zoom);
    }

    /// Paints the rail.
    pub fn rail(&self, ui: &mut Ui, shared: &Shared, pages: &Pages) -> Vec<Command> {
        let running = rail::running(shared, pages);
        rail::show(ui, self.shown, self.theme, &running)
    }

    /// Paints what lies over the page: notices `foot` above its lower edge, lists, the place for a
    /// drop.
    pub fn above(&mut self, ui: &mut Ui, foot: f32, pages: &Pages) -> Vec<Command> {
        let mut asked = Vec::new();
        asked.extend(toast::show(ui, &mut self.notices, foot).map(Command::Dismiss));
        if self.shortcuts_open {
            let done = shortcuts::show(ui, &shortcuts::sections(pages));
            asked.extend(done.about.then_some(Command::ToggleAbout));
            asked.extend(done.closed.then_some(Command::ToggleShortcuts));
        }
        if self.about_open && about::show(ui) {
            asked.push(Command::ToggleAbout);
        }
        drop_overlay::show(ui);
        asked
    }
}
