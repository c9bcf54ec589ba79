//! What is to be judged: scores beside the labels they should have had.
//!
//! In: slices as they come from a model and a library. Out: a view whose shape and numbers were
//! checked once, so that no figure has to check them again.

use crate::catalog::GenreSet;

/// Why scores and labels cannot be judged together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The scores do not fill a table of films x genres.
    #[error("{scores} scores do not fill a table of {films} films x {genres} genres")]
    Shape {
        /// Scores given.
        scores: usize,
        /// Films, one label set each.
        films: usize,
        /// Genres, one column each.
        genres: usize,
    },
    /// A score is NaN or infinite.
    #[error("the score of film {film}, genre {genre} (counted from 0) is not a finite number")]
    NotFinite {
        /// Row.
        film: usize,
        /// Column.
        genre: usize,
    },
}

/// Scores and labels of the same films, checked.
#[derive(Debug, Clone, Copy)]
pub struct Predictions<'a> {
    scores: &'a [f32],
    labels: &'a [GenreSet],
    genres: usize,
}

impl<'a> Predictions<'a> {
    /// `scores`: row-major, films x `genres`, probabilities in `0..=1` (for curves and AUC any
    /// finite score that ranks will do); `labels`: one set a film, over the same genres.
    ///
    /// # Errors
    /// [`Error`] if the shapes disagree or a score is not finite.
    pub fn new(scores: &'a [f32], labels: &'a [GenreSet], genres: usize) -> Result<Self, Error> {
        if genres == 0 || genres > 64 || scores.len() != labels.len() * genres {
            return Err(Error::Shape {
                scores: scores.len(),
                films: labels.len(),
                genres,
            });
        }
        if let Some(index) = scores.iter().position(|score| !score.is_finite()) {
            return Err(Error::NotFinite {
                film: index / genres,
                genre: index % genres,
            });
        }
        Ok(Self {
            scores,
            labels,
            genres,
        })
    }

    /// Number of films.
    pub fn films(&self) -> usize {
        self.labels.len()
    }

    /// Number of genres.
    pub fn genres(&self) -> usize {
        self.genres
    }

    /// Each film's scores (one a genre) and its labels.
    pub fn rows(&self) -> impl Iterator<Item = (&'a [f32], GenreSet)> + use<'a> {
        self.scores
            .chunks_exact(self.genres)
            .zip(self.labels.iter().copied())
    }

    /// Each film's score for one genre, and whether the film has it. Genres that do not exist
    /// have no column: the iterator is then empty.
    pub fn column(&self, genre: usize) -> impl Iterator<Item = (f32, bool)> + use<'a> {
        self.rows().filter_map(move |(row, labels)| {
            row.get(genre).map(|&score| (score, labels.contains(genre)))
        })
    }

    /// How many films have each genre.
    pub fn support(&self) -> Vec<usize> {
        (0..self.genres)
            .map(|genre| self.labels.iter().filter(|set| set.contains(genre)).count())
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_and_numbers_are_checked_once() {
        let labels = [GenreSet::default(); 2];
        let shape = Predictions::new(&[0.5; 3], &labels, 2).expect_err("3 is not 2 x 2");
        assert_eq!(
            shape.to_string(),
            "3 scores do not fill a table of 2 films x 2 genres"
        );
        let scores = [0.5, 0.5, 0.5, f32::NAN];
        assert_eq!(
            Predictions::new(&scores, &labels, 2).expect_err("NaN"),
            Error::NotFinite { film: 1, genre: 1 }
        );
    }

    #[test]
    fn columns_and_support_follow_the_genre() {
        let labels = [GenreSet(0b01), GenreSet(0b11)];
        let scores = [0.1, 0.2, 0.3, 0.4];
        let predictions = Predictions::new(&scores, &labels, 2).expect("2 x 2");
        let column: Vec<_> = predictions.column(1).collect();
        assert_eq!(column, [(0.2, false), (0.4, true)]);
        assert_eq!(predictions.support(), [2, 1]);
    }
}
