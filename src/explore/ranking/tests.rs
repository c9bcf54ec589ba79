use half::f16;

use super::*;
use crate::catalog::Language;
use crate::explore::fixture::{film, model};
use crate::jobs::Task;

/// Six films of Horror (genre 0) and Drama (genre 1).
fn films() -> Vec<Film> {
    let mut films: Vec<Film> = ["Horror", "Drama", "Horror|Drama", "Western", "", "Drama"]
        .into_iter()
        .zip(0..)
        .map(|(genres, n)| film(n, genres))
        .collect();
    let years = [1979, 1980, 1989, 1990, 2001, 2009];
    for (film, year) in films.iter_mut().zip(years) {
        film.year = Some(year);
    }
    films
}

/// Logits of Horror by film, and of Drama always 0.
const LOGITS: [f32; 6] = [3.0, 1.0, -4.0, -1.0, 2.0, 1.0];
/// Of `LOGITS`: 0.953, 0.731, 0.018, 0.269, 0.881, 0.731.
const HALF: [Threshold; 0] = [];

fn scores(films: &[Film]) -> LibraryScores {
    let read = |hash: &[u8; 32], row: &mut [f16]| {
        row[0] = f16::from_f32(LOGITS[usize::from(hash[0])]);
        true
    };
    let model = model("Horror|Drama", &[&[1.0], &[0.0]], &[0.0, 0.0]);
    LibraryScores::compute_from(films, read, &model, &Task::new()).expect("they are scored")
}

fn rows(films: &[Film], order: Order, filter: &Filter, count: usize) -> Vec<usize> {
    let ranked = rank(&scores(films), films, 0, order, filter, &HALF, count);
    ranked.iter().map(|ranked| ranked.row).collect()
}

#[test]
fn most_and_least_probable_with_stable_ties() {
    let films = films();
    let all = Filter::default();
    assert_eq!(rows(&films, Order::Most, &all, 9), [0, 4, 1, 5, 3, 2]);
    assert_eq!(rows(&films, Order::Most, &all, 3), [0, 4, 1]);
    assert_eq!(rows(&films, Order::Least, &all, 9), [2, 3, 1, 5, 4, 0]);
    assert_eq!(rows(&films, Order::Least, &all, 3), [2, 3, 1]);
    assert!(rows(&films, Order::Most, &all, 0).is_empty());
}

#[test]
fn the_nearest_to_the_threshold() {
    let films = films();
    let scores = scores(&films);
    let threshold = Threshold::new(0.8).expect("in range");
    let ranked = rank(
        &scores,
        &films,
        0,
        Order::Ambiguous,
        &Filter::default(),
        &[threshold],
        3,
    );
    let rows: Vec<usize> = ranked.iter().map(|ranked| ranked.row).collect();
    assert_eq!(rows, [1, 5, 4]);
    assert!((ranked[0].value - 0.0689).abs() < 1e-3);
}

#[test]
fn the_least_certain_over_all_genres() {
    let films = films();
    let ranked = rank(
        &scores(&films),
        &films,
        0,
        Order::Entropy,
        &Filter::default(),
        &HALF,
        2,
    );
    // Films 1, 3 and 5 are equally uncertain; Drama gives a whole bit to each.
    assert_eq!([ranked[0].row, ranked[1].row], [1, 3]);
    assert!((ranked[0].value - (1.0 + 0.8401) / 2.0).abs() < 1e-3);
    assert_eq!((entropy(0.5), entropy(0.0), entropy(1.0)), (1.0, 0.0, 0.0));
}

#[test]
fn the_confident_and_wrong() {
    let films = films();
    let scores = scores(&films);
    let ranked = rank(
        &scores,
        &films,
        0,
        Order::Surprising,
        &Filter::default(),
        &HALF,
        9,
    );
    // 2 is labelled and improbable, 1 and 5 are probable and labelled otherwise; 4 is probable,
    // but without labels nobody knows; 0 and 3 are judged rightly.
    let rows: Vec<usize> = ranked.iter().map(|ranked| ranked.row).collect();
    assert_eq!(rows, [2, 1, 5]);
    // At one half these are the logits.
    assert!((ranked[0].value - 4.0).abs() < 1e-2, "{}", ranked[0].value);
    assert!((ranked[1].value - 1.0).abs() < 1e-2, "{}", ranked[1].value);
    let far = |probability| log_odds_from(probability, Threshold::default());
    assert!(far(0.0).is_finite() && far(1.0).is_finite());
}

#[test]
fn a_low_threshold_leaves_room_for_both_kinds_of_mistake() {
    let low = Threshold::new(0.1).expect("in range");
    // Nine times the odds, and a ninth of them.
    let (above, below) = (log_odds_from(0.5, low), log_odds_from(0.012_195_12, low));
    assert!((above - below).abs() < 1e-3, "{above}, {below}");
}

#[test]
fn filters_take_what_they_say() {
    let mut films = films();
    films[5].language = Language::parse("ja");
    films[4].title = "Сталкер".to_owned();
    let filtered = |filter: Filter| rows(&films, Order::Most, &filter, 9);
    let split = |split| Filter {
        split: Some(split),
        ..Filter::default()
    };
    assert_eq!(filtered(split(Split::Train)), [0, 3]);
    let of_decade = |first| Filter {
        decade: Some(first),
        ..Filter::default()
    };
    assert_eq!(filtered(of_decade(1980)), [1, 2]);
    assert_eq!(filtered(of_decade(2000)), [4, 5]);
    let tongue = |typed| Filter {
        tongue: Tongue::parse(typed),
        ..Filter::default()
    };
    assert_eq!(filtered(tongue("Japanese")), [5]);
    assert_eq!(filtered(tongue("Cyrillic")), [4]);
    let labelled = |name| Filter {
        labelled: Genre::parse(name),
        ..Filter::default()
    };
    // Western is none of the model's genres.
    assert_eq!(filtered(labelled("Western")), [3]);
    assert_eq!(filtered(labelled("Drama")), [1, 5, 2]);
    let judged = |outcome| Filter {
        outcome,
        ..Filter::default()
    };
    assert_eq!(filtered(judged(Outcome::Correct)), [0, 3]);
    assert_eq!(filtered(judged(Outcome::Mistaken)), [1, 5, 2]);
    assert!(rows(&films, Order::Surprising, &judged(Outcome::Correct), 9).is_empty());
}

#[test]
fn one_of_a_kind_is_the_first_in_order() {
    let films = films();
    let filter = Filter {
        one_of: Some(Arc::from([0, 1, 2, 3, 1, 0])),
        ..Filter::default()
    };
    assert_eq!(rows(&films, Order::Most, &filter, 9), [0, 4, 3, 2]);
    assert_eq!(rows(&films, Order::Least, &filter, 9), [2, 3, 1, 5]);
    assert_eq!(rows(&films, Order::Most, &filter, 3), [0, 4, 3]);
}

#[test]
fn a_genre_that_is_not_there_has_no_films() {
    let films = films();
    let none = rank(
        &scores(&films),
        &films,
        7,
        Order::Most,
        &Filter::default(),
        &HALF,
        9,
    );
    assert!(none.is_empty());
}
