//! Where a poster's pixels come from, and how posters that are read are told apart.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use image::RgbImage;

/// Names a poster that is read for as long as the window is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EntryId(pub u64);

/// Files that came together: a drop, a choice in the dialog.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct BatchId(pub u64);

/// Where a poster's pixels come from.
#[derive(Debug, Clone)]
pub enum Source {
    /// A file.
    File(PathBuf),
    /// An image that was pasted.
    Pixels(Arc<RgbImage>),
}

impl Source {
    /// How the poster is called while nobody knows better.
    pub fn name(&self) -> String {
        match self {
            Self::File(path) => file_name(path),
            Self::Pixels(_) => "Pasted image".to_owned(),
        }
    }
}

/// A path's last part, as text.
pub fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(
        || path.display().to_string(),
        |name| name.to_string_lossy().into_owned(),
    )
}
