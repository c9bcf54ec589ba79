//! What a run of the feature pipeline did, and where its time went.

use std::path::PathBuf;
use std::time::Duration;

/// A poster whose features could not be computed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// The file.
    pub path: PathBuf,
    /// Why, in a sentence.
    pub reason: String,
}

/// Posters read, and the time that it took.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Work {
    /// Posters whose features were computed and kept.
    pub posters: usize,
    /// From the first poster to the last byte on the disk.
    pub wall: Duration,
    /// Of that, inside the network.
    pub network: Duration,
    /// Of that, waiting for a poster to be decoded: the network was starved.
    pub waiting: Duration,
}

impl Work {
    /// Posters per second; 0 where none was computed.
    pub fn rate(&self) -> f64 {
        per_second(self.posters, self.wall)
    }

    /// The network's share of the wall time, in `0..=1`; 1 where none was computed.
    pub fn network_share(&self) -> f64 {
        if self.wall.is_zero() {
            1.0
        } else {
            self.network.as_secs_f64() / self.wall.as_secs_f64()
        }
    }
}

fn per_second(count: usize, time: Duration) -> f64 {
    if time.is_zero() {
        0.0
    } else {
        count as f64 / time.as_secs_f64()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_and_shares() {
        let work = Work {
            posters: 30,
            wall: Duration::from_secs(2),
            network: Duration::from_millis(1900),
            waiting: Duration::ZERO,
        };
        assert!((work.rate() - 15.0).abs() < 1e-9);
        assert!((work.network_share() - 0.95).abs() < 1e-9);
        let nothing = Work::default();
        assert_eq!((nothing.rate(), nothing.network_share()), (0.0, 1.0));
    }
}
