//! What knowing nothing scores: beside every figure, so that no figure shines by itself.
//!
//! "No" to everything is right for 80 to 87 % of the films in the rarer genres.

use serde::Serialize;

use super::Predictions;
use super::confusion::ratio;
use crate::catalog::Genre;

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
            |rate: fn(f64) -> f64| Baseline::saying_yes(predictions, genres, &prevalences, rate);
        Self {
            all_negative: baseline(|_| 0.0),
            prevalence: baseline(|prevalence| prevalence),
            mean_average_precision: mean(prevalences.iter().copied()),
        }
    }
}

impl Baseline {
    /// Says yes to each genre with probability `rate(prevalence)`, whatever the film.
    fn saying_yes(
        predictions: &Predictions<'_>,
        genres: &[Genre],
        prevalences: &[f64],
        rate: fn(f64) -> f64,
    ) -> Self {
        let per_genre: Vec<GenreBaseline> = genres
            .iter()
            .zip(prevalences)
            .map(|(genre, &prevalence)| {
                let yes = rate(prevalence);
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
        let exact = predictions.rows().map(|(_, labels)| {
            let right = prevalences.iter().enumerate().map(|(genre, &prevalence)| {
                let yes = rate(prevalence);
                if labels.contains(genre) {
                    yes
                } else {
                    1.0 - yes
                }
            });
            right.product::<f64>()
        });
        let accuracy = mean(per_genre.iter().map(|genre| genre.accuracy));
        Self {
            macro_f1: mean(per_genre.iter().map(|genre| genre.f1)),
            accuracy,
            subset_accuracy: mean(exact),
            hamming_loss: if per_genre.is_empty() {
                0.0
            } else {
                1.0 - accuracy
            },
            per_genre,
        }
    }
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
    use crate::catalog::GenreSet;

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
    }
}
