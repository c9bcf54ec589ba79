//! What every threshold would do: ROC, precision-recall and threshold curves, exactly.
//!
//! In: a [`Ranking`]. Out: points, a point per distinct score, ties together, in scikit-learn's
//! order and with its conventions (`roc_curve`, `precision_recall_curve`).

use serde::Serialize;

use super::confusion::ratio;
use super::{Confusion, Ranking};

/// A point of a ROC curve.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct RocPoint {
    /// Films with at least this score are predicted; `None`: no film is.
    pub threshold: Option<f32>,
    /// Share of the films without the genre that are predicted.
    pub false_positive_rate: f64,
    /// Share of the films with the genre that are predicted.
    pub true_positive_rate: f64,
}

/// A point of a precision-recall curve.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct PrecisionRecallPoint {
    /// Films with at least this score are predicted; `None`: no film is.
    pub threshold: Option<f32>,
    /// Share of the predicted that have the genre.
    pub precision: f64,
    /// Share of those that have it which are predicted.
    pub recall: f64,
}

/// The ROC curve from (0, 0) to (1, 1), thresholds falling, without the points that lie on a
/// straight line between their neighbours (scikit-learn's `drop_intermediate=True`); `None` unless
/// there are films of both kinds.
pub fn roc_curve(ranking: &Ranking) -> Option<Vec<RocPoint>> {
    if ranking.support() == 0 || ranking.support() == ranking.len() {
        return None;
    }
    let all: Vec<(f32, Confusion)> = ranking.at_each_score().collect();
    let corner = |at: usize| {
        let (Some(before), Some(after)) = (at.checked_sub(1), all.get(at + 1)) else {
            return true;
        };
        let (before, here, after) = (all[before].1, all[at].1, after.1);
        // A straight line of counts has no second difference.
        let bends = |of: fn(&Confusion) -> usize| of(&after) + of(&before) != 2 * of(&here);
        bends(|counts| counts.false_positives) || bends(|counts| counts.true_positives)
    };
    let negatives = ranking.len() - ranking.support();
    let mut points = vec![RocPoint {
        threshold: None,
        false_positive_rate: 0.0,
        true_positive_rate: 0.0,
    }];
    points.extend(all.iter().enumerate().filter(|(at, _)| corner(*at)).map(
        |(_, (threshold, counts))| RocPoint {
            threshold: Some(*threshold),
            false_positive_rate: ratio(counts.false_positives, negatives),
            true_positive_rate: counts.recall(),
        },
    ));
    Some(points)
}

/// The precision-recall curve, thresholds rising, ending with recall 0 at precision 1 by
/// convention; `None` unless there are films of both kinds.
pub fn precision_recall_curve(ranking: &Ranking) -> Option<Vec<PrecisionRecallPoint>> {
    if ranking.support() == 0 || ranking.support() == ranking.len() {
        return None;
    }
    let mut points: Vec<PrecisionRecallPoint> = ranking
        .at_each_score()
        .map(|(threshold, counts)| PrecisionRecallPoint {
            threshold: Some(threshold),
            precision: counts.precision(),
            recall: counts.recall(),
        })
        .collect();
    points.reverse();
    points.push(PrecisionRecallPoint {
        threshold: None,
        precision: 1.0,
        recall: 0.0,
    });
    Some(points)
}

/// The counts at each of `thresholds`: precision, recall, F1 and accuracy as curves.
pub fn threshold_curve(
    ranking: &Ranking,
    thresholds: impl IntoIterator<Item = f32>,
) -> Vec<(f32, Confusion)> {
    thresholds
        .into_iter()
        .map(|threshold| (threshold, ranking.confusion_at(threshold)))
        .collect()
}

/// At most `most` of a curve's points, both ends among them, evenly along the list: for painting,
/// where more points than pixels show nothing more.
pub fn thinned<T: Copy>(points: &[T], most: usize) -> Vec<T> {
    if points.len() <= most.max(2) {
        return points.to_vec();
    }
    let last = points.len() - 1;
    let steps = most.max(2) - 1;
    (0..=steps)
        .map(|step| points[step * last / steps])
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ranking(scores: &[f32], labels: &[u8]) -> Ranking {
        Ranking::new(scores.iter().copied().zip(labels.iter().map(|&l| l == 1)))
    }

    #[test]
    fn a_roc_curve_by_hand() {
        // .9 hit, .8 hit, .5 one of each, .1 miss: .9 lies on the way from 0 to .8, but for
        // scikit-learn the first distinct score always stays.
        let points = roc_curve(&ranking(&[0.9, 0.8, 0.5, 0.5, 0.1], &[1, 1, 1, 0, 0]));
        let points: Vec<_> = points
            .expect("both kinds")
            .iter()
            .map(|p| (p.threshold, p.false_positive_rate, p.true_positive_rate))
            .collect();
        let third = 1.0 / 3.0;
        assert_eq!(
            points,
            [
                (None, 0.0, 0.0),
                (Some(0.9), 0.0, third),
                (Some(0.8), 0.0, 2.0 / 3.0),
                (Some(0.5), 0.5, 1.0),
                (Some(0.1), 1.0, 1.0)
            ]
        );
    }

    #[test]
    fn one_kind_alone_has_no_curve() {
        assert_eq!(roc_curve(&ranking(&[0.1, 0.2], &[1, 1])), None);
        assert_eq!(precision_recall_curve(&ranking(&[0.1, 0.2], &[0, 0])), None);
        assert_eq!(roc_curve(&ranking(&[], &[])), None);
    }

    #[test]
    fn thinning_keeps_both_ends() {
        let many: Vec<usize> = (0..1000).collect();
        let few = thinned(&many, 11);
        assert_eq!((few.len(), few[0], few[10]), (11, 0, 999));
        assert_eq!(thinned(&[1, 2], 11), [1, 2]);
    }
}
