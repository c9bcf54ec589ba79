//! A library seen through a model: what it scores, who ranks first, which posters are alike.
//!
//! In: films, their cached features, a model's head. Out: plain values for the window, the
//! terminal and the report: scores of a whole library, rankings, neighbours, contact sheets.

pub mod dot;
#[cfg(test)]
mod fixture;
pub mod scores;

pub use scores::{Coverage, LibraryScores, ScoreError, Scored};
