//! The pages by name: what a page says to turn to another one, without knowing it.

use serde::{Deserialize, Serialize};

/// A page of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum Route {
    /// One poster and what it says.
    #[default]
    Read,
    /// All posters of the library.
    Library,
    /// Which genres the library's films have, and how they go together.
    Genres,
    /// How a model is made from the library: a run that is set up, or goes on.
    Train,
    /// All runs of the library.
    Runs,
    /// A genre that the user makes up.
    OwnGenre,
    /// From which probability on a genre counts.
    Thresholds,
    /// Posters by what they speak.
    Top100,
}

impl Route {
    /// The pages of the rail, in its order.
    pub const RAIL: [Self; 6] = [
        Self::Read,
        Self::Library,
        Self::Genres,
        Self::Train,
        Self::Thresholds,
        Self::Top100,
    ];

    /// What training is made of, in the order of its tabs.
    pub const TRAINING: [Self; 3] = [Self::Train, Self::Runs, Self::OwnGenre];

    /// The page of the rail under which it stands.
    pub fn entry(self) -> Self {
        match self {
            Self::Runs | Self::OwnGenre => Self::Train,
            other => other,
        }
    }

    /// Its word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Read => "Read",
            Self::Library => "Library",
            Self::Genres => "Genres",
            Self::Train => "Train",
            Self::Runs => "Runs",
            Self::OwnGenre => "My own genre",
            Self::Thresholds => "Thresholds",
            Self::Top100 => "Top 100",
        }
    }
}
