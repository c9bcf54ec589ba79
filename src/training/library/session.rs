//! A training at work: its library, the model that it began from, its folder, its device.

use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use candle_core::Device;

use crate::catalog::Library;
use crate::jobs::Task;
use crate::training::{Depth, Epoch, Error, Record, RunFolder};
use crate::vision::checkpoint::Precision;
use crate::vision::{Checkpoint, Reader};

/// A training with all that it needs.
pub(super) struct Session<'a> {
    pub(super) library: &'a Library,
    pub(super) start: &'a Reader,
    pub(super) folder: RunFolder,
    pub(super) device: Device,
    pub(super) task: &'a Task,
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

/// The model that a run began from.
pub(super) fn start_of(record: &Record) -> Result<Reader, Error> {
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
pub(super) fn begun() -> u64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    now.map_or(0, |since| since.as_secs())
}

/// The number format of the saved weights.
pub(super) fn precision(record: &Record) -> Precision {
    if record.half {
        Precision::F16
    } else {
        Precision::F32
    }
}

/// Where the weights come from, in words.
pub(super) fn provenance(record: &Record, films: usize, depth: Depth) -> String {
    let (words, seed) = (depth.in_words(), record.options.seed);
    format!("{films} posters; {words}, seed {seed}")
}
