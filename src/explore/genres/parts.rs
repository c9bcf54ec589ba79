//! What a picture can tell apart: the frequent genres by name, the rest together.

use super::Spread;
use crate::catalog::{Genre, SIX_GENRES};
use crate::charts::Hue;

/// A share of all labels below this is no slice of its own.
const LEAST_SLICE: f64 = 0.02;
/// Parts of a stacked column, besides the rest.
const MOST_PARTS: usize = 6;

/// The hue of each genre of a spread: its own among the six, steps of a neutral beyond them.
pub fn hues(spread: &Spread) -> Vec<Hue> {
    let mut others = 0;
    spread
        .genres
        .iter()
        .map(|counted| {
            six(&counted.genre).unwrap_or_else(|| {
                others += 1;
                Hue::Other(others - 1)
            })
        })
        .collect()
}

/// As [`hues`], where nothing of one colour touches: one neutral for all others.
pub fn quiet_hues(spread: &Spread) -> Vec<Hue> {
    let genres = spread.genres.iter();
    genres
        .map(|counted| six(&counted.genre).unwrap_or(Hue::Other(0)))
        .collect()
}

fn six(genre: &Genre) -> Option<Hue> {
    let place = SIX_GENRES.iter().position(|name| *name == genre.name());
    place.map(Hue::Six)
}

/// Places of genres that are told apart, and of those that are told together.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Parts {
    /// One a part.
    pub apart: Vec<usize>,
    /// The rest.
    pub together: Vec<usize>,
}

impl Parts {
    /// How many parts a picture has.
    pub fn count(&self) -> usize {
        self.apart.len() + usize::from(!self.together.is_empty())
    }

    /// The places that the `part`-th part stands for.
    pub fn places(&self, part: usize) -> &[usize] {
        match self.apart.get(part) {
            Some(_) => &self.apart[part..=part],
            None => &self.together,
        }
    }

    /// A single genre that would stand alone for the rest is named.
    fn settled(mut self) -> Self {
        if self.together.len() == 1 {
            self.apart.append(&mut self.together);
        }
        self
    }
}

/// The slices of a ring.
pub fn slices(spread: &Spread) -> Parts {
    let least = (spread.labels as f64 * LEAST_SLICE).max(1.0);
    let mut parts = Parts::default();
    for (place, counted) in spread.genres.iter().enumerate() {
        if counted.films as f64 >= least {
            parts.apart.push(place);
        } else if counted.films > 0 {
            parts.together.push(place);
        }
    }
    parts.settled()
}

/// The parts of a stacked column: the six where they are among others, else the most frequent.
pub fn stack(spread: &Spread) -> Parts {
    let known = |counted: &super::Counted| six(&counted.genre).is_some();
    let with_own_hue = spread
        .genres
        .iter()
        .filter(|counted| known(counted))
        .count();
    let few = spread.genres.len() <= MOST_PARTS;
    let mut parts = Parts::default();
    for (place, counted) in spread.genres.iter().enumerate() {
        let apart = match with_own_hue {
            0 => place < MOST_PARTS,
            _ => few || known(counted),
        };
        if apart {
            parts.apart.push(place);
        } else if counted.films > 0 {
            parts.together.push(place);
        }
    }
    parts.settled()
}
