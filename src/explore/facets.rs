//! What a library's films can be filtered by: its decades, languages and genres, counted.

use std::collections::BTreeMap;

use super::ranking::decade;
use crate::catalog::{Film, Genre, Tongue};

/// The values that occur, each with its number of films.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Facets {
    /// First years of decades, ascending.
    pub decades: Vec<(i32, usize)>,
    /// Languages and scripts, the most frequent first.
    pub tongues: Vec<(Tongue, usize)>,
    /// All genres of the tables, the most frequent first.
    pub genres: Vec<(Genre, usize)>,
}

impl Facets {
    /// Counts `films`.
    pub fn of<'a>(films: impl IntoIterator<Item = &'a Film>) -> Self {
        let (mut decades, mut tongues, mut genres) =
            (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        for film in films {
            if let Some(year) = film.year {
                *decades.entry(decade(year)).or_default() += 1;
            }
            if let Some(tongue) = Tongue::of(film) {
                *tongues.entry(tongue).or_default() += 1;
            }
            for genre in &film.genres {
                *genres.entry(genre.clone()).or_default() += 1;
            }
        }
        Self {
            decades: decades.into_iter().collect(),
            tongues: most_first(tongues),
            genres: most_first(genres),
        }
    }
}

/// Descending by count; equals in their own order.
fn most_first<T: Ord>(counts: BTreeMap<T, usize>) -> Vec<(T, usize)> {
    let mut counts: Vec<(T, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Script;
    use crate::explore::fixture::film;

    #[test]
    fn what_occurs_is_counted() {
        let mut films = vec![film(0, "Drama"), film(1, "Drama|War"), film(40, "")];
        films[2].title = "Сталкер".to_owned();
        let facets = Facets::of(&films);
        assert_eq!(facets.decades, [(1950, 2), (1990, 1)]);
        let scripts = [Script::Latin, Script::Cyrillic].map(Tongue::Script);
        let [latin, cyrillic] = scripts;
        assert_eq!(facets.tongues, [(latin, 2), (cyrillic, 1)]);
        let names: Vec<_> = facets
            .genres
            .iter()
            .map(|(genre, count)| (genre.name(), *count))
            .collect();
        assert_eq!(names, [("Drama", 2), ("War", 1)]);
    }
}
