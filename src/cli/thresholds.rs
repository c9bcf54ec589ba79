//! `onesheet thresholds`: chooses a threshold per genre, shows what it is worth, keeps or applies
//! it.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, bail};
use clap::ValueEnum;
use serde::Serialize;

use super::progress::watch;
use super::usage::Usage;
use crate::catalog::Library;
use crate::evaluation::{
    Candidates, ChoiceOptions, ChosenSet, Figures, ModelPlaces, Objective, Recalibration,
    ThresholdSet, choose_on_library,
};
use crate::jobs::Task;
use crate::vision::{Checkpoint, Reader};
use crate::wording::thousands;

/// Choose a threshold per genre for an objective, on a library's validation films.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Arguments {
    /// The library's folder, with labelled films and their posters.
    #[arg(required_unless_present_any = ["from", "reset"])]
    library: Option<PathBuf>,
    /// The model's folder [default: the shipped model].
    #[arg(long, value_name = "FOLDER")]
    model: Option<PathBuf>,
    /// What for: accuracy, f1, f0.5 (or another beta), precision, recall, youden,
    /// recall@precision=0.8, precision@recall=0.8.
    #[arg(long, value_name = "OBJECTIVE", default_value = "f1")]
    objective: Objective,
    /// Weigh every score that occurs instead of 0.01, 0.02, ... 0.99.
    #[arg(long)]
    exact: bool,
    /// In which probabilities the thresholds stand.
    #[arg(long, value_enum, default_value = "keep")]
    calibration: Calibrate,
    /// What the set is called [default: its objective].
    #[arg(long)]
    name: Option<String>,
    /// Take the set of this file instead of choosing one.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["library", "objective", "exact", "calibration", "name"])]
    from: Option<PathBuf>,
    /// Write the set to this file.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Use the set from now on: in `predict`, in `evaluate` and in the window. A run's folder
    /// takes it; for the shipped model it lies in your data and the model stays as it is.
    #[arg(long)]
    apply: bool,
    /// Use the shipped model's own thresholds again.
    #[arg(
        long,
        conflicts_with_all = ["library", "objective", "exact", "calibration", "name", "from", "out", "apply", "json"]
    )]
    reset: bool,
    /// Print one JSON object instead of the tables.
    #[arg(long)]
    json: bool,
}

const EXAMPLES: &str = "\
Examples:
  onesheet thresholds MyFilms
  onesheet thresholds MyFilms --objective recall@precision=0.8 --out thresholds.json
  onesheet thresholds MyFilms --objective f0.5 --calibration fit --apply
  onesheet thresholds --from thresholds.json --apply
  onesheet thresholds --reset

Thresholds are chosen on the validation films and then read on the test films.";

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Calibrate {
    /// The calibration in use.
    Keep,
    /// None: what the network says.
    Off,
    /// The one that came with the model.
    Model,
    /// Platt or isotonic per genre, fitted on this library's validation films.
    Fit,
}

impl Calibrate {
    fn recalibration(self) -> Recalibration {
        match self {
            Self::Keep => Recalibration::Keep,
            Self::Off => Recalibration::Off,
            Self::Model => Recalibration::Model,
            Self::Fit => Recalibration::Fit,
        }
    }
}

/// The object of `thresholds --json`.
#[derive(Serialize)]
struct Report<'a> {
    #[serde(flatten)]
    chosen: Option<&'a ChosenSet>,
    #[serde(skip_serializing_if = "Option::is_none")]
    set: Option<&'a ThresholdSet>,
    applied_to: Option<&'a Path>,
}

/// Chooses or takes a set, shows it, and does with it what was asked for.
///
/// # Errors
/// Where the library, the model or the file cannot be used, the disk refuses, or `task` was
/// cancelled.
pub fn run(arguments: &Arguments, task: &Task) -> anyhow::Result<ExitCode> {
    if arguments.from.is_some() && arguments.model.is_some() && !arguments.apply {
        let words = "--model with --from says which model takes the set: give --apply too";
        return Err(Usage(words.to_owned()).into());
    }
    let places = ModelPlaces::of_this_computer();
    let model = match (&arguments.model, &places.shipped) {
        (Some(folder), _) => folder.clone(),
        (None, shipped) => shipped.clone().context(
            "no model is shipped with this copy of Onesheet: give a model's folder with --model",
        )?,
    };
    let mut out = std::io::stdout().lock();
    if arguments.reset {
        let words = if places.reset(&model)? {
            "The shipped model has its own thresholds again."
        } else {
            "Nothing had been applied to the shipped model: it has its own thresholds."
        };
        writeln!(out, "{words}")?;
        return Ok(ExitCode::SUCCESS);
    }
    let chosen = match &arguments.library {
        Some(library) => Some(choose(arguments, &places, library, &model, task)?),
        None => None,
    };
    let read = match &arguments.from {
        Some(file) => Some(ThresholdSet::read(file)?),
        None => None,
    };
    let Some(set) = read.as_ref().or(chosen.as_ref().map(|chosen| &chosen.set)) else {
        bail!("name a library to choose thresholds on, or a file with --from");
    };
    if let Some(file) = &arguments.out {
        set.write(file)?;
    }
    let applied_to = if arguments.apply {
        let checkpoint = Checkpoint::load(&model)?.require_genres(&model)?;
        Some(places.apply(set, &model, &checkpoint)?)
    } else {
        None
    };
    if arguments.json {
        let report = Report {
            chosen: chosen.as_ref(),
            set: read.as_ref(),
            applied_to: applied_to.as_deref(),
        };
        serde_json::to_writer(&mut out, &report)?;
        writeln!(out)?;
        return Ok(ExitCode::SUCCESS);
    }
    match &chosen {
        Some(chosen) => write_chosen(&mut out, chosen)?,
        None => write_set(&mut out, set)?,
    }
    if let Some(file) = &arguments.out {
        writeln!(out, "\nWritten to {}.", file.display())?;
    }
    match &applied_to {
        Some(file) => writeln!(
            out,
            "\n{} uses them from now on ({}).",
            model.display(),
            file.display()
        )?,
        None if arguments.out.is_none() => writeln!(
            out,
            "\nNothing was changed: --apply uses these thresholds, --out FILE keeps them."
        )?,
        None => {}
    }
    Ok(ExitCode::SUCCESS)
}

fn choose(
    arguments: &Arguments,
    places: &ModelPlaces,
    library: &Path,
    model: &Path,
    task: &Task,
) -> anyhow::Result<ChosenSet> {
    let library = Library::open(library)?;
    let reader = Reader::new(places.open(model)?.checkpoint)?;
    let options = ChoiceOptions {
        name: arguments
            .name
            .clone()
            .unwrap_or_else(|| arguments.objective.in_words()),
        objective: arguments.objective,
        candidates: if arguments.exact {
            Candidates::Exact
        } else {
            Candidates::Grid
        },
        calibration: arguments.calibration.recalibration(),
    };
    let _progress = watch(task);
    Ok(choose_on_library(&library, &reader, &options, task)?)
}

fn write_set(out: &mut impl Write, set: &ThresholdSet) -> std::io::Result<()> {
    writeln!(out, "{}: {}", set.name, set.story())?;
    for (genre, threshold) in set.genres.iter().zip(&set.thresholds) {
        writeln!(out, "  {genre:14} {:.3}", threshold.value())?;
    }
    Ok(())
}

fn write_chosen(out: &mut impl Write, chosen: &ChosenSet) -> std::io::Result<()> {
    let set = &chosen.set;
    writeln!(out, "Thresholds {}:\n", set.story())?;
    writeln!(
        out,
        "{:14} {:>9}   {:^33}   {:^33}",
        "", "", "on validation (flatters)", "on test"
    )?;
    let columns = format!(
        "{:>9} {:>6} {:>6} {:>9}",
        "precision", "recall", "F1", "accuracy"
    );
    writeln!(
        out,
        "{:14} {:>9}   {columns}   {columns} {:>11}",
        "genre", "threshold", "'no' to all"
    )?;
    for (index, (genre, threshold)) in set.genres.iter().zip(&set.thresholds).enumerate() {
        write!(out, "{genre:14} {:>9.3}   ", threshold.value())?;
        write_genre(out, &chosen.validation, index)?;
        write!(out, "   ")?;
        match &chosen.test {
            Some(test) => {
                write_genre(out, test, index)?;
                let no = test.baselines.all_negative.per_genre.get(index);
                let no = no.map_or(0.0, |genre| genre.accuracy);
                writeln!(out, " {no:>11.3}")?;
            }
            None => writeln!(out, "-")?,
        }
    }
    writeln!(out)?;
    let figures = [
        ("validation", Some(&chosen.validation)),
        ("test", chosen.test.as_ref()),
    ];
    for (split, figures) in figures {
        let Some(figures) = figures else { continue };
        writeln!(
            out,
            "{split}: {} films, macro F1 {:.3}, micro F1 {:.3}, Jaccard {:.3}, exactly right {:.3}, \
             Hamming loss {:.3}; {:.2} genres a film predicted, {:.2} true; {} films reach none",
            thousands(figures.films as u64),
            figures.macro_.f1,
            figures.micro.f1,
            figures.jaccard,
            figures.subset_accuracy,
            figures.hamming_loss,
            figures.predicted_per_film,
            figures.labels_per_film,
            thousands(figures.without_prediction as u64),
        )?;
    }
    for note in &chosen.notes {
        writeln!(out, "\nWarning: {note}.")?;
    }
    Ok(())
}

fn write_genre(out: &mut impl Write, figures: &Figures, index: usize) -> std::io::Result<()> {
    let Some(genre) = figures.per_genre.get(index) else {
        return Ok(());
    };
    write!(
        out,
        "{:>9.3} {:>6.3} {:>6.3} {:>9.3}",
        genre.precision, genre.recall, genre.f1, genre.accuracy
    )
}
