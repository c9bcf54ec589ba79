//! All genres together: the four averages of precision, recall and F1, and the figures that judge
//! a film's whole set of genres.
//!
//! As scikit-learn with `zero_division=0`: a film or genre with nothing to divide by counts as 0.

use super::confusion::ratio;
use super::kinds::Kinds;
use super::quality::Quality;
use super::{Confusion, Predictions};
use crate::catalog::GenreSet;

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
    /// All decisions counted alike: TP / (TP + FP + FN).
    pub jaccard_micro: f64,
    /// Genres counted alike.
    pub jaccard_macro: f64,
    /// Share of films whose set of genres is exactly right.
    pub subset_accuracy: f64,
    /// Share of all film-genre decisions that are wrong.
    pub hamming_loss: f64,
    /// Mean number of genres that a film has.
    pub labels_per_film: f64,
    /// Mean number of genres that a film is predicted to have.
    pub predicted_per_film: f64,
    /// Films without a label of these genres.
    pub unlabelled: usize,
    /// Films that reach no threshold.
    pub without_prediction: usize,
}

/// The genres whose threshold a film's scores reach; a missing threshold is reached by none.
pub(super) fn predicted(scores: &[f32], thresholds: &[f32]) -> GenreSet {
    let reached = scores.iter().zip(thresholds).enumerate();
    reached
        .filter(|(_, (score, threshold))| score >= threshold)
        .fold(GenreSet::default(), |set, (genre, _)| set.with(genre))
}

impl Decisions {
    /// Predicts each genre whose probability is at least its threshold (one a genre; a missing
    /// threshold predicts nothing), and compares with the labels.
    pub fn at(predictions: &Predictions<'_>, thresholds: &[f32]) -> Self {
        let mut per_genre = vec![Confusion::default(); predictions.genres()];
        let mut kinds = Kinds::new(predictions.genres());
        for (row, labels) in predictions.rows() {
            let predicted = predicted(row, thresholds);
            for (genre, counts) in per_genre.iter_mut().enumerate() {
                let pair = (predicted.contains(genre), labels.contains(genre));
                *counts = counts.plus(Confusion::count([pair]));
            }
            kinds.add(predicted, labels);
        }
        Self::of_counts(per_genre, &kinds)
    }

    /// The figures of counts: the one place where they are read, whoever counted.
    pub(super) fn of_counts(per_genre: Vec<Confusion>, kinds: &Kinds) -> Self {
        let all = per_genre
            .iter()
            .fold(Confusion::default(), |sum, &counts| sum.plus(counts));
        let genres = || per_genre.iter().map(|&counts| Quality::of(counts));
        let supports = per_genre.iter().map(|counts| counts.support() as f64);
        let films = kinds.figures();
        let jaccards = per_genre.iter().map(|counts| counts.jaccard());
        Self {
            micro: Quality::of(all),
            macro_: Quality::weighted_mean(genres().map(|genre| (genre, 1.0))),
            weighted: Quality::weighted_mean(genres().zip(supports)),
            samples: films.samples,
            jaccard: films.jaccard,
            jaccard_micro: all.jaccard(),
            jaccard_macro: jaccards.sum::<f64>() / per_genre.len().max(1) as f64,
            subset_accuracy: films.subset_accuracy,
            hamming_loss: ratio(all.false_positives + all.false_negatives, all.total()),
            labels_per_film: films.labels_per_film,
            predicted_per_film: films.predicted_per_film,
            unlabelled: films.unlabelled,
            without_prediction: films.without_prediction,
            per_genre,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
        assert_eq!((d.jaccard_micro, d.jaccard_macro), (1.0 / 3.0, 0.5));
        assert_eq!((d.labels_per_film, d.predicted_per_film), (1.0, 1.0));
        assert_eq!((d.unlabelled, d.without_prediction), (0, 1));
    }

    #[test]
    fn no_film_is_no_division_by_zero() {
        let predictions = Predictions::new(&[], &[], 2).expect("empty");
        let d = Decisions::at(&predictions, &[0.5, 0.5]);
        assert_eq!((d.jaccard, d.hamming_loss, d.micro.f1), (0.0, 0.0, 0.0));
    }
}
