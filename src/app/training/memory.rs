//! How much memory the program takes at the moment.

/// The resident memory in bytes; `None` where the system does not say.
pub fn resident() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    parse(&status)
}

/// From the line `VmRSS:   123 kB`.
fn parse(status: &str) -> Option<u64> {
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    let kibibytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    kibibytes.checked_mul(1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_is_found_and_others_are_not_taken_for_it() {
        let status = "Name:\tonesheet\nVmHWM:\t 900 kB\nVmRSS:\t    123 kB\n";
        assert_eq!(parse(status), Some(123 * 1024));
        assert_eq!(parse("VmRSS:\n"), None);
        assert_eq!(parse(""), None);
    }
}
