//! What knowing nothing scores: beside every figure, so that no figure shines by itself.
//!
//! "No" to everything is right for 80 to 87 % of the films in the rarer genres.

use std::collections::HashMap;

use serde::Serialize;

use super::Predictions;
use super::confusion::ratio;
use crate::catalog::{Genre, GenreSet};

/// One genre's figures under a baseline.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GenreBaseline {
    /// The genre.
    pub genre: String,
    /// Share of the films that have it; also the average precision of any constant score.
    pub prevalence: f64,
    /// Expected precision.
    pub precision: f64,
    /// Expected recall.
    pub recall: f64,
    /// Expected F1.
    pub f1: f64,
    /// Expected share of films on the right side.
    pub accuracy: f64,
}

/// One way of answering without looking at the poster. Its AUC is 0.5 by construction.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Baseline {
    /// Genre by genre.
    pub per_genre: Vec<GenreBaseline>,
    /// Mean F1 over the genres.
    pub macro_f1: f64,
    /// F1 of the expected counts of all decisions.
    pub micro_f1: f64,
    /// Shared over united genres, mean over the films.
    pub jaccard: f64,
    /// Mean number of genres that it gives a film.
    pub predicted_per_film: f64,
    /// Share of films that it gives no genre.
    pub without_prediction: f64,
    /// Mean accuracy over the genres.
    pub accuracy: f64,
    /// Share of films whose set of genres is exactly right.
    pub subset_accuracy: f64,
    /// Share of wrong decisions.
    pub hamming_loss: f64,
}

/// The baselines on some films.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Baselines {
    /// Says no to every genre of every film.
    pub all_negative: Baseline,
    /// Says yes at random, to each genre as often as it occurs (expected values).
    pub prevalence: Baseline,
    /// Says the commonest genre of these films, and nothing else, whatever the film.
    pub always_first: Baseline,
    /// Which genre that is; `None` without films that have one.
    pub first_genre: Option<String>,
    /// The mean average precision of any constant score: the mean prevalence.
    pub mean_average_precision: f64,
}

impl Baselines {
    /// For the films of `predictions`, whose scores do not matter; `genres` names the columns.
    pub fn of(predictions: &Predictions<'_>, genres: &[Genre]) -> Self {
        let films = predictions.films();
        let prevalences: Vec<f64> = predictions
            .support()
            .into_iter()
            .map(|support| ratio(support, films))
            .collect();
        let baseline =
            |rates: &[f64]| Baseline::saying_yes(predictions, genres, &prevalences, rates);
        let first = (0..prevalences.len())
            .rev()
            .max_by(|a, b| prevalences[*a].total_cmp(&prevalences[*b]))
            .filter(|first| prevalences[*first] > 0.0);
        let only_first: Vec<f64> = (0..prevalences.len())
            .map(|genre| f64::from(u8::from(first == Some(genre))))
            .collect();
        Self {
            all_negative: baseline(&vec![0.0; prevalences.len()]),
            prevalence: baseline(&prevalences),
            always_first: baseline(&only_first),
            first_genre: first
                .and_then(|first| genres.get(first))
                .map(|genre| genre.name().to_owned()),
            mean_average_precision: mean(prevalences.iter().copied()),
        }
    }
}

impl Baseline {
    /// Says yes to each genre with the probability in `rates`, whatever the film.
    fn saying_yes(
        predictions: &Predictions<'_>,
        genres: &[Genre],
        prevalences: &[f64],
        rates: &[f64],
    ) -> Self {
        let per_genre: Vec<GenreBaseline> = genres
            .iter()
            .zip(prevalences.iter().zip(rates))
            .map(|(genre, (&prevalence, &yes))| {
                let precision = if yes > 0.0 { prevalence } else { 0.0 };
                let both = precision + yes;
                GenreBaseline {
                    genre: genre.name().to_owned(),
                    prevalence,
                    precision,
                    recall: yes,
                    f1: if both > 0.0 {
                        2.0 * precision * yes / both
                    } else {
                        0.0
                    },
                    accuracy: yes * prevalence + (1.0 - yes) * (1.0 - prevalence),
                }
            })
            .collect();
        // Few sets of labels occur, each many times.
        let mut of_set: HashMap<GenreSet, (f64, f64)> = HashMap::new();
        let both: Vec<(f64, f64)> = predictions
            .rows()
            .map(|(_, labels)| {
                *of_set
                    .entry(labels)
                    .or_insert_with(|| expected(labels, rates))
            })
            .collect();
        let accuracy = mean(per_genre.iter().map(|genre| genre.accuracy));
        let said: f64 = rates.iter().sum();
        let hits: f64 = rates.iter().zip(prevalences).map(|(yes, p)| yes * p).sum();
        let all = said + prevalences.iter().sum::<f64>();
        Self {
            macro_f1: mean(per_genre.iter().map(|genre| genre.f1)),
            micro_f1: if all > 0.0 { 2.0 * hits / all } else { 0.0 },
            accuracy,
            subset_accuracy: mean(both.iter().map(|(exact, _)| *exact)),
            jaccard: mean(both.iter().map(|(_, jaccard)| *jaccard)),
            predicted_per_film: said,
            without_prediction: rates.iter().map(|yes| 1.0 - yes).product(),
            hamming_loss: if per_genre.is_empty() {
                0.0
            } else {
                1.0 - accuracy
            },
            per_genre,
        }
    }
}

/// For a film with these labels: how likely all answers are right, and the expected Jaccard.
fn expected(labels: GenreSet, rates: &[f64]) -> (f64, f64) {
    let right = rates.iter().enumerate().map(|(genre, &yes)| {
        if labels.contains(genre) {
            yes
        } else {
            1.0 - yes
        }
    });
    let exact = right.product();
    // How many wrong genres are said: `wrong[k]` is the chance of k of them. What is said of the
    // labels is independent of it, so the expectation of the ratio is a product.
    let mut wrong = vec![1.0];
    for (genre, &yes) in rates.iter().enumerate() {
        if !labels.contains(genre) {
            wrong.push(0.0);
            for count in (0..wrong.len()).rev() {
                let one_less = count.checked_sub(1).map_or(0.0, |less| wrong[less]);
                wrong[count] = wrong[count] * (1.0 - yes) + one_less * yes;
            }
        }
    }
    let hits: f64 = rates
        .iter()
        .enumerate()
        .filter(|(genre, _)| labels.contains(*genre))
        .map(|(_, yes)| yes)
        .sum();
    let one_over_union: f64 = wrong
        .iter()
        .enumerate()
        .filter(|(count, _)| labels.len() + count > 0)
        .map(|(count, chance)| chance / (labels.len() + count) as f64)
        .sum();
    (exact, hits * one_over_union)
}

fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (mut sum, mut count) = (0.0, 0_usize);
    for value in values {
        sum += value;
        count += 1;
    }
    if count == 0 { 0.0 } else { sum / count as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn baselines_by_hand() {
        // Of four films, one has genre A and two have B; one film has neither.
        let labels = [GenreSet(0b11), GenreSet(0b10), GenreSet(0), GenreSet(0)];
        let predictions = Predictions::new(&[0.0; 8], &labels, 2).expect("4 x 2");
        let baselines = Baselines::of(&predictions, &Genre::six()[..2]);
        let no = &baselines.all_negative;
        assert_eq!(no.per_genre[0].accuracy, 0.75);
        assert_eq!(no.per_genre[1].accuracy, 0.5);
        assert_eq!((no.macro_f1, no.subset_accuracy), (0.0, 0.5));
        assert_eq!(no.hamming_loss, 3.0 / 8.0);
        let guess = &baselines.prevalence;
        assert_eq!(guess.per_genre[0].accuracy, 0.25 * 0.25 + 0.75 * 0.75);
        assert_eq!(guess.per_genre[0].f1, 0.25);
        assert_eq!(guess.macro_f1, 0.375);
        // Films: (A and B) .25 x .5, (B) .75 x .5, twice nothing .75 x .5.
        assert_eq!(guess.subset_accuracy, (0.125 + 3.0 * 0.375) / 4.0);
        assert_eq!(baselines.mean_average_precision, 0.375);
        assert_eq!(
            (guess.predicted_per_film, guess.without_prediction),
            (0.75, 0.375)
        );
        // (A and B): .25 + .5 over 2; (B): .5 x (.75 / 1 + .25 / 2); nothing: 0.
        let jaccard = (0.375 + 0.5 * 0.875) / 4.0;
        assert!((guess.jaccard - jaccard).abs() < 1e-12, "{}", guess.jaccard);
        // B is the commonest: of four films, one is (B) alone, one (A and B).
        let first = &baselines.always_first;
        assert_eq!(baselines.first_genre.as_deref(), Some("Comedy"));
        assert_eq!((first.jaccard, first.subset_accuracy), (1.5 / 4.0, 0.25));
        assert_eq!(
            (first.per_genre[1].precision, first.per_genre[1].recall),
            (0.5, 1.0)
        );
        // 2 hits of 4 said and 3 labels.
        assert_eq!(first.micro_f1, 4.0 / 7.0);
        assert_eq!(
            (first.predicted_per_film, first.without_prediction),
            (1.0, 0.0)
        );
    }
}
