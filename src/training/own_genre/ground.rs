//! What a genre of a person's own stands out from: some posters of the library, on one scale.
//!
//! In: a library's films and their features. Out: a few thousand rows, drawn as if by lot and always
//! the same, made once for a library and a network.

use std::collections::HashSet;

use super::error::OwnGenreError;
use crate::catalog::Film;
use crate::training::Standardiser;
use crate::vision::FeatureStore;

/// Posters that are looked at: their scores stand for the whole library's.
const SAMPLE: usize = 4_000;
/// The fewest posters with features that something can stand out from.
const FEWEST: usize = 20;

/// Some posters of a library and their features.
pub struct Ground {
    standardiser: Standardiser,
    dimension: usize,
    /// By the BLAKE3 of their files, ascending: that is as good as a lot.
    hashes: Vec<[u8; 32]>,
    /// Row-major, on the common scale.
    rows: Vec<f32>,
}

impl Ground {
    /// Of a library's posters.
    ///
    /// # Errors
    /// [`OwnGenreError`]: too few posters have features, or these are no numbers.
    pub fn of(films: &[Film], store: &FeatureStore) -> Result<Self, OwnGenreError> {
        let known = |film: &Film| {
            let hash = film.poster.as_ref()?.content_hash;
            store.contains(&hash).then_some(hash)
        };
        let hashes: HashSet<[u8; 32]> = films.iter().filter_map(known).collect();
        if hashes.len() < FEWEST {
            return Err(OwnGenreError::TooFewPosters {
                posters: hashes.len(),
                least: FEWEST,
            });
        }
        let mut hashes: Vec<[u8; 32]> = hashes.into_iter().collect();
        let place = hashes.len().min(SAMPLE);
        if place < hashes.len() {
            hashes.select_nth_unstable(place);
            hashes.truncate(place);
        }
        hashes.sort_unstable();
        let raw: Vec<f32> = hashes
            .iter()
            .filter_map(|hash| store.get(hash))
            .flatten()
            .collect();
        let dimension = store.dimension();
        let standardiser = Standardiser::fit(&raw, dimension)?;
        let mut rows = Vec::with_capacity(raw.len());
        for row in raw.chunks_exact(dimension) {
            standardiser.extend(&mut rows, row);
        }
        Ok(Self {
            standardiser,
            dimension,
            hashes,
            rows,
        })
    }

    /// Values a poster.
    pub fn dimension(&self) -> usize {
        self.dimension
    }

    /// Posters.
    pub fn len(&self) -> usize {
        self.hashes.len()
    }

    /// Whether there is none; never so.
    pub fn is_empty(&self) -> bool {
        self.hashes.is_empty()
    }

    /// A poster, by its place.
    pub fn hash(&self, place: usize) -> &[u8; 32] {
        &self.hashes[place]
    }

    /// Its features on the common scale.
    pub fn row(&self, place: usize) -> &[f32] {
        &self.rows[place * self.dimension..(place + 1) * self.dimension]
    }

    /// The features of any poster of the library, on the same scale, appended to `out`; `false`: it
    /// has none.
    pub fn extend(&self, out: &mut Vec<f32>, hash: &[u8; 32], store: &FeatureStore) -> bool {
        match store.get(hash) {
            Some(row) if row.len() == self.dimension => {
                self.standardiser.extend(out, &row);
                true
            }
            _ => false,
        }
    }

    /// A row of a head on this scale as one on the features as the network gives them.
    pub fn fold(&self, weight: &mut [f32], bias: &mut f32) {
        self.standardiser.fold(weight, std::slice::from_mut(bias));
    }
}
