//! Films, genres and posters: read, merge, select, split, store.
//!
//! In: tables and folders of images, as untidy as they come. Out: a [`Library`] on disk whose
//! films have an ordered list of [`Genre`]s, a checked poster and a [`Split`]; what was wrong on
//! the way is a [`Finding`], never an end of the work.

mod animation;
mod columns;
mod divide;
pub mod error;
mod examine;
pub mod film;
pub mod finding;
mod folder;
pub mod genre;
pub mod grouping;
pub mod image_file;
mod image_format;
mod import;
mod jpeg_scan;
pub mod library;
mod likeness;
pub mod perceptual;
pub mod report;
pub mod resize;
mod row;
mod schema;
pub mod select;
pub mod shape;
mod source;
pub mod split;
pub mod split_plan;
mod store;
mod table;
mod tally;
pub mod thumbnail;

pub use error::Error;
pub use film::{Film, FilmId, Poster};
pub use finding::{Finding, FindingKind};
pub use genre::{Genre, GenreSet, SIX_GENRES};
pub use image_file::{Decoded, ImageError};
pub use library::{ImportRequest, Library, PosterStorage};
pub use report::{FunnelStep, ImportReport, SplitCounts};
pub use shape::judge_shape;
pub use split::Split;
