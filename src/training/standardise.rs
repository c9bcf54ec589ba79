//! Features on one scale while a head learns, and back to their own scale when it has.
//!
//! A linear head on standardised features is a linear head on the features themselves: folding
//! loses nothing, so the checkpoint stays a plain `fc` and class-activation maps stay exact.

use super::Error;

/// Mean and inverse deviation of each feature over the training films.
#[derive(Debug, Clone, PartialEq)]
pub struct Standardiser {
    mean: Vec<f32>,
    /// 1 / deviation; 0 for a feature that does not vary: it then says nothing.
    scale: Vec<f32>,
}

/// Deviations below this are rounding, not variation.
const LEAST_DEVIATION: f64 = 1e-6;

impl Standardiser {
    /// From row-major films x `dimension` features.
    ///
    /// # Errors
    /// [`Error::Features`] if a value is not finite.
    pub fn fit(features: &[f32], dimension: usize) -> Result<Self, Error> {
        let films = (features.len() / dimension.max(1)).max(1) as f64;
        let mut sums = vec![0.0_f64; dimension];
        let mut squares = vec![0.0_f64; dimension];
        for (film, row) in features.chunks_exact(dimension.max(1)).enumerate() {
            if row.iter().any(|value| !value.is_finite()) {
                return Err(Error::Features { film });
            }
            for (sum, &value) in sums.iter_mut().zip(row) {
                *sum += f64::from(value);
            }
        }
        let mean: Vec<f64> = sums.into_iter().map(|sum| sum / films).collect();
        for row in features.chunks_exact(dimension.max(1)) {
            for ((square, &mean), &value) in squares.iter_mut().zip(&mean).zip(row) {
                *square += (f64::from(value) - mean).powi(2);
            }
        }
        let scale = squares.into_iter().map(|square| {
            let deviation = (square / films).sqrt();
            if deviation < LEAST_DEVIATION {
                0.0
            } else {
                (1.0 / deviation) as f32
            }
        });
        Ok(Self {
            scale: scale.collect(),
            mean: mean.into_iter().map(|mean| mean as f32).collect(),
        })
    }

    /// One film's features on the common scale, appended to `out`.
    pub fn extend(&self, out: &mut Vec<f32>, row: &[f32]) {
        let scaled = row.iter().zip(&self.mean).zip(&self.scale);
        out.extend(scaled.map(|((value, mean), scale)| (value - mean) * scale));
    }

    /// Turns a head on standardised features (row-major genres x dimension, and genres) into the
    /// same head on the features as they are: w / s, and b - sum of w m / s.
    pub fn fold(&self, weight: &mut [f32], bias: &mut [f32]) {
        for (row, bias) in weight.chunks_exact_mut(self.mean.len().max(1)).zip(bias) {
            let mut shift = 0.0_f64;
            for ((w, &mean), &scale) in row.iter_mut().zip(&self.mean).zip(&self.scale) {
                *w *= scale;
                shift += f64::from(*w) * f64::from(mean);
            }
            *bias = (f64::from(*bias) - shift) as f32;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn features_get_one_scale_and_constants_say_nothing() {
        let features = [1.0, 7.0, 3.0, 7.0];
        let standardiser = Standardiser::fit(&features, 2).expect("finite");
        let mut out = Vec::new();
        standardiser.extend(&mut out, &features[..2]);
        standardiser.extend(&mut out, &[5.0, 9.0]);
        assert_eq!(out, [-1.0, 0.0, 3.0, 0.0]);
    }

    #[test]
    fn a_folded_head_says_the_same() {
        let features = [1.0, 10.0, 3.0, 30.0, 2.0, 50.0];
        let standardiser = Standardiser::fit(&features, 2).expect("finite");
        let (mut weight, mut bias) = ([0.5, -0.25, 1.0, 2.0], [0.1, -0.2]);
        let says = |row: &[f32], weight: &[f32], bias: &[f32]| -> Vec<f32> {
            let product = |w: &[f32]| row.iter().zip(w).map(|(x, w)| x * w).sum::<f32>();
            weight
                .chunks(2)
                .zip(bias)
                .map(|(w, b)| product(w) + b)
                .collect()
        };
        let mut scaled = Vec::new();
        standardiser.extend(&mut scaled, &features[2..4]);
        let before = says(&scaled, &weight, &bias);
        standardiser.fold(&mut weight, &mut bias);
        let after = says(&features[2..4], &weight, &bias);
        for (a, b) in before.iter().zip(after) {
            assert!((a - b).abs() < 1e-6, "{a} {b}");
        }
    }

    #[test]
    fn broken_features_are_named() {
        let error = Standardiser::fit(&[0.0, 1.0, f32::NAN, 1.0], 2).expect_err("NaN");
        assert!(error.to_string().contains("film 1"), "{error}");
    }
}
