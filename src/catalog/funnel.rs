//! The funnel: how many films come in, how many are left after each step, and why the rest went.
//!
//! One type for the terminal, the window, the report and the files that are exported.

use std::collections::BTreeMap;
use std::ops::Deref;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::FindingKind;

/// Step by step, from everything that came in to the films that a model learns from. Each step
/// keeps what the one before it kept, less what it removes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Funnel {
    /// The first one removes nothing: it says what came in.
    pub steps: Vec<FunnelStep>,
}

/// One step of the funnel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FunnelStep {
    /// What the films that are left have: `with an id`, `with a poster file`.
    pub step: String,
    /// How many are left.
    pub kept: usize,
    /// Why the others went: a reason ([`FindingKind::name`] where it is a finding) and how many.
    pub removed: BTreeMap<String, usize>,
}

impl Funnel {
    /// What came in: rows, images or films, as the first step says.
    pub fn films_in(&self) -> usize {
        self.steps.first().map_or(0, |step| step.kept)
    }

    /// What is left at the end.
    pub fn kept(&self) -> usize {
        self.steps.last().map_or(0, |step| step.kept)
    }

    /// As CSV: a line a step with the films that are left, then a line a reason.
    pub fn csv(&self) -> String {
        let quoted = |text: &str| match text.contains([',', '"', '\n']) {
            true => format!("\"{}\"", text.replace('"', "\"\"")),
            false => text.to_owned(),
        };
        let mut text = String::from("step,kept,reason,removed\n");
        for step in &self.steps {
            let FunnelStep {
                step: name,
                kept,
                removed,
            } = step;
            let name = quoted(name);
            text += &format!("{name},{kept},,{}\n", step.gone());
            for (reason, count) in removed {
                text += &format!("{name},,{},{count}\n", quoted(reason));
            }
        }
        text
    }

    /// As JSON: an array of steps.
    pub fn json(&self) -> String {
        // Text and numbers alone: there is nothing that JSON could not hold.
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }

    /// Writes it to `path`, beside and renamed: as JSON where the name ends in `.json`, else as
    /// CSV.
    ///
    /// # Errors
    /// What the system says.
    pub fn save(&self, path: &Path) -> std::io::Result<()> {
        let json = path
            .extension()
            .is_some_and(|extension| extension.eq_ignore_ascii_case("json"));
        let text = if json { self.json() } else { self.csv() };
        let folder = path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty());
        let mut file = tempfile::NamedTempFile::new_in(folder.unwrap_or(Path::new(".")))?;
        std::io::Write::write_all(&mut file, text.as_bytes())?;
        file.persist(path).map_err(|error| error.error)?;
        Ok(())
    }
}

impl Deref for Funnel {
    type Target = [FunnelStep];

    fn deref(&self) -> &[FunnelStep] {
        &self.steps
    }
}

impl<'a> IntoIterator for &'a Funnel {
    type Item = &'a FunnelStep;
    type IntoIter = std::slice::Iter<'a, FunnelStep>;

    fn into_iter(self) -> Self::IntoIter {
        self.steps.iter()
    }
}

impl FunnelStep {
    /// How many this step removed.
    pub fn gone(&self) -> usize {
        self.removed.values().sum()
    }

    /// Why, in words, the commonest reason first.
    pub fn reasons(&self) -> Vec<(String, usize)> {
        let mut sorted: Vec<(String, usize)> = self
            .removed
            .iter()
            .map(|(reason, count)| (in_words(reason), *count))
            .collect();
        sorted.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        sorted
    }
}

/// A reason as people read it: `no_genre` is `no genre`, `first genre Western` is `Western`.
pub fn in_words(reason: &str) -> String {
    match (
        reason.parse::<FindingKind>(),
        reason.strip_prefix("first genre "),
    ) {
        (Ok(kind), _) => kind.label().to_owned(),
        (_, Some(genre)) => genre.to_owned(),
        _ => reason.replace('_', " "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn funnel() -> Funnel {
        let step = |step: &str, kept, removed: &[(&str, usize)]| FunnelStep {
            step: step.to_owned(),
            kept,
            removed: removed
                .iter()
                .map(|(reason, count)| ((*reason).to_owned(), *count))
                .collect(),
        };
        Funnel {
            steps: vec![
                step("rows in the table", 10, &[]),
                step("each film once", 9, &[("duplicate_id", 1)]),
                step(
                    "first genre is selected",
                    4,
                    &[("first genre Sci, or \"Fi\"", 2), ("first genre War", 3)],
                ),
            ],
        }
    }

    #[test]
    fn the_funnel_as_csv_and_json() {
        let funnel = funnel();
        assert_eq!((funnel.films_in(), funnel.kept()), (10, 4));
        assert_eq!(
            funnel.csv(),
            "step,kept,reason,removed\n\
             rows in the table,10,,0\n\
             each film once,9,,1\n\
             each film once,,duplicate_id,1\n\
             first genre is selected,4,,5\n\
             first genre is selected,,\"first genre Sci, or \"\"Fi\"\"\",2\n\
             first genre is selected,,first genre War,3\n"
        );
        let again: Funnel = serde_json::from_str(&funnel.json()).expect("it is JSON");
        assert_eq!(again, funnel);
    }

    #[test]
    fn reasons_in_words_the_commonest_first() {
        let funnel = funnel();
        assert_eq!(
            funnel[2].reasons(),
            [("War".to_owned(), 3), ("Sci, or \"Fi\"".to_owned(), 2)]
        );
        assert_eq!(
            funnel[1].reasons(),
            [("id that stood before".to_owned(), 1)]
        );
        assert_eq!(in_words("no_genre"), "no genre");
    }

    #[test]
    fn the_name_of_the_file_says_what_is_written() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        for (name, start) in [("funnel.csv", "step,kept"), ("funnel.JSON", "[\n")] {
            let path = folder.path().join(name);
            funnel().save(&path).expect("it is written");
            let text = std::fs::read_to_string(&path).expect("it is there");
            assert!(text.starts_with(start), "{text}");
        }
        assert!(funnel().save(&folder.path().join("no/folder.csv")).is_err());
    }
}
