//! Platt or isotonic? Per genre the one that predicts films better which it was not fitted on.
//!
//! In: logits and labels of validation films. Out: the calibration, fitted on all of them, and
//! what both cost in cross-validation.

use serde::Serialize;

use super::calibration::{Uncalibrated, fit_platt};
use super::isotonic::fit_isotonic;
use crate::vision::Calibration;

/// A genre's calibration, and what it was preferred to.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Calibrated {
    /// The better of the two.
    pub calibration: Calibration,
    /// Mean log loss (nats a film) of Platt scaling in cross-validation.
    pub platt_loss: f64,
    /// The same of the isotonic fit; `None` where there are too few films for it.
    pub isotonic_loss: Option<f64>,
}

/// With fewer films the line follows chance where Platt has a shape to hold on to (Niculescu-Mizil
/// and Caruana 2005, *Predicting good probabilities with supervised learning*).
const LEAST_FOR_A_LINE: usize = 1000;
/// Parts of the cross-validation.
const FOLDS: usize = 5;

/// A way to fit: pairs of (logit, has the genre) in.
type Fit = dyn Fn(&[(f32, bool)]) -> Result<Calibration, Uncalibrated>;

/// Fits both kinds on four fifths of the films and reads the log loss on the last, five times
/// over; the kind with the lower mean is then fitted on all films. With equal losses, with fewer
/// than 1,000 films, or where no line can be fitted, it is Platt's two numbers.
///
/// # Errors
/// [`Uncalibrated`] where no sensible scaling exists.
pub fn fit_calibration(
    logits: impl IntoIterator<Item = (f32, bool)>,
) -> Result<Calibrated, Uncalibrated> {
    let films: Vec<(f32, bool)> = logits.into_iter().collect();
    let platt = Calibration::Platt(fit_platt(films.iter().copied())?);
    let folds = folds(&films);
    let cost = |fit: &Fit| cross_validated(&films, &folds, fit);
    // A part without a positive film leaves nothing to compare.
    let platt_loss = cost(&|films| fit_platt(films.iter().copied()).map(Calibration::Platt))
        .unwrap_or_else(|| log_loss(&platt, films.iter().copied()) / films.len() as f64);
    let line =
        |films: &[(f32, bool)]| fit_isotonic(films.iter().copied()).map(Calibration::Isotonic);
    let enough = films.len() >= LEAST_FOR_A_LINE;
    let isotonic_loss = if enough { cost(&line) } else { None };
    let better = isotonic_loss.is_some_and(|loss| loss < platt_loss);
    let calibration = if better { line(&films)? } else { platt };
    Ok(Calibrated {
        calibration,
        platt_loss,
        isotonic_loss,
    })
}

/// Which part each film is tested in: both kinds dealt out in turn, in the films' order, so that
/// every part has its share of positives and the same films always give the same parts.
fn folds(films: &[(f32, bool)]) -> Vec<usize> {
    let mut dealt = [0_usize; 2];
    films
        .iter()
        .map(|(_, has)| {
            let turn = &mut dealt[usize::from(*has)];
            *turn += 1;
            *turn % FOLDS
        })
        .collect()
}

fn cross_validated(films: &[(f32, bool)], folds: &[usize], fit: &Fit) -> Option<f64> {
    let mut sum = 0.0;
    for fold in 0..FOLDS {
        let part = |inside: bool| {
            let films = films.iter().zip(folds);
            films
                .filter(move |(_, of)| (**of == fold) == inside)
                .map(|(film, _)| *film)
        };
        let fitted = fit(&part(false).collect::<Vec<_>>()).ok()?;
        sum += log_loss(&fitted, part(true));
    }
    Some(sum / films.len() as f64)
}

/// Sum over films, in nats.
fn log_loss(calibration: &Calibration, films: impl Iterator<Item = (f32, bool)>) -> f64 {
    films
        .map(|(logit, has)| {
            let says = f64::from(calibration.probability(logit).value());
            let right = if has { says } else { 1.0 - says };
            // As scikit-learn: the smallest step of the numbers that were compared.
            -right.max(f64::from(f32::EPSILON)).ln()
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use rand::{RngExt, SeedableRng};
    use rand_chacha::ChaCha8Rng;

    use super::*;

    /// Films whose chance of having the genre is `truth(logit)`.
    fn films(count: usize, truth: impl Fn(f32) -> f32) -> Vec<(f32, bool)> {
        let mut random = ChaCha8Rng::seed_from_u64(5);
        (0..count)
            .map(|_| {
                let logit = random.random::<f32>() * 8.0 - 4.0;
                (logit, random.random::<f32>() < truth(logit))
            })
            .collect()
    }

    #[test]
    fn a_sigmoid_is_platts_and_a_staircase_isotonic() {
        let sigmoid = films(1500, |logit| 1.0 / (1.0 + (-1.5 * logit).exp()));
        let chosen = fit_calibration(sigmoid).expect("both kinds");
        assert_eq!(chosen.calibration.kind(), "Platt");
        let stairs = films(1500, |logit| if logit < 2.0 { 0.1 } else { 0.6 });
        let chosen = fit_calibration(stairs).expect("both kinds");
        assert_eq!(chosen.calibration.kind(), "isotonic");
        assert!(chosen.isotonic_loss < Some(chosen.platt_loss));
        let says = chosen.calibration.probability(0.0).value();
        assert!((says - 0.1).abs() < 0.05, "{says}");
    }

    #[test]
    fn few_films_get_two_numbers_and_one_kind_none() {
        let few = [(1.0, true), (0.5, true), (-1.0, false), (0.7, false)];
        let chosen = fit_calibration(few).expect("both kinds");
        assert_eq!(chosen.calibration.kind(), "Platt");
        assert!(chosen.platt_loss.is_finite() && chosen.isotonic_loss.is_none());
        assert_eq!(fit_calibration([(1.0, true)]), Err(Uncalibrated::OneKind));
    }
}
