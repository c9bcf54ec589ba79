//! Tables in each layout that is known, made for these tests; merged, divided, and mutated.

#[path = "support/imports.rs"]
mod imports;

use std::io::Write;

use imports::{Bench, picture};
use onesheet::catalog::tables::amount::Amount;
use onesheet::catalog::{
    Division, Facts, Film, Genre, ImportReport, ImportRequest, Role, Rule, Split, preview,
};
use onesheet::jobs::Task;

impl Bench {
    fn import(&self, tables: &[&str]) -> ImportReport {
        self.run(&self.of_tables(tables))
    }

    fn facts(&self, key: &str) -> Facts {
        let id = self.films()[key].id;
        let facts = self.library().facts().expect("the facts are read");
        let found = facts.into_iter().find(|(film, _)| *film == id);
        found.map(|(_, facts)| facts).unwrap_or_default()
    }
}

/// `Title, year: Genre|Genre`.
fn told(film: &Film) -> String {
    let genres: Vec<&str> = film.genres.iter().map(Genre::name).collect();
    let year = film.year.map(|year| year.to_string()).unwrap_or_default();
    format!("{}, {year}: {}", film.title, genres.join("|"))
}

fn dollars(value: i64) -> Option<Amount> {
    Some(Amount {
        value,
        currency: None,
    })
}

const MOVIES_DATASET: &str = r#"adult,belongs_to_collection,budget,genres,homepage,id,imdb_id,original_language,original_title,overview,popularity,poster_path,production_companies,production_countries,release_date,revenue,runtime,spoken_languages,status,tagline,title,video,vote_average,vote_count
False,"{'id': 99, 'name': ""The Lamp's Collection"", 'poster_path': None}",30000,"[{'id': 16, 'name': 'Animation'}, {'id': 878, 'name': 'Science Fiction'}]",,11,tt9000011,en,Lamps,"A lamp, says
""light"" and
means it.",1.5,/abc.jpg,"[{'name': ""Lamp's Pictures"", 'id': 3}, {'name': 'Zwei\u00e4ugig', 'id': 4}]",[],1995-10-30,373554.0,81.0,[],Released,,Lamps,False,7.7,54
 - Written by nobody,0.06,/def.jpg,"[{'name': 'Some Studio', 'id': 1}]","[{'iso_3166_1': 'CA'}]",1997-08-20,0,104.0,[],Released,,Midnight,False,6.0,1,,,,,,,,,
False,,0,"[{'id': 18, 'name': 'Drama'}]",,12,,ja,,Second,1.5,/ghi.jpg,[],[],,0.0,0.0,[],Released,,Second,False,0.0,0
False,,0,[],,11,tt9000011,en,,Again,1.5,/abc.jpg,[],[],1995-10-30,0,81.0,[],Released,,Lamps,False,7.7,54
False,cut
"#;

#[test]
fn the_movies_dataset_with_its_literals_shifted_rows_and_duplicates() {
    let bench = Bench::new();
    bench.write("movies_metadata.csv", MOVIES_DATASET);
    let report = bench.import(&["movies_metadata.csv"]);
    assert_eq!(report.sources[0].kind, "movies_dataset");
    assert_eq!((report.films, report.funnel[0].kept), (2, 5));
    for kind in ["shifted_row", "duplicate_id", "malformed_row"] {
        assert_eq!(report.findings.get(kind), Some(&1), "{kind}: {report:?}");
    }
    let films = bench.films();
    assert_eq!(
        told(&films["tt9000011"]),
        "Lamps, 1995: Animation|Science Fiction"
    );
    assert_eq!(
        films["tt9000011"].collection.as_deref(),
        Some("The Lamp's Collection")
    );
    assert_eq!(told(&films["tmdb:12"]), "Second, : Drama");
    let facts = bench.facts("tt9000011");
    assert_eq!(
        (facts.budget, facts.revenue),
        (dollars(30_000), dollars(373_554))
    );
    assert_eq!(facts.companies, ["Lamp's Pictures", "Zweiäugig"]);
    assert_eq!(
        (facts.collection_id, facts.poster_address.as_deref()),
        (Some(99), Some("/abc.jpg"))
    );
    assert_eq!(
        (facts.release_date.as_deref(), facts.runtime, facts.rating),
        (Some("1995-10-30"), Some(81), Some(7.7))
    );
    // A revenue of 0 is one that nobody knows.
    assert_eq!(bench.facts("tmdb:12").revenue, None);
}

#[test]
fn the_box_office_table_of_the_study() {
    let bench = Bench::new();
    let mut table = b"id,title,genres,sales,budget,gross_US,gross_world,open_boxoffice_US,screens,\
        certificate,runtime,release_date,rating,metascore\n\
        /title/tt9000021/,Lamps,Drama | Sci-Fi,$761M,\"$237,000,000\",$760.5M,2.9B,$77M,\"3,452\",\
        PG-13,2h 42m,\"December 18, 2009 (United States)\",7.8,83\n\
        /title/tt9000022/,Caf"
        .to_vec();
    // Latin-1.
    table.extend(b"\xE9,Comedy,\xA3 1.5K,n/a,,,,,,81,soon,,\n");
    bench.write("box.csv", table);
    let report = bench.import(&["box.csv"]);
    assert_eq!(report.sources[0].kind, "box_office");
    assert_eq!(report.findings.get("not_utf8"), Some(&1));
    let films = bench.films();
    assert_eq!(
        told(&films["tt9000021"]),
        "Lamps, 2009: Drama|Science Fiction"
    );
    assert_eq!(films["tt9000022"].title, "Café");
    let facts = bench.facts("tt9000021");
    let value = |amount: Option<Amount>| amount.map(|amount| amount.value);
    assert_eq!(
        [
            facts.revenue,
            facts.budget,
            facts.gross_us,
            facts.gross_world,
            facts.opening_us
        ]
        .map(value),
        [
            761_000_000,
            237_000_000,
            760_500_000,
            2_900_000_000,
            77_000_000
        ]
        .map(Some)
    );
    assert_eq!((facts.screens, facts.runtime), (Some(3452), Some(162)));
    assert_eq!(
        (facts.metascore, facts.certificate.as_deref()),
        (Some(83.0), Some("PG-13"))
    );
    assert_eq!(
        bench.facts("tt9000022").revenue,
        Some(Amount {
            value: 1500,
            currency: Some("GBP".to_owned())
        })
    );
}

#[test]
fn imdb_5000_and_movie_genre() {
    let bench = Bench::new();
    bench.write(
        "movie_metadata.csv",
        "color,duration,gross,genres,movie_title,movie_imdb_link,language,content_rating,budget,\
         title_year,imdb_score,facenumber_in_poster\n\
         Color,178,760505847,Action|Sci-Fi,Lamps\u{a0},http://www.imdb.com/title/tt9000031/?ref_=fn_tt_tt_1,\
         English,PG-13,237000000,2009,7.9,0\n",
    );
    bench.write(
        "MovieGenre.csv",
        "imdbId,Imdb Link,Title,IMDB Score,Genre,Poster\n\
         32,http://www.imdb.com/title/tt32,\"Lamp, The (1931)\",8.3,Musical|Music,https://example.org/dead.jpg\n",
    );
    let report = bench.import(&["movie_metadata.csv", "MovieGenre.csv"]);
    let kinds: Vec<&str> = report
        .sources
        .iter()
        .map(|source| source.kind.as_str())
        .collect();
    assert_eq!(kinds, ["imdb_5000", "movie_genre"]);
    let films = bench.films();
    assert_eq!(
        told(&films["tt9000031"]),
        "Lamps, 2009: Action|Science Fiction"
    );
    assert_eq!(told(&films["tt0000032"]), "The Lamp, 1931: Musical|Music");
    assert_eq!(bench.facts("tt9000031").gross_us, dollars(760_505_847));
    // A dead link is an address, not a file that is missing.
    assert_eq!(report.findings.get("missing_file"), None);
}

#[test]
fn movielens_in_two_tables_is_one() {
    let bench = Bench::new();
    bench.write(
        "links.csv",
        "movieId,imdbId,tmdbId\n1,9000041,862\n2,9000042,\n3,9000043,7\n",
    );
    bench.write(
        "movies.csv",
        "movieId,title,genres\n1,\"Lamp, The (1995)\",Drama|Children\n2,Two (1996),(no genres listed)\n",
    );
    bench.write(
        "tmdb.csv",
        "tmdb_id,title,year,genres\n862,The Lamp,1996,Drama|Thriller\n",
    );
    let report = bench.import(&["movies.csv", "links.csv", "tmdb.csv"]);
    assert_eq!(report.films, 2, "{report:?}");
    let films = bench.films();
    let keys: Vec<&str> = films.keys().map(String::as_str).collect();
    assert_eq!(keys, ["tt9000041", "tt9000042"]);
    // The first table counts; what the other says is told.
    assert_eq!(told(&films["tt9000041"]), "The Lamp, 1995: Drama|Family");
    assert_eq!(films["tt9000041"].tmdb_id, Some(862));
    for kind in ["conflicting_years", "conflicting_genres"] {
        assert_eq!(report.findings.get(kind), Some(&1), "{kind}");
    }
    // The other way round the other table counts.
    bench.import(&["tmdb.csv", "movies.csv", "links.csv"]);
    assert_eq!(
        told(&bench.films()["tt9000041"]),
        "The Lamp, 1996: Drama|Thriller"
    );
}

#[test]
fn imdbs_own_titles_packed_and_without_quotation() {
    let bench = Bench::new();
    let table = "tconst\ttitleType\tprimaryTitle\toriginalTitle\tisAdult\tstartYear\tendYear\t\
        runtimeMinutes\tgenres\n\
        tt9000051\tmovie\t\"Lamps\" and \"Lights\tLamps\t0\t1950\t\\N\t90\tDrama,Sci-Fi\n\
        tt9000052\ttvEpisode\tPilot\tPilot\t0\t1951\t\\N\t\\N\tDrama\n\
        tt9000053\tshort\tDusk\tDusk\t0\t\\N\t\\N\t\\N\t\\N\n";
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(table.as_bytes()).expect("it is packed");
    bench.write(
        "title.basics.tsv.gz",
        packed.finish().expect("it is packed"),
    );
    let report = bench.import(&["title.basics.tsv.gz"]);
    assert_eq!(report.sources[0].kind, "imdb_basics");
    assert_eq!(
        (report.films, report.findings.get("not_a_film")),
        (2, Some(&1))
    );
    let films = bench.films();
    assert_eq!(
        told(&films["tt9000051"]),
        "\"Lamps\" and \"Lights, 1950: Drama|Science Fiction"
    );
    assert_eq!(told(&films["tt9000053"]), "Dusk, : ");
}

#[test]
fn a_column_for_each_genre() {
    let bench = Bench::new();
    bench.write(
        "train.csv",
        "Id,Genre,Action,Adventure,Drama,N/A,Sci-Fi\n\
         tt9000061,\"['Drama', 'Action']\",1,0,1,0,0\n\
         tt9000062,,0,1,0,0,1\n",
    );
    let report = bench.import(&["train.csv"]);
    assert_eq!(report.sources[0].kind, "genre_columns");
    let films = bench.films();
    // The list has the order of importance; where it is silent the columns speak.
    assert_eq!(told(&films["tt9000061"]), "tt9000061, : Drama|Action");
    assert_eq!(
        told(&films["tt9000062"]),
        "tt9000062, : Adventure|Science Fiction"
    );
}

#[test]
fn any_table_through_wishes_and_a_preview() {
    let bench = Bench::new();
    bench.write(
        "mine.csv",
        "Nr;Film;Tags\n1;Lamps;Weird Western\n2;Dusk;Drama\n",
    );
    let wishes = vec![
        (Role::Title, "Film".to_owned()),
        (Role::Genres, "tags".to_owned()),
        (Role::Id, "Nr".to_owned()),
    ];
    let shown = preview(&bench.path("mine.csv"), None, &wishes, 1).expect("it is a table");
    let roles: Vec<Option<&str>> = shown.columns.iter().map(|column| column.role).collect();
    assert_eq!(roles, [Some("id"), Some("title"), Some("genres")]);
    assert_eq!((shown.rows.len(), shown.problem), (1, None));
    let request = ImportRequest {
        tables: vec![bench.path("mine.csv")],
        columns: wishes,
        ..ImportRequest::default()
    };
    let report = bench
        .library()
        .import(&request, &Task::new())
        .expect("it is imported");
    // A genre that nobody knows is kept and told.
    assert_eq!(report.findings.get("unknown_genre"), Some(&1));
    assert_eq!(told(&bench.films()["id:1"]), "Lamps, : Weird Western");
    bench.write("colours.csv", "colour,size\nred,3\n");
    let shown = preview(&bench.path("colours.csv"), None, &[], 5).expect("it is a table");
    assert!(
        shown
            .problem
            .is_some_and(|words| words.contains("--columns"))
    );
}

#[test]
fn tables_are_merged_by_title_and_year_where_no_id_helps() {
    let bench = Bench::new();
    bench.write(
        "a.csv",
        "imdb_id,title,year,genres\ntt9000071,Amélie's Lamp,2001,Comedy\ntt9000072,Heat,1995,Drama\n\
         tt9000073,Heat,1995,Crime\n",
    );
    bench.write(
        "b.csv",
        "Film,year,budget\nAMELIES LAMP,2001,$3M\nHeat,1995,$5M\nDusk,1990,\n",
    );
    let report = bench.import(&["a.csv", "b.csv"]);
    assert_eq!(report.findings.get("merged_by_title"), Some(&1));
    // Two films are called Heat: the third is taken for neither.
    assert_eq!(report.films, 5);
    assert_eq!(
        bench.facts("tt9000071").budget.map(|amount| amount.value),
        Some(3_000_000)
    );
    let merged = &report.funnel[2].removed;
    assert_eq!(merged.get("merged"), Some(&1), "{merged:?}");
    // Importing again changes nothing.
    let before = bench.films();
    assert_eq!(bench.import(&["a.csv", "b.csv"]).films, 5);
    assert_eq!(bench.films(), before);
}

#[test]
fn the_division_is_redone_with_other_settings_without_reading_posters() {
    let bench = Bench::new();
    let mut table = String::from("imdb_id,title,genres,collection,split,poster_file\n");
    for number in 0..60_u32 {
        let genres = ["Drama", "Western|Drama", "War"][number as usize % 3];
        let series = if number % 10 < 2 { "Ten" } else { "" };
        let split = if number == 5 { "test" } else { "" };
        table += &format!(
            "tt{:07},Film {number},{genres},{series},{split},{number}.png\n",
            9_100_000 + number
        );
        let path = bench.path(&format!("{number}.png"));
        let picture = picture(number, 60, 90);
        picture.save(path).expect("a poster for the test");
    }
    bench.write("films.csv", table);
    let report = bench.import(&["films.csv"]);
    assert_eq!((report.posters, report.in_six_genres), (60, 20));
    // The posters may go: nothing is read again.
    for number in 0..60 {
        std::fs::remove_file(bench.path(&format!("{number}.png"))).expect("a poster goes");
    }
    let genres = |names: &str| names.split(',').filter_map(Genre::parse).collect();
    let divide = |division: &Division| {
        let report = bench.library().divide(division, &Task::new());
        report.expect("the films are divided")
    };
    let any = Division {
        genres: genres("Drama,War"),
        rule: Rule::Any,
        ..Division::default()
    };
    let report = divide(&any);
    assert_eq!((report.in_six_genres, report.funnel[0].kept), (60, 60));
    assert_eq!(
        report.funnel.last().map(|step| step.step.as_str()),
        Some("a genre is selected")
    );
    let split = |key: &str| bench.films()[key].split;
    // Films of one series stay together.
    let series: Vec<Option<Split>> = bench
        .films()
        .values()
        .filter(|film| film.collection.is_some())
        .map(|film| film.split)
        .collect();
    assert_eq!(series.len(), 12);
    assert!(
        series
            .iter()
            .all(|split| split.is_some() && *split == series[0])
    );
    // The table's own column wins where it is asked for, and nowhere else.
    let places = (0..40).map(|seed| {
        divide(&Division {
            seed,
            ..any.clone()
        });
        split("tt9100005")
    });
    assert!(places.collect::<Vec<_>>().contains(&Some(Split::Train)));
    for seed in 0..3 {
        divide(&Division {
            seed,
            from_table: true,
            ..any.clone()
        });
        assert_eq!(split("tt9100005"), Some(Split::Test));
    }
    let csv = report.funnel.csv();
    assert!(
        csv.starts_with("step,kept,reason,removed\nrows in the table,60,,0\nwith an id,60,,0\n"),
        "{csv}"
    );
}

/// The row of a number.
type Row = fn(usize) -> String;

#[test]
fn ten_thousand_mutated_rows_are_each_accounted_for() {
    let mut seed = 0x9E37_79B9_7F4A_7C15_u64;
    let mut random = move |below: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        usize::try_from(seed >> 33).unwrap_or(0) % below.max(1)
    };
    let layouts: [(&str, Row); 4] = [
        ("imdb_id,tmdb_id,title,year,genres,budget,revenue\n", |n| {
            format!(
                "tt{:07},{n},\"Film, {n}\",1990,Drama|Action,$3M,\"1,234\"",
                n + 1
            )
        }),
        (MOVIES_DATASET.lines().next().unwrap_or_default(), |n| {
            format!(
                "False,\"{{'id': {n}, 'name': \"\"It's\"\"}}\",0,\"[{{'id': 18, 'name': 'Drama'}}]\",,{n},tt{n:07},\
                 en,,\"A, \"\"b\"\"\",1,/a{n}.jpg,[],[],1995-10-30,0,81.0,[],Released,,Film {n},False,7.7,54"
            )
        }),
        (
            "tconst\ttitleType\tprimaryTitle\toriginalTitle\tisAdult\tstartYear\tgenres\n",
            |n| format!("tt{n:07}\tmovie\tFilm \"{n}\tx\t0\t1990\tDrama,Action"),
        ),
        ("Id,Genre,Action,Drama,War\n", |n| {
            format!("tt{n:07},\"['Drama', 'War']\",0,1,1")
        }),
    ];
    for (index, (header, row)) in layouts.into_iter().enumerate() {
        let mut table = header.trim_end().as_bytes().to_vec();
        table.push(b'\n');
        for number in 1..=2500 {
            let mut row = row(number).into_bytes();
            for _ in 0..random(4) {
                let at = random(row.len());
                match random(8) {
                    0 => row.truncate(at),
                    1 => row.insert(at, b','),
                    2 => row.insert(at, b'"'),
                    3 => row.insert(at, b'\n'),
                    4 => row.insert(at, b"'[{\\\t"[random(5)]),
                    _ => row[at] = random(256).to_le_bytes()[0],
                }
                if row.is_empty() {
                    break;
                }
            }
            row.push(b'\n');
            table.extend(row);
        }
        let bench = Bench::new();
        let name = format!("table{index}.csv");
        bench.write(&name, &table);
        let report = bench.import(&[&name]);
        let removed: usize = report.funnel[1..3]
            .iter()
            .flat_map(|step| step.removed.values())
            .sum();
        assert_eq!(report.funnel[0].kept, report.films + removed, "{name}");
        assert_eq!(bench.films().len(), report.films, "{name}");
        let kinds = [
            "malformed_row",
            "shifted_row",
            "missing_id",
            "duplicate_id",
            "not_a_film",
            "shared_address",
        ];
        let counted: usize = kinds
            .iter()
            .filter_map(|kind| report.findings.get(*kind))
            .sum();
        assert_eq!(counted, removed, "{name}: {report:?}");
        assert!(
            report.films > 1000,
            "{name}: most rows are sound: {}",
            report.films
        );
    }
}
