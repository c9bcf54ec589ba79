//! The list as a contact sheet or a table: one job that asks where to, draws, and writes.
//!
//! In: the list as it is shown. Out: a file that is there whole or not at all, and a notice. Where
//! the desktop has no file chooser the file goes into the library's folder `exports`.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::command::Form;
use super::state::Top100Page;
use crate::app::cx::Cx;
use crate::app::shared::exports::{Outcome, place};
use crate::app::shared::file_chooser;
use crate::catalog::{Film, Library};
use crate::explore::contact_sheet::{self, COLUMNS, Sheet};
use crate::explore::listing::{entries, write_csv};
use crate::explore::save::Unfinished;
use crate::explore::{LibraryScores, Ranked, captions};
use crate::jobs::Task;
use crate::wording::thousands;

/// Starts the export of the list as it is shown; `to`: where, instead of asking.
pub fn start(page: &Top100Page, cx: &mut Cx<'_>, form: Form, to: Option<PathBuf>) {
    let ranking = page.ranking.as_ref();
    let Some(ranking) = ranking.filter(|ranking| ranking.len() > 0) else {
        return;
    };
    let films = &cx.shared.films;
    let export = Export {
        root: Arc::clone(&films.root),
        films: films.shared(),
        scores: Arc::clone(ranking.scores()),
        genre: ranking.genre(),
        rows: ranking.shared_rows(),
        heading: ranking.heading(),
        beneath: ranking.beneath(&films.root),
    };
    let work = move |task: &Task| export.run(form, to, task);
    cx.shared.exports.start(cx.context, "Export", work);
}

struct Export {
    root: Arc<Path>,
    films: Arc<[Film]>,
    scores: Arc<LibraryScores>,
    genre: usize,
    rows: Arc<[Ranked]>,
    heading: String,
    beneath: String,
}

impl Export {
    fn run(&self, form: Form, to: Option<PathBuf>, task: &Task) -> Outcome {
        task.begin("Choosing a place", "files", None);
        let name = self.file_name(form.extension());
        let choose = || file_chooser::save_as("Save the list", &name, form.extension());
        let Some((path, note)) = place(to, choose, &self.root, &name)? else {
            return Ok(None);
        };
        let told = self
            .write(form, &path, task)
            .map_err(|why| format!("{} was not written: {why}", path.display()))?;
        Ok(Some((path, told + &note)))
    }

    fn write(&self, form: Form, path: &Path, task: &Task) -> Result<String, String> {
        let list = entries(&self.scores, &self.films, self.genre, &self.rows);
        let mut file = Unfinished::begin(path).map_err(|error| error.to_string())?;
        let told = match form {
            Form::Table => {
                write_csv(&mut file, &list).map_err(|error| error.to_string())?;
                format!("A table of {} rows.", thousands(list.len() as u64))
            }
            Form::Sheet(quality) => {
                let library = Library::open(&self.root).map_err(|error| error.to_string())?;
                let sheet = Sheet {
                    heading: self.heading.clone(),
                    beneath: self.beneath.clone(),
                    columns: COLUMNS,
                    tile_width: quality.width,
                };
                let tiles: Vec<_> = list.iter().map(captions::ranked).collect();
                let film = |index: usize| &self.films[self.scores.film(self.rows[index].row)];
                let picture = |index| captions::picture(&library, film(index), quality.print);
                let (width, height) =
                    contact_sheet::write(&mut file, &sheet, &tiles, picture, task)
                        .map_err(|error| error.to_string())?;
                format!(
                    "A sheet of {} x {} pixels.",
                    thousands(width.into()),
                    thousands(height.into())
                )
            }
        };
        file.finish().map_err(|error| error.to_string())?;
        Ok(told)
    }

    /// `romance-most-probable.png`.
    fn file_name(&self, extension: &str) -> String {
        let heading = self.heading.replace(" · ", ", ").to_lowercase();
        let plain: String = heading
            .chars()
            .map(|letter| match letter {
                ' ' => '-',
                letter if letter.is_alphanumeric() => letter,
                _ => '\0',
            })
            .filter(|letter| *letter != '\0')
            .collect();
        format!("{plain}.{extension}")
    }
}
