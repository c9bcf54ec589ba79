//! Which films are chosen: by click, with Shift a range, with Ctrl one more or less.

use std::collections::HashSet;

use egui::Modifiers;

use crate::catalog::{Film, FilmId};

/// The chosen films of a library.
#[derive(Debug, Default)]
pub struct Selection {
    chosen: HashSet<FilmId>,
    /// Where a range begins.
    anchor: Option<FilmId>,
    revision: u64,
}

impl Selection {
    /// Counts the changes.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Whether a film is chosen.
    pub fn has(&self, film: FilmId) -> bool {
        self.chosen.contains(&film)
    }

    /// How many are.
    pub fn len(&self) -> usize {
        self.chosen.len()
    }

    /// Whether none is.
    pub fn is_empty(&self) -> bool {
        self.chosen.is_empty()
    }

    /// The only chosen film.
    pub fn one(&self) -> Option<FilmId> {
        match self.chosen.len() {
            1 => self.chosen.iter().next().copied(),
            _ => None,
        }
    }

    /// The film at `place` of those shown was pressed, with these keys held.
    pub fn press(&mut self, place: usize, keys: Modifiers, shown: &[usize], films: &[Film]) {
        let id = |place: usize| Some(films.get(*shown.get(place)?)?.id);
        let Some(film) = id(place) else { return };
        self.revision += 1;
        if keys.shift {
            let anchor = self.anchor.unwrap_or(film);
            let begin = (0..shown.len()).find(|place| id(*place) == Some(anchor));
            let begin = begin.unwrap_or(place);
            if !keys.command {
                self.chosen.clear();
            }
            let range = begin.min(place)..=begin.max(place);
            self.chosen.extend(range.filter_map(id));
            self.anchor = id(begin);
        } else if keys.command {
            if !self.chosen.remove(&film) {
                self.chosen.insert(film);
            }
            self.anchor = Some(film);
        } else {
            self.chosen = HashSet::from([film]);
            self.anchor = Some(film);
        }
    }

    /// Chooses all that are shown.
    pub fn all(&mut self, shown: &[usize], films: &[Film]) {
        let ids = shown.iter().filter_map(|film| Some(films.get(*film)?.id));
        self.chosen = ids.collect();
        self.revision += 1;
    }

    /// Chooses none.
    pub fn clear(&mut self) {
        *self = Self {
            revision: self.revision + 1,
            ..Self::default()
        };
    }

    /// What is not shown any more is not chosen either: nobody edits what they do not see.
    pub fn keep(&mut self, shown: &[usize], films: &[Film]) {
        if !self.chosen.is_empty() {
            let ids = shown.iter().filter_map(|film| Some(films.get(*film)?.id));
            let chosen = std::mem::take(&mut self.chosen);
            self.chosen = ids.filter(|id| chosen.contains(id)).collect();
            self.revision += 1;
        }
    }

    /// The chosen films' indices, ascending.
    pub fn indices(&self, films: &[Film]) -> Vec<usize> {
        if self.chosen.is_empty() {
            return Vec::new();
        }
        (0..films.len())
            .filter(|film| self.has(films[*film].id))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Genre;

    fn films(count: i64) -> Vec<Film> {
        let film = |id| Film {
            id: FilmId(id),
            key: id.to_string(),
            imdb_id: None,
            tmdb_id: None,
            title: String::new(),
            year: None,
            language: None,
            collection: None,
            genres: Genre::six(),
            poster: None,
            split: None,
        };
        (0..count).map(film).collect()
    }

    #[test]
    fn clicks_choose_one_a_range_and_one_more() {
        let films = films(10);
        // Shown in another order than the library's.
        let shown = [9, 7, 5, 3, 1];
        let mut selection = Selection::default();
        let none = Modifiers::NONE;
        let (shift, ctrl) = (Modifiers::SHIFT, Modifiers::COMMAND);
        for (place, keys, chosen) in [
            (1, none, vec![7]),
            (3, shift, vec![3, 5, 7]),
            (0, shift, vec![7, 9]),
            (4, ctrl, vec![1, 7, 9]),
            (0, ctrl, vec![1, 7]),
            (2, none, vec![5]),
            (7, none, vec![5]),
        ] {
            selection.press(place, keys, &shown, &films);
            assert_eq!(selection.indices(&films), chosen, "{place} {keys:?}");
        }
        assert_eq!(selection.one(), Some(FilmId(5)));
        selection.all(&shown, &films);
        assert_eq!((selection.len(), selection.one()), (5, None));
        selection.keep(&[1, 2, 3], &films);
        assert_eq!(selection.indices(&films), [1, 3]);
        selection.clear();
        assert!(selection.is_empty());
    }
}
