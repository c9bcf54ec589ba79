//! After an epoch: what the network says of the validation films, and the model that is kept if it
//! is the best.

use std::collections::BTreeMap;

use candle_core::Tensor;

use super::learner::Learner;
use super::work::Work;
use crate::training::pieces::in_pieces;
use crate::training::record::is_of_the_start;
use crate::training::{Depth, Error, Record, fit_on_validation, plan};
use crate::vision::checkpoint::Precision;
use crate::vision::{Batch, Wanted, fused};

/// Films that are judged at once.
const JUDGED_AT_ONCE: usize = 32;

/// The logits of the validation films, as they are and as they are judged (with their mirror
/// images, if the settings say so); row-major films x genres.
///
/// # Errors
/// [`Error`]: a film cannot be read, the device refuses, or the task was cancelled.
pub fn logits(
    work: &Work<'_>,
    learner: &Learner,
    tensors: &BTreeMap<String, Tensor>,
    epoch: usize,
) -> Result<(Vec<f32>, Vec<f32>), Error> {
    if work.validation.is_empty() {
        return Ok((Vec::new(), Vec::new()));
    }
    let plain = logits_of(work, learner, tensors, epoch, false)?;
    if !work.settings.flip_evaluation {
        return Ok((plain.clone(), plain));
    }
    let flipped = logits_of(work, learner, tensors, epoch, true)?;
    let both = plain.iter().zip(&flipped).map(|(a, b)| (a + b) / 2.0);
    Ok((plain.clone(), both.collect()))
}

fn logits_of(
    work: &Work<'_>,
    learner: &Learner,
    tensors: &BTreeMap<String, Tensor>,
    epoch: usize,
    flipped: bool,
) -> Result<Vec<f32>, Error> {
    let views: Vec<plan::View> = (0..work.validation.len())
        .map(|film| plan::View::plain(film, flipped))
        .collect();
    let steps: Vec<_> = views.chunks(JUDGED_AT_ONCE).collect();
    let stage = format!("Judging epoch {epoch}");
    work.task.begin(stage, "posters", Some(views.len() as u64));
    let mut logits = Vec::new();
    // The engine for reading is several times as quick on the CPU, but knows whole posters only.
    if work.settings.depth == Depth::Full && work.device.is_cpu() {
        let mut model = work.start.clone();
        model.tensors.extend(tensors.clone());
        let engine = fused::engine::for_checkpoint(&model).map_err(candle_core::Error::wrap)?;
        work.source
            .feed(work.validation, &steps, 1.0, &mut |input| {
                let (_, height, width) = input.shape;
                let read = Batch::new(&input.values, height, width).and_then(|batch| {
                    let wanted = Wanted::Features;
                    engine.outputs(&batch, wanted, work.task)
                });
                work.task.check()?;
                logits.extend(read.map_err(candle_core::Error::wrap)?.logits);
                work.task
                    .advance(input.values.len() as u64 / (3 * height * width) as u64);
                Ok(())
            })?;
        return Ok(logits);
    }
    let reading = learner.reading(tensors)?;
    work.source
        .feed(work.validation, &steps, 1.0, &mut |input| {
            work.task.check()?;
            let (channels, height, width) = input.shape;
            let length = channels * height * width;
            let films = input.values.len() / length;
            let mut piece = films;
            let found = in_pieces(
                films,
                &mut piece,
                |range| {
                    let values = &input.values[range.start * length..range.end * length];
                    reading.logits(values, input.shape)
                },
                |all, more| {
                    all.extend(more);
                    Ok(())
                },
            )?;
            logits.extend(found.unwrap_or_default());
            work.task.advance(films as u64);
            Ok(())
        })?;
    Ok(logits)
}

/// Writes the best model so far, calibrated and with thresholds, into the run's folder; a
/// refit's has those of the run that it repeats.
///
/// # Errors
/// [`Error`], if calibration fails or the disk refuses.
pub fn keep(
    work: &Work<'_>,
    tensors: BTreeMap<String, Tensor>,
    precision: Precision,
    logits: &[f32],
    record: &mut Record,
) -> Result<(), Error> {
    let mut model = work.start.clone();
    model.tensors.extend(tensors);
    if work.refit.is_none() {
        let labels = &work.validation.labels;
        let objective = record.threshold_objective;
        let fitted = fit_on_validation(logits, labels, &model.genres, objective)?;
        model.calibration = fitted.calibration;
        model.thresholds = fitted.thresholds;
        record.notes.retain(|note| is_of_the_start(note));
        record.notes.extend(fitted.notes);
    }
    Ok(model.save(&work.folder.path, precision)?)
}
