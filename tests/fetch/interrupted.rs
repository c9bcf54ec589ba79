//! Runs that are paused, cancelled, killed, or stopped by the disk; the next one ends complete.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use onesheet::catalog::{Error, Library};
use onesheet::jobs::{Job, Task};

use super::server::Reply;
use super::support::{Bench, poster, request_of, served};

/// Waits until `ready`, for half a minute at most.
fn until(what: &str, ready: impl Fn() -> bool) {
    let start = Instant::now();
    while !ready() {
        assert!(start.elapsed() < Duration::from_secs(30), "never {what}");
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// A server that takes its time, so that a run can be met half-way.
fn slow(count: usize) -> Bench {
    let bench = Bench::sound(count);
    for n in 0..count {
        let late = Reply::Late(Duration::from_millis(20), Box::new(Reply::Image(poster(n))));
        bench.server.script(&served(n), [late]);
    }
    bench
}

#[test]
fn a_pause_holds_the_requests_and_progress_is_told() {
    let bench = slow(60);
    let (root, mut request) = (bench.path("library"), bench.request());
    request.rate = 50.0;
    let job = Job::spawn(
        "Fetch",
        || (),
        move |task| Library::open(&root).and_then(|mut library| library.fetch(&request, task)),
    );
    until("under way", || job.task().snapshot().done >= 8);
    job.task().pause();
    // What was asked for before is answered still.
    std::thread::sleep(Duration::from_millis(150));
    let asked = bench.server.connections();
    let snapshot = job.task().snapshot();
    assert_eq!((snapshot.unit, snapshot.total), ("posters", Some(60)));
    assert!(snapshot.rate > 0.0 && snapshot.time_left.is_some());
    std::thread::sleep(Duration::from_millis(150));
    assert_eq!(bench.server.connections(), asked);
    assert!(asked < 60, "all was asked before the pause");
    job.task().resume();
    let mut outcome = None;
    let start = Instant::now();
    while outcome.is_none() && start.elapsed() < Duration::from_secs(20) {
        outcome = job.poll();
        std::thread::sleep(Duration::from_millis(5));
    }
    let report = outcome
        .expect("it ends")
        .expect("no panic")
        .expect("a report");
    assert_eq!(report.fetched, 60);
}

#[test]
fn a_cancel_ends_at_once_and_keeps_what_came() {
    let bench = slow(60);
    // Two workers hang on servers that never answer again; nobody waits for them.
    for n in [3, 4] {
        bench.server.script(
            &served(n),
            [Reply::Stall(poster(n)), Reply::Image(poster(n))],
        );
    }
    let mut request = bench.request();
    request.patience.silence = Duration::from_secs(30);
    request.patience.whole = Duration::from_secs(30);
    request.rate = 100.0;
    let task = Task::new();
    let (stop, mut library) = (task.clone(), bench.library());
    let run = std::thread::spawn(move || library.fetch(&request, &task));
    // On a busy machine a worker can be overtaken by all others.
    until("under way", || {
        let hung = |n: usize| bench.server.count(&served(n)) > 0;
        bench.server.connections() >= 25 && hung(3) && hung(4)
    });
    let start = Instant::now();
    stop.cancel();
    let ended = run.join().expect("no panic");
    assert!(matches!(ended, Err(Error::Cancelled(_))), "{ended:?}");
    assert!(
        start.elapsed() < Duration::from_secs(3),
        "{:?}",
        start.elapsed()
    );
    let kept = bench.with_poster();
    assert!((10..60).contains(&kept), "{kept} posters were kept");
    let report = bench.fetch();
    assert_eq!(report.fetched, 60 - kept, "{:?}", bench.findings());
    assert_eq!(bench.with_poster(), 60);
}

const CHILD_LIBRARY: &str = "ONESHEET_TEST_LIBRARY";
const CHILD_SERVER: &str = "ONESHEET_TEST_SERVER";

/// The process that the next test kills: this test program itself, because the command line cannot
/// be talked into asking a server on this machine.
#[test]
#[ignore = "is run, and killed, by a_killed_run_is_taken_up_where_it_was"]
fn a_run_to_be_killed() {
    let (Ok(library), Ok(server)) = (std::env::var(CHILD_LIBRARY), std::env::var(CHILD_SERVER))
    else {
        return;
    };
    let request = request_of(&format!("{server}/t/p"), &format!("{server}/3"));
    let mut library = Library::open(library.as_ref()).expect("the library is there");
    library
        .fetch(&request, &Task::new())
        .expect("it is killed before");
}

#[test]
fn a_killed_run_is_taken_up_where_it_was() {
    let bench = slow(240);
    let program = std::env::current_exe().expect("this test's own program");
    let mut child = Command::new(program)
        .args(["--exact", "interrupted::a_run_to_be_killed", "--ignored"])
        .env(CHILD_LIBRARY, bench.path("library"))
        .env(CHILD_SERVER, bench.server.address(""))
        .stdout(Stdio::null())
        .spawn()
        .expect("it starts");
    until("half-way", || bench.server.connections() >= 100);
    child.kill().expect("it is killed");
    child.wait().expect("it ends");
    let before = bench.server.connections();
    assert!(before < 240, "it was killed too late");
    // What a kill in the middle of a write leaves.
    let begun = bench.path("library/posters/fetched/w92/.fetching-left");
    std::fs::write(&begun, &poster(0)[..100]).expect("a torn file");
    let report = bench.fetch();
    assert_eq!((report.failed, report.gone, report.left), (0, 0, 0));
    assert!(report.found_on_disk < report.fetched && !begun.exists());
    assert_eq!(bench.with_poster(), 240);
    // Asked twice was at most what the eight workers had in hand.
    let twice = bench.server.connections() - 240;
    assert!(twice <= 8, "{twice} posters were asked for twice");
    for (n, film) in bench.films().into_iter().enumerate() {
        let path = film.poster.expect("it came").path;
        assert_eq!(std::fs::read(path).expect("it is there"), poster(n));
    }
}

#[test]
fn files_that_a_killed_run_left_are_taken_as_they_are() {
    let bench = Bench::sound(3);
    bench.fetch();
    // As if it had been killed between the file and the database.
    let database = bench.path("library/library.db");
    rusqlite::Connection::open(database)
        .and_then(|database| {
            database.execute_batch("UPDATE films SET poster_id = NULL; DELETE FROM posters;")
        })
        .expect("the database is there");
    let report = bench.fetch();
    assert_eq!(
        (report.fetched, report.found_on_disk, report.bytes),
        (3, 3, 0)
    );
    assert_eq!((bench.server.connections(), bench.with_poster()), (3, 3));
}

#[test]
fn a_disk_that_cannot_be_written_ends_the_run_with_a_sentence() {
    let bench = Bench::sound(3);
    std::fs::create_dir_all(bench.path("library/posters/fetched")).expect("a folder");
    std::fs::write(bench.path("library/posters/fetched/w92"), "in the way").expect("a file");
    let failed = bench.library().fetch(&bench.request(), &Task::new());
    let said = failed.expect_err("there is no room").to_string();
    assert!(said.contains("writing a fetched poster failed"), "{said}");
    std::fs::remove_file(bench.path("library/posters/fetched/w92")).expect("it goes");
    assert_eq!(bench.fetch().fetched, 3);
}
