//! How the network gets to see a poster.

use crate::catalog::Poster;

/// How a poster is seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Variant {
    /// As it is.
    Plain,
    /// With left and right exchanged.
    Mirrored,
    /// The augmented view of this number; those of odd numbers are mirrored too.
    Augmented(u32),
}

/// A poster, seen in a way.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The poster.
    pub poster: &'a Poster,
    /// How it is seen.
    pub variant: Variant,
}
