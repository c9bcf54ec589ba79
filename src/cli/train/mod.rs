//! `onesheet train`: a library's films into a run.

mod options;
pub(super) mod words;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serde::Serialize;

use self::options::Options;
use super::exit_code::CANCELLED;
use super::model::folder_or_shipped;
use super::progress::watch;
use super::usage::Usage;
use crate::catalog::Library;
use crate::jobs::Task;
use crate::training::watch::Event;
use crate::training::{
    Depth, Epoch, Record, Request, Roles, Run, State, activation_need, estimate, resume_library,
    train_library,
};
use crate::vision::checkpoint::Precision;
use crate::vision::{Checkpoint, DeviceChoice, Reader};

/// Train a model on a library's films.
///
/// Ctrl-C stops a training between two steps and keeps its state; a second one ends at once. Where
/// the shell knows Ctrl-Z, that pauses it and `fg` lets it go on.
/// Whatever ends it, even a power cut: --resume goes on from the last saved state.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Arguments {
    /// The library's folder, with labelled films and their posters.
    library: PathBuf,
    /// How much of the network learns: head (seconds), last-block (minutes to an hour), last-two
    /// (an hour or more), full (a GPU's work).
    #[arg(long, required_unless_present = "resume")]
    depth: Option<Depth>,
    /// The model to start from: a folder with a backbone, with a head or without one
    /// [default: the shipped model].
    #[arg(long, value_name = "FOLDER")]
    model: Option<PathBuf>,
    /// A model that tells the same genres apart: what it says of the training films counts beside
    /// their labels. May be given several times: then their mean does.
    #[arg(long, value_name = "FOLDER")]
    teacher: Vec<PathBuf>,
    /// What the run is called, below the library's folder runs/ [default: head-1, head-2, ...].
    #[arg(long, value_name = "RUN")]
    name: Option<String>,
    /// Go on with a run that was stopped, failed or was killed, with the settings that it has.
    #[arg(
        long,
        value_name = "RUN",
        conflicts_with_all = ["depth", "model", "teacher", "name", "estimate", "half", "Options"]
    )]
    resume: Option<String>,
    /// Where it learns: auto, cpu, cuda or cuda:0.
    #[arg(long, default_value_t = DeviceChoice::Auto)]
    device: DeviceChoice,
    /// Say what it will take in time and disk, measured on this machine, and do no more.
    #[arg(long, conflicts_with_all = ["teacher", "name", "half", "json"])]
    estimate: bool,
    /// Save the weights in half precision: half the disk, as the shipped model. Exact only for a
    /// backbone that came in half precision; another is rounded.
    #[arg(long)]
    half: bool,
    /// Print one JSON object instead of the tables.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    options: Options,
}

const EXAMPLES: &str = "\
Examples:
  onesheet train MyFilms --depth head
  onesheet train MyFilms --depth head --epochs 50 --dropout 0.6 --name calm
  onesheet train MyFilms --depth last-block --estimate
  onesheet train MyFilms --depth last-block --epochs 4 --mixup 0.2 --loss class-balanced
  onesheet train MyFilms --depth last-block --size 416x277 --flip-evaluation
  onesheet train MyFilms --depth last-block --teacher MyFilms/runs/average-1
  onesheet train MyFilms --depth full --device cuda:0 --micro-batch 32
  onesheet train MyFilms --resume last-block-1

The run lies in MyFilms/runs/RUN and is a model like any other as soon as an epoch was judged:
  onesheet evaluate MyFilms --model MyFilms/runs/head-1
  onesheet runs MyFilms";

impl Arguments {
    /// What would have no effect is said.
    fn check(&self, depth: Depth) -> Result<(), Usage> {
        let usage = |words: &str| Err(Usage(words.to_owned()));
        if depth == Depth::Head && !self.teacher.is_empty() {
            return usage("--teacher is for the deeper trainings: head learns from labels alone");
        }
        match self.options.teaching.is_some() && self.teacher.is_empty() {
            true => usage("--teaching says how much teachers count: name one with --teacher"),
            false => Ok(()),
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
    let run = if let Some(name) = &arguments.resume {
        let _progress = watch(task);
        resume_library(&library, name, arguments.device, task, &mut tell)?
    } else {
        let depth = arguments.depth.unwrap_or_default();
        arguments.check(depth)?;
        let model = folder_or_shipped(arguments.model.as_deref())?;
        let settings = arguments.options.settings(depth)?;
        let start = Checkpoint::load(&model)?.at_size(settings.input_size)?;
        let start = Reader::new(start)?;
        let request = Request {
            name: arguments.name.clone(),
            settings,
            precision: if arguments.half {
                Precision::F16
            } else {
                Precision::F32
            },
            device: arguments.device,
            teachers: arguments.teacher.clone(),
            ..Request::default()
        };
        if arguments.estimate {
            let progress = watch(task);
            let found = estimate(&library, &start, &request.settings, request.device, task)?;
            drop(progress);
            words::estimate(&mut std::io::stdout().lock(), &found)?;
            return Ok(ExitCode::SUCCESS);
        }
        if let Some(need) = activation_need(&library, &start, &request.settings, Roles::Apart)? {
            words::need(&need);
        }
        let _progress = watch(task);
        train_library(&library, &start, &model, &request, task, &mut tell)?
    };
    ended(&run, &arguments.library, arguments.json)
}

/// Says what a person should hear while it trains.
pub(super) fn tell(event: Event) {
    match event {
        Event::NotSaved { reason } => {
            eprintln!("The state could not be saved, the one before is kept: {reason}");
        }
        Event::MicroBatch { films } => {
            eprintln!("Out of memory: from here on {films} films at a time.");
        }
        _ => (),
    }
}

/// Says what came of a run, and how to let it go on if it was stopped.
pub(super) fn ended(run: &Run, library: &Path, json: bool) -> anyhow::Result<ExitCode> {
    let mut out = std::io::stdout().lock();
    if json {
        let folder = run.folder.path.display().to_string();
        let report = Report {
            run: &folder,
            record: &run.record,
            history: &run.history,
        };
        serde_json::to_writer(&mut out, &report)?;
        writeln!(out)?;
    } else {
        words::epochs(&mut out, run)?;
        words::summary(&mut out, run, library)?;
    }
    if run.record.state != State::Stopped {
        return Ok(ExitCode::SUCCESS);
    }
    eprintln!(
        "Stopped. To go on: onesheet train {} --resume {}",
        library.display(),
        run.record.name
    );
    Ok(ExitCode::from(CANCELLED))
}

/// The object of `train --json`.
#[derive(Serialize)]
struct Report<'a> {
    run: &'a str,
    #[serde(flatten)]
    record: &'a Record,
    history: &'a [Epoch],
}
