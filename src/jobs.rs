//! Long work: it has a name, says how far it is, can be cancelled, and ends in a message.
//!
//! Engine functions take a [`&Task`](Task): they tell it their progress and ask it whether to go
//! on. They know no screen: the window polls [`Task::snapshot`] each frame, the terminal draws it
//! as a bar, a test ignores it. [`Job`] runs such a function on a thread of its own.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver};
use std::sync::{Mutex, MutexGuard, PoisonError};
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
    /// Units per second in this stage; 0 before anything was finished.
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
    started: Instant,
}

#[derive(Debug)]
struct Shared {
    cancelled: AtomicBool,
    stage: Mutex<Stage>,
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
    /// A task at its beginning, not cancelled.
    pub fn new() -> Self {
        let stage = Stage {
            name: String::new(),
            unit: "steps",
            done: 0,
            total: None,
            started: Instant::now(),
        };
        Self {
            shared: Arc::new(Shared {
                cancelled: AtomicBool::new(false),
                stage: Mutex::new(stage),
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
        *self.stage() = Stage {
            name: name.into(),
            unit,
            done: 0,
            total,
            started: Instant::now(),
        };
    }

    /// `count` more units of this stage are finished.
    pub fn advance(&self, count: u64) {
        self.stage().done += count;
    }

    /// Asks the work to stop; it does so at its next [`check`](Self::check).
    pub fn cancel(&self) {
        self.shared.cancelled.store(true, Ordering::Relaxed);
    }

    /// Whether somebody asked the work to stop.
    pub fn is_cancelled(&self) -> bool {
        self.shared.cancelled.load(Ordering::Relaxed)
    }

    /// To be called between units of work: `task.check()?`.
    ///
    /// # Errors
    /// [`Cancelled`] once [`cancel`](Self::cancel) was called.
    pub fn check(&self) -> Result<(), Cancelled> {
        if self.is_cancelled() {
            Err(Cancelled)
        } else {
            Ok(())
        }
    }

    /// How far the work is now.
    pub fn snapshot(&self) -> Snapshot {
        let stage = self.stage();
        let seconds = stage.started.elapsed().as_secs_f64();
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

/// The work of a [`Job`] broke off in a panic. The rest of the application goes on.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{name} broke off because of a fault in Onesheet: {message}")]
pub struct Panicked {
    /// The job's name.
    pub name: String,
    /// What the panic said.
    pub message: String,
}

/// Named work on a thread of its own, whose result arrives by message.
///
/// Dropping a job cancels it; its thread ends at the work's next check.
#[derive(Debug)]
pub struct Job<T> {
    name: String,
    task: Task,
    result: Receiver<Result<T, Panicked>>,
}

impl<T: Send + 'static> Job<T> {
    /// Starts `work`. `wake` is called once when the result is there (the window asks for a frame).
    pub fn spawn(
        name: impl Into<String>,
        wake: impl FnOnce() + Send + 'static,
        work: impl FnOnce(&Task) -> T + Send + 'static,
    ) -> Self {
        let name = name.into();
        let task = Task::new();
        let (send, result) = mpsc::channel();
        let (task_there, name_there) = (task.clone(), name.clone());
        std::thread::spawn(move || {
            let outcome =
                catch_unwind(AssertUnwindSafe(|| work(&task_there))).map_err(|payload| Panicked {
                    name: name_there,
                    message: panic_message(payload.as_ref()),
                });
            // A receiver that is gone lost interest in the result: nothing to do.
            let _ = send.send(outcome);
            wake();
        });
        Self { name, task, result }
    }

    /// The result, once; `None` while the work goes on.
    pub fn poll(&self) -> Option<Result<T, Panicked>> {
        self.result.try_recv().ok()
    }
}

impl<T> Job<T> {
    /// What the job is called: `Import`, `Train`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its progress, and the means to cancel it.
    pub fn task(&self) -> &Task {
        &self.task
    }
}

impl<T> Drop for Job<T> {
    fn drop(&mut self) {
        self.task.cancel();
    }
}

/// What a caught panic said, for a message to the user.
pub fn panic_message(payload: &(dyn std::any::Any + Send)) -> String {
    payload
        .downcast_ref::<&str>()
        .map(ToString::to_string)
        .or_else(|| payload.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "no message".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wait<T: Send + 'static>(job: &Job<T>) -> Result<T, Panicked> {
        loop {
            if let Some(outcome) = job.poll() {
                return outcome;
            }
            std::thread::sleep(Duration::from_millis(1));
        }
    }

    #[test]
    fn a_job_reports_and_ends_in_a_message() {
        let job = Job::spawn(
            "Count",
            || (),
            |task| {
                task.begin("Counting", "sheep", Some(4));
                for _ in 0..3 {
                    task.advance(1);
                }
                task.snapshot().done
            },
        );
        assert_eq!(wait(&job), Ok(3));
        let snapshot = job.task().snapshot();
        assert_eq!(
            (snapshot.stage.as_str(), snapshot.unit),
            ("Counting", "sheep")
        );
        assert_eq!(snapshot.fraction(), Some(0.75));
        assert!(snapshot.rate > 0.0 && snapshot.time_left.is_some());
    }

    #[test]
    fn a_cancelled_job_stops_at_its_next_check() {
        let job = Job::spawn(
            "Forever",
            || (),
            |task| {
                loop {
                    if let Err(cancelled) = task.check() {
                        return cancelled;
                    }
                    std::thread::sleep(Duration::from_millis(1));
                }
            },
        );
        job.task().cancel();
        assert_eq!(wait(&job), Ok(Cancelled));
    }

    #[test]
    fn a_panic_becomes_a_sentence() {
        let job: Job<()> = Job::spawn("Fragile", || (), |_| panic!("glass"));
        let fault = wait(&job).expect_err("the work panicked");
        assert_eq!(
            (fault.name.as_str(), fault.message.as_str()),
            ("Fragile", "glass")
        );
    }

    #[test]
    fn a_stage_without_a_total_promises_no_end() {
        let task = Task::new();
        task.begin("Searching", "files", None);
        task.advance(10);
        assert_eq!(task.snapshot().time_left, None);
        assert_eq!(task.snapshot().fraction(), None);
    }
}
