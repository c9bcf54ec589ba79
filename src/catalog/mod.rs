//! Films, genres and posters: read, merge, select, split, store.
//!
//! In: tables and folders of images, as untidy as they come. Out: a [`Library`] on disk whose
//! films have an ordered list of [`Genre`]s, a checked poster and a [`Split`]; what was wrong on
//! the way is a [`Finding`], never an end of the work.

pub mod film;
pub mod genre;
pub mod split;

pub use film::{Film, FilmId, Poster};
pub use genre::{Genre, GenreSet, SIX_GENRES};
pub use split::Split;
