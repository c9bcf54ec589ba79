//! What a training learns from besides its labels: what other models say of the same posters.
//!
//! A label is a yes or a no, and some are wrong; a model's probability says how plainly the poster
//! speaks. Learning from a mean of both is distillation (Hinton et al. 2015,
//! <https://arxiv.org/abs/1503.02531>), from models of the same kind self-distillation (Furlanello et
//! al. 2018). In: models, films. Out: a target for each film and genre.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::loss::row;
use super::{Error, Films};
use crate::catalog::{FilmId, Genre, Library, Split};
use crate::evaluation::LibraryFeatures;
use crate::evaluation::library::score;
use crate::jobs::Task;
use crate::vision::Reader;

/// What the labels alone say; row-major films x genres, 0 or 1.
pub fn labels(films: &Films, genres: usize) -> Vec<f32> {
    let rows = films.labels.iter();
    rows.flat_map(|&labels| row(labels, genres)).collect()
}

/// The labels moved by `share` (in `0..=1`) towards the mean of the calibrated probabilities that
/// the models in `folders` give each of `films`, which are of `splits`, and its mirror image;
/// row-major films x genres.
///
/// # Errors
/// [`Error`]: a model cannot be read or tells other genres apart, or `task` was cancelled.
pub fn targets(
    library: &Library,
    (films, genres): (&Films, &[Genre]),
    (folders, share): (&[PathBuf], f64),
    splits: &[Split],
    task: &Task,
) -> Result<Vec<f32>, Error> {
    let mut targets = labels(films, genres.len());
    if folders.is_empty() || share == 0.0 {
        return Ok(targets);
    }
    let mut said = vec![0.0_f32; targets.len()];
    for folder in folders {
        let told = probabilities(library, (films, genres), folder, splits, task)?;
        for (sum, probability) in said.iter_mut().zip(told) {
            *sum += probability / folders.len() as f32;
        }
    }
    let share = share as f32;
    for (target, said) in targets.iter_mut().zip(said) {
        *target = (1.0 - share) * *target + share * said;
    }
    Ok(targets)
}

/// Names what teachers say: hexadecimal BLAKE3 of `targets`; empty without teachers.
pub fn hash(folders: &[PathBuf], targets: &[f32]) -> String {
    if folders.is_empty() {
        return String::new();
    }
    let mut hasher = blake3::Hasher::new();
    for target in targets {
        hasher.update(&target.to_le_bytes());
    }
    hasher.finalize().to_hex().to_string()
}

/// What one model says.
fn probabilities(
    library: &Library,
    (films, genres): (&Films, &[Genre]),
    folder: &Path,
    splits: &[Split],
    task: &Task,
) -> Result<Vec<f32>, Error> {
    let reader = Reader::open(folder).map_err(candle_core::Error::wrap)?;
    if reader.genres() != genres {
        let names: Vec<&str> = genres.iter().map(Genre::name).collect();
        return Err(Error::Settings(format!(
            "the model in {} cannot teach {}: it tells other genres apart",
            folder.display(),
            names.join(", ")
        )));
    }
    let features = LibraryFeatures::ensure_both(library, &reader, splits, task)?;
    let examples = features.examples(splits, genres);
    let scores = score(&examples, reader.checkpoint())?;
    let rows: HashMap<FilmId, &[f32]> = examples
        .films
        .iter()
        .copied()
        .zip(scores.chunks_exact(genres.len().max(1)))
        .collect();
    let mut found = Vec::with_capacity(films.len() * genres.len());
    for (id, &labels) in films.ids.iter().zip(&films.labels) {
        match rows.get(id) {
            Some(scores) => found.extend_from_slice(scores),
            // Its poster became unreadable meanwhile: its labels stand.
            None => found.extend(row(labels, genres.len())),
        }
    }
    Ok(found)
}
