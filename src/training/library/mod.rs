//! The whole way from a library to a run: features, weights, calibration, thresholds, folder.

mod deep;
mod head;
mod refit;

use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use candle_core::Device;

use super::watch::{Event, Observer};
use super::{Depth, Epoch, Error, Record, RunFolder, Settings, State, default_name};
use crate::catalog::{Genre, Library, Split};
use crate::evaluation::{LibraryFeatures, Objective};
use crate::jobs::Task;
use crate::vision::checkpoint::Precision;
use crate::vision::{CandleEngine, Checkpoint, DeviceChoice, Reader};

pub use refit::{Refit, RefitRequest, refit_fault, refit_library, refit_need};

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

/// How the notes begin that say what the head alone could do, and what the model had seen before.
const HEAD_BEFORE: &str = "the head that it started from";
const MODEL_BEFORE: &str = "the model that it started from";

/// Whether a note is of the start: it stays, whatever comes of an epoch.
pub(super) fn is_of_the_start(note: &str) -> bool {
    note.starts_with(HEAD_BEFORE) || note.starts_with(MODEL_BEFORE)
}

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
    let record = Record {
        name,
        depth,
        state: State::Running,
        error: None,
        started_from,
        teachers,
        backbone_key,
        options: request.settings,
        refit: None,
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
        begun: begun(),
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
    let start = start_of(&record)?;
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

/// The model that a run began from.
fn start_of(record: &Record) -> Result<Reader, Error> {
    let start = Checkpoint::load(Path::new(&record.started_from))?;
    let start = start.at_size(record.options.input_size)?;
    if start.backbone_key()? != record.backbone_key {
        return Err(Error::StartChanged {
            path: record.started_from.clone(),
        });
    }
    Ok(Reader::new(start).map_err(candle_core::Error::wrap)?)
}

/// Now, in seconds since 1970.
fn begun() -> u64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    now.map_or(0, |since| since.as_secs())
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
        // Test films are not even read.
        let splits = [Split::Train, Split::Validation];
        let features = LibraryFeatures::ensure(self.library, start, &splits, self.task)?;
        if record.depth == Depth::Head {
            self.head(genres, &features, record, observer)
        } else {
            self.deep(genres, start, &features, record, observer)
        }
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
