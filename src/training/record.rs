//! `training.json`: where a run stands, and what is needed to understand and to repeat it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Depth, Roles, Settings};
use crate::evaluation::Objective;

/// How the notes begin that say what the head alone could do, and what the model had seen before.
pub(super) const HEAD_BEFORE: &str = "the head that it started from";
pub(super) const MODEL_BEFORE: &str = "the model that it started from";

/// Whether a note is of the start: it stays, whatever comes of an epoch.
pub(super) fn is_of_the_start(note: &str) -> bool {
    note.starts_with(HEAD_BEFORE) || note.starts_with(MODEL_BEFORE)
}

/// Where a training stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// At work.
    Running,
    /// Waiting to be resumed by who started it.
    Paused,
    /// Asked to stop; it can go on.
    Stopped,
    /// Over.
    #[default]
    Finished,
    /// Broken off; `error` says why.
    Failed,
}

/// `training.json`: what is needed to understand a run, and to repeat it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// The run's name.
    pub name: String,
    /// What was trained.
    pub depth: Depth,
    /// Where it stands; a record of an older version is one of a finished run.
    #[serde(default)]
    pub state: State,
    /// Why it broke off, in a sentence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
    /// The folder of the model that it started from.
    pub started_from: String,
    /// The folders of the models that it learned from besides the labels.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub teachers: Vec<String>,
    /// Under which that model's features are filed.
    pub backbone_key: String,
    /// The settings, the seed among them.
    pub options: Settings,
    /// Which run it repeats on training and validation films together; `None`: it is no refit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refit: Option<Refit>,
    /// Films that were learned from.
    pub train_films: usize,
    /// Films that epoch, calibration and thresholds were chosen on; 0 in a refit.
    pub validation_films: usize,
    /// Films left out because their poster could not be read.
    pub unreadable: usize,
    /// BLAKE3 of the films, their labels, splits and posters, in hexadecimal: a run goes on with
    /// the same ones only.
    #[serde(default)]
    pub data_hash: String,
    /// BLAKE3 of what the teachers say, in hexadecimal: a run goes on with the same only; empty
    /// without teachers.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub targets_hash: String,
    /// Counted from 1; 0 while no epoch was finished.
    pub best_epoch: usize,
    /// Its macro AUC on the validation films.
    pub validation_macro_auc: Option<f64>,
    /// What the thresholds were chosen for.
    pub threshold_objective: Objective,
    /// Whether the weights are saved in half precision.
    #[serde(default)]
    pub half: bool,
    /// Where it was trained: `CPU, 2 cores`.
    #[serde(default)]
    pub device: String,
    /// When it was begun, in seconds since 1970.
    #[serde(default)]
    pub begun: u64,
    /// What a person should know of calibration and thresholds.
    pub notes: Vec<String>,
    /// The version of Onesheet.
    pub version: String,
    /// How long the epochs took.
    pub seconds: f64,
}

impl Record {
    /// What the library's splits are to it.
    pub fn roles(&self) -> Roles {
        match self.refit {
            Some(_) => Roles::Together,
            None => Roles::Apart,
        }
    }

    /// The settings and what else tells runs apart, as flat `name -> value` (`head.dropout`): what
    /// a comparison shows where it differs.
    ///
    /// # Errors
    /// Serde's, for numbers that JSON does not know.
    pub fn differing_facts(&self) -> serde_json::Result<BTreeMap<String, String>> {
        let mut facts = BTreeMap::new();
        flatten("", &serde_json::to_value(self.options)?, &mut facts);
        facts.insert("started_from".to_owned(), self.started_from.clone());
        facts.insert("teachers".to_owned(), self.teachers.join(", "));
        let refit = self.refit.as_ref().map(|refit| refit.run.clone());
        facts.insert("refit_of".to_owned(), refit.unwrap_or_default());
        facts.insert("train_films".to_owned(), self.train_films.to_string());
        facts.insert("half".to_owned(), self.half.to_string());
        let auc = self.validation_macro_auc.map(|auc| format!("{auc:.4}"));
        facts.insert("validation_macro_auc".to_owned(), auc.unwrap_or_default());
        Ok(facts)
    }
}

/// What a refit takes from the run that it repeats.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refit {
    /// That run's name.
    pub run: String,
    /// Its best epoch: as many are learned, on the same schedule.
    pub epochs: usize,
}

fn flatten(name: &str, value: &serde_json::Value, facts: &mut BTreeMap<String, String>) {
    match value {
        serde_json::Value::Object(parts) => {
            for (part, value) in parts {
                let inner = if name.is_empty() {
                    part.clone()
                } else {
                    format!("{name}.{part}")
                };
                flatten(&inner, value, facts);
            }
        }
        serde_json::Value::String(words) => {
            facts.insert(name.to_owned(), words.clone());
        }
        other => {
            facts.insert(name.to_owned(), other.to_string());
        }
    }
}
