//! How much memory the program takes at the moment.

/// The memory in bytes that is the program's own; `None` where the system does not say.
///
/// Pages of mapped files are left out: stored activations are read through them, and the system
/// takes them back as soon as anyone else needs the memory.
pub fn resident() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    parse(&status)
}

/// From the line `RssAnon:   123 kB`.
fn parse(status: &str) -> Option<u64> {
    let line = status.lines().find(|line| line.starts_with("RssAnon:"))?;
    let kibibytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    kibibytes.checked_mul(1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_is_found_and_others_are_not_taken_for_it() {
        let status = "Name:\tonesheet\nVmRSS:\t 900 kB\nRssAnon:\t    123 kB\nRssFile:\t 777 kB\n";
        assert_eq!(parse(status), Some(123 * 1024));
        assert_eq!(parse("RssAnon:\n"), None);
        assert_eq!(parse(""), None);
    }
}
