//! Seven films, counted by hand.

use super::figure::Figure;
use super::save::{Export, Form, write_all};
use super::table::overview;
use super::*;
use crate::catalog::{Division, Film, Genre, Marks, Rule};
use crate::charts::{Drawn, Face, Ink, Line, Ring, Surface};
use crate::explore::browse::{Found, Order, Shelf, Wish};
use crate::explore::fixture::film;
use crate::jobs::Task;

/// Years: 1950 and the number.
fn films() -> Vec<Film> {
    let mut films = vec![
        film(0, "Drama|Romance"),
        film(1, "Drama|Crime"),
        film(12, "Crime|Drama|Thriller"),
        film(13, "Comedy"),
        film(25, "Western|Drama"),
        film(26, ""),
        film(27, "Horror|Thriller"),
    ];
    films[6].year = None;
    films
}

fn figures() -> GenreFigures {
    GenreFigures::of(&films(), &Division::default())
}

fn counted(spread: &Spread) -> Vec<(&str, usize, usize)> {
    let genres = spread.genres.iter();
    let plain = genres.map(|at| (at.genre.name(), at.films, at.first));
    plain.collect()
}

fn place(spread: &Spread, name: &str) -> usize {
    let found = spread.genres.iter().position(|at| at.genre.name() == name);
    found.expect("a genre of the films")
}

#[test]
fn every_label_counts_before_the_rule() {
    let figures = figures();
    assert_eq!((figures.films, figures.unlabelled), (7, 1));
    let all = figures.spread(Scope::All);
    assert_eq!((all.films, all.labels), (6, 12));
    // Descending; equals by name.
    assert_eq!(
        counted(all),
        [
            ("Drama", 4, 2),
            ("Crime", 2, 1),
            ("Thriller", 2, 0),
            ("Comedy", 1, 1),
            ("Horror", 1, 1),
            ("Romance", 1, 0),
            ("Western", 1, 1),
        ]
    );
    assert_eq!(all.per_film, [0, 1, 4, 1]);
    assert_eq!(all.genres[0].later(), 2);
}

#[test]
fn the_rule_keeps_films_whose_first_genre_is_chosen() {
    let figures = figures();
    let after = figures.spread(Scope::After);
    // Crime|Drama|Thriller and Western|Drama go; Crime goes as a label.
    assert_eq!((after.films, after.labels), (4, 6));
    assert_eq!(
        counted(after),
        [
            ("Drama", 2, 2),
            ("Comedy", 1, 1),
            ("Horror", 1, 1),
            ("Romance", 1, 0),
            ("Thriller", 1, 0),
            ("Action", 0, 0),
        ]
    );
    assert_eq!(after.per_film, [0, 2, 2]);
    let before = figures.spread(Scope::Before);
    assert_eq!((before.films, before.labels), (6, 9));
    assert_eq!(counted(before)[0], ("Drama", 4, 2));
    assert_eq!(before.per_film, [0, 3, 3]);
}

#[test]
fn any_rule_and_any_list_will_do() {
    let division = Division {
        genres: ["Western", "Crime"]
            .into_iter()
            .filter_map(Genre::parse)
            .collect(),
        rule: Rule::Any,
        ..Division::default()
    };
    let figures = GenreFigures::of(&films(), &division);
    let after = figures.spread(Scope::After);
    assert_eq!(counted(after), [("Crime", 2, 1), ("Western", 1, 1)]);
    assert_eq!(after.films, 3);
    assert_eq!(
        figures.scope_in_words(Scope::After),
        "The chosen 2, after the rule"
    );
    assert_eq!(
        figures.rule_in_words(),
        "The rule keeps 3 of 6 labelled films (50.0 %): one of their genres is among Western, \
         Crime. Their other labels are dropped."
    );
}

#[test]
fn what_stands_together_is_counted_both_ways() {
    let figures = figures();
    let all = figures.spread(Scope::All);
    let [drama, crime, thriller, comedy] =
        ["Drama", "Crime", "Thriller", "Comedy"].map(|name| place(all, name));
    assert_eq!(all.both(drama, crime), 2);
    assert_eq!(all.both(crime, drama), 2);
    assert_eq!(all.both(thriller, drama), 1);
    assert_eq!(all.both(drama, drama), 4);
    assert_eq!(all.both(comedy, drama), 0);
    assert_eq!(all.both(99, drama), 0);
    let said = Figure::Together.said(all, (crime, drama));
    assert_eq!(
        said,
        "Crime and Drama: 2 films; 100.0 % of Crime, 50.0 % of Drama"
    );
}

#[test]
fn decades_come_in_order_and_films_without_a_year_last() {
    let figures = figures();
    let all = figures.spread(Scope::All);
    let decades: Vec<_> = all.decades.iter().map(|at| (at.from, at.films)).collect();
    assert_eq!(
        decades,
        [(Some(1950), 2), (Some(1960), 2), (Some(1970), 1), (None, 1)]
    );
    assert_eq!(all.decades[1].genres[place(all, "Drama")], 1);
    assert_eq!(all.decades[0].genres[place(all, "Western")], 0);
}

#[test]
fn repeated_labels_count_once() {
    let films = [film(1, "Drama|Drama|Horror")];
    let figures = GenreFigures::of(&films, &Division::default());
    let all = figures.spread(Scope::All);
    assert_eq!(counted(all), [("Drama", 1, 1), ("Horror", 1, 0)]);
    assert_eq!(all.per_film, [0, 0, 1]);
}

#[test]
fn parts_of_pictures_lead_to_their_films() {
    let figures = figures();
    let all = figures.spread(Scope::All);
    let wanted = |figure: Figure, at| {
        figure.wish(all, at).map(|wanted| {
            let names: Vec<String> = wanted.genres.iter().map(Genre::to_string).collect();
            (names.join("+"), wanted.decade)
        })
    };
    let (drama, crime) = (place(all, "Drama"), place(all, "Crime"));
    assert_eq!(
        wanted(Figure::Counts, (crime, 0)),
        Some(("Crime".into(), None))
    );
    assert_eq!(
        wanted(Figure::Together, (crime, drama)),
        Some(("Crime+Drama".into(), None))
    );
    assert_eq!(
        wanted(Figure::Together, (drama, drama)),
        Some(("Drama".into(), None))
    );
    assert_eq!(wanted(Figure::PerFilm, (0, 0)), None);
    assert_eq!(wanted(Figure::Counts, (99, 0)), None);
}

/// A surface that only counts what it is asked for.
struct Nowhere;

impl Surface for Nowhere {
    fn width(&self, words: &str, _: Face) -> f32 {
        words.chars().count() as f32 * 7.0
    }
    fn rect(&mut self, _: crate::charts::Area, _: f32, _: Ink) {}
    fn line(&mut self, _: (f32, f32), _: (f32, f32), _: Ink) {}
    fn sector(&mut self, _: Ring, _: f32, _: f32, _: Ink) {}
    fn text(&mut self, _: (f32, f32), _: &str, _: Line) {}
}

fn drawn(figure: Figure, spread: &Spread) -> Drawn {
    figure
        .chart(spread, Look::default())
        .draw(&mut Nowhere, 560.0)
}

#[test]
fn a_decades_part_is_the_genre_that_its_colour_says() {
    let figures = figures();
    let all = figures.spread(Scope::All);
    let spots = drawn(Figure::Decades, all).spots;
    let said: Vec<String> = spots
        .iter()
        .filter(|spot| spot.at.1 == 0)
        .map(|spot| Figure::Decades.said(all, spot.at))
        .collect();
    // From below: the six in order of frequency, then the rest together.
    assert_eq!(
        said,
        [
            "Drama, 1950s: 2 films, 100.0 % of the decade's 2 films; 50.0 % of its labels",
            "Romance, 1950s: 1 film, 50.0 % of the decade's 2 films; 25.0 % of its labels",
            "2 other genres, 1950s: 1 label; 25.0 % of its labels",
        ]
    );
    let drama = spots.iter().find(|spot| spot.at.1 == 0).expect("a part");
    let wanted = Figure::Decades
        .wish(all, drama.at)
        .expect("one genre, one decade");
    assert_eq!(
        (wanted.genres[0].name(), wanted.decade),
        ("Drama", Some(Some(1950)))
    );
}

/// What the chart counts is what the library shows, in every scope, with posters and without.
#[test]
fn a_part_has_as_many_films_as_the_library_then_shows() {
    let mut films = films();
    for (n, film) in films.iter_mut().enumerate() {
        if n % 3 == 0 {
            film.poster = None;
        }
    }
    films[1].year = None;
    for rule in [Rule::First, Rule::Any] {
        let division = Division {
            genres: ["Romance", "Horror", "Drama"]
                .iter()
                .filter_map(|name| Genre::parse(name))
                .collect(),
            rule,
            ..Division::default()
        };
        let shelf = Shelf::of(&films, &Marks::default(), &division);
        for finding in [None, Some(Found::Poster)] {
            let looked_at = films
                .iter()
                .filter(|film| finding.is_none() || film.poster.is_some());
            let figures = GenreFigures::of(looked_at, &division);
            let mut parts = 0;
            for (figure, spread) in Figure::ALL
                .into_iter()
                .flat_map(|figure| figures.spreads.iter().map(move |spread| (figure, spread)))
            {
                for spot in drawn(figure, spread).spots {
                    let Some(wish) = figure.wish(spread, spot.at) else {
                        continue;
                    };
                    let places: Vec<usize> = wish
                        .genres
                        .iter()
                        .map(|genre| place(spread, genre.name()))
                        .collect();
                    let counted = match (places.as_slice(), wish.decade) {
                        ([one], Some(_)) => spread.decades[spot.at.1].genres[*one],
                        ([one], None) => spread.genres[*one].films,
                        ([one, other], None) => spread.both(*one, *other),
                        unexpected => panic!("{figure:?}: {unexpected:?}"),
                    };
                    let wish = Wish { finding, ..wish };
                    let shown = shelf.shown(&wish, &Order::Added, None, None).len();
                    assert_eq!(shown, counted, "{figure:?} {:?} {wish:?}", spread.scope);
                    parts += 1;
                }
            }
            assert!(parts > 20, "{parts}");
        }
    }
}

#[test]
fn every_part_of_every_picture_says_something() {
    let many: Vec<Film> = (0..120)
        .map(|n| film(n, &format!("Drama|Tag number {n}|Tag number {}", n / 2)))
        .collect();
    let strange = [
        film(0, ""),
        film(1, "A genre with a name that does not end soon at all"),
    ];
    for films in [&films()[..], &many[..], &strange[..], &[]] {
        let figures = GenreFigures::of(films, &Division::default());
        for spread in &figures.spreads {
            for figure in Figure::ALL {
                let drawn = drawn(figure, spread);
                assert!(drawn.height.is_finite());
                for spot in drawn.spots {
                    let said = figure.said(spread, spot.at);
                    assert!(said.len() > 5, "{figure:?} {spot:?}: {said:?}");
                }
                assert!(!figure.note(spread).is_empty());
            }
        }
    }
}

#[test]
fn thousands_of_tags_stay_a_picture() {
    let many: Vec<Film> = (0..3000_u32)
        .map(|n| {
            let mut film = film((n % 200) as u8, "Drama");
            film.genres.extend(Genre::parse(&format!("Tag {n}")));
            film
        })
        .collect();
    let figures = GenreFigures::of(&many, &Division::default());
    let all = figures.spread(Scope::All);
    assert_eq!(all.genres.len(), 3001);
    assert_eq!(all.together.len(), spread::MOST_TOGETHER.pow(2));
    assert!(drawn(Figure::Counts, all).spots.len() < 50);
    assert_eq!(Figure::Counts.table(all, Look::default()).len(), 3002);
    let last = drawn(Figure::Counts, all).spots.len() - 1;
    assert_eq!(Figure::Counts.wish(all, (last, 0)), None);
}

#[test]
fn tables_hold_the_same_numbers() {
    let figures = figures();
    let all = figures.spread(Scope::All);
    let look = Look::default();
    assert_eq!(Figure::Counts.table(all, look)[1], ["Drama", "4", "0.6667"]);
    assert_eq!(Figure::Shares.table(all, look)[1], ["Drama", "4", "0.3333"]);
    assert_eq!(
        Figure::Listed.table(all, look)[1],
        ["Drama", "4", "2", "2", "0.5000"]
    );
    assert_eq!(Figure::PerFilm.table(all, look)[3], ["2", "4", "0.6667"]);
    let together = Figure::Together.table(all, look);
    assert_eq!(&together[0][..3], ["genre", "Drama", "Crime"]);
    assert_eq!(&together[2][..3], ["Crime", "2", "2"]);
    let of_row = Look {
        of_row: true,
        ..look
    };
    assert_eq!(
        &Figure::Together.table(all, of_row)[2][..2],
        ["Crime", "1.0000"]
    );
    let decades = Figure::Decades.table(all, look);
    assert_eq!(&decades[1][..3], ["1950s", "2", "2"]);
    assert_eq!(&decades[4][..2], ["no year", "1"]);
    let overview = overview(&figures);
    assert_eq!(
        overview[1],
        ["Drama", "yes", "4", "0.6667", "2", "2", "2", "0.5000"]
    );
    assert_eq!(
        overview[2],
        ["Crime", "no", "2", "0.3333", "1", "1", "", ""]
    );
}

#[test]
fn figures_become_files() {
    let folder = tempfile::tempdir().expect("a folder");
    let into = folder.path().join("genres");
    let forms = [Form::Svg, Form::Csv];
    let written =
        write_all(&figures(), &into, &forms, &Task::new()).expect("the folder takes files");
    assert_eq!(written, 36);
    let names = std::fs::read_dir(&into).expect("the folder").count();
    assert_eq!(names, 36);
    let svg = std::fs::read_to_string(into.join("films-of-each-genre-all.svg")).expect("a file");
    assert!(svg.contains("Drama") && svg.contains("4 (66.7 %)"));
    let export = Export {
        figure: Figure::Shares,
        scope: Scope::After,
        look: Look::default(),
        form: Form::Png,
    };
    let path = into.join(export.file_name());
    export.write(&figures(), &path).expect("a picture");
    assert!(image::open(path).expect("a picture").width() > 1000);
    let nowhere = folder.path().join("no/such.png");
    assert!(export.write(&figures(), &nowhere).is_err());
    let task = Task::new();
    task.cancel();
    assert!(write_all(&figures(), &into, &forms, &task).is_err());
}
