//! Train, validation, test: a seeded, stratified split in which nothing straddles.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The part of a library that a film belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Split {
    /// Weights are learned here.
    Train,
    /// Epochs, thresholds and calibration are chosen here.
    Validation,
    /// Read once, at the end.
    Test,
}

impl Split {
    /// All three, in their usual order.
    pub const ALL: [Self; 3] = [Self::Train, Self::Validation, Self::Test];

    /// `train`, `validation`, `test`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Train => "train",
            Self::Validation => "validation",
            Self::Test => "test",
        }
    }
}

impl fmt::Display for Split {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for Split {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Self::ALL
            .into_iter()
            .find(|split| split.name() == text)
            .ok_or_else(|| format!("'{text}' is no split; use train, validation or test"))
    }
}
