//! `thresholds.json`, in either of its two forms, and which calibration the thresholds belong to.
//!
//! Plain: `{"Action": 0.26, ...}`. A set that was chosen and applied carries more:
//! `{"thresholds": {"Action": 0.26, ...}, "calibration": "model", ...}`; what else it says of
//! itself is for people and for `evaluation::ThresholdSet`.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::error::CheckpointError;
use super::json;
use super::per_genre::in_order;
use crate::catalog::Genre;
use crate::vision::{Calibration, Threshold};

/// What makes a model's logits probabilities: thresholds mean nothing without it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(try_from = "Stored", into = "Stored")]
pub enum CalibrationUse {
    /// What the model brings along.
    #[default]
    Model,
    /// None: the plain sigmoid.
    Off,
    /// Fitted later, on another library perhaps; one per genre, by name.
    Own(BTreeMap<String, Calibration>),
}

/// On disk: `"model"`, `"off"`, or a calibration per genre.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Stored {
    Word(String),
    Own(BTreeMap<String, Calibration>),
}

impl TryFrom<Stored> for CalibrationUse {
    type Error = String;

    fn try_from(stored: Stored) -> Result<Self, String> {
        match stored {
            Stored::Own(own) => Ok(Self::Own(own)),
            Stored::Word(word) if word == "model" => Ok(Self::Model),
            Stored::Word(word) if word == "off" => Ok(Self::Off),
            Stored::Word(word) => Err(format!("'{word}' is no calibration; use model or off")),
        }
    }
}

impl From<CalibrationUse> for Stored {
    fn from(calibration: CalibrationUse) -> Self {
        match calibration {
            CalibrationUse::Model => Self::Word("model".to_owned()),
            CalibrationUse::Off => Self::Word("off".to_owned()),
            CalibrationUse::Own(own) => Self::Own(own),
        }
    }
}

impl CalibrationUse {
    /// One per genre, by name.
    pub fn own(genres: &[Genre], calibration: &[Calibration]) -> Self {
        let names = genres.iter().map(|genre| genre.name().to_owned());
        Self::Own(names.zip(calibration.iter().cloned()).collect())
    }

    /// The calibration in use and, where that is not the model's own, the one that was set aside;
    /// `fitted` is the model's own.
    ///
    /// # Errors
    /// A sentence if a name is none of the model's genres.
    pub fn of(
        &self,
        genres: &[Genre],
        fitted: &[Calibration],
    ) -> Result<(Vec<Calibration>, Option<Vec<Calibration>>), String> {
        match self {
            Self::Model => Ok((fitted.to_vec(), None)),
            Self::Off => {
                let plain = vec![Calibration::default(); genres.len()];
                Ok((plain, Some(fitted.to_vec())))
            }
            Self::Own(own) => Ok((in_order(own.clone(), genres)?, Some(fitted.to_vec()))),
        }
    }
}

/// What the file holds, in the order of the genres.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Thresholds {
    /// One per genre; 0.5 where the file says nothing.
    pub values: Vec<Threshold>,
    /// The calibration that they were chosen with.
    pub calibration: CalibrationUse,
}

#[derive(Deserialize)]
struct Set {
    thresholds: BTreeMap<String, Threshold>,
    #[serde(default)]
    calibration: CalibrationUse,
}

/// Reads the file; `None` where there is none.
///
/// # Errors
/// [`CheckpointError`]: no JSON of either form, or a name that is none of the model's genres.
pub fn read(path: &Path, genres: &[Genre]) -> Result<Option<Thresholds>, CheckpointError> {
    let Some(file) = json::read_if_there::<Map<String, Value>>(path)? else {
        return Ok(None);
    };
    let wrong = |error: serde_json::Error| {
        let reason = format!("it is no JSON of the expected form ({error}); mend or replace it");
        CheckpointError::settings(path, reason)
    };
    let is_set = file.get("thresholds").is_some_and(Value::is_object);
    let file = Value::Object(file);
    let set = if is_set {
        serde_json::from_value(file).map_err(wrong)?
    } else {
        Set {
            thresholds: serde_json::from_value(file).map_err(wrong)?,
            calibration: CalibrationUse::Model,
        }
    };
    let values = in_order(set.thresholds, genres)
        .map_err(|reason| CheckpointError::settings(path, reason))?;
    Ok(Some(Thresholds {
        values,
        calibration: set.calibration,
    }))
}

/// The text for a saved model: plain, unless its own calibration is not in use.
///
/// # Errors
/// If a value cannot be written as JSON.
pub fn text(
    genres: &[Genre],
    values: &[Threshold],
    calibration: &CalibrationUse,
) -> serde_json::Result<String> {
    let thresholds: BTreeMap<&str, &Threshold> =
        genres.iter().map(Genre::name).zip(values).collect();
    if *calibration == CalibrationUse::Model {
        return json::text(&thresholds);
    }
    json::text(&serde_json::json!({
        "thresholds": thresholds,
        "calibration": calibration,
    }))
}
