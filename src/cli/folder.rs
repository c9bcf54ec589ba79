//! What an import made of a folder of posters, in words: how posters were found, what was passed over.

use std::collections::BTreeMap;

use crate::catalog::{FolderPreview, ImportReport};
use crate::wording::thousands;

/// Ways of finding a poster, the surest first.
const FOUND: &[(&str, &str)] = &[
    ("path", "by path"),
    ("name", "by name"),
    ("id", "by id"),
    ("title_and_year", "by title and year"),
    ("title", "by title alone"),
];

const PASSED: &[(&str, &str)] = &[
    ("art", "other pictures of films (fanart, logos, stills)"),
    ("series", "pictures of series"),
    (
        "system",
        "of systems and network stores (@eaDir, Thumbs.db)",
    ),
    ("hidden", "hidden"),
    ("links", "links to what is read anyway"),
    ("library", "the library itself"),
    ("no_image", "files that are no images"),
];

/// Films that a preview shows.
pub const ROWS: usize = 10;

/// A line on the posters, and one on what is none; empty where there is nothing to say.
pub fn in_words(report: &ImportReport) -> String {
    // That all lie where the table says needs no words.
    let only_paths = report.matched.keys().all(|how| how == "path");
    let found = match only_paths {
        true => String::new(),
        false => line("Posters found", &report.matched, FOUND),
    };
    found + &line("Passed over", &report.passed_over, PASSED)
}

/// What a folder of posters would be read as, a line a film.
pub fn preview(path: &str, preview: &FolderPreview) -> String {
    let mut text = format!("{path}: films: {}\n", thousands(preview.films as u64));
    for film in &preview.first {
        let title = film.title.as_deref().unwrap_or("-");
        let year = film.year.map(|year| format!(" ({year})"));
        let tmdb = film.tmdb_id.map(|id| format!("tmdb:{id}"));
        let genres = film.genres.iter().map(ToString::to_string);
        let said: Vec<String> = film
            .imdb_id
            .clone()
            .into_iter()
            .chain(tmdb)
            .chain(genres)
            .collect();
        text += &format!(
            "  {}  {title}{}  {}\n",
            film.poster.as_deref().unwrap_or("no poster"),
            year.unwrap_or_default(),
            said.join(" · ")
        );
    }
    if preview.films > preview.first.len() {
        text += "  …\n";
    }
    text += &line("  passed over", &preview.passed_over, PASSED);
    for problem in &preview.problems {
        text += &format!("  {problem}\n");
    }
    text
}

/// `Posters found: 3 by path, 1 by id`; empty where nothing is counted.
fn line(begin: &str, counts: &BTreeMap<String, usize>, words: &[(&str, &str)]) -> String {
    let parts: Vec<String> = words
        .iter()
        .filter_map(|(name, words)| {
            let count = *counts.get(*name)?;
            Some(format!("{} {words}", thousands(count as u64)))
        })
        .collect();
    match parts.is_empty() {
        true => String::new(),
        false => format!("{begin}: {}\n", parts.join(", ")),
    }
}
