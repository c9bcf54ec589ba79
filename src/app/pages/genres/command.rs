//! What can be asked of the Genres page.

use std::path::PathBuf;

use crate::explore::genres::save::Export;

/// What is saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Saving {
    /// One figure as one file.
    One(Export),
    /// Every figure in every form, into a folder.
    All,
}

/// A question or an order to the Genres page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Save charts of the genres; `None`: ask where.
    Save(Saving, Option<PathBuf>),
}
