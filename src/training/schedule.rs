//! How the learning rate moves: a straight rise, then half a cosine down to zero.

/// Linear warm-up and cosine decay (Loshchilov and Hutter 2017, without restarts).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Schedule {
    /// The highest rate.
    pub peak: f64,
    /// Steps until it is reached; 0 starts there.
    pub warm_up: usize,
    /// Steps in all.
    pub total: usize,
}

impl Schedule {
    /// The rate of `step`, counted from 0; the last step's is just above 0, later ones are 0.
    pub fn rate(&self, step: usize) -> f64 {
        if step < self.warm_up {
            return self.peak * (step + 1) as f64 / self.warm_up as f64;
        }
        if step >= self.total {
            return 0.0;
        }
        let done = (step - self.warm_up) as f64 / (self.total - self.warm_up) as f64;
        self.peak * 0.5 * (1.0 + (std::f64::consts::PI * done).cos())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_rises_and_falls() {
        let schedule = Schedule {
            peak: 1.0,
            warm_up: 4,
            total: 14,
        };
        let rates: Vec<f64> = (0..16).map(|step| schedule.rate(step)).collect();
        assert_eq!(rates[..5], [0.25, 0.5, 0.75, 1.0, 1.0]);
        assert!((rates[9] - 0.5).abs() < 1e-12);
        assert!(rates[13] > 0.0 && rates[13] < 0.05);
        assert_eq!(rates[14..], [0.0, 0.0]);
    }

    #[test]
    fn a_run_shorter_than_its_warm_up_only_rises() {
        let schedule = Schedule {
            peak: 1.0,
            warm_up: 4,
            total: 2,
        };
        assert_eq!([0, 1].map(|step| schedule.rate(step)), [0.25, 0.5]);
    }
}
