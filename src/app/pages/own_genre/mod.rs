//! A genre of one's own: which films show it, and the library ranked by what they share.
//!
//! In: [`Command`]s; stars and crosses ([`marks`]). Out: a ranking that follows each star ([`learner`]
//! asks for it, [`learning`] finds it on a thread), marks that the library keeps ([`keeper`]), and the
//! model with one more genre ([`saving`]).

use std::path::Path;
use std::sync::Arc;

use egui::Ui;

use self::saving::Saving;
use crate::app::cx::{Cx, Page};
use crate::app::request::Request;
use crate::app::route::Route;
use crate::app::shared::notice::Tone;
use crate::app::shared::source::file_name;
use crate::app::widgets::keys::Listed;

mod command;
mod keeper;
mod learner;
mod learning;
mod marks;
mod saving;
mod state;
mod view;

#[cfg(test)]
mod tests;

pub use command::Command;
pub use learning::Answer;
pub use state::{OwnGenrePage, View};

impl OwnGenrePage {
    /// Does what was asked for.
    pub fn execute(&mut self, command: Command, cx: &mut Cx<'_>) {
        match command {
            Command::Begin => {
                self.marks.begin();
                self.turned();
            }
            Command::Choose(name) => {
                if self.marks.choose(&name) {
                    self.turned();
                }
            }
            Command::Rename(name) => self.rename(&name, cx),
            Command::Mark(film, mark) => {
                if let Some(film) = cx.shared.films.all().get(film) {
                    self.marks.mark(film.id, mark);
                }
            }
            Command::Undo => self.marks.undo(),
            Command::Forget => {
                self.marks.forget();
                self.turned();
            }
            Command::Save(uses) => self.save(uses, cx),
        }
        cx.context.request_repaint();
    }

    fn rename(&mut self, name: &str, cx: &mut Cx<'_>) {
        let renamed = self.marks.rename(name);
        if renamed != Ok(false) {
            self.name = self.genre().name.name().to_owned();
        }
        if let Err(why) = renamed {
            cx.fault("Not renamed", &why);
        }
    }

    fn save(&mut self, uses: bool, cx: &mut Cx<'_>) {
        let (Some(root), Some(answer)) = (self.root.clone(), self.answer().cloned()) else {
            return;
        };
        let saving = Saving {
            root,
            run: self.run.clone(),
            started_from: cx.shared.model.folder().cloned().unwrap_or_default(),
            genre: self.genre().clone(),
            answer,
        };
        self.saver.start(cx.context, saving, uses);
    }

    /// Another library has other genres.
    fn follow_library(&mut self, cx: &Cx<'_>) {
        let root = &cx.shared.films.root;
        let same = |known: &Arc<Path>| Arc::ptr_eq(known, root);
        if !self.root.as_ref().is_some_and(same) {
            *self = Self::of(Arc::clone(root));
            if cx.shared.films.posters() > 0 {
                self.keeper.read(cx.context, root);
            }
        }
    }

    fn follow_saving(&mut self, cx: &mut Cx<'_>) {
        let Some(saved) = self.saver.has_saved() else {
            return;
        };
        let name = &self.genre().name;
        match saved.folder {
            Ok(folder) => {
                let run = file_name(&folder);
                let title = format!("The model knows {name} now");
                let text = if saved.uses {
                    format!("It is the run {run}; every page reads with it.")
                } else {
                    format!("It is the run {run}.")
                };
                cx.say(Tone::Hint, title, text);
                if saved.uses {
                    cx.ask(Request::UseModel(Some(folder)));
                }
            }
            Err(why) => cx.fault(format!("{name} was not saved"), &why),
        }
    }

    /// What stars come to is asked for while somebody looks.
    fn learn(&mut self, cx: &Cx<'_>) {
        let Some(reader) = cx.shared.reader() else {
            return;
        };
        if cx.shared.scoring.scores().is_some() {
            let films = &cx.shared.films;
            self.learner.forget_others(films, &reader);
            if cx.shown == Route::OwnGenre {
                self.learner.ask(cx.context, films, &reader, &self.marks);
            }
        }
    }
}

impl Page for OwnGenrePage {
    fn follow(&mut self, cx: &mut Cx<'_>) {
        self.follow_library(cx);
        let kept = self.keeper.has_read();
        match kept.map(|kept| kept.map(|kept| self.marks.read(kept))) {
            Some(Ok(true)) => self.turned(),
            Some(Err(why)) => cx.fault("Your own genres could not be read", &why),
            Some(Ok(false)) | None => {}
        }
        self.learner.follow(&self.marks);
        if let Some(Err(why)) = self.keeper.has_written() {
            cx.fault("Your stars could not be kept", &why);
        }
        self.follow_saving(cx);
        self.learn(cx);
        if let Some(root) = &self.root {
            self.keeper.write(cx.context, root, &mut self.marks);
        }
    }

    fn ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        for command in view::show(ui, self, cx) {
            self.execute(command, cx);
        }
    }

    fn is_busy(&self) -> bool {
        self.keeper.is_busy() || self.learner.is_busy() || self.saver.is_busy()
    }

    fn keys(&self) -> Vec<Listed> {
        command::listed()
    }
}
