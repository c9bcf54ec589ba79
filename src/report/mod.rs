//! A model and the films that it learned from, on paper: everything that a reader needs to trust
//! the figures, or to repeat them. It serves as the model's card.
//!
//! In: a library and a model. Out: one [`Document`], written as a page that needs nothing but a
//! browser, and as a folder of Markdown, tables (CSV) and pictures (PNG). The test films are read
//! once, at thresholds that were chosen on the validation films.
//!
//! | file | what it does |
//! |---|---|
//! | [`gather`] | reads the library, scores it, and judges the model |
//! | [`document`] | what a report is made of: headings, words, tables, charts |
//! | [`sections`] | one file a chapter |
//! | [`html`], [`markdown`], [`folder`] | the same document in three forms |

pub mod document;
pub mod folder;
pub mod gather;
pub mod html;
pub mod markdown;
pub mod sections;

pub use document::{Block, Document, Picture, Table};
pub use gather::{Material, Request, gather};

use crate::catalog;
use crate::evaluation::{LibraryError, predictions};
use crate::explore::scores::ScoreError;
use crate::jobs::Cancelled;
use crate::vision::FeatureError;

/// A report cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Asked to stop; nothing was written.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
    /// The library cannot be read.
    #[error(transparent)]
    Library(#[from] catalog::Error),
    /// The library cannot be judged.
    #[error(transparent)]
    Judge(#[from] LibraryError),
    /// The library cannot be scored.
    #[error(transparent)]
    Score(#[from] ScoreError),
    /// The features cannot be computed or kept.
    #[error(transparent)]
    Features(#[from] FeatureError),
    /// The scores are no numbers.
    #[error("the model's scores cannot be judged: {0}")]
    Scores(#[from] predictions::Error),
    /// A picture cannot be made.
    #[error("a picture of the report cannot be made: {0}")]
    Picture(String),
    /// The disk refused.
    #[error("the report cannot be written to {path}: {source}")]
    Write {
        /// The file or folder.
        path: String,
        /// Why.
        source: std::io::Error,
    },
}
