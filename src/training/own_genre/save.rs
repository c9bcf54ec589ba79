//! A genre of a person's own as one more genre of a model: a run like any other.
//!
//! In: what was learned, and the model that it joins. Out: a folder `runs/<name>/` with the model,
//! `training.json` (a [`Record`]) and `own_genre.json`: which films showed the genre.

use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::error::OwnGenreError;
use super::learn::Learned;
use crate::catalog::{Film, FilmId, Genre, OwnGenre};
use crate::evaluation::Objective;
use crate::training::run::check_name;
use crate::training::{Depth, Error, Record, Settings, State};
use crate::vision::Checkpoint;
use crate::vision::checkpoint::{Precision, Row};

/// `own_genre.json`: how the genre was shown and what came of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SavedGenre {
    /// Its name.
    pub genre: Genre,
    /// Films that have it, by [key](Film::key).
    pub stars: Vec<String>,
    /// Films that do not.
    pub crosses: Vec<String>,
    /// The share of the library's films that was assumed to have it, in `0..1`.
    pub share: f64,
    /// How often a star, judged as if nobody had shown it, stands above another poster.
    pub auc: Option<f64>,
    /// The probability from which on it counts.
    pub threshold: f32,
}

/// Writes the model of `start`, whose folder is `started_from`, with one more genre as the run
/// `name` below the folder `runs`, whole or not at all; returns its folder. `share` is what the genre
/// was [learned](super::learn) with; `films` are the library's, ordered by id.
///
/// # Errors
/// [`OwnGenreError`]: the name is taken, the model knows the genre or has no room, or the disk refused.
pub fn save(
    runs: &Path,
    name: &str,
    (start, started_from): (&Checkpoint, &Path),
    (genre, learned): (&OwnGenre, &Learned),
    films: &[Film],
    share: f64,
) -> Result<PathBuf, OwnGenreError> {
    check_name(runs, name)?;
    if start.genres.contains(&genre.name) {
        return Err(OwnGenreError::Known(genre.name.clone()));
    }
    let row = Row {
        weight: learned.weight.clone(),
        bias: learned.bias,
        calibration: learned.calibration.clone(),
        threshold: learned.threshold,
    };
    let mut model = start
        .clone()
        .with_genre(genre.name.clone(), row)
        .map_err(Error::from)?;
    let words = format!(
        "{} films that have it and {} that do not, starred by hand; a logistic regression on \
         cached features",
        learned.stars, learned.crosses
    );
    let shown = format!("own_genre {}", genre.name);
    model.provenance.insert(shown, words.clone());
    let saved = SavedGenre {
        genre: genre.name.clone(),
        stars: keys(films, &genre.stars),
        crosses: keys(films, &genre.crosses),
        share,
        auc: learned.auc,
        threshold: learned.threshold.value(),
    };
    let begun = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    let record = Record {
        name: name.to_owned(),
        depth: Depth::Head,
        state: State::Finished,
        error: None,
        started_from: started_from.display().to_string(),
        teachers: Vec::new(),
        backbone_key: model.backbone_key().map_err(Error::from)?,
        options: Settings::default_for(Depth::Head),
        refit: None,
        train_films: learned.stars + learned.crosses,
        validation_films: 0,
        unreadable: learned.unread,
        data_hash: String::new(),
        targets_hash: String::new(),
        best_epoch: 0,
        validation_macro_auc: None,
        threshold_objective: Objective::F1,
        half: model.precision() == Precision::F16,
        device: String::new(),
        begun: begun.map_or(0, |since| since.as_secs()),
        notes: vec![format!("{} is a genre of your own: {words}", genre.name)],
        version: env!("CARGO_PKG_VERSION").to_owned(),
        seconds: 0.0,
    };
    write(runs, name, &model, &record, &saved).map_err(OwnGenreError::from)
}

fn keys(films: &[Film], ids: &[FilmId]) -> Vec<String> {
    let key = |id: &FilmId| {
        let place = films.binary_search_by_key(id, |film| film.id).ok()?;
        Some(films[place].key.clone())
    };
    ids.iter().filter_map(key).collect()
}

fn write(
    runs: &Path,
    name: &str,
    model: &Checkpoint,
    record: &Record,
    saved: &SavedGenre,
) -> Result<PathBuf, Error> {
    let failed = |path: &Path| {
        let path = path.display().to_string();
        move |source| Error::Write { path, source }
    };
    fs::create_dir_all(runs).map_err(failed(runs))?;
    // Removed with all that is in it if anything fails on the way.
    let beside = tempfile::Builder::new()
        .prefix(".unfinished-")
        .tempdir_in(runs)
        .map_err(failed(runs))?;
    let folder = beside.path().join(name);
    model.save(&folder, model.precision())?;
    let texts = [
        ("training.json", serde_json::to_string_pretty(record)),
        ("own_genre.json", serde_json::to_string_pretty(saved)),
    ];
    for (file, text) in texts {
        let path = folder.join(file);
        text.map_err(std::io::Error::from)
            .and_then(|text| fs::write(&path, text + "\n"))
            .map_err(failed(&path))?;
    }
    let path = runs.join(name);
    fs::rename(&folder, &path).map_err(failed(&path))?;
    Ok(path)
}
