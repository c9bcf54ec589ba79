//! The figures as tables, for spreadsheets and programs: whole numbers, and shares in `0..=1`.

use std::io::Write;

use super::{Figure, GenreFigures, Look, Scope, Spread, words};

/// A table's rows, the first with the names of its columns.
pub type Table = Vec<Vec<String>>;

fn row<const N: usize>(cells: [String; N]) -> Vec<String> {
    cells.into()
}

fn head<const N: usize>(names: [&str; N]) -> Vec<String> {
    names.map(str::to_owned).into()
}

/// Four decimals; empty of nothing.
fn share(part: usize, whole: usize) -> String {
    match whole {
        0 => String::new(),
        whole => format!("{:.4}", part as f64 / whole as f64),
    }
}

impl Figure {
    /// The figure's numbers, with nothing left out.
    pub fn table(self, spread: &Spread, look: Look) -> Table {
        match self {
            Self::Counts => counts(spread),
            Self::Shares => shares(spread),
            Self::Together => together(spread, look.of_row),
            Self::Decades => decades(spread, look.whole),
            Self::PerFilm => per_film(spread),
            Self::Listed => listed(spread),
        }
    }
}

fn counts(spread: &Spread) -> Table {
    let mut table = vec![head(["genre", "films", "share_of_films"])];
    table.extend(spread.genres.iter().map(|counted| {
        row([
            counted.genre.to_string(),
            counted.films.to_string(),
            share(counted.films, spread.films),
        ])
    }));
    table
}

fn shares(spread: &Spread) -> Table {
    let mut table = vec![head(["genre", "labels", "share_of_labels"])];
    table.extend(spread.genres.iter().map(|counted| {
        row([
            counted.genre.to_string(),
            counted.films.to_string(),
            share(counted.films, spread.labels),
        ])
    }));
    table
}

fn together(spread: &Spread, of_row: bool) -> Table {
    let side = spread.side();
    let names = spread.genres[..side].iter().map(|at| at.genre.to_string());
    let mut table = vec![[String::from("genre")].into_iter().chain(names).collect()];
    table.extend((0..side).map(|one| {
        let counted = &spread.genres[one];
        let cell = |other| match (spread.both(one, other), of_row) {
            (both, true) => share(both, counted.films),
            (both, false) => both.to_string(),
        };
        let cells = (0..side).map(cell);
        [counted.genre.to_string()]
            .into_iter()
            .chain(cells)
            .collect()
    }));
    table
}

fn decades(spread: &Spread, whole: bool) -> Table {
    let names = spread
        .genres
        .iter()
        .map(|counted| counted.genre.to_string());
    let first = head(["decade", "films"]);
    let mut table: Table = vec![first.into_iter().chain(names).collect()];
    table.extend(spread.decades.iter().map(|decade| {
        let all: usize = decade.genres.iter().sum();
        let cells = decade.genres.iter().map(|films| match whole {
            true => share(*films, all),
            false => films.to_string(),
        });
        let first = row([words::decade(decade.from), decade.films.to_string()]);
        first.into_iter().chain(cells).collect()
    }));
    table
}

fn per_film(spread: &Spread) -> Table {
    let mut table = vec![head(["labels", "films", "share_of_films"])];
    let counts = spread.per_film.iter().enumerate();
    table.extend(counts.map(|(labels, films)| {
        row([
            labels.to_string(),
            films.to_string(),
            share(*films, spread.films),
        ])
    }));
    table
}

fn listed(spread: &Spread) -> Table {
    let mut table = vec![head([
        "genre",
        "films",
        "listed_first",
        "listed_later",
        "share_first",
    ])];
    table.extend(spread.genres.iter().map(|counted| {
        row([
            counted.genre.to_string(),
            counted.films.to_string(),
            counted.first.to_string(),
            counted.later().to_string(),
            share(counted.first, counted.films),
        ])
    }));
    table
}

/// Every genre before and after the rule, one a row.
pub fn overview(figures: &GenreFigures) -> Table {
    let mut table = vec![head([
        "genre",
        "chosen",
        "films",
        "share_of_films",
        "listed_first",
        "listed_later",
        "films_after_rule",
        "share_after_rule",
    ])];
    let (all, after) = (figures.spread(Scope::All), figures.spread(Scope::After));
    table.extend(all.genres.iter().map(|counted| {
        let kept = after.genres.iter().find(|kept| kept.genre == counted.genre);
        let kept = kept.map(|kept| kept.films);
        row([
            counted.genre.to_string(),
            if kept.is_some() { "yes" } else { "no" }.to_owned(),
            counted.films.to_string(),
            share(counted.films, all.films),
            counted.first.to_string(),
            counted.later().to_string(),
            kept.map_or_else(String::new, |films| films.to_string()),
            kept.map_or_else(String::new, |films| share(films, after.films)),
        ])
    }));
    table
}

/// Writes a table as CSV.
///
/// # Errors
/// What the file says.
pub fn write_csv(out: impl Write, table: &Table) -> csv::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    for row in table {
        writer.write_record(row)?;
    }
    writer.flush()?;
    Ok(())
}
