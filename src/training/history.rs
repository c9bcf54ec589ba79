//! What each epoch came to: one line of `history.jsonl`, one row of a table, one point of a curve.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// One pass over the training films.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Epoch {
    /// Counted from 1.
    pub epoch: usize,
    /// Mean loss over the training films while they were learned: with dropout, blended and
    /// augmented, and of the kind that is minimised.
    pub train_loss: f64,
    /// Mean binary cross-entropy over the validation films afterwards; `null` in a refit, which has
    /// none.
    pub validation_loss: Option<f64>,
    /// Mean AUC over the genres on the validation films; `null` where none is defined.
    pub validation_macro_auc: Option<f64>,
    /// Genre by genre.
    pub validation_auc: BTreeMap<String, Option<f64>>,
    /// The rate of the epoch's last step; the head's, where it learns with the rest.
    pub learning_rate: f64,
    /// Layer 4's rate in the epoch's last step, where it learns.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub backbone_rate: Option<f64>,
    /// How long it took, with the judging.
    pub seconds: f64,
    /// Films per second while they were learned; 0 where nobody counted.
    #[serde(default)]
    pub images_per_second: f64,
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
            validation_loss: Some(0.25),
            validation_macro_auc: Some(0.75),
            validation_auc: [("Drama".to_owned(), Some(0.75)), ("War".to_owned(), None)].into(),
            learning_rate: 0.001,
            backbone_rate: Some(1e-4),
            seconds: 0.1,
            images_per_second: 28.5,
        };
        let text = to_json_lines(&[epoch.clone(), epoch.clone()]).expect("plain numbers");
        assert_eq!(text.lines().count(), 2);
        for line in text.lines() {
            assert_eq!(serde_json::from_str::<Epoch>(line).expect("a line"), epoch);
        }
    }

    #[test]
    fn a_line_of_an_older_version_is_read() {
        let text = r#"{"epoch":1,"train_loss":0.5,"validation_loss":0.4,
            "validation_macro_auc":null,"validation_auc":{},"learning_rate":0.1,"seconds":2.0}"#;
        let epoch: Epoch = serde_json::from_str(text).expect("read");
        assert_eq!((epoch.backbone_rate, epoch.images_per_second), (None, 0.0));
    }
}
