//! `onesheet rank`: the most (or least, or oddest) of a genre, as a list, a table or a sheet.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, bail};
use clap::ValueEnum;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use serde::Serialize;

use super::predict::model_folder;
use super::progress::watch;
use crate::catalog::{Film, Genre, Library, Split, Tongue};
use crate::evaluation;
use crate::explore::contact_sheet::{self, COLUMNS, PRINT_WIDTH, SCREEN_WIDTH, Sheet};
use crate::explore::listing::{entries, write_csv};
use crate::explore::save::Unfinished;
use crate::explore::{
    Entry, Filter, LibraryScores, Order, Outcome, captions, rank, ranking, series,
};
use crate::jobs::Task;
use crate::vision::{FeatureStore, Reader};
use crate::wording::thousands;

const EXAMPLES: &str = "\
Examples:
  onesheet rank MyFilms --genre Horror --top 100 --png sheet.png --csv list.csv
  onesheet rank MyFilms --genre Romance --order surprising --split test
  onesheet rank MyFilms --genre Drama --decade 1980 --language Japanese --one-of-a-series
  onesheet rank MyFilms --genre Comedy --model MyFilms/runs/head-1 --json";

/// Rank a library's posters by a genre.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Arguments {
    /// The library's folder.
    library: PathBuf,
    /// One of the model's genres.
    #[arg(long, value_name = "GENRE")]
    genre: String,
    /// How many posters.
    #[arg(long, value_name = "N", default_value = "100")]
    top: std::num::NonZeroUsize,
    /// What comes first: most or least probable, ambiguous (near the threshold), entropy (least
    /// certain over all genres), surprising (confident and wrong).
    #[arg(
        long,
        default_value = Order::Most.name(),
        value_parser = PossibleValuesParser::new(Order::ALL.iter().map(|order| order.name()))
            .map(|name| order(&name))
    )]
    order: Order,
    /// The model's folder [default: the shipped model].
    #[arg(long, value_name = "FOLDER")]
    model: Option<PathBuf>,
    /// Only films of this part.
    #[arg(long, value_enum)]
    split: Option<Part>,
    /// Only films of these ten years, such as 1980.
    #[arg(long, value_name = "YEAR", value_parser = decade)]
    decade: Option<i32>,
    /// Only films of this language (`ja`, Japanese), or with titles in this script (Cyrillic).
    #[arg(long, value_name = "LANGUAGE", value_parser = tongue)]
    language: Option<Tongue>,
    /// Only films that the table labels with this genre.
    #[arg(long, value_name = "GENRE", value_parser = genre)]
    labelled: Option<Genre>,
    /// Only films that the model's threshold judges rightly, or only those it does not.
    #[arg(long, value_enum)]
    only: Option<Only>,
    /// One poster for each collection, and for posters that are the same picture.
    #[arg(long)]
    one_of_a_series: bool,
    #[command(flatten)]
    sheet: SheetArguments,
    /// Write the list as a CSV table.
    #[arg(long, value_name = "FILE")]
    csv: Option<PathBuf>,
    /// Print one JSON object instead of the list.
    #[arg(long)]
    json: bool,
}

/// How a sheet is made; shared with `similar`.
#[derive(Debug, clap::Args)]
pub struct SheetArguments {
    /// Write the posters with their captions as one picture.
    #[arg(long, value_name = "FILE")]
    pub png: Option<PathBuf>,
    /// Larger posters, from the original files instead of the thumbnails.
    #[arg(long, requires = "png")]
    pub print: bool,
    /// Width of a poster in the picture, in pixels [default: 185, with --print 500].
    #[arg(
        long,
        value_name = "PIXELS",
        requires = "png",
        value_parser = clap::value_parser!(u32).range(60..=1000)
    )]
    pub poster_width: Option<u32>,
}

impl SheetArguments {
    /// A sheet of these words.
    pub fn sheet(&self, heading: String, beneath: String, columns: usize) -> Sheet {
        let usual = if self.print {
            PRINT_WIDTH
        } else {
            SCREEN_WIDTH
        };
        Sheet {
            heading,
            beneath,
            columns,
            tile_width: self.poster_width.unwrap_or(usual),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Part {
    Train,
    Validation,
    Test,
}

impl From<Part> for Split {
    fn from(part: Part) -> Self {
        match part {
            Part::Train => Self::Train,
            Part::Validation => Self::Validation,
            Part::Test => Self::Test,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Only {
    Correct,
    Mistaken,
}

fn order(name: &str) -> Order {
    let known = Order::ALL.iter().find(|order| order.name() == name);
    known.copied().unwrap_or_default()
}

fn decade(text: &str) -> Result<i32, String> {
    let year = text.strip_suffix('s').unwrap_or(text).parse();
    year.map(ranking::decade)
        .map_err(|_| "a year is expected, such as 1980".to_owned())
}

fn tongue(text: &str) -> Result<Tongue, String> {
    Tongue::parse(text).ok_or_else(|| {
        "a language (ja, Japanese) or a script (Latin, Cyrillic, Kana) is expected".to_owned()
    })
}

fn genre(text: &str) -> Result<Genre, String> {
    Genre::parse(text).ok_or_else(|| "a genre is expected, such as Western".to_owned())
}

#[derive(Serialize)]
struct Answer<'a> {
    genre: &'a str,
    order: &'static str,
    threshold: f32,
    /// Films whose poster could be read.
    scored: usize,
    /// Films that pass the filters.
    matching: usize,
    posters: &'a [Entry],
}

/// Ranks, then prints or writes the list.
///
/// # Errors
/// Where the library or the model cannot be used, the genre is none of the model's, no poster
/// passes the filters, a file cannot be written, or `task` was cancelled.
pub fn run(arguments: &Arguments, task: &Task) -> anyhow::Result<ExitCode> {
    let library = Library::open(&arguments.library)?;
    let model = model_folder(arguments.model.as_deref())?;
    let (reader, applied) = evaluation::open_reader(&model)?;
    if let Some(set) = &applied {
        eprintln!("Thresholds: '{}', {}.", set.name, set.story());
    }
    let genre = genre_of(&reader, &arguments.genre)?;
    let films = library.films()?;
    let progress = watch(task);
    let store = FeatureStore::ensure(&library, &reader, task)?;
    let checkpoint = reader.checkpoint();
    let scores = LibraryScores::compute(&films, &store, checkpoint, task)?;
    drop(progress);
    say_skipped(&store);
    let filter = Filter {
        split: arguments.split.map(Split::from),
        decade: arguments.decade,
        tongue: arguments.language.clone(),
        labelled: arguments.labelled.clone(),
        outcome: match arguments.only {
            None => Outcome::All,
            Some(Only::Correct) => Outcome::Correct,
            Some(Only::Mistaken) => Outcome::Mistaken,
        },
        one_of: arguments
            .one_of_a_series
            .then(|| series(&films, &library.alike(&films))),
    };
    let thresholds = &checkpoint.thresholds;
    let order = arguments.order;
    let matching = ranking::matching(&scores, &films, genre, order, &filter, thresholds).len();
    let count = arguments.top.get();
    let ranked = rank(&scores, &films, genre, order, &filter, thresholds, count);
    if ranked.is_empty() {
        bail!(
            "none of the {} posters that could be read passes these filters; loosen them",
            thousands(scores.len() as u64)
        );
    }
    let list = entries(&scores, &films, genre, &ranked);
    if let Some(path) = &arguments.csv {
        save(path, |file| Ok(write_csv(file, &list)?))?;
    }
    let heading = format!("{} · {}", scores.genres()[genre], order.label());
    let beneath = beneath(&arguments.library, &model, &filter, list.len(), matching);
    if let Some(path) = &arguments.sheet.png {
        let sheet = arguments
            .sheet
            .sheet(heading.clone(), beneath.clone(), COLUMNS);
        let tiles: Vec<_> = list.iter().map(captions::ranked).collect();
        let film = |index: usize| &films[scores.film(ranked[index].row)];
        let print = arguments.sheet.print;
        let picture = |index| captions::picture(&library, film(index), print);
        let _progress = watch(task);
        save(path, |file| {
            contact_sheet::write(file, &sheet, &tiles, picture, task)?;
            Ok(())
        })?;
    }
    let mut out = std::io::stdout().lock();
    if arguments.json {
        let answer = Answer {
            genre: scores.genres()[genre].name(),
            order: order.name(),
            threshold: thresholds[genre].value(),
            scored: scores.len(),
            matching,
            posters: &list,
        };
        serde_json::to_writer(&mut out, &answer)?;
        writeln!(out)?;
    } else {
        writeln!(out, "{heading}\n{beneath}\n")?;
        write_list(&mut out, &list, order)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The model's genre of this name.
fn genre_of(reader: &Reader, name: &str) -> anyhow::Result<usize> {
    let wanted = Genre::parse(name);
    let genres = reader.genres();
    let place = genres
        .iter()
        .position(|genre| Some(genre) == wanted.as_ref());
    place.with_context(|| {
        let known: Vec<&str> = genres.iter().map(Genre::name).collect();
        format!(
            "'{name}' is none of the model's genres; it tells apart {}",
            known.join(", ")
        )
    })
}

/// Says on standard error how many posters could not be read.
pub fn say_skipped(store: &FeatureStore) {
    if let [first, rest @ ..] = store.skipped() {
        let (path, reason) = (first.path.display(), &first.reason);
        let more = match rest.len() {
            0 => String::new(),
            more => format!(", and {} more", thousands(more as u64)),
        };
        eprintln!("onesheet: left out: {path}: {reason}{more}");
    }
}

/// Writes a file whole or not at all.
///
/// # Errors
/// What `write` or the disk says, with the file's path.
pub fn save(
    path: &Path,
    write: impl FnOnce(&mut Unfinished) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let failed = || format!("{} was not written", path.display());
    let mut file = Unfinished::begin(path).with_context(failed)?;
    write(&mut file).with_context(failed)?;
    file.finish().with_context(failed)
}

/// `100 of 7,800 posters of MyFilms, read by head-1; test films; 1980s`.
fn beneath(library: &Path, model: &Path, filter: &Filter, shown: usize, matching: usize) -> String {
    let (shown, matching) = (thousands(shown as u64), thousands(matching as u64));
    let (library, model) = (last_name(library), last_name(model));
    let mut parts = vec![format!(
        "{shown} of {matching} posters of {library}, read by {model}"
    )];
    parts.extend(filter.in_words());
    parts.join("; ")
}

/// The last part of a folder's path, also of `.` and `..`.
pub fn last_name(folder: &Path) -> String {
    let whole = std::fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
    let name = whole.file_name().unwrap_or(whole.as_os_str());
    name.to_string_lossy().into_owned()
}

fn write_list(out: &mut impl Write, list: &[Entry], order: Order) -> std::io::Result<()> {
    let shows_value = !matches!(order, Order::Most | Order::Least);
    for entry in list {
        let rank = entry.rank;
        write!(out, "{rank:>4}  {:.3}", entry.probability)?;
        if shows_value {
            write!(out, "  {:>6.3}", entry.value)?;
        }
        writeln!(
            out,
            "  {}  {}",
            titled(&entry.title, entry.year),
            entry.genres
        )?;
    }
    let value = match order {
        Order::Most | Order::Least => return Ok(()),
        Order::Ambiguous => "the distance from the threshold",
        Order::Entropy => "the mean entropy over all genres, in bits",
        Order::Surprising => "how far past the threshold, in log odds",
    };
    writeln!(out, "\n(rank, probability, {value})")
}

/// `Alien (1979)`.
pub fn titled(title: &str, year: Option<i32>) -> String {
    match year {
        Some(year) => format!("{title} ({year})"),
        None => title.to_owned(),
    }
}

/// `Alien (1979)`.
pub fn film_titled(film: &Film) -> String {
    titled(&film.title, film.year)
}
