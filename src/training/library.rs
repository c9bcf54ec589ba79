//! The whole way from a library to a run: features, weights, calibration, thresholds, folder.

use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use candle_core::{Device, Tensor};

use super::films::data_hash;
use super::head::train_watched;
use super::source::{Pixels, Source, Stored};
use super::stored_views::{variants, views, which};
use super::teachers;
use super::trainer::{Trainer, Work};
use super::watch::{Event, Judgement, Observer, Started, Step};
use super::{
    Depth, Epoch, Error, Films, Head, Record, RunFolder, Settings, State, default_name, estimate,
    fit_on_validation, state, train_head,
};
use crate::catalog::{Genre, Library, Poster, Split};
use crate::evaluation::{LibraryError, LibraryFeatures, Objective};
use crate::jobs::Task;
use crate::vision::checkpoint::Precision;
use crate::vision::features::activations::ActivationStore;
use crate::vision::{CandleEngine, Checkpoint, DeviceChoice, Reader};

/// What to train, and how to keep it.
#[derive(Debug, Clone, PartialEq)]
pub struct Request {
    /// The run's name; `None`: the next of `head-1`, `head-2`, ...
    pub name: Option<String>,
    /// How much of the network learns, and how.
    pub settings: Settings,
    /// The folders of models that say what they see in the training films; their probabilities count
    /// beside the labels. For the deeper trainings only.
    pub teachers: Vec<PathBuf>,
    /// What the thresholds are chosen for.
    pub objective: Objective,
    /// The number format of the saved weights.
    pub precision: Precision,
    /// Where it learns; the head always does on the CPU.
    pub device: DeviceChoice,
}

impl Default for Request {
    fn default() -> Self {
        Self {
            name: None,
            settings: Settings::default(),
            teachers: Vec::new(),
            objective: Objective::F1,
            precision: Precision::F32,
            device: DeviceChoice::Auto,
        }
    }
}

/// A run that is over for now: finished, or stopped on demand (its record says which).
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// Where it lies.
    pub folder: RunFolder,
    /// What `training.json` says.
    pub record: Record,
    /// What `history.jsonl` says.
    pub history: Vec<Epoch>,
}

/// Test films are not even read.
const LEARNED_FROM: [Split; 2] = [Split::Train, Split::Validation];
/// How the note begins that says what the head alone could do.
pub const BEFORE: &str = "the head that it started from";

/// Trains the model of `start` as deep as asked, for the genres that it tells apart (the six if it
/// is a backbone), on a library's training films; calibration and thresholds are fitted on its
/// validation films. The run below `runs/` is there from the first moment; it is removed only if
/// the training ends before anything was saved. `started_from` is the folder of `start`.
///
/// A cancel of `task` stops it; what was learned stays, and the run that comes back says so.
///
/// # Errors
/// [`Error`]: the name is taken, films are missing, the loss ran away, the disk refused, or `task`
/// was cancelled before anything was saved.
pub fn train_library(
    library: &Library,
    start: &Reader,
    started_from: &Path,
    request: &Request,
    task: &Task,
    observer: &mut dyn Observer,
) -> Result<Run, Error> {
    request.settings.check()?;
    let device = request.device.open()?;
    let sized = at_size(start.checkpoint(), request.settings.input_size)?;
    let start = sized.as_ref().unwrap_or(start);
    let runs = library.runs_dir();
    let depth = request.settings.depth;
    let name = request.name.clone();
    let name = name.unwrap_or_else(|| default_name(&runs, depth.name()));
    let started_from = absolute(started_from)?;
    let teachers = request.teachers.iter().map(|folder| absolute(folder));
    let teachers: Vec<String> = teachers.collect::<Result<_, _>>()?;
    if depth == Depth::Head && !teachers.is_empty() {
        let sentence = "the depth head learns from labels alone: teachers are for the deeper ones";
        return Err(Error::Settings(sentence.to_owned()));
    }
    let backbone_key = start.checkpoint().backbone_key()?;
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    let record = Record {
        name,
        depth,
        state: State::Running,
        error: None,
        started_from,
        teachers,
        backbone_key,
        options: request.settings,
        train_films: 0,
        validation_films: 0,
        unreadable: 0,
        data_hash: String::new(),
        targets_hash: String::new(),
        best_epoch: 0,
        validation_macro_auc: None,
        threshold_objective: request.objective,
        half: request.precision == Precision::F16,
        device: label(&device),
        begun: now.map_or(0, |since| since.as_secs()),
        notes: Vec::new(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        seconds: 0.0,
    };
    let session = Session {
        library,
        start,
        folder: RunFolder::create(&runs, &record)?,
        device,
        task,
    };
    session.run(record, observer)
}

/// A reader of `start` for posters of `size`, if it is not of that size.
fn at_size(start: &Checkpoint, size: Option<(usize, usize)>) -> Result<Option<Reader>, Error> {
    let own = (start.preprocessing.height, start.preprocessing.width);
    match size.filter(|size| *size != own) {
        size @ Some(_) => {
            let sized = Reader::new(start.clone().at_size(size)?);
            Ok(Some(sized.map_err(candle_core::Error::wrap)?))
        }
        None => Ok(None),
    }
}

/// A folder's path from the root, for the record.
fn absolute(folder: &Path) -> Result<String, Error> {
    let path = std::path::absolute(folder).map_err(|source| Error::Write {
        path: folder.display().to_string(),
        source,
    })?;
    Ok(path.display().to_string())
}

/// Lets a run go on that was stopped, failed or was killed, from its last saved state, or from its
/// beginning where none was saved.
///
/// # Errors
/// [`Error`]: there is no such run, it is finished or somebody trains it, the library or the model
/// that it started from has changed, and as [`train_library`].
pub fn resume_library(
    library: &Library,
    name: &str,
    device: DeviceChoice,
    task: &Task,
    observer: &mut dyn Observer,
) -> Result<Run, Error> {
    let folder = RunFolder::open(&library.runs_dir(), name)?;
    let mut record = folder.record().map_err(Error::Record)?;
    if record.state == State::Finished {
        // Killed after it was finished and before it had tidied up.
        folder.remove_state();
        return Err(Error::Over(name.to_owned()));
    }
    record.options.check()?;
    let device = device.open()?;
    let start = Checkpoint::load(Path::new(&record.started_from))?;
    let start = start.at_size(record.options.input_size)?;
    if start.backbone_key()? != record.backbone_key {
        return Err(Error::StartChanged {
            path: record.started_from,
        });
    }
    let start = Reader::new(start).map_err(candle_core::Error::wrap)?;
    record.device = label(&device);
    let session = Session {
        library,
        start: &start,
        folder,
        device,
        task,
    };
    session.run(record, observer)
}

/// `CPU, 2 cores`, `cuda:0`.
pub fn label(device: &Device) -> String {
    match device.location() {
        candle_core::DeviceLocation::Cpu => {
            let cores = std::thread::available_parallelism().map_or(1, usize::from);
            format!("CPU, {cores} cores")
        }
        candle_core::DeviceLocation::Cuda { gpu_id } => format!("cuda:{gpu_id}"),
        candle_core::DeviceLocation::Metal { gpu_id } => format!("metal:{gpu_id}"),
    }
}

/// A training with all that it needs.
struct Session<'a> {
    library: &'a Library,
    start: &'a Reader,
    folder: RunFolder,
    device: Device,
    task: &'a Task,
}

impl Session<'_> {
    fn run(self, mut record: Record, observer: &mut dyn Observer) -> Result<Run, Error> {
        let lock = self.folder.lock()?;
        record.state = State::Running;
        record.error = None;
        let written = self.folder.write_record(&record);
        let outcome = written.and_then(|()| self.train(&mut record, observer));
        let kept = self.folder.is_usable() || self.folder.is_resumable();
        if outcome.is_err() && !kept {
            drop(lock);
            // Nothing was learned: nothing is left behind.
            let _ = std::fs::remove_dir_all(&self.folder.path);
        }
        let outcome = match outcome {
            Ok(()) => {
                record.state = State::Finished;
                self.folder.write_record(&record)?;
                self.folder.remove_state();
                Ok(())
            }
            Err(Error::Cancelled(_)) if kept => {
                record.state = State::Stopped;
                self.folder.write_record(&record)
            }
            Err(error) => {
                record.state = State::Failed;
                record.error = Some(error.to_string());
                if kept {
                    // The error is what counts, whether or not the disk takes it.
                    let _ = self.folder.write_record(&record);
                }
                Err(error)
            }
        };
        observer.hear(Event::Finished(Box::new(record.clone())));
        outcome?;
        Ok(Run {
            history: self.folder.history(),
            folder: self.folder,
            record,
        })
    }

    fn train(&self, record: &mut Record, observer: &mut dyn Observer) -> Result<(), Error> {
        let genres = match self.start.genres() {
            [] => Genre::six(),
            known => known.to_vec(),
        };
        // What is computed once runs where the training does.
        let on_device = if self.device.is_cpu() {
            None
        } else {
            let checkpoint = self.start.checkpoint();
            let engine = CandleEngine::on(&self.device, checkpoint);
            let engine = engine.map_err(candle_core::Error::wrap)?;
            Some(Reader::with_engine(checkpoint.clone(), Box::new(engine)))
        };
        let start = on_device.as_ref().unwrap_or(self.start);
        let features = LibraryFeatures::ensure(self.library, start, &LEARNED_FROM, self.task)?;
        if record.depth == Depth::Head {
            self.head(genres, &features, record, observer)
        } else {
            self.deep(genres, start, &features, record, observer)
        }
    }

    /// A linear layer on the cached features.
    fn head(
        &self,
        genres: Vec<Genre>,
        features: &LibraryFeatures,
        record: &mut Record,
        observer: &mut dyn Observer,
    ) -> Result<(), Error> {
        let options = record.options.head_options();
        let train = features.examples(Some(Split::Train), &genres);
        let validation = features.examples(Some(Split::Validation), &genres);
        record.train_films = train.len();
        record.validation_films = validation.len();
        record.unreadable = train.unreadable + validation.unreadable;
        observer.hear(Event::Started(Started {
            folder: self.folder.path.clone(),
            depth: Depth::Head,
            train_films: train.len(),
            validation_films: validation.len(),
            epochs: options.epochs,
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
                steps: options.epochs,
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
        let trained = train_watched(&train, &validation, &genres, &options, self.task, heard)?;
        let precision = precision(record);
        let head = as_saved(trained.head, precision);
        let (weight, bias) = head.tensors()?;
        let logits = head.logits(&validation.features)?;
        let objective = record.threshold_objective;
        let fitted = fit_on_validation(&logits, &validation.labels, &genres, objective)?;
        let start = self.start.checkpoint().clone();
        let mut model = start.with_head(genres, weight, bias)?;
        model.calibration = fitted.calibration;
        model.thresholds = fitted.thresholds;
        model.provenance.insert(
            "trained_on".to_owned(),
            provenance(record, train.len(), Depth::Head),
        );
        record.notes = fitted.notes;
        record.best_epoch = trained.best_epoch;
        let best = trained.history.get(trained.best_epoch - 1);
        record.validation_macro_auc = best.and_then(|epoch| epoch.validation_macro_auc);
        record.seconds = trained.history.iter().map(|epoch| epoch.seconds).sum();
        self.folder.write_history(&trained.history)?;
        Ok(model.save(&self.folder.path, precision)?)
    }

    /// The last layers or the whole network, from a head that was trained first.
    fn deep(
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
        let mut start = self.start.checkpoint().clone();
        start = if saved.is_some() {
            // The state brings the head along.
            let shape = (genres.len(), start.architecture.features());
            let zeros = Tensor::zeros(shape, candle_core::DType::F32, &Device::Cpu)?;
            let bias = Tensor::zeros(shape.0, candle_core::DType::F32, &Device::Cpu)?;
            start.with_head(genres, zeros, bias)?
        } else {
            let (start, note) = self.probe(start, genres, features, &settings)?;
            record.notes = vec![note];
            start
        };

        let films = self.library.films().map_err(LibraryError::from)?;
        let folder = self.library.features_dir();
        let store = match which(&settings) {
            Some(which) => {
                let views = views(&films, &settings);
                let store = ActivationStore::ensure(&folder, which, &views, reader, self.task);
                Some(store.map_err(LibraryError::from)?)
            }
            None => None,
        };
        let collect = |split| {
            let variants = variants(&settings, split);
            Films::collect(&films, split, &start.genres, |poster: &Poster| {
                let hash = &poster.content_hash;
                match &store {
                    Some(store) => variants
                        .iter()
                        .all(|&variant| store.contains(hash, variant)),
                    None => features.contains(hash),
                }
            })
        };
        let (train, validation) = (collect(Split::Train), collect(Split::Validation));
        let folders: Vec<PathBuf> = record.teachers.iter().map(PathBuf::from).collect();
        let targets = teachers::targets(
            self.library,
            (&train, &start.genres),
            (&folders, settings.teaching),
            self.task,
        )?;
        let said = teachers::hash(&folders, &targets);
        if resumed && said != record.targets_hash {
            return Err(Error::TeachersChanged(record.name.clone()));
        }
        record.targets_hash = said;
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
        let work = Work {
            settings: &settings,
            start: &start,
            train: &train,
            targets: &targets,
            validation: &validation,
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
            epochs: settings.epochs,
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

    /// The model with a head that was trained on its features as they are (first the linear probe,
    /// then fine-tuning: Kumar et al. 2022), and a note on what that came to.
    fn probe(
        &self,
        start: Checkpoint,
        genres: Vec<Genre>,
        features: &LibraryFeatures,
        settings: &Settings,
    ) -> Result<(Checkpoint, String), Error> {
        let train = features.examples(Some(Split::Train), &genres);
        let validation = features.examples(Some(Split::Validation), &genres);
        let options = settings.head_options();
        let trained = train_head(&train, &validation, &genres, &options, self.task, |_| ())?;
        let (weight, bias) = trained.head.tensors()?;
        let best = trained.history.get(trained.best_epoch - 1);
        let auc = best.and_then(|epoch| epoch.validation_macro_auc);
        let auc = auc.map_or_else(|| "undefined".to_owned(), |auc| format!("{auc:.4}"));
        let note = format!("{BEFORE} had macro AUC {auc} on validation");
        Ok((start.with_head(genres, weight, bias)?, note))
    }
}

fn precision(record: &Record) -> Precision {
    if record.half {
        Precision::F16
    } else {
        Precision::F32
    }
}

fn provenance(record: &Record, films: usize, depth: Depth) -> String {
    let (words, seed) = (depth.in_words(), record.options.seed);
    format!("{films} posters; {words}, seed {seed}")
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
