//! After an epoch: what the validation films say, and the model that is kept if it is the best.

use std::collections::BTreeMap;
use std::time::Instant;

use candle_core::Tensor;

use super::Trainer;
use crate::training::epochs::{Judged, film_losses};
use crate::training::pieces::in_pieces;
use crate::training::record::is_of_the_start;
use crate::training::watch::{Event, Judgement, Observer};
use crate::training::{
    Depth, EarlyStopping, Epoch, Error, Record, Verdict, fit_on_validation, plan,
};
use crate::vision::{Batch, Wanted, fused};

/// Films that are judged at once.
const JUDGED_AT_ONCE: usize = 32;

impl Trainer<'_> {
    /// What the validation films say of the epoch; whether to stop here.
    pub(super) fn judge(
        &mut self,
        stopping: &mut EarlyStopping,
        record: &mut Record,
        observer: &mut dyn Observer,
    ) -> Result<bool, Error> {
        let begun = Instant::now();
        let work = self.work;
        let settings = work.settings;
        let tensors = self
            .network
            .as_saved(self.average.as_ref(), self.precision)?;
        let logits = self.logits(&tensors);
        if matches!(logits, Err(Error::Cancelled(_))) {
            self.save(observer)?;
        }
        let (plain, both) = logits?;
        if plain.iter().chain(&both).any(|logit| !logit.is_finite()) {
            return Err(self.not_finite());
        }
        let (labels, genres) = (&work.validation.labels, &work.start.genres);
        let judged = (!labels.is_empty()).then(|| Judged::new(&both, labels, genres));
        let progress = &mut self.progress;
        let rate = self.schedule.rate(progress.step.saturating_sub(1));
        let films = progress.films.max(1) as f64;
        let epoch = Epoch {
            epoch: progress.epoch,
            train_loss: f64::from_bits(progress.loss_bits) / films,
            validation_loss: judged.as_ref().map(|judged| judged.loss),
            validation_macro_auc: judged.as_ref().and_then(|judged| judged.macro_auc),
            validation_auc: judged.map(|judged| judged.aucs).unwrap_or_default(),
            learning_rate: rate,
            backbone_rate: Some(rate * settings.backbone_rate / settings.head_rate),
            seconds: progress.seconds + begun.elapsed().as_secs_f64(),
            images_per_second: films / progress.seconds.max(1e-9),
        };
        let verdict = stopping.judge(epoch.epoch, epoch.validation_macro_auc);
        let best = verdict == Verdict::Best || stopping.best().is_none();
        progress.history.push(epoch.clone());
        progress
            .auc_bits
            .push(epoch.validation_macro_auc.map(f64::to_bits));
        progress.epoch += 1;
        progress.steps_in_epoch = 0;
        (progress.loss_bits, progress.films, progress.seconds) = (0.0_f64.to_bits(), 0, 0.0);
        if best {
            record.best_epoch = epoch.epoch;
            record.validation_macro_auc = epoch.validation_macro_auc;
            self.keep(tensors, &plain, record)?;
        }
        record.seconds = self
            .progress
            .history
            .iter()
            .map(|epoch| epoch.seconds)
            .sum();
        work.folder.write_history(&self.progress.history)?;
        work.folder.write_record(record)?;
        self.save(observer)?;
        let losses = film_losses(&both, labels, genres.len());
        observer.hear(Event::Epoch(Judgement {
            epoch,
            best,
            films: work.validation.ids.iter().copied().zip(losses).collect(),
        }));
        Ok(verdict == Verdict::Stop)
    }

    /// Writes the best model so far, calibrated and with thresholds, into the run's folder; a
    /// refit's has those of the run that it repeats.
    fn keep(
        &self,
        tensors: BTreeMap<String, Tensor>,
        logits: &[f32],
        record: &mut Record,
    ) -> Result<(), Error> {
        let mut model = self.work.start.clone();
        model.tensors.extend(tensors);
        if self.work.refit.is_none() {
            let labels = &self.work.validation.labels;
            let objective = record.threshold_objective;
            let fitted = fit_on_validation(logits, labels, &model.genres, objective)?;
            model.calibration = fitted.calibration;
            model.thresholds = fitted.thresholds;
            record.notes.retain(|note| is_of_the_start(note));
            record.notes.extend(fitted.notes);
        }
        Ok(model.save(&self.work.folder.path, self.precision)?)
    }

    /// The logits of the validation films, as they are and as they are judged (with their mirror
    /// images, if the settings say so); row-major films x genres.
    fn logits(&self, tensors: &BTreeMap<String, Tensor>) -> Result<(Vec<f32>, Vec<f32>), Error> {
        if self.work.validation.is_empty() {
            return Ok((Vec::new(), Vec::new()));
        }
        let plain = self.logits_of(tensors, false)?;
        if !self.work.settings.flip_evaluation {
            return Ok((plain.clone(), plain));
        }
        let flipped = self.logits_of(tensors, true)?;
        let both = plain.iter().zip(&flipped).map(|(a, b)| (a + b) / 2.0);
        Ok((plain.clone(), both.collect()))
    }

    fn logits_of(
        &self,
        tensors: &BTreeMap<String, Tensor>,
        flipped: bool,
    ) -> Result<Vec<f32>, Error> {
        let work = self.work;
        let views: Vec<plan::View> = (0..work.validation.len())
            .map(|film| plan::View::plain(film, flipped))
            .collect();
        let steps: Vec<_> = views.chunks(JUDGED_AT_ONCE).collect();
        let stage = format!("Judging epoch {}", self.progress.epoch);
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
        let reading = self.network.reading(tensors)?;
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
}
