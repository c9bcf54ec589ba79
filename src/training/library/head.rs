//! A run of the depth `head`: a linear layer on cached features.

use super::session::{Session, precision, provenance};
use crate::catalog::Genre;
use crate::evaluation::LibraryFeatures;
use crate::evaluation::learned::{VALIDATION, flattery};
use crate::training::head::{Judges, train_watched};
use crate::training::record::MODEL_BEFORE;
use crate::training::watch::{Event, Judgement, Observer, Started, Step};
use crate::training::{Depth, Epoch, Error, Head, Record, fit_on_validation};
use crate::vision::checkpoint::Precision;

impl Session<'_> {
    /// A linear layer on the cached features.
    pub(super) fn head(
        &self,
        genres: Vec<Genre>,
        features: &LibraryFeatures,
        record: &mut Record,
        observer: &mut dyn Observer,
    ) -> Result<(), Error> {
        let (options, roles) = (record.options.head_options(), record.roles());
        let train = features.examples(roles.learned(), &genres);
        let validation = features.examples(roles.judged(), &genres);
        record.train_films = train.len();
        record.validation_films = validation.len();
        record.unreadable = train.unreadable + validation.unreadable;
        let epochs = match &record.refit {
            None => options.epochs,
            Some(refit) => refit.epochs.min(options.epochs),
        };
        observer.hear(Event::Started(Started {
            folder: self.folder.path.clone(),
            depth: Depth::Head,
            train_films: train.len(),
            validation_films: validation.len(),
            epochs,
            // Its steps are too short to be told one by one.
            steps_per_epoch: 1,
            device: record.device.clone(),
            resumed_from: None,
            history: Vec::new(),
        }));
        let mut best = f64::NEG_INFINITY;
        let heard = |epoch: &Epoch, losses: &[f32]| {
            observer.hear(Event::Step(Step {
                step: epoch.epoch,
                steps: epochs,
                epoch: epoch.epoch,
                loss: epoch.train_loss,
                head_rate: epoch.learning_rate,
                backbone_rate: None,
                images_per_second: train.len() as f64 / epoch.seconds.max(1e-9),
            }));
            let figure = epoch.validation_macro_auc.unwrap_or(f64::NEG_INFINITY);
            let is_best = figure > best;
            best = best.max(figure);
            observer.hear(Event::Epoch(Judgement {
                epoch: epoch.clone(),
                best: is_best,
                films: validation
                    .films
                    .iter()
                    .copied()
                    .zip(losses.iter().copied())
                    .collect(),
            }));
        };
        let judges = match &record.refit {
            None => Judges::Films(&validation),
            Some(_) => Judges::Nobody { epochs },
        };
        let trained = train_watched(&train, judges, &genres, &options, self.task, heard)?;
        let precision = precision(record);
        let head = as_saved(trained.head, precision);
        let (weight, bias) = head.tensors()?;
        let start = self.start.checkpoint().clone();
        let mut model = start.with_head(genres, weight, bias)?;
        if let Some(refit) = &record.refit {
            refit.chosen(self.library)?.give(&mut model);
        } else {
            let logits = head.logits(&validation.features)?;
            let objective = record.threshold_objective;
            let fitted = fit_on_validation(&logits, &validation.labels, &model.genres, objective)?;
            model.calibration = fitted.calibration;
            model.thresholds = fitted.thresholds;
            record.notes = fitted.notes;
            let known = model.learned_posters.among(&validation.content_hashes);
            let learned = (known, validation.len());
            let note = flattery(MODEL_BEFORE, learned, VALIDATION);
            record.notes.extend(note);
        }
        model.provenance.insert(
            "trained_on".to_owned(),
            provenance(record, train.len(), Depth::Head),
        );
        model.learned_posters.add(&train.content_hashes);
        record.best_epoch = trained.best_epoch;
        let best = trained.history.get(trained.best_epoch - 1);
        record.validation_macro_auc = best.and_then(|epoch| epoch.validation_macro_auc);
        record.seconds = trained.history.iter().map(|epoch| epoch.seconds).sum();
        self.folder.write_history(&trained.history)?;
        Ok(model.save(&self.folder.path, precision)?)
    }
}

/// The head as a reader of the saved file will have it, so that calibration and thresholds are
/// fitted to that.
fn as_saved(head: Head, precision: Precision) -> Head {
    let rounded = |value: f32| match precision {
        Precision::F16 => half::f16::from_f32(value).to_f32(),
        Precision::F32 => value,
    };
    Head {
        weight: head.weight.into_iter().map(rounded).collect(),
        bias: head.bias.into_iter().map(rounded).collect(),
    }
}
