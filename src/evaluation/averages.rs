//! All genres together: the four averages of precision, recall and F1, and the figures that judge
//! a film's whole set of genres.
//!
//! As scikit-learn with `zero_division=0`: a film or genre with nothing to divide by counts as 0.

use serde::Serialize;

use super::confusion::ratio;
use super::{Confusion, Predictions};

/// Precision, recall and F1, each in `0..=1`.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct Quality {
    /// Share of the predicted that is right.
    pub precision: f64,
    /// Share of what is right that was predicted.
    pub recall: f64,
    /// Their harmonic mean (in an average: the mean of the harmonic means).
    pub f1: f64,
}

impl Quality {
    /// Read from counts.
    pub fn of(counts: Confusion) -> Self {
        Self {
            precision: counts.precision(),
            recall: counts.recall(),
            f1: counts.f1(),
        }
    }

    fn weighted_mean(items: impl Iterator<Item = (Self, f64)>) -> Self {
        let mut sum = Self::default();
        let mut total = 0.0;
        for (item, weight) in items {
            sum.precision += item.precision * weight;
            sum.recall += item.recall * weight;
            sum.f1 += item.f1 * weight;
            total += weight;
        }
        if total > 0.0 {
            sum.precision /= total;
            sum.recall /= total;
            sum.f1 /= total;
        }
        sum
    }
}

/// What thresholds make of a table of probabilities.
#[derive(Debug, Clone, PartialEq)]
pub struct Decisions {
    /// The four counts of each genre.
    pub per_genre: Vec<Confusion>,
    /// All decisions counted alike.
    pub micro: Quality,
    /// Genres counted alike.
    pub macro_: Quality,
    /// Genres counted by how many films have them.
    pub weighted: Quality,
    /// Films counted alike.
    pub samples: Quality,
    /// Shared over united genres, films counted alike (Jaccard, `average="samples"`).
    pub jaccard: f64,
    /// Share of films whose set of genres is exactly right.
    pub subset_accuracy: f64,
    /// Share of all film-genre decisions that are wrong.
    pub hamming_loss: f64,
}

impl Decisions {
    /// Predicts each genre whose probability is at least its threshold (one a genre; a missing
    /// threshold predicts nothing), and compares with the labels.
    pub fn at(predictions: &Predictions<'_>, thresholds: &[f32]) -> Self {
        let mut per_genre = vec![Confusion::default(); predictions.genres()];
        let mut films = Vec::with_capacity(predictions.films());
        let (mut jaccard, mut exact) = (0.0, 0);
        for (row, labels) in predictions.rows() {
            let decided = row.iter().enumerate().map(|(genre, &score)| {
                let predicted = thresholds.get(genre).is_some_and(|&t| score >= t);
                (predicted, labels.contains(genre))
            });
            let mut film = Confusion::default();
            for (counts, pair) in per_genre.iter_mut().zip(decided) {
                let one = Confusion::count([pair]);
                *counts = counts.plus(one);
                film = film.plus(one);
            }
            jaccard += ratio(film.true_positives, film.predicted() + film.false_negatives);
            exact += usize::from(film.false_positives + film.false_negatives == 0);
            films.push(Quality::of(film));
        }
        let all = per_genre
            .iter()
            .fold(Confusion::default(), |sum, &counts| sum.plus(counts));
        let genres = || per_genre.iter().map(|&counts| Quality::of(counts));
        let supports = per_genre.iter().map(|counts| counts.support() as f64);
        Self {
            micro: Quality::of(all),
            macro_: Quality::weighted_mean(genres().map(|genre| (genre, 1.0))),
            weighted: Quality::weighted_mean(genres().zip(supports)),
            samples: Quality::weighted_mean(films.iter().map(|&film| (film, 1.0))),
            jaccard: jaccard / predictions.films().max(1) as f64,
            subset_accuracy: ratio(exact, predictions.films()),
            hamming_loss: ratio(all.false_positives + all.false_negatives, all.total()),
            per_genre,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::GenreSet;

    #[test]
    fn averages_by_hand() {
        // Genres A, B. Film 1: has A, predicted A and B. Film 2: has B, predicted nothing.
        let labels = [GenreSet(0b01), GenreSet(0b10)];
        let scores = [0.9, 0.6, 0.2, 0.3];
        let predictions = Predictions::new(&scores, &labels, 2).expect("2 x 2");
        let d = Decisions::at(&predictions, &[0.5, 0.5]);
        // A: 1 TP, 1 TN. B: 1 FP, 1 FN. Together 1 TP, 1 FP, 1 FN.
        assert_eq!(
            (d.micro.precision, d.micro.recall, d.micro.f1),
            (0.5, 0.5, 0.5)
        );
        assert_eq!(
            (d.macro_.precision, d.macro_.recall, d.macro_.f1),
            (0.5, 0.5, 0.5)
        );
        // Film 1: P 1/2, R 1, F1 2/3; film 2: all 0.
        assert_eq!(d.samples.precision, 0.25);
        assert_eq!(d.samples.recall, 0.5);
        assert_eq!(d.samples.f1, 1.0 / 3.0);
        assert_eq!(d.jaccard, 0.25);
        assert_eq!(d.subset_accuracy, 0.0);
        assert_eq!(d.hamming_loss, 0.5);
    }

    #[test]
    fn no_film_is_no_division_by_zero() {
        let predictions = Predictions::new(&[], &[], 2).expect("empty");
        let d = Decisions::at(&predictions, &[0.5, 0.5]);
        assert_eq!((d.jaccard, d.hamming_loss, d.micro.f1), (0.0, 0.0, 0.0));
    }
}
