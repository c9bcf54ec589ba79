//! Which genres a library's films have, and how they go together: before the rule that selects
//! films for a model, and after it.
//!
//! In: films and how they are [divided](Division). Out: [`GenreFigures`], counted once a library;
//! each [`Figure`] of them is a chart, a table, and words for every part of it. Pure.

pub mod counts;
pub mod figure;
mod parts;
mod pictures;
pub mod save;
pub mod spread;
pub mod table;
mod words;

pub use counts::GenreFigures;
pub use figure::{Figure, Look};
pub use spread::{Counted, Decade, Scope, Spread};

#[cfg(test)]
mod tests;
