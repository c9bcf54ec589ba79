//! What a model predicts of each film, as bits to filter by.

use crate::catalog::Genre;
use crate::explore::LibraryScores;
use crate::vision::Threshold;

/// What a model predicts of the films that it scored.
#[derive(Debug)]
pub struct Predicted {
    /// What the model tells apart.
    pub(super) genres: Vec<Genre>,
    /// A film each: the genres that reach their threshold; 0 where it is not scored.
    pub(super) sets: Vec<u64>,
}

impl Predicted {
    /// What scores say of `films` films under these thresholds, one a genre.
    pub fn of(scores: &LibraryScores, thresholds: &[Threshold], films: usize) -> Self {
        let mut sets = vec![0; films];
        for row in 0..scores.len() {
            let set = scores
                .probabilities(row)
                .iter()
                .zip(thresholds)
                .take(64)
                .enumerate()
                .filter(|(_, (probability, threshold))| **probability >= threshold.value())
                .fold(0, |set, (genre, _)| set | 1_u64 << genre);
            if let Some(place) = sets.get_mut(scores.film(row)) {
                *place = set;
            }
        }
        Self {
            genres: scores.genres().to_vec(),
            sets,
        }
    }

    /// The bit of a genre among a film's; 0 of an unknown one.
    pub(super) fn bit(&self, genre: &Genre) -> u64 {
        let place = self.genres.iter().position(|known| known == genre);
        // An unknown genre is predicted of no film.
        place
            .filter(|place| *place < 64)
            .map_or(0, |place| 1 << place)
    }
}
