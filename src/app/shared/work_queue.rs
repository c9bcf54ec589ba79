//! What a thread waits on: plain data behind a lock, and a bell.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// What a worker finds when it looks.
pub enum Next<T> {
    /// Something to do.
    Work(T),
    /// Nothing yet: it sleeps until the bell rings.
    Wait,
    /// Nobody will ask for anything any more.
    Closed,
}

/// Requests in any order that `Q` keeps, shared with one worker or several.
#[derive(Default)]
pub struct WorkQueue<Q> {
    requests: Mutex<Q>,
    bell: Condvar,
}

impl<Q> WorkQueue<Q> {
    /// The requests. A panic elsewhere cannot leave them half-changed: they are plain data.
    pub fn lock(&self) -> MutexGuard<'_, Q> {
        self.requests.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Wakes one worker.
    pub fn ring(&self) {
        self.bell.notify_one();
    }

    /// Wakes all workers.
    pub fn ring_all(&self) {
        self.bell.notify_all();
    }

    /// Waits until `take` finds something; `None` once it says that the queue is closed.
    pub fn next<T>(&self, mut take: impl FnMut(&mut Q) -> Next<T>) -> Option<T> {
        let mut requests = self.lock();
        loop {
            match take(&mut requests) {
                Next::Work(work) => return Some(work),
                Next::Closed => return None,
                Next::Wait => {
                    requests = self
                        .bell
                        .wait(requests)
                        .unwrap_or_else(PoisonError::into_inner);
                }
            }
        }
    }
}
