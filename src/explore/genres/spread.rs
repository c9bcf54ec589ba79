//! The counts of one scope: how often each genre, with which others, when, how many a film.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use serde::Serialize;

use crate::catalog::select::select;
use crate::catalog::{Division, Film, Genre};
use crate::explore::ranking::decade;

/// Genres beyond these are counted, but not against each other: a table of free tags has thousands.
pub const MOST_TOGETHER: usize = 40;

/// Which labels of which films are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// Every label of every labelled film.
    #[default]
    All,
    /// The chosen genres alone, in every labelled film: before the rule.
    Before,
    /// The chosen genres alone, in the films that the rule keeps: after it.
    After,
}

impl Scope {
    /// From everything to what a model learns.
    pub const ALL: [Self; 3] = [Self::All, Self::Before, Self::After];

    /// One word, for files and JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Before => "before",
            Self::After => "after",
        }
    }
}

/// How often a genre is a label.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Counted {
    /// The genre.
    pub genre: Genre,
    /// Films that have it.
    pub films: usize,
    /// Those of them that list it first: the most important.
    pub first: usize,
}

impl Counted {
    /// Films that list it after another.
    pub fn later(&self) -> usize {
        self.films - self.first
    }
}

/// Ten years.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Decade {
    /// The first of them (1980); `None`: films without a year.
    pub from: Option<i32>,
    /// Films.
    pub films: usize,
    /// Films of each genre, in the order of [`Spread::genres`].
    pub genres: Vec<usize>,
}

/// The counts of one scope.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Spread {
    /// Which labels of which films.
    pub scope: Scope,
    /// Films: the labelled ones, or those that the rule keeps.
    pub films: usize,
    /// Their labels, all together.
    pub labels: usize,
    /// The most frequent first; the chosen ones even where no film has them.
    pub genres: Vec<Counted>,
    /// Films with no such label, with one, with two, and so on.
    pub per_film: Vec<usize>,
    /// Those that occur, in order; films without a year come last.
    pub decades: Vec<Decade>,
    /// Films with both of two genres: a square over the first [`MOST_TOGETHER`] of
    /// [`genres`](Self::genres), row by row. With itself: all its films.
    pub together: Vec<usize>,
}

impl Spread {
    /// Counts the labels of `films` that `scope` speaks of.
    pub fn of<'a>(
        films: impl Iterator<Item = &'a Film> + Clone,
        division: &Division,
        scope: Scope,
    ) -> Self {
        let mut tally = Tally::default();
        if scope != Scope::All {
            for genre in &division.genres {
                tally.place(genre);
            }
        }
        let labels = |film: &'a Film| labels(film, division, scope);
        for film in films.clone() {
            if let Some(labels) = labels(film) {
                tally.add(film, &labels);
            }
        }
        let mut spread = tally.sorted(scope);
        spread.together = spread.square(films.filter_map(labels));
        spread
    }

    /// How many genres are counted against each other.
    pub fn side(&self) -> usize {
        self.genres.len().min(MOST_TOGETHER)
    }

    /// Films with both of two genres, by their places in [`genres`](Self::genres).
    pub fn both(&self, one: usize, other: usize) -> usize {
        let side = self.side();
        if one >= side || other >= side {
            return 0;
        }
        self.together.get(one * side + other).copied().unwrap_or(0)
    }

    fn square<'a>(&self, films: impl Iterator<Item = Vec<&'a Genre>>) -> Vec<usize> {
        let side = self.side();
        let places: HashMap<&Genre, usize> = self.genres[..side]
            .iter()
            .zip(0..)
            .map(|(counted, place)| (&counted.genre, place))
            .collect();
        let mut square = vec![0; side * side];
        for labels in films {
            let here: Vec<usize> = labels
                .iter()
                .filter_map(|genre| places.get(genre).copied())
                .collect();
            for one in &here {
                for other in &here {
                    square[one * side + other] += 1;
                }
            }
        }
        square
    }
}

/// The film's labels that count, in its order, each once; `None`: the film does not count.
fn labels<'a>(film: &'a Film, division: &Division, scope: Scope) -> Option<Vec<&'a Genre>> {
    let counts = match scope {
        Scope::All | Scope::Before => !film.genres.is_empty(),
        Scope::After => select(&film.genres, &division.genres, division.rule).is_some(),
    };
    if !counts {
        return None;
    }
    let mut labels: Vec<&Genre> = Vec::with_capacity(film.genres.len());
    for genre in &film.genres {
        let wanted = scope == Scope::All || division.genres.contains(genre);
        if wanted && !labels.contains(&genre) {
            labels.push(genre);
        }
    }
    Some(labels)
}

/// Counts in the order in which genres are met.
#[derive(Default)]
struct Tally {
    places: HashMap<Genre, usize>,
    genres: Vec<Counted>,
    films: usize,
    labels: usize,
    per_film: Vec<usize>,
    decades: BTreeMap<(bool, Option<i32>), (usize, Vec<usize>)>,
}

impl Tally {
    fn place(&mut self, genre: &Genre) -> usize {
        if let Some(place) = self.places.get(genre) {
            return *place;
        }
        let place = self.genres.len();
        self.places.insert(genre.clone(), place);
        self.genres.push(Counted {
            genre: genre.clone(),
            films: 0,
            first: 0,
        });
        place
    }

    fn add(&mut self, film: &Film, labels: &[&Genre]) {
        self.films += 1;
        self.labels += labels.len();
        if self.per_film.len() <= labels.len() {
            self.per_film.resize(labels.len() + 1, 0);
        }
        self.per_film[labels.len()] += 1;
        let places: Vec<usize> = labels.iter().map(|genre| self.place(genre)).collect();
        for (genre, place) in labels.iter().zip(&places) {
            let counted = &mut self.genres[*place];
            counted.films += 1;
            counted.first += usize::from(film.genres.first() == Some(*genre));
        }
        let from = film.year.map(decade);
        let (films, counts) = self.decades.entry((from.is_none(), from)).or_default();
        *films += 1;
        for place in places {
            if counts.len() <= place {
                counts.resize(place + 1, 0);
            }
            counts[place] += 1;
        }
    }

    /// The most frequent genres first; what is not frequent at all keeps its order.
    fn sorted(self, scope: Scope) -> Spread {
        let mut order: Vec<usize> = (0..self.genres.len()).collect();
        order.sort_by_key(|place| {
            let counted = &self.genres[*place];
            (Reverse(counted.films), counted.genre.clone())
        });
        let decades = self.decades.into_iter();
        let decades = decades.map(|((_, from), (films, counts))| Decade {
            from,
            films,
            genres: order
                .iter()
                .map(|place| counts.get(*place).copied().unwrap_or(0))
                .collect(),
        });
        Spread {
            scope,
            films: self.films,
            labels: self.labels,
            decades: decades.collect(),
            genres: order
                .iter()
                .map(|place| self.genres[*place].clone())
                .collect(),
            per_film: self.per_film,
            together: Vec::new(),
        }
    }
}
