//! The list as a contact sheet or a table: one job that asks where to, draws, and writes.
//!
//! In: the list as it is shown. Out: a file that is there whole or not at all, and a notice. Where
//! the desktop has no file chooser the file goes into the library's folder `exports`.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::style::HandleShape;
use egui::{Context, Popup, PopupCloseBehavior, RichText, Slider, Ui};

use super::View;
use super::list::Ranking;
use crate::app::command::Command;
use crate::app::shared::file_chooser;
use crate::app::state::State;
use crate::app::theme::{self, font, size, space};
use crate::app::widgets::button::{self, Weight};
use crate::app::widgets::check;
use crate::app::widgets::icon::Icon;
use crate::catalog::{Film, Library};
use crate::explore::contact_sheet::{self, COLUMNS, PRINT_WIDTH, SCREEN_WIDTH, Sheet, WIDTHS};
use crate::explore::listing::{entries, write_csv};
use crate::explore::save::Unfinished;
use crate::explore::{LibraryScores, Ranked, captions};
use crate::jobs::{Job, Task};
use crate::wording::thousands;

/// How a list leaves the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A picture of all posters with their captions (PNG).
    Sheet(Quality),
    /// A table (CSV).
    Table,
}

impl Form {
    fn extension(self) -> &'static str {
        match self {
            Self::Sheet(_) => "png",
            Self::Table => "csv",
        }
    }
}

/// How fine a sheet is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quality {
    /// From the original files, not from the thumbnails.
    pub print: bool,
    /// Width of a poster in pixels.
    pub width: u32,
}

impl Default for Quality {
    fn default() -> Self {
        Self {
            print: false,
            width: SCREEN_WIDTH,
        }
    }
}

/// What an export ends in: the file and a word about it; nothing where the user closed the
/// chooser; a sentence where it failed.
pub type Outcome = Result<Option<(PathBuf, String)>, String>;

/// The button in the page's head, and what it opens.
pub fn button(ui: &mut Ui, state: &mut State) {
    let count = state.top100.ranking.as_ref().map_or(0, Ranking::len);
    if state.top100.view != View::List || count == 0 {
        return;
    }
    let response = button::button(ui, Weight::Quiet, Icon::Drop, "Export");
    Popup::menu(&response)
        .gap(space::XS)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .show(|ui| {
            ui.set_width(size::HOVER_CARD);
            ui.spacing_mut().item_spacing.y = space::S;
            menu(ui, state, count);
        });
}

fn menu(ui: &mut Ui, state: &mut State, count: usize) {
    let weak = theme::tokens(ui).text_weak;
    let noun = if count == 1 { "poster" } else { "posters" };
    let words = format!("{} {noun}, in this order", thousands(count as u64));
    ui.label(RichText::new(words).font(font::body()).color(weak));
    let quality = &mut state.top100.quality;
    let hint = "Drawn from the original files, not from the thumbnails.";
    let print = check::show(ui, "Print quality", &mut quality.print);
    if print.on_hover_text(hint).changed() {
        quality.width = if quality.print {
            PRINT_WIDTH
        } else {
            SCREEN_WIDTH
        };
    }
    ui.label(RichText::new("Width of a poster").font(font::body()));
    ui.spacing_mut().slider_width = size::HOVER_CARD - size::SLIDER_NUMBER;
    ui.spacing_mut().interact_size.y = size::SLIDER;
    let slider = Slider::new(&mut quality.width, WIDTHS)
        .suffix(" px")
        .handle_shape(HandleShape::Circle)
        .trailing_fill(true);
    ui.add(slider).widget_info(|| {
        egui::WidgetInfo::slider(true, f64::from(quality.width), "Width of a poster")
    });
    let forms = [
        (Icon::Library, "Contact sheet…", Form::Sheet(*quality)),
        (Icon::Table, "Table…", Form::Table),
    ];
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::S;
        for (icon, word, form) in forms {
            if button::button(ui, Weight::Quiet, icon, word).clicked() {
                state.send(Command::ExportRanking(form, None));
                ui.close();
            }
        }
    });
}

/// Starts the export of the list as it is shown; `to`: where, instead of asking.
pub fn start(context: &Context, state: &mut State, form: Form, to: Option<PathBuf>) {
    let Some(ranking) = state.top100.ranking.as_ref() else {
        return;
    };
    // One at a time: a second press means the first.
    if state.exporting.is_some() || ranking.len() == 0 {
        return;
    }
    let export = Export {
        root: Arc::clone(&state.films.root),
        films: state.films.shared(),
        scores: Arc::clone(ranking.scores()),
        genre: ranking.genre(),
        rows: ranking.shared_rows(),
        heading: ranking.heading(),
        beneath: ranking.beneath(&state.films.root),
    };
    let context = context.clone();
    let job = Job::spawn(
        "Export",
        move || context.request_repaint(),
        move |task| export.run(form, to, task),
    );
    state.exporting = Some(job);
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
        let (path, note) = match to {
            Some(path) => (path, None),
            None => match dialogs::save_as("Save the list", &name, form.extension()) {
                Ok(Some(path)) => (path, None),
                Ok(None) => return Ok(None),
                Err(_) => (
                    self.default_place(&name)?,
                    Some(dialogs::NO_CHOOSER_FOR_SAVING),
                ),
            },
        };
        let told = self
            .write(form, &path, task)
            .map_err(|why| format!("{} was not written: {why}", path.display()))?;
        let note = note.map(|note| format!(" {note}")).unwrap_or_default();
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

    /// `Romance, most probable.png`.
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

    fn default_place(&self, name: &str) -> Result<PathBuf, String> {
        let folder = self.root.join("exports");
        std::fs::create_dir_all(&folder)
            .map_err(|error| format!("{} cannot be made: {error}", folder.display()))?;
        Ok(folder.join(name))
    }
}
