//! An epoch's plan: which films in which order, how each is seen, which are blended.
//!
//! All chance comes from the seed and the epoch's number, none from the epochs before: a training
//! that goes on in the middle of an epoch draws the same plan again and leaves out what was done.

use rand::seq::SliceRandom;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::Settings;

/// A film, and how it is seen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct View {
    /// Its place among the films.
    pub film: usize,
    /// Whether left and right change places.
    pub flipped: bool,
    /// The stored augmented view of this number, counted from 1; 0: none of them.
    pub stored: u32,
    /// What its augmentation is drawn from; `None`: it is seen as it is.
    pub chance: Option<u64>,
}

impl View {
    /// A film as it is, or mirrored.
    pub fn plain(film: usize, flipped: bool) -> Self {
        Self {
            film,
            flipped,
            stored: 0,
            chance: None,
        }
    }
}

/// The films of a step are blended: each with another of the same step.
#[derive(Debug, Clone, PartialEq)]
pub struct Blend {
    /// For each film the place of the other.
    pub partners: Vec<usize>,
    /// How much of itself stays, in `0..=1`.
    pub share: f32,
}

/// The films of a step.
#[derive(Debug, Clone, PartialEq)]
pub struct Batch {
    /// What is seen.
    pub views: Vec<View>,
    /// How they are blended, if they are.
    pub blend: Option<Blend>,
}

/// The steps of `epoch` (counted from 1) over `films` films.
pub fn epoch(settings: &Settings, films: usize, epoch: usize) -> Vec<Batch> {
    let mut random = chance(settings.seed, epoch);
    let mut order: Vec<usize> = (0..films).collect();
    order.shuffle(&mut random);
    let stored_views = u32::try_from(settings.stored_views).unwrap_or(0);
    let views: Vec<View> = order
        .into_iter()
        .map(|film| View {
            film,
            flipped: settings.flips && random.random(),
            stored: random.random_range(0..=stored_views),
            chance: Some(random.random()),
        })
        .collect();
    let batches = views.chunks(settings.batch_size.max(1));
    batches
        .map(|views| Batch {
            views: views.to_vec(),
            blend: (settings.mixup > 0.0 && views.len() > 1).then(|| {
                let mut partners: Vec<usize> = (0..views.len()).collect();
                partners.shuffle(&mut random);
                Blend {
                    partners,
                    share: beta(settings.mixup, &mut random) as f32,
                }
            }),
        })
        .collect()
}

/// The share of the full size at which an epoch (counted from 1) sees posters: it rises evenly to
/// 1 in the first half of the epochs.
pub fn size(settings: &Settings, epoch: usize) -> f64 {
    let half = settings.epochs as f64 / 2.0;
    let way = ((epoch - 1) as f64 / half).min(1.0);
    settings.first_size + (1.0 - settings.first_size) * way
}

/// The random numbers of an epoch.
fn chance(seed: u64, epoch: usize) -> ChaCha8Rng {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    random.set_stream(epoch as u64);
    random
}

/// A number in `0..=1` drawn from Beta(a, a), for an `a` up to 2 (Jöhnk 1964).
fn beta(a: f64, random: &mut ChaCha8Rng) -> f64 {
    loop {
        let mut power = || random.random::<f64>().powf(1.0 / a);
        let (x, y) = (power(), power());
        let sum = x + y;
        if sum > 0.0 && sum <= 1.0 {
            return x / sum;
        }
        if sum == 0.0 {
            // A tiny `a`: all weight on one side.
            return f64::from(u8::from(random.random::<bool>()));
        }
    }
}

/// Blends row-major rows of one length each with its partner.
pub fn blend(values: &mut [f32], rows: usize, blend: &Blend) {
    let length = values.len() / rows.max(1);
    if length == 0 || blend.partners.len() != rows {
        return;
    }
    let before = values.to_vec();
    let (own, other) = (blend.share, 1.0 - blend.share);
    for (row, &partner) in values.chunks_exact_mut(length).zip(&blend.partners) {
        let partner = &before[partner * length..(partner + 1) * length];
        for (value, partner) in row.iter_mut().zip(partner) {
            *value = *value * own + partner * other;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::training::Depth;

    fn settings() -> Settings {
        Settings {
            batch_size: 4,
            mixup: 0.4,
            stored_views: 2,
            ..Settings::default_for(Depth::LastBlock)
        }
    }

    #[test]
    fn every_film_comes_once_and_each_epoch_has_its_own_order() {
        let plan = epoch(&settings(), 10, 1);
        let sizes: Vec<usize> = plan.iter().map(|batch| batch.views.len()).collect();
        assert_eq!(sizes, [4, 4, 2]);
        let films = |plan: &[Batch]| -> Vec<usize> {
            let views = plan.iter().flat_map(|batch| &batch.views);
            views.map(|view| view.film).collect()
        };
        let mut seen = films(&plan);
        assert_ne!(seen, films(&epoch(&settings(), 10, 2)));
        seen.sort_unstable();
        assert_eq!(seen, (0..10).collect::<Vec<_>>());
        assert_eq!(plan, epoch(&settings(), 10, 1));
        let other = Settings {
            seed: 1,
            ..settings()
        };
        assert_ne!(plan, epoch(&other, 10, 1));
    }

    #[test]
    fn films_are_flipped_half_of_the_time() {
        let plan = epoch(&settings(), 4000, 3);
        let views = || plan.iter().flat_map(|batch| &batch.views);
        let flipped = views().filter(|view| view.flipped).count();
        assert!((1850..2150).contains(&flipped), "{flipped}");
        for stored in 0..=2 {
            let count = views().filter(|view| view.stored == stored).count();
            assert!((1200..1470).contains(&count), "{stored}: {count}");
        }
    }

    #[test]
    fn beta_has_its_mean_and_variance() {
        let mut random = ChaCha8Rng::seed_from_u64(1);
        for a in [0.2, 1.0, 2.0] {
            let drawn: Vec<f64> = (0..20_000).map(|_| beta(a, &mut random)).collect();
            let mean = drawn.iter().sum::<f64>() / drawn.len() as f64;
            let variance = drawn.iter().map(|x| (x - mean).powi(2)).sum::<f64>();
            let variance = variance / drawn.len() as f64;
            let by_hand = 1.0 / (4.0 * (2.0 * a + 1.0));
            assert!((mean - 0.5).abs() < 0.01, "{a}: {mean}");
            assert!(
                (variance - by_hand).abs() < 0.01,
                "{a}: {variance} {by_hand}"
            );
        }
        assert!((0.0..=1.0).contains(&beta(1e-6, &mut random)));
    }

    #[test]
    fn a_blend_is_a_weighted_sum() {
        let mut values = vec![1.0, 2.0, 10.0, 20.0];
        let how = Blend {
            partners: vec![1, 1],
            share: 0.75,
        };
        blend(&mut values, 2, &how);
        assert_eq!(values, [3.25, 6.5, 10.0, 20.0]);
    }

    #[test]
    fn posters_grow_to_their_full_size_by_half_time() {
        let settings = Settings {
            epochs: 8,
            first_size: 0.5,
            ..Settings::default_for(Depth::Full)
        };
        let sizes: Vec<f64> = (1..=8).map(|epoch| size(&settings, epoch)).collect();
        assert_eq!(sizes, [0.5, 0.625, 0.75, 0.875, 1.0, 1.0, 1.0, 1.0]);
        let plain = Settings {
            first_size: 1.0,
            ..settings
        };
        assert_eq!(size(&plain, 1), 1.0);
    }
}
