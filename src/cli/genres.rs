//! `onesheet genres`: which genres a library's films have, before and after the rule, as words,
//! tables and charts.

use std::fmt::Write as _;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;

use crate::catalog::{Division, Film, Genre, Library, Rule};
use crate::explore::GenreFigures;
use crate::explore::genres::save::{Form, write_all};
use crate::explore::genres::table::{Table, overview, write_csv};
use crate::explore::genres::{Figure, Look, Scope, Spread};
use crate::explore::save::Unfinished;
use crate::jobs::Task;

use super::progress::watch;
use crate::wording::thousands;

/// Pairs of genres that are printed.
const PAIRS: usize = 12;

/// Count a library's genres before and after the rule that selects films for a model: films, shares,
/// first-listed and later-listed, labels a film, decades, and which genres go together.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Arguments {
    /// The library's folder.
    library: PathBuf,
    /// Other genres for the rule than the library's, separated by commas.
    #[arg(long, value_name = "GENRES", value_delimiter = ',')]
    genres: Vec<String>,
    /// Another rule than the library's: the first of a film's genres must be one of them, or any.
    #[arg(long, value_name = "first|any")]
    rule: Option<Rule>,
    /// Count only films that have a sound poster.
    #[arg(long)]
    with_poster: bool,
    /// Print one JSON object instead of tables.
    #[arg(long)]
    json: bool,
    /// Write every genre with its counts before and after the rule as a CSV table.
    #[arg(long, value_name = "FILE")]
    csv: Option<PathBuf>,
    /// Write every chart as SVG into a folder, and its numbers as CSV beside it.
    #[arg(long, value_name = "FOLDER")]
    svg: Option<PathBuf>,
}

const EXAMPLES: &str = "\
Examples:
  onesheet genres MyFilms
  onesheet genres MyFilms --with-poster --svg charts --csv genres.csv
  onesheet genres MyFilms --genres Western,War --rule any --json";

/// Counts, writes what is asked for, then prints.
///
/// # Errors
/// Where the library cannot be used, a genre is none, a file cannot be written, or `task` was
/// cancelled.
pub fn run(arguments: &Arguments, task: &Task) -> anyhow::Result<ExitCode> {
    let library = Library::open(&arguments.library)?;
    let division = division(arguments, &library)?;
    let films = library.films()?;
    let counts = |film: &&Film| !arguments.with_poster || film.poster.is_some();
    let figures = GenreFigures::of(films.iter().filter(counts), &division);
    if let Some(folder) = &arguments.svg {
        let _progress = watch(task);
        write_all(&figures, folder, &[Form::Svg, Form::Csv], task)
            .with_context(|| format!("{}: writing the charts failed", folder.display()))?;
    }
    if let Some(path) = &arguments.csv {
        let failed = || format!("{}: writing the table failed", path.display());
        let mut file = Unfinished::begin(path).with_context(failed)?;
        write_csv(&mut file, &overview(&figures)).with_context(failed)?;
        file.finish().with_context(failed)?;
    }
    let text = match arguments.json {
        true => serde_json::to_string(&figures)? + "\n",
        false => in_words(&figures),
    };
    std::io::stdout().write_all(text.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

/// The library's own, with what is asked for instead.
fn division(arguments: &Arguments, library: &Library) -> anyhow::Result<Division> {
    let mut division = library.division()?.unwrap_or_default();
    if !arguments.genres.is_empty() {
        let genre =
            |name: &String| Genre::parse(name).with_context(|| format!("'{name}' names no genre"));
        division.genres = arguments
            .genres
            .iter()
            .map(genre)
            .collect::<anyhow::Result<_>>()?;
    }
    division.rule = arguments.rule.unwrap_or(division.rule);
    division.check()?;
    Ok(division)
}

fn in_words(figures: &GenreFigures) -> String {
    let all = figures.spread(Scope::All);
    let mut text = format!(
        "{} films, {} without a genre\n{}\n",
        thousands(figures.films as u64),
        thousands(figures.unlabelled as u64),
        figures.rule_in_words(),
    );
    let scopes = match all.films {
        0 => &[][..],
        _ => &Scope::ALL[..],
    };
    for scope in scopes {
        let spread = figures.spread(*scope);
        let (name, note) = (figures.scope_in_words(*scope), Figure::Shares.note(spread));
        let _ = write!(text, "\n{name}: {note}\n");
        text += &columns(&Figure::Listed.table(spread, Look::default()), spread);
        let _ = write!(text, "\n{}\n", Figure::PerFilm.title());
        let bars = (0..).map(|bar| Figure::PerFilm.said(spread, (bar, 0)));
        for said in bars.take_while(|said| !said.is_empty()) {
            let _ = writeln!(text, "  {said}");
        }
        let _ = write!(text, "\n{}\n", Figure::Decades.title());
        text += &aligned(&decades(spread));
        let pairs = pairs(spread);
        if !pairs.is_empty() {
            let _ = write!(text, "\nMost often together\n{pairs}");
        }
    }
    text
}

/// Genres with their share of the films.
fn columns(listed: &Table, spread: &Spread) -> String {
    let table = listed.iter().enumerate().map(|(row, cells)| {
        let share = match row.checked_sub(1).and_then(|at| spread.genres.get(at)) {
            None => "share".to_owned(),
            Some(counted) => percent(counted.films, spread.films),
        };
        let plain = |cell: &String| cell.replace('_', " ");
        let mut cells: Vec<String> = cells.iter().take(4).map(plain).collect();
        cells.insert(2, share);
        cells
    });
    aligned(&table.collect())
}

fn percent(part: usize, whole: usize) -> String {
    format!("{:.1} %", 100.0 * part as f64 / whole.max(1) as f64)
}

/// The decades with as many columns as a terminal shows.
fn decades(spread: &Spread) -> Table {
    const MOST: usize = 8;
    let table = Figure::Decades.table(spread, Look::default());
    let wide = |row: Vec<String>| row.into_iter().take(MOST).collect();
    table.into_iter().map(wide).collect()
}

/// The pairs that occur most often.
fn pairs(spread: &Spread) -> String {
    let side = spread.side();
    let mut pairs: Vec<(usize, usize)> = (0..side)
        .flat_map(|one| (one + 1..side).map(move |other| (one, other)))
        .filter(|(one, other)| spread.both(*one, *other) > 0)
        .collect();
    pairs.sort_by_key(|(one, other)| std::cmp::Reverse(spread.both(*one, *other)));
    let said = |at: &(usize, usize)| format!("  {}\n", Figure::Together.said(spread, *at));
    pairs.iter().take(PAIRS).map(said).collect()
}

/// Columns under each other: the first to the left, numbers to the right.
fn aligned(table: &Table) -> String {
    let columns = table.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| {
        let cells = table.iter().filter_map(|row| row.get(column));
        cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let mut text = String::new();
    for row in table {
        let mut line = String::from(" ");
        for (column, (cell, width)) in row.iter().zip(&widths).enumerate() {
            let _ = match column {
                0 => write!(line, " {cell:<width$}"),
                _ => write!(line, "  {cell:>width$}"),
            };
        }
        text += line.trim_end();
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_under_each_other() {
        let table = vec![
            vec!["genre".to_owned(), "films".to_owned()],
            vec!["Łódź noir".to_owned(), "7".to_owned()],
        ];
        assert_eq!(aligned(&table), "  genre      films\n  Łódź noir      7\n");
    }
}
