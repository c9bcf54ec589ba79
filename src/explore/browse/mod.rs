//! Browsing a library: which films are shown, in which order, and how many each choice would show.
//!
//! In: films, their findings, what a model predicts; a [`Wish`] and an [`Order`]. Out: films by index,
//! and [`Counts`] beside every choice. A [`Shelf`] is made once a library, on a thread; after that
//! 45,000 films are filtered and ordered within a frame.

mod card;
mod counts;
mod predicted;
mod shelf;
mod wish;

pub use counts::Counts;
pub use predicted::Predicted;
pub use shelf::Shelf;
pub use wish::{Found, Labels, Match, Order, Wish};

#[cfg(test)]
mod tests;
