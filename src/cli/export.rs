//! `onesheet export`: a model or a run in the formats of other programs.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, bail};

use super::model::folder_or_shipped;
use super::rank::save;
use crate::evaluation::ModelPlaces;
use crate::jobs::Task;
use crate::training::export::{Told, event_file, event_file_name, write_csv};
use crate::vision::onnx::to_onnx;
use crate::wording::thousands;

/// Write a model or a run in the formats of other programs.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Arguments {
    /// The folder of a run or of any other model [default: the shipped model].
    #[arg(value_name = "MODEL")]
    model: Option<PathBuf>,
    /// Write the model as one ONNX file, with labels, thresholds and preprocessing in its metadata.
    #[arg(long, value_name = "FILE")]
    onnx: Option<PathBuf>,
    /// Write the run's history for TensorBoard into this folder.
    #[arg(long, value_name = "FOLDER")]
    tensorboard: Option<PathBuf>,
    /// Write the run's history as a CSV table.
    #[arg(long, value_name = "FILE")]
    csv: Option<PathBuf>,
}

const EXAMPLES: &str = "\
Examples:
  onesheet export --onnx onesheet.onnx
  onesheet export MyFilms/runs/head-1 --onnx head-1.onnx
  onesheet export MyFilms/runs/head-1 --tensorboard logs/head-1 --csv head-1.csv

ONNX: input pixel_values (batch, 3, height, width), outputs logits and probabilities.
TensorBoard: tensorboard --logdir logs";

/// Writes what was asked for.
///
/// # Errors
/// Where nothing was asked for, the model or its history cannot be read, or the disk refuses.
pub fn run(arguments: &Arguments, task: &Task) -> anyhow::Result<ExitCode> {
    let Arguments {
        onnx,
        tensorboard,
        csv,
        ..
    } = arguments;
    if onnx.is_none() && tensorboard.is_none() && csv.is_none() {
        bail!("say what to write: --onnx FILE, --tensorboard FOLDER or --csv FILE");
    }
    let model = folder_or_shipped(arguments.model.as_deref())?;
    let mut out = std::io::stdout().lock();
    if let Some(file) = onnx {
        write_onnx(&mut out, &model, file)?;
    }
    task.check()?;
    if tensorboard.is_some() || csv.is_some() {
        let told = Told::of_run(&model)?;
        for line in &told.torn {
            eprintln!("onesheet: line {line} of history.jsonl is no epoch: left out");
        }
        let epochs = thousands(told.epochs.len() as u64);
        if let Some(folder) = tensorboard {
            let file = events(folder, &told)?;
            let file = file.display();
            writeln!(out, "{file}: {epochs} epochs for TensorBoard")?;
        }
        if let Some(file) = csv {
            save(file, |out| Ok(write_csv(out, &told.epochs)?))?;
            writeln!(out, "{}: {epochs} epochs", file.display())?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn write_onnx(out: &mut impl Write, model: &Path, file: &Path) -> anyhow::Result<()> {
    let opened = ModelPlaces::of_this_computer().open(model)?;
    if let Some(set) = &opened.applied {
        eprintln!("Thresholds: '{}', {}.", set.name, set.story());
    }
    let bytes = to_onnx(&opened.checkpoint)?;
    save(file, |out| Ok(out.write_all(&bytes)?))?;
    let megabytes = bytes.len() as f64 / 1e6;
    writeln!(out, "{}: {megabytes:.1} MB of ONNX", file.display())?;
    Ok(())
}

/// The event file in `folder`, which is made where it is missing.
fn events(folder: &Path, told: &Told) -> anyhow::Result<PathBuf> {
    std::fs::create_dir_all(folder)
        .with_context(|| format!("{} cannot be made", folder.display()))?;
    let file = folder.join(event_file_name());
    save(&file, |out| Ok(event_file(out, &told.epochs, told.ended)?))?;
    Ok(file)
}
