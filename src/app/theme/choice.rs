//! Night or day, as the user wants it.

use egui::{Context, ThemePreference};
use serde::{Deserialize, Serialize};

/// Dark, light, or what the system says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum ThemeChoice {
    /// A cinema at night.
    Dark,
    /// The same house by day.
    Light,
    /// As the desktop is.
    #[default]
    System,
}

impl ThemeChoice {
    /// The one that a press of the rail's switch goes to.
    pub fn next(self) -> Self {
        match self {
            Self::System => Self::Dark,
            Self::Dark => Self::Light,
            Self::Light => Self::System,
        }
    }

    /// The switch's word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Dark => "Dark",
            Self::Light => "Light",
            Self::System => "System",
        }
    }

    /// Tells egui which theme to paint.
    pub fn apply(self, context: &Context) {
        context.set_theme(match self {
            Self::Dark => ThemePreference::Dark,
            Self::Light => ThemePreference::Light,
            Self::System => ThemePreference::System,
        });
    }
}
