//! A file as the system drops it on the window.

use std::path::{Path, PathBuf};

use egui::DroppedFile;

/// The file at this path; it is read when the window asks for it.
#[derive(Debug)]
pub struct Dropped(pub PathBuf);

impl DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|error| error.to_string())
    }
}
