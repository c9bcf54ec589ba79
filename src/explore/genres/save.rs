//! Figures as files: each there whole or not at all.

use std::io::Write;
use std::path::Path;

use super::table::write_csv;
use super::{Figure, GenreFigures, Look, Scope};
use crate::charts::png;
use crate::explore::save::Unfinished;
use crate::jobs::{Cancelled, Task};

/// Pixels a unit: sharp in print at a hand's width.
const PNG_SCALE: f32 = 2.0;

/// A figure could not be saved.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// The disk refused.
    #[error(transparent)]
    Io(#[from] std::io::Error),
    /// So it did while a table was written.
    #[error(transparent)]
    Table(#[from] csv::Error),
    /// The picture could not be made.
    #[error(transparent)]
    Picture(#[from] crate::charts::Error),
    /// Somebody said stop.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
}

/// What kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// Pixels.
    Png,
    /// Lines, sharp in any size.
    Svg,
    /// Numbers.
    Csv,
}

impl Form {
    /// Pictures first.
    pub const ALL: [Self; 3] = [Self::Png, Self::Svg, Self::Csv];

    /// The file's extension.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Svg => "svg",
            Self::Csv => "csv",
        }
    }
}

/// A figure to be saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Export {
    /// Which picture.
    pub figure: Figure,
    /// Of which labels.
    pub scope: Scope,
    /// Looked at how.
    pub look: Look,
    /// As what.
    pub form: Form,
}

impl Export {
    /// `genres-by-decade-all.png`.
    pub fn file_name(&self) -> String {
        let (figure, scope) = (self.figure.name(), self.scope.name());
        format!("{figure}-{scope}.{}", self.form.extension())
    }

    /// Writes the figure to `path`, in place of what is there.
    ///
    /// # Errors
    /// [`SaveError`] if the disk refuses or the picture is too large.
    pub fn write(&self, figures: &GenreFigures, path: &Path) -> Result<(), SaveError> {
        let spread = figures.spread(self.scope);
        let print = || {
            let scope = figures.scope_in_words(self.scope);
            self.figure.print(spread, self.look, &scope)
        };
        let mut file = Unfinished::begin(path)?;
        match self.form {
            Form::Png => file.write_all(&png::encode(&print(), PNG_SCALE)?)?,
            Form::Svg => file.write_all(print().to_string().as_bytes())?,
            Form::Csv => write_csv(&mut file, &self.figure.table(spread, self.look))?,
        }
        file.finish()?;
        Ok(())
    }
}

/// Writes every figure of every scope into `folder`, in these forms; how many files that were.
///
/// # Errors
/// [`SaveError`] if the folder cannot be made or written, or `task` was cancelled.
pub fn write_all(
    figures: &GenreFigures,
    folder: &Path,
    forms: &[Form],
    task: &Task,
) -> Result<usize, SaveError> {
    std::fs::create_dir_all(folder)?;
    let all = Figure::ALL.len() * Scope::ALL.len() * forms.len();
    task.begin("Drawing the genres", "files", Some(all as u64));
    for scope in Scope::ALL {
        for figure in Figure::ALL {
            for form in forms {
                task.check()?;
                let export = Export {
                    figure,
                    scope,
                    look: Look::default(),
                    form: *form,
                };
                export.write(figures, &folder.join(export.file_name()))?;
                task.advance(1);
            }
        }
    }
    Ok(all)
}
