//! What several chosen films have in common, counted once a choice.

use std::collections::HashMap;
use std::sync::Arc;

use crate::app::shared::films::Films;
use crate::app::shared::selection::Selection;
use crate::catalog::{Film, Genre};

/// The chosen films together.
#[derive(Default)]
pub struct Summary {
    of: Option<(Arc<[Film]>, u64)>,
    /// Their labels with the number of films that have each, the most frequent first.
    pub labels: Vec<(Genre, usize)>,
    /// Films with a poster.
    pub posters: usize,
    /// Films whose poster is set aside.
    pub aside: usize,
}

impl Summary {
    /// Follows the choice.
    pub fn follow(&mut self, films: &Films, selection: &Selection) {
        let now = (films.shared(), selection.revision());
        let same = |(films, revision): &(Arc<[Film]>, u64)| {
            Arc::ptr_eq(films, &now.0) && *revision == now.1
        };
        if self.of.as_ref().is_some_and(same) {
            return;
        }
        *self = Self {
            of: Some(now),
            ..Self::default()
        };
        if selection.is_empty() {
            return;
        }
        let mut labels: HashMap<&Genre, usize> = HashMap::new();
        for film in films.all().iter().filter(|film| selection.has(film.id)) {
            self.posters += usize::from(film.poster.is_some());
            let hidden = films.hidden(film.id);
            self.aside += usize::from(hidden.is_some_and(|hidden| hidden.set_aside));
            for genre in &film.genres {
                *labels.entry(genre).or_default() += 1;
            }
        }
        let labels = labels
            .into_iter()
            .map(|(genre, count)| (genre.clone(), count));
        self.labels = labels.collect();
        self.labels
            .sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
    }
}
