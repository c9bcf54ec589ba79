//! How far would the headline figures move with other films? A percentile bootstrap.

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rayon::prelude::*;
use serde::Serialize;

use super::averages::predicted;
use super::confusion::ratio;
use super::ranking::mean_of_defined;
use super::{Confusion, Predictions};
use crate::catalog::GenreSet;

/// A 95 % interval.
pub type Interval = [f64; 2];

/// The 95 % intervals of the headline figures; `None` where a figure is not defined.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Intervals {
    /// Mean AUC of the genres.
    pub macro_auc: Option<Interval>,
    /// Each genre's AUC.
    pub auc: Vec<Option<Interval>>,
    /// Mean average precision of the genres.
    pub mean_average_precision: Option<Interval>,
    /// F1 of all decisions.
    pub micro_f1: Option<Interval>,
    /// Mean F1 of the genres.
    pub macro_f1: Option<Interval>,
    /// Each genre's F1.
    pub f1: Vec<Option<Interval>>,
    /// Shared over united genres, films counted alike.
    pub jaccard: Option<Interval>,
    /// Share of films with exactly the right genres.
    pub subset_accuracy: Option<Interval>,
    /// Share of wrong decisions.
    pub hamming_loss: Option<Interval>,
}

/// One genre's films in descending score; scores and labels in that order.
struct Order {
    films: Vec<u32>,
    /// Whether the film after this one has a lower score.
    ends_run: Vec<bool>,
    has: Vec<bool>,
}

/// The figures of one resampling.
struct Round {
    auc: Vec<Option<f64>>,
    average_precision: Vec<Option<f64>>,
    f1: Vec<f64>,
    micro: Confusion,
    jaccard: f64,
    exact: u64,
}

/// The 95 % percentile intervals over `rounds` seeded resamplings of the films (Efron 1979), at
/// fixed thresholds, one a genre. A round in which a genre lacks one kind of film leaves that
/// genre out of the means, as the figures themselves do.
pub fn intervals(
    predictions: &Predictions<'_>,
    thresholds: &[f32],
    rounds: usize,
    seed: u64,
) -> Intervals {
    let films = predictions.films();
    let genres = predictions.genres();
    if films == 0 || rounds == 0 {
        return Intervals {
            auc: vec![None; genres],
            f1: vec![None; genres],
            ..Intervals::default()
        };
    }
    let orders: Vec<Order> = (0..genres).map(|genre| order(predictions, genre)).collect();
    let sets: Vec<(GenreSet, GenreSet)> = predictions
        .rows()
        .map(|(scores, labels)| (predicted(scores, thresholds), labels))
        .collect();
    let rounds: Vec<Round> = (0..rounds as u64)
        .into_par_iter()
        .map(|round| {
            // Each round has its own stream: the figures do not depend on the number of threads.
            let mut random = ChaCha8Rng::seed_from_u64(seed);
            random.set_stream(round);
            let mut weights = vec![0_u32; films];
            for _ in 0..films {
                weights[random.random_range(0..films)] += 1;
            }
            Round::of(&orders, &sets, &weights)
        })
        .collect();
    let over = |value: &dyn Fn(&Round) -> Option<f64>| interval(rounds.iter().filter_map(value));
    let share = films as f64;
    Intervals {
        macro_auc: over(&|round| mean_of_defined(&round.auc)),
        auc: (0..genres)
            .map(|genre| over(&|round| round.auc[genre]))
            .collect(),
        mean_average_precision: over(&|round| mean_of_defined(&round.average_precision)),
        micro_f1: over(&|round| Some(round.micro.f1())),
        macro_f1: over(&|round| Some(round.f1.iter().sum::<f64>() / genres as f64)),
        f1: (0..genres)
            .map(|genre| over(&|round| Some(round.f1[genre])))
            .collect(),
        jaccard: over(&|round| Some(round.jaccard / share)),
        subset_accuracy: over(&|round| Some(round.exact as f64 / share)),
        hamming_loss: over(&|round| {
            let wrong = round.micro.false_positives + round.micro.false_negatives;
            Some(ratio(wrong, round.micro.total()))
        }),
    }
}

/// The 2.5th and the 97.5th percentile.
fn interval(values: impl Iterator<Item = f64>) -> Option<Interval> {
    let mut values: Vec<f64> = values.collect();
    values.sort_unstable_by(f64::total_cmp);
    let last = values.len().checked_sub(1)?;
    let at = |share: f64| values[(share * last as f64).round() as usize];
    Some([at(0.025), at(0.975)])
}

impl Round {
    fn of(orders: &[Order], sets: &[(GenreSet, GenreSet)], weights: &[u32]) -> Self {
        let areas = orders.iter().map(|order| weighted_areas(order, weights));
        let (auc, average_precision) = areas.unzip();
        let mut counts = vec![Confusion::default(); orders.len()];
        let (mut jaccard, mut exact, mut films) = (0.0, 0_u64, 0_usize);
        for (&(predicted, labels), &weight) in sets.iter().zip(weights) {
            if weight == 0 {
                continue;
            }
            let times = weight as usize;
            films += times;
            for genre in GenreSet(predicted.0 | labels.0).iter() {
                let counts = &mut counts[genre];
                match (predicted.contains(genre), labels.contains(genre)) {
                    (true, true) => counts.true_positives += times,
                    (true, false) => counts.false_positives += times,
                    (false, _) => counts.false_negatives += times,
                }
            }
            let (both, either) = (predicted.0 & labels.0, predicted.0 | labels.0);
            jaccard += f64::from(weight) * ratio(GenreSet(both).len(), GenreSet(either).len());
            exact += u64::from(weight) * u64::from(predicted == labels);
        }
        for counts in &mut counts {
            counts.true_negatives = films - counts.predicted() - counts.false_negatives;
        }
        Self {
            auc,
            average_precision,
            f1: counts.iter().map(|counts| counts.f1()).collect(),
            micro: counts
                .into_iter()
                .fold(Confusion::default(), Confusion::plus),
            jaccard,
            exact,
        }
    }
}

fn order(predictions: &Predictions<'_>, genre: usize) -> Order {
    let mut rows: Vec<(u32, f32, bool)> = (0..)
        .zip(predictions.column(genre))
        .map(|(film, (score, has))| (film, score, has))
        .collect();
    rows.sort_unstable_by(|a, b| b.1.total_cmp(&a.1));
    let next = rows.iter().skip(1).map(|row| Some(row.1)).chain([None]);
    Order {
        ends_run: rows
            .iter()
            .zip(next)
            .map(|(row, next)| Some(row.1) != next)
            .collect(),
        films: rows.iter().map(|row| row.0).collect(),
        has: rows.iter().map(|row| row.2).collect(),
    }
}

/// ROC AUC and average precision where film `i` counts `weights[i]` times.
fn weighted_areas(order: &Order, weights: &[u32]) -> (Option<f64>, Option<f64>) {
    let (mut positives, mut negatives, mut won_twice) = (0_u64, 0_u64, 0_u64);
    let (mut run_positives, mut run_negatives) = (0_u64, 0_u64);
    let mut precisions = 0.0;
    for ((&film, &ends_run), &has) in order.films.iter().zip(&order.ends_run).zip(&order.has) {
        let weight = u64::from(weights[film as usize]);
        if has {
            run_positives += weight;
        } else {
            run_negatives += weight;
        }
        if ends_run {
            won_twice += run_negatives * (2 * positives + run_positives);
            positives += run_positives;
            negatives += run_negatives;
            if run_positives > 0 {
                let precision = positives as f64 / (positives + negatives) as f64;
                precisions += run_positives as f64 * precision;
            }
            (run_positives, run_negatives) = (0, 0);
        }
    }
    if positives == 0 || negatives == 0 {
        return (None, None);
    }
    let pairs = 2.0 * positives as f64 * negatives as f64;
    (
        Some(won_twice as f64 / pairs),
        Some(precisions / positives as f64),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluation::{Decisions, Ranking};

    fn films(count: usize) -> (Vec<f32>, Vec<GenreSet>) {
        let mut random = ChaCha8Rng::seed_from_u64(3);
        let labels: Vec<GenreSet> = (0..count)
            .map(|_| GenreSet(random.random_range(0..2)))
            .collect();
        let scores = labels
            .iter()
            .map(|set| (random.random::<f32>() * 20.0 + 4.0 * set.len() as f32).round())
            .collect();
        (scores, labels)
    }

    #[test]
    fn unit_weights_give_the_plain_figures() {
        let (scores, labels) = films(200);
        let predictions = Predictions::new(&scores, &labels, 1).expect("200 x 1");
        let (auc, precision) = weighted_areas(&order(&predictions, 0), &[1; 200]);
        let ranking = Ranking::new(predictions.column(0));
        assert_eq!(auc, ranking.roc_auc());
        let difference =
            precision.expect("both kinds") - ranking.average_precision().expect("both");
        assert!(difference.abs() < 1e-12);
        let sets: Vec<_> = predictions
            .rows()
            .map(|(scores, labels)| (predicted(scores, &[11.0]), labels))
            .collect();
        let round = Round::of(&[order(&predictions, 0)], &sets, &[1; 200]);
        let plain = Decisions::at(&predictions, &[11.0]);
        assert_eq!(
            (round.micro, round.f1[0]),
            (plain.per_genre[0], plain.macro_.f1)
        );
        assert!((round.jaccard / 200.0 - plain.jaccard).abs() < 1e-12);
        assert_eq!(round.exact as f64 / 200.0, plain.subset_accuracy);
    }

    #[test]
    fn the_interval_holds_the_figure_and_narrows_with_films() {
        let width = |count| {
            let (scores, labels) = films(count);
            let predictions = Predictions::new(&scores, &labels, 1).expect("n x 1");
            let auc = Ranking::new(predictions.column(0))
                .roc_auc()
                .expect("both kinds");
            let both = intervals(&predictions, &[11.0], 200, 1);
            let [low, high] = both.macro_auc.expect("both kinds");
            assert!(low < auc && auc < high, "{low} {auc} {high}");
            assert_eq!(intervals(&predictions, &[11.0], 200, 1), both);
            let f1 = Decisions::at(&predictions, &[11.0]).macro_.f1;
            let [least, most] = both.macro_f1.expect("films");
            assert!(least < f1 && f1 < most, "{least} {f1} {most}");
            high - low
        };
        assert!(width(2000) < width(100));
    }
}
