//! Everything that a report tells, read and computed once.
//!
//! In: a library and a model. Out: [`Material`]. Thresholds are chosen on the validation films;
//! the test films are read at them, and nothing is chosen there.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::error::Error;
use crate::catalog::{Film, Funnel, Library, Poster, Split};
use crate::evaluation::{Choice, Figures, LibraryError, Objective, choose_thresholds};
use crate::explore::scores::{LibraryScores, Scored};
use crate::jobs::Task;
use crate::resources::SHIPPED_MODEL;
use crate::training::Epoch;
use crate::vision::{FeatureStore, Reader, Threshold};

/// What the report is about.
#[derive(Debug, Clone, PartialEq)]
pub struct Request {
    /// The model's folder: its history and its record are told.
    pub model: PathBuf,
    /// What was typed or pressed to get the report.
    pub command: String,
    /// Thresholds in use, one a genre of the model; `None`: the model's own.
    pub thresholds: Option<Vec<Threshold>>,
    /// How many posters a sheet shows; 0: no sheets.
    pub top: usize,
}

/// One of the study's three tables: thresholds chosen for one thing.
#[derive(Debug, Clone, PartialEq)]
pub struct ThresholdTable {
    /// What they were chosen for, on the validation films.
    pub objective: Objective,
    /// One a genre.
    pub choices: Vec<Choice>,
    /// What they do on the test films.
    pub test: Figures,
}

/// What a report is made from.
pub struct Material {
    /// What was asked for.
    pub request: Request,
    /// The library's folder.
    pub library: PathBuf,
    /// All its films.
    pub films: Vec<Film>,
    /// From every row of the tables to the films that are learned from, as the library is now.
    pub funnel: Funnel,
    /// The seed of the division, where the library knows.
    pub split_seed: Option<String>,
    /// The model's scores for every poster that was read.
    pub scores: LibraryScores,
    /// The labelled validation films.
    pub validation: Scored,
    /// The labelled test films.
    pub test: Scored,
    /// The thresholds in use.
    pub thresholds: Vec<Threshold>,
    /// The test films at the thresholds in use.
    pub figures: Figures,
    /// Thresholds for accuracy, F1 and precision.
    pub tables: Vec<ThresholdTable>,
    /// The course of the training, where the model's folder tells it.
    pub history: Vec<Epoch>,
    /// The record of the training, where the model's folder has one.
    pub record: BTreeMap<String, serde_json::Value>,
    /// Where weights and training come from, as the model says.
    pub provenance: BTreeMap<String, String>,
    /// BLAKE3 of the model's weights file, in hexadecimal.
    pub weights_hash: Option<String>,
    /// BLAKE3 over the films in the splits: id, split, labels and poster content.
    pub data_hash: String,
}

impl Material {
    /// The model's name: its folder's.
    pub fn model_name(&self) -> String {
        let folder = self.request.model.file_name();
        folder.map_or_else(
            || SHIPPED_MODEL.to_owned(),
            |name| name.to_string_lossy().into_owned(),
        )
    }
}

/// What the study's tables were optimised for.
const OBJECTIVES: [Objective; 3] = [Objective::Accuracy, Objective::F1, Objective::Precision];

/// Reads, scores and judges. Posters without features are read first, which takes its time.
///
/// # Errors
/// [`Error`]: the library cannot be read or has no labelled validation and test films, the model
/// has no head, or `task` was cancelled.
pub fn gather(
    library: &Library,
    reader: &Reader,
    request: Request,
    task: &Task,
) -> Result<Material, Error> {
    let films = library.films()?;
    let posters: Vec<Poster> = films
        .iter()
        .filter_map(|film| film.poster.clone())
        .collect();
    let store = FeatureStore::ensure_posters(&library.features_dir(), &posters, reader, task)?;
    let model = reader.checkpoint();
    let scores = LibraryScores::compute(&films, &store, model, task)?;
    let of_split = |split| {
        let scored = scores.predictions_of(&scores.rows_in(Some(split)));
        if scored.labels.is_empty() {
            return Err(LibraryError::NoFilms(format!("its {split} split")));
        }
        Ok(scored)
    };
    let (validation, test) = (of_split(Split::Validation)?, of_split(Split::Test)?);
    task.check()?;
    task.begin("Judging", "tables", Some(OBJECTIVES.len() as u64 + 1));
    let given = request.thresholds.clone();
    // One a genre, or they are of another model.
    let given = given.filter(|given| given.len() == model.genres.len());
    let thresholds = given.unwrap_or_else(|| model.thresholds.clone());
    let figures = Figures::of(&test.predictions()?, &model.genres, &thresholds);
    task.advance(1);
    let mut tables = Vec::new();
    for objective in OBJECTIVES {
        task.check()?;
        let choices = choose_thresholds(&validation.predictions()?, objective);
        let thresholds: Vec<Threshold> = choices
            .iter()
            .map(|choice| Threshold::new(choice.threshold).unwrap_or_default())
            .collect();
        let test = Figures::of(&test.predictions()?, &model.genres, &thresholds);
        tables.push(ThresholdTable {
            objective,
            choices,
            test,
        });
        task.advance(1);
    }
    let data_hash = data_hash(&films);
    Ok(Material {
        library: library.root().to_owned(),
        funnel: library.funnel()?,
        split_seed: library.split_seed()?,
        thresholds,
        history: lines(&request.model.join("history.jsonl")),
        record: json(&request.model.join("training.json")).unwrap_or_default(),
        provenance: model.provenance.clone(),
        weights_hash: hash_of(&request.model.join("model.safetensors")),
        films,
        scores,
        validation,
        test,
        figures,
        tables,
        data_hash,
        request,
    })
}

/// A model may come without its history: then the report has no chapter on it.
fn lines<T: serde::de::DeserializeOwned>(file: &std::path::Path) -> Vec<T> {
    let text = std::fs::read_to_string(file).unwrap_or_default();
    text.lines()
        .filter_map(|line| serde_json::from_str(line).ok())
        .collect()
}

fn json<T: serde::de::DeserializeOwned>(file: &std::path::Path) -> Option<T> {
    serde_json::from_str(&std::fs::read_to_string(file).ok()?).ok()
}

fn hash_of(file: &std::path::Path) -> Option<String> {
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(std::fs::File::open(file).ok()?).ok()?;
    Some(hasher.finalize().to_hex().to_string())
}

/// Two libraries with the same hash give the same figures. In the order of the films' keys, so
/// that the order of importing does not matter.
fn data_hash(films: &[Film]) -> String {
    let mut lines: Vec<String> = films
        .iter()
        .filter_map(|film| {
            let (split, poster) = (film.split?, film.poster.as_ref()?);
            let genres: Vec<&str> = film.genres.iter().map(|genre| genre.name()).collect();
            let content = blake3::Hash::from_bytes(poster.content_hash).to_hex();
            let (key, genres) = (&film.key, genres.join("|"));
            Some(format!("{key}\t{split}\t{genres}\t{content}\n"))
        })
        .collect();
    lines.sort_unstable();
    blake3::hash(lines.concat().as_bytes()).to_hex().to_string()
}
