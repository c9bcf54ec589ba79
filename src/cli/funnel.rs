//! The funnel in words: a line a step.

use crate::catalog::{Funnel, FunnelStep};
use crate::wording::thousands;

/// Reasons that are named; a long tail of genres is not.
const MOST: usize = 5;

/// `9  with a poster file   (1 poster file not found)`, a line a step.
pub fn in_words(funnel: &Funnel) -> String {
    let mut text = String::new();
    for step in funnel {
        text += &format!("{:>9}  {}", thousands(step.kept as u64), step.step);
        if !step.removed.is_empty() {
            text += &format!("   ({})", removed(step));
        }
        text.push('\n');
    }
    text
}

/// `12 undecodable, 3 truncated`: the most frequent first.
fn removed(step: &FunnelStep) -> String {
    let reasons = step.reasons();
    let mut parts: Vec<String> = reasons
        .iter()
        .take(MOST)
        .map(|(words, count)| format!("{} {words}", thousands(*count as u64)))
        .collect();
    let rest: usize = reasons.iter().skip(MOST).map(|(_, count)| count).sum();
    if rest > 0 {
        parts.push(format!("{} others", thousands(rest as u64)));
    }
    parts.join(", ")
}
