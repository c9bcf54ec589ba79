//! Which films a training learns from, and which it is judged by. Test films are in neither: they
//! are not even read.

use crate::catalog::Split;

/// What a library's splits are to a training.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Roles {
    /// Training films teach, validation films judge.
    #[default]
    Apart,
    /// A refit: both teach. Nothing is left to judge by.
    Together,
}

impl Roles {
    /// The splits that are learned from.
    pub fn learned(self) -> &'static [Split] {
        match self {
            Self::Apart => &[Split::Train],
            Self::Together => &[Split::Train, Split::Validation],
        }
    }

    /// The splits that epoch, calibration and thresholds are chosen on.
    pub fn judged(self) -> &'static [Split] {
        match self {
            Self::Apart => &[Split::Validation],
            Self::Together => &[],
        }
    }
}
