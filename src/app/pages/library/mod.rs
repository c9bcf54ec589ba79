//! All films of the library: a grid that paints what is seen and nothing else, filters with counts,
//! and a pane that tells all about the chosen film.
//!
//! In: the window's films, scores and thumbnails, and [`Command`]s from buttons, keys and drops.
//! Out: jobs that fill, mend and edit the library, whose results become the window's films.
//!
//! | file | what stands there |
//! |---|---|
//! | `command`, `execute` | what can be asked, and what it does |
//! | `state` | what the page holds, and how it follows the library |
//! | `follow` | what came from its threads |
//! | `browsing`, `summary`, `pane`, `chosen` | shown films with counts; the chosen ones |
//! | `draft`, `fetching`, `work` | an import, a fetching before it starts; work that goes on |
//! | `editing` | labels and posters: written one after the other, taken back |
//! | `view` | what is painted |

use std::path::PathBuf;

use egui::Ui;

use crate::app::cx::{Cx, Page};
use crate::app::shared::films;
use crate::app::widgets::keys::{Binding, Listed, pressed};
use crate::app::widgets::poster_grid;
use crate::jobs::Snapshot;

pub mod browsing;
mod chosen;
pub mod command;
pub mod draft;
pub mod editing;
mod execute;
pub mod fetching;
mod folder;
mod follow;
pub mod pane;
pub mod state;
pub mod summary;
mod view;
pub mod work;

#[cfg(test)]
mod tests;

pub use command::{Command, Relabel};
pub use state::{Dialog, Kept, LibraryPage};

/// A folder with so many images is a library to import.
const MANY: usize = 200;

impl Page for LibraryPage {
    fn follow(&mut self, cx: &mut Cx<'_>) {
        self.take(cx);
    }

    fn ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        self.settle(cx);
        let mut asked = Vec::new();
        if self.listens(cx) && !cx.context.text_edit_focused() {
            asked = pressed(cx.context, &command::KEYS);
        }
        view::show(ui, self, cx, &mut asked);
        for command in asked {
            self.execute(command, cx);
        }
    }

    fn is_busy(&self) -> bool {
        let looking = match &self.dialog {
            Some(Dialog::Import(draft)) => draft.is_busy(),
            Some(Dialog::Fetch(draft)) => draft.is_busy(),
            _ => false,
        };
        looking
            || self.browsing.is_busy()
            || self.pane.is_busy()
            || self.editing.is_busy()
            || self.work.is_some()
            || self.funnel.is_some()
            || self.showing.is_some()
            || self.choosing.is_some()
    }

    fn keys(&self) -> Vec<Listed> {
        let grid = poster_grid::KEYS.into_iter().chain(view::CHOOSING);
        grid.chain(command::KEYS.iter().map(Binding::listed))
            .collect()
    }

    fn work(&self) -> Option<(String, Snapshot)> {
        let work = self.work.as_ref()?;
        Some((work.name().to_owned(), work.snapshot()))
    }

    fn stop_work(&mut self) {
        self.stop();
    }
}

/// Whether these files are films to import, not posters to look at: a table among them, a folder
/// with a table, or one with more images than anybody looks at.
pub fn is_to_import(paths: &[PathBuf]) -> bool {
    let holds = |folder: &PathBuf| {
        !films::is_library(folder)
            && (!draft::tables_in(folder).is_empty() || films::images_in(folder).len() >= MANY)
    };
    paths.iter().any(|path| match path.is_dir() {
        true => holds(path),
        false => draft::is_table(path),
    })
}
