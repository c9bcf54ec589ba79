//! Several threads go through the same steps together.
//!
//! In: how many chunks each step has, and a function that does one. Out: all chunks done, each
//! once, no step begun before the one before it was finished. Chunks are claimed as threads come
//! free, so a thread that another program holds up costs little.
//!
//! The threads are rayon's, taken once for all steps: a layer of a network lasts a millisecond,
//! and waking a sleeping thread for each would cost a share of that. Nobody waits for a thread
//! that did not come: the caller can finish all steps alone.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// How often a waiting thread looks before it lets others have the processor: some ten
/// microseconds, the difference at which two threads usually finish a step.
const LOOKS: usize = 400;

struct Step {
    chunks: usize,
    claimed: AtomicUsize,
    finished: AtomicUsize,
}

struct Crew<'a> {
    steps: Vec<Step>,
    members: AtomicUsize,
    stopped: AtomicBool,
    work: &'a (dyn Fn(usize, usize, usize) + Sync),
    cancelled: &'a (dyn Fn() -> bool + Sync),
}

/// Stops the others if a chunk panics: they would wait for it forever.
struct StopOnPanic<'a>(&'a AtomicBool);

impl Drop for StopOnPanic<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.0.store(true, Ordering::Release);
        }
    }
}

/// Runs `work(step, chunk, member)` for each chunk of each step, the steps in order, on up to
/// `threads` threads of the current rayon pool; `member` is below `threads` and no two threads at
/// work have the same.
///
/// Returns whether everything was done; `false` if `cancelled` said so between chunks.
pub fn in_steps(
    threads: usize,
    chunks: impl IntoIterator<Item = usize>,
    cancelled: &(dyn Fn() -> bool + Sync),
    work: &(dyn Fn(usize, usize, usize) + Sync),
) -> bool {
    let crew = Crew {
        steps: chunks
            .into_iter()
            .map(|chunks| Step {
                chunks,
                claimed: AtomicUsize::new(0),
                finished: AtomicUsize::new(0),
            })
            .collect(),
        members: AtomicUsize::new(0),
        stopped: AtomicBool::new(false),
        work,
        cancelled,
    };
    if threads <= 1 {
        crew.join();
    } else {
        rayon::scope(|scope| {
            for _ in 1..threads {
                scope.spawn(|_| crew.join());
            }
            crew.join();
        });
    }
    !crew.stopped.load(Ordering::Acquire)
}

impl Crew<'_> {
    /// One thread's way through all steps.
    fn join(&self) {
        let _stop = StopOnPanic(&self.stopped);
        let member = self.members.fetch_add(1, Ordering::Relaxed);
        for (index, step) in self.steps.iter().enumerate() {
            loop {
                let chunk = step.claimed.fetch_add(1, Ordering::Relaxed);
                if chunk >= step.chunks {
                    break;
                }
                if self.stopped.load(Ordering::Relaxed) || (self.cancelled)() {
                    self.stopped.store(true, Ordering::Release);
                    return;
                }
                (self.work)(index, chunk, member);
                // Whoever sees the count sees what was written before it.
                step.finished.fetch_add(1, Ordering::Release);
            }
            let mut looks = 0;
            while step.finished.load(Ordering::Acquire) < step.chunks {
                if self.stopped.load(Ordering::Relaxed) {
                    return;
                }
                looks += 1;
                if looks < LOOKS {
                    std::hint::spin_loop();
                } else {
                    std::thread::yield_now();
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;

    #[test]
    fn each_chunk_runs_once_and_steps_keep_their_order() {
        for threads in [1, 2, 5] {
            let seen = Mutex::new(Vec::new());
            let chunks = [3, 0, 7, 1];
            assert!(in_steps(
                threads,
                chunks,
                &|| false,
                &|step, chunk, member| {
                    assert!(member < threads);
                    seen.lock().unwrap().push((step, chunk));
                }
            ));
            let mut seen = seen.into_inner().unwrap();
            assert!(seen.is_sorted_by_key(|&(step, _)| step));
            seen.sort_unstable();
            let expected: Vec<_> = chunks
                .iter()
                .enumerate()
                .flat_map(|(step, &count)| (0..count).map(move |chunk| (step, chunk)))
                .collect();
            assert_eq!(seen, expected);
        }
    }

    #[test]
    fn a_cancel_ends_it_between_chunks() {
        let done = AtomicUsize::new(0);
        let all = in_steps(
            2,
            [100, 100],
            &|| done.load(Ordering::Relaxed) >= 5,
            &|_, _, _| {
                done.fetch_add(1, Ordering::Relaxed);
            },
        );
        assert!(!all && done.into_inner() < 10);
    }

    #[test]
    fn a_panic_in_a_chunk_reaches_the_caller() {
        std::panic::catch_unwind(|| {
            in_steps(2, [8, 8], &|| false, &|step, chunk, _| {
                assert!((step, chunk) != (0, 3), "a broken chunk");
            })
        })
        .expect_err("the panic is passed on");
    }
}
