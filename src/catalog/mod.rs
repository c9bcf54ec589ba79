//! Films, genres and posters: read, merge, select, split, store.
//!
//! In: tables and folders of images, as untidy as they come. Out: a [`Library`] on disk whose
//! films have an ordered list of [`Genre`]s, a checked poster and a [`Split`]; what was wrong on
//! the way is a [`Finding`], never an end of the work.

pub mod error;
pub mod film;
pub mod finding;
pub mod genre;
pub mod image_file;
pub mod library;
pub mod report;
pub mod shape;
pub mod split;

pub use error::Error;
pub use film::{Film, FilmId, Poster};
pub use finding::{Finding, FindingKind};
pub use genre::{Genre, GenreSet, SIX_GENRES};
pub use image_file::{Decoded, ImageError};
pub use library::{ImportRequest, Library, PosterStorage};
pub use report::{FunnelStep, ImportReport, SplitCounts};
pub use shape::judge_shape;
pub use split::Split;
