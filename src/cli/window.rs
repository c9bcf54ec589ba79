//! `onesheet` and `onesheet LIBRARY`: the window, opened from a terminal.

use std::path::PathBuf;
use std::process::ExitCode;

/// Opens the window; where there can be none, says what to do instead and exits with 2.
#[cfg(feature = "gui")]
pub fn open(library: Option<PathBuf>) -> ExitCode {
    match crate::app::open(library) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!(
                "onesheet: the window cannot be opened: {why}.\n\
                 Start Onesheet in a desktop session (X11 or Wayland; over SSH with `ssh -X`), \
                 or work in the terminal:\n  \
                 onesheet predict POSTER...\n  \
                 onesheet --help"
            );
            ExitCode::from(2)
        }
    }
}

/// This build has no window: says so and exits with 2.
#[cfg(not(feature = "gui"))]
pub fn open(_library: Option<PathBuf>) -> ExitCode {
    eprintln!(
        "onesheet: this build has no window (it was made without the feature `gui`).\n\
         In the terminal: onesheet predict POSTER... | onesheet --help"
    );
    ExitCode::from(2)
}
