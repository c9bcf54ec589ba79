//! One colour a genre, the same in every chapter.

use crate::catalog::{Genre, SIX_GENRES};
use crate::charts::palette::{self, Colour};

/// The hue of the genre in column `place`.
pub fn hue(genre: &Genre, place: usize) -> Colour {
    SIX_GENRES
        .iter()
        .position(|name| *name == genre.name())
        .map_or_else(|| palette::further(place), |at| palette::SIX[at])
}
