//! What an import comes across, collected: every finding is counted, the first ones of a kind are
//! kept in words.

use std::collections::BTreeMap;

use crate::catalog::{Finding, FindingKind};

/// Findings of one kind and source that are kept; a table of a million bad rows says so once more
/// in a last finding, and no more often.
const MOST: usize = 2000;

/// The findings of one source.
#[derive(Debug, Default)]
pub struct Findings {
    /// Those that are kept.
    pub kept: Vec<Finding>,
    /// All, by kind.
    pub counts: BTreeMap<FindingKind, usize>,
    /// The table's name.
    table: String,
    row: usize,
    line: usize,
}

impl Findings {
    /// Of the table of this name.
    pub fn of(table: &str) -> Self {
        Self {
            table: table.to_owned(),
            ..Self::default()
        }
    }

    /// Where [`note`](Self::note) stands from now on.
    pub fn stand(&mut self, row: usize, line: usize) {
        (self.row, self.line) = (row, line);
    }

    /// Adds a finding of the row in hand; subject and detail are made where it is kept.
    pub fn note(&mut self, kind: FindingKind, words: impl FnOnce() -> (String, String)) {
        if self.counts(kind) {
            let (subject, detail) = words();
            let place = self.place(self.row, self.line);
            self.kept.push(Finding {
                kind,
                subject,
                place,
                detail,
            });
        }
    }

    /// Adds a finding.
    pub fn push(&mut self, finding: Finding) {
        if self.counts(finding.kind) {
            self.kept.push(finding);
        }
    }

    /// Adds those of another collection.
    pub fn append(&mut self, other: Self) {
        for (kind, count) in other.counts {
            *self.counts.entry(kind).or_default() += count;
        }
        self.kept.extend(other.kept);
    }

    /// `films.csv, row 12 (line 14)`.
    pub fn place(&self, row: usize, line: usize) -> String {
        let table = &self.table;
        match (row, line) {
            (0, _) => table.clone(),
            (row, line) if row == line => format!("{table}, row {row}"),
            (row, line) => format!("{table}, row {row} (line {line})"),
        }
    }

    /// Counts one more of `kind`; whether it is kept.
    fn counts(&mut self, kind: FindingKind) -> bool {
        let count = self.counts.entry(kind).or_default();
        *count += 1;
        *count <= MOST
    }

    /// Says of how many more there are no words.
    pub fn close(&mut self) {
        for (kind, count) in &self.counts {
            if *count > MOST {
                let more = count - MOST;
                self.kept.push(Finding {
                    kind: *kind,
                    subject: format!("and {more} more"),
                    place: self.table.clone(),
                    detail: "they are counted and not listed".to_owned(),
                });
            }
        }
    }
}

/// `text`, short enough for a message.
pub fn shortened(text: &str) -> String {
    const MOST: usize = 60;
    let one_line = text.replace(['\n', '\r', '\t'], " ");
    match one_line.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &one_line[..end]),
        None => one_line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_are_counted_and_the_first_are_kept() {
        let mut findings = Findings::of("films.csv");
        for row in 2..2 + MOST + 500 {
            findings.stand(row, row + 1);
            findings.note(FindingKind::MalformedRow, || (String::new(), String::new()));
        }
        findings.close();
        assert_eq!(findings.counts[&FindingKind::MalformedRow], MOST + 500);
        assert_eq!(findings.kept.len(), MOST + 1);
        assert_eq!(findings.kept[0].place, "films.csv, row 2 (line 3)");
        assert_eq!(findings.kept[MOST].subject, "and 500 more");
    }
}
