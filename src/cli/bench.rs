//! `onesheet bench`: how many images a second each engine reads on this machine.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::Context;
use serde::Serialize;

use super::progress;
use crate::jobs::Task;
use crate::resources;
use crate::vision::fused::FusedEngine;
use crate::vision::{Batch, CandleEngine, Checkpoint, Engine, Wanted};

const EXAMPLES: &str = "\
Examples:
  onesheet bench
  onesheet bench --json";

const BATCHES: [usize; 2] = [1, 8];

/// Measures the engines on this machine: images a second at batch 1 and 8.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Arguments {
    /// A model folder; the shipped model without it.
    #[arg(long, value_name = "DIR")]
    model: Option<PathBuf>,
    /// How long each measurement lasts at least.
    #[arg(long, value_name = "SECONDS", default_value_t = 3.0)]
    seconds: f64,
    /// A JSON array instead of text.
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Serialize)]
struct Measurement {
    engine: &'static str,
    batch: usize,
    threads: usize,
    height: usize,
    width: usize,
    images_per_second: f64,
}

/// Runs every engine on noise of the model's input size.
///
/// # Errors
/// If the model cannot be opened, an engine fails, or cancelled.
pub fn run(arguments: &Arguments, task: &Task) -> anyhow::Result<ExitCode> {
    let directory = arguments.model.clone().or_else(resources::model_dir);
    let directory = directory
        .context("no model was shipped with this build; name a model folder with --model DIR")?;
    let checkpoint = Checkpoint::load(&directory)?;
    let mut engines: Vec<Box<dyn Engine>> = vec![Box::new(CandleEngine::new(&checkpoint)?)];
    // Networks that the fused engine does not know are measured with Candle alone.
    if let Ok(fused) = FusedEngine::new(&checkpoint) {
        engines.insert(0, Box::new(fused));
    }
    let at_least = Duration::try_from_secs_f64(arguments.seconds)
        .context("--seconds must be a number of seconds, 0 or more")?;
    let (height, width) = (
        checkpoint.preprocessing.height,
        checkpoint.preprocessing.width,
    );
    let mut measurements = Vec::new();
    {
        let _progress = progress::watch(task);
        let rounds = (engines.len() * BATCHES.len()) as u64;
        task.begin("Measuring", "engines and batches", Some(rounds));
        for engine in &engines {
            for batch in BATCHES {
                measurements.push(Measurement {
                    engine: engine.name(),
                    batch,
                    threads: rayon::current_num_threads(),
                    height,
                    width,
                    images_per_second: measure(
                        engine.as_ref(),
                        (batch, height, width),
                        at_least,
                        task,
                    )?,
                });
                task.advance(1);
            }
        }
    }
    let mut out = std::io::stdout().lock();
    if arguments.json {
        writeln!(out, "{}", serde_json::to_string(&measurements)?)?;
    } else {
        for m in &measurements {
            writeln!(
                out,
                "{:8} batch {:2}  {} threads  {} x {}  {:6.1} images/s",
                m.engine, m.batch, m.threads, m.height, m.width, m.images_per_second
            )?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn measure(
    engine: &dyn Engine,
    (count, height, width): (usize, usize, usize),
    at_least: Duration,
    task: &Task,
) -> anyhow::Result<f64> {
    let noise = |at: usize| (at as f32 * 12.9898).sin();
    let pixels: Vec<f32> = (0..count * 3 * height * width).map(noise).collect();
    let batch = Batch::new(&pixels, height, width)?;
    // The first run fills caches and buffers.
    engine.outputs(&batch, Wanted::Features, task)?;
    let (start, mut images) = (Instant::now(), 0);
    while start.elapsed() < at_least {
        task.check()?;
        engine.outputs(&batch, Wanted::Features, task)?;
        images += count;
    }
    Ok(images as f64 / start.elapsed().as_secs_f64())
}
