//! A server that stalls, lies, cuts off, sends too much or too often: what a run makes of it, and
//! that the next one ends complete.

use std::time::{Duration, Instant};

use onesheet::catalog::FindingKind;

use super::server::Reply;
use super::support::{Bench, path_of, poster, served};

/// Every rudeness that may be over at the next run, and the finding that it is.
fn rudenesses() -> Vec<(Reply, FindingKind, &'static str)> {
    use FindingKind::{FileTooLarge, NotFetched, Undecodable, UnsupportedFormat};
    let page =
        || b"<!DOCTYPE html><html><body>Sign in to the hotel's network</body></html>".to_vec();
    let svg = || b"<svg xmlns='http://www.w3.org/2000/svg'></svg>".to_vec();
    let mut damaged = std::io::Cursor::new(Vec::new());
    super::posters::varied(0)
        .write_to(&mut damaged, image::ImageFormat::Png)
        .expect("a small image is encoded");
    let mut damaged = damaged.into_inner();
    let middle = damaged.len() / 2;
    damaged[middle] ^= 0xFF;
    vec![
        (Reply::Stall(poster(0)), NotFetched, "fell silent"),
        (Reply::Cut(poster(0)), NotFetched, "connection failed"),
        (Reply::CutChunks(poster(0)), NotFetched, "connection failed"),
        (Reply::Short(poster(0)), NotFetched, "before its last line"),
        (Reply::Drip(poster(0)), NotFetched, "too slow"),
        (Reply::Nothing, NotFetched, "connection failed"),
        (Reply::Nonsense, NotFetched, "no proper HTTP"),
        (Reply::Image(Vec::new()), NotFetched, "is empty"),
        (Reply::Status(500, ""), NotFetched, "HTTP 500"),
        (Reply::Status(503, ""), NotFetched, "HTTP 503"),
        (Reply::Status(403, ""), NotFetched, "HTTP 403"),
        (Reply::Status(204, ""), NotFetched, "HTTP 204"),
        (Reply::Status(302, ""), NotFetched, "not whereto"),
        (Reply::Promise, FileTooLarge, "1 MiB"),
        (Reply::Endless(poster(0)), FileTooLarge, "1 MiB"),
        // Lies about the type, in both directions.
        (Reply::Image(page()), Undecodable, "a web page"),
        (
            Reply::Typed("text/html", poster(0)),
            Undecodable,
            "text/html",
        ),
        (
            Reply::Typed("image/svg+xml", svg()),
            UnsupportedFormat,
            "SVG",
        ),
        (Reply::Typed("image/png", damaged), NotFetched, "damaged"),
    ]
}

#[test]
fn after_every_rudeness_the_next_run_ends_complete() {
    let rudenesses = rudenesses();
    let count = rudenesses.len();
    let bench = Bench::of((0..count + 1).map(path_of));
    for (n, (reply, ..)) in rudenesses.iter().enumerate() {
        bench
            .server
            .script(&served(n), [reply.clone(), Reply::Image(poster(n))]);
    }
    // Among all of them, a polite one.
    bench
        .server
        .script(&served(count), [Reply::Surplus(poster(count))]);
    let report = bench.fetch_with(&bench.impatient());
    assert_eq!((report.fetched, report.failed), (1, count), "{report:?}");
    for (n, (reply, kind, words)) in rudenesses.iter().enumerate() {
        let finding = bench.finding(n + 1);
        assert_eq!(finding.kind, *kind, "{finding:?}");
        assert!(
            finding.detail.contains(words),
            "{finding:?} of {:.60}",
            format!("{reply:?}")
        );
        assert!(finding.detail.contains("asks again") && finding.place == path_of(n));
    }
    // The endless one was cut off at the most that is taken, and what lay on its way.
    assert!(
        bench.server.sent() < 16 << 20,
        "{} bytes",
        bench.server.sent()
    );
    let report = bench.fetch();
    assert_eq!((report.fetched, report.failed), (count, 0));
    assert_eq!(
        (bench.with_poster(), bench.findings().len()),
        (count + 1, 0)
    );
}

#[test]
fn what_passes_is_tried_again_within_the_run() {
    let bench = Bench::of((0..6).map(path_of));
    let passing = [
        Reply::Stall(poster(0)),
        Reply::Cut(poster(1)),
        Reply::Status(500, ""),
        Reply::Status(429, ""),
        Reply::Nothing,
        Reply::Short(poster(5)),
    ];
    for (n, reply) in passing.into_iter().enumerate() {
        bench
            .server
            .script(&served(n), [reply, Reply::Image(poster(n))]);
    }
    let mut request = bench.impatient();
    request.patience.attempts = 3;
    assert_eq!(bench.fetch_with(&request).fetched, 6);
    assert_eq!(bench.server.connections(), 12);
}

#[test]
fn attempts_are_bounded() {
    let bench = Bench::of(["/poster0.jpg"]);
    bench.server.script(&served(0), [Reply::Status(503, "")]);
    let mut request = bench.request();
    request.patience.attempts = 4;
    assert_eq!(bench.fetch_with(&request).failed, 1);
    assert_eq!(bench.server.connections(), 4);
    // A 404 is believed at once.
    bench.server.script(&served(0), [Reply::Status(404, "")]);
    assert_eq!(bench.fetch_with(&request).gone, 1);
    assert_eq!(bench.server.connections(), 5);
}

#[test]
fn a_server_that_says_when_to_come_again_is_left_alone_until_then() {
    let bench = Bench::sound(12);
    let busy = Reply::Status(429, "Retry-After: 1\r\n");
    bench
        .server
        .script(&served(0), [busy.clone(), busy, Reply::Image(poster(0))]);
    let mut request = bench.request();
    request.workers = 4;
    let start = Instant::now();
    // One attempt each: waiting as asked is none.
    assert_eq!(bench.fetch_with(&request).fetched, 12);
    assert!(start.elapsed() >= Duration::from_secs(2));
    let asked = bench.server.asked();
    let refused: Vec<Instant> = asked
        .iter()
        .filter(|asked| asked.path == served(0))
        .map(|asked| asked.at)
        .collect();
    assert_eq!(refused.len(), 3);
    for pair in refused.windows(2) {
        assert!(pair[1] - pair[0] >= Duration::from_millis(990));
        // Nor do the other workers ask meanwhile, beyond what was on its way.
        let quiet = pair[0] + Duration::from_millis(300)..pair[0] + Duration::from_millis(950);
        let meanwhile = asked
            .iter()
            .filter(|asked| quiet.contains(&asked.at))
            .count();
        assert_eq!(meanwhile, 0);
    }
}

#[test]
fn a_server_that_asks_for_too_long_is_given_up_for_this_run() {
    let bench = Bench::sound(30);
    bench.server.script(
        &served(0),
        [
            Reply::Status(503, "Retry-After: 3600\r\n"),
            Reply::Image(poster(0)),
        ],
    );
    let mut request = bench.request();
    request.workers = 1;
    let start = Instant::now();
    let report = bench.fetch_with(&request);
    assert_eq!((report.fetched, report.left), (0, 30), "{report:?}");
    assert!(
        report.notes[0].contains("about 60 minutes"),
        "{:?}",
        report.notes
    );
    assert!(start.elapsed() < Duration::from_secs(5));
    assert_eq!(bench.server.connections(), 1);
    assert_eq!(bench.fetch().fetched, 30);
}

#[test]
fn a_server_that_dies_half_way_is_given_up_and_the_next_run_ends_complete() {
    let bench = Bench::sound(60);
    bench.server.die_after(20);
    let mut request = bench.request();
    (request.patience.strikes, request.patience.attempts) = (4, 2);
    let report = bench.fetch_with(&request);
    assert_eq!(report.fetched, 20);
    assert_eq!(report.failed + report.left, 40);
    assert!(report.left >= 20 && report.notes.len() == 1, "{report:?}");
    assert!(report.notes[0].contains("given up"), "{:?}", report.notes);
    assert_eq!(bench.with_poster(), 20);
    bench.server.revive();
    assert_eq!(bench.fetch_with(&request).fetched, 40);
    assert_eq!(bench.with_poster(), 60);
}
