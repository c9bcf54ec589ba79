//! `onesheet evaluate`: what a model is worth on a library.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::ValueEnum;

use super::model::folder_or_shipped;
use super::progress::watch;
use crate::catalog::{Library, Split};
use crate::evaluation::{
    Evaluation, Figures, Judged, LibraryFeatures, Objective, Quality, ThresholdSource,
    evaluate_features, open_reader,
};
use crate::jobs::Task;
use crate::wording::thousands;

/// Judge a model on a library's films.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Arguments {
    /// The library's folder, with labelled films and their posters.
    library: PathBuf,
    /// The model's folder [default: the shipped model].
    #[arg(long, value_name = "FOLDER")]
    model: Option<PathBuf>,
    /// Which films; `all` for a model that was not trained on this library.
    #[arg(long, value_enum, default_value = "test")]
    split: Films,
    /// Choose the thresholds anew for this, on the library's validation films; without it the
    /// model's own thresholds count.
    ///
    /// accuracy, f1, f0.5 (or another beta), precision, recall, youden, recall@precision=0.8,
    /// precision@recall=0.8.
    #[arg(long, value_name = "OBJECTIVE")]
    objective: Option<Objective>,
    /// Judge each film by the mean over its poster and the poster's mirror image. The mirror images
    /// are read once more, and kept.
    #[arg(long)]
    flips: bool,
    /// Print one JSON object instead of the tables.
    #[arg(long)]
    json: bool,
}

const EXAMPLES: &str = "\
Examples:
  onesheet evaluate MyFilms
  onesheet evaluate MyFilms --model MyFilms/runs/head-1 --split test --objective f1
  onesheet evaluate MyFilms --model MyFilms/runs/last-block-1 --flips
  onesheet evaluate OtherFilms --split all --json";

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Films {
    /// Read once, at the end.
    Test,
    /// Epochs, thresholds and calibration are chosen here: figures flatter.
    Validation,
    /// Weights are learned here: figures flatter more.
    Train,
    /// All three together.
    All,
}

impl Films {
    fn judged(self) -> Judged {
        match self {
            Self::Test => Judged::Split(Split::Test),
            Self::Validation => Judged::Split(Split::Validation),
            Self::Train => Judged::Split(Split::Train),
            Self::All => Judged::All,
        }
    }
}

/// Judges, then prints the figures.
///
/// # Errors
/// Where the library or the model cannot be used, the films are missing, or `task` was cancelled.
pub fn run(arguments: &Arguments, task: &Task) -> anyhow::Result<ExitCode> {
    let library = Library::open(&arguments.library)?;
    let model = folder_or_shipped(arguments.model.as_deref())?;
    let (reader, applied) = open_reader(&model)?;
    let progress = watch(task);
    let judged = arguments.split.judged();
    let objective = arguments.objective;
    let splits = judged.splits(objective);
    let features = if arguments.flips {
        LibraryFeatures::ensure_both(&library, &reader, &splits, task)?
    } else {
        LibraryFeatures::ensure(&library, &reader, &splits, task)?
    };
    let mut evaluation =
        evaluate_features(&library, &features, &reader, &model, judged, objective)?;
    if arguments.flips {
        let note = "each film is judged by the mean over both mirror images of its poster";
        evaluation.notes.push(note.to_owned());
    }
    evaluation.applied = applied
        .filter(|_| evaluation.thresholds_from == ThresholdSource::Model)
        .map(|set| format!("'{}', {}", set.name, set.story()));
    drop(progress);
    let mut out = std::io::stdout().lock();
    if arguments.json {
        serde_json::to_writer(&mut out, &evaluation)?;
        writeln!(out)?;
    } else {
        write_evaluation(&mut out, &evaluation)?;
    }
    Ok(ExitCode::SUCCESS)
}

fn write_evaluation(out: &mut impl Write, evaluation: &Evaluation) -> std::io::Result<()> {
    let figures = &evaluation.figures;
    let (films, model) = (thousands(figures.films as u64), &evaluation.model);
    writeln!(
        out,
        "{films} films of {} ({}), judged by {model}",
        evaluation.library, evaluation.split
    )?;
    if evaluation.unreadable > 0 {
        let films = thousands(evaluation.unreadable as u64);
        writeln!(
            out,
            "left out, because their poster could not be read: {films}"
        )?;
    }
    writeln!(out)?;
    write_headline(out, figures)?;
    writeln!(out, "\n{}:", thresholds_in_words(evaluation))?;
    write_genres(out, figures)?;
    writeln!(out)?;
    write_together(out, figures)?;
    let warned = figures.per_genre.iter().filter_map(|genre| {
        let threshold = genre.threshold.value();
        let name = &genre.genre;
        genre
            .warning
            .map(|why| format!("{name}: the threshold {threshold:.2} says little here, {why}"))
    });
    for note in evaluation.notes.iter().cloned().chain(warned) {
        writeln!(out, "\nWarning: {note}.")?;
    }
    Ok(())
}

fn write_headline(out: &mut impl Write, figures: &Figures) -> std::io::Result<()> {
    write!(out, "macro AUC               {}", figure(figures.macro_auc))?;
    if let Some([low, high]) = figures.macro_auc_interval {
        write!(
            out,
            "  (95 % interval {low:.3} to {high:.3}; knowing nothing 0.500)"
        )?;
    }
    let baseline = figures.baselines.mean_average_precision;
    let map = figure(figures.mean_average_precision);
    writeln!(
        out,
        "\nmean average precision  {map}  (knowing nothing {baseline:.3})"
    )?;
    if !figures.undefined_genres.is_empty() {
        let names = figures.undefined_genres.join(", ");
        writeln!(
            out,
            "not in these two, since no film or every film has it: {names}"
        )?;
    }
    Ok(())
}

fn thresholds_in_words(evaluation: &Evaluation) -> String {
    match (evaluation.thresholds_from, evaluation.objective) {
        (ThresholdSource::Validation, Some(objective)) => {
            let objective = objective.in_words();
            format!("At thresholds chosen for {objective} on this library's validation films")
        }
        _ => match &evaluation.applied {
            Some(applied) => format!("At the thresholds {applied}, applied to the model"),
            None => "At the model's own thresholds".to_owned(),
        },
    }
}

fn write_genres(out: &mut impl Write, figures: &Figures) -> std::io::Result<()> {
    writeln!(
        out,
        "{:14} {:>6} {:>6} {:>6} {:>9} {:>9} {:>6} {:>6} {:>8} {:>11} {:>9}",
        "genre",
        "films",
        "AUC",
        "AP",
        "threshold",
        "precision",
        "recall",
        "F1",
        "accuracy",
        "'no' to all",
        "chance F1"
    )?;
    let no = &figures.baselines.all_negative.per_genre;
    let chance = &figures.baselines.prevalence.per_genre;
    for ((genre, no), chance) in figures.per_genre.iter().zip(no).zip(chance) {
        writeln!(
            out,
            "{:14} {:>6} {:>6} {:>6} {:>9.2} {:>9.3} {:>6.3} {:>6.3} {:>8.3} {:>11.3} {:>9.3}",
            genre.genre,
            thousands(genre.support as u64),
            figure(genre.auc),
            figure(genre.average_precision),
            genre.threshold.value(),
            genre.precision,
            genre.recall,
            genre.f1,
            genre.accuracy,
            no.accuracy,
            chance.f1
        )?;
    }
    writeln!(
        out,
        "('no' to all: the accuracy of never saying yes; chance F1: yes at random, as often as the genre occurs)"
    )
}

fn write_together(out: &mut impl Write, figures: &Figures) -> std::io::Result<()> {
    writeln!(
        out,
        "{:14} {:>9} {:>6} {:>6}",
        "average", "precision", "recall", "F1"
    )?;
    let averages: [(&str, Quality); 4] = [
        ("micro", figures.micro),
        ("macro", figures.macro_),
        ("weighted", figures.weighted),
        ("samples", figures.samples),
    ];
    for (
        name,
        Quality {
            precision,
            recall,
            f1,
        },
    ) in averages
    {
        writeln!(out, "{name:14} {precision:>9.3} {recall:>6.3} {f1:>6.3}")?;
    }
    let (no, chance) = (
        &figures.baselines.all_negative,
        &figures.baselines.prevalence,
    );
    writeln!(
        out,
        "\n{:30} {:>7} {:>11} {:>9}",
        "", "model", "'no' to all", "by chance"
    )?;
    let rows = [
        ("Jaccard (samples)", figures.jaccard, None, None),
        (
            "exactly the right genres",
            figures.subset_accuracy,
            Some(no.subset_accuracy),
            Some(chance.subset_accuracy),
        ),
        (
            "wrong decisions (Hamming loss)",
            figures.hamming_loss,
            Some(no.hamming_loss),
            Some(chance.hamming_loss),
        ),
        (
            "macro F1",
            figures.macro_.f1,
            Some(no.macro_f1),
            Some(chance.macro_f1),
        ),
    ];
    for (name, model, no, chance) in rows {
        let (no, chance) = (figure(no), figure(chance));
        writeln!(out, "{name:30} {model:>7.3} {no:>11} {chance:>9}")?;
    }
    let reliability = &figures.reliability;
    let (error, brier) = (reliability.expected_calibration_error, reliability.brier);
    writeln!(
        out,
        "\ngenres a film: {:.2} predicted, {:.2} true; films that reach no threshold: {}",
        figures.predicted_per_film,
        figures.labels_per_film,
        thousands(figures.without_prediction as u64)
    )?;
    writeln!(
        out,
        "\ncalibration error {error:.3}, Brier score {brier:.3} (means over the genres; 0 is best)"
    )
}

/// `0.783`, or a dash.
fn figure(value: Option<f64>) -> String {
    value.map_or_else(|| "-".to_owned(), |value| format!("{value:.3}"))
}
