//! Work that steps back: it takes what the window and the posters that a user drops leave over.
//!
//! In: work that would keep every core busy for hours. Out: its result, computed on threads of its
//! own that the system lets run behind all others of this program (on Linux; elsewhere on threads
//! of its own that run as others do). Threads that the work starts are as modest as it is.

use std::num::NonZero;

use rayon::ThreadPoolBuilder;

/// How far back: the system's scale ends at 19. At 10 a thread that others compete with has about
/// a tenth of a core, and a thread that wakes up goes first.
#[cfg(target_os = "linux")]
const NICE: i32 = 10;

/// Does `work` on as many threads as there are cores, behind everything else.
pub fn in_background<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    let cores = std::thread::available_parallelism().map_or(1, NonZero::get);
    let pool = ThreadPoolBuilder::new()
        .num_threads(cores)
        .thread_name(|index| format!("background-{index}"))
        .start_handler(|_| step_back())
        .build();
    match pool {
        Ok(pool) => pool.install(work),
        // Without threads of its own the work is done on those of all.
        Err(_) => work(),
    }
}

/// The calling thread, and those that it starts from now on, run behind others.
fn step_back() {
    // Refused, it runs as others do: slower to the eye, the same in its results.
    #[cfg(target_os = "linux")]
    let _ = rustix::process::nice(NICE);
}

#[cfg(test)]
mod tests {
    use super::*;
    use rayon::prelude::*;

    #[test]
    fn work_runs_on_threads_of_its_own() {
        let name = || std::thread::current().name().map(str::to_owned);
        let names: Vec<Option<String>> =
            in_background(|| (0..64).into_par_iter().map(|_| name()).collect());
        let apart = |name: &Option<String>| {
            let begins = |name: &String| name.starts_with("background-");
            name.as_ref().is_some_and(begins)
        };
        assert!(names.iter().all(apart), "{names:?}");
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn its_threads_and_theirs_run_behind_this_one() {
        let nice = || {
            let stat = std::fs::read_to_string("/proc/thread-self/stat").expect("Linux has it");
            // After the name in brackets: state, and 15 numbers on the priority's own.
            let after = stat.rsplit(')').next().expect("a name");
            let field = after.split_whitespace().nth(16).expect("19 fields");
            field.parse::<i32>().expect("a number")
        };
        let here = nice();
        let (there, beyond) = in_background(|| {
            let beyond = std::thread::spawn(nice).join();
            (nice(), beyond.expect("no panic"))
        });
        let expected = (here + NICE).min(19);
        assert_eq!((there, beyond), (expected, expected));
        assert_eq!(nice(), here);
    }
}
