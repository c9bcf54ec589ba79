//! What to fetch, from where, how fast and how patiently.

use std::time::Duration;

use super::address::{self, ImageSize, Reading};
use super::reach::Reach;
use super::tmdb;
use crate::catalog::Error;

/// What to fetch, from where and how fast.
#[derive(Debug, Clone)]
pub struct FetchRequest {
    /// TMDB's size.
    pub size: ImageSize,
    /// Where TMDB's paths of images begin.
    pub image_base: String,
    /// Where TMDB answers questions.
    pub api_base: String,
    /// Asks TMDB for films without an address, or whose posters are gone; `None`: nobody is asked.
    pub key: Option<tmdb::Key>,
    /// Requests at a time, 1 to 64.
    pub workers: usize,
    /// Requests a second, of all workers together; up to 1,000.
    pub rate: f64,
    /// Posters of this run, at most.
    pub limit: Option<usize>,
    /// Ask again for what was not there before.
    pub again: bool,
    /// The largest image that is taken, in bytes.
    pub max_bytes: u64,
    /// How long to wait and how often to try.
    pub patience: Patience,
    /// Which hosts may be asked.
    pub reach: Reach,
}

impl Default for FetchRequest {
    fn default() -> Self {
        Self {
            size: ImageSize::default(),
            image_base: address::IMAGE_BASE.to_owned(),
            api_base: tmdb::API_BASE.to_owned(),
            key: None,
            workers: 8,
            rate: 40.0,
            limit: None,
            again: false,
            max_bytes: 16 << 20,
            patience: Patience::default(),
            reach: Reach::Public,
        }
    }
}

/// How long to wait and how often to try.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// For a name and for a connection, each.
    pub connect: Duration,
    /// For the next bytes.
    pub silence: Duration,
    /// For one answer as a whole.
    pub whole: Duration,
    /// Attempts at a poster, at least 1.
    pub attempts: u32,
    /// After the first failure, at most; then twice as long, and so on.
    pub first_wait: Duration,
    /// After any failure.
    pub longest_wait: Duration,
    /// The longest that a server can ask to wait for before it is given up.
    pub longest_hold: Duration,
    /// Posters of a host that fail in a row before it is given up.
    pub strikes: u32,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            silence: Duration::from_secs(20),
            whole: Duration::from_secs(90),
            attempts: 4,
            first_wait: Duration::from_millis(500),
            longest_wait: Duration::from_secs(15),
            longest_hold: Duration::from_secs(120),
            strikes: 12,
        }
    }
}

impl FetchRequest {
    /// Whether it can be done, and how addresses are read then.
    ///
    /// # Errors
    /// [`Error::Request`] in words.
    pub(super) fn check(&self) -> Result<Reading, Error> {
        let fault = |text: String| Err(Error::Request(text));
        if !(1..=64).contains(&self.workers) {
            return fault(format!("{} workers cannot be; use 1 to 64", self.workers));
        }
        if !(self.rate > 0.0 && self.rate <= 1000.0) {
            let rate = self.rate;
            return fault(format!(
                "{rate} requests a second cannot be; use up to 1000"
            ));
        }
        if self.limit == Some(0) {
            return fault("a limit of 0 posters fetches nothing; give more".to_owned());
        }
        for base in [&self.image_base, &self.api_base] {
            if let Err(why) = address::checked(base, self.reach) {
                return fault(format!("{base} cannot be asked: {why}"));
            }
        }
        Reading::new(&self.image_base, self.size, self.reach).map_err(Error::Request)
    }
}
