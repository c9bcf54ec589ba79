//! What Letterboxd, IMDb, Trakt, media centres, MovieLens, TMDB, Wikidata and Kaggle hand out, on their
//! own headers. Made for these tests; every expected value was worked out by hand.

#[path = "support/imports.rs"]
mod imports;
#[path = "support/told.rs"]
mod told;

use std::io::Write;

use imports::Bench;
use onesheet::catalog::{ImportRequest, preview};
use told::gzip;

fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        let options = zip::write::SimpleFileOptions::default();
        archive.start_file(*name, options).expect("a part begins");
        archive.write_all(bytes).expect("a part is written");
    }
    archive.finish().expect("the archive ends").into_inner()
}

#[test]
fn letterboxd_says_when_a_film_was_written_down_not_when_it_came_out() {
    let rows = "2021-03-14,Paper Lamp,1957,https://boxd.it/aaa1";
    for (header, row, kind) in [
        (
            "Date,Name,Year,Letterboxd URI",
            rows.to_owned(),
            "letterboxd_films",
        ),
        (
            "Date,Name,Year,Letterboxd URI,Rating",
            format!("{rows},4.5"),
            "letterboxd_ratings",
        ),
        (
            "Date,Name,Year,Letterboxd URI,Rating,Rewatch,Tags,Watched Date",
            format!("{rows},4.5,Yes,,2021-03-13"),
            "letterboxd_diary",
        ),
        (
            "Date,Name,Year,Letterboxd URI,Rating,Rewatch,Review,Tags,Watched Date",
            format!("{rows},4.5,,\"Good,\nvery good\",,2021-03-13"),
            "letterboxd_diary",
        ),
        (
            "Letterboxd list export v7\nDate,Name,Tags,URL,Description\n\
             2024-01-01,Mine,\"a, b\",https://boxd.it/abc,\"Two\nlines\"\n\n\
             Position,Name,Year,URL,Description",
            "1,Paper Lamp,1957,https://boxd.it/aaa1,".to_owned(),
            "letterboxd_list",
        ),
    ] {
        let bench = Bench::new();
        let report = bench.import("export.csv", format!("{header}\n{row}\n"));
        assert_eq!(report.sources[0].kind, kind);
        assert_eq!(bench.told(), ["Paper Lamp (1957): "], "{kind}");
        let facts = bench.facts("Paper Lamp");
        assert_eq!(facts.release_date, None, "{kind}");
        // Stars of five are kept as of ten, and that is said.
        let rated = header.contains("Rating");
        assert_eq!(facts.rating, rated.then_some(9.0), "{kind}");
        let said = report.findings.get("converted");
        assert_eq!(said, rated.then_some(&1), "{kind}: {report:?}");
    }
}

#[test]
fn lists_of_imdb_hold_series_that_are_set_aside() {
    let new = "Title,Original Title,URL,Title Type,IMDb Rating,Runtime (mins),Year,Genres,Num Votes,\
               Release Date,Directors";
    let film = "Lamp,Lampe,https://www.imdb.com/title/tt9900001/,Movie,7.5,95,1957,\"Drama, War\",\
                1234,1957-04-03,A";
    let series = "Days,Days,https://www.imdb.com/title/tt9900002/,TV Series,8.5,45,2001,Drama,9,\
                  2001-01-01,";
    let ratings = format!(
        "Const,Your Rating,Date Rated,{new}\ntt9900001,9,2024-01-05,{film}\n\
         tt9900002,8,2024-01-06,{series}\n"
    );
    let list = format!(
        "Position,Const,Created,Modified,Description,{new},Your Rating,Date Rated\n\
         1,tt9900001,2024-01-05,2024-01-05,,{film},,\n2,tt9900002,2024-01-05,2024-01-05,,{series},,\n"
    );
    let old = "\"position\",\"const\",\"created\",\"modified\",\"description\",\"Title\",\"Title type\",\
               \"Directors\",\"You rated\",\"IMDb Rating\",\"Runtime (mins)\",\"Year\",\"Genres\",\
               \"Num. Votes\",\"Release Date (month/day/year)\",\"URL\"\n\
               \"1\",\"tt9900001\",\"Sat Mar  1 12:00:00 2014\",\"\",\"\",\"Lamp\",\"Feature Film\",\"A\",\
               \"9\",\"7.5\",\"95\",\"1957\",\"drama, war\",\"1234\",\"1957-04-03\",\"http://\"\n\
               \"2\",\"tt9900002\",\"\",\"\",\"\",\"Days\",\"TV Episode\",\"\",\"\",\"8.5\",\"45\",\"2001\",\
               \"drama\",\"9\",\"2001-01-01\",\"http://\"\n";
    for (table, kind) in [
        (ratings.as_str(), "imdb_ratings"),
        (&list, "imdb_list"),
        (old, "imdb_list"),
    ] {
        let bench = Bench::new();
        let report = bench.import("export.csv", table);
        assert_eq!(report.sources[0].kind, kind);
        assert_eq!(bench.told(), ["Lamp (1957): Drama|War"], "{kind}");
        assert_eq!(
            report.findings.get("not_a_film"),
            Some(&1),
            "{kind}: {report:?}"
        );
        let facts = bench.facts("Lamp");
        assert_eq!(
            (facts.rating, facts.runtime, facts.release_date.as_deref()),
            (Some(7.5), Some(95), Some("1957-04-03")),
            "{kind}"
        );
        assert_eq!(bench.films()["tt9900001"].title, "Lamp");
    }
}

#[test]
fn trakt_and_media_centres() {
    let trakt = "rated_at,type,title,year,trakt_rating,trakt_id,imdb_id,tmdb_id,tvdb_id,url,released,\
                 season_number,episode_number,episode_title,episode_released,episode_trakt_rating,\
                 episode_trakt_id,episode_imdb_id,episode_tmdb_id,episode_tvdb_id,genres,rating\n\
                 2021-03-22T06:33:00Z,movie,Lamp,1957,7.5,1,tt9900001,11,,https://trakt.tv/movies/lamp,\
                 1957-04-03,,,,,,,,,,\"drama,war\",9\n\
                 2021-03-22T06:33:00Z,show,Days,2001,8.5,2,tt9900002,12,3,https://trakt.tv/shows/days,\
                 2001-01-01,,,,,,,,,,drama,8\n";
    let webtools = "Media ID|Title|Sort title|Studio|Content Rating|Year|Rating|Summary|Genres|\
                    Release Date|Duration\n\
                    77|Lamp|Lamp|A|PG|1957|7.5|Words|Drama - War|1957-04-03|1:35:00\n";
    let tautulli = "addedAt,contentRating,duration,genres.tag,guids.id,originallyAvailableAt,rating,\
                    ratingKey,studio,title,type,year\n\
                    2021-01-01 10:00:00,PG,5700000,Drama,imdb://tt9900001,1957-04-03,7.5,77,A,Lamp,movie,1957\n\
                    ,,,War,tmdb://11,,,,,,,\n\
                    2021-01-01 10:00:00,PG,2700000,Drama,tvdb://3,2001-01-01,8.5,78,A,Days,show,2001\n";
    let kodi = "idMovie,idFile,c00,c01,c11,c12,c14,c18,premiered,rating,uniqueid_value,uniqueid_type\n\
                5,6,Lamp,Words,5700,PG,Drama / War,A,1957-04-03,7.5,tt9900001,imdb\n";
    let radarr = r#"[{"title":"Lamp","year":1957,"hasFile":true,"monitored":true,"tmdbId":11,
                      "imdbId":"tt9900001","genres":["Drama","War"],"runtime":95,"path":"/films/Lamp (1957)",
                      "inCinemas":"1957-04-03T00:00:00Z","ratings":{"imdb":{"votes":3,"value":7.5}}}]"#;
    for (name, table, kind) in [
        ("trakt.csv", trakt, "trakt"),
        ("plex.csv", webtools, "plex_webtools"),
        ("tautulli.csv", tautulli, "plex_tautulli"),
        ("kodi.csv", kodi, "kodi"),
        ("radarr.json", radarr, "radarr"),
    ] {
        let bench = Bench::new();
        let report = bench.import(name, table);
        assert_eq!(report.sources[0].kind, kind);
        assert_eq!(bench.told(), ["Lamp (1957): Drama|War"], "{kind}");
        let facts = bench.facts("Lamp");
        assert_eq!(
            (facts.rating, facts.release_date.as_deref()),
            (Some(7.5), Some("1957-04-03")),
            "{kind}"
        );
        let runtime = (kind != "trakt").then_some(95);
        assert_eq!(facts.runtime, runtime, "{kind}");
        let film = bench.films().into_values().next().expect("a film");
        let imdb = (kind != "plex_webtools").then_some("tt9900001");
        assert_eq!(film.imdb_id.as_deref(), imdb, "{kind}");
        let tmdb = ["trakt", "plex_tautulli", "radarr"]
            .contains(&kind)
            .then_some(11);
        assert_eq!(film.tmdb_id, tmdb, "{kind}");
        // A film's folder is not its poster.
        assert_eq!(
            report.findings.get("missing_file"),
            None,
            "{kind}: {report:?}"
        );
        assert_eq!(
            report.findings.get("invalid_value"),
            None,
            "{kind}: {report:?}"
        );
    }
}

#[test]
fn tables_without_names_that_are_known_by_their_shape() {
    for (name, table, kind, film) in [
        (
            "movies.dat",
            &b"1::Lamp, The (1957)::Drama|Children's\n2::Caf\xE9 \"X\" (1949)::War\n"[..],
            "movielens_movies",
            "The Lamp (1957): Drama|Family",
        ),
        (
            "u.item",
            b"1|Lamp, The (1957)|03-Apr-1957||http://us.imdb.com/M/title-exact?Lamp|0|0|0|0|0|0|0|0|1|0|0|0|0|0|0|0|0|1|0\n\
              2|Salt (1981)|01-Jan-1981||http://us.imdb.com/M/title-exact?Salt|0|1|0|0|0|0|0|0|0|0|0|0|0|0|0|0|0|0|0\n",
            "genre_columns",
            "The Lamp (1957): Drama|War",
        ),
        (
            "list.csv",
            b"sep=,\nLamp,1957,2021-03-04,/films/Lamp (1957)\nSalt,1981,2021-03-05,/films/Salt (1981)\n",
            "tinymediamanager",
            "Lamp (1957): ",
        ),
    ] {
        let bench = Bench::new();
        let report = bench.import(name, table);
        assert_eq!(report.sources[0].kind, kind);
        assert_eq!((report.films, bench.told()[0].as_str()), (2, film), "{kind}");
        assert_eq!(report.findings.get("missing_file"), None, "{kind}: {report:?}");
    }
}

#[test]
fn tables_beside_those_of_films_are_refused_in_words() {
    for (name, table) in [
        (
            "ratings.dat",
            "1::1193::5::978300760\n1::661::3::978302109\n",
        ),
        (
            "ratings.csv",
            "userId,movieId,rating,timestamp\n1,31,2.5,1260759144\n",
        ),
        (
            "tags.csv",
            "userId,movieId,tag,timestamp\n1,31,good,1260759144\n",
        ),
        ("u.data", "196\t242\t3\t881250949\n186\t302\t3\t891717742\n"),
        ("users.dat", "1::F::1::10::48067\n2::M::56::16::70072\n"),
        (
            "title.principals.tsv",
            "tconst\tordering\tnconst\ntt9900001\t1\tnm0000001\n",
        ),
        ("credits.csv", "cast,crew,id\n[],[],862\n"),
        (
            "person_ids.json",
            "{\"adult\":false,\"id\":16767,\"name\":\"A\",\"popularity\":1.5}\n",
        ),
    ] {
        let words = Bench::new().refused(name, table);
        assert!(words.contains("holds no films"), "{name}: {words}");
    }
}

#[test]
fn the_movie_databases_daily_ids_and_wikidatas_answers() {
    let bench = Bench::new();
    let ids = "{\"adult\":false,\"id\":2,\"original_title\":\"Ariel\",\"popularity\":12.125,\"video\":false}\n\
               {\"adult\":false,\"id\":3,\"original_title\":\"Varjoja \\\"x\\\"\",\"popularity\":9,\"video\":false}\n";
    let report = bench.import("movie_ids_05_15_2024.json.gz", gzip(ids.as_bytes()));
    assert_eq!(report.sources[0].kind, "tmdb_ids");
    let films = bench.films();
    assert_eq!(films["tmdb:2"].title, "Ariel");
    assert_eq!(films["tmdb:3"].title, "Varjoja \"x\"");

    let bench = Bench::new();
    let report = bench.import(
        "query.csv",
        "film,filmLabel,publicationDate,genreLabel,imdb\n\
         http://www.wikidata.org/entity/Q1,Lamp,1957-04-03T00:00:00Z,drama film,tt9900001\n\
         http://www.wikidata.org/entity/Q1,Lamp,1957-04-03T00:00:00Z,war film,tt9900001\n\
         http://www.wikidata.org/entity/Q2,Salt,1981-01-01T00:00:00Z,comedy film,\n\
         http://www.wikidata.org/entity/Q3,Q3,,,\n",
    );
    assert_eq!(report.sources[0].kind, "wikidata");
    assert_eq!(
        bench.told(),
        [
            "Lamp (1957): Drama|War",
            "Salt (1981): Comedy",
            "wikidata:Q3 (?): "
        ]
    );
    // What Wikidata knows the year of, it dates on the first of January.
    assert_eq!(bench.facts("Salt").release_date, None);
    assert_eq!(
        bench.facts("Lamp").release_date.as_deref(),
        Some("1957-04-03")
    );
}

#[test]
fn archives_as_they_are_downloaded() {
    let films = b"title,year,genres\nLamp,1957,Drama\n".as_slice();
    let others = b"title,year,genres\nSalt,1981,War\n".as_slice();
    for packed in [
        zip(&[("films.csv", films)]),
        zip(&[
            ("a/films.csv", films),
            ("a/readme.txt", b"words"),
            ("__MACOSX/a/._films.csv", b"\0"),
        ]),
        zip(&[("films.csv.gz", &gzip(films))]),
        gzip(films),
    ] {
        let bench = Bench::new();
        bench.import("archive", packed);
        assert_eq!(bench.told(), ["Lamp (1957): Drama"]);
    }
    // Of several tables, one is asked for.
    let bench = Bench::new();
    let several = zip(&[("a/films.csv", films), ("a/others.csv", others)]);
    let words = bench.refused("archive.zip", &several);
    assert!(
        words.contains("2 tables: a/films.csv, a/others.csv") && words.contains("--sheet"),
        "{words}"
    );
    let shown = preview(&bench.path("archive.zip"), None, &[], 3).expect("it can be looked at");
    assert_eq!(shown.sheets, ["a/films.csv", "a/others.csv"]);
    assert!(shown.problem.is_some());
    let request = ImportRequest {
        sheet: Some("others".to_owned()),
        ..bench.of_tables(&["archive.zip"])
    };
    bench.run(&request);
    assert_eq!(bench.told(), ["Salt (1981): War"]);
    let bench = Bench::new();
    let words = bench.refused("pictures.zip", zip(&[("a.jpg", b"x")]));
    assert!(words.contains("holds no table"), "{words}");
}

#[test]
fn series_alone_are_no_films() {
    let bench = Bench::new();
    bench.write(
        "watched-shows.json",
        r#"[{"plays":1,"show":{"title":"Days","year":2008,"ids":{"trakt":1,"imdb":"tt9900009"}}}]"#,
    );
    let seen = preview(&bench.path("watched-shows.json"), None, &[], 10).expect("it is JSON");
    assert!(seen.problem.is_some(), "{seen:?}");
    let report = bench.import(
        "watchlist.json",
        r#"[{"type":"show","show":{"title":"Days","year":2008,"ids":{"trakt":1}}},
            {"type":"movie","movie":{"title":"Lamp","year":1957,"ids":{"imdb":"tt9900001"}}}]"#,
    );
    assert_eq!(bench.told(), ["Lamp (1957): "]);
    assert_eq!(report.findings.get("not_a_film"), Some(&1));
}
