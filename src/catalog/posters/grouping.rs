//! Groups of posters that are the same picture: byte-identical, or near-identical.
//!
//! In: content and perceptual hashes, and a way to compare two pictures by their pixels. Out: a
//! group number for each poster. Candidates for near-identity are found without comparing all
//! pairs: two hashes that differ in at most [`MAX_DISTANCE`] bits agree in at least one of
//! [`BANDS`] bands. A hash alone would throw dark or flat posters together, so that each
//! candidate pair is confirmed by its pixels.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// The most bits by which the hashes of near-identical posters differ.
pub const MAX_DISTANCE: u32 = 8;
/// One more than [`MAX_DISTANCE`]: by the pigeonhole principle one band stays untouched.
pub const BANDS: u32 = MAX_DISTANCE + 1;
/// How many neighbours in a band are looked at for one poster: bounds the work where thousands
/// of flat posters share a band.
const MAX_NEIGHBOURS: usize = 512;

/// A poster to be grouped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// BLAKE3 of the file.
    pub content_hash: [u8; 32],
    /// See [`perceptual_hash`](super::perceptual::perceptual_hash).
    pub perceptual_hash: u64,
}

/// A group number for each of `looks`, in their order: the index of the group's first member.
///
/// `same_picture` confirms a pair of indices into `looks`; it is asked only for pairs whose
/// hashes are close and that are not in one group yet.
pub fn group(looks: &[Look], mut same_picture: impl FnMut(usize, usize) -> bool) -> Vec<usize> {
    let mut sets = DisjointSets::new(looks.len());
    let mut first_of: HashMap<[u8; 32], usize> = HashMap::with_capacity(looks.len());
    let mut distinct = Vec::with_capacity(looks.len());
    for (index, look) in looks.iter().enumerate() {
        match first_of.entry(look.content_hash) {
            Entry::Occupied(first) => sets.join(*first.get(), index),
            Entry::Vacant(place) => {
                place.insert(index);
                distinct.push(index);
            }
        }
    }
    let width = u64::BITS / BANDS;
    for band in 0..BANDS {
        let mut buckets: HashMap<u64, Vec<usize>> = HashMap::new();
        for &index in &distinct {
            let bits = looks[index].perceptual_hash >> (band * width) & ((1 << width) - 1);
            let bucket = buckets.entry(bits).or_default();
            let close = |other: &&usize| distance(looks, index, **other) <= MAX_DISTANCE;
            for &other in bucket.iter().filter(close).take(MAX_NEIGHBOURS) {
                if sets.root(index) != sets.root(other) && same_picture(other, index) {
                    sets.join(other, index);
                }
            }
            bucket.push(index);
        }
    }
    (0..looks.len()).map(|index| sets.root(index)).collect()
}

/// The groups of `groups`, and those of one key joined: films of one series are a group too.
pub fn join<K: Eq + std::hash::Hash>(
    groups: Vec<usize>,
    keys: impl Iterator<Item = Option<K>>,
) -> Vec<usize> {
    let mut sets = DisjointSets::new(groups.len());
    let mut first_of: HashMap<K, usize> = HashMap::new();
    for (index, (group, key)) in groups.into_iter().zip(keys).enumerate() {
        sets.join(group, index);
        if let Some(key) = key {
            sets.join(*first_of.entry(key).or_insert(index), index);
        }
    }
    (0..sets.parent.len())
        .map(|index| sets.root(index))
        .collect()
}

fn distance(looks: &[Look], one: usize, other: usize) -> u32 {
    (looks[one].perceptual_hash ^ looks[other].perceptual_hash).count_ones()
}

/// Sets that are joined; each is named by its smallest member.
struct DisjointSets {
    parent: Vec<usize>,
}

impl DisjointSets {
    fn new(size: usize) -> Self {
        Self {
            parent: (0..size).collect(),
        }
    }

    fn root(&mut self, mut index: usize) -> usize {
        while self.parent[index] != index {
            self.parent[index] = self.parent[self.parent[index]];
            index = self.parent[index];
        }
        index
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        self.parent[one.max(other)] = one.min(other);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look(content: u8, perceptual_hash: u64) -> Look {
        Look {
            content_hash: [content; 32],
            perceptual_hash,
        }
    }

    #[test]
    fn identical_bytes_are_one_group_whatever_the_pixels_say() {
        let looks = [look(1, 0), look(2, u64::MAX), look(1, 0)];
        assert_eq!(group(&looks, |_, _| false), [0, 1, 0]);
    }

    #[test]
    fn close_hashes_are_one_group_when_the_pixels_agree() {
        // Eight bits apart, one in each of eight bands.
        let near = 0x0101_0101_0101_0101;
        let looks = [look(1, 0), look(2, near), look(3, u64::MAX)];
        assert_eq!(group(&looks, |_, _| true), [0, 0, 2]);
        assert_eq!(group(&looks, |_, _| false), [0, 1, 2]);
    }

    #[test]
    fn keys_join_groups() {
        let keys = [None, Some("Alien"), None, Some("Alien"), Some("Saw")];
        assert_eq!(join(vec![0, 1, 0, 3, 4], keys.into_iter()), [0, 1, 0, 1, 4]);
        let bridge = [Some("Alien"), Some("Alien"), None];
        assert_eq!(join(vec![0, 1, 1], bridge.into_iter()), [0, 0, 0]);
    }

    #[test]
    fn groups_are_transitive() {
        let looks = [look(1, 0b111_1111), look(2, 0), look(3, 0b111_1111 << 20)];
        assert_eq!(group(&looks, |_, _| true), [0, 0, 0]);
    }

    #[test]
    fn every_pair_within_the_distance_is_asked_for() {
        let base = 0x1234_5678_9ABC_DEF0_u64;
        for pattern in 0..2000_u64 {
            let mut flipped = base;
            for bit in 0..MAX_DISTANCE {
                flipped ^= 1 << ((pattern * 31 + u64::from(bit) * (pattern % 13 + 1)) % 64);
            }
            let looks = [look(1, base), look(2, flipped)];
            assert_eq!(group(&looks, |_, _| true), [0, 0], "{flipped:x}");
        }
    }
}
