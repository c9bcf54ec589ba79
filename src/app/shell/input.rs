//! What comes into the window in a frame: files that are dropped or pasted, and keys.
//!
//! In: egui's input. Out: [`Command`]s.

use std::path::PathBuf;
use std::sync::Arc;

use egui::{Context, Event as Input, Key};

use super::clipboard::{self, Pasted};
use super::command::{Command, PLAIN_KEYS, keys};
use crate::app::request::Request;
use crate::app::shared::films;
use crate::app::shared::notice::{Notice, Tone};
use crate::app::shared::{pixels, wake};
use crate::app::widgets::keys::pressed;
use crate::jobs::Job;

/// What is held between frames.
#[derive(Default)]
pub struct Intake {
    /// A question to the clipboard.
    clipboard: Option<Job<Result<Pasted, String>>>,
    /// Ctrl+V is held and its paste has come already.
    pasted: bool,
}

impl Intake {
    /// Everything that came since the last frame.
    pub fn take(&mut self, context: &Context) -> Vec<Command> {
        let mut asked: Vec<Request> = drops(context).into_iter().collect();
        self.pastes(context, &mut asked);
        asked.extend(self.clipboard_answer());
        let mut commands: Vec<Command> = asked.into_iter().map(Command::Ask).collect();
        commands.extend(pressed(context, &keys()));
        if !context.text_edit_focused() {
            commands.extend(pressed(context, &PLAIN_KEYS));
        }
        commands
    }

    /// Asks the system's clipboard, on a thread.
    pub fn paste(&mut self, context: &Context) {
        if self.clipboard.is_none() {
            let job = Job::spawn("Paste", wake(context), |_| clipboard::read());
            self.clipboard = Some(job);
        }
    }

    /// Whether the clipboard is being asked.
    pub fn is_busy(&self) -> bool {
        self.clipboard.is_some()
    }

    fn pastes(&mut self, context: &Context, asked: &mut Vec<Request>) {
        let typing = context.text_edit_focused();
        let events = context.input(|input| input.events.clone());
        let mut answered = false;
        for event in &events {
            match event {
                Input::PasteImage(image) => {
                    answered = true;
                    if let Some(poster) = pixels::poster_of(image) {
                        asked.push(Request::ReadPixels(Arc::new(poster)));
                    }
                }
                Input::Paste(text) if !typing => {
                    answered = true;
                    asked.push(match clipboard::files_in(text) {
                        files if files.is_empty() => nothing(clipboard::NOTHING),
                        files => Request::Read(files),
                    });
                }
                // The toolkit swallows the key's press and says nothing where the clipboard holds
                // neither text nor an image; files copied in a file manager are such a case.
                Input::Key {
                    key: Key::V,
                    pressed: false,
                    modifiers,
                    ..
                } if modifiers.command && !typing && !answered && !self.pasted => {
                    asked.push(Request::Paste);
                }
                _ => {}
            }
        }
        let released = events.iter().any(|event| {
            matches!(
                event,
                Input::Key {
                    key: Key::V,
                    pressed: false,
                    ..
                }
            )
        });
        self.pasted = (self.pasted || answered) && !released;
    }

    fn clipboard_answer(&mut self) -> Option<Request> {
        let outcome = self.clipboard.as_ref().and_then(Job::poll)?;
        self.clipboard = None;
        let read = outcome.map_err(|fault| fault.to_string());
        Some(match read.and_then(|read| read) {
            Ok(Pasted::Image(image)) => Request::ReadPixels(image),
            Ok(Pasted::Files(files)) => Request::Read(files),
            Err(why) => nothing(&why),
        })
    }
}

fn nothing(why: &str) -> Request {
    Request::Say(Notice {
        tone: Tone::Hint,
        title: "Nothing to read".to_owned(),
        text: why.to_owned(),
        batch: None,
    })
}

fn drops(context: &Context) -> Option<Request> {
    let dropped = context.input(|input| input.raw.dropped_files.clone());
    let paths: Vec<PathBuf> = dropped
        .iter()
        .map(|file| file.path().to_owned())
        .filter(|path| !path.as_os_str().is_empty())
        .collect();
    (!paths.is_empty()).then_some(Request::Read(paths))
}

/// The files that a drop stands for: a folder stands for the images in it.
pub fn files_of(paths: Vec<PathBuf>) -> Vec<PathBuf> {
    paths
        .into_iter()
        .flat_map(|path| {
            if path.is_dir() && !films::is_library(&path) {
                films::images_in(&path)
            } else {
                vec![path]
            }
        })
        .collect()
}
