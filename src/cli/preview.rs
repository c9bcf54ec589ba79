//! `onesheet import --preview`: what tables would be read as, and what their first rows would become.

use std::fmt::Write;

use crate::catalog::{Preview, PreviewFilm};

/// Rows that are shown.
pub const ROWS: usize = 10;
/// Characters of a field that are shown.
const WIDTH: usize = 30;

/// A preview in words: each column with what is read from it and its first values.
pub fn in_words(table: &str, preview: &Preview) -> String {
    let mut text = match &preview.problem {
        Some(problem) => format!("{table}: {problem}\n"),
        None => format!("{table}: {}\n", preview.label),
    };
    if preview.sheets.len() > 1 {
        text += &format!("  sheets: {}\n", preview.sheets.join(", "));
    }
    if preview.no_header {
        text += "  no header: its first row is a film already\n";
    }
    let longest = |lengths: &mut dyn Iterator<Item = usize>| lengths.max().unwrap_or(0).min(28);
    let names = longest(
        &mut preview
            .columns
            .iter()
            .map(|column| column.name.chars().count()),
    );
    for (index, column) in preview.columns.iter().enumerate() {
        let role = match (&column.genre, column.role) {
            (Some(genre), _) => format!("1: {genre}"),
            (None, role) => role.unwrap_or("-").to_owned(),
        };
        let values: Vec<String> = preview
            .rows
            .iter()
            .filter_map(|row| row.get(index))
            .filter(|value| !value.is_empty())
            .take(3)
            .map(|value| shortened(value))
            .collect();
        // Writing into a String cannot fail.
        let _ = writeln!(
            text,
            "  {:<names$}  {role:<12}  {}",
            column.name,
            values.join(" · ")
        );
    }
    if !preview.films.is_empty() {
        text += "\n  Its first rows would become\n";
    }
    for film in &preview.films {
        text += &became(film);
    }
    text
}

/// A line for a film, and one for each thing that would be said about it.
fn became(film: &PreviewFilm) -> String {
    let mut text = match &film.film {
        Some(became) => format!("  {}: {became}\n", film.place),
        None => format!("  {}: left out\n", film.place),
    };
    if let Some(file) = &film.not_beside {
        text += &format!("      its poster {file} is not beside the table\n");
    }
    for finding in &film.findings {
        text += &format!("      {finding}\n");
    }
    text
}

fn shortened(value: &str) -> String {
    let line = value.replace(['\n', '\r', '\t'], " ");
    match line.char_indices().nth(WIDTH) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}
