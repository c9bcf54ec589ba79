//! `onesheet refit`: a finished run once more, from validation films too.

use std::path::PathBuf;
use std::process::ExitCode;

use super::progress::watch;
use super::train::{ended, tell, words};
use crate::catalog::Library;
use crate::jobs::Task;
use crate::training::{RefitRequest, refit_library, refit_need};
use crate::vision::DeviceChoice;

const EXAMPLES: &str = "\
Examples:
  onesheet refit MyFilms last-block-1
  onesheet refit MyFilms last-block-1 --seed 1 --name all-1
  onesheet average MyFilms refit-1 all-1

Stopped, it goes on as any run does:
  onesheet train MyFilms --resume refit-1";

/// A finished run once more, learned from training and validation films together.
///
/// When settings are chosen, the films that chose them can teach too. The refit has that run's
/// settings, learns as many epochs as were best there, and takes over its calibration and
/// thresholds. Only test films are left to judge it; judged on others, it is flattered, and each
/// figure says so.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Arguments {
    /// The library's folder.
    library: PathBuf,
    /// A finished run of it.
    #[arg(value_name = "RUN")]
    run: String,
    /// What the new run is called [default: refit-1, refit-2, ...].
    #[arg(long, value_name = "RUN")]
    name: Option<String>,
    /// Another seed than that run's: refits of several seeds can be averaged.
    #[arg(long)]
    seed: Option<u64>,
    /// Where it learns: auto, cpu, cuda or cuda:0.
    #[arg(long, default_value_t = DeviceChoice::Auto)]
    device: DeviceChoice,
    /// Print one JSON object instead of the tables.
    #[arg(long)]
    json: bool,
}

/// Trains, then says what came of it.
///
/// # Errors
/// Where the library or the run cannot be used, the name is taken, the loss ran away, the disk
/// refused, or `task` was cancelled.
pub fn run(arguments: &Arguments, task: &Task) -> anyhow::Result<ExitCode> {
    let library = Library::open(&arguments.library)?;
    if let Some(need) = refit_need(&library, &arguments.run)? {
        words::need(&need);
    }
    let request = RefitRequest {
        run: arguments.run.clone(),
        name: arguments.name.clone(),
        seed: arguments.seed,
        device: arguments.device,
    };
    let progress = watch(task);
    let run = refit_library(&library, &request, task, &mut tell)?;
    drop(progress);
    ended(&run, &arguments.library, arguments.json)
}
