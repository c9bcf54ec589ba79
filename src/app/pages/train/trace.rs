//! A series that grows for hours and stays small: what the curves are painted from.
//!
//! In: one value a step. Out: at most [`MOST`] points; the more steps come, the more of them one
//! point is the mean of.

/// More points than these are not seen on a screen.
pub const MOST: usize = 1024;

/// Points from left to right.
#[derive(Debug, Clone, PartialEq)]
pub struct Trace {
    points: Vec<[f64; 2]>,
    /// Values that make a point.
    every: u32,
    sum: [f64; 2],
    count: u32,
}

impl Default for Trace {
    fn default() -> Self {
        Self {
            points: Vec::new(),
            every: 1,
            sum: [0.0; 2],
            count: 0,
        }
    }
}

impl Trace {
    /// Takes a value at `x`; what is no finite number has no place on a curve.
    pub fn push(&mut self, x: f64, y: f64) {
        if !x.is_finite() || !y.is_finite() {
            return;
        }
        self.sum = [self.sum[0] + x, self.sum[1] + y];
        self.count += 1;
        if self.count == self.every {
            let count = f64::from(self.count);
            self.points.push(self.sum.map(|sum| sum / count));
            (self.sum, self.count) = ([0.0; 2], 0);
        }
        if self.points.len() == MOST {
            let halved = self.points.chunks_exact(2);
            self.points = halved.map(|pair| mean(pair[0], pair[1])).collect();
            self.every *= 2;
        }
    }

    /// The points.
    pub fn points(&self) -> &[[f64; 2]] {
        &self.points
    }
}

fn mean(a: [f64; 2], b: [f64; 2]) -> [f64; 2] {
    [(a[0] + b[0]) / 2.0, (a[1] + b[1]) / 2.0]
}

/// The points without their noise: an exponential mean that starts unbiased. `amount` in `0..1`:
/// how much of each value comes from those before it.
pub fn smooth(points: &[[f64; 2]], amount: f64) -> Vec<[f64; 2]> {
    let keep = amount.clamp(0.0, 0.999);
    let (mut sum, mut weight) = (0.0, 0.0);
    points
        .iter()
        .map(|&[x, y]| {
            sum = keep * sum + (1.0 - keep) * y;
            weight = keep * weight + (1.0 - keep);
            [x, sum / weight]
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_series_stays_small_and_keeps_its_mean() {
        let mut trace = Trace::default();
        for step in 0..10_000 {
            trace.push(f64::from(step), f64::from(step % 2));
        }
        let points = trace.points();
        assert!((MOST / 2..MOST).contains(&points.len()), "{}", points.len());
        assert!(points.windows(2).all(|pair| pair[0][0] < pair[1][0]));
        assert!(points.iter().all(|point| point[1] == 0.5));
        assert!(points[0][0] < 16.0 && points[points.len() - 1][0] > 9_980.0);
    }

    #[test]
    fn what_is_no_number_is_left_out() {
        let mut trace = Trace::default();
        for value in [1.0, f64::NAN, f64::INFINITY, 3.0] {
            trace.push(0.0, value);
        }
        assert_eq!(trace.points(), [[0.0, 1.0], [0.0, 3.0]]);
    }

    #[test]
    fn smoothing_starts_at_the_first_value_and_lags() {
        let points = [[0.0, 4.0], [1.0, 4.0], [2.0, 0.0]];
        assert_eq!(smooth(&points, 0.0), points);
        let smoothed = smooth(&points, 0.5);
        assert_eq!([smoothed[0][1], smoothed[1][1]], [4.0, 4.0]);
        // (1/8 + 1/4) 4 of a weight of 7/8.
        assert!((smoothed[2][1] - 1.5 / 0.875).abs() < 1e-12);
        assert!(smooth(&[], 0.9).is_empty());
    }
}
