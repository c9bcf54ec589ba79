//! `onesheet report`: a model and its films on paper.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use super::model::folder_or_shipped;
use super::progress::watch;
use crate::catalog::Library;
use crate::evaluation::open_reader;
use crate::jobs::Task;
use crate::report::{Request, folder, gather, sections};

/// Write a report on a model and a library: one page, and its tables and pictures beside it.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Arguments {
    /// The library's folder, with labelled films and their posters.
    library: PathBuf,
    /// The folder to write into; an earlier report there is replaced.
    #[arg(long, value_name = "FOLDER")]
    out: PathBuf,
    /// The model's folder [default: the shipped model].
    #[arg(long, value_name = "FOLDER")]
    model: Option<PathBuf>,
    /// How many posters the sheet of each genre shows; 0: no posters in the report.
    #[arg(long, value_name = "COUNT", default_value_t = 100)]
    top: usize,
}

const EXAMPLES: &str = "\
Examples:
  onesheet report MyFilms --out report
  onesheet report MyFilms --model MyFilms/runs/head-1 --out report --top 0

It writes report.html (one file, opens anywhere), report.md, tables/*.csv and pictures/*. With
--top above 0 it shows posters, which belong to their owners: mind that before you publish it.";

/// Gathers, composes, writes, then says where the page is.
///
/// # Errors
/// Where the library or the model cannot be used, films are missing, the disk refused, or `task`
/// was cancelled.
pub fn run(arguments: &Arguments, task: &Task) -> anyhow::Result<ExitCode> {
    let library = Library::open(&arguments.library)?;
    let model = folder_or_shipped(arguments.model.as_deref())?;
    let (reader, _) = open_reader(&model)?;
    let progress = watch(task);
    let request = Request {
        command: command(arguments),
        model,
        thresholds: None,
        top: arguments.top,
    };
    let material = gather(&library, &reader, request, task)?;
    let document = sections::compose(&material, &library, task)?;
    let page = folder::write(&document, &arguments.out, task)?;
    drop(progress);
    writeln!(std::io::stdout().lock(), "{}", page.display())?;
    Ok(ExitCode::SUCCESS)
}

/// What was typed, as it can be typed again.
fn command(arguments: &Arguments) -> String {
    let mut command = format!("onesheet report {}", arguments.library.display());
    if let Some(model) = &arguments.model {
        command += &format!(" --model {}", model.display());
    }
    command + &format!(" --out {} --top {}", arguments.out.display(), arguments.top)
}
