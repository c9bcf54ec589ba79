//! The model that everything reads with, and the thread that reads posters with it.
//!
//! In: how it is loaded. Out: the loaded [`Reader`] for whoever reads, and what the reading thread
//! says about posters.

use std::path::PathBuf;
use std::sync::Arc;

use egui::Context;

use super::notice::Notice;
use super::reading::{Event, ReaderSource, ReadingThread};
use crate::vision::Reader;

/// Whether there is something to read with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ModelStatus {
    /// The reading thread loads it.
    Loading,
    /// Posters are read.
    Ready,
    /// Why not, and what to do.
    Missing(String),
}

/// The model in use.
pub struct Model {
    status: ModelStatus,
    reader: Option<Arc<Reader>>,
    folder: Option<PathBuf>,
    thread: ReadingThread,
    events: Vec<Event>,
    generation: u64,
    /// What is used at the next start; `None`: the model that ships with Onesheet.
    pub remembered: Option<PathBuf>,
}

impl Model {
    /// Starts to load a model.
    pub fn load(context: &Context, source: ReaderSource, remembered: Option<PathBuf>) -> Self {
        Self {
            status: ModelStatus::Loading,
            reader: None,
            folder: source.place(),
            thread: start(context, source),
            events: Vec::new(),
            generation: 0,
            remembered,
        }
    }

    /// Reads with another model, or with the same one opened anew; until it is loaded the last one
    /// serves those who have it.
    pub fn open(&mut self, context: &Context, source: ReaderSource) {
        self.folder = source.place();
        self.thread = start(context, source);
        self.status = ModelStatus::Loading;
        self.events.clear();
        self.generation += 1;
    }

    /// Reads with the model in a folder, now and at the next start; `None`: with Onesheet's own.
    pub fn choose(&mut self, context: &Context, folder: Option<PathBuf>) {
        let source = match &folder {
            Some(folder) => ReaderSource::folder(folder.clone()),
            None => ReaderSource::shipped(),
        };
        self.remembered = folder;
        self.open(context, source);
    }

    /// Opens the model in use again: its folder holds something new.
    pub fn reopen(&mut self, context: &Context) {
        if let Some(folder) = self.folder.clone() {
            self.open(context, ReaderSource::folder(folder));
        }
    }

    /// Whether there is something to read with.
    pub fn status(&self) -> &ModelStatus {
        &self.status
    }

    /// The loaded model; `None` while the first one is being loaded, or where there is none.
    pub fn reader(&self) -> Option<Arc<Reader>> {
        self.reader.clone()
    }

    /// From now on this is the model, in place of loading one.
    pub fn use_reader(&mut self, reader: Arc<Reader>) {
        self.reader = Some(reader);
    }

    /// The model's folder; `None`: it has none.
    pub fn folder(&self) -> Option<&PathBuf> {
        self.folder.as_ref()
    }

    /// The thread that reads posters.
    pub fn thread(&self) -> &ReadingThread {
        &self.thread
    }

    /// Counts the reading threads: what was asked of an earlier one has to be asked again.
    pub fn generation(&self) -> u64 {
        self.generation
    }

    /// What the thread said about posters since the last time.
    pub fn take_events(&mut self) -> Vec<Event> {
        std::mem::take(&mut self.events)
    }

    /// Takes what the thread said; returns a fault of the model itself. Once a frame.
    pub(super) fn follow(&mut self) -> Option<Notice> {
        let mut fault = None;
        for event in self.thread.poll() {
            match event {
                Event::ModelReady(reader) => {
                    self.status = ModelStatus::Ready;
                    self.reader = Some(reader);
                }
                Event::ModelFailed(why) => {
                    fault = Some(Notice {
                        text: why.clone(),
                        ..Notice::fault("Posters cannot be read yet", "")
                    });
                    self.status = ModelStatus::Missing(why);
                }
                about_a_poster => self.events.push(about_a_poster),
            }
        }
        fault
    }
}

fn start(context: &Context, source: ReaderSource) -> ReadingThread {
    let wake = context.clone();
    ReadingThread::start(source, move || wake.request_repaint())
}
