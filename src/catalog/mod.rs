//! Films, genres and posters: read, merge, select, split, store.
//!
//! In: tables and folders of images, as untidy as they come. Out: a [`Library`] on disk whose
//! films have an ordered list of [`Genre`]s, a checked poster and a [`Split`]; what was wrong on
//! the way is a [`Finding`], never an end of the work.

mod alike;
pub mod clean;
pub mod details;
mod divide;
pub mod edit;
pub mod error;
mod facts;
pub mod fetch;
pub mod film;
pub mod finding;
pub mod funnel;
pub mod genre;
mod import;
pub mod language;
pub mod library;
pub mod marks;
mod opening;
pub mod own_genre;
pub mod posters;
mod records;
mod request;
mod schema;
pub mod script;
pub mod select;
pub mod split;
pub mod split_plan;
mod store;
pub mod tables;
mod title;
pub mod tongue;

pub use clean::{CleanReport, SetAside};
pub use details::Details;
pub use edit::LabelEdit;
pub use error::Error;
pub use facts::Facts;
pub use fetch::report::{FetchPlan, FetchReport};
pub use fetch::{FetchRequest, tmdb};
pub use film::{Film, FilmId, Poster};
pub use finding::{Finding, FindingKind};
pub use funnel::{Funnel, FunnelStep};
pub use genre::{Genre, GenreSet, SIX_GENRES};
pub use import::columns::Role;
pub use import::preview::{
    Became, FolderFilm, FolderPreview, Preview, PreviewColumn, PreviewFilm, preview,
    preview_folder, preview_with_posters,
};
pub use import::report::{ImportReport, SourceReport, SplitCounts};
pub use language::Language;
pub use library::Library;
pub use marks::Marks;
pub use own_genre::{Mark, OwnGenre};
pub use posters::image_file::{Decoded, ImageError};
pub use posters::shape::judge_shape;
pub use posters::{grouping, image_file, perceptual, resize, thumbnail};
use posters::{image_format, likeness};
pub use request::{Division, ImportRequest, PosterStorage};
pub use script::Script;
pub use select::Rule;
pub use split::Split;
pub use tongue::Tongue;
