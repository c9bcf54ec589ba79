//! The scores that pages share: read on request, kept after a stop, never in a poster's way.

#![cfg(feature = "gui")]

mod support;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use onesheet::app::Request;
use onesheet::app::shared::reading::ReaderSource;
use onesheet::app::shared::scoring::Status;
use onesheet::catalog::Film;
use onesheet::jobs::Task;
use onesheet::vision::{Batch, Engine, Error, Outputs, Reader, Threshold, Wanted};
use support::harness::window;
use support::{model, posters};

#[test]
fn posters_are_scored_once_they_are_read() {
    let mut window = window().films(24).open();
    assert!(
        matches!(
            window.app().shared.scoring.status(),
            Status::Missing {
                missing: 24,
                of: 24
            }
        ),
        "{:?}",
        window.app().shared.scoring.status()
    );
    window.read_library();
    window.settle();
    let shared = &window.app().shared;
    let scores = shared.scoring.scores().expect("all posters were read");
    assert_eq!((scores.len(), shared.scoring.unread()), (24, 0));
    // The model judges by colour, and every poster has the colours of its genre.
    let film = |row: usize| -> &Film { &shared.films.all()[scores.film(row)] };
    let horror = scores
        .genres()
        .iter()
        .position(|genre| genre.name() == "Horror")
        .expect("one of the six");
    let most = (0..scores.len())
        .max_by(|a, b| {
            let of = |row: usize| scores.probabilities(row)[horror];
            of(*a).total_cmp(&of(*b))
        })
        .expect("24 rows");
    assert_eq!(film(most).genres[0].name(), "Horror");
}

#[test]
fn another_library_has_scores_of_its_own() {
    let mut window = window().films(12).open();
    window.read_library();
    window.settle();
    assert_eq!(
        window.app().shared.scoring.scores().map(|s| s.len()),
        Some(12)
    );
    let folder = window.folder.path().join("another");
    std::fs::create_dir_all(&folder).expect("the test's folder takes folders");
    let other = support::library::make(&folder, 30);
    window.send(Request::UseLibrary(other));
    window.settle();
    assert!(matches!(
        window.app().shared.scoring.status(),
        Status::Missing { missing: 30, .. }
    ));
}

#[test]
fn what_was_read_follows_the_thresholds() {
    let mut window = window().open();
    let poster = posters::write(window.folder.path(), 3);
    window.drop_files(&[poster]);
    assert_eq!(window.sentence().as_deref(), Some("Reads as Horror"));
    let never = Threshold::new(1.0).expect("in range");
    let scoring = &mut window.harness.state_mut().shared.scoring;
    assert_eq!(scoring.thresholds().len(), 6);
    for genre in 0..6 {
        scoring.set_threshold(genre, never);
    }
    window.settle();
    let said = window.sentence().expect("a reading");
    assert!(said.starts_with("Reads as no genre clearly"), "{said}");
    // One that comes later is judged by the same thresholds.
    let poster = posters::write(window.folder.path(), 2);
    window.drop_files(&[poster]);
    let said = window.sentence().expect("a reading");
    assert!(said.starts_with("Reads as no genre clearly"), "{said}");
}

/// The test's network, with a pause before every batch.
struct Slow {
    reader: Reader,
    batches: Arc<AtomicUsize>,
}

impl Engine for Slow {
    fn name(&self) -> &'static str {
        "slow"
    }

    fn outputs(&self, batch: &Batch<'_>, wanted: Wanted, task: &Task) -> Result<Outputs, Error> {
        if batch.count() > 1 {
            self.batches.fetch_add(1, Ordering::SeqCst);
            std::thread::sleep(Duration::from_millis(150));
        }
        self.reader.engine().outputs(batch, wanted, task)
    }
}

fn slow(batches: &Arc<AtomicUsize>) -> ReaderSource {
    let batches = Arc::clone(batches);
    ReaderSource::new(move || {
        let reader = Reader::new(model::checkpoint()).map_err(|error| error.to_string())?;
        let engine = Slow { reader, batches };
        Ok(Reader::with_engine(model::checkpoint(), Box::new(engine)))
    })
}

#[test]
fn a_dropped_poster_goes_before_the_librarys() {
    let batches = Arc::new(AtomicUsize::new(0));
    let mut window = window().films(64).reader(slow(&batches)).open();
    window.read_library();
    window.run_until("the first batch", |_| batches.load(Ordering::SeqCst) > 0);
    let files: Vec<_> = (0..6)
        .map(|kind| posters::write(window.folder.path(), kind))
        .collect();
    window.let_go(&files);
    window.run_until("six readings", |window| {
        window.app().pages.read.session.decoded().count() == 6
            && window.app().pages.read.session.waiting() == 0
    });
    assert!(window.app().shared.scoring.progress().is_some());
    let meanwhile = batches.load(Ordering::SeqCst);
    assert!(
        meanwhile <= 3,
        "{meanwhile} of 8 batches were read meanwhile"
    );
    window.settle();
    assert_eq!(
        window.app().shared.scoring.scores().map(|s| s.len()),
        Some(64)
    );
}

#[test]
fn what_was_read_before_a_stop_is_kept_and_shown() {
    let batches = Arc::new(AtomicUsize::new(0));
    let mut window = window().films(64).reader(slow(&batches)).open();
    window.read_library();
    window.run_until("four batches", |_| batches.load(Ordering::SeqCst) > 4);
    window.app().shared.scoring.stop();
    window.settle();
    let shared = &window.app().shared;
    let read = shared.scoring.scores().expect("a part is shown").len();
    assert!((32..64).contains(&read), "{read} posters were read");
    assert_eq!(shared.scoring.unread(), 64 - read);
    window.read_library();
    window.settle();
    assert_eq!(window.app().shared.scoring.unread(), 0);
}
