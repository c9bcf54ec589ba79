//! Films and a model made up for the tests of this room.

use std::collections::{BTreeMap, HashMap};

use candle_core::{Device, Tensor};

use crate::catalog::{Film, FilmId, Genre, Poster, Split};
use crate::vision::{Architecture, Calibration, Checkpoint, Preprocessing, Threshold};

/// Film number `n` with these genres, in turn of the three splits, a poster of the hash `[n; 32]`.
pub fn film(n: u8, genres: &str) -> Film {
    Film {
        id: FilmId(i64::from(n)),
        key: format!("id:{n}"),
        imdb_id: None,
        tmdb_id: None,
        title: format!("Film {n}"),
        year: Some(1950 + i32::from(n)),
        language: None,
        collection: None,
        genres: genres.split('|').filter_map(Genre::parse).collect(),
        poster: Some(Poster {
            path: format!("{n}.jpg").into(),
            content_hash: [n; 32],
            perceptual_hash: 0,
            width: 185,
            height: 278,
        }),
        split: [Split::Train, Split::Validation, Split::Test]
            .get(usize::from(n) % 3)
            .copied(),
    }
}

/// A model of nothing but a head: `weight` has a row a genre.
pub fn model(genres: &str, weight: &[&[f32]], bias: &[f32]) -> Checkpoint {
    let genres: Vec<Genre> = genres.split('|').filter_map(Genre::parse).collect();
    let dimension = weight.first().map_or(0, |row| row.len());
    let cpu = &Device::Cpu;
    let flat = weight.concat();
    let tensors = HashMap::from([
        (
            "fc.weight".to_owned(),
            Tensor::from_vec(flat, (weight.len(), dimension), cpu).expect("a table"),
        ),
        ("fc.bias".to_owned(), Tensor::new(bias, cpu).expect("a row")),
    ]);
    Checkpoint {
        architecture: Architecture {
            widths: [dimension; 4],
            ..Architecture::RESNET50
        },
        thresholds: vec![Threshold::default(); genres.len()],
        calibration: vec![Calibration::default(); genres.len()],
        set_aside: None,
        genres,
        preprocessing: Preprocessing::default(),
        tensors,
        provenance: BTreeMap::new(),
        learned_posters: Default::default(),
    }
}
