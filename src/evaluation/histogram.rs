//! How a genre's scores lie: films with it and films without it, counted over the range.

/// Counts per bin of equal width over `0..=1`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ScoreHistogram {
    /// Films that have the genre.
    pub positives: Vec<u32>,
    /// Films that have it not.
    pub negatives: Vec<u32>,
}

impl ScoreHistogram {
    /// From pairs of (probability, has the genre). A bin begins with its lower edge; what lies
    /// outside of `0..=1` joins the nearest bin.
    pub fn of(pairs: impl IntoIterator<Item = (f32, bool)>, bins: usize) -> Self {
        let bins = bins.max(1);
        let mut histogram = Self {
            positives: vec![0; bins],
            negatives: vec![0; bins],
        };
        for (probability, has) in pairs {
            // A cast saturates.
            let bin = ((probability * bins as f32) as usize).min(bins - 1);
            let counts = if has {
                &mut histogram.positives
            } else {
                &mut histogram.negatives
            };
            counts[bin] += 1;
        }
        histogram
    }

    /// The fullest bin of either kind.
    pub fn most(&self) -> u32 {
        let both = self.positives.iter().chain(&self.negatives);
        both.copied().max().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_film_is_counted_once() {
        let films = [
            (0.0, true),
            (0.5, false),
            (0.49, false),
            (1.0, true),
            (7.0, true),
        ];
        let histogram = ScoreHistogram::of(films, 2);
        assert_eq!(histogram.positives, [1, 2]);
        assert_eq!(histogram.negatives, [1, 1]);
        assert_eq!(histogram.most(), 2);
        assert_eq!(ScoreHistogram::of([], 4).most(), 0);
    }
}
