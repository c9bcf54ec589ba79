//! Imports from end to end: untidy tables, hostile images, interruptions.

#[path = "support/imports.rs"]
mod imports;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use image::{DynamicImage, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};
use imports::{Bench, import, picture};
use onesheet::catalog::{
    Division, Error, Film, FindingKind, ImportReport, ImportRequest, Library, PosterStorage, Split,
};
use onesheet::jobs::Task;

impl Bench {
    fn request(&self) -> ImportRequest {
        self.with_posters(&["films.csv"])
    }

    fn import(&self) -> ImportReport {
        self.run(&self.request())
    }
}

fn encoded(image: impl Into<DynamicImage>, format: ImageFormat) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image
        .into()
        .write_to(&mut bytes, format)
        .expect("a small image is encoded");
    bytes.into_inner()
}

fn poster(number: u32) -> Vec<u8> {
    encoded(picture(number, 120, 180), ImageFormat::Jpeg)
}

fn counts(pairs: &[(&'static str, usize)]) -> BTreeMap<String, usize> {
    let owned = |(kind, count): &(&str, usize)| ((*kind).to_owned(), *count);
    pairs.iter().map(owned).collect()
}

/// A table and posters with one of every fault.
fn hostile() -> Bench {
    let bench = Bench::new();
    let mut table = String::from("IMDb ID,Title,Year,Genre,colour,Poster\n");
    let mut row = |id: &str, genres: &str, file: &str, bytes: &[u8]| {
        table.push_str(&format!("{id},Film {id},1999,{genres},5,{file}\n"));
        if !bytes.is_empty() || file == "zero.jpg" {
            bench.write(&format!("posters/{file}"), bytes);
        }
    };
    let jpeg = poster(2);
    row("tt0000001", "Drama|Western|Action", "good.jpg", &poster(1));
    row("tt0000002", "Western|Drama", "western.jpg", &jpeg);
    row("tt0000003", "", "unlabelled.jpg", &poster(3));
    row("tt0000004", "Drama", "missing.jpg", b"");
    row("tt0000005", "Drama", "zero.jpg", b"");
    row("tt0000006", "Drama", "cut.jpg", &jpeg[..jpeg.len() / 2]);
    row("tt0000007", "Drama", "text.jpg", b"not found");
    row(
        "tt0000008",
        "Drama",
        "bomb.png",
        include_bytes!("fixtures/bomb-100000x100000.png"),
    );
    row(
        "tt0000009",
        "Drama",
        "pixel.png",
        &encoded(picture(4, 1, 1), ImageFormat::Png),
    );
    row(
        "tt0000010",
        "Drama",
        "small.png",
        &encoded(picture(4, 20, 30), ImageFormat::Png),
    );
    row(
        "tt0000011",
        "Drama",
        "banner.png",
        &encoded(picture(5, 300, 60), ImageFormat::Png),
    );
    row(
        "tt0000012",
        "Drama",
        "photo.avif",
        b"\0\0\0\x1CftypavifXXXXXXXX",
    );
    row(
        "tt0000013",
        "Horror",
        "cmyk.jpg",
        include_bytes!("fixtures/cmyk-adobe.jpg"),
    );
    let deep = DynamicImage::from(picture(6, 60, 90)).into_rgb16();
    row(
        "tt0000014",
        "Horror",
        "deep.png",
        &encoded(deep, ImageFormat::Png),
    );
    let glass = RgbaImage::from_pixel(60, 90, Rgba([200, 10, 10, 90]));
    row(
        "tt0000015",
        "Horror",
        "glass.png",
        &encoded(glass, ImageFormat::Png),
    );
    let grey = DynamicImage::from(picture(7, 60, 90)).into_luma8();
    row(
        "tt0000016",
        "Horror",
        "grey.jpg",
        &encoded(grey, ImageFormat::Jpeg),
    );
    let exif =
        b"\xFF\xE1\0\x22Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0";
    let lying = encoded(picture(8, 90, 60), ImageFormat::Jpeg);
    row(
        "tt0000017",
        "Comedy",
        "turned.jpg",
        &[&lying[..2], exif, &lying[2..]].concat(),
    );
    let mut gif = Vec::new();
    let mut encoder = image::codecs::gif::GifEncoder::new(&mut gif);
    for number in 9..11 {
        let frame = DynamicImage::from(picture(number, 60, 90)).into_rgba8();
        encoder
            .encode_frame(image::Frame::new(frame))
            .expect("a frame is encoded");
    }
    drop(encoder);
    row("tt0000018", "Comedy", "moving.gif", &gif);
    row("tt0000019", "Comedy", "lying.png", &poster(11));
    row("tt0000001", "Comedy", "good.jpg", b"");
    table.push_str(",,1999,Comedy,5,\n");
    table.push_str("tt0000021,too,few\n");
    table.push_str("tt0000022,A year,soon,Action,5,year.jpg\n");
    table.push_str("butter,A link,2000,Action,5,link.jpg\n");
    bench.write("posters/year.jpg", poster(12));
    bench.write("posters/link.jpg", poster(13));
    bench.write("posters/nobody.jpg", poster(14));
    bench.write("posters/notes.txt", "no image");
    // The title of tt0000024 is Latin-1.
    let mut bytes = table.into_bytes();
    bytes.extend_from_slice(b"tt0000024,Am\xE9lie,2001,Comedy|Romance,5,\n");
    bench.write("posters/deep/er/TT0000024.JPG", poster(15));
    bench.write("films.csv", bytes);
    bench
}

#[test]
fn every_fault_is_a_finding_and_the_rest_goes_on() {
    let bench = hostile();
    let report = bench.import();
    assert_eq!(
        report.findings,
        counts(&[
            ("unknown_column", 1),
            ("malformed_row", 1),
            ("invalid_value", 2),
            ("not_utf8", 1),
            ("missing_id", 1),
            ("duplicate_id", 1),
            ("missing_file", 1),
            ("unclaimed_file", 1),
            ("zero_byte", 1),
            ("unsupported_format", 1),
            ("undecodable", 1),
            ("truncated", 1),
            ("decompression_bomb", 1),
            ("one_pixel", 1),
            ("tiny", 1),
            ("banner_shaped", 1),
            ("cmyk", 1),
            ("sixteen_bit", 1),
            ("alpha", 1),
            ("grey", 1),
            ("exif_rotated", 1),
            ("animated", 1),
            ("wrong_extension", 1),
        ])
    );
    let kept: Vec<usize> = report.funnel.iter().map(|step| step.kept).collect();
    assert_eq!(kept, [25, 23, 22, 21, 16, 13, 13, 12, 11]);
    assert_eq!((report.films, report.posters), (22, 13));
    assert_eq!((report.labelled, report.in_six_genres), (12, 11));
    assert_eq!(report.splits.total(), 11);

    let library = bench.library();
    let films = library.films().expect("the films are read");
    assert_eq!(films.len(), 22);
    let film = |key: &str| {
        films
            .iter()
            .find(|film| film.key == key)
            .expect("the film is there")
    };
    let genres: Vec<&str> = film("tt0000001")
        .genres
        .iter()
        .map(|genre| genre.name())
        .collect();
    assert_eq!(genres, ["Drama", "Western", "Action"]);
    assert_eq!(film("tt0000022").year, None);
    assert_eq!(film("tt0000024").title, "Am\u{e9}lie");
    assert!(film("tt0000011").poster.is_none() && film("tt0000011").split.is_none());
    assert!(film("tt0000002").poster.is_some() && film("tt0000002").split.is_none());
    let turned = film("tt0000017").poster.as_ref().expect("it is sound");
    assert_eq!((turned.width, turned.height), (60, 90));
    let thumbnail = library
        .thumbnail(&turned.content_hash)
        .expect("it has a thumbnail");
    let thumbnail = image::load_from_memory(&thumbnail).expect("it is an image");
    assert_eq!((thumbnail.width(), thumbnail.height()), (60, 90));
    for finding in library.findings().expect("the findings are read") {
        assert!(
            !finding.detail.is_empty() && !finding.subject.is_empty(),
            "{finding:?}"
        );
        if finding.kind == FindingKind::Truncated {
            assert_eq!(
                (finding.subject.as_str(), finding.place.as_str()),
                ("cut.jpg", "films.csv, row 7")
            );
        }
    }
}

#[test]
fn importing_twice_changes_nothing() {
    let bench = hostile();
    let first = (bench.import(), contents(&bench.path("library")));
    let second = (bench.import(), contents(&bench.path("library")));
    assert_eq!(first, second);
    let library = Library::open(&bench.path("library")).expect("a library");
    let kept = library.last_import().expect("a readable database");
    assert_eq!(
        kept.as_ref(),
        Some(&second.0),
        "the library keeps its report"
    );
}

/// Every row of every table but the settings of SQLite itself.
fn contents(library: &Path) -> Vec<String> {
    let database = rusqlite::Connection::open(library.join("library.db")).expect("the database");
    let mut lines = Vec::new();
    for table in [
        "films",
        "posters",
        "findings",
        "settings",
        "thumbnails",
        "sources",
        "records",
        "names",
    ] {
        let query = format!("SELECT * FROM {table} ORDER BY 1");
        let mut select = database.prepare(&query).expect("the table is there");
        let names: Vec<String> = select
            .column_names()
            .into_iter()
            .map(str::to_owned)
            .collect();
        let columns = select.column_count();
        let mut rows = select.query([]).expect("the table is read");
        while let Some(row) = rows.next().expect("a row is read") {
            // The clock's own column differs between two imports.
            let values: Vec<String> = (0..columns)
                .filter(|column| names[*column] != "added")
                .map(|column| format!("{:?}", row.get_ref(column)))
                .collect();
            lines.push(format!("{table}: {}", values.join(" ")));
        }
    }
    lines
}

#[test]
fn a_folder_alone_gives_films_without_labels() {
    let bench = Bench::new();
    bench.write("posters/Alien.jpg", poster(1));
    bench.write(
        "posters/more/Jaws.PNG",
        encoded(picture(2, 60, 90), ImageFormat::Png),
    );
    bench.write("posters/more/tt0111161.jpg", poster(3));
    bench.write("posters/.hidden/x.jpg", poster(4));
    let request = ImportRequest {
        tables: Vec::new(),
        ..bench.request()
    };
    let mut library = bench.library();
    let report = import(&mut library, &request);
    assert_eq!((report.films, report.posters, report.labelled), (3, 3, 0));
    let films = library.films().expect("the films are read");
    let names: Vec<(&str, &str)> = films
        .iter()
        .map(|film| (film.key.as_str(), film.title.as_str()))
        .collect();
    assert_eq!(
        names,
        [
            ("Alien.jpg", "Alien"),
            ("more/Jaws.PNG", "Jaws"),
            ("tt0111161", "tt0111161")
        ]
    );
    // A table that comes later gives the film its title and labels, and leaves its poster.
    bench.write(
        "films.csv",
        "imdb_id,title,genres\ntt0111161,The Shawshank Redemption,Drama\n",
    );
    let table = ImportRequest {
        posters: None,
        ..bench.request()
    };
    let report = import(&mut library, &table);
    assert_eq!((report.films, report.in_six_genres), (1, 1));
    let films = library.films().expect("the films are read");
    assert_eq!(
        (films.len(), films[2].title.as_str()),
        (3, "The Shawshank Redemption")
    );
    assert!(films[2].poster.is_some());
}

#[test]
fn copied_posters_outlive_their_source() {
    let bench = Bench::new();
    bench.write(
        "films.csv",
        "id,genres,file\n7,Drama,a.jpg\n8,Drama,bad.jpg\n",
    );
    bench.write("posters/a.jpg", poster(1));
    bench.write("posters/bad.jpg", "bad");
    let request = ImportRequest {
        storage: PosterStorage::Copy,
        ..bench.request()
    };
    import(&mut bench.library(), &request);
    import(&mut bench.library(), &request);
    std::fs::remove_dir_all(bench.path("posters")).expect("the source goes");
    std::fs::rename(bench.path("library"), bench.path("moved")).expect("the library moves");
    let library = Library::open(&bench.path("moved")).expect("it opens where it is now");
    let films = library.films().expect("the films are read");
    let path = &films[0].poster.as_ref().expect("the poster is there").path;
    assert_eq!(std::fs::read(path).expect("the copy is read"), poster(1));
    let copies = std::fs::read_dir(bench.path("moved/posters")).expect("the copies");
    assert_eq!(copies.count(), 1);
}

#[test]
fn a_changed_poster_is_read_again_and_a_removed_one_forgotten() {
    let bench = Bench::new();
    bench.write(
        "films.csv",
        "id,genres,file\n1,Drama,a.jpg\n2,Drama,b.jpg\n",
    );
    bench.write("posters/a.jpg", poster(1));
    bench.write("posters/b.jpg", poster(2));
    bench.import();
    let hash = |films: &[Film], index: usize| {
        films[index]
            .poster
            .as_ref()
            .map(|poster| poster.content_hash)
    };
    let before = bench.library().films().expect("the films are read");
    bench.write(
        "posters/a.jpg",
        encoded(picture(3, 121, 180), ImageFormat::Jpeg),
    );
    std::fs::remove_file(bench.path("posters/b.jpg")).expect("a poster goes");
    let report = bench.import();
    let after = bench.library().films().expect("the films are read");
    assert_ne!(hash(&before, 0), hash(&after, 0));
    assert_eq!((hash(&after, 1), after[1].split), (None, None));
    assert_eq!(report.findings, counts(&[("missing_file", 1)]));
    let old = hash(&before, 1).expect("it was there");
    assert!(bench.library().thumbnail(&old).is_none());
}

#[test]
fn languages_and_collections_come_from_any_table_and_stay() {
    let bench = Bench::new();
    bench.write(
        "films.csv",
        "id,title,genres,file\n1,Ringu,Horror,a.jpg\n2,Alien,Horror,b.jpg\n",
    );
    bench.write("posters/a.jpg", poster(1));
    bench.write("posters/b.jpg", poster(2));
    bench.import();
    bench.write(
        "more.csv",
        "id,original_language,belongs_to_collection\n\
         1,ja,\n\
         2,68.0,\"{'id': 8091, 'name': 'Alien Collection', 'poster_path': '/a.jpg'}\"\n",
    );
    let more = ImportRequest {
        tables: vec![bench.path("more.csv")],
        ..ImportRequest::default()
    };
    let report = import(&mut bench.library(), &more);
    // 68.0 is no language; the rest of its row counts.
    assert_eq!(report.findings, counts(&[("invalid_value", 1)]));
    // A table that does not say it takes nothing away.
    bench.import();
    let films = bench.library().films().expect("the films are read");
    let told = |film: &Film| {
        let language = film
            .language
            .as_ref()
            .map(|language| language.name().to_owned());
        (language, film.collection.clone(), film.title.clone())
    };
    let japanese = (Some("Japanese".to_owned()), None, "Ringu".to_owned());
    let series = Some("Alien Collection".to_owned());
    assert_eq!(
        films.iter().map(told).collect::<Vec<_>>(),
        [japanese, (None, series, "Alien".to_owned())]
    );
}

#[test]
fn films_with_the_same_poster_are_alike() {
    let bench = Bench::new();
    bench.write(
        "films.csv",
        "id,genres,file\n1,Drama,a.jpg\n2,Drama,\n3,Drama,b.jpg\n4,Western,c.png\n5,Drama,a.jpg\n",
    );
    bench.write("posters/a.jpg", poster(1));
    bench.write("posters/b.jpg", poster(2));
    // The first picture, larger and in another format.
    let copy = encoded(picture(1, 240, 360), ImageFormat::Png);
    bench.write("posters/c.png", copy);
    bench.import();
    let library = bench.library();
    let films = library.films().expect("the films are read");
    assert_eq!(library.alike(&films), [0, 1, 2, 0, 0]);
    let smaller = picture(1, 90, 135);
    assert_eq!(library.same_picture(&films, &smaller), [0, 3, 4]);
    assert!(
        library
            .same_picture(&films, &picture(9, 90, 135))
            .is_empty()
    );
}

#[test]
fn bad_posters_are_set_aside_and_given_back() {
    let bench = Bench::new();
    let mut table = String::from("imdb_id,title,genres,file\n");
    let mut film = |number: u32, title: &str, file: &str, image: RgbImage| {
        table.push_str(&format!("tt{number:07},{title},Drama,{file}\n"));
        bench.write(&format!("posters/{file}"), encoded(image, ImageFormat::Png));
    };
    for number in 1..=4 {
        // Different files, one picture.
        let image = picture(1, 100 + number, 150);
        film(
            number,
            &format!("Film {number}"),
            &format!("{number}.png"),
            image,
        );
    }
    film(
        5,
        "Flat",
        "5.png",
        RgbImage::from_pixel(100, 150, Rgb([80, 80, 80])),
    );
    film(6, "First", "6.png", picture(6, 100, 150));
    film(7, "Second", "7.png", picture(6, 120, 180));
    film(8, "Twin", "8.png", picture(8, 100, 150));
    film(9, "Twin", "9.png", picture(8, 100, 150));
    bench.write("films.csv", table);
    assert_eq!(bench.import().posters, 9);
    let mut library = bench.library();
    let report = library.clean(&Task::new()).expect("it is cleaned");
    assert_eq!((report.posters, report.kept), (9, 3));
    let reasons: Vec<(String, String)> = library
        .aside()
        .expect("the list is read")
        .into_iter()
        .map(|film| (film.key, film.reason))
        .collect();
    let expected = [
        ("tt0000001", "placeholder"),
        ("tt0000002", "placeholder"),
        ("tt0000003", "placeholder"),
        ("tt0000004", "placeholder"),
        ("tt0000005", "flat"),
        ("tt0000007", "shared_poster"),
    ]
    .map(|(key, reason)| (key.to_owned(), reason.to_owned()));
    assert_eq!(reasons, expected);
    let with_poster = |library: &Library| {
        let films = library.films().expect("the films are read");
        films.iter().filter(|film| film.poster.is_some()).count()
    };
    assert_eq!(with_poster(&library), 3);
    let report = library
        .divide(&Division::default(), &Task::new())
        .expect("the films are divided");
    assert_eq!((report.posters, report.splits.total()), (3, 3));
    // A person decides otherwise, and the next cleaning and the next import keep to it.
    let film = |library: &Library, key| {
        let film = library.film_of_key(key).expect("the library is read");
        film.expect("the film is there")
    };
    let (second, twin) = (film(&library, "tt0000007"), film(&library, "tt0000008"));
    assert!(library.restore(second).expect("it is restored"));
    assert!(library.set_aside(twin).expect("it is removed"));
    bench.import();
    library.clean(&Task::new()).expect("it is cleaned");
    let aside = library.aside().expect("the list is read");
    assert!(aside.iter().all(|film| film.key != "tt0000007"));
    assert!(aside.iter().any(|film| film.reason == "by_hand"));
    assert_eq!((aside.len(), with_poster(&library)), (6, 3));
}

/// A table of `count` films with a poster each; the last two share theirs.
fn many(count: u32, size: (u32, u32)) -> Bench {
    let bench = Bench::new();
    let genres = [
        "Drama",
        "Comedy|Romance",
        "Horror|Thriller",
        "Action",
        "Drama|Romance",
        "Western",
    ];
    let mut table = String::from("imdb_id,title,year,genres\n");
    for number in 1..=count {
        let of_film = genres[number as usize % genres.len()];
        table.push_str(&format!("tt{number:07},Film {number},1990,{of_film}\n"));
        let image = encoded(
            picture(number.min(count - 1), size.0, size.1),
            ImageFormat::Jpeg,
        );
        bench.write(&format!("posters/tt{number:07}.jpg"), image);
    }
    bench.write("films.csv", table);
    bench
}

fn splits(library: &Library) -> BTreeMap<String, Option<Split>> {
    let films = library.films().expect("the films are read");
    films
        .into_iter()
        .map(|film| (film.key, film.split))
        .collect()
}

#[test]
fn added_films_leave_the_others_where_they_are_until_the_seed_changes() {
    let bench = many(120, (60, 90));
    let whole = std::fs::read_to_string(bench.path("films.csv")).expect("the table is read");
    let first: Vec<&str> = whole.lines().take(80).collect();
    bench.write("films.csv", first.join("\n"));
    bench.import();
    let before = splits(&bench.library());
    bench.write("films.csv", &whole);
    let report = bench.import();
    let after = splits(&bench.library());
    assert!(before.iter().all(|(key, split)| after[key] == *split));
    assert_eq!((report.in_six_genres, report.splits.total()), (100, 100));
    let shares = [
        report.splits.train,
        report.splits.validation,
        report.splits.test,
    ];
    assert!(
        shares
            .iter()
            .zip([64, 16, 20])
            .all(|(share, wanted)| share.abs_diff(wanted) <= 4),
        "{shares:?}"
    );
    assert_eq!(after["tt0000119"], after["tt0000119"]);
    let other = ImportRequest {
        split_seed: 9,
        ..bench.request()
    };
    import(&mut bench.library(), &other);
    assert_ne!(splits(&bench.library()), after);
}

#[test]
fn the_order_of_rows_does_not_change_the_split_and_twins_stay_together() {
    let bench = many(121, (60, 90));
    bench.import();
    let forward = splits(&bench.library());
    // Films 120 and 121: the last two, with one poster; 120 is a Drama, 121 a Comedy.
    assert_eq!(forward["tt0000120"], forward["tt0000121"]);
    let whole = std::fs::read_to_string(bench.path("films.csv")).expect("the table is read");
    let mut lines: Vec<&str> = whole.lines().collect();
    lines[1..].reverse();
    bench.write("films.csv", lines.join("\n"));
    std::fs::remove_dir_all(bench.path("library")).expect("a fresh start");
    bench.import();
    assert_eq!(splits(&bench.library()), forward);
}

#[test]
fn a_cancelled_import_says_so_and_goes_on_later() {
    let bench = many(30, (60, 90));
    let task = Task::new();
    task.cancel();
    let outcome = bench.library().import(&bench.request(), &task);
    assert!(matches!(outcome, Err(Error::Cancelled(_))));
    assert_eq!(bench.import().films, 30);
}

#[test]
fn what_cannot_be_imported_at_all_is_an_error_in_words() {
    let bench = Bench::new();
    let fails = |request: &ImportRequest, words: &str| {
        let error = bench
            .library()
            .import(request, &Task::new())
            .expect_err("it cannot be done");
        assert!(error.to_string().contains(words), "{error}");
    };
    let nothing = ImportRequest {
        posters: None,
        tables: Vec::new(),
        ..bench.request()
    };
    fails(&nothing, "nothing to import");
    fails(&bench.request(), "films.csv");
    bench.write("films.csv", "colour,size\nred,3\n");
    fails(&bench.request(), "imdb_id");
    bench.write("films.csv", "");
    fails(&bench.request(), "empty");
    let missing = ImportRequest {
        posters: Some(bench.path("nowhere")),
        ..bench.request()
    };
    fails(&missing, "nowhere");
    let error = Library::open(&bench.path("posters")).expect_err("there is no library");
    assert!(error.to_string().contains("no library here"), "{error}");
}

#[test]
fn a_library_of_a_newer_onesheet_is_left_alone() {
    let bench = Bench::new();
    drop(bench.library());
    let database = rusqlite::Connection::open(bench.path("library/library.db")).expect("it opens");
    database
        .pragma_update(None, "user_version", 99)
        .expect("a version can be set");
    drop(database);
    let error = Library::open(&bench.path("library")).expect_err("it is newer");
    assert!(error.to_string().contains("newer Onesheet"), "{error}");
}

fn onesheet(bench: &Bench, library: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onesheet"));
    command
        .arg("import")
        .arg(bench.path(library))
        .arg("--table")
        .arg(bench.path("films.csv"))
        .arg("--posters")
        .arg(bench.path("posters"))
        .arg("--json")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

#[test]
fn a_killed_import_goes_on_and_ends_like_an_uninterrupted_one() {
    let bench = many(900, (300, 450));
    let mut child = onesheet(&bench, "library")
        .spawn()
        .expect("the binary starts");
    let deadline = Instant::now() + Duration::from_secs(120);
    // Wait for the first batch, then kill (SIGKILL) in the middle of the next.
    while stored(&bench) == 0 && Instant::now() < deadline {
        std::thread::sleep(Duration::from_millis(5));
    }
    child.kill().expect("it is killed");
    child.wait().expect("it ends");
    let kept = stored(&bench);
    assert!(
        kept > 0 && kept < 900,
        "{kept} posters were stored before the kill"
    );
    let again = onesheet(&bench, "library")
        .output()
        .expect("the binary runs");
    let whole = onesheet(&bench, "whole").output().expect("the binary runs");
    assert!(
        again.status.success() && whole.status.success(),
        "{again:?}"
    );
    assert_eq!(
        String::from_utf8_lossy(&again.stdout),
        String::from_utf8_lossy(&whole.stdout)
    );
    let json: serde_json::Value = serde_json::from_slice(&whole.stdout).expect("it is JSON");
    assert_eq!(
        (&json["films"], &json["in_six_genres"]),
        (&900.into(), &750.into())
    );
    assert_eq!(
        contents(&bench.path("library")),
        contents(&bench.path("whole"))
    );
}

fn stored(bench: &Bench) -> i64 {
    rusqlite::Connection::open(bench.path("library/library.db"))
        .and_then(|database| {
            database.query_row("SELECT count(*) FROM posters", [], |row| row.get(0))
        })
        .unwrap_or(0)
}

#[test]
fn the_real_tables_are_read() {
    let tables = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/metadata");
    if !tables.is_dir() {
        eprintln!("skipped: {} is not there", tables.display());
        return;
    }
    for (name, films) in [
        // The study's own count.
        ("tmdb_movies_45433.csv", 45_417..45_418),
        ("movies_metadata.csv", 3_180..3_189),
        ("imdb5000_movie_metadata.csv", 4_919..4_920),
        ("MovieGenre.csv", 9_325..9_326),
    ] {
        let bench = Bench::new();
        let request = ImportRequest {
            tables: vec![tables.join(name)],
            posters: None,
            ..ImportRequest::default()
        };
        let report = import(&mut bench.library(), &request);
        assert!(films.contains(&report.films), "{name}: {report:?}");
        assert_eq!(report.findings.get("malformed_row"), None, "{name}");
    }
}

#[test]
fn relative_paths_are_remembered_from_anywhere() {
    let bench = many(4, (60, 90));
    let outcome = Command::new(env!("CARGO_BIN_EXE_onesheet"))
        .args([
            "import",
            "library",
            "--table",
            "films.csv",
            "--posters",
            "posters",
        ])
        .current_dir(bench.folder.path())
        .output()
        .expect("the binary runs");
    assert!(outcome.status.success(), "{outcome:?}");
    for film in bench.library().films().expect("the films are read") {
        assert!(film.poster.expect("it has a poster").path.is_file());
    }
    let outcome = Command::new(env!("CARGO_BIN_EXE_onesheet"))
        .args(["import", "mistyped", "--table", "nowhere.csv"])
        .current_dir(bench.folder.path())
        .output()
        .expect("the binary runs");
    let words = String::from_utf8_lossy(&outcome.stderr).into_owned();
    assert_eq!(
        (
            outcome.status.code(),
            words.matches("no such table").count()
        ),
        (Some(1), 1),
        "{words}"
    );
    assert!(!bench.path("mistyped").exists(), "no library for nothing");
}
