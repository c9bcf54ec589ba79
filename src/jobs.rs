//! Long work: it has a name, says how far it is, can be paused and cancelled, and ends in a message.
//!
//! Engine functions take a [`&Task`](Task): they tell it their progress and ask it whether to go
//! on. They know no screen: the window polls [`Task::snapshot`] each frame, the terminal draws it
//! as a bar, a test ignores it. [`Job`] runs such a function on a thread of its own.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{self, Receiver};

mod background;
mod task;

pub use background::in_background;
pub use task::{Cancelled, Snapshot, Task};

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
    use std::time::Duration;

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
}
