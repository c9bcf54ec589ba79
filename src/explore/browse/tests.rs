use std::collections::BTreeSet;

use half::f16;

use super::*;
use crate::catalog::marks::HiddenPoster;
use crate::catalog::{Division, Film, FindingKind, Genre, Marks, Split};
use crate::explore::LibraryScores;
use crate::explore::fixture::{film, model};
use crate::jobs::Task;
use crate::vision::Threshold;

fn genre(name: &str) -> Genre {
    Genre::parse(name).expect("a genre")
}

/// Six films: `film(n)` is of 1950 + n, in turn of train, validation and test.
fn films() -> Vec<Film> {
    let labels = ["Drama|War", "Drama", "Comedy|Drama", "", "Horror", "Comedy"];
    let years = [0, 10, 12, 20, 40, 45];
    let mut films: Vec<Film> = years
        .iter()
        .zip(labels)
        .map(|(n, labels)| film(*n, labels))
        .collect();
    films[3].year = None;
    films[4].title = "The Abyss".to_owned();
    films[5].split = None;
    films
}

fn shelf() -> Shelf {
    let films = films();
    let mut marks = Marks::default();
    let kinds = |kinds: &[FindingKind]| kinds.iter().copied().collect::<BTreeSet<_>>();
    marks
        .findings
        .insert(films[1].id, kinds(&[FindingKind::Grey]));
    marks.findings.insert(
        films[2].id,
        kinds(&[FindingKind::Placeholder, FindingKind::Grey]),
    );
    marks.hidden.insert(
        films[2].id,
        HiddenPoster {
            path: "2.jpg".into(),
            content_hash: None,
            set_aside: true,
        },
    );
    Shelf::of(&films, &marks, &Division::default())
}

fn shown(wish: &Wish, order: &Order) -> Vec<usize> {
    shelf().shown(wish, order, None, None)
}

#[test]
fn genres_are_asked_for_in_three_ways() {
    let wish = |how, names: &[&str]| Wish {
        genres: names.iter().map(|name| genre(name)).collect(),
        how,
        ..Wish::default()
    };
    for (how, names, films) in [
        (Match::All, &["Drama"][..], vec![0, 1, 2]),
        (Match::All, &["Drama", "Comedy"], vec![2]),
        (Match::Any, &["War", "Comedy"], vec![0, 2, 5]),
        (Match::None, &["Drama", "Comedy"], vec![3, 4]),
        (Match::All, &["Western"], vec![]),
        (Match::All, &["Drama", "Western"], vec![]),
        (Match::Any, &["Horror", "Western"], vec![4]),
        (Match::None, &["Western"], vec![0, 1, 2, 3, 4, 5]),
        (Match::None, &[], vec![0, 1, 2, 3, 4, 5]),
    ] {
        assert_eq!(
            shown(&wish(how, names), &Order::Added),
            films,
            "{how:?} {names:?}"
        );
    }
}

#[test]
fn each_filter_takes_what_it_names() {
    let all = Wish::default;
    for (wish, films) in [
        (
            Wish {
                split: Some(Some(Split::Train)),
                ..all()
            },
            vec![0, 2],
        ),
        (
            Wish {
                split: Some(None),
                ..all()
            },
            vec![5],
        ),
        (
            Wish {
                decade: Some(Some(1960)),
                ..all()
            },
            vec![1, 2],
        ),
        (
            Wish {
                decade: Some(None),
                ..all()
            },
            vec![3],
        ),
        (
            Wish {
                labels: Some(Labels::None),
                ..all()
            },
            vec![3],
        ),
        (
            Wish {
                finding: Some(Found::Something),
                ..all()
            },
            vec![1, 2],
        ),
        (
            Wish {
                finding: Some(Found::Nothing),
                ..all()
            },
            vec![0, 3, 4, 5],
        ),
        (
            Wish {
                finding: Some(Found::SetAside),
                ..all()
            },
            vec![2],
        ),
        (
            Wish {
                finding: Some(Found::NoPoster),
                ..all()
            },
            vec![],
        ),
        (
            Wish {
                finding: Some(Found::Kind(FindingKind::Grey)),
                ..all()
            },
            vec![1, 2],
        ),
        (
            Wish {
                text: "abyss".to_owned(),
                ..all()
            },
            vec![4],
        ),
        (
            Wish {
                text: "film 196".to_owned(),
                labels: Some(Labels::Some),
                ..all()
            },
            vec![1, 2],
        ),
        // Nobody predicts anything.
        (
            Wish {
                predicted: Some(genre("Drama")),
                ..all()
            },
            vec![],
        ),
    ] {
        assert!(!wish.is_empty());
        assert_eq!(shown(&wish, &Order::Added), films, "{wish:?}");
    }
    assert!(
        Wish {
            text: " ".to_owned(),
            how: Match::None,
            ..all()
        }
        .is_empty()
    );
}

#[test]
fn films_come_in_every_order() {
    for (order, films) in [
        (Order::Added, [0, 1, 2, 3, 4, 5]),
        (Order::Newest, [5, 4, 3, 2, 1, 0]),
        (Order::Title, [4, 0, 1, 2, 3, 5]),
        (Order::Year, [0, 1, 2, 4, 5, 3]),
        (Order::YearBack, [5, 4, 2, 1, 0, 3]),
        // Without scores nothing is more probable than another.
        (Order::Probability(genre("Drama")), [0, 1, 2, 3, 4, 5]),
    ] {
        assert_eq!(shown(&Wish::default(), &order), films, "{order:?}");
    }
}

#[test]
fn counts_stand_beside_the_other_filters() {
    let wish = Wish {
        genres: vec![genre("Drama")],
        decade: Some(Some(1960)),
        ..Wish::default()
    };
    let counts = shelf().counts(&wish, None);
    let genres: Vec<_> = counts
        .genres
        .iter()
        .map(|(genre, count)| (genre.name(), *count))
        .collect();
    // Of the two films of the 1960s, both are dramas and one is a comedy.
    assert_eq!(
        genres,
        [("Drama", 2), ("Comedy", 1), ("Horror", 0), ("War", 0)]
    );
    // Of the three dramas, two are of the 1960s.
    let decades: Vec<_> = counts.decades.into_iter().collect();
    assert_eq!(decades, [(Some(1950), 1), (Some(1960), 2)]);
    assert_eq!(counts.labels[&Labels::Some], 2);
    assert_eq!(counts.labels[&Labels::None], 0);
    assert_eq!(counts.findings[&Found::Kind(FindingKind::Placeholder)], 1);
    assert_eq!(counts.findings[&Found::SetAside], 1);
    let all = shelf().counts(&Wish::default(), None);
    assert_eq!(all.splits[&Some(Split::Train)] + all.splits[&None], 3);
    assert_eq!(all.labels[&Labels::None], 1);
    assert_eq!(all.labels[&Labels::Some], 5);
    let [kept, left_out] = [Labels::Kept, Labels::LeftOut].map(|labels| all.labels[&labels]);
    assert_eq!(kept + left_out, 5);
}

#[test]
fn a_model_filters_and_orders() {
    let films = films();
    let model = model("Drama|Horror", &[&[1.0], &[-1.0]], &[0.0, 0.0]);
    // The poster's number is its feature, from -2 on; film 3 is not scored.
    let read = |hash: &[u8; 32], row: &mut [f16]| {
        row[0] = f16::from_f32(f32::from(hash[0]) / 10.0 - 2.0);
        hash[0] != 20
    };
    let scores = LibraryScores::compute_from(&films, read, &model, &Task::new()).expect("scores");
    let thresholds = vec![Threshold::default(); 2];
    let predicted = Predicted::of(&scores, &thresholds, films.len());
    let shelf = shelf();
    let shown =
        |wish: &Wish, order: &Order| shelf.shown(wish, order, Some(&predicted), Some(&scores));
    let wish = |name| Wish {
        predicted: Some(genre(name)),
        ..Wish::default()
    };
    assert_eq!(shown(&wish("Drama"), &Order::Added), [4, 5]);
    assert_eq!(shown(&wish("Horror"), &Order::Added), [0, 1, 2]);
    assert_eq!(shown(&wish("War"), &Order::Added), Vec::<usize>::new());
    let order = Order::Probability(genre("Drama"));
    assert_eq!(shown(&Wish::default(), &order), [5, 4, 2, 1, 0, 3]);
    let counts = shelf.counts(&Wish::default(), Some(&predicted));
    assert_eq!(
        counts.predicted,
        [(genre("Drama"), 2), (genre("Horror"), 3)]
    );
}
