use super::*;
use crate::explore::fixture::{film, model};

/// Features of film `n`: `n` and 1; films 4 and 9 have none.
fn read(hash: &[u8; 32], row: &mut [f16]) -> bool {
    if [4, 9].contains(&hash[0]) {
        return false;
    }
    row.copy_from_slice(&[f16::from_f32(f32::from(hash[0])), f16::ONE]);
    true
}

fn two_genres() -> Checkpoint {
    // Horror: 0.5 n - 3. Drama: 2 - 0.25 n.
    model("Horror|Drama", &[&[0.5, -4.0], &[-0.25, 1.0]], &[1.0, 1.0])
}

fn films(count: u8) -> Vec<Film> {
    (0..count)
        .map(|n| {
            film(
                n,
                ["Horror|Western", "Drama|Horror", "Western"][usize::from(n) % 3],
            )
        })
        .collect()
}

fn scores(count: u8) -> LibraryScores {
    LibraryScores::compute_from(&films(count), read, &two_genres(), &Task::new())
        .expect("the films are scored")
}

#[test]
fn every_film_with_features_has_a_row_in_the_films_order() {
    let mut films = films(200);
    films[2].poster = None;
    let task = Task::new();
    let scores =
        LibraryScores::compute_from(&films, read, &two_genres(), &task).expect("they are scored");
    assert_eq!(scores.len(), 197);
    let rows: Vec<usize> = (0..scores.len()).map(|row| scores.film(row)).collect();
    let expected: Vec<usize> = (0..200).filter(|n| ![2, 4, 9].contains(n)).collect();
    assert_eq!(rows, expected);
    for (row, &film) in rows.iter().enumerate() {
        assert_eq!(scores.row_of(film), Some(row));
        let n = film as f32;
        let logits = scores.logits(row);
        assert!(
            (logits[0] - (0.5 * n - 3.0)).abs() < 1e-3 * n.max(1.0),
            "{n}"
        );
        assert!(
            (logits[1] - (2.0 - 0.25 * n)).abs() < 1e-3 * n.max(1.0),
            "{n}"
        );
    }
    assert_eq!([2, 4, 9, 500].map(|film| scores.row_of(film)), [None; 4]);
    assert_eq!(task.snapshot().done, 200);
}

#[test]
fn probabilities_are_calibrated_and_labels_follow_the_models_genres() {
    let mut model = two_genres();
    model.calibration[1] = crate::vision::Calibration::Platt(crate::vision::Platt {
        slope: 0.0,
        intercept: 0.0,
    });
    let scores = LibraryScores::compute_from(&films(8), read, &model, &Task::new());
    let scores = scores.expect("the films are scored");
    let row = scores.row_of(6).expect("film 6 has features");
    assert_eq!(scores.probabilities(row), [0.5, 0.5]);
    assert_eq!(scores.logits(row), [0.0, 0.5]);
    let labels = [5, 6, 7].map(|film| scores.labels(scores.row_of(film).expect("scored")));
    assert_eq!(labels, [GenreSet(0b00), GenreSet(0b01), GenreSet(0b11)]);
}

#[test]
fn splits_are_picked_and_judged() {
    let scores = scores(9);
    let films_of = |rows: Vec<usize>| rows.iter().map(|&r| scores.film(r)).collect::<Vec<_>>();
    assert_eq!(films_of(scores.rows_in(Some(Split::Train))), [0, 3, 6]);
    assert_eq!(films_of(scores.rows_in(Some(Split::Validation))), [1, 7]);
    assert_eq!(scores.rows_in(None).len(), 8);
    let rows = scores.rows_in(Some(Split::Validation));
    let scored = scores.predictions_of(&rows);
    let predictions = scored.predictions().expect("they can be judged");
    assert_eq!((predictions.films(), predictions.genres()), (2, 2));
    assert_eq!(predictions.support(), [2, 2]);
    assert_eq!(scored.logits[..2], *scores.logits(rows[0]));
}

#[test]
fn what_cannot_be_scored_says_why() {
    let films = films(3);
    let run = |model: &Checkpoint| {
        LibraryScores::compute_from(&films, read, model, &Task::new())
            .expect_err("it cannot be scored")
    };
    let mut headless = two_genres();
    headless.tensors.clear();
    assert!(matches!(run(&headless), ScoreError::NoHead));
    let mut wider = two_genres();
    wider.architecture.widths[3] = 5;
    assert!(matches!(
        run(&wider),
        ScoreError::OtherNetwork {
            features: 5,
            head: 2
        }
    ));
    let broken = model("Horror", &[&[f32::NAN, 0.0]], &[0.0]);
    assert!(run(&broken).to_string().contains("Film 0"));
    let task = Task::new();
    task.cancel();
    let cancelled = LibraryScores::compute_from(&films, read, &two_genres(), &task);
    assert!(matches!(cancelled, Err(ScoreError::Cancelled(_))));
}

#[test]
fn no_film_is_no_error() {
    let scores = scores(0);
    assert!(scores.is_empty() && scores.rows_in(None).is_empty());
}
