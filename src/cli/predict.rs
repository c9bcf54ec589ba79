//! `onesheet predict`: reads posters and says their genres.

use std::fmt::Write as _;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, bail};
use serde::Serialize;

use crate::catalog::{Genre, image_file};
use crate::evaluation::{self, ThresholdSet};
use crate::jobs::Task;
use crate::resources;
use crate::vision::{ReadError, Reader, Reading, colormap};

const EXAMPLES: &str = "\
Examples:
  onesheet predict poster.jpg
  onesheet predict drafts/*.png --json
  onesheet predict poster.jpg --flips
  onesheet predict poster.jpg --map why.png --genre Horror
  onesheet predict poster.jpg --model MyFilms/runs/first";

/// Reads posters: the genres that each speaks.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Arguments {
    /// Image files (JPEG, PNG, WebP, GIF, BMP, TIFF).
    #[arg(required = true, value_name = "POSTER")]
    posters: Vec<PathBuf>,
    /// A model folder; the shipped model without it.
    #[arg(long, value_name = "DIR")]
    model: Option<PathBuf>,
    /// Read each poster and its mirror image and say the mean: a little surer, in twice the time.
    #[arg(long)]
    flips: bool,
    /// One JSON object a line instead of text.
    #[arg(long)]
    json: bool,
    /// Write the poster with the evidence over it: orange speaks for the genre, blue against it.
    /// One poster only.
    #[arg(long, value_name = "PNG")]
    map: Option<PathBuf>,
    /// The genre of the map; the most probable one without it.
    #[arg(long, requires = "map", value_parser = named)]
    genre: Option<Genre>,
}

fn named(text: &str) -> Result<Genre, &'static str> {
    Genre::parse(text).ok_or("this names no genre")
}

/// How much of the poster the strongest evidence hides.
const OPACITY: f32 = 0.7;

#[derive(Serialize)]
#[serde(untagged)]
enum Line<'a> {
    Read {
        poster: &'a Path,
        /// The applied set's name; `null`: the model's own thresholds.
        thresholds: Option<&'a str>,
        genres: Vec<GenreLine<'a>>,
    },
    Failed {
        poster: &'a Path,
        error: &'a str,
    },
}

#[derive(Serialize)]
struct GenreLine<'a> {
    genre: &'a str,
    probability: f32,
    threshold: f32,
    predicted: bool,
}

/// Reads each poster in turn; one that cannot be read is said, and the rest goes on.
///
/// # Errors
/// If the model cannot be opened, cancelled, or standard output is closed.
pub fn run(arguments: &Arguments, task: &Task) -> anyhow::Result<ExitCode> {
    if arguments.map.is_some() && arguments.posters.len() > 1 {
        bail!("--map draws one poster; name one, or leave --map out");
    }
    let (reader, applied) = open_reader(arguments.model.as_deref())?;
    let name = applied.as_ref().map(|set| set.name.as_str());
    if let Some(set) = &applied {
        eprintln!("Thresholds: '{}', {}.", set.name, set.story());
    }
    if let (Some(to), [poster]) = (&arguments.map, arguments.posters.as_slice()) {
        let said = map(&reader, poster, arguments.genre.as_ref(), to, task)
            .with_context(|| format!("no map of {}", poster.display()))?;
        eprintln!("{said}");
    }
    let mut out = std::io::stdout().lock();
    let mut failed = false;
    for poster in &arguments.posters {
        task.check()?;
        let outcome = if arguments.flips {
            image_file::decode_file(poster)
                .map_err(ReadError::from)
                .and_then(|decoded| Ok(reader.read_both(&decoded.image, task)?))
        } else {
            reader.read_file(poster, task)
        };
        // A cancel while a poster is read is no fault of the poster.
        task.check()?;
        let outcome = outcome.map_err(|error| error.to_string());
        failed |= outcome.is_err();
        if arguments.json {
            let line = line(poster, name, &outcome);
            writeln!(out, "{}", serde_json::to_string(&line)?)?;
        } else {
            match &outcome {
                Ok(reading) => writeln!(out, "{}", described(poster, reading))?,
                Err(error) => eprintln!("onesheet: {}: {error}", poster.display()),
            }
        }
    }
    Ok(if failed {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

/// Writes the map of `genre`, or of the most probable one; returns what it shows.
fn map(
    reader: &Reader,
    poster: &Path,
    genre: Option<&Genre>,
    to: &Path,
    task: &Task,
) -> anyhow::Result<String> {
    let image = image_file::decode_file(poster)?.image;
    let (reading, maps) = reader.explain(&image, task)?;
    let genre = match (genre, reading.ranked().first()) {
        (Some(asked), _) => asked.clone(),
        (None, Some(best)) => best.genre.clone(),
        (None, None) => bail!("the model knows no genre"),
    };
    let index = reader.genres().iter().position(|known| *known == genre);
    let Some(index) = index else {
        let names: Vec<&str> = reader.genres().iter().map(Genre::name).collect();
        bail!("the model knows no {genre}; it knows {}", names.join(", "));
    };
    let maps = maps?;
    let map = maps.get(index).context("the model has no map of it")?;
    colormap::over(&image, map, map.reach(), OPACITY)
        .save(to)
        .with_context(|| format!("{} cannot be written", to.display()))?;
    Ok(format!(
        "{}: {genre}; mean evidence {:+.2}, bias {:+.2}, logit {:+.2}; the colours end at {:.2}",
        to.display(),
        map.mean(),
        map.bias(),
        map.logit(),
        map.reach()
    ))
}

/// The model in `directory`, or the shipped one, and the thresholds that were applied to it.
///
/// # Errors
/// A sentence if there is none or it cannot be used.
pub fn open_reader(directory: Option<&Path>) -> anyhow::Result<(Reader, Option<ThresholdSet>)> {
    Ok(evaluation::open_reader(&model_folder(directory)?)?)
}

/// The model's folder: `directory`, or the shipped one's.
///
/// # Errors
/// A sentence if there is none.
pub fn model_folder(directory: Option<&Path>) -> anyhow::Result<PathBuf> {
    match directory {
        Some(given) => Ok(given.to_path_buf()),
        None => resources::model_dir()
            .context("no model was shipped with this build; name a model folder with --model DIR"),
    }
}

fn line<'a>(
    poster: &'a Path,
    thresholds: Option<&'a str>,
    outcome: &'a Result<Reading, String>,
) -> Line<'a> {
    match outcome {
        Err(error) => Line::Failed { poster, error },
        Ok(reading) => {
            let ranked = reading.ranked().into_iter();
            let genres = ranked.map(|score| GenreLine {
                genre: score.genre.name(),
                probability: score.probability.value(),
                threshold: score.threshold.value(),
                predicted: score.predicted(),
            });
            Line::Read {
                poster,
                thresholds,
                genres: genres.collect(),
            }
        }
    }
}

/// The poster's name, the reading in words, and a bar per genre; `|` marks the threshold.
fn described(poster: &Path, reading: &Reading) -> String {
    const BAR: usize = 40;
    let names = reading
        .scores
        .iter()
        .map(|score| score.genre.name().chars().count());
    let widest = names.max().unwrap_or(0);
    let mut text = format!("{}\n{}\n", poster.display(), reading.in_words());
    for score in reading.ranked() {
        let place = |share: f32| ((share * BAR as f32).round() as usize).min(BAR - 1);
        let filled = (score.probability.value() * BAR as f32).round() as usize;
        let tick = place(score.threshold.value());
        let bar: String = (0..BAR)
            .map(|at| match at {
                _ if at == tick => '|',
                _ if at < filled => '█',
                _ => '·',
            })
            .collect();
        let mark = if score.predicted() { "yes" } else { "" };
        let percent = score.probability.percent();
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "  {:widest$}  {bar} {percent:>5}  {mark}",
            score.genre
        );
    }
    text
}
