//! Folders as people have them: whose poster each file is, with a table and without one.

#[path = "support/imports.rs"]
mod imports;

use std::collections::BTreeMap;

use image::{DynamicImage, ImageFormat};
use imports::{Bench, picture};
use onesheet::catalog::{FindingKind, ImportReport};

/// A poster of its own for each number.
fn poster(number: u32) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    DynamicImage::from(picture(number, 60, 90))
        .write_to(&mut bytes, ImageFormat::Png)
        .expect("a small image is encoded");
    bytes.into_inner()
}

/// A folder with these posters and a table of these lines.
fn bench(files: &[&str], table: &str) -> Bench {
    let bench = Bench::new();
    for (number, file) in files.iter().enumerate() {
        bench.write(&format!("posters/{file}"), poster(number as u32));
    }
    bench.write("films.csv", table);
    bench
}

/// Imports table and posters.
fn with_table(bench: &Bench) -> ImportReport {
    bench.run(&bench.with_posters(&["films.csv"]))
}

/// Imports the posters alone.
fn alone(bench: &Bench) -> ImportReport {
    bench.run(&bench.with_posters(&[]))
}

/// Each film's poster below the folder, by title; empty: none.
fn posters(bench: &Bench) -> BTreeMap<String, String> {
    let root = std::fs::canonicalize(bench.path("posters")).expect("the folder is there");
    let films = bench.films().into_values();
    films
        .map(|film| {
            let path = film.poster.map(|poster| poster.path);
            let below = path.map(|path| path.strip_prefix(&root).map(std::path::Path::to_owned));
            let below = below.map_or(String::new(), |path| {
                path.expect("it lies in the folder").display().to_string()
            });
            (film.title, below)
        })
        .collect()
}

/// The same as `title: poster` lines.
fn told(bench: &Bench) -> Vec<String> {
    let lines = posters(bench).into_iter();
    lines
        .map(|(title, file)| format!("{title}: {file}"))
        .collect()
}

fn details(bench: &Bench, kind: FindingKind) -> Vec<String> {
    let findings = bench.library().findings().expect("the findings are read");
    let these = findings.into_iter().filter(|one| one.kind == kind);
    these
        .map(|one| format!("{}: {}", one.subject, one.detail))
        .collect()
}

#[test]
fn a_missing_poster_is_not_that_of_another_folder() {
    let films = "title,year,poster_file\nA,1951,A (1951)/poster.png\nB,1952,B (1952)/poster.png\n";
    let bench = bench(&["A (1951)/poster.png"], films);
    let report = with_table(&bench);
    assert_eq!(told(&bench), ["A: A (1951)/poster.png", "B: "]);
    assert_eq!(report.findings.get("missing_file"), Some(&1));
    // Nor where the other film is not in the table.
    let films = "title,year,poster_file\nB,1952,B (1952)/poster.png\n";
    let bench = self::bench(&["A (1951)/poster.png"], films);
    with_table(&bench);
    assert_eq!(told(&bench), ["B: "]);
    // Nor where only numbers name the files, or the name is like another row's.
    let films = "title,poster_file\nA,train/1.png\nB,test/1.png\nC,x/Ferry.png\nD,x/ferry.png\n";
    let bench = self::bench(&["train/1.png", "x/Ferry.png"], films);
    let report = with_table(&bench);
    assert_eq!(
        told(&bench),
        ["A: train/1.png", "B: ", "C: x/Ferry.png", "D: "]
    );
    assert_eq!(report.findings.get("missing_file"), Some(&2));
}

#[test]
fn paths_of_another_computer_are_told_by_their_end() {
    let films = "title,poster_file\n\
        A,C:\\Users\\me\\covers\\a\\poster.png\n\
        B,/mnt/nas/covers/b/poster.png\n\
        C,\\\\nas\\covers\\c.png\n\
        D,file:///home/me/d%20e.png\n\
        E,./e/../f.png\n\
        F,https://host/w500/g.png?v=2\n\
        G,/mnt/nas/other/poster.png\n";
    let files = [
        "a/poster.png",
        "b/poster.png",
        "c.png",
        "d e.png",
        "f.png",
        "g.png",
    ];
    let bench = bench(&files, films);
    let report = with_table(&bench);
    assert_eq!(
        told(&bench),
        [
            "A: a/poster.png",
            "B: b/poster.png",
            "C: c.png",
            "D: d e.png",
            "E: f.png",
            "F: g.png",
            "G: "
        ]
    );
    assert_eq!(report.findings.get("missing_file"), Some(&1));
    assert_eq!(report.matched.values().sum::<usize>(), 6);
}

#[test]
fn several_candidates_are_listed_and_none_is_taken() {
    let films = "title,poster_file\nA,a.png\nB,b.png\nC,\nD,E:\\old\\d.png\n";
    let files = [
        "u/d.png",
        "v/d.png",
        "x/a.png",
        "y/a.png",
        "x/b.png",
        "C (1951).png",
        "C (1960).png",
    ];
    let bench = bench(&files, films);
    let report = with_table(&bench);
    assert_eq!(told(&bench), ["A: ", "B: x/b.png", "C: ", "D: "]);
    assert_eq!(report.findings.get("ambiguous_poster"), Some(&3));
    let said = details(&bench, FindingKind::AmbiguousPoster);
    assert!(said[0].contains("x/a.png, y/a.png"), "{said:?}");
    assert!(said[1].contains("C (1951).png, C (1960).png"), "{said:?}");
    assert!(said[2].contains("u/d.png, v/d.png"), "{said:?}");
}

#[test]
fn the_name_in_any_spelling_and_the_exact_one_first() {
    // Accents as a Mac stores them; letters of three scripts.
    let films = "title,poster_file\n\
        A,Caf\u{e9}.png\nB,caf\u{c9}s.png\nC,Vi\u{1ec7}t.png\nD,\u{ae30}.png\nE,STRASSE.png\n\
        F,Ferry.png\nG,ferry.png\nH,FILM\n";
    let files = [
        "Cafe\u{301}.png",
        "CAFE\u{301}S.png",
        "Vie\u{323}\u{302}t.png",
        "\u{1100}\u{1175}.png",
        "straße.png",
        "Ferry.png",
        "ferry.png",
        "Film.png",
    ];
    let bench = bench(&files, films);
    if std::fs::read_dir(bench.path("posters"))
        .expect("it is there")
        .count()
        < files.len()
    {
        // This disk does not tell cases apart.
        return;
    }
    with_table(&bench);
    let found: Vec<String> = posters(&bench).into_values().collect();
    assert_eq!(found, files);
}

#[test]
fn beside_the_table_too() {
    let films = "title,poster_file\nA,posters\\a.png\nB,Posters/B.PNG\nC,posters/Caf\u{e9}.png\n";
    let bench = bench(&["a.png", "b.png", "Cafe\u{301}.png"], films);
    bench.run(&bench.of_tables(&["films.csv"]));
    let found: Vec<String> = posters(&bench).into_values().collect();
    assert_eq!(found, ["a.png", "b.png", "Cafe\u{301}.png"]);
}

#[test]
fn ids_in_every_usual_form() {
    let films = "imdb_id,tmdb_id,title\n\
        9900001,,A\n9900002,,B\ntt0113277,,C\n,949,D\n,950,E\ntt9900006,,F\ntt9900007,,G\ntt9900008,,H\n";
    let files = [
        "9900001.png",
        "tt9900002_poster.png",
        "0113277.png",
        "949.png",
        "tmdb-950.png",
        "Some film {imdb-tt9900006}.png",
        "tt9900007/poster.png",
        "imdb_9900008.png",
    ];
    let bench = bench(&files, films);
    let report = with_table(&bench);
    let found: Vec<String> = posters(&bench).into_values().collect();
    assert_eq!(found, files);
    assert_eq!(report.matched, BTreeMap::from([("id".to_owned(), 8)]));
}

#[test]
fn a_number_that_is_two_films_id_is_given_to_none() {
    let films = "imdb_id,tmdb_id,title\ntt0000949,,A\ntt9900001,949,B\n";
    let bench = bench(&["949.png"], films);
    let report = with_table(&bench);
    assert_eq!(told(&bench), ["A: ", "B: "]);
    assert_eq!(report.findings.get("ambiguous_poster"), Some(&2));
}

#[test]
fn titles_and_years_and_folders_of_that_name() {
    let films = "title,year\nHeat,1995\nThe Paper Lantern,1957\nA Salt Road,1981\n\
        Alien: Covenant,2017\nNight Ferry,1949\nUp,2009\nSolo,1960\n";
    let files = [
        "Heat (1995).png",
        "Paper.Lantern,.The.1957.png",
        "A_Salt_Road_1981.png",
        "Alien - Covenant (2017).png",
        "Night Ferry (1949)/folder.png",
        "Up.png",
        "Solo (1996).png",
    ];
    let bench = bench(&files, films);
    let report = with_table(&bench);
    let found = posters(&bench);
    for (title, file) in [
        ("Heat", files[0]),
        ("The Paper Lantern", files[1]),
        ("A Salt Road", files[2]),
        ("Alien: Covenant", files[3]),
        ("Night Ferry", files[4]),
        ("Up", files[5]),
        // Another year is another film.
        ("Solo", ""),
    ] {
        assert_eq!(found[title], file, "{title}");
    }
    assert_eq!(report.matched["title_and_year"], 5);
    assert_eq!(report.matched["title"], 1);
    let said = details(&bench, FindingKind::PosterByLikeness);
    assert!(said.iter().any(|one| one.contains("99.8 %")), "{said:?}");
}

#[test]
fn what_a_finding_advises_is_found() {
    let films = "imdb_id,tmdb_id,id,title,year\ntt9900001,,,A,1951\n,949,,B,\n,,own-7,C,\n,,,D: E/F?,1960\n,,,G,\n";
    let bench = bench(&[], films);
    with_table(&bench);
    let findings = bench.library().findings().expect("the findings are read");
    let advised = findings
        .into_iter()
        .filter(|one| one.kind == FindingKind::MissingFile);
    for (number, finding) in advised.enumerate() {
        bench.write(
            &format!("posters/{}", finding.subject),
            poster(number as u32),
        );
    }
    let report = with_table(&bench);
    assert_eq!(report.findings.get("missing_file"), None);
    assert_eq!(report.matched.values().sum::<usize>(), 5);
}

#[test]
fn a_media_centres_folder_gives_one_film_each() {
    let files = [
        "Heat (1995)/poster.png",
        "Heat (1995)/fanart.png",
        "Heat (1995)/folder.png",
        "Heat (1995)/extrafanart/fanart1.png",
        "Ronin (1998) {tmdb-8195}/Ronin (1998)-poster.png",
        "Ronin (1998) {tmdb-8195}/Ronin (1998)-clearlogo.png",
        "Night Ferry/cover.png",
        "Night Ferry/backdrop.png",
        "A Salt Road (1981)/anything.png",
        "A Show/poster.png",
        "A Show/season01-poster.png",
        "A Show/Season 1/still.png",
        "flat/Solo (1960)-poster.png",
        "flat/Solo (1960)-fanart.png",
        "flat/Trio (1961).png",
        "Set/poster.png",
        "Set/Part One (1970)/movie.png",
    ];
    let bench = bench(&files, "");
    let report = alone(&bench);
    let films = bench.films().into_values();
    let films: Vec<String> = films
        .map(|film| {
            let year = film.year.map_or(String::new(), |year| format!(" {year}"));
            format!("{}{year}", film.title)
        })
        .collect();
    assert_eq!(
        films,
        [
            "A Salt Road 1981",
            "Heat 1995",
            "Night Ferry",
            "Part One 1970",
            "Solo 1960",
            "Trio 1961",
            "Ronin 1998",
        ]
    );
    assert_eq!(posters(&bench)["Heat"], "Heat (1995)/poster.png");
    assert_eq!(report.findings.get("other_poster"), Some(&1));
    assert_eq!(report.passed_over["art"], 6);
    assert_eq!(report.passed_over["series"], 3);
    // A second time changes nothing.
    assert_eq!(alone(&bench).films, 7);
    assert_eq!(bench.films().len(), 7);
}

#[test]
fn names_that_media_centres_use_may_be_titles() {
    let files = [
        "Logo.png",
        "Pop-Art.png",
        "Under-cover.png",
        "Heat.png",
        "heat.png",
    ];
    let bench = bench(&files, "");
    alone(&bench);
    let mut titles: Vec<String> = bench.films().into_values().map(|film| film.title).collect();
    titles.sort();
    assert_eq!(titles, ["Heat", "Logo", "Pop-Art", "Under-cover", "heat"]);
}

#[test]
fn two_folders_with_files_of_one_name_are_two_films() {
    let bench = bench(&["1.png"], "");
    bench.write("more/1.png", poster(5));
    alone(&bench);
    let more = onesheet::catalog::ImportRequest {
        posters: Some(bench.path("more")),
        ..bench.with_posters(&[])
    };
    bench.run(&more);
    assert_eq!(bench.films().len(), 2);
    // Each again changes nothing.
    alone(&bench);
    bench.run(&more);
    assert_eq!(bench.films().len(), 2);
}

#[test]
fn descriptions_are_a_source_like_a_table() {
    let bench = bench(&["A film (1995)/poster.png", "more/x.png"], "");
    bench.write(
        "posters/A film (1995)/movie.nfo",
        "<movie><title>Heat</title><year>1995</year><uniqueid type=\"imdb\">tt0113277</uniqueid>\
         <genre>Action</genre><genre>Drama</genre><set><name>Heats</name></set></movie>",
    );
    bench.write(
        "posters/more/x.nfo",
        "https://www.themoviedb.org/movie/8195-ronin",
    );
    bench.write(
        "posters/No poster (1960)/movie.nfo",
        "<movie><title>Solo</title></movie>",
    );
    bench.write(
        "posters/Hostile (1961)/movie.nfo",
        "<!DOCTYPE m [<!ENTITY a \"aaa\">]><movie><title>&a;</title></movie>",
    );
    bench.write("posters/Hostile (1961)/poster.png", poster(7));
    let report = alone(&bench);
    let films = bench.films();
    let heat = &films["tt0113277"];
    let genres: Vec<&str> = heat
        .genres
        .iter()
        .map(onesheet::catalog::Genre::name)
        .collect();
    assert_eq!((heat.title.as_str(), heat.year), ("Heat", Some(1995)));
    assert_eq!(genres, ["Action", "Drama"]);
    assert_eq!(heat.collection.as_deref(), Some("Heats"));
    assert!(films.contains_key("tmdb:8195"));
    assert_eq!(posters(&bench)["Hostile"], "Hostile (1961)/poster.png");
    assert_eq!(posters(&bench)["Solo"], "");
    assert_eq!(report.findings.get("unreadable_note"), Some(&1));
    assert_eq!(report.in_six_genres, 1);
    // With a table they tell which poster is whose.
    let bench = self::bench(&["q/poster.png"], "imdb_id,title\ntt0113277,Heat\n");
    bench.write("posters/q/movie.nfo", "<movie><id>tt0113277</id></movie>");
    assert_eq!(with_table(&bench).matched["id"], 1);
}

#[test]
fn what_systems_leave_is_passed_over_and_counted() {
    let files = [
        "a.png",
        "@eaDir/a.png/SYNOPHOTO_THUMB_M.png",
        "#recycle/b.png",
        ".AppleDouble/a.png",
        "__MACOSX/._a.png",
        "lost+found/c.png",
        ".Trash-1000/d.png",
        "$RECYCLE.BIN/e.png",
        "._a.png",
        ".thumbnails/f.png",
        ".mine/g.png",
    ];
    let bench = bench(&files, "");
    bench.write("posters/Thumbs.db", "x");
    bench.write("posters/read me.txt", "x");
    let report = alone(&bench);
    assert_eq!(report.films, 1);
    let expected = [("hidden", 1), ("no_image", 1), ("system", 10)];
    let expected = expected.map(|(reason, count)| (reason.to_owned(), count));
    assert_eq!(report.passed_over, BTreeMap::from(expected));
    assert!(report.findings.is_empty(), "{:?}", report.findings);
}

#[cfg(unix)]
#[test]
fn links_are_followed_once() {
    use std::os::unix::fs::symlink;
    let bench = bench(&["a.png", "real/b.png"], "title,poster_file\nA,also.png\n");
    bench.write("outside/c.png", poster(9));
    let link = |target: &std::path::Path, name: &str| {
        symlink(target, bench.path(&format!("posters/{name}"))).expect("a link");
    };
    link(&bench.path("outside"), "out");
    link(&bench.path("outside"), "out again");
    link(&bench.path("posters/real"), "again");
    link(&bench.path("posters"), "real/loop");
    link(std::path::Path::new("/"), "everything");
    link(&bench.path("posters/a.png"), "also.png");
    link(&bench.path("nowhere.png"), "broken.png");
    let report = alone(&bench);
    assert_eq!(report.films, 3);
    assert_eq!(report.passed_over["links"], 5);
    assert_eq!(report.findings.get("unreadable_file"), Some(&1));
    // What a table names is found behind a link too.
    with_table(&bench);
    assert_eq!(posters(&bench)["A"], "also.png");
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_read_is_a_finding() {
    use std::os::unix::fs::PermissionsExt;
    let bench = bench(&["a.png", "shut/b.png"], "");
    let shut = bench.path("posters/shut");
    let allow = |mode| std::fs::set_permissions(&shut, std::fs::Permissions::from_mode(mode));
    allow(0o000).expect("it is ours");
    let may = std::fs::read_dir(&shut).is_ok();
    let report = alone(&bench);
    allow(0o755).expect("it is ours");
    // Root may read everything.
    if !may {
        assert_eq!(report.films, 1);
        assert_eq!(report.findings.get("unreadable_file"), Some(&1));
    }
}

#[test]
fn a_preview_says_which_films_a_folder_holds() {
    let bench = bench(&["Heat (1995)/poster.png", "Heat (1995)/fanart.png"], "");
    let folder = bench.path("posters");
    let task = onesheet::jobs::Task::new();
    let preview = onesheet::catalog::preview_folder(&folder, &bench.path("library"), 10, &task);
    let preview = preview.expect("it is read");
    assert_eq!((preview.films, preview.passed_over["art"]), (1, 1));
    let film = &preview.first[0];
    assert_eq!(
        (film.title.as_deref(), film.year),
        (Some("Heat"), Some(1995))
    );
    assert!(!bench.path("library").exists());
}
