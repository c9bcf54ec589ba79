//! Calibration without a formula: the rising steps that fit the labels best.
//!
//! In: logits and labels of validation films. Out: an [`Isotonic`] line, as scikit-learn's
//! `IsotonicRegression(out_of_bounds="clip")` draws it, kept away from 0 and 1.

use super::calibration::Uncalibrated;
use crate::vision::Isotonic;

/// Films with one logit, or a run of such that was pooled.
#[derive(Clone, Copy)]
struct Block {
    first: f32,
    last: f32,
    hits: f64,
    films: f64,
}

impl Block {
    fn share(&self) -> f64 {
        self.hits / self.films
    }

    fn with(self, next: Self) -> Self {
        Self {
            first: self.first,
            last: next.last,
            hits: self.hits + next.hits,
            films: self.films + next.films,
        }
    }
}

/// Fits by pooling adjacent violators (Ayer et al. 1955): films of one logit count as one point,
/// neighbours that fall are pooled. No share is believed to be 0 or 1: n films bear out no more
/// than 1/(n + 2) and (n + 1)/(n + 2).
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
            first: *logit,
            last: *logit,
            hits: run.iter().filter(|(_, has)| *has).count() as f64,
            films: run.len() as f64,
        };
        while let Some(before) = pooled.pop_if(|before| before.share() >= block.share()) {
            block = before.with(block);
        }
        pooled.push(block);
    }
    if pooled.len() < 2 {
        return Err(Uncalibrated::NotRising);
    }
    let least = 1.0 / (films.len() as f64 + 2.0);
    let mut points: Vec<[f32; 2]> = Vec::with_capacity(2 * pooled.len());
    for block in &pooled {
        let share = block.share().clamp(least, 1.0 - least) as f32;
        points.push([block.first, share]);
        if block.last > block.first {
            points.push([block.last, share]);
        }
    }
    // Shares of growing blocks rise; rounding to f32 can only make neighbours equal.
    Isotonic::new(points).map_err(|_| Uncalibrated::NotRising)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_that_fall_are_pooled() {
        // Shares by logit: 0: 0 of 1, 1: 1 of 1, 2: 0 of 1, 3: 1 of 1. 1 and 2 become one half.
        let films = [(0.0, false), (1.0, true), (2.0, false), (3.0, true)];
        let line = fit_isotonic(films).expect("it rises");
        let (low, high) = (1.0 / 6.0, 5.0 / 6.0);
        assert_eq!(
            line.points(),
            [[0.0, low], [1.0, 0.5], [2.0, 0.5], [3.0, high]]
        );
        // The same films in another order, and films of one logit together.
        let shuffled = [(2.0, false), (0.0, false), (3.0, true), (1.0, true)];
        assert_eq!(fit_isotonic(shuffled).expect("it rises"), line);
        let tied = [(0.0, false), (1.0, true), (1.0, false), (3.0, true)];
        let tied = fit_isotonic(tied).expect("it rises");
        assert_eq!(tied.points(), [[0.0, low], [1.0, 0.5], [3.0, high]]);
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
