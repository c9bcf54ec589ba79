//! A library seen through a model: what it scores, who ranks first, which posters are alike.
//!
//! In: films, their cached features, a model's head. Out: plain values for the window, the
//! terminal and the report: scores of a whole library, rankings, neighbours, contact sheets, and
//! which genres the films have.

pub mod browse;
pub mod captions;
pub mod contact_sheet;
pub mod dot;
pub mod facets;
pub mod find;
#[cfg(test)]
pub(crate) mod fixture;
pub mod genres;
pub mod listing;
pub mod neighbours;
pub mod ranking;
pub mod save;
pub mod scores;
pub mod search;
pub mod series;

pub use contact_sheet::{Sheet, SheetError};
pub use facets::Facets;
pub use genres::GenreFigures;
pub use listing::Entry;
pub use neighbours::{Neighbour, NeighbourIndex, Resemblance};
pub use ranking::{Filter, Order, Outcome, Ranked, rank};
pub use scores::{Coverage, LibraryScores, ScoreError, Scored};
pub use series::series;
