//! The figures in words: for the pointer, for screen readers, for notes below titles.

use super::counts::GenreFigures;
use super::figure::Figure;
use super::parts::{self, Parts};
use super::spread::{Counted, Scope, Spread};
use crate::catalog::Rule;
use crate::wording::thousands;

/// At most so many genres are listed by name.
const MOST_NAMED: usize = 8;

pub fn count(number: usize) -> String {
    thousands(number as u64)
}

/// `38.2 %`; a dash of nothing.
pub fn share(part: usize, whole: usize) -> String {
    if whole == 0 {
        return "–".to_owned();
    }
    let percent = 100.0 * part as f64 / whole as f64;
    if part > 0 && percent < 0.05 {
        return "<0.1 %".to_owned();
    }
    format!("{percent:.1} %")
}

pub fn films(number: usize) -> String {
    let noun = if number == 1 { "film" } else { "films" };
    format!("{} {noun}", count(number))
}

pub fn labels(number: usize) -> &'static str {
    if number == 1 { "label" } else { "labels" }
}

impl GenreFigures {
    /// What the rule does, in one sentence: `31,569 of 42,975 labelled films are kept: their first
    /// genre is one of the six.`
    pub fn rule_in_words(&self) -> String {
        let (kept, labelled) = (
            self.spread(Scope::After).films,
            self.spread(Scope::All).films,
        );
        let whose = match self.rule {
            Rule::First => "their first genre is one of",
            Rule::Any => "one of their genres is among",
        };
        let names: Vec<&str> = self.chosen.iter().map(|genre| genre.name()).collect();
        let list = match names.len() {
            0..=MOST_NAMED => names.join(", "),
            many => format!(
                "{} and {} more",
                names[..MOST_NAMED].join(", "),
                many - MOST_NAMED
            ),
        };
        format!(
            "The rule keeps {} of {} labelled films ({}): {whose} {list}. Their other labels are dropped.",
            count(kept),
            count(labelled),
            share(kept, labelled)
        )
    }

    /// The scope in a few words, as a title says it: `The six, after the rule`.
    pub fn scope_in_words(&self, scope: Scope) -> String {
        let chosen = if self.is_six() {
            "The six".to_owned()
        } else {
            match self.chosen.len() {
                1 => "The chosen one".to_owned(),
                many => format!("The chosen {many}"),
            }
        };
        match scope {
            Scope::All => "All genres".to_owned(),
            Scope::Before => format!("{chosen}, before the rule"),
            Scope::After => format!("{chosen}, after the rule"),
        }
    }
}

impl Figure {
    /// What stands below the title: which films are counted.
    pub fn note(self, spread: &Spread) -> String {
        let of = counted(spread);
        match self {
            Self::Counts => format!("{of}; a film may have several genres"),
            Self::Shares => {
                let mean = spread.labels as f64 / spread.films.max(1) as f64;
                format!(
                    "{} {} of {of}: {mean:.2} a film",
                    count(spread.labels),
                    labels(spread.labels)
                )
            }
            Self::Together => {
                let rest = spread.genres.len() - spread.side();
                let rest = match rest {
                    0 => String::new(),
                    rest => format!("; {} rarer genres are left out", count(rest)),
                };
                format!("{of}{rest}")
            }
            Self::Decades => format!("labels of {of}, by year of release"),
            Self::PerFilm => of,
            Self::Listed => format!("{of}; a film lists its genres in order of importance"),
        }
    }
}

/// Which films a spread counts: `42,975 labelled films`.
pub fn counted(spread: &Spread) -> String {
    let noun = if spread.films == 1 { "film" } else { "films" };
    let films = count(spread.films);
    match spread.scope {
        Scope::All | Scope::Before => format!("{films} labelled {noun}"),
        Scope::After => format!("{films} {noun} kept by the rule"),
    }
}

/// A name for some genres: theirs, or `6 rarer genres`.
pub fn part(spread: &Spread, parts: &Parts, part: usize) -> String {
    match parts.apart.get(part) {
        Some(place) => spread.genres[*place].genre.name().to_owned(),
        None if parts.apart.is_empty() => "genres".to_owned(),
        None => format!("{} other genres", count(parts.together.len())),
    }
}

fn names(spread: &Spread, places: &[usize]) -> String {
    let names: Vec<&str> = places
        .iter()
        .take(MOST_NAMED)
        .map(|place| spread.genres[*place].genre.name())
        .collect();
    match places.len().saturating_sub(MOST_NAMED) {
        0 => names.join(", "),
        more => format!("{} and {} more", names.join(", "), count(more)),
    }
}

/// One genre: `Drama: 20,265 films, 47.2 % of 42,975 labelled films; listed first in 12,345`.
pub fn genre(spread: &Spread, place: usize) -> String {
    let Some(counted_genre) = spread.genres.get(place) else {
        return String::new();
    };
    format!(
        "{}: {}, {} of {}; listed first in {}",
        counted_genre.genre,
        films(counted_genre.films),
        share(counted_genre.films, spread.films),
        counted(spread),
        count(counted_genre.first)
    )
}

/// Those that have no bar of their own.
pub fn rarer(genres: &[Counted]) -> String {
    let sum: usize = genres.iter().map(|counted| counted.films).sum();
    let names: Vec<&str> = genres
        .iter()
        .take(MOST_NAMED)
        .map(|counted| counted.genre.name())
        .collect();
    let more = genres.len().saturating_sub(MOST_NAMED);
    let and_more = match more {
        0 => String::new(),
        more => format!(" and {} more", count(more)),
    };
    format!(
        "{} rarer genres: {} {} ({}{and_more})",
        count(genres.len()),
        count(sum),
        labels(sum),
        names.join(", ")
    )
}

/// One genre's places in the lists.
pub fn listed(spread: &Spread, place: usize) -> String {
    let Some(counted_genre) = spread.genres.get(place) else {
        return String::new();
    };
    format!(
        "{}: listed first in {} ({}), later in {}",
        counted_genre.genre,
        films(counted_genre.first),
        share(counted_genre.first, counted_genre.films),
        count(counted_genre.later())
    )
}

/// A slice of the ring.
pub fn slice(spread: &Spread, index: usize) -> String {
    let parts = parts::slices(spread);
    let places = parts.places(index);
    let sum: usize = places.iter().map(|place| spread.genres[*place].films).sum();
    let told = format!(
        "{}: {} {}, {} of all",
        part(spread, &parts, index),
        count(sum),
        labels(sum),
        share(sum, spread.labels)
    );
    match places {
        [_] => told,
        many => format!("{told} ({})", names(spread, many)),
    }
}

/// A cell of the matrix.
pub fn pair(spread: &Spread, one: usize, other: usize) -> String {
    let (Some(first), Some(second)) = (spread.genres.get(one), spread.genres.get(other)) else {
        return String::new();
    };
    if one == other {
        return format!("{}: {} in all", first.genre, films(first.films));
    }
    let both = spread.both(one, other);
    format!(
        "{} and {}: {}; {} of {}, {} of {}",
        first.genre,
        second.genre,
        films(both),
        share(both, first.films),
        first.genre,
        share(both, second.films),
        second.genre
    )
}

/// A decade's name.
pub fn decade(from: Option<i32>) -> String {
    from.map_or_else(|| "no year".to_owned(), |from| format!("{from}s"))
}

/// A part of a decade's column.
pub fn in_decade(spread: &Spread, column: usize, index: usize) -> String {
    let Some(decade_there) = spread.decades.get(column) else {
        return String::new();
    };
    let parts = parts::stack(spread);
    let places = parts.places(index);
    let sum: usize = places.iter().map(|place| decade_there.genres[*place]).sum();
    let all: usize = decade_there.genres.iter().sum();
    let (name, when) = (part(spread, &parts, index), decade(decade_there.from));
    let told = match places {
        [_] => format!(
            "{name}, {when}: {}, {} of the decade's {}",
            films(sum),
            share(sum, decade_there.films),
            films(decade_there.films)
        ),
        _ => format!("{name}, {when}: {} {}", count(sum), labels(sum)),
    };
    format!("{told}; {} of its labels", share(sum, all))
}

/// `no genre`, `one genre`, `3 genres`; the last of a list may stand for more.
pub fn so_many(number: usize, and_more: bool) -> String {
    let words = match number {
        0 => "none".to_owned(),
        1 => "1 genre".to_owned(),
        many => format!("{many} genres"),
    };
    if and_more {
        format!("{words} or more")
    } else {
        words
    }
}

/// A bar of the labels a film.
pub fn per_film(spread: &Spread, name: &str, number: usize) -> String {
    let noun = if number == 1 {
        "film has"
    } else {
        "films have"
    };
    let name = if name == "none" {
        "none of these genres"
    } else {
        name
    };
    format!(
        "{} {noun} {name}, {} of all",
        count(number),
        share(number, spread.films)
    )
}
