//! How the model is loaded.

use std::path::{Path, PathBuf};

use crate::evaluation;
use crate::resources;
use crate::vision::Reader;

/// How the model is loaded: from its folder, or as a test wants it.
pub struct ReaderSource {
    pub(super) load: Box<dyn FnOnce() -> Result<Reader, String> + Send>,
    place: Option<PathBuf>,
}

impl ReaderSource {
    /// The model that ships with Onesheet.
    pub fn shipped() -> Self {
        let load = Self::new(|| {
            let folder = resources::model_dir().ok_or_else(|| {
                format!(
                    "The folder weights/{} is not there. Install Onesheet again, or put a model \
                     into that folder beside the program.",
                    resources::SHIPPED_MODEL
                )
            })?;
            open(&folder)
        });
        Self {
            place: resources::model_dir(),
            ..load
        }
    }

    /// The model in a folder.
    pub fn folder(folder: PathBuf) -> Self {
        let place = Some(folder.clone());
        Self {
            place,
            ..Self::new(move || open(&folder))
        }
    }

    /// A model that `load` makes, on the reading thread.
    pub fn new(load: impl FnOnce() -> Result<Reader, String> + Send + 'static) -> Self {
        Self {
            load: Box::new(load),
            place: None,
        }
    }

    /// The model's folder; `None` where it has none.
    pub fn place(&self) -> Option<PathBuf> {
        self.place.clone()
    }
}

fn open(folder: &Path) -> Result<Reader, String> {
    evaluation::open_reader(folder)
        .map(|(reader, _)| reader)
        .map_err(|error| format!("The model cannot be used: {error}"))
}
