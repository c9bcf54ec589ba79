//! What a run would do, and what it did, in numbers.

use std::collections::BTreeMap;

use serde::Serialize;

use super::tmdb::ATTRIBUTION;
use crate::catalog::ImportReport;

/// What a run would do: films without a sound poster, each counted once.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct FetchPlan {
    /// All of them.
    pub missing: usize,
    /// Those for which a table gave an address that can be asked.
    pub by_address: usize,
    /// Those that TMDB is asked for by id.
    pub by_look_up: usize,
    /// Those whose poster was not there at an earlier run; not asked for again.
    pub gone_before: usize,
    /// Those whose address is not safe to ask.
    pub refused: usize,
    /// Those of which no table gives an address.
    pub without_address: usize,
    /// Those of the last three that TMDB could be asked for, with a key.
    pub could_look_up: usize,
}

impl FetchPlan {
    /// Films that are asked for.
    pub fn to_ask(&self) -> usize {
        self.by_address + self.by_look_up
    }
}

/// What a run did; serialises to what `onesheet fetch --json` prints. Numbers are of films.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FetchReport {
    /// What was to be done when it began.
    pub plan: FetchPlan,
    /// Films that have a poster file now.
    pub fetched: usize,
    /// Those of them whose file lay there already: an earlier run was killed.
    pub found_on_disk: usize,
    /// Films whose server does not have the poster.
    pub gone: usize,
    /// Films whose address led somewhere that is not asked.
    pub refused: usize,
    /// Films that failed for another reason; the next run asks again.
    pub failed: usize,
    /// Films that were not asked for: the limit was reached, or their host was given up.
    pub left: usize,
    /// Bytes of images that came.
    pub bytes: u64,
    /// Which hosts were given up, and why.
    pub notes: Vec<String>,
    /// Findings by kind, of all films that have no poster still.
    pub findings: BTreeMap<String, usize>,
    /// The library's films after it, divided as before.
    pub library: ImportReport,
    /// The words that TMDB's terms ask for.
    pub attribution: &'static str,
}

impl FetchReport {
    /// Of a run that did nothing yet.
    pub(super) fn new(plan: FetchPlan) -> Self {
        Self {
            plan,
            fetched: 0,
            found_on_disk: 0,
            gone: 0,
            refused: 0,
            failed: 0,
            left: 0,
            bytes: 0,
            notes: Vec::new(),
            findings: BTreeMap::new(),
            library: ImportReport::default(),
            attribution: ATTRIBUTION,
        }
    }
}
