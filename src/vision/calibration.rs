//! From a logit to a probability that means what it says: one genre's calibration.
//!
//! In: a logit. Out: a [`Probability`]. Both kinds never turn a ranking round; an isotonic line that
//! is level somewhere (none that is fitted here) ties what was apart.

use serde::{Deserialize, Serialize};

use super::Probability;

/// How one genre's logits become probabilities.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Stored", into = "Stored")]
pub enum Calibration {
    /// `sigmoid(slope * logit + intercept)`.
    Platt(Platt),
    /// A line through points that rise.
    Isotonic(Isotonic),
}

/// Platt scaling (Platt 1999).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Platt {
    /// Factor on the logit.
    pub slope: f32,
    /// Added to the scaled logit.
    pub intercept: f32,
}

impl Default for Platt {
    /// Changes nothing: the plain sigmoid.
    fn default() -> Self {
        Self {
            slope: 1.0,
            intercept: 0.0,
        }
    }
}

/// Points of a non-decreasing line; between them it is straight, beyond them level (as
/// scikit-learn's `IsotonicRegression(out_of_bounds="clip")`).
#[derive(Debug, Clone, PartialEq)]
pub struct Isotonic {
    /// Rising (logit), never falling (probability in `0..=1`); at least one.
    points: Vec<[f32; 2]>,
}

/// Why numbers are no calibration.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadCalibration {
    /// Neither kind, or half of one.
    #[error("a calibration is slope and intercept, or isotonic: {0}")]
    Incomplete(&'static str),
    /// NaN or infinite.
    #[error("slope, intercept and points must be finite numbers")]
    NotFinite,
    /// Points that are no rising line of probabilities.
    #[error(
        "the points of an isotonic calibration are [logit, probability] with rising logits and \
         probabilities between 0 and 1 that never fall"
    )]
    NotRising,
}

impl Isotonic {
    /// A line through `[logit, probability]`.
    ///
    /// # Errors
    /// [`BadCalibration`] if there is no point, a number is not finite, or the line falls.
    pub fn new(points: Vec<[f32; 2]>) -> Result<Self, BadCalibration> {
        if points.iter().flatten().any(|number| !number.is_finite()) {
            return Err(BadCalibration::NotFinite);
        }
        let rises = points
            .windows(2)
            .all(|two| two[0][0] < two[1][0] && two[0][1] <= two[1][1]);
        let inside = points.iter().all(|point| (0.0..=1.0).contains(&point[1]));
        if points.is_empty() || !rises || !inside {
            return Err(BadCalibration::NotRising);
        }
        Ok(Self { points })
    }

    /// The points, `[logit, probability]`.
    pub fn points(&self) -> &[[f32; 2]] {
        &self.points
    }

    fn value(&self, logit: f32) -> f32 {
        let next = self.points.partition_point(|point| point[0] < logit);
        let (Some(before), Some(after)) = (
            self.points[..next].last().or(self.points.first()),
            self.points.get(next).or(self.points.last()),
        ) else {
            return 0.5;
        };
        let width = after[0] - before[0];
        if width <= 0.0 || width.is_nan() {
            return after[1];
        }
        let share = f64::from(logit - before[0]) / f64::from(width);
        // Rounding must not step over the points on either side.
        ((1.0 - share) * f64::from(before[1]) + share * f64::from(after[1]))
            .clamp(f64::from(before[1]), f64::from(after[1])) as f32
    }
}

impl Default for Calibration {
    /// Changes nothing: the plain sigmoid.
    fn default() -> Self {
        Self::Platt(Platt::default())
    }
}

impl Calibration {
    /// The probability of `logit`; 0.5 for a NaN.
    pub fn probability(&self, logit: f32) -> Probability {
        let value = match self {
            Self::Platt(platt) => sigmoid(platt.slope * logit + platt.intercept),
            Self::Isotonic(_) if logit.is_nan() => 0.5,
            Self::Isotonic(line) => line.value(logit),
        };
        Probability::new(value).unwrap_or(Probability::HALF)
    }

    /// The lowest logit whose probability is at least `probability`: a threshold on the one is a
    /// threshold on the other. At most 100 away from 0, where no logit lies.
    pub fn logit(&self, probability: f32) -> f32 {
        let (mut low, mut high) = (-100.0_f32, 100.0_f32);
        // Halving until no f32 lies between; 64 would do for any range.
        for _ in 0..64 {
            let middle = low + (high - low) / 2.0;
            if self.probability(middle).value() >= probability {
                high = middle;
            } else {
                low = middle;
            }
        }
        high
    }

    /// `Platt`, `isotonic`, or `none`: what people are told.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Platt(platt) if *platt == Platt::default() => "none",
            Self::Platt(_) => "Platt",
            Self::Isotonic(_) => "isotonic",
        }
    }
}

fn sigmoid(scaled: f32) -> f32 {
    // Two forms, so that exp never overflows.
    if scaled >= 0.0 {
        1.0 / (1.0 + (-scaled).exp())
    } else {
        let e = scaled.exp();
        e / (1.0 + e)
    }
}

/// The form on disk: `{"slope", "intercept"}` or `{"isotonic": [[logit, probability], ...]}`.
#[derive(Serialize, Deserialize)]
struct Stored {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    slope: Option<f32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    intercept: Option<f32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    isotonic: Option<Vec<[f32; 2]>>,
}

impl TryFrom<Stored> for Calibration {
    type Error = BadCalibration;

    fn try_from(stored: Stored) -> Result<Self, BadCalibration> {
        match stored {
            Stored {
                slope: None,
                intercept: None,
                isotonic: Some(points),
            } => Isotonic::new(points).map(Self::Isotonic),
            Stored {
                slope: Some(slope),
                intercept: Some(intercept),
                isotonic: None,
            } => {
                if slope.is_finite() && intercept.is_finite() {
                    Ok(Self::Platt(Platt { slope, intercept }))
                } else {
                    Err(BadCalibration::NotFinite)
                }
            }
            Stored {
                isotonic: Some(_), ..
            } => Err(BadCalibration::Incomplete("not both")),
            Stored { slope: None, .. } => Err(BadCalibration::Incomplete("slope is missing")),
            Stored { .. } => Err(BadCalibration::Incomplete("intercept is missing")),
        }
    }
}

impl From<Calibration> for Stored {
    fn from(calibration: Calibration) -> Self {
        let nothing = Self {
            slope: None,
            intercept: None,
            isotonic: None,
        };
        match calibration {
            Calibration::Platt(Platt { slope, intercept }) => Self {
                slope: Some(slope),
                intercept: Some(intercept),
                ..nothing
            },
            Calibration::Isotonic(Isotonic { points }) => Self {
                isotonic: Some(points),
                ..nothing
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_logit_becomes_a_probability() {
        let plain = Calibration::default();
        assert_eq!(plain.probability(0.0).value(), 0.5);
        assert!((plain.probability(1.0).value() - 0.731_058_6).abs() < 1e-6);
        let scaled = Calibration::Platt(Platt {
            slope: 2.0,
            intercept: -1.0,
        });
        assert_eq!(scaled.probability(1.0), plain.probability(1.0));
    }

    fn line() -> Calibration {
        let points = vec![[-1.0, 0.1], [1.0, 0.5], [2.0, 0.5], [3.0, 0.9]];
        Calibration::Isotonic(Isotonic::new(points).expect("it rises"))
    }

    #[test]
    fn an_isotonic_line_is_straight_between_its_points_and_level_beyond() {
        let at = |logit| line().probability(logit).value();
        assert_eq!([at(-9.0), at(-1.0), at(3.0), at(9.0)], [0.1, 0.1, 0.9, 0.9]);
        assert!((at(0.0) - 0.3).abs() < 1e-6);
        assert_eq!([at(1.5), at(2.0)], [0.5, 0.5]);
    }

    #[test]
    fn a_threshold_is_the_same_on_logits() {
        for calibration in [Calibration::default(), line()] {
            for probability in [0.11, 0.25, 0.5, 0.7] {
                let logit = calibration.logit(probability);
                assert!(calibration.probability(logit).value() >= probability);
                assert!(calibration.probability(logit - 1e-3).value() < probability);
            }
        }
        assert_eq!(line().logit(0.95), 100.0);
        // What even the lowest logit reaches, all do.
        assert!(line().logit(0.1) < -99.0 && line().logit(0.05) < -99.0);
    }

    #[test]
    fn extreme_logits_stay_probabilities() {
        for logit in [
            f32::MAX,
            f32::MIN,
            f32::INFINITY,
            f32::NEG_INFINITY,
            f32::NAN,
        ] {
            for calibration in [Calibration::default(), line()] {
                let value = calibration.probability(logit).value();
                assert!(Probability::new(value).is_ok(), "{logit} gives {value}");
            }
        }
    }

    #[test]
    fn both_kinds_survive_the_disk_and_half_of_one_is_refused() {
        for calibration in [Calibration::default(), line()] {
            let text = serde_json::to_string(&calibration).expect("plain numbers");
            let back: Calibration = serde_json::from_str(&text).expect("as written");
            assert_eq!(back, calibration);
        }
        for (text, word) in [
            (r#"{"slope": 1}"#, "intercept"),
            (r#"{"intercept": 1}"#, "slope"),
            (r#"{"slope": 1e300, "intercept": 0}"#, "finite"),
            (r#"{"isotonic": []}"#, "rising"),
            (r#"{"isotonic": [[1, 0.5], [0, 0.6]]}"#, "rising"),
            (r#"{"isotonic": [[0, 0.5], [1, 1.5]]}"#, "between 0 and 1"),
            (r#"{"isotonic": [[0, 0.5]], "slope": 1}"#, "not both"),
        ] {
            let error = serde_json::from_str::<Calibration>(text).expect_err(text);
            assert!(error.to_string().contains(word), "{text}: {error}");
        }
    }
}
