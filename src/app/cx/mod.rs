//! What a page is handed: the shared data, and the list of its wishes.
//!
//! In: [`Shared`], for the length of one call. Out: [`Request`]s, done at the end of the frame. A
//! page never sees another page, nor the window around it.

pub mod films;
pub mod scores;

use egui::{Context, Ui};

use super::request::Request;
use super::route::Route;
use super::shared::notice::{Notice, Tone};
use super::shared::{self, Shared};
use super::widgets::keys::Listed;
use crate::jobs::Snapshot;

/// What every page does.
pub trait Page {
    /// Takes what came from its threads, and follows what is shared; once a frame, before anything
    /// is painted, whether or not the page is shown.
    fn follow(&mut self, _cx: &mut Cx<'_>) {}

    /// Paints itself, and does what was asked of it while it was painted.
    fn ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>);

    /// Whether anything is on its way: a test waits for silence before it looks.
    fn is_busy(&self) -> bool {
        false
    }

    /// The keys that hold on it, for the list of shortcuts.
    fn keys(&self) -> Vec<Listed> {
        Vec::new()
    }

    /// Long work of its own that goes on beside all pages: what it is called, how far it is.
    fn work(&self) -> Option<(String, Snapshot)> {
        None
    }

    /// Stops that work; what was done stays.
    fn stop_work(&mut self) {}

    /// Height at its lower edge that notices keep clear of, in points.
    fn foot(&self) -> f32 {
        0.0
    }

    /// The window closes: the last moment to keep something.
    fn end(&mut self) {}
}

/// What a page works with.
pub struct Cx<'a> {
    /// egui's own.
    pub context: &'a Context,
    /// What several pages use.
    pub shared: &'a mut Shared,
    /// The page that is shown.
    pub shown: Route,
    /// Something of the window lies over the page: its keys are not meant.
    pub covered: bool,
    requests: &'a mut Vec<Request>,
}

impl<'a> Cx<'a> {
    /// For one call; wishes are added to `requests`.
    pub fn new(
        context: &'a Context,
        shared: &'a mut Shared,
        shown: Route,
        covered: bool,
        requests: &'a mut Vec<Request>,
    ) -> Self {
        Self {
            context,
            shared,
            shown,
            covered,
            requests,
        }
    }

    /// Wishes something.
    pub fn ask(&mut self, request: Request) {
        self.requests.push(request);
    }

    /// Turns to a page.
    pub fn show(&mut self, route: Route) {
        self.ask(Request::Show(route));
    }

    /// Tells the user something.
    pub fn say(&mut self, tone: Tone, title: impl Into<String>, text: impl Into<String>) {
        self.ask(Request::Say(Notice {
            tone,
            title: title.into(),
            text: text.into(),
            batch: None,
        }));
    }

    /// Tells the user that something went wrong; `why` becomes a sentence.
    pub fn fault(&mut self, title: impl Into<String>, why: &str) {
        self.ask(Request::Say(Notice::fault(title, why)));
    }

    /// Has the window look once a job has ended.
    pub fn wake(&self) -> impl FnOnce() + Send + 'static {
        shared::wake(self.context)
    }

    /// Whether keys are meant for the page: nothing lies over it, no list is open.
    pub fn listens(&self) -> bool {
        !self.covered && !egui::Popup::is_any_open(self.context)
    }
}
