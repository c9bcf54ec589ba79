//! The run that is being set up: its settings, depth by depth, and the model that it starts from.

use std::path::{Path, PathBuf};

use crate::evaluation::Objective;
use crate::training::{Depth, Settings};
use crate::vision::checkpoint::Precision;

/// What a run will be.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// How much learns.
    pub depth: Depth,
    /// Settings of each depth, so that a look at another one loses none.
    settings: [Settings; Depth::ALL.len()],
    /// The run's name; empty: the next of `head-1`, `head-2`, ...
    pub name: String,
    /// The folder of the model to start from; `None`: the one in use.
    pub start: Option<PathBuf>,
    /// What the thresholds are chosen for.
    pub objective: Objective,
    /// Whether the weights are saved in half precision.
    pub half: bool,
    /// The advanced settings are shown.
    pub advanced: bool,
}

impl Default for Plan {
    fn default() -> Self {
        Self {
            depth: Depth::default(),
            settings: Depth::ALL.map(Settings::default_for),
            name: String::new(),
            start: None,
            objective: Objective::F1,
            half: false,
            advanced: false,
        }
    }
}

impl Plan {
    /// The settings of the chosen depth.
    pub fn settings(&mut self) -> &mut Settings {
        let at = Depth::ALL.iter().position(|depth| *depth == self.depth);
        &mut self.settings[at.unwrap_or(0)]
    }

    /// The settings of a depth.
    pub fn of(&self, depth: Depth) -> Settings {
        let known = self.settings.iter().find(|known| known.depth == depth);
        known.map_or_else(|| Settings::default_for(depth), |known| *known)
    }

    /// Whether anything differs from the depth's own settings.
    pub fn is_changed(&self) -> bool {
        self.of(self.depth) != Settings::default_for(self.depth)
    }

    /// The depth's own settings again.
    pub fn reset(&mut self) {
        *self.settings() = Settings::default_for(self.depth);
    }

    /// How the weights are saved.
    pub fn precision(&self) -> Precision {
        if self.half {
            Precision::F16
        } else {
            Precision::F32
        }
    }

    /// The folder of the model to start from, where there is one.
    pub fn start_folder<'a>(&'a self, in_use: Option<&'a Path>) -> Option<&'a Path> {
        self.start.as_deref().or(in_use)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_depth_keeps_its_own_settings() {
        let mut plan = Plan {
            depth: Depth::LastBlock,
            ..Plan::default()
        };
        plan.settings().epochs = 7;
        assert!(plan.is_changed());
        plan.depth = Depth::Full;
        assert!(!plan.is_changed());
        plan.depth = Depth::LastBlock;
        assert_eq!(plan.settings().epochs, 7);
        plan.reset();
        assert!(!plan.is_changed());
    }
}
