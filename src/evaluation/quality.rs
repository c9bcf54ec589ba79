//! Precision, recall and F1: of one genre, or meaned over many.

use serde::Serialize;

use super::Confusion;

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

    /// The mean of some, each with its weight; all zero where there is no weight.
    pub(super) fn weighted_mean(items: impl Iterator<Item = (Self, f64)>) -> Self {
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
