//! What each [`Command`] does.

use std::path::{Path, PathBuf};
use std::sync::{Arc, mpsc};

use super::command::Command;
use super::draft::Draft;
use super::fetching::FetchDraft;
use super::state::{Choosing, Dialog, LibraryPage};
use super::work::{Told, Work};
use super::{chosen, folder};
use crate::app::cx::Cx;
use crate::app::request::Request;
use crate::app::route::Route;
use crate::app::shared::Shared;
use crate::app::shared::exports::Outcome;
use crate::app::shared::file_chooser::{self, Question};
use crate::app::shared::films::{is_library, sample_library};
use crate::app::shared::notice::Tone;
use crate::catalog::{Film, FilmId, Funnel, Library};
use crate::jobs::Job;

/// Posters that are read at once.
const READ_AT_ONCE: usize = 24;

impl LibraryPage {
    /// Does what was asked for.
    pub fn execute(&mut self, command: Command, cx: &mut Cx<'_>) {
        match command {
            Command::Browse(wish) => {
                cx.show(Route::Library);
                self.wish = *wish;
            }
            Command::Search => self.wants_search = true,
            Command::ChooseAll => {
                let Shared {
                    films, selection, ..
                } = &mut *cx.shared;
                selection.all(self.browsing.shown(), films.all());
            }
            Command::ChooseNone => cx.shared.selection.clear(),
            Command::ToggleDetails => self.kept.details = !self.kept.details,
            Command::Label(how) => {
                let films = ids(cx.shared, |_| true);
                self.editing.relabel(how, films);
            }
            Command::Remove => {
                let films = ids(cx.shared, |film| film.poster.is_some());
                if !films.is_empty() {
                    self.editing.remove(films);
                }
            }
            Command::Restore => {
                let hidden = |film: &Film| cx.shared.films.hidden(film.id);
                let aside = |film: &Film| hidden(film).is_some_and(|hidden| hidden.set_aside);
                let films = ids(cx.shared, aside);
                if !films.is_empty() {
                    self.editing.restore(films);
                }
            }
            Command::Undo => self.editing.undo(),
            Command::Redo => self.editing.redo(),
            Command::ReadChosen => read_chosen(cx),
            Command::ShowInFolder => self.show_in_folder(cx),
            Command::Import(paths) => self.draft(cx, |draft| draft.add(paths)),
            Command::ChooseTables => self.choose(cx, Choosing::Sources, Question::TABLES),
            Command::ChoosePosters => {
                let question = Question::folder("The folder of the posters");
                self.choose(cx, Choosing::Sources, question);
            }
            Command::ChooseTarget => {
                let question = Question::folder("A folder for the new library");
                self.choose(cx, Choosing::Target, question);
            }
            Command::Target(folder) => self.draft(cx, |draft| {
                draft.target = folder;
                draft.into_open = false;
            }),
            Command::DropTable(place) => self.draft(cx, |draft| draft.drop_table(place)),
            Command::DropPosters => self.draft(cx, |draft| draft.posters = None),
            Command::Map(place, role, column) => {
                self.draft(cx, |draft| draft.map(place, role, column));
            }
            Command::Clean => self.dialog = Some(Dialog::Clean),
            Command::Fetch => {
                let root = Arc::clone(&cx.shared.films.root);
                self.dialog = Some(Dialog::Fetch(FetchDraft::new(root)));
            }
            Command::KeepKey => self.keep_key(cx),
            Command::Funnel => self.count_funnel(cx),
            Command::SaveFunnel(to) => self.save_funnel(cx, to),
            Command::Start => self.start(cx),
            Command::Pause => self.pause(),
            Command::Stop => self.stop(),
            Command::Close => self.dialog = None,
        }
        cx.context.request_repaint();
    }

    /// Stops what is at work; what was done stays.
    pub fn stop(&self) {
        if let Some(work) = &self.work {
            work.task().cancel();
        }
    }

    fn pause(&self) {
        if let Some(work) = &self.work {
            match work.task().is_paused() {
                true => work.task().resume(),
                false => work.task().pause(),
            }
        }
    }

    fn choose(&mut self, cx: &mut Cx<'_>, choosing: Choosing, question: Question) {
        // One chooser at a time: a second press means the first.
        if self.choosing.is_none() {
            let (answer, chosen) = mpsc::channel();
            cx.ask(Request::Choose(question, answer));
            self.choosing = Some((choosing, chosen));
        }
    }

    fn show_in_folder(&mut self, cx: &mut Cx<'_>) {
        let Some((_, film)) = chosen::one(cx.shared) else {
            return;
        };
        let hidden = cx.shared.films.hidden(film.id);
        let poster = film.poster.as_ref().map(|poster| &poster.path);
        let path = poster.or(hidden.map(|hidden| &hidden.path)).cloned();
        if let (Some(path), None) = (path, &self.showing) {
            let job = Job::spawn("Folder", cx.wake(), move |_| folder::show(&path));
            self.showing = Some(job);
        }
    }

    /// Changes the import that is being put together; begins one where there is none.
    fn draft(&mut self, cx: &mut Cx<'_>, change: impl FnOnce(&mut Draft)) {
        if self.work.is_some() {
            let words = "Its progress is at the foot of the rail.";
            return cx.say(Tone::Hint, "One work at a time", words);
        }
        cx.show(Route::Library);
        if !matches!(self.dialog, Some(Dialog::Import(_))) {
            self.dialog = Some(Dialog::Import(new_draft(cx.shared)));
        }
        if let Some(Dialog::Import(draft)) = &mut self.dialog {
            change(draft);
        }
    }

    fn start(&mut self, cx: &mut Cx<'_>) {
        let root = cx.shared.films.root.to_path_buf();
        // One at a time: both write the library.
        let free = self.work.is_none();
        let work = match self.dialog.take() {
            Some(Dialog::Import(draft)) if draft.is_ready() => free.then(|| {
                let root = match draft.into_open {
                    true => root,
                    false => draft.target.clone(),
                };
                Work::import(cx.wake(), root, draft.request())
            }),
            Some(Dialog::Clean) => free.then(|| Work::clean(cx.wake(), root)),
            Some(Dialog::Fetch(draft)) if draft.to_ask() > 0 => {
                free.then(|| Work::fetch(cx.wake(), root, draft.request()))
            }
            other => {
                self.dialog = other;
                return;
            }
        };
        if let Some(work) = work {
            self.work = Some(work);
            self.dialog = Some(Dialog::Working);
        }
    }

    fn keep_key(&mut self, cx: &mut Cx<'_>) {
        if let Some(Dialog::Fetch(draft)) = &mut self.dialog {
            match draft.keep_key() {
                Ok(words) => cx.say(Tone::Hint, "The key is kept", words),
                Err(why) => cx.fault("The key was not kept", &why),
            }
        }
    }

    fn count_funnel(&mut self, cx: &mut Cx<'_>) {
        let root = Arc::clone(&cx.shared.films.root);
        self.dialog = Some(Dialog::Funnel(None));
        self.funnel = Some(Job::spawn("Funnel", cx.wake(), move |_| {
            let library = Library::open(&root);
            let funnel = library.and_then(|library| library.funnel());
            funnel.map_err(|error| error.to_string())
        }));
    }

    /// The funnel that the dialog shows.
    fn shown_funnel(&self) -> Option<&Funnel> {
        match self.dialog.as_ref()? {
            Dialog::Funnel(Some(Ok(funnel))) => Some(funnel),
            Dialog::Done(Told::Imported(report)) => Some(&report.funnel),
            _ => None,
        }
    }

    fn save_funnel(&self, cx: &mut Cx<'_>, to: Option<PathBuf>) {
        if let Some(funnel) = self.shown_funnel().cloned() {
            let save = move |_: &_| save(&funnel, to);
            cx.shared.exports.start(cx.context, "Funnel", save);
        }
    }
}

/// The chosen films that `takes` takes.
fn ids(shared: &Shared, takes: impl Fn(&Film) -> bool) -> Vec<FilmId> {
    let taken = chosen::films(shared).filter(|film| takes(film));
    taken.map(|film| film.id).collect()
}

fn read_chosen(cx: &mut Cx<'_>) {
    let paths: Vec<PathBuf> = chosen::films(cx.shared)
        .filter_map(|film| Some(film.poster.as_ref()?.path.clone()))
        .take(READ_AT_ONCE)
        .collect();
    if !paths.is_empty() {
        cx.ask(Request::Read(paths));
    }
}

/// An import into the open library; the sample stays the sample.
fn new_draft(shared: &Shared) -> Draft {
    let root: &Path = &shared.films.root;
    let sample = shared.data.as_deref().map(sample_library);
    let open = is_library(root) && sample.as_deref() != Some(root);
    let home = match (&shared.data, root.parent()) {
        (Some(data), _) => data.join("libraries"),
        (None, Some(home)) => home.to_owned(),
        (None, None) => PathBuf::from("."),
    };
    Draft::new(open, &home)
}

fn save(funnel: &Funnel, to: Option<PathBuf>) -> Outcome {
    let path = match to {
        Some(path) => path,
        None => match file_chooser::save_as("Save the funnel", "funnel.csv", "csv")? {
            Some(path) => path,
            None => return Ok(None),
        },
    };
    let written = funnel.save(&path);
    written.map_err(|error| format!("{}: {error}", path.display()))?;
    let told = "A line a step, then a line a reason.".to_owned();
    Ok(Some((path, told)))
}
