//! Numbers between 0 and 1 that must not be mistaken for each other.

use std::fmt;

use serde::{Deserialize, Serialize};

/// How likely a poster speaks a genre, in `0..=1`.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Probability(f32);

/// The probability from which on a genre counts as predicted, in `0..=1`.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Serialize, Deserialize)]
#[serde(try_from = "f32", into = "f32")]
pub struct Threshold(f32);

/// A number that should lie in `0..=1` and does not.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
#[error("{0} is not between 0 and 1")]
pub struct OutOfRange(pub f32);

fn in_unit_range(value: f32) -> Result<f32, OutOfRange> {
    // NaN lies in no range.
    if (0.0..=1.0).contains(&value) {
        Ok(value)
    } else {
        Err(OutOfRange(value))
    }
}

impl Probability {
    /// What is said where nothing is known.
    pub(super) const HALF: Self = Self(0.5);

    /// A probability from a number.
    ///
    /// # Errors
    /// [`OutOfRange`] outside of `0..=1` and for NaN.
    pub fn new(value: f32) -> Result<Self, OutOfRange> {
        in_unit_range(value).map(Self)
    }

    /// The number, in `0..=1`.
    pub fn value(self) -> f32 {
        self.0
    }

    /// `38 %`: as people read it.
    pub fn percent(self) -> String {
        format!("{:.0} %", self.0 * 100.0)
    }

    /// Whether it reaches `threshold`; equality counts.
    pub fn reaches(self, threshold: Threshold) -> bool {
        self.0 >= threshold.0
    }
}

impl Threshold {
    /// A threshold from a number.
    ///
    /// # Errors
    /// [`OutOfRange`] outside of `0..=1` and for NaN.
    pub fn new(value: f32) -> Result<Self, OutOfRange> {
        in_unit_range(value).map(Self)
    }

    /// The number, in `0..=1`.
    pub fn value(self) -> f32 {
        self.0
    }
}

impl Default for Threshold {
    /// One half: what nobody has chosen yet.
    fn default() -> Self {
        Self(0.5)
    }
}

impl TryFrom<f32> for Threshold {
    type Error = OutOfRange;

    fn try_from(value: f32) -> Result<Self, OutOfRange> {
        Self::new(value)
    }
}

impl From<Threshold> for f32 {
    fn from(threshold: Threshold) -> Self {
        threshold.0
    }
}

impl fmt::Display for Threshold {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.2}", self.0)
    }
}

impl fmt::Display for Probability {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.2}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_outside_the_range_are_refused() {
        for value in [-0.01, 1.01, f32::NAN, f32::INFINITY] {
            assert!(Probability::new(value).is_err(), "{value}");
            assert!(Threshold::new(value).is_err(), "{value}");
        }
        assert!(serde_json::from_str::<Threshold>("1.5").is_err());
    }

    #[test]
    fn a_threshold_that_is_met_exactly_is_reached() {
        let half = Probability::new(0.5).expect("in range");
        assert!(half.reaches(Threshold::default()));
        assert_eq!(half.percent(), "50 %");
    }
}
