//! The pictures of the [figures](Figure): a chart each for paper and window alike, with words and
//! films for every part of it.

use super::figure::{Figure, Look};
use super::parts::{self, Parts};
use super::spread::{Counted, Decade, Scope, Spread};
use super::words;
use crate::catalog::Genre;
use crate::charts::paper;
use crate::charts::{Cell, Chart, Column, Columns, Donut, Hue, Matrix, Row, Rows, Slice, Svg};
use crate::explore::browse::{Labels, Wish};

/// Bars beyond these are told as a number.
const MOST_BARS: usize = 40;
/// More labels than these a film are one bar.
const MOST_LABELS: usize = 8;

impl Figure {
    /// The picture as a chart.
    pub fn chart(self, spread: &Spread, look: Look) -> Box<dyn Chart + Send + Sync> {
        match self {
            Self::Counts => Box::new(counts(spread)),
            Self::Shares => Box::new(shares(spread)),
            Self::Together => Box::new(together(spread, look.of_row)),
            Self::Decades => Box::new(decades(spread, look.whole)),
            Self::PerFilm => Box::new(per_film(spread)),
            Self::Listed => Box::new(listed(spread)),
        }
    }

    /// The picture on paper, below its title and note; `scope` says whose genres.
    pub fn print(self, spread: &Spread, look: Look, scope: &str) -> Svg {
        let chart = self.chart(spread, look);
        let title = format!("{}: {}", self.title(), scope.to_lowercase());
        paper::print(&*chart, self.width(spread), &title, &self.note(spread))
    }

    /// Wide enough for its words, in units of 96 to the inch.
    fn width(self, spread: &Spread) -> f32 {
        match self {
            Self::Counts | Self::PerFilm | Self::Listed | Self::Shares => 640.0,
            Self::Together => 180.0 + spread.side() as f32 * 54.0,
            Self::Decades => 64.0 + spread.decades.len().max(10) as f32 * 56.0,
        }
    }

    /// What a part of it says; `at`: the row and column of its spot.
    pub fn said(self, spread: &Spread, at: (usize, usize)) -> String {
        match self {
            Self::Counts if at.0 >= bars(spread) => words::rarer(&spread.genres[bars(spread)..]),
            Self::Counts => words::genre(spread, at.0),
            Self::Shares => words::slice(spread, at.1),
            Self::Together => words::pair(spread, at.0, at.1),
            Self::Decades => words::in_decade(spread, at.1, part_of_row(spread, at.0)),
            Self::PerFilm => per_film_bars(spread)
                .get(at.0)
                .map_or_else(String::new, |(name, films)| {
                    words::per_film(spread, name, *films)
                }),
            Self::Listed => words::listed(spread, at.0),
        }
    }

    /// Asks for the films behind a part of it, as many as it says; `None`: there is no such simple
    /// question.
    pub fn wish(self, spread: &Spread, at: (usize, usize)) -> Option<Wish> {
        let genre = |place: usize| Some(spread.genres.get(place)?.genre.clone());
        let only = |parts: &Parts, part: usize| match parts.places(part) {
            [place] => genre(*place),
            _ => None,
        };
        let with = |genres: Vec<Genre>| Wish {
            labels: (spread.scope == Scope::After).then_some(Labels::Kept),
            ..Wish::labelled_with(genres)
        };
        match self {
            // The last bar may stand for many.
            Self::Counts if at.0 >= bars(spread) => None,
            Self::Counts | Self::Listed => Some(with(vec![genre(at.0)?])),
            Self::Shares => Some(with(vec![only(&parts::slices(spread), at.1)?])),
            Self::Together if at.0 == at.1 => Some(with(vec![genre(at.0)?])),
            Self::Together => Some(with(vec![genre(at.0)?, genre(at.1)?])),
            Self::Decades => {
                let part = part_of_row(spread, at.0);
                let genre = only(&parts::stack(spread), part)?;
                Some(Wish {
                    decade: Some(spread.decades.get(at.1)?.from),
                    ..with(vec![genre])
                })
            }
            Self::PerFilm => None,
        }
    }
}

/// How many genres have a bar of their own.
fn bars(spread: &Spread) -> usize {
    let genres = spread.genres.len();
    // One bar more costs no more than a line about it.
    if genres <= MOST_BARS + 1 {
        genres
    } else {
        MOST_BARS
    }
}

fn bar_rows(spread: &Spread, row: impl Fn(&Counted, Hue) -> Row) -> Vec<Row> {
    let hues = parts::quiet_hues(spread);
    let genres = spread.genres.iter().zip(hues).take(bars(spread));
    genres.map(|(counted, hue)| row(counted, hue)).collect()
}

fn counts(spread: &Spread) -> Rows {
    let told = |films: usize| {
        let share = words::share(films, spread.films);
        format!("{} ({share})", words::count(films))
    };
    let mut rows = bar_rows(spread, |counted, hue| Row {
        name: counted.genre.name().to_owned(),
        strong: matches!(hue, Hue::Six(_)),
        parts: [counted.films as f64, 0.0],
        hue,
        words: told(counted.films),
    });
    let rest = &spread.genres[rows.len()..];
    if !rest.is_empty() {
        let labels: usize = rest.iter().map(|counted| counted.films).sum();
        rows.push(Row {
            name: format!("{} rarer genres", words::count(rest.len())),
            strong: false,
            parts: [labels as f64, 0.0],
            hue: Hue::Other(2),
            words: format!("{} {}", words::count(labels), words::labels(labels)),
        });
    }
    Rows {
        rows,
        whole: false,
        parts: None,
    }
}

fn shares(spread: &Spread) -> Donut {
    let (parts, hues) = (parts::slices(spread), parts::hues(spread));
    let slice = |part: usize| {
        let places = parts.places(part);
        let labels: usize = places.iter().map(|place| spread.genres[*place].films).sum();
        Slice {
            name: words::part(spread, &parts, part),
            value: labels as f64,
            words: words::share(labels, spread.labels),
            hue: hue_of(&hues, places),
        }
    };
    Donut {
        slices: (0..parts.count()).map(slice).collect(),
        middle: [
            words::count(spread.labels),
            words::labels(spread.labels).to_owned(),
        ],
    }
}

/// Several genres together are neutral.
fn hue_of(hues: &[Hue], places: &[usize]) -> Hue {
    match places {
        [place] => hues[*place],
        _ => Hue::Other(2),
    }
}

fn together(spread: &Spread, of_row: bool) -> Matrix {
    let side = spread.side();
    let hues = parts::quiet_hues(spread);
    let names = spread.genres.iter().zip(hues).take(side);
    let names = names.map(|(counted, hue)| (counted.genre.name().to_owned(), hue));
    let value = |one: usize, other: usize| {
        let both = spread.both(one, other) as f64;
        match of_row {
            true => both / spread.genres[one].films.max(1) as f64,
            false => both,
        }
    };
    let pairs = || (0..side * side).map(|index| (index / side, index % side));
    let apart = pairs().filter(|(one, other)| one != other);
    let most = apart
        .map(|(one, other)| value(one, other))
        .fold(0.0, f64::max);
    let cell = |(one, other): (usize, usize)| {
        let both = spread.both(one, other);
        let words = match (of_row, both) {
            (_, 0) => String::new(),
            (false, both) => words::count(both),
            (true, _) => format!("{:.0} %", value(one, other) * 100.0),
        };
        // Square roots: few among many show too.
        let warmth = if most > 0.0 {
            (value(one, other) / most).sqrt()
        } else {
            0.0
        };
        Cell {
            words,
            warmth: (one != other).then_some(warmth as f32),
        }
    };
    Matrix {
        names: names.collect(),
        cells: pairs().map(cell).collect(),
    }
}

/// Spots count rows from above, parts from below.
fn part_of_row(spread: &Spread, row: usize) -> usize {
    parts::stack(spread).count().saturating_sub(1 + row)
}

fn decades(spread: &Spread, whole: bool) -> Columns {
    let (parts, hues) = (parts::stack(spread), parts::hues(spread));
    let part = |part: usize| {
        (
            words::part(spread, &parts, part),
            hue_of(&hues, parts.places(part)),
        )
    };
    let column = |decade: &Decade| {
        let sum = |part: usize| {
            let places = parts.places(part).iter();
            places.map(|place| decade.genres[*place]).sum::<usize>() as f64
        };
        Column {
            name: words::decade(decade.from),
            parts: (0..parts.count()).map(sum).collect(),
        }
    };
    Columns {
        columns: spread.decades.iter().map(column).collect(),
        parts: (0..parts.count()).map(part).collect(),
        whole,
    }
}

/// Names and numbers of the bars of labels a film.
fn per_film_bars(spread: &Spread) -> Vec<(String, usize)> {
    let counts = &spread.per_film;
    let shown = counts.len().min(MOST_LABELS + 1);
    let bar = |number: usize| {
        let last = number + 1 == shown && counts.len() > shown;
        let films = match last {
            true => counts[number..].iter().sum(),
            false => counts[number],
        };
        (words::so_many(number, last), films)
    };
    let bars = (0..shown).map(bar);
    // Where every film has a label, none has no label.
    bars.skip(usize::from(counts.first() == Some(&0))).collect()
}

fn per_film(spread: &Spread) -> Rows {
    let rows = per_film_bars(spread).into_iter().map(|(name, films)| Row {
        name,
        strong: false,
        parts: [films as f64, 0.0],
        hue: Hue::Accent,
        words: format!(
            "{} ({})",
            words::count(films),
            words::share(films, spread.films)
        ),
    });
    Rows {
        rows: rows.collect(),
        whole: false,
        parts: None,
    }
}

fn listed(spread: &Spread) -> Rows {
    let rows = bar_rows(spread, |counted, hue| Row {
        name: counted.genre.name().to_owned(),
        strong: matches!(hue, Hue::Six(_)),
        parts: [counted.first as f64, counted.later() as f64],
        hue,
        words: format!(
            "{} / {} ({} first)",
            words::count(counted.first),
            words::count(counted.later()),
            words::share(counted.first, counted.films)
        ),
    });
    Rows {
        rows,
        whole: true,
        parts: Some(["listed first".to_owned(), "listed later".to_owned()]),
    }
}
