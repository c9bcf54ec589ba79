//! Some films of a library, ready to follow a hand: sorted, counted, with their curves.

use rayon::prelude::*;

use crate::catalog::{Genre, GenreSet, Split};
use crate::evaluation::curves::{
    PrecisionRecallPoint, RocPoint, precision_recall_curve, roc_curve, thinned,
};
use crate::evaluation::{
    Baselines, Decisions, Instrument, Predictions, Ranking, Reliability, ScoreHistogram, calibrated,
};
use crate::explore::LibraryScores;
use crate::vision::Calibration;

/// Bins of the histograms: the study's grid.
pub const BINS: usize = 100;
/// More points than pixels show nothing more.
const MOST_POINTS: usize = 400;

/// One genre's curves and what they come to.
#[derive(Debug, Clone, Default)]
pub struct Curves {
    /// Empty without films of both kinds, as the other two.
    pub roc: Vec<RocPoint>,
    /// Empty without films of both kinds.
    pub precision_recall: Vec<PrecisionRecallPoint>,
    /// Area under the first.
    pub auc: Option<f64>,
    /// Average precision.
    pub average_precision: Option<f64>,
}

/// The films of one split, or of all.
pub struct Part {
    /// The instrument's films as rows of the library's scores.
    pub rows: Vec<usize>,
    /// Of how many of them the model learned from the poster.
    pub learned: usize,
    /// What follows the hand.
    pub instrument: Instrument,
    /// One a genre.
    pub histograms: Vec<ScoreHistogram>,
    /// One a genre.
    pub curves: Vec<Curves>,
    /// One a genre.
    pub reliability: Vec<Reliability>,
    /// What knowing nothing scores here.
    pub baselines: Baselines,
    probabilities: Vec<f32>,
    labels: Vec<GenreSet>,
}

impl Part {
    /// The films of `split`, or all labelled ones; `None` if there is no film.
    pub fn of(
        scores: &LibraryScores,
        split: Option<Split>,
        calibration: &[Calibration],
    ) -> Option<Self> {
        let rows: Vec<usize> = match split {
            Some(_) => scores.rows_in(split),
            None => (0..scores.len())
                .filter(|&row| scores.split(row).is_some() || !scores.labels(row).is_empty())
                .collect(),
        };
        let genres = scores.genres();
        let logits: Vec<f32> = rows
            .iter()
            .flat_map(|&row| scores.logits(row).iter().copied())
            .collect();
        let probabilities = calibrated(&logits, calibration);
        let labels: Vec<GenreSet> = rows.iter().map(|&row| scores.labels(row)).collect();
        if labels.is_empty() {
            return None;
        }
        let predictions = Predictions::new(&probabilities, &labels, genres.len()).ok()?;
        let each = |genre: usize| {
            let ranking = Ranking::new(predictions.column(genre));
            let curves = Curves {
                roc: thinned(&roc_curve(&ranking).unwrap_or_default(), MOST_POINTS),
                precision_recall: thinned(
                    &precision_recall_curve(&ranking).unwrap_or_default(),
                    MOST_POINTS,
                ),
                auc: ranking.roc_auc(),
                average_precision: ranking.average_precision(),
            };
            let histogram = ScoreHistogram::of(predictions.column(genre), BINS);
            (
                histogram,
                curves,
                Reliability::of(predictions.column(genre)),
            )
        };
        let each: Vec<_> = (0..genres.len()).into_par_iter().map(each).collect();
        let (mut histograms, mut curves, mut reliability) = (Vec::new(), Vec::new(), Vec::new());
        for (histogram, curve, bins) in each {
            histograms.push(histogram);
            curves.push(curve);
            reliability.push(bins);
        }
        let instrument = Instrument::new(&predictions, &[]);
        let baselines = Baselines::of(&predictions, genres);
        Some(Self {
            learned: scores.learned(&rows),
            rows,
            instrument,
            histograms,
            curves,
            reliability,
            baselines,
            probabilities,
            labels,
        })
    }

    /// The figures at other thresholds: a set that is compared.
    pub fn at(&self, genres: &[Genre], thresholds: &[f32]) -> Option<Decisions> {
        let predictions = Predictions::new(&self.probabilities, &self.labels, genres.len()).ok()?;
        Some(Decisions::at(&predictions, thresholds))
    }

    /// One genre's films as a ranking.
    pub fn ranking(&self, genre: usize, genres: usize) -> Option<Ranking> {
        let predictions = Predictions::new(&self.probabilities, &self.labels, genres).ok()?;
        Some(Ranking::new(predictions.column(genre)))
    }
}
