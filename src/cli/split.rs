//! `onesheet split`: other genres, another rule, another seed, without reading anything again.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use crate::catalog::Library;
use crate::jobs::Task;

use super::division::Options;
use super::import::summary;
use super::progress::watch;

/// Select and divide a library's films anew, without reading tables and posters.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Arguments {
    /// The library's folder.
    library: PathBuf,
    #[command(flatten)]
    division: Options,
    /// Print one JSON object instead of the summary.
    #[arg(long)]
    json: bool,
}

const EXAMPLES: &str = "\
Examples:
  onesheet split MyFilms --seed 3
  onesheet split MyFilms --genres Western,Drama,War --rule any
  onesheet split MyFilms --split-column --funnel funnel.csv";

/// Divides, then says what came of it.
///
/// # Errors
/// Where the library cannot be used, or `task` was cancelled.
pub fn run(arguments: &Arguments, task: &Task) -> anyhow::Result<ExitCode> {
    let division = arguments.division.division()?;
    let mut library = Library::open(&arguments.library)?;
    let report = {
        let _progress = watch(task);
        library.divide(&division, task)?
    };
    arguments.division.write_funnel(&report)?;
    let text = match arguments.json {
        true => serde_json::to_string(&report)? + "\n",
        false => summary(&report, &[]),
    };
    std::io::stdout().write_all(text.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}
