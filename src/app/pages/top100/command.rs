//! What can be asked of the Top 100.

use std::path::PathBuf;

use crate::explore::contact_sheet::SCREEN_WIDTH;

/// How a list leaves the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A picture of all posters with their captions (PNG).
    Sheet(Quality),
    /// A table (CSV).
    Table,
}

impl Form {
    /// The ending of its file's name.
    pub fn extension(self) -> &'static str {
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

/// An order to the Top 100.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Save the list as it is shown, as a sheet or a table; `None`: ask where.
    Export(Form, Option<PathBuf>),
}
