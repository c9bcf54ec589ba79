//! Where a table's header stands: below a list's name, a comment or an empty row, or nowhere.
//!
//! In: the first rows of a table. Out: a [`Heading`]. A row whose fields are called as columns are
//! called is the header; where none is, a first row whose values are like those below it is a film,
//! and the table has no header.

use super::kinds::{SIGNED_RATE, Shape, bare_names, rate};
use crate::catalog::tables::{Head, Heading};

/// Rows that may stand above a header.
const ABOVE: usize = 40;

/// Finds the header. `numbered`: a person named its columns by numbers, as one does that have no name.
pub fn choose(head: &Head, numbered: bool) -> Heading {
    let rows = &head.rows;
    let rates: Vec<usize> = rows.iter().take(ABOVE).map(|row| rate(row)).collect();
    let first = first(rows);
    let header = rates
        .iter()
        .position(|&rate| rate >= SIGNED_RATE)
        .or_else(|| (0..rates.len()).find(|&index| rates[index] >= 2 && stands_out(rows, index)));
    if let Some(index) = header {
        return below(rows, index);
    }
    let bare = !rows.is_empty() && is_film(rows, first).unwrap_or(numbered);
    match bare {
        false => below(rows, first),
        true => Heading {
            skip: first,
            names: bare_names(head, first),
            bare: true,
        },
    }
}

/// The header at `index`, with a name for what R leaves without: the numbers of its rows.
fn below(rows: &[Vec<String>], index: usize) -> Heading {
    let Some(mut names) = rows.get(index).cloned() else {
        return Heading::default();
    };
    let films = &rows[index + 1..];
    let counts = |start: usize| {
        let mut rows = films.iter().enumerate();
        rows.all(|(number, row)| {
            row.first()
                .is_some_and(|id| *id == (number + start).to_string())
        })
    };
    let wider = films.iter().all(|row| row.len() == names.len() + 1);
    if films.len() > 1 && wider && (counts(0) || counts(1)) {
        names.insert(0, String::new());
    }
    Heading {
        skip: index + 1,
        names,
        bare: false,
    }
}

/// How many fields say something.
fn filled(row: &[String]) -> usize {
    row.iter().filter(|field| !field.is_empty()).count()
}

/// The first row that belongs to the table: those above say at most half as much as most do, or
/// are comments.
fn first(rows: &[Vec<String>]) -> usize {
    let mut widths: Vec<usize> = rows.iter().map(|row| filled(row)).collect();
    widths.sort_unstable();
    let usual = widths.get(widths.len() / 2).copied().unwrap_or_default();
    let comment = |row: &[String]| {
        let start = row.first().map_or("", String::as_str);
        usual > 1
            && filled(row) < usual
            && (start.starts_with("# ") || start.starts_with("//") || start.starts_with("##"))
    };
    let belongs = |row: &Vec<String>| filled(row) * 2 > usual && !comment(row);
    rows.iter().position(belongs).unwrap_or(0)
}

/// Whether the row at `index` differs from those above it, as a header does from remarks.
fn stands_out(rows: &[Vec<String>], index: usize) -> bool {
    let width = filled(&rows[index]);
    rows[..index].iter().all(|row| filled(row) != width)
}

/// Whether the row at `index` is like those below it; `None` where that cannot be told.
fn is_film(rows: &[Vec<String>], index: usize) -> Option<bool> {
    let row = rows.get(index)?;
    let films = &rows[index + 1..];
    if films.is_empty() {
        // No column is called 1949 or tt0111161.
        let values = row
            .iter()
            .map(|value| Shape::of(std::iter::once(value.as_str())));
        let told = values.flatten().any(|shape| shape != Shape::Genres);
        return Some(told && row.len() > 1);
    }
    let shapes = Shape::of_columns(films, row.len());
    let (mut told, mut alike) = (0, 0);
    for (value, shape) in row.iter().zip(shapes) {
        if let (Some(shape), false) = (shape, value.is_empty()) {
            told += 1;
            alike += usize::from(shape.fits(value));
        }
    }
    (told > 0).then_some(alike * 2 > told)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heading(text: &str) -> (usize, bool, String) {
        let rows = text.lines().filter(|line| !line.is_empty());
        let rows = rows.map(|line| line.split(',').map(str::to_owned).collect());
        let head = Head {
            rows: rows.collect(),
            separator: Some(b",".to_vec()),
        };
        let heading = choose(&head, false);
        (heading.skip, heading.bare, heading.names.join("|"))
    }

    #[test]
    fn headers_are_found_below_what_is_none() {
        for (text, skip, names) in [
            ("title,year\nUp,2009\n", 1, "title|year"),
            (
                "My films\ntitle,year\nUp,2009\nJaws,1975\n",
                2,
                "title|year",
            ),
            (
                "My films,,\n,,\ntitle,year,genre\nUp,2009,War\nJaws,1975,War\n",
                3,
                "title|year|genre",
            ),
            (
                "# made by a script\nStreifen,Jahr\nUp,2009\nJaws,1975\n",
                2,
                "Streifen|Jahr",
            ),
            (
                "Letterboxd list export v7\nDate,Name,Tags,URL,Description\n\
                 2024-01-01,Mine,,https://boxd.it/a,\nPosition,Name,Year,URL,Description\n\
                 1,Up,2009,https://boxd.it/b,\n",
                4,
                "Position|Name|Year|URL|Description",
            ),
            ("title,year\n1,Up,2009\n2,Jaws,1975\n", 1, "|title|year"),
            ("Film\nUp\nJaws\n", 1, "Film"),
            ("Wort,Zahl\nUp,3\n", 1, "Wort|Zahl"),
        ] {
            assert_eq!(heading(text), (skip, false, names.to_owned()), "{text}");
        }
    }

    #[test]
    fn a_film_is_no_header() {
        for text in [
            "tt9000001,Up,2009\ntt9000002,Jaws,1975\n",
            "Up,2009\nJaws,1975\n",
            "Up,Drama|War\nJaws,Drama\n",
            "Up,2009,a.jpg\n",
            "1,Up\n2,Jaws\n",
        ] {
            let (skip, bare, names) = heading(text);
            assert!(
                skip == 0 && bare && names.starts_with("column 1|"),
                "{text}: {names}"
            );
        }
        let (skip, bare, _) = heading("My list\nUp,2009\nJaws,1975\nAlien,1979\n");
        assert_eq!((skip, bare), (1, true));
    }
}
