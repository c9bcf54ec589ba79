//! `onesheet train`: a library's films into a run.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::ValueEnum;
use serde::Serialize;

use super::model::folder_or_shipped;
use super::progress::watch;
use crate::catalog::Library;
use crate::jobs::Task;
use crate::training::{
    Depth, Epoch, HeadOptions, LastBlockOptions, Record, Request, Run, activation_need,
    train_library,
};
use crate::vision::checkpoint::Precision;
use crate::vision::features::activations::Need;
use crate::vision::{Checkpoint, Reader};
use crate::wording::thousands;

/// Train a model on a library's films.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Arguments {
    /// The library's folder, with labelled films and their posters.
    library: PathBuf,
    /// How much of the network learns.
    #[arg(long, value_enum)]
    depth: Words,
    /// The model to start from: a folder with a backbone, with a head or without one
    /// [default: the shipped model].
    #[arg(long, value_name = "FOLDER")]
    model: Option<PathBuf>,
    /// What the run is called, below the library's folder runs/ [default: head-1, head-2, ...].
    #[arg(long, value_name = "RUN")]
    name: Option<String>,
    /// Most passes over the training films; it stops early when validation gets no better
    /// [default: 30; last-block: 3].
    #[arg(long)]
    epochs: Option<usize>,
    /// Films per step [default: 256; last-block: 32].
    #[arg(long)]
    batch_size: Option<usize>,
    /// The highest learning rate; it rises to it and falls from it [default: 3e-4; last-block:
    /// 1e-4].
    #[arg(long)]
    learning_rate: Option<f64>,
    /// The head's highest learning rate, where it learns together with layer 4 [default: 1e-4].
    #[arg(long)]
    head_learning_rate: Option<f64>,
    /// Decoupled weight decay [default: 10; last-block: 0.01].
    #[arg(long)]
    weight_decay: Option<f64>,
    /// Share of the features that a head's step does not see, from 0 to below 1 [default: 0.3].
    #[arg(long)]
    dropout: Option<f64>,
    /// Last-block: never show a poster mirrored. Takes half the disk.
    #[arg(long)]
    no_flips: bool,
    /// The seed: the same seed on the same machine gives the same model.
    #[arg(long, default_value_t = 0)]
    seed: u64,
    /// Save the weights in half precision: half the disk, as the shipped model. Exact only for a
    /// backbone that came in half precision; another is rounded.
    #[arg(long)]
    half: bool,
    /// Print one JSON object instead of the tables.
    #[arg(long)]
    json: bool,
}

const EXAMPLES: &str = "\
Examples:
  onesheet train MyFilms --depth head
  onesheet train MyFilms --depth head --epochs 50 --dropout 0.6 --name calm
  onesheet train MyFilms --depth head --model backbones/resnet50 --json
  onesheet train MyFilms --depth last-block --epochs 2

The run lies in MyFilms/runs/RUN and is a model like any other:
  onesheet evaluate MyFilms --model MyFilms/runs/head-1";

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Words {
    /// A linear layer on cached features: seconds, once the features are there.
    Head,
    /// The network's last layer too, from stored activations of the one before: minutes to an
    /// hour, and some gigabytes of disk. It says how much before it starts.
    LastBlock,
}

impl Arguments {
    /// The settings: what is given, and the depth's own defaults.
    fn depth(&self) -> Depth {
        let head = HeadOptions {
            seed: self.seed,
            dropout: self.dropout.unwrap_or(HeadOptions::default().dropout),
            ..HeadOptions::default()
        };
        match self.depth {
            Words::Head => Depth::Head(HeadOptions {
                epochs: self.epochs.unwrap_or(head.epochs),
                batch_size: self.batch_size.unwrap_or(head.batch_size),
                learning_rate: self.learning_rate.unwrap_or(head.learning_rate),
                weight_decay: self.weight_decay.unwrap_or(head.weight_decay),
                ..head
            }),
            Words::LastBlock => {
                let block = LastBlockOptions::default();
                let head_rate = self.head_learning_rate;
                Depth::LastBlock(LastBlockOptions {
                    epochs: self.epochs.unwrap_or(block.epochs),
                    batch_size: self.batch_size.unwrap_or(block.batch_size),
                    learning_rate: self.learning_rate.unwrap_or(block.learning_rate),
                    head_learning_rate: head_rate.unwrap_or(block.head_learning_rate),
                    weight_decay: self.weight_decay.unwrap_or(block.weight_decay),
                    flips: !self.no_flips,
                    seed: self.seed,
                    head,
                    ..block
                })
            }
        }
    }
}

/// Trains, then says what came of it.
///
/// # Errors
/// Where the library or the model cannot be used, films are missing, the name is taken, the loss
/// ran away, the disk refused, or `task` was cancelled.
pub fn run(arguments: &Arguments, task: &Task) -> anyhow::Result<ExitCode> {
    let library = Library::open(&arguments.library)?;
    let model = folder_or_shipped(arguments.model.as_deref())?;
    let start = Reader::new(Checkpoint::load(&model)?)?;
    let request = Request {
        name: arguments.name.clone(),
        depth: arguments.depth(),
        precision: if arguments.half {
            Precision::F16
        } else {
            Precision::F32
        },
        ..Request::default()
    };
    if let Depth::LastBlock(options) = &request.depth {
        say_need(&activation_need(&library, &start, options)?);
    }
    let progress = watch(task);
    let run = train_library(&library, &start, &model, &request, task, |_| ())?;
    drop(progress);
    let mut out = std::io::stdout().lock();
    if arguments.json {
        let folder = run.folder.path.display().to_string();
        let report = Report {
            run: &folder,
            record: &run.record,
            history: &run.history,
        };
        serde_json::to_writer(&mut out, &report)?;
        writeln!(out)?;
    } else {
        write_epochs(&mut out, &run)?;
        write_summary(&mut out, &run, arguments)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// How much disk the activations will take, before they take it.
fn say_need(need: &Need) {
    let gigabytes = |bytes: u64| bytes as f64 / 1e9;
    if need.views > 0 {
        eprintln!(
            "Layer 3's activations: {} to compute, {:.1} GB in {} (now {:.1} GB). They stay there \
             for further runs; remove the folder when you need them no more.",
            thousands(need.views as u64),
            gigabytes(need.bytes),
            need.folder.display(),
            gigabytes(need.stored)
        );
    }
}

/// The object of `train --json`.
#[derive(Serialize)]
struct Report<'a> {
    run: &'a str,
    #[serde(flatten)]
    record: &'a Record,
    history: &'a [Epoch],
}

fn write_epochs(out: &mut impl Write, run: &Run) -> std::io::Result<()> {
    let Some(first) = run.history.first() else {
        return Ok(());
    };
    let genres: Vec<&String> = first.validation_auc.keys().collect();
    write!(out, "epoch    loss  validation: loss  macro AUC")?;
    for genre in &genres {
        write!(out, "  {genre:>8}")?;
    }
    writeln!(out)?;
    for epoch in &run.history {
        let (number, train, validation) = (epoch.epoch, epoch.train_loss, epoch.validation_loss);
        let auc = figure(epoch.validation_macro_auc);
        write!(
            out,
            "{number:>5}  {train:>6.4}  {validation:>16.4}  {auc:>9}"
        )?;
        for genre in &genres {
            let auc = figure(epoch.validation_auc.get(*genre).copied().flatten());
            write!(out, "  {auc:>width$}", width = genre.chars().count().max(8))?;
        }
        let mark = if epoch.epoch == run.record.best_epoch {
            "  best"
        } else {
            ""
        };
        writeln!(out, "{mark}")?;
    }
    writeln!(out)
}

fn write_summary(out: &mut impl Write, run: &Run, arguments: &Arguments) -> std::io::Result<()> {
    let record = &run.record;
    let (train, validation) = (record.train_films as u64, record.validation_films as u64);
    writeln!(
        out,
        "Learned from {} films in {:.1} s; chosen on {} validation films.",
        thousands(train),
        record.seconds,
        thousands(validation)
    )?;
    writeln!(
        out,
        "Best epoch {}: macro AUC {} on validation (the study's whole network: 0.8030).",
        record.best_epoch,
        figure(record.validation_macro_auc)
    )?;
    if record.unreadable > 0 {
        let films = thousands(record.unreadable as u64);
        writeln!(
            out,
            "Left out, because their poster could not be read: {films}."
        )?;
    }
    for note in &record.notes {
        writeln!(out, "Note: {note}.")?;
    }
    let (folder, library) = (run.folder.path.display(), arguments.library.display());
    writeln!(
        out,
        "The run lies in {folder}. Next, on films it has not seen:"
    )?;
    writeln!(
        out,
        "  onesheet evaluate {library} --model {folder} --split test"
    )
}

/// `0.7825`, or a dash.
fn figure(value: Option<f64>) -> String {
    value.map_or_else(|| "-".to_owned(), |value| format!("{value:.4}"))
}
