//! What a user can ask of the Train page.

use std::path::PathBuf;

use crate::training::Depth;

/// Something to do with runs. A run is named by its folder below the library's `runs/`.
#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    /// Train so deep.
    Choose(Depth),
    /// Measure what each depth would cost here.
    Measure,
    /// Measure no further.
    StopMeasuring,
    /// Start from the model in this folder.
    StartFrom(PathBuf),
    /// Choose such a folder in a dialog.
    ChooseStart,
    /// Start the run that is set up.
    Start,
    /// Let the run wait.
    Pause,
    /// Let it go on.
    Resume,
    /// End it; the best epoch stays.
    Stop,
    /// Put the run that ended away: another one is set up.
    Another,
    /// Go on with an unfinished run.
    GoOn(String),
    /// Train a finished run once more, from validation films too.
    Refit(String),
    /// Read with this run's model from now on.
    Use(String),
    /// Read with the model that ships with Onesheet again.
    UseShipped,
    /// Look at the runs on the disk again.
    Look,
    /// Call a run something else.
    Rename {
        /// As it is called.
        from: String,
        /// As it shall be.
        to: String,
    },
    /// Put a run into the trash.
    Delete(String),
    /// Take the run that was deleted last back.
    Undelete,
    /// Copy a run's model into a folder, in Hugging Face's layout; without one, ask where.
    Export(String, Option<PathBuf>),
    /// Write a run's model as ONNX; without a file, ask where.
    Onnx(String, Option<PathBuf>),
}
