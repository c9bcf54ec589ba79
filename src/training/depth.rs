//! How much of the network learns.

use serde::{Deserialize, Serialize};

use super::{HeadOptions, LastBlockOptions};

/// What is trained, with its settings.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
// The settings say which they are: in this order, since those of the last block hold a head's.
#[serde(untagged)]
pub enum Depth {
    /// Layer 4 and the head, on stored layer-3 activations: minutes to an hour.
    LastBlock(LastBlockOptions),
    /// A linear layer on cached features: seconds.
    Head(HeadOptions),
}

impl Depth {
    /// `head`, `last-block`: in the record of a run, its name and the terminal.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Head(_) => "head",
            Self::LastBlock(_) => "last-block",
        }
    }

    /// The seed of the whole run.
    pub fn seed(&self) -> u64 {
        match self {
            Self::Head(options) => options.seed,
            Self::LastBlock(options) => options.seed,
        }
    }
}

impl Default for Depth {
    fn default() -> Self {
        Self::Head(HeadOptions::default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_tells_the_depths_apart() {
        for depth in [
            Depth::default(),
            Depth::LastBlock(LastBlockOptions::default()),
        ] {
            let text = serde_json::to_string(&depth).expect("plain numbers");
            let read: Depth = serde_json::from_str(&text).expect("its own text");
            assert_eq!(read, depth);
        }
    }
}
