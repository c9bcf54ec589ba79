//! `onesheet average`: one model from several runs.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use super::progress::watch;
use crate::catalog::Library;
use crate::jobs::Task;
use crate::training::average::{AverageRequest, average_runs};
use crate::vision::checkpoint::Precision;

const EXAMPLES: &str = "\
Examples:
  onesheet average MyFilms last-block-1 last-block-2
  onesheet average MyFilms last-block-1 last-two-1 --flips --half --name soup";

/// One model from several runs: the mean of their weights.
///
/// Runs that began from the same model, with other seeds or settings, are often better together
/// than any of them, and the mean reads a poster as quickly as one. Compare the figures on
/// validation: `onesheet runs` shows them.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Arguments {
    /// The library's folder.
    library: PathBuf,
    /// Its runs: two or more, which began from the same model and learned from the same films.
    #[arg(required = true, num_args = 2.., value_name = "RUN")]
    runs: Vec<String>,
    /// What the new run is called [default: average-1, average-2, ...].
    #[arg(long, value_name = "RUN")]
    name: Option<String>,
    /// Judge each validation film by the mean over both mirror images of its poster.
    #[arg(long)]
    flips: bool,
    /// Save the weights in half precision: half the disk, as the shipped model.
    #[arg(long)]
    half: bool,
    /// Print one JSON object instead of the sentence.
    #[arg(long)]
    json: bool,
}

/// Averages, judges, saves, and says what came of it.
///
/// # Errors
/// Where the library or a run cannot be used, the runs do not belong together, the disk refused,
/// or `task` was cancelled.
pub fn run(arguments: &Arguments, task: &Task) -> anyhow::Result<ExitCode> {
    let library = Library::open(&arguments.library)?;
    let request = AverageRequest {
        runs: arguments.runs.clone(),
        name: arguments.name.clone(),
        flips: arguments.flips,
        precision: if arguments.half {
            Precision::F16
        } else {
            Precision::F32
        },
    };
    let progress = watch(task);
    let run = average_runs(&library, &request, task)?;
    drop(progress);
    let mut out = std::io::stdout().lock();
    if arguments.json {
        serde_json::to_writer(&mut out, &run.record)?;
        writeln!(out)?;
        return Ok(ExitCode::SUCCESS);
    }
    let auc = run.record.validation_macro_auc;
    let auc = auc.map_or_else(|| "undefined".to_owned(), |auc| format!("{auc:.4}"));
    writeln!(
        out,
        "{}: macro AUC {auc} on {} validation films",
        run.record.name, run.record.validation_films
    )?;
    for note in &run.record.notes {
        writeln!(out, "  {note}")?;
    }
    Ok(ExitCode::SUCCESS)
}
