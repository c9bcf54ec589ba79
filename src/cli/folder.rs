//! What an import made of a folder of posters, in words: how posters were found, what was passed over.

use std::collections::BTreeMap;

use crate::catalog::ImportReport;
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

/// A line on the posters, and one on what is none; empty where there is nothing to say.
pub fn in_words(report: &ImportReport) -> String {
    let line = |begin: &str, counts: &BTreeMap<String, usize>, words: &[(&str, &str)]| {
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
    };
    // That all lie where the table says needs no words.
    let only_paths = report.matched.keys().all(|how| how == "path");
    let found = match only_paths {
        true => String::new(),
        false => line("Posters found", &report.matched, FOUND),
    };
    found + &line("Passed over", &report.passed_over, PASSED)
}
