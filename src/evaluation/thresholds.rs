//! From which probability on a genre counts as present: chosen per genre, on validation, by grid.
//!
//! In: probabilities and labels of the validation films. Out: one threshold a genre, each with a
//! word of warning where the choice is worth nothing (the study's precision-optimised thresholds,
//! .88 to .99, found 0 to 5 % of the films).

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::{Confusion, Predictions, Ranking};

/// What a threshold is chosen for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Objective {
    /// Films on the right side.
    Accuracy,
    /// Balance of precision and recall.
    F1,
    /// Few false alarms.
    Precision,
    /// Few films missed.
    Recall,
}

impl Objective {
    /// All, in their usual order.
    pub const ALL: [Self; 4] = [Self::Accuracy, Self::F1, Self::Precision, Self::Recall];

    /// `accuracy`, `f1`, `precision`, `recall`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Accuracy => "accuracy",
            Self::F1 => "f1",
            Self::Precision => "precision",
            Self::Recall => "recall",
        }
    }

    /// Its value in `0..=1`; more is better.
    pub fn value(self, counts: Confusion) -> f64 {
        match self {
            Self::Accuracy => counts.accuracy(),
            Self::F1 => counts.f1(),
            Self::Precision => counts.precision(),
            Self::Recall => counts.recall(),
        }
    }
}

impl fmt::Display for Objective {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for Objective {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Self::ALL
            .into_iter()
            .find(|objective| objective.name() == text)
            .ok_or_else(|| {
                format!("'{text}' is no objective; use accuracy, f1, precision or recall")
            })
    }
}

/// Why a threshold is worth little.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Degenerate {
    /// No film has the genre: nothing could be chosen.
    NoPositives,
    /// No film reaches it.
    NothingPredicted,
    /// Every film reaches it.
    EverythingPredicted,
    /// Less than 2 % of the films that have the genre reach it.
    LowRecall,
    /// Fewer than 20 films reach it.
    FewPredicted,
}

/// Below this recall a threshold finds next to nothing.
const LEAST_RECALL: f64 = 0.02;
/// Below this many predicted films their precision is mostly chance.
const LEAST_PREDICTED: usize = 20;

impl Degenerate {
    /// Judges the counts at a threshold; `None` if they are sound.
    pub fn judge(counts: Confusion) -> Option<Self> {
        if counts.support() == 0 {
            Some(Self::NoPositives)
        } else if counts.predicted() == 0 {
            Some(Self::NothingPredicted)
        } else if counts.predicted() == counts.total() {
            Some(Self::EverythingPredicted)
        } else if counts.recall() < LEAST_RECALL {
            Some(Self::LowRecall)
        } else if counts.predicted() < LEAST_PREDICTED {
            Some(Self::FewPredicted)
        } else {
            None
        }
    }

    /// The reason, as it follows a genre and its threshold.
    pub fn in_words(self) -> &'static str {
        match self {
            Self::NoPositives => "no film here has the genre",
            Self::NothingPredicted => "no film reaches it",
            Self::EverythingPredicted => "every film reaches it",
            Self::LowRecall => "it finds less than 2 % of the films that have the genre",
            Self::FewPredicted => "fewer than 20 films reach it, too few to trust its precision",
        }
    }
}

/// A genre's chosen threshold, and what it does on the films it was chosen on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Choice {
    /// A probability in `0.01..=0.99`.
    pub threshold: f32,
    /// The counts there.
    pub counts: Confusion,
    /// Why it should not be trusted, if so.
    pub degenerate: Option<Degenerate>,
}

/// The candidates: 0.01, 0.02, ... 0.99, as in the study.
pub fn grid() -> impl Iterator<Item = f32> {
    (1..=99).map(|hundredths: u8| f32::from(hundredths) / 100.0)
}

/// The best threshold of each genre on the grid; ties go to the one nearest 0.5, then to the lower.
///
/// To be given validation films only: a figure on the films that a threshold was chosen on
/// flatters it.
pub fn choose_thresholds(predictions: &Predictions<'_>, objective: Objective) -> Vec<Choice> {
    (0..predictions.genres())
        .map(|genre| choose(&Ranking::new(predictions.column(genre)), objective))
        .collect()
}

fn choose(ranking: &Ranking, objective: Objective) -> Choice {
    let mut best = 0.5;
    let mut best_value = f64::NEG_INFINITY;
    // From 0.5 outwards, the lower of each pair first: a later candidate must be better.
    let outwards = (0..50u8).flat_map(|away| [50 - away, 50 + away]);
    for hundredths in outwards {
        let threshold = f32::from(hundredths) / 100.0;
        let value = objective.value(ranking.confusion_at(threshold));
        if value > best_value {
            (best, best_value) = (threshold, value);
        }
    }
    let counts = ranking.confusion_at(best);
    Choice {
        threshold: best,
        counts,
        degenerate: Degenerate::judge(counts),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::GenreSet;

    fn chosen(scores: &[f32], has: &[bool], objective: Objective) -> Choice {
        choose(
            &Ranking::new(scores.iter().copied().zip(has.iter().copied())),
            objective,
        )
    }

    #[test]
    fn the_grid_is_the_studys() {
        let grid: Vec<f32> = grid().collect();
        assert_eq!((grid.len(), grid[0], grid[98]), (99, 0.01, 0.99));
    }

    #[test]
    fn the_best_threshold_and_ties_towards_the_middle() {
        // Positives .305 and .255, negatives below: everything in .16..=.25 is perfect.
        let scores = [0.305, 0.255, 0.155, 0.1];
        let has = [true, true, false, false];
        let choice = chosen(&scores, &has, Objective::F1);
        assert_eq!((choice.threshold, choice.counts.f1()), (0.25, 1.0));
        // Recall is 1 from .25 downwards: the nearest to .5 wins.
        assert_eq!(chosen(&scores, &has, Objective::Recall).threshold, 0.25);
        // Precision is 1 from .16 to .30.
        assert_eq!(chosen(&scores, &has, Objective::Precision).threshold, 0.3);
        // .46 .. .54 are alike: 0.5 itself.
        let apart = chosen(&[0.45, 0.55], &[false, true], Objective::Accuracy);
        assert_eq!(apart.threshold, 0.5);
    }

    #[test]
    fn degenerate_choices_say_why() {
        let reason = |counts| Degenerate::judge(counts);
        let counts = |tp, fp, missed, left| Confusion {
            true_positives: tp,
            false_positives: fp,
            false_negatives: missed,
            true_negatives: left,
        };
        assert_eq!(reason(counts(0, 5, 0, 9)), Some(Degenerate::NoPositives));
        assert_eq!(
            reason(counts(0, 0, 5, 9)),
            Some(Degenerate::NothingPredicted)
        );
        assert_eq!(
            reason(counts(5, 9, 0, 0)),
            Some(Degenerate::EverythingPredicted)
        );
        assert_eq!(reason(counts(1, 0, 99, 900)), Some(Degenerate::LowRecall));
        assert_eq!(
            reason(counts(10, 2, 30, 900)),
            Some(Degenerate::FewPredicted)
        );
        assert_eq!(reason(counts(30, 9, 30, 900)), None);
        let none = chosen(&[0.2, 0.3], &[false, false], Objective::F1);
        assert_eq!(
            (none.threshold, none.degenerate),
            (0.5, Some(Degenerate::NoPositives))
        );
    }

    #[test]
    fn each_genre_has_its_own() {
        let labels = [GenreSet(0b01), GenreSet(0b10)];
        let predictions = [0.3, 0.8, 0.1, 0.9];
        let predictions = Predictions::new(&predictions, &labels, 2).expect("2 x 2");
        let chosen = choose_thresholds(&predictions, Objective::Accuracy);
        assert_eq!((chosen[0].threshold, chosen[1].threshold), (0.3, 0.81));
    }

    #[test]
    fn objectives_have_names() {
        for objective in Objective::ALL {
            assert_eq!(objective.name().parse(), Ok(objective));
        }
        assert!("best".parse::<Objective>().is_err());
    }
}
