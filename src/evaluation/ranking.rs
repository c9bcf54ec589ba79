//! One genre's films in descending score: what needs no threshold, and every threshold at once.
//!
//! Sorted once, prefix counts answer any threshold in O(log n).

use super::Confusion;

/// One genre's scores in descending order, with the number of positives up to each.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranking {
    scores: Vec<f32>,
    /// `positives[k]`: how many of the first `k` films have the genre; one longer than `scores`.
    positives: Vec<usize>,
}

impl Ranking {
    /// Sorts pairs of (finite score, has the genre).
    pub fn new(pairs: impl IntoIterator<Item = (f32, bool)>) -> Self {
        let mut pairs: Vec<(f32, bool)> = pairs.into_iter().collect();
        pairs.sort_unstable_by(|a, b| b.0.total_cmp(&a.0));
        let mut positives = Vec::with_capacity(pairs.len() + 1);
        let mut seen = 0;
        positives.push(seen);
        for &(_, has) in &pairs {
            seen += usize::from(has);
            positives.push(seen);
        }
        let scores = pairs.into_iter().map(|(score, _)| score).collect();
        Self { scores, positives }
    }

    /// Films that have the genre.
    pub fn support(&self) -> usize {
        self.positives[self.scores.len()]
    }

    /// Films.
    pub fn len(&self) -> usize {
        self.scores.len()
    }

    /// Whether there is no film.
    pub fn is_empty(&self) -> bool {
        self.scores.is_empty()
    }

    /// The counts when every film with a score of at least `threshold` is predicted.
    pub fn confusion_at(&self, threshold: f32) -> Confusion {
        self.confusion_of_first(self.scores.partition_point(|&score| score >= threshold))
    }

    fn confusion_of_first(&self, predicted: usize) -> Confusion {
        let true_positives = self.positives[predicted];
        let false_negatives = self.support() - true_positives;
        Confusion {
            true_positives,
            false_positives: predicted - true_positives,
            false_negatives,
            true_negatives: self.len() - predicted - false_negatives,
        }
    }

    /// Each distinct score, falling, with the counts when it is the threshold.
    pub fn at_each_score(&self) -> impl Iterator<Item = (f32, Confusion)> + '_ {
        self.steps()
            .map(|end| (self.scores[end - 1], self.confusion_of_first(end)))
    }

    /// The ends of the runs of equal scores: how many films stand at or above each distinct score.
    fn steps(&self) -> impl Iterator<Item = usize> {
        let last = self.scores.len();
        (1..=last).filter(move |&k| k == last || self.scores[k] != self.scores[k - 1])
    }

    /// Area under the ROC curve: how often a film with the genre scores above one without, ties
    /// counting half (as scikit-learn's `roc_auc_score`); `None` unless there are both kinds.
    pub fn roc_auc(&self) -> Option<f64> {
        let positives = self.support();
        let negatives = self.len() - positives;
        if positives == 0 || negatives == 0 {
            return None;
        }
        // Twice the number of pairs won, in whole numbers: exact.
        let mut won_twice: u64 = 0;
        let mut start = 0;
        for end in self.steps() {
            let above = self.positives[start];
            let here = self.positives[end] - above;
            let negatives_here = end - start - here;
            won_twice += negatives_here as u64 * (2 * above + here) as u64;
            start = end;
        }
        Some(won_twice as f64 / (2.0 * positives as f64 * negatives as f64))
    }

    /// Average precision: the mean of the precision over the recall gained at each distinct score,
    /// without interpolation (as scikit-learn's `average_precision_score`); `None` unless there are
    /// films of both kinds.
    pub fn average_precision(&self) -> Option<f64> {
        let positives = self.support();
        if positives == 0 || positives == self.len() {
            return None;
        }
        let mut sum = 0.0;
        let mut start = 0;
        for end in self.steps() {
            let gained = self.positives[end] - self.positives[start];
            sum += gained as f64 * self.positives[end] as f64 / end as f64;
            start = end;
        }
        Some(sum / positives as f64)
    }
}

/// Mean of what is defined; `None` if nothing is.
pub fn mean_of_defined(values: &[Option<f64>]) -> Option<f64> {
    let defined: Vec<f64> = values.iter().flatten().copied().collect();
    if defined.is_empty() {
        None
    } else {
        Some(defined.iter().sum::<f64>() / defined.len() as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ranking(scores: &[f32], labels: &[u8]) -> Ranking {
        Ranking::new(scores.iter().copied().zip(labels.iter().map(|&l| l == 1)))
    }

    #[test]
    fn auc_counts_pairs_and_ties_half() {
        // Positives .9 and .5, negatives .5 and .1: 4 pairs, 3 won, 1 tied.
        let r = ranking(&[0.9, 0.5, 0.5, 0.1], &[1, 1, 0, 0]);
        assert_eq!(r.roc_auc(), Some(3.5 / 4.0));
        assert_eq!(ranking(&[0.3; 4], &[1, 0, 0, 1]).roc_auc(), Some(0.5));
        assert_eq!(ranking(&[0.1, 0.9], &[1, 0]).roc_auc(), Some(0.0));
    }

    #[test]
    fn average_precision_by_hand() {
        // In order: hit (1/1), miss, hit (2/3).
        let r = ranking(&[0.9, 0.8, 0.7], &[1, 0, 1]);
        assert_eq!(r.average_precision(), Some((1.0 + 2.0 / 3.0) / 2.0));
        // All tied: precision of the whole, which is the prevalence.
        let tied = ranking(&[0.3; 4], &[1, 0, 0, 0]);
        assert_eq!(tied.average_precision(), Some(0.25));
    }

    #[test]
    fn one_kind_alone_has_no_curve() {
        for labels in [[0, 0], [1, 1]] {
            let r = ranking(&[0.2, 0.8], &labels);
            assert_eq!((r.roc_auc(), r.average_precision()), (None, None));
        }
        assert_eq!(ranking(&[], &[]).roc_auc(), None);
    }

    #[test]
    fn a_threshold_includes_its_own_score() {
        let r = ranking(&[0.9, 0.5, 0.5, 0.1], &[1, 1, 0, 0]);
        let at = r.confusion_at(0.5);
        assert_eq!((at.true_positives, at.false_positives), (2, 1));
        assert_eq!((at.false_negatives, at.true_negatives), (0, 1));
        assert_eq!(r.confusion_at(1.0).predicted(), 0);
        assert_eq!(r.confusion_at(0.0).predicted(), 4);
    }

    #[test]
    fn means_skip_what_is_undefined() {
        assert_eq!(mean_of_defined(&[Some(0.5), None, Some(1.0)]), Some(0.75));
        assert_eq!(mean_of_defined(&[None]), None);
    }
}
