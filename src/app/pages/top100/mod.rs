//! The Top 100: which posters speak a genre most, least, or against their labels; and two genres
//! against each other on a plane.
//!
//! In: the library's scores and the thresholds of the moment. Out: ranked posters ([`ranking`]), made
//! anew only when something that they depend on has changed, as a list or on a [`plane`]; and the
//! list as a file ([`export`]). A poster that is pressed opens in Read.

use egui::Ui;

use crate::app::cx::{Cx, Page};
use crate::app::widgets::keys::Listed;
use crate::app::widgets::poster_grid;

mod command;
mod export;
mod facts;
mod plane;
mod ranking;
mod state;
mod view;

pub use command::{Command, Form, Quality};
pub use state::{Top100Page, View};

impl Top100Page {
    /// Does what was asked for.
    pub fn execute(&mut self, command: Command, cx: &mut Cx<'_>) {
        match command {
            Command::Export(form, to) => export::start(self, cx, form, to),
        }
        cx.context.request_repaint();
    }
}

impl Page for Top100Page {
    fn ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        for command in view::show(ui, self, cx) {
            self.execute(command, cx);
        }
    }

    fn is_busy(&self) -> bool {
        self.facts.is_busy()
    }

    /// Those of the view that is shown: list and plane move through posters with the same arrows.
    fn keys(&self) -> Vec<Listed> {
        match self.view {
            View::List => poster_grid::KEYS.to_vec(),
            View::Plane => plane::KEYS.to_vec(),
        }
    }
}
