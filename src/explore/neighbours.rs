//! The posters that resemble one: cosine of the pooled features, every poster compared.
//!
//! In: the features of a library, once, and then any poster's features. Out: the nearest posters,
//! each picture once; posters that are the very picture asked for stand apart, as duplicates. The
//! rows are kept in memory as unit vectors of f16 (184 MB for 45,000 of a ResNet50), so that one
//! pass of dot products is all there is to do.

use std::collections::HashMap;

use half::f16;
use rayon::prelude::*;

use super::dot::Kernel;
use crate::catalog::{Film, Genre};
use crate::jobs::{Cancelled, Task};
use crate::vision::FeatureStore;

/// A film beside the poster that was asked for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Neighbour {
    /// Index into the films that the index was built from.
    pub film: usize,
    /// Cosine of the features, in `-1..=1` (`0..=1` behind a ReLU); 1: the same direction.
    pub similarity: f32,
    /// How many other films show this very picture.
    pub copies: usize,
}

/// What resembles a poster.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Resemblance {
    /// Films that show the same picture, the most similar first; not the film asked for.
    pub duplicates: Vec<Neighbour>,
    /// Other pictures, the most similar first.
    pub neighbours: Vec<Neighbour>,
}

/// Rows that a core compares at a time.
const BLOCK: usize = 256;

/// The features of a library's posters, ready to be compared.
pub struct NeighbourIndex {
    dimension: usize,
    /// Unit vectors, one a row.
    units: Vec<f16>,
    /// Row to film.
    films: Vec<usize>,
    /// Film to row.
    rows: HashMap<usize, usize>,
    /// By film: films with the same number show the same picture.
    alike: Vec<usize>,
    /// By such a number: how many rows.
    copies: HashMap<usize, usize>,
    kernel: Kernel,
}

impl NeighbourIndex {
    /// Indexes those of `films` whose poster has features in `store`. `alike` says which films show
    /// the same picture, as [`Library::alike`](crate::catalog::Library::alike) does.
    ///
    /// # Errors
    /// [`Cancelled`].
    pub fn build(
        films: &[Film],
        store: &FeatureStore,
        alike: Vec<usize>,
        task: &Task,
    ) -> Result<Self, Cancelled> {
        let hash = |film: &usize| {
            films[*film]
                .poster
                .as_ref()
                .map(|poster| &poster.content_hash)
        };
        let known = (0..films.len()).filter(|film| hash(film).is_some_and(|h| store.contains(h)));
        let read = |film: usize, row: &mut [f16]| {
            if let Some(hash) = hash(&film) {
                store.read(hash, row);
            }
        };
        Self::build_from(known.collect(), store.dimension(), read, alike, task)
    }

    /// As [`build`](Self::build), from features that `read` writes: a row for each of `films`.
    ///
    /// # Errors
    /// [`Cancelled`].
    pub fn build_from(
        films: Vec<usize>,
        dimension: usize,
        read: impl Fn(usize, &mut [f16]) + Sync,
        alike: Vec<usize>,
        task: &Task,
    ) -> Result<Self, Cancelled> {
        task.begin("Indexing posters", "posters", Some(films.len() as u64));
        let mut units = vec![f16::ZERO; films.len() * dimension];
        units
            .par_chunks_mut(BLOCK * dimension.max(1))
            .zip(films.par_chunks(BLOCK))
            .try_for_each(|(units, films)| {
                task.check()?;
                for (row, film) in units.chunks_exact_mut(dimension).zip(films) {
                    read(*film, row);
                    to_unit(row);
                }
                task.advance(films.len() as u64);
                Ok(())
            })?;
        let mut copies = HashMap::new();
        for &film in &films {
            *copies.entry(number(&alike, film)).or_default() += 1;
        }
        let rows = films.iter().enumerate().map(|(row, film)| (*film, row));
        Ok(Self {
            dimension,
            units,
            rows: rows.collect(),
            films,
            alike,
            copies,
            kernel: Kernel::best(),
        })
    }

    /// How many posters can be compared.
    pub fn len(&self) -> usize {
        self.films.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.films.is_empty()
    }

    /// What resembles the poster of a film: at most `count` neighbours. `None` if its features are
    /// not known.
    pub fn of_film(&self, film: usize, count: usize) -> Option<Resemblance> {
        let row = *self.rows.get(&film)?;
        let unit = &self.units[row * self.dimension..(row + 1) * self.dimension];
        let query: Vec<f32> = unit.iter().map(|value| value.to_f32()).collect();
        let mut found = self.of_features(&query, &[film], count);
        found.duplicates.retain(|duplicate| duplicate.film != film);
        Some(found)
    }

    /// What resembles a poster with these features: at most `count` neighbours. Films in `same`
    /// show the very picture (as [`Library::same_picture`](crate::catalog::Library::same_picture)
    /// finds them), and so do the films alike to them. Nothing, if the features are of another
    /// network or all zero.
    pub fn of_features(&self, features: &[f32], same: &[usize], count: usize) -> Resemblance {
        let length = norm(features.iter().copied());
        if features.len() != self.dimension || !length.is_normal() {
            return Resemblance::default();
        }
        let query: Vec<f32> = features.iter().map(|value| value / length).collect();
        let similarities = self.similarities(&query);
        let same: Vec<usize> = same.iter().map(|&film| number(&self.alike, film)).collect();
        let mut found = Resemblance::default();
        // Copies of one picture stand together in the order; enough rows are looked at to be left
        // with `count` pictures, or all of them.
        let mut looked_at = 2 * count + 16;
        loop {
            let rows = nearest(&similarities, looked_at);
            found.neighbours = self.pictures(&rows, &similarities, &same);
            if found.neighbours.len() >= count || looked_at >= self.len() {
                break;
            }
            looked_at *= 8;
        }
        found.neighbours.truncate(count);
        found.duplicates = self.rows_of(&same, &similarities);
        found
    }

    /// The cosine with each row, on all cores.
    fn similarities(&self, unit: &[f32]) -> Vec<f32> {
        let mut similarities = vec![0.0; self.len()];
        similarities
            .par_chunks_mut(BLOCK)
            .zip(self.units.par_chunks(BLOCK * self.dimension))
            .for_each(|(out, rows)| self.kernel.dots(rows, unit, out));
        similarities
    }

    /// One neighbour for each picture among `rows`, in their order, without those in `same`.
    fn pictures(&self, rows: &[usize], similarities: &[f32], same: &[usize]) -> Vec<Neighbour> {
        let mut seen = same.to_vec();
        let mut found = Vec::new();
        for &row in rows {
            let picture = number(&self.alike, self.films[row]);
            if !seen.contains(&picture) {
                seen.push(picture);
                found.push(self.neighbour(row, similarities));
            }
        }
        found
    }

    fn rows_of(&self, same: &[usize], similarities: &[f32]) -> Vec<Neighbour> {
        if same.is_empty() {
            return Vec::new();
        }
        let is_same = |row: &usize| same.contains(&number(&self.alike, self.films[*row]));
        let mut found: Vec<Neighbour> = (0..self.len())
            .filter(is_same)
            .map(|row| self.neighbour(row, similarities))
            .collect();
        found.sort_by(|one, other| other.similarity.total_cmp(&one.similarity));
        found
    }

    fn neighbour(&self, row: usize, similarities: &[f32]) -> Neighbour {
        let film = self.films[row];
        let copies = self.copies.get(&number(&self.alike, film));
        Neighbour {
            film,
            // Rounding may carry it over 1.
            similarity: similarities[row].clamp(-1.0, 1.0),
            copies: copies.map_or(0, |rows| rows - 1),
        }
    }
}

/// The picture that a film shows; a film of which nothing is known is alone.
fn number(alike: &[usize], film: usize) -> usize {
    alike.get(film).copied().unwrap_or(film)
}

/// The `count` rows of the highest similarity, descending; ties keep the rows' order.
fn nearest(similarities: &[f32], count: usize) -> Vec<usize> {
    let mut rows: Vec<usize> = (0..similarities.len()).collect();
    let order = |one: &usize, other: &usize| {
        let by_value = similarities[*other].total_cmp(&similarities[*one]);
        by_value.then(one.cmp(other))
    };
    if count < rows.len() {
        rows.select_nth_unstable_by(count, order);
        rows.truncate(count);
    }
    rows.sort_unstable_by(order);
    rows
}

fn norm(values: impl Iterator<Item = f32>) -> f32 {
    let square = |value: f32| f64::from(value) * f64::from(value);
    values.map(square).sum::<f64>().sqrt() as f32
}

/// Scales a row to length 1; a row of nothing stays so.
fn to_unit(row: &mut [f16]) {
    let length = norm(row.iter().map(|value| value.to_f32()));
    if length.is_normal() {
        for value in row {
            *value = f16::from_f32(value.to_f32() / length);
        }
    }
}

/// How far the labels of two films agree: shared genres over all genres of both (Jaccard's
/// index), in `0..=1`; `None` where one of them has no label.
pub fn label_agreement(one: &[Genre], other: &[Genre]) -> Option<f32> {
    if one.is_empty() || other.is_empty() {
        return None;
    }
    let shared = one.iter().filter(|genre| other.contains(genre)).count();
    Some(shared as f32 / (one.len() + other.len() - shared) as f32)
}

#[cfg(test)]
mod tests;
