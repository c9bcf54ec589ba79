//! Epoch after epoch until enough: what each came to, the best one's weights, when to stop.

use std::collections::BTreeMap;
use std::time::Instant;

use super::{EarlyStopping, Epoch, Error, Verdict};
use crate::catalog::{Genre, GenreSet};
use crate::evaluation::ranking::mean_of_defined;
use crate::evaluation::{Predictions, Ranking};

/// One pass over the training films, and what validation says of it.
pub struct Pass<W> {
    /// Mean loss over the training films while they were learned.
    pub train_loss: f64,
    /// The rate of the last step.
    pub learning_rate: f64,
    /// On the validation films, where there are some.
    pub judged: Option<Judged>,
    /// The weights after it.
    pub weights: W,
}

/// What a training came to.
#[derive(Debug)]
pub struct Best<W> {
    /// The weights of the best epoch.
    pub weights: W,
    /// Counted from 1; the last one if no epoch's figure was defined.
    pub epoch: usize,
    /// Every epoch that ran.
    pub history: Vec<Epoch>,
}

/// Calls `pass` with 1, 2, ... until `most`, or until validation's macro AUC was not better for
/// `patience` epochs. `on_epoch` hears of each epoch as it ends.
///
/// # Errors
/// What `pass` says, and [`Error::Settings`] if `most` is 0.
pub fn run_epochs<W>(
    most: usize,
    patience: usize,
    mut on_epoch: impl FnMut(&Epoch),
    mut pass: impl FnMut(usize) -> Result<Pass<W>, Error>,
) -> Result<Best<W>, Error> {
    let mut stopping = EarlyStopping::new(patience);
    let mut history = Vec::new();
    let mut best = None;
    for number in 1..=most {
        let started = Instant::now();
        let passed = pass(number)?;
        let judged = passed.judged;
        let epoch = Epoch {
            epoch: number,
            train_loss: passed.train_loss,
            validation_loss: judged.as_ref().map(|judged| judged.loss),
            validation_macro_auc: judged.as_ref().and_then(|judged| judged.macro_auc),
            validation_auc: judged.map(|judged| judged.aucs).unwrap_or_default(),
            learning_rate: passed.learning_rate,
            seconds: started.elapsed().as_secs_f64(),
            ..Epoch::default()
        };
        on_epoch(&epoch);
        let verdict = stopping.judge(number, epoch.validation_macro_auc);
        history.push(epoch);
        if verdict == Verdict::Best || stopping.best().is_none() {
            best = Some((passed.weights, number));
        }
        if verdict == Verdict::Stop {
            break;
        }
    }
    let (weights, epoch) = best.ok_or_else(|| Error::Settings("no epoch ran".to_owned()))?;
    Ok(Best {
        weights,
        epoch,
        history,
    })
}

/// What films that were not learned from say about a model.
#[derive(Debug, Clone)]
pub struct Judged {
    /// Mean loss.
    pub loss: f64,
    /// Mean AUC over the genres; `None` where none is defined.
    pub macro_auc: Option<f64>,
    /// Genre by genre.
    pub aucs: BTreeMap<String, Option<f64>>,
}

impl Judged {
    /// From row-major films x genres `logits`.
    pub fn new(logits: &[f32], labels: &[GenreSet], genres: &[Genre]) -> Self {
        // Logits that are no numbers have no ranking; the training loss will say so.
        let aucs = match Predictions::new(logits, labels, genres.len()) {
            Ok(predictions) => (0..genres.len())
                .map(|genre| Ranking::new(predictions.column(genre)).roc_auc())
                .collect(),
            Err(_) => vec![None; genres.len()],
        };
        let names = genres.iter().map(|genre| genre.name().to_owned());
        Self {
            loss: mean_loss(logits, labels, genres.len()),
            macro_auc: mean_of_defined(&aucs),
            aucs: names.zip(aucs).collect(),
        }
    }
}

/// The mean of [`film_losses`].
fn mean_loss(logits: &[f32], labels: &[GenreSet], genres: usize) -> f64 {
    let losses = film_losses(logits, labels, genres);
    losses.iter().copied().map(f64::from).sum::<f64>() / losses.len().max(1) as f64
}

/// Each film's loss of [`bce_with_logits`](super::loss::bce_with_logits), without a graph.
pub fn film_losses(logits: &[f32], labels: &[GenreSet], genres: usize) -> Vec<f32> {
    let loss = |(row, labels): (&[f32], &GenreSet)| {
        let of_genre = |(genre, &logit): (usize, &f32)| {
            let x = f64::from(logit);
            let y = f64::from(u8::from(labels.contains(genre)));
            x.max(0.0) - x * y + (-x.abs()).exp().ln_1p()
        };
        let sum: f64 = row.iter().enumerate().map(of_genre).sum();
        (sum / genres.max(1) as f64) as f32
    };
    let rows = logits.chunks_exact(genres.max(1)).zip(labels);
    rows.map(loss).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_film_that_is_read_wrongly_costs_more() {
        let labels = [GenreSet(0b01), GenreSet(0b01)];
        let losses = film_losses(&[2.0, -2.0, -2.0, 2.0], &labels, 2);
        let right = (1.0 + (-2_f32).exp()).ln();
        assert!((losses[0] - right).abs() < 1e-6, "{losses:?}");
        assert!((losses[1] - right - 2.0).abs() < 1e-6, "{losses:?}");
    }
}
