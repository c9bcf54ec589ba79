//! The one file chooser that is open, and where its answer goes.

use std::path::PathBuf;
use std::sync::mpsc::Sender;

use egui::Context;

use crate::app::request::Request;
use crate::app::shared::file_chooser::{self, Chosen, Question};
use crate::app::shared::notice::{Notice, Tone};
use crate::app::shared::wake;
use crate::jobs::Job;

/// What becomes of the paths.
pub enum Purpose {
    /// They are read.
    Posters,
    /// The library there is opened.
    Library,
    /// A page wanted them.
    Page(Sender<Vec<PathBuf>>),
}

/// The chooser, while it is open.
#[derive(Default)]
pub struct Chooser {
    open: Option<(Purpose, Job<Chosen>)>,
}

impl Chooser {
    /// Opens it. One at a time: a second press means the first.
    pub fn open(&mut self, context: &Context, purpose: Purpose, question: Question) {
        if self.open.is_none() {
            let job = file_chooser::choose(question, wake(context));
            self.open = Some((purpose, job));
        }
    }

    /// Whether it is open.
    pub fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// What the answer leads to, once it is there; a page's own answer was sent to it.
    pub fn follow(&mut self) -> Option<Request> {
        let outcome = self.open.as_ref().and_then(|(_, job)| job.poll())?;
        let (purpose, _) = self.open.take()?;
        match outcome
            .map_err(|fault| fault.to_string())
            .and_then(|chosen| chosen)
        {
            Ok(paths) if paths.is_empty() => None,
            Ok(paths) => match purpose {
                Purpose::Posters => Some(Request::Read(paths)),
                Purpose::Library => paths.into_iter().next().map(Request::UseLibrary),
                Purpose::Page(answer) => {
                    // A page that asked for something else since then wants it no more.
                    let _ = answer.send(paths);
                    None
                }
            },
            Err(text) => Some(Request::Say(Notice {
                tone: Tone::Fault,
                title: "No file chooser".to_owned(),
                text,
                batch: None,
            })),
        }
    }
}
