//! A run's history for other programs: as a table, and as TensorBoard's event file.
//!
//! In: the lines of `history.jsonl`. Out: named [`Scalars`], one set an epoch, then bytes. The names
//! are the fields' own, whatever an [`Epoch`](super::Epoch) holds: `train_loss`,
//! `validation_auc/Drama`.

use std::io;
use std::path::Path;

pub use event_file::{event_file, event_file_name};
pub use scalars::Scalars;
pub use table::write_csv;

mod event_file;
pub mod proto;
mod record;
mod scalars;
mod table;

/// A history that cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum HistoryError {
    /// No file, or the system refuses.
    #[error(
        "{path} cannot be read ({source}): give the folder of a run, which has its history in it"
    )]
    Read {
        /// The file.
        path: String,
        /// The system's reason.
        source: io::Error,
    },
    /// Nothing in it.
    #[error("{0} tells of no epoch yet: wait until the first one is over")]
    Empty(String),
}

/// A run's history, and when it was last written.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    /// One set of figures an epoch.
    pub epochs: Vec<Scalars>,
    /// Lines that are no epoch, counted from 1: a crash may have torn the last one.
    pub torn: Vec<usize>,
    /// When the last epoch ended, in seconds since 1970.
    pub ended: f64,
}

impl Told {
    /// Reads `history.jsonl` of a run's folder.
    ///
    /// # Errors
    /// [`HistoryError`]: there is none, or it holds no epoch.
    pub fn of_run(folder: &Path) -> Result<Self, HistoryError> {
        let path = folder.join("history.jsonl");
        let shown = || path.display().to_string();
        let failed = |source| HistoryError::Read {
            path: shown(),
            source,
        };
        let text = std::fs::read_to_string(&path).map_err(failed)?;
        let written = std::fs::metadata(&path).and_then(|data| data.modified());
        let since = written.ok().and_then(|time| {
            let since = time.duration_since(std::time::UNIX_EPOCH);
            since.ok().map(|since| since.as_secs_f64())
        });
        let (epochs, torn) = scalars::of_lines(&text);
        if epochs.is_empty() {
            return Err(HistoryError::Empty(shown()));
        }
        Ok(Self {
            epochs,
            torn,
            ended: since.unwrap_or(0.0),
        })
    }
}
