//! Tables as people have them: rows that end early, no header, other encodings, numbers of other
//! countries. Made for these tests; every expected value was worked out by hand.

#[path = "support/imports.rs"]
mod imports;
#[path = "support/told.rs"]
mod told;

use imports::Bench;
use onesheet::catalog::{Facts, Genre, ImportRequest, Role, preview};
use onesheet::jobs::Task;
use told::gzip;

// Rows, headers, encodings.

#[test]
fn rows_that_end_early_or_late_are_films_and_halves_of_rows_are_not() {
    let bench = Bench::new();
    let report = bench.import(
        "films.csv",
        "id,title,year,genres,rating,poster_file\n\
         1,Paper Lamp,1957,Drama,7.5,a.jpg\n\
         2,Night Boat,1949,Thriller,6.2,b.jpg\n\
         3,Seven Doors,1972,Comedy\n\
         4,Salt\n\
         5,Loud Winter,1990,Comedy,5.5,,,\n\
         6,Torn in\n\
         two,1991,Drama\n\
         7,Too, many,1992,Drama,5.0,c.jpg\n\
         8\n\
         \n\
         9,Last,2001,Horror,6.0,d.jpg\n",
    );
    assert_eq!(
        bench.told(),
        [
            "Paper Lamp (1957): Drama",
            "Night Boat (1949): Thriller",
            "Seven Doors (1972): Comedy",
            "Salt (?): ",
            "Loud Winter (1990): Comedy",
            "Torn in (?): ",
            "id:8 (?): ",
            "Last (2001): Horror",
        ]
    );
    assert_eq!(report.findings.get("malformed_row"), Some(&2), "{report:?}");
    let findings = bench.findings("malformed_row");
    assert!(
        findings[0].contains("'two' cannot stand in column 1") && findings[0].ends_with("row 8)"),
        "{findings:?}"
    );
    assert!(
        findings[1]
            .starts_with("7 fields where the header has 6; a field that holds the separator ','")
            && findings[1].ends_with("row 9)"),
        "{findings:?}"
    );
}

#[test]
fn quotation_marks_are_taken_off_behind_blanks_too() {
    let bench = Bench::new();
    let report = bench.import(
        "films.csv",
        "title, year, genres\n\
         \"Night Boat\", 1949, \"Drama, War\"\n\
         \"Salt\" ,1981 , \"Comedy\" \n\
         \"The \"Real\" Lamp\", 1982, \"Horror\"\n\
         \"Never closed, 1983, \"Horror\"\n\
         Last, 1984, War\n",
    );
    assert_eq!(
        bench.told(),
        [
            "Night Boat (1949): Drama|War",
            "Salt (1981): Comedy",
            "The \"Real\" Lamp (1982): Horror",
            "Last (1984): War",
        ]
    );
    assert_eq!(report.findings.get("malformed_row"), Some(&1), "{report:?}");
    let findings = bench.findings("malformed_row");
    assert!(findings[0].contains("quotation mark"), "{findings:?}");
}

#[test]
fn a_table_without_a_header_keeps_its_first_film_and_says_so() {
    let bench = Bench::new();
    let table = "tt9900001,Paper Lamp,1957,Drama|Romance\ntt9900002,Night Boat,1949,Thriller\n\
                 tt9900003,Seven Doors,1972,Comedy\n";
    let report = bench.import("films.csv", table);
    assert_eq!(
        bench.told(),
        [
            "Paper Lamp (1957): Drama|Romance",
            "Night Boat (1949): Thriller",
            "Seven Doors (1972): Comedy",
        ]
    );
    assert_eq!(report.findings.get("no_header"), Some(&1), "{report:?}");
    let shown = preview(&bench.path("films.csv"), None, &[], 2).expect("it is a table");
    assert!(shown.no_header && shown.films[0].place == "films.csv, row 1");
    // Columns by their numbers, where nothing tells what they hold.
    let bench = Bench::new();
    bench.write("list.csv", "Night Boat;Meyer\nSalt;Schulz\n");
    let request = ImportRequest {
        columns: vec![
            (Role::Title, "1".to_owned()),
            (Role::Companies, "2".to_owned()),
        ],
        ..bench.of_tables(&["list.csv"])
    };
    bench.run(&request);
    assert_eq!(bench.told(), ["Night Boat (?): ", "Salt (?): "]);
    assert_eq!(bench.facts("Salt").companies, ["Schulz"]);
}

#[test]
fn headers_stand_below_hints_remarks_and_empty_rows() {
    let films = ["Night Boat (1949): Drama", "Salt (1981): War"];
    for table in [
        "sep=;\r\nTitle;Year;Genres\r\nNight Boat;1949;Drama\r\nSalt;1981;War\r\n",
        "\"sep=,\"\nTitle,Year,Genres\nNight Boat,1949,Drama\nSalt,1981,War\n",
        "\u{feff}sep=\t\nTitle\tYear\tGenres\nNight Boat\t1949\tDrama\nSalt\t1981\tWar\n",
        "\n\n\nTitle,Year,Genres\n\nNight Boat,1949,Drama\nSalt,1981,War\n",
        "# written by a script, 2024\n# two lines\nTitle,Year,Genres\nNight Boat,1949,Drama\nSalt,1981,War\n",
        "My films, all of them\n\nTitle;Year;Genres\nNight Boat;1949;Drama\nSalt;1981;War\n",
        "My films;;\n;;\nTitle;Year;Genres\nNight Boat;1949;Drama\nSalt;1981;War\n",
        "\"Title\",\"Year\",\"Genres\"\n\"1\",\"Night Boat\",\"1949\",\"Drama\"\n\"2\",\"Salt\",\"1981\",\"War\"\n",
        "Title,Year,Genres\nNight Boat,1949,Drama\nTitle,Year,Genres\nSalt,1981,War\n",
        "Title,Year,Genres\rNight Boat,1949,Drama\rSalt,1981,War\r",
    ] {
        let bench = Bench::new();
        bench.import("films.csv", table);
        assert_eq!(bench.told(), films, "{table:?}");
    }
    // Lines are counted as an editor counts them.
    let bench = Bench::new();
    bench.import(
        "films.csv",
        "sep=;\nTitle;Year\nNight Boat;1949\n\"Salt;1981\nLast;x\n",
    );
    let findings = bench.findings("malformed_row");
    assert!(findings[0].ends_with("row 3 (line 4))"), "{findings:?}");
}

#[test]
fn text_is_read_in_the_encodings_of_spreadsheets() {
    let table = "title;year;genres\nNachtfähre;1949;Thriller\nSieben Türen – „x“;1972;Comedy\n";
    let little = || table.encode_utf16().flat_map(u16::to_le_bytes);
    let big = || table.encode_utf16().flat_map(u16::to_be_bytes);
    let windows = |letter: char| match letter {
        '–' => 0x96,
        '„' => 0x84,
        '“' => 0x93,
        letter => u8::try_from(u32::from(letter)).expect("Latin-1"),
    };
    for (bytes, what) in [
        (
            [0xFF, 0xFE]
                .into_iter()
                .chain(little())
                .collect::<Vec<u8>>(),
            "UTF-16 LE, mark",
        ),
        (
            [0xFE, 0xFF].into_iter().chain(big()).collect(),
            "UTF-16 BE, mark",
        ),
        (little().collect(), "UTF-16 LE"),
        (big().collect(), "UTF-16 BE"),
        (format!("\u{feff}{table}").into_bytes(), "UTF-8, mark"),
        (table.chars().map(windows).collect(), "Windows-1252"),
        (gzip(&little().collect::<Vec<u8>>()), "UTF-16 in gzip"),
    ] {
        let bench = Bench::new();
        bench.import("filme.csv", bytes);
        let told = bench.told();
        let films = [
            "Nachtfähre (1949): Thriller",
            "Sieben Türen – „x“ (1972): Comedy",
        ];
        assert_eq!(told, films, "{what}");
    }
}

// Numbers and dates.

#[test]
fn decimal_commas_are_decimals() {
    let bench = Bench::new();
    bench.import(
        "filme.csv",
        "Title;Year;Rating;Metascore;Budget;Runtime;Release Date\n\
         A;1957;7,9;80,5;1.234.567,89;133,0;3.4.1957\n\
         B;1949;6,25;7;12.500;2h 13m;30.10.1949\n\
         C;1972;8,0;;$1,5M;PT133M;1972-01-02\n",
    );
    let facts = ["A", "B", "C"].map(|title| bench.facts(title));
    let ratings = facts.each_ref().map(|facts| facts.rating);
    assert_eq!(ratings, [Some(7.9), Some(6.25), Some(8.0)]);
    let metascores = facts.each_ref().map(|facts| facts.metascore);
    assert_eq!(metascores, [Some(80.5), Some(7.0), None]);
    let money = |facts: &Facts| facts.budget.as_ref().map(|amount| amount.value);
    let budgets = facts.each_ref().map(money);
    assert_eq!(budgets, [Some(1_234_568), Some(12_500), Some(1_500_000)]);
    assert_eq!(facts.each_ref().map(|facts| facts.runtime), [Some(133); 3]);
    let dates = facts.each_ref().map(|facts| facts.release_date.clone());
    let expected = ["1957-04-03", "1949-10-30", "1972-01-02"];
    assert_eq!(dates, expected.map(|date| Some(date.to_owned())));
}

#[test]
fn no_pair_of_separators_changes_a_value_by_a_factor() {
    // The thousands of a budget and the decimals of a rating, in files of every separator.
    for separator in [",", ";", "\t", "|"] {
        for decimal in [",", "."] {
            for thousands in ["", ",", ".", " ", "\u{a0}", "\u{202f}", "'", "’"] {
                if decimal == thousands {
                    continue;
                }
                let table = format!(
                    "title{separator}rating{separator}budget\n\
                     A{separator}\"7{decimal}9\"{separator}\"1{thousands}234{thousands}567{decimal}25\"\n\
                     B{separator}\"6{decimal}125\"{separator}\"12{thousands}500\"\n"
                );
                let bench = Bench::new();
                bench.import("films.csv", &table);
                let [a, b] = ["A", "B"].map(|title| bench.facts(title));
                let money = |facts: &Facts| facts.budget.as_ref().map(|amount| amount.value);
                assert_eq!((a.rating, b.rating), (Some(7.9), Some(6.125)), "{table}");
                assert_eq!(
                    (money(&a), money(&b)),
                    (Some(1_234_567), Some(12_500)),
                    "{table}"
                );
            }
        }
    }
}

#[test]
fn what_lies_outside_its_range_is_told_and_left_out() {
    let bench = Bench::new();
    let report = bench.import(
        "films.csv",
        "title,year,rating,metascore,runtime,budget,release_date\n\
         A,1957,79,801,7980,-5,30/02/1957\n\
         B,1066,-1,80,0,\"1,234\",03/04/1999\n\
         C,2999,7.9,,2.5,1.234,1999-05-01\n\
         D,1999,8.1,70,95,1000,1999-05-01\n",
    );
    let facts = ["A", "B", "C", "D"].map(|title| bench.facts(title));
    let ratings = facts.each_ref().map(|facts| facts.rating);
    assert_eq!(ratings, [None, None, Some(7.9), Some(8.1)]);
    let metascores = facts.each_ref().map(|facts| facts.metascore);
    assert_eq!(metascores, [None, Some(80.0), None, Some(70.0)]);
    let runtimes = facts.each_ref().map(|facts| facts.runtime);
    assert_eq!(runtimes, [None, None, None, Some(95)]);
    let money = |facts: &Facts| facts.budget.as_ref().map(|amount| amount.value);
    assert_eq!(
        facts.each_ref().map(money),
        [None, Some(1234), None, Some(1000)]
    );
    assert_eq!(bench.told()[..3], ["A (1957): ", "B (?): ", "C (?): "]);
    // A: rating, metascore, runtime, budget, date; B: year, rating; C: year, runtime, budget. That its
    // dates begin with the day, the first one tells.
    assert_eq!(
        report.findings.get("invalid_value"),
        Some(&10),
        "{report:?}"
    );
    assert_eq!(facts[1].release_date.as_deref(), Some("1999-04-03"));
    let findings = bench.findings("invalid_value");
    for words in ["'79' as rating is not within 0 to 10", "1.234 or 1234"] {
        assert!(
            findings.iter().any(|finding| finding.contains(words)),
            "{findings:?}"
        );
    }
}

#[test]
fn ratings_of_a_hundred_are_kept_as_of_ten_and_that_is_said() {
    let bench = Bench::new();
    let report = bench.import("films.csv", "title,rating\nA,79\nB,62\nC,8\n");
    let ratings = ["A", "B", "C"].map(|title| bench.facts(title).rating);
    assert_eq!(ratings, [Some(7.9), Some(6.2), Some(0.8)]);
    assert_eq!(report.findings.get("converted"), Some(&1), "{report:?}");
}

#[test]
fn a_preview_tells_what_each_row_would_become() {
    let bench = Bench::new();
    bench.write(
        "filme.csv",
        "Title;Year;Genres;Rating;imdb_id;poster_file\n\
         Lamp;1957;Drama|War;7,9;tt9900001;lamp.jpg\n\
         Salt;1066;Comedy;79;;none.jpg\n\
         Torn;in;two;parts;a;b;c\n",
    );
    bench.write("posters/lamp.jpg", b"never opened");
    let shown = onesheet::catalog::preview_with_posters(
        &bench.path("filme.csv"),
        None,
        &[],
        10,
        &bench.path("posters"),
        &Task::new(),
    )
    .expect("it is a table");
    let [lamp, salt, torn] = shown.films.as_slice() else {
        panic!("three rows: {:?}", shown.films);
    };
    let film = lamp.film.as_ref().expect("it is a film");
    assert_eq!(
        (
            film.title.as_deref(),
            film.year,
            film.rating,
            film.imdb_id.as_deref()
        ),
        (Some("Lamp"), Some(1957), Some(7.9), Some("tt9900001"))
    );
    let genres: Vec<&str> = film.genres.iter().map(Genre::name).collect();
    assert_eq!(genres, ["Drama", "War"]);
    assert!(
        film.poster
            .as_ref()
            .is_some_and(|poster| poster.ends_with("lamp.jpg"))
    );
    let film = salt.film.as_ref().expect("it is a film");
    assert_eq!((film.year, film.rating), (None, None));
    assert_eq!(film.poster, None);
    let [year, rating, poster] = salt.findings.as_slice() else {
        panic!("three findings: {:?}", salt.findings);
    };
    assert!(year.contains("'1066'") && rating.contains("'79'"));
    assert!(poster.contains("not in "), "{poster}");
    assert!(
        torn.film.is_none() && torn.findings[0].contains("7 fields"),
        "{torn:?}"
    );
    assert_eq!(torn.place, "filme.csv, row 4");
}

#[test]
fn a_preview_asks_all_rows_whose_poster_it_is() {
    let bench = Bench::new();
    let rows: String = (3..30)
        .map(|id| format!("{id},Other {id},1950\n"))
        .collect();
    bench.write(
        "films.csv",
        format!("id,title,year\n1,Dusk,1960\n2,Dawn,1961\n{rows}30,Dusk,1960\n"),
    );
    bench.write("posters/Dusk (1960).jpg", b"never opened");
    bench.write("posters/Dawn (1961).jpg", b"never opened");
    let shown = onesheet::catalog::preview_with_posters(
        &bench.path("films.csv"),
        None,
        &[],
        2,
        &bench.path("posters"),
        &Task::new(),
    )
    .expect("it is a table");
    let posters = shown.films.iter().map(|film| {
        let became = film.film.as_ref().expect("it is a film");
        became
            .poster
            .as_ref()
            .map(|path| path.ends_with("Dawn (1961).jpg"))
    });
    // Two films of the table could have the first one: the other stands behind what is shown.
    assert_eq!(posters.collect::<Vec<_>>(), [None, Some(true)]);
    let said = &shown.films[0].findings;
    assert!(
        said.iter().any(|said| said.contains("could as well be")),
        "{said:?}"
    );
}

#[test]
fn text_of_other_countries_is_read_in_its_encoding() {
    let bench = Bench::new();
    // "Солярис" and "Зеркало" as Excel saves them in Russia.
    let mut table = b"title,year\nLamp,1957\n".to_vec();
    table.extend(b"\xD1\xEE\xEB\xFF\xF0\xE8\xF1,1972\n\xC7\xE5\xF0\xEA\xE0\xEB\xEE,1975\n");
    let report = bench.import("films.csv", table);
    assert_eq!(
        bench.told(),
        ["Lamp (1957): ", "Солярис (1972): ", "Зеркало (1975): "]
    );
    assert_eq!(report.findings.get("not_utf8"), Some(&1));
}
