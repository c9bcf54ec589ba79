//! Who goes into train, validation and test: seeded, stratified on the combination of labels,
//! and with whole groups of look-alike posters on one side.
//!
//! In: films with labels, a group, and perhaps a split from before. Out: a split for each. Films
//! that have one keep it, so that adding films never moves a film that a model has learned from
//! into the test; the outcome depends on the films' keys and the seed, not on their order.

use std::collections::BTreeMap;

use rand::SeedableRng;
use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;

use super::{GenreSet, Split};

/// The shares of [`Split::ALL`].
pub const SHARES: [f64; 3] = [0.64, 0.16, 0.20];

/// A film to be placed.
#[derive(Debug, Clone)]
pub struct Candidate<'a> {
    /// The film's key: the only order that counts.
    pub key: &'a str,
    /// Its labels: films of the same combination are divided in the shares.
    pub labels: GenreSet,
    /// Films with the same number go the same way.
    pub group: usize,
    /// Where it is already.
    pub split: Option<Split>,
}

/// Films of one group, to be placed together.
struct Unit {
    members: Vec<usize>,
    labels: GenreSet,
    split: Option<Split>,
}

/// A split for each candidate, in their order.
pub fn plan(candidates: &[Candidate<'_>], seed: u64) -> Vec<Split> {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let mut strata: BTreeMap<GenreSet, Vec<Unit>> = BTreeMap::new();
    for unit in units(candidates) {
        strata.entry(unit.labels).or_default().push(unit);
    }
    // Rare combinations hold one film or two: what one stratum owes to a share, the next one
    // pays. In seeded order, so that no combination is always the one that pays.
    let mut strata: Vec<Vec<Unit>> = strata.into_values().collect();
    strata.shuffle(&mut random);
    let mut owed = [0.0; 3];
    let mut splits = vec![Split::Train; candidates.len()];
    for units in &mut strata {
        let films: usize = units.iter().map(|unit| unit.members.len()).sum();
        for (owed, share) in owed.iter_mut().zip(SHARES) {
            *owed += share * films as f64;
        }
        units.shuffle(&mut random);
        // Placed ones first: they count. Then large groups, while there is room for them.
        units.sort_by_key(|unit| (unit.split.is_none(), usize::MAX - unit.members.len()));
        for unit in units {
            let side = unit
                .split
                .map_or_else(|| most_owed(&owed), |split| split as usize);
            owed[side] -= unit.members.len() as f64;
            for &member in &unit.members {
                splits[member] = Split::ALL[side];
            }
        }
    }
    splits
}

fn most_owed(owed: &[f64; 3]) -> usize {
    let mut most = 0;
    for side in 1..owed.len() {
        if owed[side] > owed[most] {
            most = side;
        }
    }
    most
}

/// The groups, in the order of their first key. A group with members on several sides (a new
/// film that resembles two old ones) goes to the earliest: what was learned from must not be
/// tested on.
fn units(candidates: &[Candidate<'_>]) -> Vec<Unit> {
    let mut order: Vec<usize> = (0..candidates.len()).collect();
    order.sort_by_key(|&index| candidates[index].key);
    let mut of_group: BTreeMap<usize, usize> = BTreeMap::new();
    let mut units: Vec<Unit> = Vec::new();
    for index in order {
        let candidate = &candidates[index];
        let unit = *of_group.entry(candidate.group).or_insert_with(|| {
            units.push(Unit {
                members: Vec::new(),
                labels: candidate.labels,
                split: None,
            });
            units.len() - 1
        });
        let unit = &mut units[unit];
        unit.members.push(index);
        unit.split = match (unit.split, candidate.split) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        };
    }
    units
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 7,000 films, the first genres as unevenly spread as real ones, each its own group.
    fn films() -> Vec<(String, GenreSet)> {
        (0..7000_u64)
            .map(|number| {
                let mix = number.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32;
                let first = [2, 2, 2, 1, 1, 0, 5, 3, 4][(mix % 9) as usize];
                let labels = GenreSet::default().with(first);
                let labels = if mix & 64 == 0 {
                    labels
                } else {
                    labels.with((mix >> 8) as usize % 6)
                };
                (format!("tt{number:07}"), labels)
            })
            .collect()
    }

    fn candidates(films: &[(String, GenreSet)]) -> Vec<Candidate<'_>> {
        films
            .iter()
            .enumerate()
            .map(|(group, (key, labels))| Candidate {
                key,
                labels: *labels,
                group,
                split: None,
            })
            .collect()
    }

    fn shares(splits: impl Iterator<Item = Split>) -> [f64; 3] {
        let mut counts = [0.0; 3];
        splits.for_each(|split| counts[split as usize] += 1.0);
        let total: f64 = counts.iter().sum();
        counts.map(|count| count / total)
    }

    #[test]
    fn every_label_has_its_shares() {
        let films = films();
        let splits = plan(&candidates(&films), 7);
        let all = shares(splits.iter().copied());
        for (share, wanted) in all.iter().zip(SHARES) {
            assert!((share - wanted).abs() < 0.0005, "{all:?}");
        }
        for genre in 0..6 {
            let labelled = films
                .iter()
                .zip(&splits)
                .filter(|((_, labels), _)| labels.contains(genre));
            let shares = shares(labelled.map(|(_, split)| *split));
            for (share, wanted) in shares.iter().zip(SHARES) {
                assert!((share - wanted).abs() < 0.01, "genre {genre}: {shares:?}");
            }
        }
    }

    #[test]
    fn order_does_not_matter_and_the_seed_does() {
        let films = films();
        let forward = candidates(&films);
        let mut backward = forward.clone();
        backward.reverse();
        let splits = plan(&forward, 1);
        let mut reversed = plan(&backward, 1);
        reversed.reverse();
        assert_eq!(splits, reversed);
        assert_ne!(splits, plan(&forward, 2));
    }

    #[test]
    fn groups_do_not_straddle() {
        let films = films();
        let mut all = candidates(&films);
        for (index, candidate) in all.iter_mut().enumerate() {
            candidate.group = index / 7;
        }
        let splits = plan(&all, 3);
        for group in splits.chunks(7) {
            assert!(group.iter().all(|split| *split == group[0]));
        }
        let shares = shares(splits.iter().copied());
        assert!((shares[0] - 0.64).abs() < 0.01, "{shares:?}");
    }

    #[test]
    fn added_films_leave_the_others_in_place_and_join_their_group() {
        let films = films();
        let mut all = candidates(&films);
        let before = plan(&all[..5000], 3);
        for (candidate, split) in all.iter_mut().zip(&before) {
            candidate.split = Some(*split);
        }
        all[6000].group = 17;
        let after = plan(&all, 3);
        assert_eq!(after[..5000], before);
        assert_eq!(after[6000], before[17]);
        let shares = shares(after.iter().copied());
        assert!((shares[2] - 0.20).abs() < 0.005, "{shares:?}");
    }

    #[test]
    fn a_bridge_between_two_sides_pulls_both_to_the_learned_one() {
        let films = films();
        let mut pair = candidates(&films[..3]);
        for candidate in &mut pair {
            candidate.group = 0;
        }
        pair[0].split = Some(Split::Test);
        pair[1].split = Some(Split::Train);
        assert_eq!(plan(&pair, 0), [Split::Train; 3]);
    }

    #[test]
    fn nothing_and_one_film_are_no_trouble() {
        assert!(plan(&[], 0).is_empty());
        assert_eq!(plan(&candidates(&films()[..1]), 0), [Split::Train]);
    }
}
