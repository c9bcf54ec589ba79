//! What a command came across, kind by kind: counts, and the first of each in words.

use std::collections::BTreeMap;

use crate::catalog::{Finding, FindingKind};
use crate::wording::thousands;

/// How many findings of one kind are shown in full.
const SHOWN: usize = 3;

/// The list of a run's findings: `counts` by the name of their kind, `kept` as the library has them,
/// in the order in which they came. Empty where there are none.
pub fn found(counts: &BTreeMap<String, usize>, kept: &[Finding]) -> String {
    let mut text = String::new();
    if !counts.is_empty() {
        text += "\nFindings\n";
    }
    for kind in FindingKind::ALL {
        let Some(&count) = counts.get(kind.name()) else {
            continue;
        };
        text += &format!("{:>9}  {kind}\n", thousands(count as u64));
        // The library holds those of earlier runs too; this one's came last.
        let of_kind: Vec<&Finding> = kept.iter().filter(|one| one.kind == *kind).collect();
        let these = &of_kind[of_kind.len().saturating_sub(count)..];
        for finding in these.iter().take(SHOWN) {
            text += &format!(
                "             {}: {} ({})\n",
                finding.subject, finding.detail, finding.place
            );
        }
        if count > SHOWN {
            text += "             …\n";
        }
    }
    text
}
