//! How many films are right in how much: counts from which every figure over films is read.
//!
//! A film's share in the figures over films (samples F1, Jaccard, subset accuracy) depends on
//! three small numbers only: its predicted genres, its labels, and how many are both. Counting
//! films by these three keeps the sums exact: moving a threshold adds and takes away whole films,
//! and nothing drifts.

use super::confusion::ratio;
use super::quality::Quality;
use crate::catalog::GenreSet;

/// Films counted by (both, predicted, labelled), each at most the number of genres.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Kinds {
    side: usize,
    counts: Vec<u32>,
    films: usize,
}

/// What is read from the counts; means over films, in `0..=1` but for the labels per film.
pub(super) struct OverFilms {
    pub samples: Quality,
    pub jaccard: f64,
    pub subset_accuracy: f64,
    pub labels_per_film: f64,
    pub predicted_per_film: f64,
    pub unlabelled: usize,
    pub without_prediction: usize,
}

impl Kinds {
    /// No film yet; at most 64 genres.
    pub fn new(genres: usize) -> Self {
        let side = genres + 1;
        Self {
            side,
            counts: vec![0; side * side * side],
            films: 0,
        }
    }

    #[inline]
    fn place(&self, predicted: GenreSet, labels: GenreSet) -> usize {
        let both = GenreSet(predicted.0 & labels.0).len();
        (both * self.side + predicted.len()) * self.side + labels.len()
    }

    /// One more film.
    #[inline]
    pub fn add(&mut self, predicted: GenreSet, labels: GenreSet) {
        let place = self.place(predicted, labels);
        self.counts[place] += 1;
        self.films += 1;
    }

    /// A film whose prediction changed.
    #[inline]
    pub fn change(&mut self, before: GenreSet, after: GenreSet, labels: GenreSet) {
        let (from, to) = (self.place(before, labels), self.place(after, labels));
        self.counts[from] -= 1;
        self.counts[to] += 1;
    }

    /// The figures, summed kind by kind in one fixed order: the same counts give the same bits.
    pub fn figures(&self) -> OverFilms {
        let mut sums = Quality::default();
        let (mut jaccard, mut exact) = (0.0, 0_usize);
        let (mut labels, mut predictions) = (0_usize, 0_usize);
        let (mut unlabelled, mut without_prediction) = (0_usize, 0_usize);
        let seen = self
            .counts
            .iter()
            .enumerate()
            .filter(|(_, count)| **count > 0);
        for (place, &count) in seen {
            let (both, predicted, labelled) = (
                place / (self.side * self.side),
                place / self.side % self.side,
                place % self.side,
            );
            let films = count as usize;
            let weight = f64::from(count);
            sums.precision += weight * ratio(both, predicted);
            sums.recall += weight * ratio(both, labelled);
            sums.f1 += weight * ratio(2 * both, predicted + labelled);
            jaccard += weight * ratio(both, predicted + labelled - both);
            labels += films * labelled;
            predictions += films * predicted;
            if both == predicted && both == labelled {
                exact += films;
            }
            if labelled == 0 {
                unlabelled += films;
            }
            if predicted == 0 {
                without_prediction += films;
            }
        }
        let all = self.films.max(1) as f64;
        OverFilms {
            samples: Quality {
                precision: sums.precision / all,
                recall: sums.recall / all,
                f1: sums.f1 / all,
            },
            jaccard: jaccard / all,
            subset_accuracy: ratio(exact, self.films),
            labels_per_film: ratio(labels, self.films),
            predicted_per_film: ratio(predictions, self.films),
            unlabelled,
            without_prediction,
        }
    }
}
