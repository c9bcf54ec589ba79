//! A genre of a person's own: a head on the cached features from a handful of films.
//!
//! In: stars and crosses ([`OwnGenre`]) and a library's features. Out: one row of a head with its
//! calibration and threshold ([`Learned`]), in a moment; the same stars give the same bits. It
//! ranks the library ([`Learned::model`]), and joins a model as one more genre ([`save`]).
//!
//! What a person stars is rare in a library, so that its other posters serve as weak examples of
//! what it is not: together they count as much as a few stars, each next to nothing.

mod error;
mod ground;
mod learn;
mod save;
mod solve;

pub use error::OwnGenreError;
pub use ground::Ground;
pub use learn::{Learned, USUAL_SHARE, learn};
pub use save::{SavedGenre, save};
