//! How much of the network learns.

use std::fmt;
use std::ops::Range;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// From the head alone to the whole network. What does not learn runs once per poster, and its
/// results are kept.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Depth {
    /// A linear layer on cached features: seconds.
    #[default]
    Head,
    /// Layer 4 and the head, on stored layer-3 activations: minutes to an hour.
    LastBlock,
    /// Layers 3 and 4 and the head, on stored layer-2 activations: an hour or more.
    LastTwo,
    /// The whole network, on pixels that are augmented anew each time: a GPU's work.
    Full,
}

impl Depth {
    /// From the quickest to the slowest.
    pub const ALL: [Self; 4] = [Self::Head, Self::LastBlock, Self::LastTwo, Self::Full];

    /// `head`, `last-block`, `last-two`, `full`: in the record of a run, its name and the terminal.
    pub fn name(self) -> &'static str {
        match self {
            Self::Head => "head",
            Self::LastBlock => "last-block",
            Self::LastTwo => "last-two",
            Self::Full => "full",
        }
    }

    /// As a person would say it: `layer 4 and the head`.
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Head => "a linear head on cached features",
            Self::LastBlock => "layer 4 and the head on stored layer-3 activations",
            Self::LastTwo => "layers 3 and 4 and the head on stored layer-2 activations",
            Self::Full => "the whole network",
        }
    }

    /// What learns: `layer 4`.
    pub fn what_learns(self) -> &'static str {
        match self {
            Self::Head => "the head",
            Self::LastBlock => "layer 4",
            Self::LastTwo => "layers 3 and 4",
            Self::Full => "the whole network",
        }
    }

    /// Which of the four layers learn, counted from 0; none for the head.
    pub fn layers(self) -> Range<usize> {
        match self {
            Self::Head => 4..4,
            Self::LastBlock => 3..4,
            Self::LastTwo => 2..4,
            Self::Full => 0..4,
        }
    }

    /// After which layer (counted from 1) the activations are stored that it learns from.
    pub fn stored_layer(self) -> Option<usize> {
        match self {
            Self::LastBlock => Some(3),
            Self::LastTwo => Some(2),
            Self::Head | Self::Full => None,
        }
    }
}

impl fmt::Display for Depth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for Depth {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let found = Self::ALL.into_iter().find(|depth| depth.name() == text);
        found.ok_or_else(|| format!("'{text}' is no depth; use head, last-block, last-two or full"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_the_same_everywhere() {
        for depth in Depth::ALL {
            assert_eq!(depth.name().parse(), Ok(depth));
            let json = serde_json::to_value(depth).expect("a word");
            assert_eq!(json, depth.name());
        }
        assert!("deep".parse::<Depth>().is_err());
    }
}
