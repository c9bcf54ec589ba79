//! Do the probabilities mean what they say? Of the films at "30 %", about 30 % should have the
//! genre.

use serde::Serialize;

use super::Predictions;

/// Films whose probability falls into one tenth of the range.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct Bin {
    /// Film-genre pairs in it.
    pub count: usize,
    /// Their mean probability; 0 if there is none.
    pub mean_probability: f64,
    /// The share of them that is right; 0 if there is none.
    pub share: f64,
}

/// Calibration figures.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Reliability {
    /// Mean over the bins of |mean probability - share|, bins counted by their films (ECE,
    /// Guo et al. 2017), in `0..=1`; 0 is best.
    pub expected_calibration_error: f64,
    /// Mean squared error of the probabilities, in `0..=1`; 0 is best.
    pub brier: f64,
    /// Ten bins of equal width, each with its upper edge: `0..=0.1`, ... above 0.9 to 1 (as
    /// scikit-learn's `calibration_curve`).
    pub bins: Vec<Bin>,
}

const BINS: usize = 10;

/// As numpy's `linspace(0, 1, 11)`.
fn edge_at(edge: usize) -> f64 {
    edge as f64 * 0.1
}

impl Reliability {
    /// From pairs of (probability, is right).
    pub fn of(pairs: impl IntoIterator<Item = (f32, bool)>) -> Self {
        let mut sums = [(0_usize, 0.0_f64, 0_usize); BINS];
        let (mut squares, mut total) = (0.0, 0_usize);
        for (probability, has) in pairs {
            // What lies outside of 0..=1 joins the nearest bin.
            let below = (1..BINS).take_while(|edge| edge_at(*edge) < f64::from(probability));
            let bin = below.count();
            let (count, sum, hits) = &mut sums[bin];
            *count += 1;
            *sum += f64::from(probability);
            *hits += usize::from(has);
            squares += (f64::from(probability) - f64::from(u8::from(has))).powi(2);
            total += 1;
        }
        let films = total.max(1) as f64;
        let gap = |&(_, sum, hits): &(usize, f64, usize)| (sum - hits as f64).abs();
        Self {
            expected_calibration_error: sums.iter().map(gap).sum::<f64>() / films,
            brier: squares / films,
            bins: sums
                .iter()
                .map(|&(count, sum, hits)| Bin {
                    count,
                    mean_probability: sum / count.max(1) as f64,
                    share: hits as f64 / count.max(1) as f64,
                })
                .collect(),
        }
    }

    /// All genres' decisions in one diagram; the errors are means of the genres' own errors, so
    /// that one genre's excess cannot hide another's lack.
    pub fn over_genres(predictions: &Predictions<'_>) -> Self {
        let genres = predictions.genres();
        let each: Vec<Self> = (0..genres)
            .map(|genre| Self::of(predictions.column(genre)))
            .collect();
        let together = Self::of((0..genres).flat_map(|genre| predictions.column(genre)));
        let mean = |value: fn(&Self) -> f64| each.iter().map(value).sum::<f64>() / genres as f64;
        Self {
            expected_calibration_error: mean(|one| one.expected_calibration_error),
            brier: mean(|one| one.brier),
            bins: together.bins,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_by_hand() {
        // Two films at .25 of which one is right, two at .75 of which both are.
        let pairs = [(0.25, true), (0.25, false), (0.75, true), (0.75, true)];
        let r = Reliability::of(pairs);
        assert_eq!(r.expected_calibration_error, 0.25);
        assert_eq!(r.brier, (0.5625 + 3.0 * 0.0625) / 4.0);
        assert_eq!((r.bins[2].count, r.bins[2].share), (2, 0.5));
        assert_eq!((r.bins[7].count, r.bins[7].share), (2, 1.0));
        assert_eq!(Reliability::of([(1.0, true)]).bins[9].count, 1);
        assert_eq!(Reliability::of([]).brier, 0.0);
    }
}
