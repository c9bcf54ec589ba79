//! Where a film's poster lies: in the folder of posters, or where its table says.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::findings::shortened;
use super::folder::Folder;
use super::row::{Row, is_web_address};
use crate::catalog::{Finding, FindingKind};

/// The poster of a film: where it lies, or why there is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PosterFile {
    /// Here.
    Found(PathBuf),
    /// The table names one, or a folder was given, but there is none.
    Missing(String),
    /// Nothing was said about posters.
    NotAsked,
}

/// Looks for a row's poster: in the folder of posters, then where the table says, beside it.
pub fn poster_file(row: &Row, folder: Option<&Folder>, source: &Path) -> PosterFile {
    if let Some(folder) = folder
        && let Some(index) = folder.find(row)
    {
        return PosterFile::Found(folder.path(index));
    }
    if let Some(file) = &row.file {
        let beside = source.parent().unwrap_or(source).join(file);
        if beside.is_file() {
            return PosterFile::Found(beside);
        }
    }
    match (&row.file, folder) {
        // Without a folder, an address on the web (or TMDB's path of one) promises no file.
        (Some(file), None) if is_web_address(file) => PosterFile::NotAsked,
        (Some(file), _) => PosterFile::Missing(shortened(file)),
        (None, Some(_)) => {
            let name = row.best_name().unwrap_or_default();
            PosterFile::Missing(format!("{name}.jpg"))
        }
        (None, None) => PosterFile::NotAsked,
    }
}

/// Images of the folder that no row asked for, as one finding.
pub fn unclaimed(folder: &Folder, claimed: &HashSet<PathBuf>) -> Option<Finding> {
    let left: Vec<&String> = (0..folder.images.len())
        .filter(|&index| !claimed.contains(&folder.path(index)))
        .map(|index| &folder.images[index])
        .collect();
    let first = *left.first()?;
    let more = match left.len() {
        1 => String::new(),
        count => format!(" and {} more", count - 1),
    };
    Some(Finding {
        kind: FindingKind::UnclaimedFile,
        subject: format!("{first}{more}"),
        place: folder.root.display().to_string(),
        detail: "no row asks for it, by its file name or by an id; it is left out".to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_on_the_web_promise_no_file() {
        for file in [
            "https://image.tmdb.org/a.jpg",
            "/kqjL17yufvn9OVLyXYpvtyrFfak.jpg",
        ] {
            assert!(is_web_address(file), "{file}");
        }
        for file in ["a.jpg", "covers/a.jpg", "/covers/a.jpg"] {
            assert!(!is_web_address(file), "{file}");
        }
    }
}
