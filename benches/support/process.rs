//! Figures about this process, and about what was measured in it.

use std::time::Duration;

/// Memory of this process in MB, where the system tells it: `VmRSS` now, `VmHWM` at its peak.
pub fn memory(field: &str) -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with(field))?;
    let kilobytes: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes / 1024.0)
}

/// The time in milliseconds that `share` of the sorted ones are not longer than.
pub fn milliseconds(sorted: &[Duration], share: f64) -> f64 {
    sorted[(share * (sorted.len() - 1) as f64) as usize].as_secs_f64() * 1e3
}
