//! What an import did: how many films were kept at each step, and why the rest was not.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::catalog::{Funnel, Split};

/// The outcome of an import, over the films of that import; serialises to what
/// `onesheet import --json` prints.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportReport {
    /// Films with an id, each counted once.
    pub films: usize,
    /// Those with a sound poster.
    pub posters: usize,
    /// Those with a sound poster and at least one genre.
    pub labelled: usize,
    /// Those of them whose first genre is one of the selected ones; each has a split.
    pub in_six_genres: usize,
    /// How [`in_six_genres`](Self::in_six_genres) is divided.
    pub splits: SplitCounts,
    /// Findings by kind ([`FindingKind::name`](crate::catalog::FindingKind::name)); no kind with 0.
    pub findings: BTreeMap<String, usize>,
    /// The tables or the folder, in the order in which they count where they differ.
    #[serde(default)]
    pub sources: Vec<SourceReport>,
    /// How the posters were found: how many by `path`, `name`, `id`, `title_and_year`, `title`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub matched: BTreeMap<String, usize>,
    /// What was passed over in the folder of posters: `system` (thumbnails and bins of systems and
    /// network stores), `hidden`, `links` (to what is read anyway), `library`, `art` (pictures of a
    /// film that are no poster), `series`, `no_image`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub passed_over: BTreeMap<String, usize>,
    /// From every row of the tables to the films that a model learns from.
    pub funnel: Funnel,
}

/// One table or folder of an import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceReport {
    /// Where it lies.
    pub path: String,
    /// What it was recognised as: the kind of a table, or `folder`.
    pub kind: String,
    /// Its rows; 0 of a table of links that only lent its ids.
    pub rows: usize,
}

/// Films in each split.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SplitCounts {
    /// Films to learn from.
    pub train: usize,
    /// Films to choose epochs and thresholds with.
    pub validation: usize,
    /// Films for the final figures.
    pub test: usize,
}

impl SplitCounts {
    /// Counts one film more in `split`.
    pub fn add(&mut self, split: Split) {
        match split {
            Split::Train => self.train += 1,
            Split::Validation => self.validation += 1,
            Split::Test => self.test += 1,
        }
    }

    /// Films in all three.
    pub fn total(self) -> usize {
        self.train + self.validation + self.test
    }
}
