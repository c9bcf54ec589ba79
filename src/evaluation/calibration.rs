//! Probabilities that mean what they say: Platt scaling, fitted per genre on validation.
//! [`super::isotonic`] is the other way, [`super::calibration_choice`] chooses between the two.
//!
//! In: logits and labels of validation films. Out: slope and intercept for
//! `sigmoid(slope * logit + intercept)`.

use crate::vision::{Calibration, Platt};

/// Why a genre cannot be calibrated: the caller keeps the identity and may say so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Uncalibrated {
    /// All films have the genre, or none has.
    #[error("calibration needs films with the genre and films without it")]
    OneKind,
    /// The scores do not rise with the genre: scaling would turn the ranking round.
    #[error("the scores do not rise with the genre on these films")]
    NotRising,
    /// A logit is NaN or infinite, or the fit left the range of numbers.
    #[error("the scores are not finite numbers")]
    NotFinite,
}

/// Row-major films x genres logits as probabilities, each by its genre's calibration.
pub fn calibrated(logits: &[f32], calibration: &[Calibration]) -> Vec<f32> {
    logits
        .chunks(calibration.len().max(1))
        .flat_map(|row| row.iter().zip(calibration))
        .map(|(&logit, calibration)| calibration.probability(logit).value())
        .collect()
}

/// One film as the fit sees it.
struct Point {
    logit: f64,
    target: f64,
}

/// Newton's state: slope, intercept.
type Line = (f64, f64);

const MOST_STEPS: usize = 100;
/// The gradient counts as zero below this (sum over films).
const FLAT: f64 = 1e-5;
/// Added to the Hessian's diagonal so that it can be inverted.
const RIDGE: f64 = 1e-12;
const SMALLEST_STEP: f64 = 1e-10;

/// Fits slope and intercept by maximum likelihood: Platt (1999), *Probabilistic outputs for
/// support vector machines*, with its smoothed targets (N+ + 1)/(N+ + 2) and 1/(N- + 2), by the
/// Newton method with backtracking of Lin, Lin and Weng (2007), *A note on Platt's probabilistic
/// outputs*.
///
/// # Errors
/// [`Uncalibrated`] where no sensible scaling exists.
pub fn fit_platt(logits: impl IntoIterator<Item = (f32, bool)>) -> Result<Platt, Uncalibrated> {
    let pairs: Vec<(f32, bool)> = logits.into_iter().collect();
    let positives = pairs.iter().filter(|(_, has)| *has).count() as f64;
    let negatives = pairs.len() as f64 - positives;
    if positives == 0.0 || negatives == 0.0 {
        return Err(Uncalibrated::OneKind);
    }
    if pairs.iter().any(|(logit, _)| !logit.is_finite()) {
        return Err(Uncalibrated::NotFinite);
    }
    if pairs.windows(2).all(|two| two[0].0 == two[1].0) {
        return Err(Uncalibrated::NotRising);
    }
    let (high, low) = (
        (positives + 1.0) / (positives + 2.0),
        1.0 / (negatives + 2.0),
    );
    let points: Vec<Point> = pairs
        .into_iter()
        .map(|(logit, has)| Point {
            logit: f64::from(logit),
            target: if has { high } else { low },
        })
        .collect();
    let start = (0.0, ((positives + 1.0) / (negatives + 1.0)).ln());
    let (slope, intercept) = newton(&points, start);
    if !slope.is_finite() || !intercept.is_finite() {
        return Err(Uncalibrated::NotFinite);
    }
    if slope <= 0.0 {
        return Err(Uncalibrated::NotRising);
    }
    Ok(Platt {
        slope: slope as f32,
        intercept: intercept as f32,
    })
}

fn newton(points: &[Point], start: Line) -> Line {
    let mut line = start;
    let mut value = negative_log_likelihood(points, line);
    for _ in 0..MOST_STEPS {
        let Slopes { gradient, hessian } = slopes(points, line);
        if gradient.0.abs() < FLAT && gradient.1.abs() < FLAT {
            break;
        }
        let (h11, h12, h22) = hessian;
        let determinant = h11 * h22 - h12 * h12;
        let direction = (
            -(h22 * gradient.0 - h12 * gradient.1) / determinant,
            -(h11 * gradient.1 - h12 * gradient.0) / determinant,
        );
        let descent = gradient.0 * direction.0 + gradient.1 * direction.1;
        let mut step = 1.0;
        let moved = loop {
            let next = (line.0 + step * direction.0, line.1 + step * direction.1);
            let next_value = negative_log_likelihood(points, next);
            // Armijo's condition: enough descent for the step's length.
            if next_value < value + 1e-4 * step * descent {
                break Some((next, next_value));
            }
            step /= 2.0;
            if step < SMALLEST_STEP {
                break None;
            }
        };
        let Some(found) = moved else { break };
        (line, value) = found;
    }
    line
}

fn negative_log_likelihood(points: &[Point], (slope, intercept): Line) -> f64 {
    points
        .iter()
        .map(|point| {
            let z = slope * point.logit + intercept;
            z.max(0.0) - z * point.target + (-z.abs()).exp().ln_1p()
        })
        .sum()
}

struct Slopes {
    gradient: (f64, f64),
    /// Upper triangle, row by row.
    hessian: (f64, f64, f64),
}

fn slopes(points: &[Point], (slope, intercept): Line) -> Slopes {
    let mut gradient = (0.0, 0.0);
    let mut hessian = (RIDGE, 0.0, RIDGE);
    for point in points {
        let z = slope * point.logit + intercept;
        // Two forms, so that exp never overflows.
        let p = if z >= 0.0 {
            1.0 / (1.0 + (-z).exp())
        } else {
            z.exp() / (1.0 + z.exp())
        };
        let (error, curvature) = (p - point.target, p * (1.0 - p));
        gradient.0 += error * point.logit;
        gradient.1 += error;
        hessian.0 += curvature * point.logit * point.logit;
        hessian.1 += curvature * point.logit;
        hessian.2 += curvature;
    }
    Slopes { gradient, hessian }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_constant_score_cannot_be_scaled() {
        let constant = [(1.0, true), (1.0, false), (1.0, false)];
        assert_eq!(fit_platt(constant), Err(Uncalibrated::NotRising));
    }

    #[test]
    fn symmetric_scores_have_no_intercept() {
        let pairs = [(2.0, true), (1.0, true), (-1.0, true)].into_iter();
        let mirrored = pairs.clone().map(|(logit, has)| (-logit, !has));
        let fit = fit_platt(pairs.chain(mirrored)).expect("both kinds");
        assert!(fit.slope > 0.0 && fit.intercept.abs() < 1e-4, "{fit:?}");
    }

    #[test]
    fn overconfident_logits_are_cooled() {
        // Says 99.99 %, is right three times of four.
        let pairs = [(9.0, true), (9.0, true), (9.0, true), (9.0, false)];
        let mirrored = pairs.map(|(logit, has): (f32, bool)| (-logit, !has));
        let films: Vec<_> = pairs
            .into_iter()
            .chain(mirrored)
            .cycle()
            .take(800)
            .collect();
        let fit = fit_platt(films).expect("both kinds");
        let says = Calibration::Platt(fit).probability(9.0).value();
        assert!((says - 0.75).abs() < 0.01, "{says}");
    }

    #[test]
    fn what_cannot_be_calibrated_says_so() {
        assert_eq!(fit_platt([(1.0, true)]), Err(Uncalibrated::OneKind));
        let reversed = [(1.0, false), (0.5, false), (-1.0, true), (-0.5, true)];
        assert_eq!(fit_platt(reversed), Err(Uncalibrated::NotRising));
        let nan = [(f32::NAN, false), (0.5, true)];
        assert_eq!(fit_platt(nan), Err(Uncalibrated::NotFinite));
    }
}
