//! A task's progress on standard error: a bar on a terminal, plain lines elsewhere.

use std::io::IsTerminal;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use crate::jobs::{Snapshot, Task};
use crate::wording::{thousands, time_left};

const REDRAW: Duration = Duration::from_millis(100);
const PLAIN_LINE_EVERY: Duration = Duration::from_secs(10);

/// Draws until it is dropped.
#[must_use = "the progress is drawn while this is alive"]
pub struct Watch {
    over: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

/// Starts to draw `task`'s progress on standard error.
pub fn watch(task: &Task) -> Watch {
    let over = Arc::new(AtomicBool::new(false));
    let (task, stop) = (task.clone(), Arc::clone(&over));
    let thread = std::thread::spawn(move || {
        if std::io::stderr().is_terminal() {
            draw_bar(&task, &stop);
        } else {
            print_lines(&task, &stop);
        }
    });
    Watch {
        over,
        thread: Some(thread),
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.over.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            // The drawing thread holds nothing that could be lost with it.
            let _ = thread.join();
        }
    }
}

fn draw_bar(task: &Task, over: &AtomicBool) {
    let bar = ProgressBar::new(0);
    let plain = ProgressStyle::default_bar();
    let style =
        ProgressStyle::with_template("{msg}  {bar:32}  {percent:>3} %  {prefix}").unwrap_or(plain);
    bar.set_style(style);
    while !over.load(Ordering::Relaxed) {
        let snapshot = task.snapshot();
        if !snapshot.stage.is_empty() {
            bar.set_length(snapshot.total.unwrap_or(snapshot.done));
            bar.set_position(snapshot.done);
            bar.set_message(snapshot.stage.clone());
            bar.set_prefix(counts(&snapshot));
        }
        std::thread::sleep(REDRAW);
    }
    bar.finish_and_clear();
}

fn print_lines(task: &Task, over: &AtomicBool) {
    let mut stage = String::new();
    let mut printed = Instant::now();
    while !over.load(Ordering::Relaxed) {
        let snapshot = task.snapshot();
        if snapshot.stage != stage {
            stage.clone_from(&snapshot.stage);
            printed = Instant::now();
            eprintln!("{stage}");
        } else if printed.elapsed() >= PLAIN_LINE_EVERY && snapshot.done > 0 {
            printed = Instant::now();
            eprintln!("{stage}: {}", counts(&snapshot));
        }
        std::thread::sleep(REDRAW);
    }
}

/// `1,200 of 7,800 posters, 14.2 a second, 8 min left`.
fn counts(snapshot: &Snapshot) -> String {
    let mut text = thousands(snapshot.done);
    if let Some(total) = snapshot.total {
        text += &format!(" of {}", thousands(total));
    }
    text += &format!(" {}", snapshot.unit);
    if snapshot.rate > 0.0 {
        text += &format!(", {:.1} a second", snapshot.rate);
    }
    if let Some(left) = snapshot.time_left {
        text += &format!(", {}", time_left(left));
    }
    text
}
