//! What is remembered between starts.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::app::pages::library::Kept;
use crate::app::route::Route;
use crate::app::theme::ThemeChoice;

/// What is remembered between starts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Dark, light or system.
    pub theme: ThemeChoice,
    /// 1.0 is the size in which it was designed.
    pub zoom: f32,
    /// The page that was open.
    pub panel: Route,
    /// The library that was open; none: the sample.
    pub library: Option<PathBuf>,
    /// Least width of a poster in the Library, in points.
    pub tile: f32,
    /// The pane beside the Library's grid is wanted.
    pub details: bool,
    /// The model that was used; none: the one that ships with Onesheet.
    pub model: Option<PathBuf>,
}

impl Default for Settings {
    fn default() -> Self {
        let Kept { tile, details } = Kept::default();
        Self {
            theme: ThemeChoice::default(),
            zoom: 1.0,
            panel: Route::default(),
            library: None,
            tile,
            details,
            model: None,
        }
    }
}
