//! A named set of thresholds: what is saved, compared, exported, and applied to a model.
//!
//! In and out: JSON, the `thresholds.json` of a model's folder. It says what the thresholds were
//! chosen for and on how many films of which split, which model they belong to, and which
//! calibration makes its logits the probabilities that they stand in.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::Objective;
use crate::catalog::{Genre, Split};
use crate::vision::{CalibrationUse, Threshold};

/// Where thresholds were chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChosenOn {
    /// Which part of the library; test films flatter whatever was chosen on them.
    pub split: Split,
    /// How many films it had.
    pub films: usize,
}

/// Thresholds with a name and a story.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Stored", into = "Stored")]
pub struct ThresholdSet {
    /// What its maker calls it.
    pub name: String,
    /// The genres, in the order of the model that it was made with.
    pub genres: Vec<Genre>,
    /// One per genre.
    pub thresholds: Vec<Threshold>,
    /// What they were chosen for; `None`: by hand.
    pub objective: Option<Objective>,
    /// Where they were chosen; `None`: nobody knows.
    pub chosen_on: Option<ChosenOn>,
    /// The model's [`head_key`](crate::vision::Checkpoint::head_key).
    pub model: Option<String>,
    /// What the thresholds stand in.
    pub calibration: CalibrationUse,
}

/// A file that holds no set, or one that does not fit.
#[derive(Debug, thiserror::Error)]
pub enum SetError {
    /// The disk refused.
    #[error("{path} cannot be {action}: {source}")]
    Disk {
        /// The file.
        path: PathBuf,
        /// `read` or `written`.
        action: &'static str,
        /// What the system said.
        source: std::io::Error,
    },
    /// No thresholds in it.
    #[error("{path} holds no thresholds ({reason}); choose a thresholds.json that Onesheet wrote")]
    NoSet {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
    /// A genre of the model is not in it.
    #[error("the thresholds '{name}' say nothing about {genre}: they belong to another model")]
    OtherGenres {
        /// The set.
        name: String,
        /// The first genre that is missing.
        genre: String,
    },
}

/// The form on disk: thresholds by genre, for people and other programs.
#[derive(Serialize, Deserialize)]
struct Stored {
    #[serde(default)]
    name: String,
    thresholds: BTreeMap<String, Threshold>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    genres: Vec<String>,
    #[serde(default)]
    objective: Option<Objective>,
    #[serde(default)]
    chosen_on: Option<ChosenOn>,
    #[serde(default)]
    calibration: CalibrationUse,
    #[serde(default)]
    model: Option<String>,
}

impl TryFrom<Stored> for ThresholdSet {
    type Error = String;

    fn try_from(mut stored: Stored) -> Result<Self, String> {
        if stored.genres.is_empty() {
            stored.genres = stored.thresholds.keys().cloned().collect();
        }
        let mut genres = Vec::with_capacity(stored.genres.len());
        let mut thresholds = Vec::with_capacity(stored.genres.len());
        for name in &stored.genres {
            let genre = Genre::parse(name).ok_or_else(|| format!("'{name}' is no genre"))?;
            let threshold = stored.thresholds.get(name);
            let threshold = *threshold.ok_or_else(|| format!("{name} has no threshold"))?;
            if genres.contains(&genre) {
                return Err(format!("{name} is there twice"));
            }
            genres.push(genre);
            thresholds.push(threshold);
        }
        if genres.is_empty() || genres.len() > 64 || genres.len() != stored.thresholds.len() {
            return Err("genres and thresholds do not agree".to_owned());
        }
        Ok(Self {
            name: stored.name,
            genres,
            thresholds,
            objective: stored.objective,
            chosen_on: stored.chosen_on,
            model: stored.model,
            calibration: stored.calibration,
        })
    }
}

impl From<ThresholdSet> for Stored {
    fn from(set: ThresholdSet) -> Self {
        let genres: Vec<String> = set.genres.iter().map(|g| g.name().to_owned()).collect();
        Self {
            name: set.name,
            thresholds: genres.iter().cloned().zip(set.thresholds).collect(),
            genres,
            objective: set.objective,
            chosen_on: set.chosen_on,
            calibration: set.calibration,
            model: set.model,
        }
    }
}

/// More is no file of thresholds.
const MOST_BYTES: u64 = 1 << 20;

impl ThresholdSet {
    /// Its JSON.
    ///
    /// # Errors
    /// If a value cannot be written as JSON.
    pub fn text(&self) -> serde_json::Result<String> {
        serde_json::to_string_pretty(self).map(|text| text + "\n")
    }

    /// A set from a file; a plain list of thresholds by genre is one too, named after the file.
    ///
    /// # Errors
    /// [`SetError`]: unreadable, or no thresholds.
    pub fn read(path: &Path) -> Result<Self, SetError> {
        let failed = |source| SetError::Disk {
            path: path.to_path_buf(),
            action: "read",
            source,
        };
        let wrong = |reason: String| SetError::NoSet {
            path: path.to_path_buf(),
            reason,
        };
        if std::fs::metadata(path).map_err(failed)?.len() > MOST_BYTES {
            return Err(wrong("it is too large".to_owned()));
        }
        let text = std::fs::read_to_string(path).map_err(failed)?;
        let value: serde_json::Value =
            serde_json::from_str(&text).map_err(|error| wrong(error.to_string()))?;
        let is_set = value
            .get("thresholds")
            .is_some_and(serde_json::Value::is_object);
        let value = if is_set {
            value
        } else {
            serde_json::json!({ "thresholds": value })
        };
        let mut set: Self =
            serde_json::from_value(value).map_err(|error| wrong(error.to_string()))?;
        if set.name.trim().is_empty() {
            let stem = path.file_stem().unwrap_or_default();
            set.name = stem.to_string_lossy().into_owned();
        }
        Ok(set)
    }

    /// Writes the file: the old one or the new one is there at any moment.
    ///
    /// # Errors
    /// [`SetError::Disk`].
    pub fn write(&self, path: &Path) -> Result<(), SetError> {
        let failed = |source| SetError::Disk {
            path: path.to_path_buf(),
            action: "written",
            source,
        };
        let text = self.text().map_err(std::io::Error::from).map_err(failed)?;
        write_beside(path, &text).map_err(failed)
    }

    /// The thresholds in the order of another list of genres.
    ///
    /// # Errors
    /// [`SetError::OtherGenres`] if one of them is not in the set.
    pub fn for_genres(&self, genres: &[Genre]) -> Result<Vec<Threshold>, SetError> {
        genres
            .iter()
            .map(|genre| {
                let at = self.genres.iter().position(|own| own == genre);
                at.and_then(|at| self.thresholds.get(at).copied())
                    .ok_or_else(|| SetError::OtherGenres {
                        name: self.name.clone(),
                        genre: genre.name().to_owned(),
                    })
            })
            .collect()
    }

    /// `chosen for F1 on 1,250 validation films`, `set by hand`.
    pub fn story(&self) -> String {
        let films = self.chosen_on.map(|chosen| {
            let films = crate::wording::thousands(chosen.films as u64);
            format!(" on {films} {} films", chosen.split)
        });
        let films = films.unwrap_or_default();
        match self.objective {
            Some(objective) => format!("chosen for {}{films}", objective.in_words()),
            None => format!("set by hand{films}"),
        }
    }
}

/// Writes a file under another name and renames it: the old one or the new one is there at any
/// moment.
pub(super) fn write_beside(path: &Path, text: &str) -> std::io::Result<()> {
    let parent = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let mut builder = tempfile::Builder::new();
    builder.prefix(".writing-");
    // A temporary file is readable by its owner alone; this one is like any other.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o644));
    let mut file = builder.tempfile_in(parent)?;
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set() -> ThresholdSet {
        ThresholdSet {
            name: "calm".to_owned(),
            genres: vec![
                Genre::parse("Horror").expect("a genre"),
                Genre::parse("Action").expect("a genre"),
            ],
            thresholds: [0.28, 0.3]
                .map(|value| Threshold::new(value).expect("in range"))
                .into(),
            objective: Some(Objective::RecallAtPrecision(0.8)),
            chosen_on: Some(ChosenOn {
                split: Split::Validation,
                films: 1250,
            }),
            model: Some("abc".to_owned()),
            calibration: CalibrationUse::Off,
        }
    }

    #[test]
    fn a_set_survives_the_disk() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("thresholds.json");
        set().write(&path).expect("written");
        let text = std::fs::read_to_string(&path).expect("there");
        assert!(
            text.contains("\"Action\": 0.3") && text.contains("recall@precision=0.8"),
            "{text}"
        );
        assert_eq!(ThresholdSet::read(&path).expect("as written"), set());
        assert_eq!(
            set().story(),
            "chosen for recall at precision of at least 80 % on 1,250 validation films"
        );
        // Nothing temporary is left behind.
        assert_eq!(std::fs::read_dir(folder.path()).expect("listed").count(), 1);
    }

    #[test]
    fn the_order_is_the_models_and_a_missing_genre_is_named() {
        let genres = [Genre::parse("Action"), Genre::parse("Horror")].map(|g| g.expect("a genre"));
        let values = set().for_genres(&genres).expect("both are there");
        assert_eq!(
            values.iter().map(|t| t.value()).collect::<Vec<_>>(),
            [0.3, 0.28]
        );
        let error = set().for_genres(&Genre::six()).expect_err("no comedy");
        assert!(error.to_string().contains("Comedy"), "{error}");
    }

    #[test]
    fn plain_lists_are_read_and_nonsense_is_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("study.json");
        std::fs::write(&path, r#"{"Drama": 0.42}"#).expect("written");
        let plain = ThresholdSet::read(&path).expect("a plain list");
        assert_eq!((plain.name.as_str(), plain.genres.len()), ("study", 1));
        assert_eq!(plain.story(), "set by hand");
        for (text, word) in [
            ("[]", "thresholds"),
            ("{}", "do not agree"),
            (r#"{"Drama": 1.5}"#, "between 0 and 1"),
            (
                r#"{"thresholds": {"Drama": 0.5}, "genres": ["Horror"]}"#,
                "no threshold",
            ),
            (
                r#"{"thresholds": {"Drama": 0.5}, "objective": "best"}"#,
                "no objective",
            ),
            (
                r#"{"thresholds": {"Drama": 0.5}, "calibration": "on"}"#,
                "calibration",
            ),
        ] {
            std::fs::write(&path, text).expect("written");
            let error = ThresholdSet::read(&path).expect_err(text).to_string();
            assert!(
                error.contains(word) && error.contains("study.json"),
                "{text}: {error}"
            );
        }
        let gone = ThresholdSet::read(&folder.path().join("gone")).expect_err("no file");
        assert!(gone.to_string().contains("cannot be read"), "{gone}");
    }
}
