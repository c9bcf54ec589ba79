//! How far would the headline figure move with other films? A percentile bootstrap.

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::Predictions;
use super::ranking::mean_of_defined;

/// A 95 % interval.
pub type Interval = [f64; 2];

/// One genre's films in descending score; scores and labels in that order.
struct Order {
    films: Vec<u32>,
    /// Whether the film after this one has a lower score.
    ends_run: Vec<bool>,
    has: Vec<bool>,
}

/// The 95 % percentile interval of the macro AUC over `rounds` seeded resamplings of the films
/// (Efron 1979). A round in which a genre lacks one kind of film leaves that genre out, as the
/// figure itself does. `None` without films or rounds, or if no AUC is defined.
pub fn macro_auc_interval(
    predictions: &Predictions<'_>,
    rounds: usize,
    seed: u64,
) -> Option<Interval> {
    let films = predictions.films();
    if films == 0 {
        return None;
    }
    let orders: Vec<Order> = (0..predictions.genres())
        .map(|genre| order(predictions, genre))
        .collect();
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let mut values = Vec::with_capacity(rounds);
    let mut weights = vec![0_u32; films];
    for _ in 0..rounds {
        weights.fill(0);
        for _ in 0..films {
            weights[random.random_range(0..films)] += 1;
        }
        let aucs: Vec<Option<f64>> = orders.iter().map(|o| weighted_auc(o, &weights)).collect();
        values.extend(mean_of_defined(&aucs));
    }
    values.sort_unstable_by(f64::total_cmp);
    let last = values.len().checked_sub(1)?;
    let at = |share: f64| values[(share * last as f64).round() as usize];
    Some([at(0.025), at(0.975)])
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

/// ROC AUC where film `i` counts `weights[i]` times.
fn weighted_auc(order: &Order, weights: &[u32]) -> Option<f64> {
    let (mut positives, mut negatives, mut won_twice) = (0_u64, 0_u64, 0_u64);
    let (mut run_positives, mut run_negatives) = (0_u64, 0_u64);
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
            (run_positives, run_negatives) = (0, 0);
        }
    }
    if positives == 0 || negatives == 0 {
        return None;
    }
    Some(won_twice as f64 / (2.0 * positives as f64 * negatives as f64))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::GenreSet;
    use crate::evaluation::Ranking;

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
    fn unit_weights_give_the_plain_auc() {
        let (scores, labels) = films(200);
        let predictions = Predictions::new(&scores, &labels, 1).expect("200 x 1");
        let weighted = weighted_auc(&order(&predictions, 0), &[1; 200]);
        assert_eq!(weighted, Ranking::new(predictions.column(0)).roc_auc());
    }

    #[test]
    fn the_interval_holds_the_figure_and_narrows_with_films() {
        let width = |count| {
            let (scores, labels) = films(count);
            let predictions = Predictions::new(&scores, &labels, 1).expect("n x 1");
            let auc = Ranking::new(predictions.column(0))
                .roc_auc()
                .expect("both kinds");
            let [low, high] = macro_auc_interval(&predictions, 200, 1).expect("both kinds");
            assert!(low < auc && auc < high, "{low} {auc} {high}");
            assert_eq!(macro_auc_interval(&predictions, 200, 1), Some([low, high]));
            high - low
        };
        assert!(width(2000) < width(100));
    }
}
