//! Calibration without a formula: the rising line that fits the labels best.
//!
//! In: logits and labels of validation films. Out: an [`Isotonic`] line that rises wherever films
//! lie, so that it never ties two films that the logits keep apart: a ranking, its AUC and its top
//! hundred are the same before and after. Kept away from 0 and 1.

use super::calibration::Uncalibrated;
use crate::vision::Isotonic;

/// Films with one logit, or a run of such that was pooled.
#[derive(Clone, Copy)]
struct Block {
    /// Sum of the logits.
    logits: f64,
    hits: f64,
    films: f64,
}

impl Block {
    fn share(&self) -> f64 {
        self.hits / self.films
    }

    /// Where the block's share stands for.
    fn centre(&self) -> f64 {
        self.logits / self.films
    }

    fn with(self, next: Self) -> Self {
        Self {
            logits: self.logits + next.logits,
            hits: self.hits + next.hits,
            films: self.films + next.films,
        }
    }
}

/// Fits by pooling adjacent violators (Ayer et al. 1955): films of one logit count as one point,
/// neighbours that fall are pooled. The line runs through the blocks' centres instead of along
/// steps (centred isotonic regression: Oron and Flournoy 2017,
/// <https://doi.org/10.1080/19466315.2017.1286256>), and from the outermost ones gently on, for as
/// far as all films span. No share is believed to be 0 or 1: n films bear out no more than
/// 1/(n + 2) and (n + 1)/(n + 2); the ends lie half as far from 0 and 1.
///
/// # Errors
/// [`Uncalibrated`]: films of one kind only, a logit that is no finite number, or shares that do
/// not rise with the logit at all.
pub fn fit_isotonic(
    logits: impl IntoIterator<Item = (f32, bool)>,
) -> Result<Isotonic, Uncalibrated> {
    let mut films: Vec<(f32, bool)> = logits.into_iter().collect();
    let positives = films.iter().filter(|(_, has)| *has).count();
    if positives == 0 || positives == films.len() {
        return Err(Uncalibrated::OneKind);
    }
    if films.iter().any(|(logit, _)| !logit.is_finite()) {
        return Err(Uncalibrated::NotFinite);
    }
    films.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
    let mut pooled: Vec<Block> = Vec::new();
    for run in films.chunk_by(|a, b| a.0 == b.0) {
        let Some((logit, _)) = run.first() else {
            continue;
        };
        let mut block = Block {
            logits: f64::from(*logit) * run.len() as f64,
            hits: run.iter().filter(|(_, has)| *has).count() as f64,
            films: run.len() as f64,
        };
        while let Some(before) = pooled.pop_if(|before| before.share() >= block.share()) {
            block = before.with(block);
        }
        pooled.push(block);
    }
    let (Some((lowest, _)), Some((highest, _))) = (films.first(), films.last()) else {
        return Err(Uncalibrated::OneKind);
    };
    let [first, .., last] = pooled.as_slice() else {
        return Err(Uncalibrated::NotRising);
    };
    let least = 1.0 / (films.len() as f64 + 2.0);
    let span = f64::from(*highest) - f64::from(*lowest);
    let mut points: Vec<[f32; 2]> = Vec::with_capacity(pooled.len() + 2);
    let inner = pooled.iter().map(|block| {
        let share = block.share().clamp(least, 1.0 - least);
        (block.centre(), share)
    });
    let low = (first.centre() - span, least / 2.0);
    let high = (last.centre() + span, 1.0 - least / 2.0);
    for (logit, share) in [low].into_iter().chain(inner).chain([high]) {
        let logit = logit as f32;
        // Two centres may be one in f32.
        if points.last().is_none_or(|before| before[0] < logit) {
            points.push([logit, share as f32]);
        }
    }
    Isotonic::new(points).map_err(|_| Uncalibrated::NotRising)
}

#[cfg(test)]
mod tests {
    use rand::{RngExt, SeedableRng};
    use rand_chacha::ChaCha8Rng;

    use super::*;
    use crate::vision::Calibration;

    #[test]
    fn neighbours_that_fall_are_pooled() {
        // Shares by logit: 0: 0 of 1, 1: 1 of 1, 2: 0 of 1, 3: 1 of 1. 1 and 2 become one half.
        let films = [(0.0, false), (1.0, true), (2.0, false), (3.0, true)];
        let line = fit_isotonic(films).expect("it rises");
        let (low, high) = (1.0 / 6.0, 5.0 / 6.0);
        let (below, above) = ([-3.0, 1.0 / 12.0], [6.0, 11.0 / 12.0]);
        assert_eq!(
            line.points(),
            [below, [0.0, low], [1.5, 0.5], [3.0, high], above]
        );
        // The same films in another order, and films of one logit together.
        let shuffled = [(2.0, false), (0.0, false), (3.0, true), (1.0, true)];
        assert_eq!(fit_isotonic(shuffled).expect("it rises"), line);
        let tied = [(0.0, false), (1.0, true), (1.0, false), (3.0, true)];
        let tied = fit_isotonic(tied).expect("it rises");
        assert_eq!(
            tied.points(),
            [below, [0.0, low], [1.0, 0.5], [3.0, high], above]
        );
    }

    #[test]
    fn the_line_keeps_films_apart_in_their_order() {
        let mut random = ChaCha8Rng::seed_from_u64(11);
        let films: Vec<(f32, bool)> = (0..1200)
            .map(|_| {
                let logit = random.random::<f32>() * 6.0 - 4.0;
                (logit, random.random::<f32>() < 0.2 + 0.1 * logit.max(-1.5))
            })
            .collect();
        let line = Calibration::Isotonic(fit_isotonic(films.iter().copied()).expect("it rises"));
        let pooled = |logit: f32| line.probability(logit).value();
        // Also beyond the films that it was fitted on, and where all of the last block agree.
        let mut logits: Vec<f32> = films.iter().map(|film| film.0).collect();
        logits.extend([-6.0, -5.0, 3.0, 4.0]);
        logits.sort_by(f32::total_cmp);
        for two in logits.windows(2).filter(|two| two[0] + 1e-4 < two[1]) {
            assert!(pooled(two[0]) < pooled(two[1]), "{two:?}");
        }
        let sure = [(0.0, false), (1.0, false), (2.0, true), (3.0, true)];
        let line = Calibration::Isotonic(fit_isotonic(sure).expect("it rises"));
        assert!(line.probability(2.0).value() < line.probability(3.0).value());
    }

    #[test]
    fn what_it_says_is_borne_out() {
        let mut random = ChaCha8Rng::seed_from_u64(3);
        let films: Vec<(f32, bool)> = (0..4000)
            .map(|_| {
                let logit = random.random::<f32>() * 8.0 - 4.0;
                (
                    logit,
                    random.random::<f32>() < 0.1 + 0.8 * (logit / 8.0 + 0.5),
                )
            })
            .collect();
        let line = Calibration::Isotonic(fit_isotonic(films).expect("it rises"));
        for logit in [-3.0_f32, -1.0, 0.0, 1.0, 3.0] {
            let (says, truth) = (line.probability(logit).value(), 0.5 + 0.1 * logit);
            assert!((says - truth).abs() < 0.06, "{logit}: {says} for {truth}");
        }
    }

    #[test]
    fn what_cannot_be_fitted_says_so() {
        let error = |films: &[(f32, bool)]| fit_isotonic(films.iter().copied()).err();
        assert_eq!(error(&[(1.0, true)]), Some(Uncalibrated::OneKind));
        let falls = [(0.0, true), (1.0, false)];
        assert_eq!(error(&falls), Some(Uncalibrated::NotRising));
        let nan = [(f32::NAN, true), (1.0, false)];
        assert_eq!(error(&nan), Some(Uncalibrated::NotFinite));
    }
}
