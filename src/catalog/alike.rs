//! Which films of a library show the same poster: byte-identical, or near-identical.
//!
//! In: films and the thumbnails in the database. Out: a group number for each film. The split keeps
//! a group together; rankings show one of it; neighbours are never of one's own.

use std::collections::HashMap;

use image::RgbImage;
use rusqlite::{Connection, OptionalExtension};

use super::grouping::{Look, MAX_DISTANCE, group};
use super::likeness::Likeness;
use super::perceptual::perceptual_hash;
use super::thumbnail::shrink;
use super::{Film, Library};

/// Thumbnails of posters that are compared, each decoded once.
pub(super) struct Likenesses<'a> {
    database: &'a Connection,
    known: HashMap<[u8; 32], Option<Likeness>>,
}

impl<'a> Likenesses<'a> {
    /// Those of a database; none is decoded yet.
    pub fn new(database: &'a Connection) -> Self {
        Self {
            database,
            known: HashMap::new(),
        }
    }

    /// Whether the posters of these content hashes show the same picture; `false` where a
    /// thumbnail is missing and nothing can be confirmed.
    pub fn same(&mut self, one: &[u8; 32], other: &[u8; 32]) -> bool {
        for hash in [one, other] {
            if !self.known.contains_key(hash) {
                let likeness = self.load(hash);
                self.known.insert(*hash, likeness);
            }
        }
        match (self.known.get(one), self.known.get(other)) {
            (Some(Some(one)), Some(Some(other))) => one.is_same_picture(other),
            _ => false,
        }
    }

    fn load(&self, content_hash: &[u8; 32]) -> Option<Likeness> {
        let jpeg: Vec<u8> = self
            .database
            .prepare_cached("SELECT jpeg FROM thumbnails WHERE content_hash = ?1")
            .and_then(|mut select| {
                select
                    .query_row([content_hash], |row| row.get(0))
                    .optional()
            })
            .ok()??;
        Likeness::of_thumbnail(&jpeg)
    }
}

impl Library {
    /// A number for each of `films`: the same for films whose posters are one picture, the index
    /// of the group's first film. A film without a poster is alone.
    pub fn alike(&self, films: &[Film]) -> Vec<usize> {
        let with_poster: Vec<(usize, Look)> = films
            .iter()
            .enumerate()
            .filter_map(|(index, film)| {
                let poster = film.poster.as_ref()?;
                let look = Look {
                    content_hash: poster.content_hash,
                    perceptual_hash: poster.perceptual_hash,
                };
                Some((index, look))
            })
            .collect();
        let looks: Vec<Look> = with_poster.iter().map(|(_, look)| *look).collect();
        let mut likenesses = Likenesses::new(&self.database);
        let groups = group(&looks, |one, other| {
            likenesses.same(&looks[one].content_hash, &looks[other].content_hash)
        });
        let mut numbers: Vec<usize> = (0..films.len()).collect();
        for ((film, _), first) in with_poster.iter().zip(groups) {
            numbers[*film] = with_poster[first].0;
        }
        numbers
    }

    /// Those of `films` whose poster shows the same picture as `image`, by their indices,
    /// ascending: what is asked of a poster from outside.
    pub fn same_picture(&self, films: &[Film], image: &RgbImage) -> Vec<usize> {
        let small = shrink(image);
        let hash = perceptual_hash(&small);
        let Some(look) = Likeness::of(&small) else {
            return Vec::new();
        };
        let likenesses = Likenesses::new(&self.database);
        let shows_it = |film: &Film| {
            film.poster.as_ref().is_some_and(|poster| {
                (poster.perceptual_hash ^ hash).count_ones() <= MAX_DISTANCE
                    && likenesses
                        .load(&poster.content_hash)
                        .is_some_and(|other| other.is_same_picture(&look))
            })
        };
        (0..films.len())
            .filter(|&index| shows_it(&films[index]))
            .collect()
    }
}
