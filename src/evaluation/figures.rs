//! Everything that is said about a model on some films, in one value: what `evaluate` prints.

use serde::Serialize;

use super::averages::Decisions;
use super::bootstrap::{Interval, Intervals, intervals};
use super::quality::Quality;
use super::ranking::mean_of_defined;
use super::{Baselines, Degenerate, Objective, Predictions, Ranking, Reliability};
use crate::catalog::Genre;
use crate::vision::Threshold;

/// One genre's figures.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GenreFigures {
    /// The genre.
    pub genre: String,
    /// Area under the ROC curve; `null` without films of both kinds.
    pub auc: Option<f64>,
    /// Average precision; `null` without films of both kinds.
    pub average_precision: Option<f64>,
    /// From this probability on the genre counts as predicted.
    pub threshold: Threshold,
    /// At the threshold; 0 if nothing was predicted.
    pub precision: f64,
    /// At the threshold; 0 if no film has the genre.
    pub recall: f64,
    /// At the threshold.
    pub f1: f64,
    /// At the threshold.
    pub accuracy: f64,
    /// Matthews' correlation at the threshold.
    pub mcc: f64,
    /// Shared over united at the threshold.
    pub jaccard: f64,
    /// Mean squared error of the genre's probabilities; 0 is best.
    pub brier: f64,
    /// Expected calibration error of the genre's probabilities; 0 is best.
    pub calibration_error: f64,
    /// Films that have the genre.
    pub support: usize,
    /// Films that were predicted to have it.
    pub predicted: usize,
    /// Why the figures at the threshold are worth little, if so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub warning: Option<&'static str>,
}

/// All figures on some films.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Figures {
    /// Films judged.
    pub films: usize,
    /// Mean AUC of the genres where it is defined.
    pub macro_auc: Option<f64>,
    /// Its 95 % interval over resampled films.
    pub macro_auc_interval: Option<Interval>,
    /// The 95 % intervals of all headline figures, over 1,000 resamplings of the films.
    pub intervals: Intervals,
    /// Mean average precision of the genres where it is defined.
    pub mean_average_precision: Option<f64>,
    /// Genres left out of the two means: no film has them, or every film.
    pub undefined_genres: Vec<String>,
    /// Genre by genre.
    pub per_genre: Vec<GenreFigures>,
    /// All decisions counted alike.
    pub micro: Quality,
    /// Genres counted alike.
    #[serde(rename = "macro")]
    pub macro_: Quality,
    /// Genres counted by their support.
    pub weighted: Quality,
    /// Films counted alike.
    pub samples: Quality,
    /// Shared over united genres, mean over the films.
    pub jaccard: f64,
    /// The same over all decisions counted alike.
    pub jaccard_micro: f64,
    /// The same, mean over the genres.
    pub jaccard_macro: f64,
    /// Share of films with exactly the right genres.
    pub subset_accuracy: f64,
    /// Share of wrong decisions.
    pub hamming_loss: f64,
    /// Mean number of genres that a film has.
    pub labels_per_film: f64,
    /// Mean number of genres that a film is predicted to have.
    pub predicted_per_film: f64,
    /// Films without a label of these genres.
    pub unlabelled: usize,
    /// Films that reach no threshold.
    pub without_prediction: usize,
    /// What knowing nothing scores on the same films.
    pub baselines: Baselines,
    /// Whether the probabilities mean what they say.
    pub reliability: Reliability,
}

const BOOTSTRAP_ROUNDS: usize = 1000;
const BOOTSTRAP_SEED: u64 = 0;

impl Figures {
    /// Judges calibrated probabilities at thresholds, one a genre; `genres` names the columns.
    pub fn of(predictions: &Predictions<'_>, genres: &[Genre], thresholds: &[Threshold]) -> Self {
        let plain: Vec<f32> = thresholds
            .iter()
            .map(|threshold| threshold.value())
            .collect();
        let decisions = Decisions::at(predictions, &plain);
        let per_genre: Vec<GenreFigures> = genres
            .iter()
            .zip(thresholds)
            .zip(&decisions.per_genre)
            .enumerate()
            .map(|(column, ((genre, &threshold), &counts))| {
                let ranking = Ranking::new(predictions.column(column));
                let reliability = Reliability::of(predictions.column(column));
                GenreFigures {
                    genre: genre.name().to_owned(),
                    auc: ranking.roc_auc(),
                    average_precision: ranking.average_precision(),
                    threshold,
                    precision: counts.precision(),
                    recall: counts.recall(),
                    f1: counts.f1(),
                    accuracy: counts.accuracy(),
                    mcc: counts.mcc(),
                    jaccard: counts.jaccard(),
                    brier: reliability.brier,
                    calibration_error: reliability.expected_calibration_error,
                    support: counts.support(),
                    predicted: counts.predicted(),
                    warning: Degenerate::judge(counts).map(Degenerate::in_words),
                }
            })
            .collect();
        let aucs: Vec<_> = per_genre.iter().map(|genre| genre.auc).collect();
        let precisions: Vec<_> = per_genre
            .iter()
            .map(|genre| genre.average_precision)
            .collect();
        let intervals = intervals(predictions, &plain, BOOTSTRAP_ROUNDS, BOOTSTRAP_SEED);
        Self {
            films: predictions.films(),
            macro_auc: mean_of_defined(&aucs),
            macro_auc_interval: intervals.macro_auc,
            intervals,
            mean_average_precision: mean_of_defined(&precisions),
            undefined_genres: per_genre
                .iter()
                .filter(|genre| genre.auc.is_none())
                .map(|genre| genre.genre.clone())
                .collect(),
            micro: decisions.micro,
            macro_: decisions.macro_,
            weighted: decisions.weighted,
            samples: decisions.samples,
            jaccard: decisions.jaccard,
            jaccard_micro: decisions.jaccard_micro,
            jaccard_macro: decisions.jaccard_macro,
            labels_per_film: decisions.labels_per_film,
            predicted_per_film: decisions.predicted_per_film,
            unlabelled: decisions.unlabelled,
            without_prediction: decisions.without_prediction,
            subset_accuracy: decisions.subset_accuracy,
            hamming_loss: decisions.hamming_loss,
            baselines: Baselines::of(predictions, genres),
            reliability: Reliability::over_genres(predictions),
            per_genre,
        }
    }
}

/// Where the thresholds of an [`Evaluation`] come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ThresholdSource {
    /// They came with the model.
    Model,
    /// They were chosen on the evaluated library's validation films.
    Validation,
}

/// Figures with their circumstances: the object of `evaluate --json`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Evaluation {
    /// The model's folder.
    pub model: String,
    /// The library's folder.
    pub library: String,
    /// `test`, `validation`, `train` or `all`.
    pub split: String,
    /// What the thresholds were chosen for, if they were chosen now.
    pub objective: Option<Objective>,
    /// Where the thresholds come from.
    pub thresholds_from: ThresholdSource,
    /// The set that its user applied to the model, if the thresholds are that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub applied: Option<String>,
    /// Films of the split that could not be judged, because their poster could not be read.
    pub unreadable: usize,
    /// Where a figure is not what it seems, or a threshold is worth little.
    pub notes: Vec<String>,
    /// The figures.
    #[serde(flatten)]
    pub figures: Figures,
}
