//! How a model is made from the library: a run is set up, goes on, and stands beside others.
//!
//! In: [`Command`]s, and what the trainer says. Out: runs on the disk, and what the page paints.
//!
//! | file | holds |
//! |---|---|
//! | [`command`], `execute`, `following` | what can be asked for, what is done then, what comes of it |
//! | [`state`] | everything that the page knows |
//! | [`plan`], [`counts`], [`costs`] | the run that is set up: settings, films, time and disk |
//! | [`running`], [`live`], [`trace`], [`memory`] | the run that goes on |
//! | [`shelf`], [`differences`], `exporting` | the runs of the library, side by side, and out of it |
//! | `view` | how all of it is painted |

use std::time::Duration;

use egui::Ui;

use crate::app::cx::{Cx, Page};
use crate::jobs::Snapshot;

pub mod command;
pub mod costs;
pub mod counts;
pub mod differences;
mod execute;
mod exporting;
mod following;
pub mod live;
pub mod memory;
pub mod plan;
pub mod running;
pub mod shelf;
pub mod state;
pub mod trace;
mod view;

#[cfg(test)]
mod tests;

pub use command::Command;
pub use state::TrainPage;

/// So long a closing window waits for a run's last step; what is saved later is lost, and the state
/// that was saved before stays.
const LAST_STEP: Duration = Duration::from_secs(6);

impl Page for TrainPage {
    fn follow(&mut self, cx: &mut Cx<'_>) {
        following::follow(self, cx);
    }

    fn ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        view::show(ui, self, cx);
        for command in std::mem::take(&mut self.asked) {
            self.execute(command, cx);
        }
    }

    fn is_busy(&self) -> bool {
        self.is_running() || self.shelf.is_busy() || self.costs.is_busy()
    }

    fn work(&self) -> Option<(String, Snapshot)> {
        Some(("Training".to_owned(), self.progress()?))
    }

    fn stop_work(&mut self) {
        if let Some(running) = &mut self.running {
            running.stop();
        }
    }

    /// A run saves its state before it ends, if that does not take long.
    fn end(&mut self) {
        if let Some(running) = &mut self.running {
            running.stop();
            running.wait(LAST_STEP);
        }
    }
}
