//! Binary cross-entropy on logits, stable for any logit.
//!
//! candle-nn's own goes through log(sigmoid(x)) and turns to NaN on large logits.

use candle_core::{Device, Result, Tensor};

use crate::catalog::GenreSet;

/// What films should say: 1 where a genre is among their labels, else 0; films x genres, f32.
///
/// # Errors
/// Candle's, if there is no film.
pub fn targets(labels: impl ExactSizeIterator<Item = GenreSet>, genres: usize) -> Result<Tensor> {
    let shape = (labels.len(), genres);
    let row = |labels: GenreSet| {
        (0..genres).map(move |genre| f32::from(u8::from(labels.contains(genre))))
    };
    Tensor::from_vec(labels.flat_map(row).collect(), shape, &Device::Cpu)
}

/// Mean over all elements of max(x, 0) - x y + ln(1 + exp(-|x|)), which is
/// -y ln sigmoid(x) - (1 - y) ln(1 - sigmoid(x)) without overflow (as torch's
/// `BCEWithLogitsLoss`).
///
/// `logits` and `targets` (0 or 1, or between) have the same shape and float dtype; the result is a
/// scalar.
///
/// # Errors
/// Candle's, if the shapes or dtypes differ.
pub fn bce_with_logits(logits: &Tensor, targets: &Tensor) -> Result<Tensor> {
    // max(x, 0) as (x + |x|) / 2: with |x|'s gradient of 0 at 0 the whole is right there too.
    let magnitude = logits.abs()?;
    let positive = ((logits + &magnitude)? * 0.5)?;
    let tail = (magnitude.neg()?.exp()? + 1.0)?.log()?;
    ((positive - (logits * targets)?)? + tail)?.mean_all()
}

#[cfg(test)]
mod tests {
    use super::*;
    use candle_core::{DType, Var};

    fn values(logits: &[f32], targets: &[f32]) -> (f32, Vec<f32>) {
        let logits = Var::new(logits, &Device::Cpu).expect("a vector");
        let targets = Tensor::new(targets, &Device::Cpu).expect("a vector");
        let loss = bce_with_logits(&logits, &targets).expect("same shapes");
        let gradients = loss.backward().expect("differentiable");
        let gradient = gradients.get(&logits).expect("a gradient");
        (
            loss.to_scalar().expect("a scalar"),
            gradient.to_vec1().expect("a vector"),
        )
    }

    #[test]
    fn by_hand() {
        let (loss, _) = values(&[0.0], &[1.0]);
        assert!((loss - 2_f32.ln()).abs() < 1e-6);
        // ln(1 + e^-2) and 2 + ln(1 + e^-2).
        let (loss, _) = values(&[2.0, 2.0], &[1.0, 0.0]);
        assert!((loss - (1.0 + (-2_f32).exp().ln_1p())).abs() < 1e-6);
    }

    #[test]
    fn huge_logits_stay_finite() {
        let (loss, gradient) = values(&[1e4, -1e4, 1e4, -1e4], &[1.0, 0.0, 0.0, 1.0]);
        assert_eq!(loss, 5e3);
        assert_eq!(gradient, [0.0, 0.0, 0.25, -0.25]);
    }

    #[test]
    fn the_gradient_is_sigmoid_minus_target() {
        let logits = [-30.0, -3.0, -0.5, 0.0, 0.25, 4.0, 30.0];
        let targets = [0.0, 1.0, 0.3, 1.0, 0.0, 1.0, 0.0];
        let (_, gradient) = values(&logits, &targets);
        for ((&x, &y), got) in logits.iter().zip(&targets).zip(gradient) {
            let analytic = (1.0 / (1.0 + (-x).exp()) - y) / logits.len() as f32;
            assert!((got - analytic).abs() < 1e-6, "at {x}: {got}, {analytic}");
        }
    }

    #[test]
    fn shapes_must_agree() {
        let zeros = |n| Tensor::zeros(n, DType::F32, &Device::Cpu).expect("zeros");
        assert!(bce_with_logits(&zeros(2), &zeros(3)).is_err());
    }
}
