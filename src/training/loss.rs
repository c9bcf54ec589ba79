//! What is minimised: a loss on logits, stable for any logit.
//!
//! candle-nn's own binary cross-entropy goes through log(sigmoid(x)) and turns to NaN on large
//! logits.

use candle_core::{Device, Result, Tensor};
use serde::{Deserialize, Serialize};

use crate::catalog::GenreSet;

/// Which loss.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Loss {
    /// Binary cross-entropy, genre by genre.
    #[default]
    Bce,
    /// The same with a weight on each genre's films of either kind, by the effective number of
    /// films (Cui et al. 2019).
    ClassBalanced {
        /// In `0..1`: 0 weighs all films alike; the nearer to 1, the more a rare kind weighs.
        beta: f64,
    },
    /// Asymmetric loss (Ridnik et al. 2021): easy films, most of all those without the genre,
    /// count less.
    Asymmetric {
        /// Focusing of films with the genre; 0, or 1 and more.
        gamma_positive: f64,
        /// Focusing of films without it; 0, or 1 and more.
        gamma_negative: f64,
        /// Probability below which a film without it no longer counts, in `0..1`.
        margin: f64,
    },
}

impl Loss {
    /// Class-balanced with a usual beta.
    pub const CLASS_BALANCED: Self = Self::ClassBalanced { beta: 0.999 };
    /// Asymmetric with the paper's figures.
    pub const ASYMMETRIC: Self = Self::Asymmetric {
        gamma_positive: 0.0,
        gamma_negative: 4.0,
        margin: 0.05,
    };

    /// `bce`, `class-balanced`, `asymmetric`.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Bce => "bce",
            Self::ClassBalanced { .. } => "class-balanced",
            Self::Asymmetric { .. } => "asymmetric",
        }
    }

    /// Whether its figures make sense.
    ///
    /// # Errors
    /// A sentence with the rule that is broken.
    pub fn check(&self) -> std::result::Result<(), String> {
        let rule = |holds: bool, sentence: &str| {
            if holds {
                Ok(())
            } else {
                Err(sentence.to_owned())
            }
        };
        // Below 1 the gradient of a power is infinite at 0.
        let gamma = |value: f64| value == 0.0 || (1.0..=10.0).contains(&value);
        match *self {
            Self::Bce => Ok(()),
            Self::ClassBalanced { beta } => rule(
                (0.0..1.0).contains(&beta),
                "the beta of the class-balanced loss must be 0 or more, and below 1",
            ),
            Self::Asymmetric {
                gamma_positive,
                gamma_negative,
                margin,
            } => {
                rule(
                    gamma(gamma_positive) && gamma(gamma_negative),
                    "the gammas of the asymmetric loss must be 0, or between 1 and 10",
                )?;
                rule(
                    (0.0..1.0).contains(&margin),
                    "the margin of the asymmetric loss must be 0 or more, and below 1",
                )
            }
        }
    }
}

/// A loss that knows the training films.
#[derive(Debug, Clone)]
pub struct Criterion {
    loss: Loss,
    smoothing: f64,
    /// Two rows: the weight of films with each genre, and of those without.
    weights: Option<(Tensor, Tensor)>,
}

impl Criterion {
    /// `loss` for films that are labelled with `labels` over `genres` genres, their labels moved by
    /// `smoothing` towards one half; on `device`.
    ///
    /// # Errors
    /// Candle's, if the device refuses.
    pub fn new(
        loss: Loss,
        smoothing: f64,
        (labels, genres): (&[GenreSet], usize),
        device: &Device,
    ) -> Result<Self> {
        let weights = match loss {
            Loss::ClassBalanced { beta } => {
                let (with, without): (Vec<f32>, Vec<f32>) = (0..genres)
                    .map(|genre| {
                        let with = labels.iter().filter(|set| set.contains(genre)).count();
                        balanced(with, labels.len() - with, beta)
                    })
                    .unzip();
                let row = |values: Vec<f32>| Tensor::from_vec(values, (1, genres), device);
                Some((row(with)?, row(without)?))
            }
            Loss::Bce | Loss::Asymmetric { .. } => None,
        };
        Ok(Self {
            loss,
            smoothing,
            weights,
        })
    }

    /// The mean over all elements, a scalar. `logits` and `targets` (in `0..=1`): n x genres, f32.
    ///
    /// # Errors
    /// Candle's, if shapes, dtypes or devices differ.
    pub fn of(&self, logits: &Tensor, targets: &Tensor) -> Result<Tensor> {
        let targets = if self.smoothing > 0.0 {
            targets.affine(1.0 - self.smoothing, self.smoothing / 2.0)?
        } else {
            targets.clone()
        };
        match self.loss {
            Loss::Bce => bce_with_logits(logits, &targets),
            Loss::ClassBalanced { .. } => {
                let losses = elements(logits, &targets)?;
                let Some((with, without)) = &self.weights else {
                    return losses.mean_all();
                };
                let rest = targets.affine(-1.0, 1.0)?;
                let weights = (targets.broadcast_mul(with)? + rest.broadcast_mul(without)?)?;
                (losses * weights)?.mean_all()
            }
            Loss::Asymmetric {
                gamma_positive,
                gamma_negative,
                margin,
            } => asymmetric(logits, &targets, gamma_positive, gamma_negative, margin),
        }
    }
}

/// The weights of films with a genre and without it: each by (1 - beta) / (1 - beta^n), brought to
/// a mean of 1 over the films.
fn balanced(with: usize, without: usize, beta: f64) -> (f32, f32) {
    let weight = |count: usize| {
        // One film at least, so that a genre nobody has stays finite.
        let count = count.max(1) as f64;
        (1.0 - beta) / (1.0 - beta.powf(count))
    };
    let (a, b) = (weight(with), weight(without));
    let films = (with + without).max(1) as f64;
    let mean = (a * with as f64 + b * without as f64) / films;
    ((a / mean) as f32, (b / mean) as f32)
}

/// What films should say: 1 where a genre is among their labels, else 0; films x genres, f32.
///
/// # Errors
/// Candle's, if there is no film.
pub fn targets(labels: impl ExactSizeIterator<Item = GenreSet>, genres: usize) -> Result<Tensor> {
    let shape = (labels.len(), genres);
    Tensor::from_vec(
        labels.flat_map(|labels| row(labels, genres)).collect(),
        shape,
        &Device::Cpu,
    )
}

/// One film's targets.
pub fn row(labels: GenreSet, genres: usize) -> impl Iterator<Item = f32> {
    (0..genres).map(move |genre| f32::from(u8::from(labels.contains(genre))))
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
    elements(logits, targets)?.mean_all()
}

fn elements(logits: &Tensor, targets: &Tensor) -> Result<Tensor> {
    // max(x, 0) as (x + |x|) / 2: with |x|'s gradient of 0 at 0 the whole is right there too.
    let magnitude = logits.abs()?;
    let positive = ((logits + &magnitude)? * 0.5)?;
    let tail = (magnitude.neg()?.exp()? + 1.0)?.log()?;
    (positive - (logits * targets)?)? + tail
}

/// -y (1 - p)^a ln p - (1 - y) q^b ln(1 - q), with p = sigmoid(x) and q = max(p - margin, 0).
fn asymmetric(
    logits: &Tensor,
    targets: &Tensor,
    gamma_positive: f64,
    gamma_negative: f64,
    margin: f64,
) -> Result<Tensor> {
    let zeros = targets.zeros_like()?;
    let ones = zeros.affine(1.0, 1.0)?;
    // -ln p and -ln(1 - p): cross-entropies with 1 and with 0.
    let positive = elements(logits, &ones)?;
    let plain_negative = elements(logits, &zeros)?;
    let p = candle_nn::ops::sigmoid(logits)?;
    let rest = p.affine(-1.0, 1.0)?;
    let focused = |losses: Tensor, by: &Tensor, gamma: f64| {
        if gamma == 0.0 {
            Ok(losses)
        } else {
            losses * by.powf(gamma)?
        }
    };
    let positive = focused(positive, &rest, gamma_positive)?;
    let negative = if margin > 0.0 {
        let q = (p - margin)?.relu()?;
        // 1 - q is at least the margin: its logarithm is finite.
        let losses = q.affine(-1.0, 1.0)?.log()?.neg()?;
        focused(losses, &q, gamma_negative)?
    } else {
        focused(plain_negative, &p, gamma_negative)?
    };
    ((targets * positive)? + (targets.affine(-1.0, 1.0)? * negative)?)?.mean_all()
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

    /// The loss and its gradient by each logit, in f64 by differences.
    fn check(loss: Loss, smoothing: f64, by_hand: impl Fn(f64, f64) -> f64) {
        let xs = [-30.0_f32, -3.0, -0.5, 0.2, 2.0, 30.0];
        for target in [0.0_f32, 1.0, 0.3] {
            let criterion = Criterion::new(loss, smoothing, (&[], 6), &Device::Cpu).expect("made");
            let logits = Var::new(&[xs], &Device::Cpu).expect("a row");
            let targets = Tensor::new(&[[target; 6]], &Device::Cpu).expect("a row");
            let value = criterion.of(&logits, &targets).expect("same shapes");
            let gradients = value.backward().expect("differentiable");
            let gradient: Vec<Vec<f32>> = gradients
                .get(&logits)
                .and_then(|gradient| gradient.to_vec2().ok())
                .expect("a row");
            let y = f64::from(target) * (1.0 - smoothing) + smoothing / 2.0;
            let expected = xs.iter().map(|&x| by_hand(f64::from(x), y)).sum::<f64>() / 6.0;
            let value = f64::from(value.to_scalar::<f32>().expect("a scalar"));
            assert!(
                (value - expected).abs() < 1e-4 * expected.abs().max(1.0),
                "{value} {expected}"
            );
            for (&x, &found) in xs.iter().zip(&gradient[0]) {
                let x = f64::from(x);
                let slope = (by_hand(x + 1e-5, y) - by_hand(x - 1e-5, y)) / 2e-5 / 6.0;
                assert!(
                    (f64::from(found) - slope).abs() < 1e-4,
                    "at {x}: {found} {slope}"
                );
            }
        }
    }

    fn sigmoid(x: f64) -> f64 {
        1.0 / (1.0 + (-x).exp())
    }

    #[test]
    fn smoothed_labels_move_to_the_middle() {
        check(Loss::Bce, 0.2, |x, y| {
            x.max(0.0) - x * y + (-x.abs()).exp().ln_1p()
        });
    }

    #[test]
    fn the_asymmetric_loss_is_the_papers() {
        let softplus = |x: f64| x.max(0.0) + (-x.abs()).exp().ln_1p();
        for (positive, negative, margin) in [(0.0, 4.0, 0.05), (1.0, 2.0, 0.0), (0.0, 0.0, 0.0)] {
            let loss = Loss::Asymmetric {
                gamma_positive: positive,
                gamma_negative: negative,
                margin,
            };
            loss.check().expect("sound");
            check(loss, 0.0, |x, y| {
                let p = sigmoid(x);
                let q: f64 = (p - margin).max(0.0);
                let without = if margin > 0.0 {
                    -(1.0 - q).ln()
                } else {
                    softplus(x)
                };
                y * (1.0 - p).powf(positive) * softplus(-x) + (1.0 - y) * q.powf(negative) * without
            });
        }
    }

    #[test]
    fn balanced_weights_favour_the_rare_kind_and_keep_the_mean() {
        let (with, without) = balanced(10, 990, 0.999);
        assert!(with > 20.0 && without < 1.0, "{with} {without}");
        let mean = (f64::from(with) * 10.0 + f64::from(without) * 990.0) / 1000.0;
        assert!((mean - 1.0).abs() < 1e-5, "{mean}");
        assert_eq!(balanced(10, 990, 0.0), (1.0, 1.0));
        let (nobody, everybody) = balanced(0, 50, 0.999);
        assert!(nobody.is_finite() && (everybody - 1.0).abs() < 1e-6);
    }

    #[test]
    fn a_balanced_loss_weighs_its_elements() {
        // Two genres over four films: one has the first, two have the second.
        let labels = [GenreSet(0b01), GenreSet(0b10), GenreSet(0b10), GenreSet(0)];
        let loss = Loss::CLASS_BALANCED;
        let criterion = Criterion::new(loss, 0.0, (&labels, 2), &Device::Cpu).expect("made");
        let logits = Tensor::new(&[[0.0_f32, 0.0]], &Device::Cpu).expect("a row");
        let targets = targets([labels[0]].into_iter(), 2).expect("a row");
        let value: f32 = criterion
            .of(&logits, &targets)
            .and_then(|loss| loss.to_scalar())
            .expect("a scalar");
        let (with, _) = balanced(1, 3, 0.999);
        let (_, without) = balanced(2, 2, 0.999);
        let expected = 2_f32.ln() * (with + without) / 2.0;
        assert!((value - expected).abs() < 1e-5, "{value} {expected}");
    }
}
