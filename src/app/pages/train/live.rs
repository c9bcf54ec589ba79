//! What is known of a run while it goes on: made from what the trainer says, read by the page.
//!
//! In: the trainer's events. Out: curves of bounded length, the figures of the moment, an augmented
//! batch as textures, and the posters that the model gets wrong. Nothing here is as long as the
//! run.

use std::collections::HashMap;

use egui::{Context, TextureHandle};
use image::RgbImage;

use super::trace::Trace;
use crate::app::shared::films::Films;
use crate::app::shared::pixels;
use crate::catalog::FilmId;
use crate::training::Epoch;
use crate::training::watch::{Sample, Step};

/// Posters of an augmented batch that are shown.
const BATCH: usize = 18;
/// Posters of a row of the worst or the most improved.
pub const ROW: usize = 24;

/// How much of the pace comes from the steps before.
const STEADY: f64 = 0.9;

/// A poster and what the epoch said of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Judged {
    /// An index into the window's films.
    pub film: usize,
    /// Its mean loss over the genres after this epoch.
    pub loss: f32,
    /// The same an epoch before; `None` in the first.
    pub before: Option<f32>,
}

/// The posters of an epoch that stand out.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Standouts {
    /// The greatest losses, first the worst.
    pub worst: Vec<Judged>,
    /// The losses that fell most, first the most improved.
    pub improved: Vec<Judged>,
}

/// The curves and figures of one run.
#[derive(Default)]
pub struct Live {
    /// Each epoch that ended.
    pub history: Vec<Epoch>,
    /// The training loss of the steps, over epochs.
    pub loss: Trace,
    /// The head's rate, over epochs.
    pub head_rate: Trace,
    /// The backbone's rate, over epochs; empty where only the head learns.
    pub backbone_rate: Trace,
    /// Images in a second, at the last step.
    pub images_a_second: f64,
    /// An augmented batch of the last epoch.
    pub batch: Vec<TextureHandle>,
    /// The posters of the last epoch.
    pub standouts: Standouts,
    /// Images in a second, of the last steps.
    pace: f64,
    /// Each film's loss after the last epoch.
    losses: HashMap<FilmId, f32>,
}

impl Live {
    /// The best epoch so far and its macro AUC on validation.
    pub fn best(&self) -> Option<(usize, f64)> {
        best(&self.history)
    }

    /// A step was done; an epoch has `steps_per_epoch` of them.
    pub fn step(&mut self, step: &Step, steps_per_epoch: usize) {
        let at = step.step as f64 / steps_per_epoch.max(1) as f64;
        self.loss.push(at, step.loss);
        self.head_rate.push(at, step.head_rate);
        if let Some(rate) = step.backbone_rate {
            self.backbone_rate.push(at, rate);
        }
        self.images_a_second = step.images_per_second;
        let now = step.images_per_second;
        if now.is_finite() && now > 0.0 {
            // A pace that jumps with each step promises nothing.
            self.pace = if self.pace > 0.0 {
                STEADY * self.pace + (1.0 - STEADY) * now
            } else {
                now
            };
        }
    }

    /// Images in a second, of the last ten steps or so; 0 before the first.
    pub fn pace(&self) -> f64 {
        self.pace
    }

    /// Shows some posters of a step as the network sees them.
    pub fn show_batch(&mut self, context: &Context, samples: Vec<Sample>) {
        let texture = |sample: Sample| {
            let (width, height) = (sample.width as u32, sample.height as u32);
            let image = RgbImage::from_raw(width, height, sample.rgb)?;
            let pixels = pixels::fit(&image, pixels::SMALL);
            Some(context.load_texture("augmented", pixels, pixels::SAMPLING))
        };
        self.batch = samples
            .into_iter()
            .take(BATCH)
            .filter_map(texture)
            .collect();
    }

    /// Takes the losses of the validation films after an epoch.
    pub fn judge(&mut self, films: &Films, losses: &[(FilmId, f32)]) {
        let places: HashMap<FilmId, usize> = films
            .all()
            .iter()
            .enumerate()
            .map(|(place, film)| (film.id, place))
            .collect();
        let judged: Vec<Judged> = losses
            .iter()
            .filter(|(_, loss)| loss.is_finite())
            .filter_map(|(id, loss)| {
                Some(Judged {
                    film: *places.get(id)?,
                    loss: *loss,
                    before: self.losses.get(id).copied(),
                })
            })
            .collect();
        self.standouts = standouts(judged);
        self.losses = losses.iter().copied().collect();
    }
}

/// The best epoch and its macro AUC on validation; the earlier one of equals.
pub fn best(history: &[Epoch]) -> Option<(usize, f64)> {
    let known = history
        .iter()
        .filter_map(|epoch| Some((epoch.epoch, epoch.validation_macro_auc?)));
    known.reduce(|best, other| if other.1 > best.1 { other } else { best })
}

fn standouts(judged: Vec<Judged>) -> Standouts {
    let mut improved: Vec<(f32, Judged)> = judged
        .iter()
        .filter_map(|film| Some((film.before? - film.loss, *film)))
        .filter(|(gain, _)| *gain > 0.0)
        .collect();
    improved.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut worst = judged;
    worst.sort_by(|a, b| b.loss.total_cmp(&a.loss));
    worst.truncate(ROW);
    Standouts {
        worst,
        improved: improved
            .into_iter()
            .take(ROW)
            .map(|(_, film)| film)
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(film: usize, before: Option<f32>, loss: f32) -> Judged {
        Judged { film, loss, before }
    }

    #[test]
    fn the_worst_and_the_most_improved_come_first() {
        let films = vec![
            judged(0, Some(0.9), 0.2),
            judged(1, Some(0.2), 0.8),
            judged(2, Some(0.6), 0.5),
            judged(3, None, 0.1),
        ];
        let found = standouts(films);
        let order = |films: &[Judged]| films.iter().map(|film| film.film).collect::<Vec<_>>();
        assert_eq!(order(&found.worst), [1, 2, 0, 3]);
        assert_eq!(order(&found.improved), [0, 2]);
    }

    #[test]
    fn rows_have_an_end() {
        let films = (0..100).map(|film| judged(film, Some(1.0), film as f32 / 200.0));
        let found = standouts(films.collect());
        assert_eq!((found.worst.len(), found.improved.len()), (ROW, ROW));
        assert_eq!((found.worst[0].film, found.improved[0].film), (99, 0));
    }
}
