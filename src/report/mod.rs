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
mod error;
pub mod folder;
pub mod gather;
pub mod html;
pub mod markdown;
pub mod sections;

pub use document::{Block, Document, Picture, Table};
pub use error::Error;
pub use gather::{Material, Request, gather};
