//! From which probability on a genre counts as present: chosen per genre, on validation, by grid.
//!
//! In: probabilities and labels of the validation films. Out: one threshold a genre, each with a
//! word of warning where the choice is worth nothing (the study's precision-optimised thresholds,
//! .88 to .99, found 0 to 5 % of the films).

use serde::{Deserialize, Serialize};

use super::{Confusion, Objective, Predictions, Ranking};
use crate::catalog::Genre;

/// Why a threshold is worth little.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
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
    /// The precision or recall that was asked for is not reached anywhere.
    Unmet,
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
            Self::Unmet => "no threshold meets the condition; this one comes nearest",
        }
    }
}

/// A genre's chosen threshold, and what it does on the films it was chosen on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Choice {
    /// A probability; on the grid in `0.01..=0.99`.
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

/// Among which thresholds the best is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Candidates {
    /// [`grid`].
    #[default]
    Grid,
    /// Every score that occurs, and one above them all: no threshold does better on these films.
    Exact,
}

/// [`choose_thresholds_among`] the study's grid.
pub fn choose_thresholds(predictions: &Predictions<'_>, objective: Objective) -> Vec<Choice> {
    choose_thresholds_among(predictions, objective, Candidates::Grid)
}

/// The best threshold of each genre; ties go to the one nearest 0.5, then to the lower.
///
/// To be given validation films only: a figure on the films that a threshold was chosen on
/// flatters it.
pub fn choose_thresholds_among(
    predictions: &Predictions<'_>,
    objective: Objective,
    candidates: Candidates,
) -> Vec<Choice> {
    (0..predictions.genres())
        .map(|genre| {
            let ranking = Ranking::new(predictions.column(genre));
            Choice::best(&ranking, objective, candidates)
        })
        .collect()
}

impl Choice {
    /// The best threshold of one genre.
    pub fn best(ranking: &Ranking, objective: Objective, candidates: Candidates) -> Self {
        let mut best = Best::default();
        let mut weigh = |threshold: f32, counts| {
            best.weigh(threshold, objective.value(counts));
        };
        // A threshold that is no probability is none: where nothing occurs, 0.5 stays.
        match candidates {
            Candidates::Grid => {
                grid().for_each(|threshold| weigh(threshold, ranking.confusion_at(threshold)));
            }
            Candidates::Exact => {
                let mut highest = None;
                for (score, counts) in ranking.at_each_score() {
                    highest = highest.or(Some(score));
                    if (0.0..=1.0).contains(&score) {
                        weigh(score, counts);
                    }
                }
                let above = highest.map_or(0.5, f32::next_up);
                if (0.0..=1.0).contains(&above) {
                    weigh(above, ranking.confusion_at(above));
                }
            }
        }
        let counts = ranking.confusion_at(best.threshold);
        let degenerate =
            Degenerate::judge(counts).or((!objective.is_met(counts)).then_some(Degenerate::Unmet));
        Self {
            threshold: best.threshold,
            counts,
            degenerate,
        }
    }
}

/// The best so far.
struct Best {
    threshold: f32,
    value: f64,
}

impl Default for Best {
    fn default() -> Self {
        Self {
            threshold: 0.5,
            value: f64::NEG_INFINITY,
        }
    }
}

impl Best {
    fn weigh(&mut self, threshold: f32, value: f64) {
        // In f64 and rounded to a millionth: 0.49 and 0.51 are alike far from 0.5.
        let away = |threshold: f32| ((f64::from(threshold) - 0.5).abs() * 1e6).round();
        let nearer = (away(threshold), threshold) < (away(self.threshold), self.threshold);
        if value > self.value || (value == self.value && nearer) {
            *self = Self { threshold, value };
        }
    }
}

/// A sentence for each choice that is worth little.
pub fn warnings(genres: &[Genre], choices: &[Choice], objective: Objective) -> Vec<String> {
    let each = genres.iter().zip(choices);
    each.filter_map(|(genre, choice)| {
        let reason = choice.degenerate?.in_words();
        let (threshold, objective) = (choice.threshold, objective.in_words());
        Some(format!(
            "{genre}: the threshold {threshold:.2} is best for {objective} on the validation \
             films, but {reason}"
        ))
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::GenreSet;

    fn chosen(scores: &[f32], has: &[bool], objective: Objective) -> Choice {
        let ranking = Ranking::new(scores.iter().copied().zip(has.iter().copied()));
        Choice::best(&ranking, objective, Candidates::Grid)
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
    fn exact_candidates_are_never_worse_than_the_grid() {
        // The grid cannot part .301 from .304.
        let scores = [0.304, 0.301, 0.2];
        let has = [true, false, false];
        let ranking = Ranking::new(scores.into_iter().zip(has));
        let on_grid = Choice::best(&ranking, Objective::F1, Candidates::Grid);
        let exact = Choice::best(&ranking, Objective::F1, Candidates::Exact);
        assert!(on_grid.counts.f1() < 1.0);
        assert_eq!((exact.threshold, exact.counts.f1()), (0.304, 1.0));
        // Saying no to all is the best that can be done for this genre.
        let rare = [(0.9, false), (0.8, false), (0.1, true)];
        let rare = Choice::best(&Ranking::new(rare), Objective::Accuracy, Candidates::Exact);
        assert_eq!(rare.counts.predicted(), 0);
        assert!(rare.threshold > 0.9 && rare.threshold < 0.91);
        assert_eq!(rare.degenerate, Some(Degenerate::NothingPredicted));
        let none = Choice::best(&Ranking::new([]), Objective::F1, Candidates::Exact);
        assert_eq!(none.threshold, 0.5);
        // Logits are no probabilities: nothing outside of 0..=1 is chosen.
        let logits = Ranking::new([(3.0, true), (-2.0, false)]);
        let outside = Choice::best(&logits, Objective::F1, Candidates::Exact);
        assert_eq!(outside.threshold, 0.5);
    }

    #[test]
    fn a_condition_that_nothing_meets_is_said() {
        // 100 films; the genre's precision never comes above one half.
        let films = (0..100_u8).map(|film| (f32::from(film) / 100.0, film % 2 == 0));
        let ranking = Ranking::new(films);
        let objective = Objective::RecallAtPrecision(0.9);
        let choice = Choice::best(&ranking, objective, Candidates::Grid);
        assert_eq!(choice.degenerate, Some(Degenerate::Unmet));
        let met = Objective::PrecisionAtRecall(0.9);
        let choice = Choice::best(&ranking, met, Candidates::Grid);
        assert!(choice.counts.recall() >= 0.9);
        assert_eq!(choice.degenerate, None);
    }
}
