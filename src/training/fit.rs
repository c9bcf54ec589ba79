//! After the weights are learned: calibration, then thresholds, both on the validation films.

use crate::catalog::{Genre, GenreSet};
use crate::evaluation::{
    Choice, Objective, Predictions, calibrated, choose_thresholds, fit_calibration, predictions,
};
use crate::vision::{Calibration, Threshold};

/// What validation adds to a head.
#[derive(Debug, Clone, PartialEq)]
pub struct Fitted {
    /// One per genre.
    pub calibration: Vec<Calibration>,
    /// One per genre, on the calibrated probabilities.
    pub thresholds: Vec<Threshold>,
    /// One per genre: the counts behind the thresholds.
    pub choices: Vec<Choice>,
    /// What a person should know: which genre stayed uncalibrated, which threshold is degenerate.
    pub notes: Vec<String>,
}

/// Calibrates each genre (where that fails it stays as it is, with a note), then chooses its
/// threshold for `objective`. `logits`: row-major films x genres, of the validation films.
///
/// # Errors
/// [`predictions::Error`] if the logits are no table of finite numbers.
pub fn fit_on_validation(
    logits: &[f32],
    labels: &[GenreSet],
    genres: &[Genre],
    objective: Objective,
) -> Result<Fitted, predictions::Error> {
    let raw = Predictions::new(logits, labels, genres.len())?;
    let mut notes = Vec::new();
    let calibration: Vec<Calibration> = genres
        .iter()
        .enumerate()
        .map(|(column, genre)| {
            fit_calibration(raw.column(column)).map_or_else(
                |reason| {
                    notes.push(format!("{genre} is not calibrated: {reason}"));
                    Calibration::default()
                },
                |fitted| fitted.calibration,
            )
        })
        .collect();
    let probabilities = calibrated(logits, &calibration);
    let predictions = Predictions::new(&probabilities, labels, genres.len())?;
    let choices = choose_thresholds(&predictions, objective);
    for (genre, choice) in genres.iter().zip(&choices) {
        if let Some(reason) = choice.degenerate {
            let words = reason.in_words();
            notes.push(format!(
                "{genre} has threshold {:.2}: {words}",
                choice.threshold
            ));
        }
    }
    let thresholds = choices
        .iter()
        .map(|choice| Threshold::new(choice.threshold).unwrap_or_default())
        .collect();
    Ok(Fitted {
        calibration,
        thresholds,
        choices,
        notes,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_fitted_is_noted() {
        // Ten films: Action rises with its logit, nobody has Comedy.
        let labels: Vec<GenreSet> = (0..10).map(|film| GenreSet(u64::from(film >= 5))).collect();
        let logits: Vec<f32> = (0..10).flat_map(|film| [film as f32, 0.0]).collect();
        let genres = &Genre::six()[..2];
        let fitted = fit_on_validation(&logits, &labels, genres, Objective::F1).expect("10 x 2");
        assert!(fitted.calibration[0].probability(9.0) > fitted.calibration[0].probability(0.0));
        assert_eq!(fitted.calibration[1], Calibration::default());
        assert_eq!(fitted.choices[0].counts.f1(), 1.0);
        assert_eq!(fitted.thresholds[1], Threshold::default());
        assert!(
            fitted.notes[0].starts_with("Comedy is not calibrated"),
            "{:?}",
            fitted.notes
        );
    }
}
