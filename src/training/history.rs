//! What each epoch came to: one line of `history.jsonl`, one row of a table, one point of a curve.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// One pass over the training films.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Epoch {
    /// Counted from 1.
    pub epoch: usize,
    /// Mean loss over the training films while they were learned (with dropout).
    pub train_loss: f64,
    /// Mean loss over the validation films afterwards.
    pub validation_loss: f64,
    /// Mean AUC over the genres on the validation films; `null` where none is defined.
    pub validation_macro_auc: Option<f64>,
    /// Genre by genre.
    pub validation_auc: BTreeMap<String, Option<f64>>,
    /// The rate of the epoch's last step.
    pub learning_rate: f64,
    /// How long it took.
    pub seconds: f64,
}

/// As `history.jsonl`: one JSON object a line.
pub fn to_json_lines(history: &[Epoch]) -> serde_json::Result<String> {
    let mut text = String::new();
    for epoch in history {
        text += &serde_json::to_string(epoch)?;
        text.push('\n');
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_an_epoch() {
        let epoch = Epoch {
            epoch: 1,
            train_loss: 0.5,
            validation_loss: 0.25,
            validation_macro_auc: Some(0.75),
            validation_auc: [("Drama".to_owned(), Some(0.75)), ("War".to_owned(), None)].into(),
            learning_rate: 0.001,
            seconds: 0.1,
        };
        let text = to_json_lines(&[epoch.clone(), epoch.clone()]).expect("plain numbers");
        assert_eq!(text.lines().count(), 2);
        for line in text.lines() {
            assert_eq!(serde_json::from_str::<Epoch>(line).expect("a line"), epoch);
        }
    }
}
