//! The terminal: the same engine as the window, one file per command.
//!
//! Results go to standard output, progress and messages to standard error. Exit codes: 0 done,
//! 1 something failed (a message says what), 2 wrong usage, 130 cancelled with Ctrl-C (a second one
//! ends at once).

pub mod average;
pub mod bench;
mod division;
pub mod evaluate;
mod exit_code;
pub mod export;
pub mod features;
pub mod fetch;
mod findings;
mod folder;
mod funnel;
pub mod genre;
pub mod genres;
pub mod import;
pub mod library;
pub mod model;
#[cfg(test)]
mod option_tests;
pub mod predict;
mod preview;
pub mod progress;
pub mod rank;
pub mod refit;
pub mod report;
pub mod runs;
pub mod similar;
pub mod split;
pub mod thresholds;
pub mod train;
mod usage;
pub mod window;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::jobs::{Cancelled, Task};
use exit_code::CANCELLED;
use usage::Usage;

/// Reads film posters: which genres one speaks, why, and which posters it resembles.
#[derive(Debug, Parser)]
#[command(version, args_conflicts_with_subcommands = true, after_help = EXAMPLES)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    /// A library to open in the window; without one, the library of the last time or the sample.
    library: Option<PathBuf>,
}

const EXAMPLES: &str = "\
Examples:
  onesheet                                   open the window
  onesheet MyFilms                           open the window on the library MyFilms
  onesheet predict poster.jpg                read one poster in the terminal
  onesheet import MyFilms --table films.csv --posters covers
  onesheet fetch MyFilms                     the posters that are missing, from the web
  onesheet split MyFilms --genres Western,War --rule any
  onesheet genres MyFilms                    which genres its films have
  onesheet features MyFilms                  read all its posters, once
  onesheet train MyFilms --depth head
  onesheet runs MyFilms
  onesheet average MyFilms last-block-1 last-block-2
  onesheet refit MyFilms last-block-1        validation films learned from too
  onesheet evaluate MyFilms --split test
  onesheet thresholds MyFilms --objective f1 --apply
  onesheet rank MyFilms --genre Horror --top 100 --png sheet.png
  onesheet similar MyFilms poster.jpg
  onesheet genre MyFilms --name Heist --stars tt0093936,tt0113277
  onesheet report MyFilms --out report
  onesheet export MyFilms/runs/head-1 --onnx head-1.onnx";

#[derive(Debug, Subcommand)]
enum Command {
    Import(import::Arguments),
    Fetch(fetch::Arguments),
    Split(split::Arguments),
    Library(library::Arguments),
    Genres(genres::Arguments),
    Features(features::Arguments),
    // By far the largest.
    Train(Box<train::Arguments>),
    Runs(runs::Arguments),
    Average(average::Arguments),
    Refit(refit::Arguments),
    Evaluate(evaluate::Arguments),
    Thresholds(thresholds::Arguments),
    Predict(predict::Arguments),
    Rank(rank::Arguments),
    Similar(similar::Arguments),
    Report(report::Arguments),
    Bench(bench::Arguments),
    Model(model::Arguments),
    Export(export::Arguments),
    Genre(genre::Arguments),
}

/// Parses the command line and runs what it asks for.
pub fn main() -> ExitCode {
    run(std::env::args_os().collect())
}

fn run(words: Vec<OsString>) -> ExitCode {
    let arguments = match Arguments::try_parse_from(words) {
        Ok(arguments) => arguments,
        Err(error) => {
            let error = usage::with_reason(error);
            // A closed pipe while printing help is no fault of the user's.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    let Some(command) = arguments.command else {
        return window::open(arguments.library);
    };
    let task = Task::new();
    let interrupted = task.clone();
    let on_interrupt = move || {
        if interrupted.is_cancelled() {
            // Asked twice: at once, whatever is left undone.
            std::process::exit(i32::from(CANCELLED));
        }
        interrupted.cancel();
    };
    if let Err(error) = ctrlc::set_handler(on_interrupt) {
        eprintln!("onesheet: Ctrl-C will stop at once instead of cleanly: {error}");
    }
    match dispatch(command, &task) {
        Ok(code) => code,
        Err(error) if error.downcast_ref::<Cancelled>().is_some() || task.is_cancelled() => {
            eprintln!("onesheet: {Cancelled}");
            ExitCode::from(CANCELLED)
        }
        // Who reads the output has seen enough: `onesheet rank ... | head`.
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("onesheet: {}", usage::in_words(&error));
            match error.downcast_ref::<Usage>() {
                Some(_) => ExitCode::from(2),
                None => ExitCode::FAILURE,
            }
        }
    }
}

fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let io = error.downcast_ref::<std::io::Error>();
    io.is_some_and(|error| error.kind() == std::io::ErrorKind::BrokenPipe)
}

fn dispatch(command: Command, task: &Task) -> anyhow::Result<ExitCode> {
    match command {
        Command::Import(arguments) => import::run(&arguments, task),
        Command::Library(arguments) => library::run(&arguments, task),
        Command::Genres(arguments) => genres::run(&arguments, task),
        Command::Fetch(arguments) => fetch::run(&arguments, task),
        Command::Split(arguments) => split::run(&arguments, task),
        Command::Features(arguments) => features::run(&arguments, task),
        Command::Train(arguments) => train::run(&arguments, task),
        Command::Runs(arguments) => runs::run(&arguments, task),
        Command::Average(arguments) => average::run(&arguments, task),
        Command::Refit(arguments) => refit::run(&arguments, task),
        Command::Evaluate(arguments) => evaluate::run(&arguments, task),
        Command::Thresholds(arguments) => thresholds::run(&arguments, task),
        Command::Predict(arguments) => predict::run(&arguments, task),
        Command::Rank(arguments) => rank::run(&arguments, task),
        Command::Similar(arguments) => similar::run(&arguments, task),
        Command::Report(arguments) => report::run(&arguments, task),
        Command::Bench(arguments) => bench::run(&arguments, task),
        Command::Model(arguments) => model::run(&arguments, task),
        Command::Export(arguments) => export::run(&arguments, task),
        Command::Genre(arguments) => genre::run(&arguments, task),
    }
}
