//! What a model is worth: figures, curves, thresholds, calibration.
//!
//! In: a library's films as [`Examples`] for those who score them; for everything else
//! probabilities (films x genres, row-major) and labels, as [`Predictions`]. Out: plain
//! values, computed by pure functions. Which films may be used for what is the caller's business:
//! thresholds and calibration are fitted on validation films, figures are read on others.
//!
//! Conventions, as scikit-learn's: a film is predicted to have a genre when its probability is at
//! least the threshold; a ratio with nothing to divide by is 0; an AUC or average precision
//! without films of both kinds is undefined, and means leave it out.

pub mod applied;
pub mod averages;
pub mod baselines;
pub mod bootstrap;
pub mod calibration;
pub mod calibration_choice;
pub mod choosing;
pub mod confusion;
pub mod curves;
pub mod examples;
pub mod figures;
pub mod histogram;
pub mod instrument;
pub mod isotonic;
mod kinds;
pub mod learned;
pub mod library;
pub mod objective;
pub mod predictions;
pub mod quality;
pub mod ranking;
pub mod reliability;
pub mod shelf;
pub mod study;
pub mod threshold_set;
pub mod thresholds;

pub use applied::{ModelPlaces, open_reader};
pub use averages::Decisions;
pub use baselines::{Baseline, Baselines};
pub use calibration::{Uncalibrated, calibrated, fit_platt};
pub use calibration_choice::{Calibrated, fit_calibration};
pub use choosing::{ChoiceOptions, ChosenSet, Recalibration, choose_on_library};
pub use confusion::Confusion;
pub use examples::{Examples, head_logits};
pub use figures::{Evaluation, Figures, GenreFigures, ThresholdSource};
pub use histogram::ScoreHistogram;
pub use instrument::{Cell, Instrument};
pub use library::{Judged, LibraryError, LibraryFeatures, evaluate_features, evaluate_library};
pub use objective::Objective;
pub use predictions::{Error, Predictions};
pub use quality::Quality;
pub use ranking::Ranking;
pub use reliability::Reliability;
pub use shelf::SetShelf;
pub use threshold_set::{ChosenOn, ThresholdSet};
pub use thresholds::{Candidates, Choice, Degenerate, choose_thresholds, choose_thresholds_among};
