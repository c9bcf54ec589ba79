//! Where a film's poster lies: in the folder of posters, or where its table says.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::beside::Beside;
use super::findings::shortened;
use super::folder::{Folder, Found, How, Scheme};
use super::row::{Row, is_web_address};
use crate::catalog::{Finding, FindingKind};

/// Files that are named where several could be meant.
const NAMED: usize = 4;

/// The poster of a film: where it lies, or why there is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PosterFile {
    /// Here, found so.
    Found(PathBuf, How),
    /// One of these: whose numbers the files are called by must tell.
    Either(Vec<(PathBuf, Scheme)>),
    /// These are equally likely; in words.
    Ambiguous(String),
    /// The table names one, or a folder was given, but there is none.
    Missing(String),
    /// Nothing was said about posters.
    NotAsked,
}

/// Looks for a row's poster: in the folder of posters, then where the table says, beside it.
pub fn poster_file(
    row: &Row,
    folder: Option<&Folder>,
    source: &Path,
    beside: &mut Beside,
) -> PosterFile {
    let found = folder.map_or(Found::Nothing, |folder| folder.find(row));
    if let (Found::One(index, how @ (How::Path | How::End)), Some(folder)) = (&found, folder) {
        return PosterFile::Found(folder.path(*index), *how);
    }
    if let Some(file) = &row.file
        && let Some((path, to_the_letter)) = beside.find(source.parent().unwrap_or(source), file)
    {
        let how = if to_the_letter {
            How::Path
        } else {
            How::LikeName
        };
        return PosterFile::Found(path, how);
    }
    match (found, folder) {
        (Found::One(index, how), Some(folder)) => {
            return PosterFile::Found(folder.path(index), how);
        }
        (Found::Either(numbers), Some(folder)) => {
            let numbers = numbers.into_iter();
            return PosterFile::Either(
                numbers
                    .map(|(index, scheme)| (folder.path(index), scheme))
                    .collect(),
            );
        }
        (Found::Several(images), Some(folder)) => {
            let images: Vec<&str> = images
                .iter()
                .map(|&image| folder.images[image].as_str())
                .collect();
            return PosterFile::Ambiguous(listed(&images));
        }
        _ => {}
    }
    match (&row.file, folder) {
        // Without a folder, an address on the web (or TMDB's path of one) promises no file.
        (Some(file), None) if is_web_address(file) => PosterFile::NotAsked,
        (Some(file), _) => PosterFile::Missing(shortened(file)),
        (None, Some(_)) => PosterFile::Missing(advised(row).unwrap_or_default()),
        (None, None) => PosterFile::NotAsked,
    }
}

/// A name under which the poster of `row` would be found.
pub fn advised(row: &Row) -> Option<String> {
    let own = || {
        let own = row.own_id.as_deref()?;
        let (_, id) = own.split_once(':')?;
        id.rsplit(['/', '\\']).next().map(str::to_owned)
    };
    let title = || {
        let title = row.title.as_deref()?;
        // What file systems do not take.
        let plain: String = title
            .chars()
            .map(|sign| match sign {
                '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => ' ',
                sign => sign,
            })
            .collect();
        let words: Vec<&str> = plain.split_whitespace().collect();
        let has_letters = words
            .iter()
            .any(|word| word.contains(char::is_alphanumeric));
        let year = row
            .year
            .map(|year| format!(" ({year})"))
            .unwrap_or_default();
        has_letters.then(|| format!("{}{year}", words.join(" ")))
    };
    let name = row
        .imdb_id
        .clone()
        .or_else(|| Some(format!("tmdb-{}", row.tmdb_id?)))
        .or_else(own)
        .or_else(title)?;
    Some(format!("{name}.jpg"))
}

/// `a.jpg, b.jpg and 3 more`.
pub fn listed(files: &[&str]) -> String {
    let named: Vec<&str> = files.iter().take(NAMED).copied().collect();
    match files.len().saturating_sub(NAMED) {
        0 => named.join(", "),
        more => format!("{} and {more} more", named.join(", ")),
    }
}

/// Posters of the folder that no row asked for, as one finding.
pub fn unclaimed(folder: &Folder, claimed: &HashSet<PathBuf>) -> Option<Finding> {
    let images = folder.films.iter().filter_map(|film| film.image);
    let left: Vec<&str> = images
        .filter(|&index| !claimed.contains(&folder.path(index)))
        .map(|index| folder.images[index].as_str())
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
        detail: "no row asks for it, by its file name, an id or a title; it is left out".to_owned(),
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

    #[test]
    fn what_is_advised_is_a_name_of_a_file() {
        let row = |title: &str, year| Row {
            title: Some(title.to_owned()),
            year,
            ..Row::default()
        };
        let name = |row: &Row| advised(row).unwrap_or_default();
        assert_eq!(name(&row("Face/Off", Some(1997))), "Face Off (1997).jpg");
        assert_eq!(name(&row("Alien: Covenant", None)), "Alien Covenant.jpg");
        assert_eq!(name(&row("???", Some(1990))), "");
        let of_id = Row {
            tmdb_id: Some(949),
            ..row("Heat", Some(1995))
        };
        assert_eq!(name(&of_id), "tmdb-949.jpg");
    }
}
