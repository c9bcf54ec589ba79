//! From a library to a run, and on with one that was stopped: features, weights, calibration,
//! thresholds, folder.

use std::path::{Path, PathBuf};

use super::session::{Run, Session, begun, start_of};
use crate::catalog::{Genre, Library, Split};
use crate::evaluation::{LibraryError, LibraryFeatures, Objective};
use crate::jobs::Task;
use crate::training::watch::{Event, Observer};
use crate::training::{Depth, Error, Record, RunFolder, Settings, State, default_name};
use crate::vision::checkpoint::Precision;
use crate::vision::device::label;
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
    library.writable().map_err(LibraryError::from)?;
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
    library.writable().map_err(LibraryError::from)?;
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

impl Session<'_> {
    /// Trains; what came of it stands in the record, and the folder is kept if anything was saved.
    pub(super) fn run(self, mut record: Record, observer: &mut dyn Observer) -> Result<Run, Error> {
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
