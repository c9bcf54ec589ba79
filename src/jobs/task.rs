//! One piece of long work, seen from both sides: who does it, and who watches it.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// The work was asked to stop, and did. Not a fault: what was finished before stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("cancelled; what was finished before is kept")]
pub struct Cancelled;

/// How far a [`Task`] has come, at one moment.
#[derive(Debug, Clone, PartialEq)]
pub struct Snapshot {
    /// What is being done now, as a person would say it: `Reading posters`.
    pub stage: String,
    /// What is counted, in the plural: `posters`, `rows`, `bytes`.
    pub unit: &'static str,
    /// Units finished in this stage.
    pub done: u64,
    /// Units in this stage; `None` where nobody knows.
    pub total: Option<u64>,
    /// Units per second in this stage, pauses left out; 0 before anything was finished.
    pub rate: f64,
    /// An estimate for this stage, where rate and total are known.
    pub time_left: Option<Duration>,
}

impl Snapshot {
    /// Finished share of this stage in `0..=1`; `None` where the total is unknown.
    pub fn fraction(&self) -> Option<f32> {
        self.total.map(|total| {
            if total == 0 {
                1.0
            } else {
                (self.done as f64 / total as f64).min(1.0) as f32
            }
        })
    }
}

#[derive(Debug)]
struct Stage {
    name: String,
    unit: &'static str,
    done: u64,
    total: Option<u64>,
    /// Moved forward by every pause, so that the rate counts working time only.
    started: Instant,
    paused: Option<Instant>,
}

#[derive(Debug)]
struct Shared {
    cancelled: AtomicBool,
    /// The same as `stage.paused.is_some()`, to be asked without the lock.
    paused: AtomicBool,
    stage: Mutex<Stage>,
    news: Condvar,
}

/// One piece of long work, seen from both sides. Clones are handles to the same work.
#[derive(Debug, Clone)]
pub struct Task {
    shared: Arc<Shared>,
}

impl Default for Task {
    fn default() -> Self {
        Self::new()
    }
}

impl Task {
    /// A task at its beginning, neither paused nor cancelled.
    pub fn new() -> Self {
        let stage = Stage {
            name: String::new(),
            unit: "steps",
            done: 0,
            total: None,
            started: Instant::now(),
            paused: None,
        };
        Self {
            shared: Arc::new(Shared {
                cancelled: AtomicBool::new(false),
                paused: AtomicBool::new(false),
                stage: Mutex::new(stage),
                news: Condvar::new(),
            }),
        }
    }

    // A stage is plain numbers: a panic elsewhere cannot leave it half-written.
    fn stage(&self) -> MutexGuard<'_, Stage> {
        self.shared
            .stage
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// A new stage begins: counts start at 0 and the clock starts anew.
    pub fn begin(&self, name: impl Into<String>, unit: &'static str, total: Option<u64>) {
        let mut stage = self.stage();
        let now = Instant::now();
        *stage = Stage {
            name: name.into(),
            unit,
            done: 0,
            total,
            started: now,
            paused: stage.paused.map(|_| now),
        };
    }

    /// `count` more units of this stage are finished.
    pub fn advance(&self, count: u64) {
        self.stage().done += count;
    }

    /// Asks the work to stop; it does so at its next [`check`](Self::check).
    pub fn cancel(&self) {
        // Under the lock, or a check that is about to wait would miss it.
        let _stage = self.stage();
        self.shared.cancelled.store(true, Ordering::Relaxed);
        self.shared.news.notify_all();
    }

    /// Whether somebody asked the work to stop.
    pub fn is_cancelled(&self) -> bool {
        self.shared.cancelled.load(Ordering::Relaxed)
    }

    /// Asks the work to wait at its next [`check`](Self::check), until it is resumed or cancelled.
    pub fn pause(&self) {
        let mut stage = self.stage();
        stage.paused.get_or_insert_with(Instant::now);
        self.shared.paused.store(true, Ordering::Relaxed);
    }

    /// Lets paused work go on.
    pub fn resume(&self) {
        let mut stage = self.stage();
        if let Some(since) = stage.paused.take() {
            stage.started += since.elapsed();
        }
        self.shared.paused.store(false, Ordering::Relaxed);
        self.shared.news.notify_all();
    }

    /// Whether the work waits, or will at its next check.
    pub fn is_paused(&self) -> bool {
        self.shared.paused.load(Ordering::Relaxed)
    }

    /// To be called between units of work: `task.check()?`. Waits here while the task is paused.
    ///
    /// # Errors
    /// [`Cancelled`] once [`cancel`](Self::cancel) was called.
    pub fn check(&self) -> Result<(), Cancelled> {
        if self.is_paused() {
            let mut stage = self.stage();
            while stage.paused.is_some() && !self.is_cancelled() {
                stage = self
                    .shared
                    .news
                    .wait(stage)
                    .unwrap_or_else(PoisonError::into_inner);
            }
        }
        if self.is_cancelled() {
            Err(Cancelled)
        } else {
            Ok(())
        }
    }

    /// How far the work is now.
    pub fn snapshot(&self) -> Snapshot {
        let stage = self.stage();
        let until = stage.paused.unwrap_or_else(Instant::now);
        let seconds = until.saturating_duration_since(stage.started).as_secs_f64();
        let rate = if stage.done == 0 || seconds <= 0.0 {
            0.0
        } else {
            stage.done as f64 / seconds
        };
        let time_left = stage
            .total
            .filter(|_| rate > 0.0)
            .map(|total| Duration::from_secs_f64(total.saturating_sub(stage.done) as f64 / rate));
        Snapshot {
            stage: stage.name.clone(),
            unit: stage.unit,
            done: stage.done,
            total: stage.total,
            rate,
            time_left,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::thread;

    #[test]
    fn a_stage_without_a_total_promises_no_end() {
        let task = Task::new();
        task.begin("Searching", "files", None);
        task.advance(10);
        assert_eq!(task.snapshot().time_left, None);
        assert_eq!(task.snapshot().fraction(), None);
    }

    #[test]
    fn paused_work_waits_at_its_check_and_goes_on() {
        let task = Task::new();
        task.pause();
        let there = task.clone();
        let work = thread::spawn(move || there.check());
        thread::sleep(Duration::from_millis(20));
        assert!(!work.is_finished());
        task.resume();
        assert_eq!(work.join().expect("no panic"), Ok(()));
    }

    #[test]
    fn a_cancel_reaches_paused_work() {
        let task = Task::new();
        task.pause();
        let there = task.clone();
        let work = thread::spawn(move || there.check());
        task.cancel();
        assert_eq!(work.join().expect("no panic"), Err(Cancelled));
    }

    #[test]
    fn a_pause_does_not_count_as_work() {
        let task = Task::new();
        task.begin("Counting", "sheep", Some(4));
        thread::sleep(Duration::from_millis(2));
        task.advance(2);
        task.pause();
        let before = task.snapshot().rate;
        thread::sleep(Duration::from_millis(200));
        assert_eq!(task.snapshot().rate, before);
        task.resume();
        // With 200 ms of pause in the clock it would be less than 10 a second.
        assert!(task.snapshot().rate > 10.0);
    }
}
