//! What came from the page's threads since the last frame: it becomes the window's films, a card in
//! a dialog, or words to the user.

use std::sync::mpsc::TryRecvError;

use super::command::Command;
use super::state::{Choosing, Dialog, LibraryPage};
use super::work::Told;
use crate::app::cx::Cx;
use crate::app::request::Request;
use crate::app::shared::films::is_library;
use crate::app::shared::notice::{Tone, sentence};
use crate::jobs::Job;

impl LibraryPage {
    /// Takes it; follows the library that is open.
    pub fn take(&mut self, cx: &mut Cx<'_>) {
        self.follow_library(&cx.shared.films);
        match &mut self.dialog {
            Some(Dialog::Import(draft)) => draft.follow(cx.context),
            Some(Dialog::Fetch(draft)) => draft.follow(cx.context),
            _ => {}
        }
        self.browsing.take();
        self.pane.take(cx.context);
        self.take_edit(cx);
        self.take_work(cx);
        self.take_funnel();
        self.take_folder(cx);
        self.take_chosen(cx);
    }

    /// An edit was written; starts what waits.
    fn take_edit(&mut self, cx: &mut Cx<'_>) {
        match self.editing.poll() {
            Some(Ok(edited)) => {
                if edited.films.root == cx.shared.films.root {
                    cx.shared.use_films(edited.films);
                }
                if let Some(words) = edited.told {
                    cx.say(Tone::Hint, words, "Ctrl+Z takes it back.");
                }
            }
            Some(Err(why)) => cx.fault("The library was not changed", &why),
            None => {}
        }
        // The library's own work goes first: it ends in other films.
        if cx.shared.opening.is_none() && self.work.is_none() {
            self.editing.start(cx.context, &cx.shared.films);
        }
    }

    /// An import, a cleaning, a fetching ended.
    fn take_work(&mut self, cx: &mut Cx<'_>) {
        let Some(outcome) = self.work.as_ref().and_then(|work| work.poll()) else {
            return;
        };
        let Some(work) = self.work.take() else {
            return;
        };
        let watched = matches!(self.dialog, Some(Dialog::Working));
        match outcome {
            Ok((films, told)) => {
                cx.shared.library = Some(films.root.to_path_buf());
                cx.shared.use_films(films);
                self.follow_library(&cx.shared.films);
                if watched {
                    self.dialog = Some(Dialog::Done(told));
                } else {
                    cx.say(Tone::Hint, told.in_words(), "");
                }
            }
            Err(_) if work.task().is_cancelled() => {
                if watched {
                    self.dialog = None;
                }
                // What was finished before is kept: it is shown.
                if is_library(work.root()) {
                    cx.ask(Request::UseLibrary(work.root().to_owned()));
                }
                let words = "What was finished before is kept; started again, it goes on there.";
                cx.say(Tone::Hint, format!("{} was stopped", work.what()), words);
            }
            Err(why) if watched => {
                self.dialog = Some(Dialog::Done(Told::Failed(sentence(&why))));
            }
            Err(why) => cx.fault(format!("{} broke off", work.what()), &why),
        }
    }

    fn take_funnel(&mut self) {
        let Some(outcome) = self.funnel.as_ref().and_then(Job::poll) else {
            return;
        };
        self.funnel = None;
        if let Some(Dialog::Funnel(known)) = &mut self.dialog {
            let outcome = outcome.map_err(|fault| fault.to_string());
            *known = Some(outcome.and_then(|funnel| funnel));
        }
    }

    fn take_folder(&mut self, cx: &mut Cx<'_>) {
        let Some(outcome) = self.showing.as_ref().and_then(Job::poll) else {
            return;
        };
        self.showing = None;
        let outcome = outcome.map_err(|fault| fault.to_string());
        if let Err(why) = outcome.and_then(|done| done) {
            cx.fault("The folder could not be shown", &why);
        }
    }

    /// Files or a folder were chosen, or the chooser was closed.
    fn take_chosen(&mut self, cx: &mut Cx<'_>) {
        let Some((choosing, answer)) = &self.choosing else {
            return;
        };
        let chosen = match answer.try_recv() {
            Ok(paths) => match choosing {
                Choosing::Sources => Some(Command::Import(paths)),
                Choosing::Target => paths.into_iter().next().map(Command::Target),
            },
            Err(TryRecvError::Empty) => return,
            Err(TryRecvError::Disconnected) => None,
        };
        self.choosing = None;
        if let Some(command) = chosen {
            self.execute(command, cx);
        }
    }
}
