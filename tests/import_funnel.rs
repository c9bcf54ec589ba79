//! The funnel of a library: every row and every poster is in it, whatever is redone, and nothing
//! that is redone opens an image.

#[path = "support/imports.rs"]
mod imports;

use std::fs::{File, FileTimes};

use image::{Rgb, RgbImage};
use imports::{Bench, picture};
use onesheet::catalog::{Division, Funnel, Genre, ImportRequest, Rule};
use onesheet::jobs::Task;

impl Bench {
    /// A poster of its own for each number.
    fn poster(&self, name: &str, number: u32, (width, height): (u32, u32)) {
        let path = self.path("posters").join(name);
        let picture = picture(number, width, height);
        picture.save(path).expect("a poster for the test");
    }

    fn funnel(&self) -> Funnel {
        self.library().funnel().expect("the library has a funnel")
    }
}

/// `name kept (reason count, …)` of each step.
fn told(funnel: &Funnel) -> Vec<String> {
    let step = |step: &onesheet::catalog::FunnelStep| {
        let removed: Vec<String> = step
            .removed
            .iter()
            .map(|(reason, count)| format!("{reason} {count}"))
            .collect();
        format!("{} {} ({})", step.step, step.kept, removed.join(", "))
    };
    funnel.iter().map(step).collect()
}

fn division(genres: &str, rule: Rule) -> Division {
    Division {
        genres: genres.split(',').filter_map(Genre::parse).collect(),
        rule,
        ..Division::default()
    }
}

#[test]
fn while_no_film_has_a_poster_the_funnel_tells_what_the_genres_select() {
    let bench = Bench::new();
    bench.write(
        "films.csv",
        "imdb_id,title,genres\ntt1,A,Drama\ntt2,B,Western|Drama\ntt3,C,\ntt1,A,Drama\n",
    );
    let report = bench.run(&bench.of_tables(&["films.csv"]));
    let expected = [
        "rows in the table 4 ()",
        "with an id 4 ()",
        "each film once 3 (duplicate_id 1)",
        "with a genre 2 (no_genre 1)",
        "first genre is selected 1 (first genre Western 1)",
    ];
    assert_eq!(told(&report.funnel), expected);
    // Nothing can be learned from yet.
    assert_eq!(
        (report.posters, report.labelled, report.in_six_genres),
        (0, 0, 0)
    );
    assert_eq!(told(&bench.funnel()), expected);
    let any = division("Drama,War", Rule::Any);
    let mut library = bench.library();
    let report = library.divide(&any, &Task::new()).expect("it is divided");
    assert_eq!(report.funnel.kept(), 2);
    assert_eq!(library.division().expect("settings are read"), Some(any));
}

#[test]
fn the_funnel_of_a_library_begins_with_every_row_of_every_table() {
    let bench = Bench::new();
    bench.write(
        "a.csv",
        "imdb_id,title,year,genres\ntt1,A,1990,Drama\ntt2,B,1991,Horror\ntt2,B,1991,Horror\nbroken\n",
    );
    bench.write(
        "b.csv",
        "imdb_id,title,year,genres\ntt1,A,1990,Comedy\ntt3,C,1992,War\n",
    );
    // One after the other, or both at once: the same rows, the same films.
    bench.run(&bench.of_tables(&["a.csv"]));
    bench.run(&bench.of_tables(&["b.csv"]));
    let expected = [
        "rows in the tables 6 ()",
        "with an id 5 (malformed_row 1)",
        "each film once 3 (duplicate_id 1, merged 1)",
        "with a genre 3 ()",
        "first genre is selected 2 (first genre War 1)",
    ];
    assert_eq!(told(&bench.funnel()), expected);
    let report = bench.run(&bench.of_tables(&["b.csv", "a.csv"]));
    assert_eq!(told(&report.funnel), expected);
    assert_eq!(told(&bench.funnel()), expected);
}

/// Ten films: two of the same picture, a banner, a tiny one, one flat, one without a poster.
fn untidy() -> Bench {
    let bench = Bench::new();
    let mut table = String::from("imdb_id,title,year,genres\n");
    for number in 1..=10_u32 {
        let genre = ["Drama", "Comedy", "Western"][number as usize % 3];
        table += &format!("tt{number:07},Film {number},1990,{genre}\n");
        let name = format!("tt{number:07}.png");
        match number {
            7 => bench.poster(&name, 6, (120, 180)),
            8 => bench.poster(&name, 8, (400, 60)),
            9 => bench.poster(&name, 9, (20, 30)),
            10 => {}
            number => bench.poster(&name, number, (60, 90)),
        }
    }
    let grey = RgbImage::from_pixel(60, 90, Rgb([90; 3]));
    let flat = bench.path("posters/tt0000001.png");
    grey.save(flat).expect("a flat poster");
    bench.write("films.csv", &table);
    bench
}

#[test]
fn bad_posters_go_with_a_reason_and_a_thumbnail_and_come_back() {
    let bench = untidy();
    let request = ImportRequest {
        clean: true,
        ..bench.with_posters(&["films.csv"])
    };
    let report = bench.run(&request);
    assert_eq!(
        told(&report.funnel),
        [
            "rows in the table 10 ()",
            "with an id 10 ()",
            "each film once 10 ()",
            "with a poster file 9 (missing_file 1)",
            "poster can be read 9 ()",
            "shaped like a poster 7 (banner_shaped 1, tiny 1)",
            "poster is the film's own 5 (flat 1, shared_poster 1)",
            "with a genre 5 ()",
            "first genre is selected 3 (first genre Western 2)",
        ]
    );
    assert_eq!(report.splits.total(), 3);
    let mut library = bench.library();
    let aside = library.aside().expect("the list is read");
    let reasons: Vec<(&str, &str)> = aside
        .iter()
        .map(|film| (film.key.as_str(), film.reason.as_str()))
        .collect();
    assert_eq!(
        reasons,
        [
            ("tt0000001", "flat"),
            ("tt0000007", "shared_poster"),
            ("tt0000008", "banner_shaped"),
            ("tt0000009", "tiny"),
        ]
    );
    for film in &aside {
        let hash = film.content_hash.expect("it was decoded");
        assert!(!film.detail.is_empty() && library.thumbnail(&hash).is_some());
        assert!(library.restore(film.film).expect("it is given back"));
    }
    assert_eq!(library.aside().expect("the list is read"), []);
    library
        .divide(&division("Drama,Comedy,Western", Rule::First), &Task::new())
        .expect("it is divided");
    let films = bench.films();
    let sound = films.values().filter(|film| film.poster.is_some()).count();
    let divided = films.values().filter(|film| film.split.is_some()).count();
    assert_eq!((sound, divided), (9, 9));
    assert_eq!(bench.funnel().kept(), 9);
    // What shows one picture goes one way, and a cleaning leaves alone what a person wanted.
    assert_eq!(films["tt0000006"].split, films["tt0000007"].split);
    bench.run(&request);
    assert_eq!(bench.library().aside().expect("the list is read"), []);
}

#[test]
fn nothing_that_is_redone_opens_an_image() {
    let bench = untidy();
    let request = bench.with_posters(&["films.csv"]);
    let first = bench.run(&request);
    let before = bench.films();
    // Every poster is garbage now, but of the same size and date: whoever opens one finds no image.
    for entry in std::fs::read_dir(bench.path("posters")).expect("posters") {
        let path = entry.expect("a poster").path();
        let metadata = std::fs::metadata(&path).expect("its size and date");
        let garbage = vec![b'x'; usize::try_from(metadata.len()).expect("it is small")];
        std::fs::write(&path, garbage).expect("garbage in its place");
        let date = metadata.modified().expect("its date");
        let file = File::options().write(true).open(&path).expect("the file");
        file.set_times(FileTimes::new().set_modified(date))
            .expect("its date is set back");
    }
    let again = bench.run(&request);
    assert_eq!(
        (&again.funnel, &again.findings),
        (&first.funnel, &first.findings)
    );
    assert_eq!(bench.films(), before);
    // Other genres, another table beside it, other columns: the films change, the posters stay.
    bench.write("more.csv", "imdb_id,Film,Art\ntt0000001,Film 1,War\n");
    let other = ImportRequest {
        genres: vec![Genre::parse("War").expect("a genre")],
        columns: vec![("genres".parse().expect("a role"), "Art".to_owned())],
        tables: vec![bench.path("more.csv")],
        ..request.clone()
    };
    let report = bench.run(&other);
    assert_eq!((report.posters, report.in_six_genres), (1, 1));
    // Gone altogether they are still compared, judged, given back and divided.
    std::fs::remove_dir_all(bench.path("posters")).expect("the posters go");
    let mut library = bench.library();
    let cleaned = library.clean(&Task::new()).expect("it is cleaned");
    assert_eq!((cleaned.posters, cleaned.kept), (7, 5));
    let report = library
        .divide(
            &division("Drama,Comedy,Western,War", Rule::Any),
            &Task::new(),
        )
        .expect("it is divided");
    assert_eq!((report.posters, report.in_six_genres), (5, 5));
    for film in library.aside().expect("the list is read") {
        library.restore(film.film).expect("it is given back");
    }
    assert_eq!(bench.funnel()[6].kept, 9);
}

#[test]
fn rows_without_an_imdb_id_that_share_a_poster_are_one_until_links_name_them() {
    let bench = Bench::new();
    bench.write(
        "films.csv",
        "tmdb_id,imdb_id,title,year,genres,poster_path\n\
         1,tt1,A,1990,Drama,/a.jpg\n\
         2,tt2,B,1990,Drama,/a.jpg\n\
         3,,C,1990,Drama,/c.jpg\n\
         4,,D,1990,Drama,/x.jpg\n\
         5,,E,1990,Drama,/x.jpg\n\
         6,,F,1990,Drama,\n\
         7,,G,1990,Drama,\n",
    );
    let report = bench.run(&bench.of_tables(&["films.csv"]));
    // An address that two films with ids share is theirs to share.
    assert_eq!(
        (report.films, report.findings.get("shared_address")),
        (6, Some(&1))
    );
    let findings = bench.library().findings().expect("findings");
    assert!(findings[0].detail.contains("/x.jpg"), "{findings:?}");
    bench.write("links.csv", "movieId,imdbId,tmdbId\n1,5,5\n");
    let report = bench.run(&bench.of_tables(&["films.csv", "links.csv"]));
    assert_eq!(
        (report.films, report.findings.get("shared_address")),
        (7, None)
    );
}
