//! One poster from its first address to its file: attempts, waits, other addresses, look-up.
//!
//! Runs on several threads and knows no database: what came of an item goes out as a message.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::Sender;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use ureq::http::Uri;

use super::Patience;
use super::address::{Address, Reading};
use super::client::{Client, host_of};
use super::failure::Failure;
use super::pace::{Pace, rest};
use super::plan::Item;
use super::shelf::Shelf;
use super::tmdb::{self, FilmName, Found, Key};
use crate::jobs::Task;

/// How often a server that says when to come again is believed, for one poster.
const MAX_HOLDS: u32 = 30;

/// What the workers of a run share.
#[derive(Debug)]
pub struct Work {
    /// What is to be done.
    pub items: Vec<Item>,
    /// The next of them.
    pub next: AtomicUsize,
    /// Asks.
    pub client: Client,
    /// How fast.
    pub pace: Pace,
    /// Where images go.
    pub shelf: Shelf,
    /// How addresses are read.
    pub reading: Reading,
    /// Where and with which key TMDB is asked by id.
    pub look_up: Option<(String, Key)>,
    /// How long to try.
    pub patience: Patience,
    /// Pause and cancel.
    pub task: Task,
}

/// What came of an item.
#[derive(Debug)]
pub struct Done {
    /// Its place among the items.
    pub item: usize,
    /// How it ended.
    pub outcome: Outcome,
    /// Addresses that are gone, and in which words.
    pub gone: Vec<(String, String)>,
}

/// The poster, or the address that failed and why.
pub type Outcome = Result<Poster, (String, Failure)>;

/// A poster's file.
#[derive(Debug)]
pub struct Poster {
    /// Where it lies.
    pub path: PathBuf,
    /// How many bytes came; 0: it lay there.
    pub bytes: u64,
}

/// Messages of the workers; an error is the disk's and ends the run.
pub type Message = std::io::Result<Done>;

impl Work {
    /// Starts `count` workers, that end when there are no items left or nobody listens.
    pub fn start(self: &Arc<Self>, count: usize, send: &Sender<Message>) {
        let clock = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        for number in 0..count as u64 {
            let (work, send) = (Arc::clone(self), send.clone());
            let seed = clock.as_nanos() as u64 ^ number;
            std::thread::spawn(move || {
                let mut chance = ChaCha8Rng::seed_from_u64(seed);
                loop {
                    let item = work.next.fetch_add(1, Ordering::Relaxed);
                    if item >= work.items.len() {
                        return;
                    }
                    let message = work.item(item, &mut chance);
                    let stopped = match &message {
                        Ok(done) => matches!(done.outcome, Err((_, Failure::Stopped))),
                        Err(_) => true,
                    };
                    if send.send(message).is_err() || stopped {
                        return;
                    }
                }
            });
        }
    }

    fn item(&self, place: usize, chance: &mut ChaCha8Rng) -> Message {
        let mut gone = Vec::new();
        let outcome = self.outcome(&self.items[place], &mut gone, chance)?;
        Ok(Done {
            item: place,
            outcome,
            gone,
        })
    }

    fn outcome(
        &self,
        item: &Item,
        gone: &mut Vec<(String, String)>,
        chance: &mut ChaCha8Rng,
    ) -> std::io::Result<Outcome> {
        let mut failed: Option<(String, Failure)> = None;
        for (text, address) in &item.images {
            let failure = match self.image(address, chance) {
                Ok(poster) => return poster.map(Ok),
                Err(Failure::Stopped) => return Ok(Err((text.clone(), Failure::Stopped))),
                Err(failure) => failure,
            };
            if let Failure::Gone(detail) = &failure {
                gone.push((text.clone(), detail.clone()));
            }
            failed = Some(worse(failed, (text.clone(), failure)));
        }
        // What may be there the next time is not looked up.
        let settled = failed
            .as_ref()
            .is_none_or(|(_, failure)| failure.is_settled());
        if let (true, Some(name), Some((base, key))) = (settled, &item.look_up, &self.look_up) {
            let failure = match self.look_up(name, (base, key), item, chance) {
                Ok(poster) => return poster.map(Ok),
                Err(failure) => failure,
            };
            if let Failure::Gone(detail) = &failure {
                gone.push((name.remembered(), detail.clone()));
            }
            failed = Some(worse(failed, ("TMDB".to_owned(), failure)));
        }
        Ok(Err(failed.unwrap_or((String::new(), Failure::GivenUp))))
    }

    /// The image at an address, on the shelf.
    fn image(
        &self,
        address: &Address,
        chance: &mut ChaCha8Rng,
    ) -> Result<std::io::Result<Poster>, Failure> {
        if let Some(path) = self.shelf.find(&address.name) {
            let path = path.to_owned();
            return Ok(Ok(Poster { path, bytes: 0 }));
        }
        let image = self.persist(&address.uri, chance, || {
            self.client.image(&address.uri, &self.pace, &self.task)
        })?;
        let put = self.shelf.put(&address.name, &image.bytes, image.extension);
        Ok(put.map(|path| Poster {
            path,
            bytes: image.bytes.len() as u64,
        }))
    }

    /// Asks TMDB where the poster is, then for the poster.
    fn look_up(
        &self,
        name: &FilmName,
        (base, key): (&str, &Key),
        item: &Item,
        chance: &mut ChaCha8Rng,
    ) -> Result<std::io::Result<Poster>, Failure> {
        let question = tmdb::question(base, name, key)
            .ok_or_else(|| Failure::Refused("the address of TMDB's API is none".to_owned()))?;
        let asked = self.persist(&question, chance, || {
            self.client.json(&question, key, &self.pace, &self.task)
        });
        let json = match asked {
            Err(Failure::Key) => {
                let reason =
                    "TMDB does not accept the key: set another with `onesheet fetch --set-key`";
                self.pace.give_up(host_of(&question), reason.to_owned());
                return Err(Failure::Key);
            }
            Err(Failure::Gone(_)) => return Err(nothing("TMDB does not know the film")),
            asked => asked?,
        };
        let found = tmdb::answer(&json, name)
            .ok_or_else(|| Failure::Lasting("TMDB's answer is not understood".to_owned()))?;
        let Found::Poster(path) = found else {
            return Err(nothing("TMDB has no poster of the film"));
        };
        if item.images.iter().any(|(text, _)| *text == path) {
            return Err(nothing("TMDB names a poster that it does not have"));
        }
        let address = self.reading.read(&path).map_err(Failure::Refused)?;
        self.image(&address, chance)
    }

    /// Asks again and again, with longer and longer waits that differ from worker to worker.
    fn persist<T>(
        &self,
        uri: &Uri,
        chance: &mut ChaCha8Rng,
        ask: impl Fn() -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let host = host_of(uri);
        let (mut attempts, mut holds) = (0, 0);
        loop {
            let answer = ask();
            if self.task.is_cancelled() && answer.is_err() {
                // What was broken off looks like a failure.
                return Err(Failure::Stopped);
            }
            let Err(Failure::Passing { reason, after }) = answer else {
                if !matches!(answer, Err(Failure::GivenUp | Failure::Stopped)) {
                    self.pace.answered(host);
                }
                return answer;
            };
            if after.is_some() && holds < MAX_HOLDS {
                // The host is held already, for all workers.
                holds += 1;
                continue;
            }
            attempts += 1;
            if attempts >= self.patience.attempts {
                self.pace.strike(host, &reason);
                return Err(Failure::Passing { reason, after });
            }
            rest(self.patience.wait(attempts, chance.random()), &self.task)?;
        }
    }
}

fn nothing(reason: &str) -> Failure {
    Failure::Gone(format!("{reason}; it is not asked again unless you say so"))
}

/// Of two failures the one that is told: what may be mended the next time, then the later one.
fn worse(before: Option<(String, Failure)>, now: (String, Failure)) -> (String, Failure) {
    match before {
        Some(before) if now.1.is_settled() && !before.1.is_settled() => before,
        _ => now,
    }
}

impl Patience {
    /// The wait after so many attempts; `part`, in `0..1`, is chance: full jitter keeps workers
    /// apart.
    fn wait(&self, attempts: u32, part: f64) -> Duration {
        let doubled = self
            .first_wait
            .saturating_mul(1 << attempts.min(16).saturating_sub(1));
        doubled.min(self.longest_wait).mul_f64(part.clamp(0.0, 1.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_up_to_the_longest() {
        let patience = Patience::default();
        let full = |attempts| patience.wait(attempts, 1.0);
        assert_eq!(full(1), patience.first_wait);
        assert_eq!(full(3), patience.first_wait * 4);
        assert_eq!(full(40), patience.longest_wait);
        assert_eq!(patience.wait(3, 0.0), Duration::ZERO);
        assert_eq!(patience.wait(3, 0.5), patience.first_wait * 2);
    }

    #[test]
    fn what_can_be_mended_is_told() {
        let gone = || ("a".to_owned(), Failure::Gone("gone".to_owned()));
        let slow = || ("b".to_owned(), Failure::passing("slow"));
        assert_eq!(worse(Some(slow()), gone()), slow());
        assert_eq!(worse(Some(gone()), slow()), slow());
        assert_eq!(worse(None, gone()), gone());
    }
}
