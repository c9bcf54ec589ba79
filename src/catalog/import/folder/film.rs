//! A film of a folder, and the keys by which its files know each other.

use super::name::{Name, stem};
use super::nfo::Note;
use super::spelling::{composed, folded};
use crate::catalog::title;

/// A film of a folder.
#[derive(Debug, Default)]
pub struct Film {
    /// Its poster; `None`: only a description tells of it.
    pub image: Option<usize>,
    /// Its other posters.
    pub others: Vec<usize>,
    /// What its file or folder is called.
    pub text: String,
    /// What that name says.
    pub name: Name,
    /// Whether that name is a title: a folder's is, a file's only with a year behind it.
    pub is_titled: bool,
    /// Where its folder is: empty or with a `/` at its end.
    pub folder: String,
    /// What its description says.
    pub note: Option<Note>,
}

/// What names of one film share: title and year, or the name itself.
pub fn key(text: &str) -> String {
    let name = Name::of(text);
    match name.year {
        Some(year) if !name.title.is_empty() => format!("{}\n{year}", title::folded(&name.title)),
        _ => folded(text),
    }
}

/// The same where case counts: `Ferry.jpg` and `ferry.jpg` are two.
pub fn unit_key(text: &str) -> String {
    match Name::of(text).year {
        Some(_) => key(text),
        None => composed(text),
    }
}

/// The name of a path's file, without its extension.
pub fn file_stem(path: &str) -> &str {
    stem(path.rsplit('/').next().unwrap_or(path))
}
