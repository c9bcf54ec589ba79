//! The file chooser for thresholds: which file to read them from, or to write them to.
//!
//! In: a press. Out: the [`Command`] with the file, once the user has chosen one.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, TryRecvError, channel};

use super::command::Command;
use crate::app::cx::Cx;
use crate::app::request::Request;
use crate::app::shared::file_chooser::Question;

/// What becomes of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// It is read.
    Import,
    /// It is written.
    Export,
}

impl Purpose {
    fn question(self) -> Question {
        match self {
            Self::Import => Question::file("Import thresholds", "Thresholds", &["json"]),
            Self::Export => Question::save(
                "Export thresholds",
                "thresholds.json",
                "Thresholds",
                &["json"],
            ),
        }
    }

    fn command(self, path: PathBuf) -> Command {
        match self {
            Self::Import => Command::Import(path),
            Self::Export => Command::Export(path),
        }
    }
}

/// The chooser, while the page waits for its answer.
#[derive(Default)]
pub struct Choosing {
    open: Option<(Purpose, Receiver<Vec<PathBuf>>)>,
}

impl Choosing {
    /// Lets the user choose. One at a time: a second press means the first.
    pub fn ask(&mut self, cx: &mut Cx<'_>, purpose: Purpose) {
        if self.open.is_none() {
            let (answer, chosen) = channel();
            cx.ask(Request::Choose(purpose.question(), answer));
            self.open = Some((purpose, chosen));
        }
    }

    /// What the answer leads to, once it is there.
    pub fn answer(&mut self) -> Vec<Command> {
        let Some((purpose, chosen)) = &self.open else {
            return Vec::new();
        };
        let paths = match chosen.try_recv() {
            Err(TryRecvError::Empty) => return Vec::new(),
            // Nothing was chosen.
            Err(TryRecvError::Disconnected) => Vec::new(),
            Ok(paths) => paths,
        };
        let commands = paths.into_iter().map(|path| purpose.command(path));
        let commands = commands.collect();
        self.open = None;
        commands
    }
}
