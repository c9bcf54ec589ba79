//! Logistic regression with a ridge for few rows and many features, solved exactly and always the
//! same: Newton's method on the rows' products with each other.
//!
//! In: rows, targets, weights. Out: one weight a feature and a bias, and for each row what a fit
//! without it would say of it.

/// What is fitted.
pub struct Problem<'a> {
    /// Row-major products of the rows with each other, rows x rows.
    pub products: &'a [f32],
    /// One a row.
    pub targets: &'a [bool],
    /// How much each row counts; above 0.
    pub weights: &'a [f64],
    /// Half of it times the squared length of the solution is added to the loss; above 0.
    pub ridge: f64,
}

/// The solution.
pub struct Solution {
    /// The solution is the sum of the rows, each times its share.
    pub shares: Vec<f64>,
    /// Added to every logit.
    pub bias: f64,
    /// The logit of each row by a fit without it (to first order: one Newton step).
    pub left_out: Vec<f64>,
}

/// More steps than any fit takes: a Newton step squares the error.
const STEPS: usize = 30;
/// A step that moves no logit further than this was the last one.
const CLOSE: f64 = 1e-7;
/// Where even so little of a step does not help, rounding is all that is left.
const SMALLEST_PART: f64 = 1e-6;
/// Where a row's curvature vanishes, its equation stays solvable.
const LEAST_CURVATURE: f64 = 1e-9;

impl Problem<'_> {
    /// The one solution (the loss is convex).
    pub fn solve(&self) -> Solution {
        let rows = self.targets.len();
        let mut shares = vec![0.0; rows];
        let mut bias = 0.0;
        let mut logits = vec![0.0; rows];
        let mut loss = self.loss(&shares, &logits);
        for _ in 0..STEPS {
            let step = self.newton(&logits);
            // The whole step, or as much of it as the loss falls by.
            let mut part = 1.0;
            let moved = loop {
                let mix = |old: f64, new: f64| old + part * (new - old);
                let next: Vec<f64> = shares
                    .iter()
                    .zip(&step.shares)
                    .map(|(old, new)| mix(*old, *new))
                    .collect();
                let next_bias = mix(bias, step.bias);
                let next_logits = self.logits(&next, next_bias);
                let next_loss = self.loss(&next, &next_logits);
                if next_loss <= loss || part < SMALLEST_PART {
                    let pairs = logits.iter().zip(&next_logits);
                    let moved = pairs.fold(0.0_f64, |most, (a, b)| most.max((a - b).abs()));
                    (shares, bias, loss) = (next, next_bias, next_loss);
                    logits = next_logits;
                    break moved;
                }
                part /= 2.0;
            };
            if moved < CLOSE {
                break;
            }
        }
        let left_out = self.newton(&logits).left_out;
        Solution {
            shares,
            bias,
            left_out,
        }
    }

    /// Where one Newton step from these logits leads: the weighted least squares of
    /// `(products / ridge + 1 / r) a + b = z`, with curvature r and target z of each row.
    fn newton(&self, logits: &[f64]) -> Solution {
        let rows = logits.len();
        let mut matrix = vec![0.0; rows * rows];
        let mut targets = Vec::with_capacity(rows);
        for (row, logit) in logits.iter().enumerate() {
            let p = sigmoid(*logit);
            let weight = self.weights[row];
            let curvature = (weight * p * (1.0 - p)).max(LEAST_CURVATURE);
            let wanted = f64::from(u8::from(self.targets[row]));
            targets.push(logit + weight * (wanted - p) / curvature);
            for column in 0..=row {
                matrix[row * rows + column] =
                    f64::from(self.products[row * rows + column]) / self.ridge;
            }
            matrix[row * rows + row] += 1.0 / curvature;
        }
        let factor = Cholesky::of(matrix, rows);
        let (of_targets, of_ones) = (factor.solve(&targets), factor.solve(&vec![1.0; rows]));
        let sum_ones: f64 = of_ones.iter().sum();
        let bias = of_targets.iter().sum::<f64>() / sum_ones;
        let shares: Vec<f64> = of_targets
            .iter()
            .zip(&of_ones)
            .map(|(target, one)| target - bias * one)
            .collect();
        let inverse = factor.inverse_diagonal();
        let left_out = (0..rows)
            .map(|row| {
                let own = inverse[row] - of_ones[row] * of_ones[row] / sum_ones;
                targets[row] - shares[row] / own.max(f64::MIN_POSITIVE)
            })
            .collect();
        Solution {
            shares,
            bias,
            left_out,
        }
    }

    fn logits(&self, shares: &[f64], bias: f64) -> Vec<f64> {
        let rows = shares.len();
        (0..rows)
            .map(|row| {
                let products = &self.products[row * rows..(row + 1) * rows];
                let sum: f64 = products
                    .iter()
                    .zip(shares)
                    .map(|(product, share)| f64::from(*product) * share)
                    .sum();
                sum / self.ridge + bias
            })
            .collect()
    }

    fn loss(&self, shares: &[f64], logits: &[f64]) -> f64 {
        let rows = self.targets.iter().zip(self.weights).zip(logits);
        let fit: f64 = rows
            .map(|((target, weight), logit)| {
                let signed = if *target { -logit } else { *logit };
                // ln(1 + exp(x)) without overflow.
                weight * (signed.max(0.0) + (-signed.abs()).exp().ln_1p())
            })
            .sum();
        let length: f64 = self
            .logits(shares, 0.0)
            .iter()
            .zip(shares)
            .map(|(product, share)| product * share)
            .sum();
        fit + length / 2.0
    }
}

fn sigmoid(x: f64) -> f64 {
    1.0 / (1.0 + (-x).exp())
}

/// A lower triangle whose product with its transpose is a symmetric, positive matrix.
struct Cholesky {
    lower: Vec<f64>,
    rows: usize,
}

impl Cholesky {
    /// Of the lower half of `matrix`, row-major.
    fn of(mut matrix: Vec<f64>, rows: usize) -> Self {
        for row in 0..rows {
            let (above, from) = matrix.split_at_mut(row * rows);
            let own = &mut from[..=row];
            for column in 0..row {
                let other = &above[column * rows..=column * rows + column];
                let sum = dot(&own[..column], &other[..column]);
                own[column] = (own[column] - sum) / other[column];
            }
            let rest = own[row] - dot(&own[..row], &own[..row]);
            own[row] = rest.max(f64::MIN_POSITIVE).sqrt();
        }
        Self {
            lower: matrix,
            rows,
        }
    }

    fn row(&self, row: usize) -> &[f64] {
        &self.lower[row * self.rows..=row * self.rows + row]
    }

    /// The solution for the right side `values`.
    fn solve(&self, values: &[f64]) -> Vec<f64> {
        let mut solution = values.to_vec();
        for at in 0..self.rows {
            let row = self.row(at);
            solution[at] = (solution[at] - dot(&row[..at], &solution[..at])) / row[at];
        }
        for at in (0..self.rows).rev() {
            let row = self.row(at);
            solution[at] /= row[at];
            let value = solution[at];
            for (other, factor) in solution[..at].iter_mut().zip(row) {
                *other -= factor * value;
            }
        }
        solution
    }

    /// The diagonal of the inverse matrix: squared columns of the inverse triangle.
    fn inverse_diagonal(&self) -> Vec<f64> {
        let rows = self.rows;
        let mut diagonal = vec![0.0; rows];
        let mut column = vec![0.0; rows];
        for (at, sum) in diagonal.iter_mut().enumerate() {
            column[at] = 1.0 / self.row(at)[at];
            *sum = column[at] * column[at];
            for below in at + 1..rows {
                let row = self.row(below);
                column[below] = -dot(&row[at..below], &column[at..below]) / row[below];
                *sum += column[below] * column[below];
            }
        }
        diagonal
    }
}

/// Sums side by side, so that the compiler may use whatever registers there are.
fn dot(one: &[f64], other: &[f64]) -> f64 {
    const LANES: usize = 8;
    let mut sums = [0.0; LANES];
    let (chunks, others) = (one.chunks_exact(LANES), other.chunks_exact(LANES));
    let rest = chunks.remainder().iter().zip(others.remainder());
    let rest: f64 = rest.map(|(a, b)| a * b).sum();
    for (a, b) in chunks.zip(others) {
        for lane in 0..LANES {
            sums[lane] += a[lane] * b[lane];
        }
    }
    sums.iter().sum::<f64>() + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn products(rows: &[Vec<f32>]) -> Vec<f32> {
        let product = |a: &Vec<f32>, b: &Vec<f32>| a.iter().zip(b).map(|(a, b)| a * b).sum();
        rows.iter()
            .flat_map(|a| rows.iter().map(move |b| product(a, b)))
            .collect()
    }

    /// Rows of three features that overlap.
    fn rows() -> (Vec<Vec<f32>>, Vec<bool>) {
        let wave = |at: usize, seed: f32| ((at as f32 + seed) * 1.7).sin();
        let targets: Vec<bool> = (0..12).map(|at| at % 3 == 0).collect();
        let rows = targets.iter().enumerate().map(|(at, target)| {
            let push = if *target { 0.8 } else { -0.2 };
            vec![wave(at, 0.0) + push, wave(at, 5.0), wave(at, 9.0) - push]
        });
        (rows.collect(), targets)
    }

    fn solve(rows: &[Vec<f32>], targets: &[bool], ridge: f64) -> (Solution, Vec<f64>) {
        let products = products(rows);
        let weights: Vec<f64> = (0..rows.len()).map(|at| 1.0 + at as f64 % 2.0).collect();
        let problem = Problem {
            products: &products,
            targets,
            weights: &weights,
            ridge,
        };
        let solution = problem.solve();
        let weight = (0..rows[0].len())
            .map(|feature| {
                let each = rows.iter().zip(&solution.shares);
                each.map(|(row, share)| f64::from(row[feature]) * share / ridge)
                    .sum()
            })
            .collect();
        (solution, weight)
    }

    #[test]
    fn the_gradient_vanishes() {
        let (rows, targets) = rows();
        let ridge = 0.5;
        let (solution, weight) = solve(&rows, &targets, ridge);
        // Of the loss by each weight and by the bias, written down anew.
        let mut gradient: Vec<f64> = weight.iter().map(|w| w * ridge).collect();
        let mut of_bias = 0.0;
        for (at, row) in rows.iter().enumerate() {
            let pairs = row.iter().zip(&weight);
            let logit = pairs.map(|(x, w)| f64::from(*x) * w).sum::<f64>() + solution.bias;
            let wanted = f64::from(u8::from(targets[at]));
            let error = (1.0 + at as f64 % 2.0) * (sigmoid(logit) - wanted);
            for (sum, x) in gradient.iter_mut().zip(row) {
                *sum += error * f64::from(*x);
            }
            of_bias += error;
        }
        gradient.push(of_bias);
        for part in gradient {
            assert!(part.abs() < 1e-6, "{part}");
        }
    }

    #[test]
    fn a_row_left_out_is_judged_as_by_a_fit_without_it() {
        let (rows, targets) = rows();
        let (whole, _) = solve(&rows, &targets, 2.0);
        for out in [0, 4, 11] {
            let others: Vec<usize> = (0..rows.len()).filter(|at| *at != out).collect();
            let kept: Vec<Vec<f32>> = others.iter().map(|at| rows[*at].clone()).collect();
            let table = products(&kept);
            let labels: Vec<bool> = others.iter().map(|at| targets[*at]).collect();
            let weights: Vec<f64> = others.iter().map(|at| 1.0 + *at as f64 % 2.0).collect();
            let fit = Problem {
                products: &table,
                targets: &labels,
                weights: &weights,
                ridge: 2.0,
            }
            .solve();
            let product = |row: &Vec<f32>| -> f64 {
                let pairs = row.iter().zip(&rows[out]);
                pairs.map(|(a, b)| f64::from(*a) * f64::from(*b)).sum()
            };
            let sum: f64 = kept
                .iter()
                .zip(&fit.shares)
                .map(|(row, s)| product(row) * s)
                .sum();
            let exact = sum / 2.0 + fit.bias;
            let close = whole.left_out[out];
            assert!((exact - close).abs() < 0.15, "{out}: {exact} {close}");
        }
    }

    #[test]
    fn rows_that_are_apart_stay_finite() {
        let rows = vec![vec![50.0_f32, 0.0], vec![-50.0, 0.0], vec![-60.0, 1.0]];
        let (solution, weight) = solve(&rows, &[true, false, false], 1e-3);
        assert!(
            weight
                .iter()
                .chain(&solution.left_out)
                .all(|v| v.is_finite())
        );
        assert!(weight[0] > 0.0);
        // A single row decides nothing, and breaks nothing.
        let (alone, _) = solve(&[vec![1.0, 2.0]], &[true], 1.0);
        assert!(alone.bias.is_finite() && alone.left_out[0].is_finite());
    }

    #[test]
    fn the_same_rows_give_the_same_bits() {
        let (rows, targets) = rows();
        let one = solve(&rows, &targets, 1.0).1;
        assert_eq!(one, solve(&rows, &targets, 1.0).1);
    }
}
