//! One genre at one threshold: the four counts, and what is read from them.

use serde::Serialize;

/// True and false, positives and negatives.
///
/// Ratios follow scikit-learn with `zero_division=0`: a ratio without a denominator is 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Confusion {
    /// Has the genre, was predicted.
    pub true_positives: usize,
    /// Has it not, was predicted.
    pub false_positives: usize,
    /// Has the genre, was not predicted.
    pub false_negatives: usize,
    /// Has it not, was not predicted.
    pub true_negatives: usize,
}

/// A ratio of counts; 0 where there is nothing to divide by.
pub(super) fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        0.0
    } else {
        part as f64 / whole as f64
    }
}

impl Confusion {
    /// Counts pairs of (predicted, has the genre).
    pub fn count(pairs: impl IntoIterator<Item = (bool, bool)>) -> Self {
        let mut counts = Self::default();
        for pair in pairs {
            match pair {
                (true, true) => counts.true_positives += 1,
                (true, false) => counts.false_positives += 1,
                (false, true) => counts.false_negatives += 1,
                (false, false) => counts.true_negatives += 1,
            }
        }
        counts
    }

    /// The counts of both together.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            true_positives: self.true_positives + other.true_positives,
            false_positives: self.false_positives + other.false_positives,
            false_negatives: self.false_negatives + other.false_negatives,
            true_negatives: self.true_negatives + other.true_negatives,
        }
    }

    /// Films counted.
    pub fn total(self) -> usize {
        self.support() + self.false_positives + self.true_negatives
    }

    /// Films that have the genre.
    pub fn support(self) -> usize {
        self.true_positives + self.false_negatives
    }

    /// Films that were predicted to have it.
    pub fn predicted(self) -> usize {
        self.true_positives + self.false_positives
    }

    /// Share of the predicted that have it.
    pub fn precision(self) -> f64 {
        ratio(self.true_positives, self.predicted())
    }

    /// Share of those that have it which were predicted.
    pub fn recall(self) -> f64 {
        ratio(self.true_positives, self.support())
    }

    /// Harmonic mean of precision and recall, as one ratio of counts: 2 TP / (2 TP + FP + FN).
    pub fn f1(self) -> f64 {
        ratio(2 * self.true_positives, self.predicted() + self.support())
    }

    /// Share of those that have it not which were left out.
    pub fn specificity(self) -> f64 {
        let negatives = self.false_positives + self.true_negatives;
        ratio(self.true_negatives, negatives)
    }

    /// Youden's J: recall + specificity - 1, in `-1..=1`; 0 is chance.
    pub fn youden(self) -> f64 {
        self.recall() + self.specificity() - 1.0
    }

    /// F-beta, where recall counts `beta` times as much as precision:
    /// (1 + beta^2) TP / ((1 + beta^2) TP + beta^2 FN + FP).
    pub fn f_beta(self, beta: f64) -> f64 {
        let square = beta * beta;
        let hits = (1.0 + square) * self.true_positives as f64;
        let whole = hits + square * self.false_negatives as f64 + self.false_positives as f64;
        if whole > 0.0 { hits / whole } else { 0.0 }
    }

    /// Matthews' correlation of prediction and label, in `-1..=1`; 0 where one of them is
    /// constant.
    pub fn mcc(self) -> f64 {
        let [tp, fp, fne, tn] = [
            self.true_positives,
            self.false_positives,
            self.false_negatives,
            self.true_negatives,
        ]
        .map(|count| count as f64);
        let product = (tp + fp) * (tp + fne) * (tn + fp) * (tn + fne);
        if product > 0.0 {
            (tp * tn - fp * fne) / product.sqrt()
        } else {
            0.0
        }
    }

    /// Shared over united: TP / (TP + FP + FN).
    pub fn jaccard(self) -> f64 {
        ratio(self.true_positives, self.predicted() + self.false_negatives)
    }

    /// Share of films on the right side.
    pub fn accuracy(self) -> f64 {
        ratio(self.true_positives + self.true_negatives, self.total())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ratios_by_hand() {
        // 3 hits, 1 false alarm, 2 missed, 4 rightly left out.
        let counts = Confusion {
            true_positives: 3,
            false_positives: 1,
            false_negatives: 2,
            true_negatives: 4,
        };
        assert_eq!(counts.precision(), 3.0 / 4.0);
        assert_eq!(counts.recall(), 3.0 / 5.0);
        assert_eq!(counts.f1(), 6.0 / 9.0);
        assert_eq!(counts.accuracy(), 7.0 / 10.0);
        assert_eq!(counts.plus(counts).f1(), counts.f1());
        assert_eq!(counts.f_beta(1.0), counts.f1());
        // (1 + 4) 3 / (15 + 4 x 2 + 1).
        assert_eq!(counts.f_beta(2.0), 15.0 / 24.0);
        assert_eq!(counts.specificity(), 4.0 / 5.0);
        assert!((counts.youden() - 0.4).abs() < 1e-12);
        assert_eq!(counts.jaccard(), 3.0 / 6.0);
        // (3 x 4 - 1 x 2) / sqrt(4 x 5 x 5 x 6).
        assert!((counts.mcc() - 10.0 / 600_f64.sqrt()).abs() < 1e-12);
    }

    #[test]
    fn nothing_to_divide_by_is_zero() {
        let none = Confusion::count([(false, false)]);
        assert_eq!(
            (none.precision(), none.recall(), none.f1(), none.accuracy()),
            (0.0, 0.0, 0.0, 1.0)
        );
        assert_eq!(Confusion::default().accuracy(), 0.0);
        assert_eq!(
            (none.mcc(), none.f_beta(0.5), none.jaccard()),
            (0.0, 0.0, 0.0)
        );
    }
}
