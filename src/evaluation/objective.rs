//! What a threshold is chosen for.
//!
//! In a terminal and in files an objective is a word: `accuracy`, `f1`, `f0.5`, `precision`,
//! `recall`, `youden`, `recall@precision=0.8`, `precision@recall=0.8`.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::Confusion;

/// What a threshold is chosen for.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Objective {
    /// Films on the right side.
    Accuracy,
    /// Balance of precision and recall.
    F1,
    /// As F1, but recall counts this many times as much as precision; above 0.
    FBeta(f64),
    /// Few false alarms.
    Precision,
    /// Few films missed.
    Recall,
    /// Recall + specificity - 1: how far above chance, whatever the genre's frequency.
    Youden,
    /// The most films found with at least this precision, in `0..=1`.
    RecallAtPrecision(f64),
    /// The fewest false alarms with at least this recall, in `0..=1`.
    PrecisionAtRecall(f64),
}

/// A word that names no objective.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "'{0}' is no objective; use accuracy, f1, f0.5 (or another beta), precision, recall, youden, \
     recall@precision=0.8 or precision@recall=0.8"
)]
pub struct NoObjective(String);

impl Objective {
    /// The usual ones, in their usual order.
    pub const ALL: [Self; 9] = [
        Self::Accuracy,
        Self::F1,
        Self::FBeta(0.5),
        Self::FBeta(2.0),
        Self::Precision,
        Self::Recall,
        Self::Youden,
        Self::RecallAtPrecision(0.8),
        Self::PrecisionAtRecall(0.8),
    ];

    /// Its word in the terminal and in files.
    pub fn name(self) -> String {
        match self {
            Self::Accuracy => "accuracy".to_owned(),
            Self::F1 => "f1".to_owned(),
            Self::FBeta(beta) => format!("f{beta}"),
            Self::Precision => "precision".to_owned(),
            Self::Recall => "recall".to_owned(),
            Self::Youden => "youden".to_owned(),
            Self::RecallAtPrecision(least) => format!("recall@precision={least}"),
            Self::PrecisionAtRecall(least) => format!("precision@recall={least}"),
        }
    }

    /// How people say it.
    pub fn in_words(self) -> String {
        match self {
            Self::Accuracy => "accuracy".to_owned(),
            Self::F1 => "F1".to_owned(),
            Self::FBeta(beta) => format!("F{beta}"),
            Self::Precision => "precision".to_owned(),
            Self::Recall => "recall".to_owned(),
            Self::Youden => "Youden's J".to_owned(),
            Self::RecallAtPrecision(least) => {
                format!("recall at precision of at least {:.0} %", least * 100.0)
            }
            Self::PrecisionAtRecall(least) => {
                format!("precision at recall of at least {:.0} %", least * 100.0)
            }
        }
    }

    /// Its value; more is better. In `0..=1`, but Youden's J in `-1..=1`; where a condition is
    /// not met, below 0 by as much as is missing.
    pub fn value(self, counts: Confusion) -> f64 {
        let under = |condition: f64, least: f64, value: f64| {
            if condition >= least {
                value
            } else {
                condition - least
            }
        };
        match self {
            Self::Accuracy => counts.accuracy(),
            Self::F1 => counts.f1(),
            Self::FBeta(beta) => counts.f_beta(beta),
            Self::Precision => counts.precision(),
            Self::Recall => counts.recall(),
            Self::Youden => counts.youden(),
            Self::RecallAtPrecision(least) => under(counts.precision(), least, counts.recall()),
            Self::PrecisionAtRecall(least) => under(counts.recall(), least, counts.precision()),
        }
    }

    /// Whether its condition, if it has one, is met.
    pub fn is_met(self, counts: Confusion) -> bool {
        match self {
            Self::RecallAtPrecision(least) => counts.precision() >= least,
            Self::PrecisionAtRecall(least) => counts.recall() >= least,
            _ => true,
        }
    }
}

impl fmt::Display for Objective {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.name())
    }
}

impl FromStr for Objective {
    type Err = NoObjective;

    fn from_str(text: &str) -> Result<Self, NoObjective> {
        let no = || NoObjective(text.to_owned());
        let share = |number: &str| {
            let share = number.parse::<f64>().ok();
            share
                .filter(|share| (0.0..=1.0).contains(share))
                .ok_or_else(no)
        };
        if let Some(least) = text.strip_prefix("recall@precision=") {
            return share(least).map(Self::RecallAtPrecision);
        }
        if let Some(least) = text.strip_prefix("precision@recall=") {
            return share(least).map(Self::PrecisionAtRecall);
        }
        match text {
            "accuracy" => Ok(Self::Accuracy),
            "f1" => Ok(Self::F1),
            "precision" => Ok(Self::Precision),
            "recall" => Ok(Self::Recall),
            "youden" => Ok(Self::Youden),
            _ => {
                let beta = text.strip_prefix('f').and_then(|beta| beta.parse().ok());
                beta.filter(|beta: &f64| *beta > 0.0 && *beta <= 100.0)
                    .map(Self::FBeta)
                    .ok_or_else(no)
            }
        }
    }
}

impl TryFrom<String> for Objective {
    type Error = NoObjective;

    fn try_from(text: String) -> Result<Self, NoObjective> {
        text.parse()
    }
}

impl From<Objective> for String {
    fn from(objective: Objective) -> Self {
        objective.name()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_objective_has_a_word_that_is_read_back() {
        for objective in Objective::ALL {
            assert_eq!(objective.name().parse(), Ok(objective));
            let json = serde_json::to_string(&objective).expect("a word");
            assert_eq!(json, format!("\"{objective}\""));
            assert_eq!(
                serde_json::from_str::<Objective>(&json).ok(),
                Some(objective)
            );
        }
        assert_eq!("f0.5".parse(), Ok(Objective::FBeta(0.5)));
        for wrong in [
            "best",
            "f",
            "f-1",
            "f0",
            "finf",
            "fnan",
            "recall@precision=",
            "recall@precision=1.2",
            "precision@recall=nan",
            "",
        ] {
            let error = wrong.parse::<Objective>().expect_err(wrong);
            assert!(
                error.to_string().contains("recall@precision=0.8"),
                "{error}"
            );
        }
    }

    #[test]
    fn an_unmet_condition_counts_less_than_any_met_one() {
        let counts = |true_positives, false_positives| Confusion {
            true_positives,
            false_positives,
            false_negatives: 10 - true_positives,
            true_negatives: 90 - false_positives,
        };
        let objective = Objective::RecallAtPrecision(0.8);
        let (strict, loose, looser) = (counts(1, 0), counts(7, 3), counts(9, 9));
        assert_eq!(objective.value(strict), 0.1);
        assert!((objective.value(loose) - -0.1).abs() < 1e-12);
        assert!(objective.value(loose) > objective.value(looser));
        assert!(objective.is_met(strict) && !objective.is_met(loose));
        assert!(Objective::F1.is_met(looser));
    }
}
