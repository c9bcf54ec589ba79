//! A film as filters see it: small enough to ask 45,000 of them within a frame.

use super::wish::{Found, Labels};
use crate::catalog::{FindingKind, Split};

/// Genres that can be told apart: a bit each.
pub const MOST_GENRES: usize = 128;

/// What a film is filtered by.
#[derive(Debug, Clone, Copy)]
pub struct Card {
    /// A bit a genre, the library's most frequent first.
    pub labels: u128,
    pub labelled: bool,
    /// The library's rule keeps it for a model.
    pub kept: bool,
    /// A bit a [`FindingKind`], by its place in [`FindingKind::ALL`].
    pub findings: u64,
    /// Its poster is set aside.
    pub aside: bool,
    pub poster: bool,
    pub decade: Option<i32>,
    pub split: Option<Split>,
}

impl Card {
    /// Whether it stands so with its labels.
    pub fn stands(&self, labels: Labels) -> bool {
        match labels {
            Labels::Some => self.labelled,
            Labels::None => !self.labelled,
            Labels::Kept => self.kept,
            Labels::LeftOut => self.labelled && !self.kept,
        }
    }

    /// Whether this was found about it.
    pub fn has(&self, found: Found) -> bool {
        match found {
            Found::Something => self.findings != 0 || self.aside,
            Found::Nothing => self.findings == 0 && !self.aside,
            Found::SetAside => self.aside,
            Found::NoPoster => !self.poster,
            Found::Poster => self.poster,
            Found::Kind(kind) => self.findings & finding_bit(kind) != 0,
        }
    }
}

/// The bit of a finding among a card's.
pub fn finding_bit(kind: FindingKind) -> u64 {
    let place = FindingKind::ALL.iter().position(|known| *known == kind);
    place
        .filter(|place| *place < 64)
        .map_or(0, |place| 1 << place)
}
