//! A folder of posters: every image in it and below it, which films they are of, and which one
//! belongs to which film of a table.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

mod art;
mod film;
mod films;
mod found;
mod index;
mod name;
mod nfo;
mod shelf;
mod spelling;
mod system;
mod walk;
mod written;

use super::row::Row;
use crate::catalog::{Error, Finding};
use crate::jobs::Task;
use films::films;
use index::Index;
use walk::walk;

pub use film::Film;
pub use found::{Found, How, Scheme};
pub use name::stem;
pub use spelling::folded;
pub use written::parts;

/// The images of a folder.
#[derive(Debug, Default)]
pub struct Folder {
    /// The folder.
    pub root: PathBuf,
    /// Paths relative to it, with `/`, sorted.
    pub images: Vec<String>,
    /// The films whose posters they are.
    pub films: Vec<Film>,
    /// Sub-folders and descriptions that could not be read.
    pub findings: Vec<Finding>,
    /// What was passed over: how often, by reason.
    pub passed: BTreeMap<&'static str, usize>,
    index: Index,
}

impl Folder {
    /// Looks through `root` and its sub-folders; what systems keep there, hidden files and `except`
    /// (the library itself, where it lies within) are passed over.
    ///
    /// # Errors
    /// [`Error`] where `root` cannot be read or `task` was cancelled.
    pub fn scan(root: &Path, except: &Path, task: &Task) -> Result<Self, Error> {
        let mut listing = walk(root, except, task)?;
        let told = films(&listing, root);
        let mut passed = std::mem::take(&mut listing.passed);
        for (reason, count) in told.passed {
            *passed.entry(reason).or_default() += count;
        }
        let mut findings = listing.findings;
        findings.extend(told.findings);
        Ok(Self {
            root: root.to_owned(),
            index: Index::new(&root.to_string_lossy(), &listing.images, &told.films),
            images: listing.images,
            films: told.films,
            findings,
            passed,
        })
    }

    /// The image that is the poster of `row`'s film: named by the row, by one of its ids, or by its
    /// title.
    pub fn find(&self, row: &Row) -> Found {
        self.index.find(row)
    }

    /// Where the image of this index lies.
    pub fn path(&self, index: usize) -> PathBuf {
        self.root.join(&self.images[index])
    }
}
