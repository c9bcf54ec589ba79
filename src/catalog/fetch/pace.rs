//! How fast requests go out: a bucket of tokens for all, waits and patience host by host.
//!
//! Workers ask before each request and wait here. A host that says when to come again is left alone
//! until then by all of them; one that fails again and again is given up for this run, so that a
//! cut cable does not cost 45,000 times the patience for one poster.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::failure::Failure;
use crate::jobs::Task;

/// How long to sleep before looking at pause and cancel again.
const NAP: Duration = Duration::from_millis(50);

/// The pace of a run, shared by its workers.
#[derive(Debug)]
pub struct Pace {
    /// Between two tokens.
    interval: Duration,
    /// Failures in a row after which a host is given up.
    strikes: u32,
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    /// When the next token is there.
    next: Instant,
    hosts: HashMap<String, Host>,
}

#[derive(Debug, Default)]
struct Host {
    not_before: Option<Instant>,
    strikes: u32,
    given_up: Option<String>,
}

impl Pace {
    /// At most `rate` requests a second; a host is given up after `strikes` failures in a row.
    pub fn new(rate: f64, strikes: u32) -> Self {
        Self {
            interval: Duration::from_secs_f64(1.0 / rate),
            strikes,
            state: Mutex::new(State {
                next: Instant::now(),
                hosts: HashMap::new(),
            }),
        }
    }

    // Plain numbers: a panic elsewhere cannot leave them half-written.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits for a token and for `host`.
    ///
    /// # Errors
    /// [`Failure::GivenUp`], and [`Failure::Stopped`] once `task` was cancelled.
    pub fn wait(&self, host: &str, task: &Task) -> Result<(), Failure> {
        loop {
            task.check().map_err(|_| Failure::Stopped)?;
            let now = Instant::now();
            let until = {
                let mut state = self.state();
                let held = match state.hosts.get(host) {
                    Some(host) if host.given_up.is_some() => return Err(Failure::GivenUp),
                    Some(host) => host.not_before.filter(|until| *until > now),
                    None => None,
                };
                match held {
                    Some(until) => until,
                    None if state.next > now => state.next,
                    None => {
                        // The bucket holds one token beside the one that is taken: waking late
                        // costs no speed, and a pause saves up no burst.
                        let full = now.checked_sub(self.interval).unwrap_or(now);
                        state.next = state.next.max(full) + self.interval;
                        return Ok(());
                    }
                }
            };
            std::thread::sleep(until.duration_since(now).min(NAP));
        }
    }

    /// Nobody asks `host` for so long.
    pub fn hold(&self, host: &str, wait: Duration) {
        let mut state = self.state();
        let host = state.hosts.entry(host.to_owned()).or_default();
        let until = Instant::now() + wait;
        host.not_before = Some(host.not_before.map_or(until, |before| before.max(until)));
    }

    /// `host` gave a proper answer.
    pub fn answered(&self, host: &str) {
        if let Some(host) = self.state().hosts.get_mut(host) {
            host.strikes = 0;
        }
    }

    /// All attempts at one poster of `host` failed.
    pub fn strike(&self, host: &str, reason: &str) {
        let mut state = self.state();
        let entry = state.hosts.entry(host.to_owned()).or_default();
        entry.strikes += 1;
        if entry.strikes >= self.strikes {
            let strikes = self.strikes;
            let note = format!(
                "the server {host} was given up after {strikes} failures in a row: {reason}"
            );
            entry.given_up.get_or_insert(note);
        }
    }

    /// Nobody asks `host` again in this run, because of `reason`.
    pub fn give_up(&self, host: &str, reason: String) {
        let mut state = self.state();
        let entry = state.hosts.entry(host.to_owned()).or_default();
        entry.given_up.get_or_insert(reason);
    }

    /// Which hosts were given up, and why.
    pub fn given_up(&self) -> Vec<String> {
        let state = self.state();
        let mut notes: Vec<String> = state
            .hosts
            .values()
            .filter_map(|host| host.given_up.clone())
            .collect();
        notes.sort_unstable();
        notes
    }
}

/// Waits for so long; less where `task` is cancelled.
///
/// # Errors
/// [`Failure::Stopped`] then.
pub fn rest(wait: Duration, task: &Task) -> Result<(), Failure> {
    let until = Instant::now() + wait;
    loop {
        task.check().map_err(|_| Failure::Stopped)?;
        let left = until.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Ok(());
        }
        std::thread::sleep(left.min(NAP));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_come_at_the_rate_whoever_asks() {
        let (pace, task) = (Pace::new(200.0, 3), Task::new());
        let start = Instant::now();
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for _ in 0..10 {
                        pace.wait("host", &task).expect("nothing holds it");
                    }
                });
            }
        });
        // 40 tokens at 5 ms; the first two are there at once.
        assert!(start.elapsed() >= Duration::from_millis(38 * 5));
    }

    #[test]
    fn one_host_is_held_and_others_are_not() {
        let (pace, task) = (Pace::new(1e4, 3), Task::new());
        pace.hold("slow", Duration::from_millis(120));
        // A shorter wish does not undo a longer one.
        pace.hold("slow", Duration::ZERO);
        let start = Instant::now();
        pace.wait("quick", &task).expect("nothing holds it");
        assert!(start.elapsed() < Duration::from_millis(100));
        pace.wait("slow", &task).expect("it waits");
        assert!(start.elapsed() >= Duration::from_millis(120));
    }

    #[test]
    fn a_host_that_only_fails_is_given_up() {
        let (pace, task) = (Pace::new(1e4, 3), Task::new());
        for _ in 0..2 {
            pace.strike("host", "silence");
        }
        pace.answered("host");
        for _ in 0..2 {
            pace.strike("host", "silence");
        }
        assert_eq!(pace.wait("host", &task), Ok(()));
        pace.strike("host", "silence");
        assert_eq!(pace.wait("host", &task), Err(Failure::GivenUp));
        assert_eq!(
            pace.given_up(),
            ["the server host was given up after 3 failures in a row: silence"]
        );
    }

    #[test]
    fn a_cancel_ends_the_wait() {
        let (pace, task) = (Pace::new(1e4, 3), Task::new());
        pace.hold("host", Duration::from_secs(60));
        task.cancel();
        assert_eq!(pace.wait("host", &task), Err(Failure::Stopped));
        assert_eq!(rest(Duration::from_secs(60), &task), Err(Failure::Stopped));
    }
}
