//! Wrong usage that the parser of words cannot see: a sentence, and exit code 2.
//!
//! An option that would have no effect is refused, here or by the parser: whoever gives it expects
//! one.

use clap::error::{ContextKind, ContextValue, ErrorKind};

/// What was asked for makes no sense together.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Usage(pub String);

/// Says why an option does not go with another, where the parser only says that.
const REASONS: &[(&str, &str)] = &[
    (
        "--resume",
        "a run goes on with the settings that it has; for others begin a new run",
    ),
    (
        "--estimate",
        "it says what a training would take in time and disk, and trains nothing",
    ),
    ("--preview", "it only looks, and changes nothing"),
];

/// `error` with the reason beside it.
pub fn with_reason(mut error: clap::Error) -> clap::Error {
    if error.kind() != ErrorKind::ArgumentConflict {
        return error;
    }
    let named: Vec<String> = [ContextKind::InvalidArg, ContextKind::PriorArg]
        .into_iter()
        .filter_map(|kind| error.get(kind))
        .flat_map(|value| match value {
            ContextValue::String(name) => vec![name.clone()],
            ContextValue::Strings(names) => names.clone(),
            _ => Vec::new(),
        })
        .collect();
    let names = |option: &str| {
        let of = |name: &String| name.split(' ').next() == Some(option);
        named.iter().any(of)
    };
    if let Some((_, reason)) = REASONS.iter().find(|(option, _)| names(option)) {
        let tip = ContextValue::StyledStrs(vec![(*reason).into()]);
        error.insert(ContextKind::Suggested, tip);
    }
    error
}

/// An error and its causes, each said once: many sentences hold their cause already.
pub fn in_words(error: &anyhow::Error) -> String {
    let mut words = String::new();
    for part in error.chain().map(ToString::to_string) {
        match words.is_empty() {
            true => words = part,
            false if words.contains(&part) => (),
            false => words += &format!(": {part}"),
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use anyhow::anyhow;

    #[test]
    fn a_cause_that_is_said_is_not_said_again() {
        let error = anyhow!("denied")
            .context("a.txt: denied")
            .context("no list");
        assert_eq!(in_words(&error), "no list: a.txt: denied");
    }
}
