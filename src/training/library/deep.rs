//! A run of a deeper depth: layers of the network, from a head that was trained first.

use std::path::PathBuf;

use candle_core::{DType, Device, Tensor};

use super::session::{Session, precision, provenance};
use crate::catalog::{Genre, Poster, Split};
use crate::evaluation::learned::{VALIDATION, flattery};
use crate::evaluation::{LibraryError, LibraryFeatures};
use crate::training::films::data_hash;
use crate::training::head::{Judges, train_watched};
use crate::training::record::{HEAD_BEFORE, MODEL_BEFORE};
use crate::training::source::{Pixels, Source, Stored};
use crate::training::stored_views::{judged, learned, views, which};
use crate::training::trainer::{Trainer, Work};
use crate::training::watch::{Event, Observer, Started};
use crate::training::{Epoch, Error, Films, Record, estimate, state, teachers};
use crate::vision::features::Variant;
use crate::vision::features::activations::ActivationStore;
use crate::vision::{Checkpoint, Reader};

impl Session<'_> {
    /// The last layers or the whole network, from a head that was trained first.
    pub(super) fn deep(
        &self,
        genres: Vec<Genre>,
        reader: &Reader,
        features: &LibraryFeatures,
        record: &mut Record,
        observer: &mut dyn Observer,
    ) -> Result<(), Error> {
        let settings = record.options;
        let saved = state::load(&self.folder)?;
        let resumed = saved.is_some();
        let mut start = self.beginning(genres, features, record, resumed)?;
        let (store, train, validation) = self.films(&start.genres, reader, features, record)?;
        let targets = self.targets(&train, &start.genres, record, resumed)?;
        let data = data_hash(&start.genres, &record.backbone_key, &train, &validation);
        let other = |hash: &str| !hash.is_empty() && hash != data;
        if other(&record.data_hash) || saved.as_ref().is_some_and(|(p, _)| p.data_hash != data) {
            return Err(Error::DataChanged(record.name.clone()));
        }
        record.data_hash.clone_from(&data);
        record.train_films = train.len();
        record.validation_films = validation.len();
        record.unreadable = train.unreadable + validation.unreadable;
        start.provenance.insert(
            "trained_on".to_owned(),
            provenance(record, train.len(), settings.depth),
        );
        if !resumed {
            let known = start.learned_posters.among(validation.content_hashes());
            let learned = (known, validation.len());
            let note = flattery(MODEL_BEFORE, learned, VALIDATION);
            record.notes.extend(note);
        }
        start.learned_posters.add(train.content_hashes());
        self.folder.write_record(record)?;

        let (stored, pixels);
        let source: &dyn Source = match &store {
            Some(store) => {
                stored = Stored {
                    store,
                    preprocessing: &start.preprocessing,
                    augmentation: settings.augmentation,
                };
                &stored
            }
            None => {
                pixels = Pixels {
                    preprocessing: &start.preprocessing,
                    augmentation: settings.augmentation,
                };
                &pixels
            }
        };
        let refit = record.refit.clone();
        let work = Work {
            settings: &settings,
            start: &start,
            train: &train,
            targets: &targets,
            validation: &validation,
            refit: refit.as_ref(),
            source,
            device: &self.device,
            folder: &self.folder,
            task: self.task,
        };
        let mut trainer = Trainer::new(&work, &data, precision(record))?;
        if let Some((progress, tensors)) = saved {
            trainer.restore(progress, &tensors)?;
        }
        observer.hear(Event::Started(Started {
            folder: self.folder.path.clone(),
            depth: settings.depth,
            train_films: train.len(),
            validation_films: validation.len(),
            epochs: trainer.epochs(),
            steps_per_epoch: trainer.steps_per_epoch(),
            device: record.device.clone(),
            resumed_from: resumed.then(|| trainer.step()),
            history: trainer.history().to_vec(),
        }));
        let outcome = trainer.run(record, observer);
        if let Some(epoch) = trainer.history().last() {
            let rate = epoch.images_per_second;
            estimate::remember(self.library, self.start, &settings, &self.device, rate);
        }
        outcome
    }

    /// The model that the first step changes; a refit's has what was chosen in the run that it
    /// repeats.
    fn beginning(
        &self,
        genres: Vec<Genre>,
        features: &LibraryFeatures,
        record: &mut Record,
        resumed: bool,
    ) -> Result<Checkpoint, Error> {
        let start = self.start.checkpoint().clone();
        let mut start = if resumed {
            // The state brings the head along.
            let shape = (genres.len(), start.architecture.features());
            let zeros = Tensor::zeros(shape, DType::F32, &Device::Cpu)?;
            let bias = Tensor::zeros(shape.0, DType::F32, &Device::Cpu)?;
            start.with_head(genres, zeros, bias)?
        } else {
            let (start, note) = self.probe(start, genres, features, record)?;
            record.notes = note.into_iter().collect();
            start
        };
        if let Some(refit) = &record.refit {
            refit.chosen(self.library)?.give(&mut start);
        }
        Ok(start)
    }

    /// Stored activations, at a depth that learns from such, and the films to learn from and to be
    /// judged by.
    fn films(
        &self,
        genres: &[Genre],
        reader: &Reader,
        features: &LibraryFeatures,
        record: &Record,
    ) -> Result<(Option<ActivationStore>, Films, Films), Error> {
        let (settings, roles) = (&record.options, record.roles());
        let films = self.library.films().map_err(LibraryError::from)?;
        let folder = self.library.features_dir();
        let store = match which(settings) {
            Some(which) => {
                let views = views(&films, settings, roles);
                let store = ActivationStore::ensure(&folder, which, &views, reader, self.task);
                Some(store.map_err(LibraryError::from)?)
            }
            None => None,
        };
        let collect = |splits: &[Split], variants: &[Variant]| {
            Films::collect(&films, splits, genres, |poster: &Poster| {
                let hash = &poster.content_hash;
                match &store {
                    Some(store) => variants
                        .iter()
                        .all(|&variant| store.contains(hash, variant)),
                    None => features.contains(hash),
                }
            })
        };
        let train = collect(roles.learned(), &learned(settings));
        let validation = collect(roles.judged(), &judged(settings));
        Ok((store, train, validation))
    }

    /// What each film should say; the same as before, if the run was stopped.
    fn targets(
        &self,
        train: &Films,
        genres: &[Genre],
        record: &mut Record,
        resumed: bool,
    ) -> Result<Vec<f32>, Error> {
        let folders: Vec<PathBuf> = record.teachers.iter().map(PathBuf::from).collect();
        let targets = teachers::targets(
            self.library,
            (train, genres),
            (&folders, record.options.teaching),
            record.roles().learned(),
            self.task,
        )?;
        let said = teachers::hash(&folders, &targets);
        if resumed && said != record.targets_hash {
            return Err(Error::TeachersChanged(record.name.clone()));
        }
        record.targets_hash = said;
        Ok(targets)
    }

    /// The model with a head that was trained on its features as they are (first the linear probe,
    /// then fine-tuning: Kumar et al. 2022), and a note on what that came to.
    fn probe(
        &self,
        start: Checkpoint,
        genres: Vec<Genre>,
        features: &LibraryFeatures,
        record: &Record,
    ) -> Result<(Checkpoint, Option<String>), Error> {
        let (options, roles) = (record.options.head_options(), record.roles());
        let train = features.examples(roles.learned(), &genres);
        let validation = features.examples(roles.judged(), &genres);
        // Of the head alone nobody has chosen how many epochs: a refit has it learn all of them.
        let judges = match record.refit {
            None => Judges::Films(&validation),
            Some(_) => Judges::Nobody {
                epochs: options.epochs,
            },
        };
        let hear = |_: &Epoch, _: &[f32]| ();
        let trained = train_watched(&train, judges, &genres, &options, self.task, hear)?;
        let (weight, bias) = trained.head.tensors()?;
        let best = trained.history.get(trained.best_epoch - 1);
        let auc = best.and_then(|epoch| epoch.validation_macro_auc);
        let note = record.refit.is_none().then(|| {
            let auc = auc.map_or_else(|| "undefined".to_owned(), |auc| format!("{auc:.4}"));
            format!("{HEAD_BEFORE} had macro AUC {auc} on validation")
        });
        Ok((start.with_head(genres, weight, bias)?, note))
    }
}
