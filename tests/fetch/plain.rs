//! What is fetched when all goes well, how fast, and what is not asked twice.

use std::time::{Duration, Instant};

use onesheet::catalog::{FindingKind, ImportRequest, Library};
use onesheet::jobs::Task;

use super::server::Reply;
use super::support::{Bench, path_of, poster, served};

#[test]
fn posters_are_fetched_read_and_reach_their_films() {
    let bench = Bench::sound(12);
    let plan = bench
        .library()
        .fetch_plan(&bench.request())
        .expect("a plan");
    assert_eq!((plan.missing, plan.to_ask()), (12, 12));
    let report = bench.fetch();
    assert_eq!((report.fetched, report.plan.by_address), (12, 12));
    let bytes: usize = (0..12).map(|n| poster(n).len()).sum();
    assert_eq!(report.bytes, bytes as u64);
    assert_eq!(
        (report.library.posters, report.library.splits.total()),
        (12, 12)
    );
    assert!(report.findings.is_empty() && bench.findings().is_empty());
    let library = bench.library();
    for (n, film) in bench.films().into_iter().enumerate() {
        let found = film.poster.expect("it came");
        assert!(
            found
                .path
                .ends_with(format!("posters/fetched/w92/poster{n}.jpg"))
        );
        assert_eq!(std::fs::read(&found.path).expect("it is there"), poster(n));
        assert!(library.thumbnail(&found.content_hash).is_some() && film.split.is_some());
    }
    // Nothing is missing: nobody is asked.
    let asked = bench.server.connections();
    let again = bench.fetch();
    assert_eq!((again.plan.missing, again.fetched), (0, 0));
    assert_eq!(bench.server.connections(), asked);
}

#[test]
fn a_library_can_move_with_its_fetched_posters() {
    let bench = Bench::sound(1);
    bench.fetch();
    std::fs::rename(bench.path("library"), bench.path("elsewhere")).expect("it moves");
    let moved = Library::open(&bench.path("elsewhere")).expect("it is there");
    let poster = moved.films().expect("it is read").remove(0).poster;
    assert!(poster.is_some_and(|poster| poster.path.is_file()));
}

#[test]
fn films_that_share_an_address_share_the_request() {
    let bench = Bench::of(["/poster0.jpg", "/poster1.jpg", "/poster0.jpg"]);
    for n in 0..2 {
        bench.server.script(&served(n), [Reply::Image(poster(n))]);
    }
    assert_eq!(bench.fetch().fetched, 3);
    assert_eq!(
        (bench.server.count(&served(0)), bench.with_poster()),
        (1, 3)
    );
}

#[test]
fn a_whole_address_is_asked_and_another_tables_comes_second() {
    let bench = Bench::of(["/poster0.jpg"]);
    let whole = bench.server.address("/art/one.jpg?key=a%20b");
    bench.import(
        "second.csv",
        &format!("imdb_id,title,poster_url\ntt0000001,Film 1,{whole}\n"),
    );
    // The newest table counts first: its poster is gone, the other one is not.
    bench.server.script(&served(0), [Reply::Image(poster(0))]);
    assert_eq!(bench.fetch().fetched, 1);
    assert_eq!(bench.server.count("/art/one.jpg?key=a%20b"), 1);
    assert_eq!(bench.server.count(&served(0)), 1);
    assert_eq!((bench.with_poster(), bench.findings().len()), (1, 0));
}

#[test]
fn a_limit_leaves_the_rest_for_the_next_run() {
    let bench = Bench::sound(9);
    let mut request = bench.request();
    request.limit = Some(5);
    for (fetched, left) in [(5, 4), (4, 0), (0, 0)] {
        let report = bench.fetch_with(&request);
        assert_eq!((report.fetched, report.left), (fetched, left));
    }
    assert_eq!((bench.with_poster(), bench.server.connections()), (9, 9));
}

#[test]
fn what_its_server_does_not_have_is_told_and_not_asked_again() {
    let bench = Bench::sound(3);
    bench.server.script(&served(0), [Reply::Status(404, "")]);
    bench.server.script(&served(1), [Reply::Status(410, "")]);
    let report = bench.fetch();
    assert_eq!((report.fetched, report.gone), (1, 2));
    assert_eq!(report.findings[FindingKind::PosterGone.name()], 2);
    for _ in 0..2 {
        let finding = bench.finding(1);
        assert_eq!(finding.kind, FindingKind::PosterGone);
        assert!(
            finding.detail.contains("404") && finding.place == path_of(0),
            "{finding:?}"
        );
        let report = bench.fetch();
        assert_eq!((report.plan.gone_before, report.plan.to_ask()), (2, 0));
        assert_eq!(report.findings[FindingKind::PosterGone.name()], 2);
    }
    assert_eq!(bench.server.count(&served(0)), 1);
    // They are back.
    for n in 0..2 {
        bench.server.script(&served(n), [Reply::Image(poster(n))]);
    }
    let mut request = bench.request();
    request.again = true;
    assert_eq!(bench.fetch_with(&request).fetched, 2);
    assert!(bench.findings().is_empty());
}

#[test]
fn a_new_address_of_a_film_is_asked_though_the_old_one_was_gone() {
    let bench = Bench::of(["/poster0.jpg"]);
    assert_eq!(bench.fetch().gone, 1);
    bench.server.script(&served(7), [Reply::Image(poster(7))]);
    bench.import(
        "newer.csv",
        "imdb_id,title,poster_path\ntt0000001,Film 1,/poster7.jpg\n",
    );
    assert_eq!(bench.fetch().fetched, 1);
    assert_eq!(bench.server.count(&served(0)), 1);
}

#[test]
fn requests_keep_to_the_rate_and_to_the_number_of_workers() {
    let bench = Bench::sound(24);
    for n in 0..24 {
        let late = Reply::Late(Duration::from_millis(60), Box::new(Reply::Image(poster(n))));
        bench.server.script(&served(n), [late]);
    }
    let mut request = bench.request();
    (request.rate, request.workers) = (100.0, 3);
    let start = Instant::now();
    assert_eq!(bench.fetch_with(&request).fetched, 24);
    // 24 x 60 ms by three at a time.
    assert!(start.elapsed() >= Duration::from_millis(24 * 60 / 3));
    assert!((2..=3).contains(&bench.server.most_under_way()));

    let bench = Bench::sound(40);
    let mut request = bench.request();
    request.rate = 100.0;
    let start = Instant::now();
    assert_eq!(bench.fetch_with(&request).fetched, 40);
    // 40 tokens at 10 ms; the first two are there at once.
    assert!(start.elapsed() >= Duration::from_millis(38 * 10));
}

#[test]
fn an_import_afterwards_does_not_lose_what_was_fetched() {
    let bench = Bench::sound(3);
    assert_eq!(bench.fetch().fetched, 3);
    let folder = bench.path("covers");
    std::fs::create_dir(&folder).expect("a folder");
    std::fs::write(folder.join("tt0000002.jpg"), poster(9)).expect("a poster");
    let request = ImportRequest {
        tables: vec![bench.path("films.csv")],
        posters: Some(folder.clone()),
        ..ImportRequest::default()
    };
    let report = bench
        .library()
        .import(&request, &Task::new())
        .expect("it is imported");
    assert_eq!((report.posters, bench.with_poster()), (3, 3));
    // A file that a person gives wins.
    let own = bench.films()[1].poster.clone().expect("it is there");
    assert_eq!(own.path.file_name(), Some("tt0000002.jpg".as_ref()));
}

#[test]
fn a_poster_that_does_not_serve_is_a_finding_and_is_not_fetched_twice() {
    let bench = Bench::of(["/poster0.jpg"]);
    let pixel = image::RgbImage::new(1, 1);
    let mut bytes = std::io::Cursor::new(Vec::new());
    pixel
        .write_to(&mut bytes, image::ImageFormat::Png)
        .expect("a pixel is encoded");
    bench
        .server
        .script(&served(0), [Reply::Typed("image/png", bytes.into_inner())]);
    let report = bench.fetch();
    assert_eq!((report.fetched, report.library.posters), (1, 0));
    assert!(
        bench
            .path("library/posters/fetched/w92/poster0.png")
            .is_file()
    );
    assert_eq!(bench.fetch().plan.missing, 0);
    assert_eq!(bench.server.connections(), 1);
}
