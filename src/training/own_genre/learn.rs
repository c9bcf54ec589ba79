//! A genre learned from its stars: one row of a head, with its calibration and threshold.

use std::collections::HashSet;

use candle_core::{Device, Tensor};

use super::error::OwnGenreError;
use super::ground::Ground;
use super::solve::Problem;
use crate::catalog::{Film, FilmId, Genre, OwnGenre};
use crate::evaluation::{Ranking, fit_platt};
use crate::vision::{Calibration, Checkpoint, FeatureStore, Platt, Threshold};

/// The share of a library's films that has such a genre, as long as nobody knows better: one in
/// twenty, as for most of the smaller genres of the tables.
pub const USUAL_SHARE: f64 = 0.05;

/// Posters of the library that serve as weak examples.
const BACKGROUND: usize = 500;
/// What all of them weigh together, in stars for each star.
const BACKGROUND_WEIGHT: f64 = 3.0;
/// Of the regression, for each feature (they have deviation 1, so that a row's squared length is
/// their number). Chosen on genres of the tables that played a person's own, as the weight above; the
/// ranking is flat around both.
const RIDGE: f64 = 0.15;

/// What was learned of a genre.
#[derive(Debug, Clone, PartialEq)]
pub struct Learned {
    /// One a feature, as the network gives them.
    pub weight: Vec<f32>,
    /// Added to the logit.
    pub bias: f32,
    /// Makes the logit a probability, if the genre's share is what was assumed.
    pub calibration: Calibration,
    /// From here on a film is best said to have it: the best expected F1.
    pub threshold: Threshold,
    /// Different posters that were learned from as having it.
    pub stars: usize,
    /// And as not having it.
    pub crosses: usize,
    /// Starred or crossed films without features.
    pub unread: usize,
    /// How often a star, judged as if nobody had shown it, stands above another poster of the
    /// library (AUC, in `0..=1`); `None` for a single star.
    pub auc: Option<f64>,
}

/// Learns `genre`, whose films are among `films` (ordered by id, as a library gives them), as far as
/// `store` has their features. `share`: how many of the library's films have it, in `0..1`.
///
/// # Errors
/// [`OwnGenreError`]: no star has features.
pub fn learn(
    ground: &Ground,
    films: &[Film],
    store: &FeatureStore,
    genre: &OwnGenre,
    share: f64,
) -> Result<Learned, OwnGenreError> {
    if genre.stars.is_empty() {
        return Err(OwnGenreError::NoStar);
    }
    let mut rows = Rows::default();
    let marks = [(&genre.stars, true), (&genre.crosses, false)];
    for (film, star) in marks
        .iter()
        .flat_map(|(f, star)| f.iter().map(|f| (*f, *star)))
    {
        rows.add(ground, films, store, film, star);
    }
    let stars = rows.targets.iter().filter(|star| **star).count();
    let crosses = rows.targets.len() - stars;
    if stars == 0 {
        return Err(OwnGenreError::UnreadStars);
    }
    let background: Vec<usize> = (0..ground.len())
        .filter(|place| !rows.seen.contains(ground.hash(*place)))
        .take(BACKGROUND)
        .collect();
    for place in &background {
        rows.features.extend_from_slice(ground.row(*place));
        rows.targets.push(false);
    }
    let marked = stars + crosses;
    let weak = BACKGROUND_WEIGHT * stars as f64 / background.len().max(1) as f64;
    let weights: Vec<f64> = (0..rows.targets.len())
        .map(|row| if row < marked { 1.0 } else { weak })
        .collect();
    let table = Tensor::from_slice(
        &rows.features,
        (rows.targets.len(), ground.dimension()),
        &Device::Cpu,
    )?;
    let products: Vec<f32> = table.matmul(&table.t()?)?.flatten_all()?.to_vec1()?;
    let ridge = RIDGE * ground.dimension() as f64;
    let solution = Problem {
        products: &products,
        targets: &rows.targets,
        weights: &weights,
        ridge,
    }
    .solve();
    let shares: Vec<f32> = solution.shares.iter().map(|s| (s / ridge) as f32).collect();
    let shares = Tensor::from_vec(shares, (1, rows.targets.len()), &Device::Cpu)?;
    let mut weight: Vec<f32> = shares.matmul(&table)?.flatten_all()?.to_vec1()?;
    let mut bias = solution.bias as f32;

    // Each as if it had not been learned from: what was learned from flatters.
    let left_out = |row: usize| solution.left_out[row] as f32;
    let of_stars: Vec<f32> = (0..marked)
        .filter(|row| rows.targets[*row])
        .map(left_out)
        .collect();
    let mut others: Vec<f32> = (marked..rows.targets.len()).map(left_out).collect();
    let taken: HashSet<usize> = background.iter().copied().collect();
    for place in (0..ground.len()).filter(|place| !taken.contains(place)) {
        if !rows.seen.contains(ground.hash(place)) {
            let pairs = ground.row(place).iter().zip(&weight);
            others.push(pairs.map(|(x, w)| x * w).sum::<f32>() + bias);
        }
    }
    let base = stars as f64 / (stars as f64 * (1.0 + BACKGROUND_WEIGHT));
    let calibration = calibration(&of_stars, &others, base, share);
    let ranking = Ranking::new(both(&of_stars, &others));
    let probabilities: Vec<f32> = others
        .iter()
        .map(|logit| calibration.probability(*logit).value())
        .collect();
    ground.fold(&mut weight, &mut bias);
    Ok(Learned {
        weight,
        bias,
        threshold: threshold(probabilities),
        calibration,
        stars,
        crosses,
        unread: rows.unread,
        auc: ranking.roc_auc().filter(|_| stars > 1),
    })
}

/// What is learned from: the marked films' posters first, each once.
#[derive(Default)]
struct Rows {
    /// Row-major, on the ground's scale.
    features: Vec<f32>,
    /// Whether it is a star.
    targets: Vec<bool>,
    seen: HashSet<[u8; 32]>,
    unread: usize,
}

impl Rows {
    fn add(
        &mut self,
        ground: &Ground,
        films: &[Film],
        store: &FeatureStore,
        film: FilmId,
        star: bool,
    ) {
        let place = films.binary_search_by_key(&film, |film| film.id);
        let poster = place.ok().and_then(|place| films[place].poster.as_ref());
        let Some(hash) = poster.map(|poster| poster.content_hash) else {
            self.unread += 1;
            return;
        };
        // One picture of two films is one example; as a star if it is either.
        if self.seen.contains(&hash) {
            return;
        }
        if ground.extend(&mut self.features, &hash, store) {
            self.seen.insert(hash);
            self.targets.push(star);
        } else {
            self.unread += 1;
        }
    }
}

fn both<'a>(stars: &'a [f32], others: &'a [f32]) -> impl Iterator<Item = (f32, bool)> + 'a {
    let stars = stars.iter().map(|logit| (*logit, true));
    stars.chain(others.iter().map(|logit| (*logit, false)))
}

/// Logits as probabilities for a genre that `share` of all films have. Platt's line parts stars
/// from the library as they were counted here; another share moves it by the difference of the
/// log odds. Where there is no line, the logits stay as they are, but for that difference from the
/// share `base` that they were learned with.
fn calibration(stars: &[f32], others: &[f32], base: f64, share: f64) -> Calibration {
    let log_odds = |share: f64| {
        let share = share.clamp(1e-6, 1.0 - 1e-6);
        (share / (1.0 - share)).ln()
    };
    let counted = stars.len() as f64 / (stars.len() + others.len()).max(1) as f64;
    let (line, from) = match fit_platt(both(stars, others)) {
        Ok(line) if stars.len() > 1 => (line, counted),
        _ => (Platt::default(), base),
    };
    Calibration::Platt(Platt {
        intercept: line.intercept + (log_odds(share) - log_odds(from)) as f32,
        ..line
    })
}

/// The threshold of the best expected F1, where each film has the genre as probably as it says.
fn threshold(mut probabilities: Vec<f32>) -> Threshold {
    probabilities.sort_unstable_by(|one, other| other.total_cmp(one));
    let expected: f64 = probabilities.iter().map(|p| f64::from(*p)).sum();
    let (mut found, mut best, mut hits) = (0.5, 0.0, 0.0);
    for (probability, count) in probabilities.iter().zip(1_u32..) {
        hits += f64::from(*probability);
        let f1 = 2.0 * hits / (f64::from(count) + expected);
        if f1 > best {
            (best, found) = (f1, *probability);
        }
    }
    Threshold::new(found).unwrap_or_default()
}

impl Learned {
    /// A model of this one genre and of `like`'s network, without that network: it scores features,
    /// not posters.
    ///
    /// # Errors
    /// [`OwnGenreError::OtherNetwork`].
    pub fn model(&self, name: &Genre, like: &Checkpoint) -> Result<Checkpoint, OwnGenreError> {
        let dimension = self.weight.len();
        if dimension != like.architecture.features() {
            return Err(OwnGenreError::OtherNetwork {
                learned: dimension,
                model: like.architecture.features(),
            });
        }
        let weight = Tensor::from_slice(&self.weight, (1, dimension), &Device::Cpu)?;
        let bias = Tensor::from_slice(&[self.bias], 1, &Device::Cpu)?;
        Ok(Checkpoint {
            architecture: like.architecture.clone(),
            genres: vec![name.clone()],
            preprocessing: like.preprocessing.clone(),
            tensors: [
                ("fc.weight".to_owned(), weight),
                ("fc.bias".to_owned(), bias),
            ]
            .into(),
            thresholds: vec![self.threshold],
            calibration: vec![self.calibration.clone()],
            set_aside: None,
            provenance: like.provenance.clone(),
            learned_posters: like.learned_posters.clone(),
        })
    }
}
