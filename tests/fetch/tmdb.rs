//! Looking posters up at TMDB by id, with a key that nobody gets to see.

use onesheet::catalog::tmdb::Key;
use onesheet::catalog::{FetchRequest, FindingKind};
use onesheet::jobs::Task;

use super::server::{Reply, Server};
use super::support::{Bench, path_of, poster, served};

const V3: &str = "c0ffee00c0ffee00c0ffee00c0ffee00";
const V4: &str = "eyJhbGciOiJIUzI1NiJ9.eyJhdWQiOiJub2JvZHkifQ.c2lnbmF0dXJl";

fn with_key(bench: &Bench, key: &str) -> FetchRequest {
    FetchRequest {
        key: Some(Key::parse(key).expect("a key")),
        ..bench.request()
    }
}

fn json(text: &str) -> Reply {
    Reply::Typed("application/json", text.as_bytes().to_vec())
}

fn movie(id: usize) -> String {
    format!("/3/movie/{id}?api_key={V3}")
}

#[test]
fn films_without_an_address_or_whose_poster_is_gone_are_looked_up() {
    let bench = Bench::of(["", "/old.jpg", "", "", "/poster9.jpg"]);
    bench.server.script(
        &movie(1),
        [json(r#"{"id": 1, "poster_path": "/poster0.jpg"}"#)],
    );
    bench.server.script(
        &movie(2),
        [json(r#"{"id": 2, "poster_path": "/poster1.jpg"}"#)],
    );
    bench
        .server
        .script(&movie(3), [json(r#"{"id": 3, "poster_path": null}"#)]);
    for n in [0, 1, 9] {
        bench.server.script(&served(n), [Reply::Image(poster(n))]);
    }
    let without = bench
        .library()
        .fetch_plan(&bench.request())
        .expect("a plan");
    assert_eq!((without.to_ask(), without.could_look_up), (2, 3));
    let request = with_key(&bench, V3);
    let report = bench.fetch_with(&request);
    assert_eq!((report.plan.by_address, report.plan.by_look_up), (2, 3));
    assert_eq!((report.fetched, report.gone), (3, 2), "{report:?}");
    // What was there needed no question.
    assert_eq!(bench.server.count(&movie(5)), 0);
    assert!(bench.finding(3).detail.contains("no poster of the film"));
    assert!(bench.finding(4).detail.contains("does not know the film"));
    assert!(
        report
            .attribution
            .contains("not endorsed or certified by TMDB")
    );
    // Nothing of it is asked again.
    let asked = bench.server.connections();
    assert_eq!(bench.fetch_with(&request).plan.gone_before, 2);
    assert_eq!(bench.server.connections(), asked);
}

#[test]
fn imdbs_id_serves_where_there_is_none_of_tmdb() {
    let bench = Bench::of::<&str>([]);
    bench.import("imdb.csv", "imdb_id,title\ntt0000007,Seven\n");
    let question = "/3/find/tt0000007?external_source=imdb_id";
    bench.server.script(
        question,
        [json(
            r#"{"movie_results": [{"poster_path": "/poster3.jpg"}]}"#,
        )],
    );
    bench.server.script(&served(3), [Reply::Image(poster(3))]);
    assert_eq!(bench.fetch_with(&with_key(&bench, V4)).fetched, 1);
    let asked = bench.server.asked();
    let bearer = format!("authorization: bearer {}", V4.to_lowercase());
    let question = asked
        .iter()
        .find(|asked| asked.path == question)
        .expect("it was asked");
    assert!(question.head.contains(&bearer));
    // The token is for the API, not for the images.
    let image = asked
        .iter()
        .find(|asked| asked.path == served(3))
        .expect("it was asked");
    assert!(!image.head.contains("authorization"));
}

#[test]
fn a_key_that_is_not_accepted_ends_the_questions_and_nothing_else() {
    let address = |n| match n % 2 {
        0 => path_of(n),
        _ => String::new(),
    };
    let (bench, api) = (Bench::of((0..6).map(address)), Server::start());
    for n in 0..6 {
        bench.server.script(&served(n), [Reply::Image(poster(n))]);
        api.script(&movie(n + 1), [Reply::Status(401, "")]);
    }
    let mut request = with_key(&bench, V3);
    (request.workers, request.api_base) = (1, api.address("/3"));
    let report = bench.fetch_with(&request);
    assert_eq!(
        (report.fetched, report.failed, report.left),
        (3, 1, 2),
        "{report:?}"
    );
    assert!(report.notes[0].contains("--set-key"), "{:?}", report.notes);
    assert_eq!(api.connections(), 1);
}

#[test]
fn the_key_is_in_no_word_that_is_shown_or_kept() {
    let bench = Bench::of(["", "", "", "", ""]);
    let elsewhere = Server::start();
    bench.server.script(&movie(1), [Reply::Nothing]);
    bench
        .server
        .script(&movie(2), [Reply::Redirect(elsewhere.address("/catch"))]);
    bench.server.script(&movie(3), [json("<html>")]);
    bench.server.script(&movie(4), [Reply::Status(500, "")]);
    bench.server.script(
        &movie(5),
        [json(r#"{"poster_path": "https://127.0.0.1/a b|c.jpg"}"#)],
    );
    let mut request = with_key(&bench, V3);
    request.patience.strikes = 1;
    request.workers = 1;
    let report = bench.fetch_with(&request);
    request.patience.strikes = 100;
    let whole = bench.fetch_with(&request);
    assert_eq!(whole.fetched, 0);
    let findings = bench.findings();
    assert_eq!(
        findings
            .iter()
            .filter(|one| one.kind == FindingKind::NotFetched)
            .count(),
        5
    );
    // Dead servers and bad bases, too.
    request.api_base = "http://127.0.0.1:1/3".to_owned();
    let dead = bench.fetch_with(&request);
    request.api_base = "http://10.0.0.1/3".to_owned();
    let barred = bench.fetch_with(&request);
    request.api_base = "no address".to_owned();
    let bad = bench
        .library()
        .fetch(&request, &Task::new())
        .expect_err("no address");
    let said = format!(
        "{report:?} {whole:?} {dead:?} {barred:?} {bad:?} {bad} {request:?} {findings:?} {:?}",
        bench.findings()
    );
    assert!(!said.contains("c0ffee"), "{said}");
    // The redirect was not followed: nobody else gets a question with a key in it.
    assert_eq!(elsewhere.connections(), 0);
    let library = bench.path("library");
    for entry in std::fs::read_dir(library).expect("a folder").flatten() {
        if let Ok(bytes) = std::fs::read(entry.path()) {
            assert!(!bytes.windows(6).any(|part| part == b"c0ffee"), "{entry:?}");
        }
    }
}
