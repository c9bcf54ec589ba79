//! `onesheet similar`: which posters of a library resemble one, from the library or from outside.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use serde::Serialize;

use super::predict::open_reader;
use super::progress::watch;
use super::rank::{SheetArguments, film_titled, last_name, save, say_skipped, titled};
use crate::catalog::{Film, Genre, Library, image_file};
use crate::explore::contact_sheet::{self, Picture, Tile};
use crate::explore::neighbours::label_agreement;
use crate::explore::{Neighbour, NeighbourIndex, Resemblance, captions, find};
use crate::jobs::Task;
use crate::vision::{FeatureStore, Reader};
use crate::wording::thousands;

const EXAMPLES: &str = "\
Examples:
  onesheet similar MyFilms draft.png
  onesheet similar MyFilms tt0078748 --count 20 --json
  onesheet similar MyFilms \"Alien (1979)\" --png strip.png";

/// The most posters in a row: the one asked for, ten others and some copies.
const COLUMNS: usize = 14;

/// Find the posters of a library that resemble one.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Arguments {
    /// The library's folder.
    library: PathBuf,
    /// An image file, or a film of the library: its id or title.
    #[arg(value_name = "POSTER")]
    poster: String,
    /// How many neighbours.
    #[arg(long, value_name = "N", default_value = "10")]
    count: std::num::NonZeroUsize,
    /// The model whose eyes compare [default: the shipped model].
    #[arg(long, value_name = "FOLDER")]
    model: Option<PathBuf>,
    #[command(flatten)]
    sheet: SheetArguments,
    /// Print one JSON object instead of the list.
    #[arg(long)]
    json: bool,
}

/// What the others are compared with.
enum Asked {
    Film(usize),
    File(PathBuf),
}

/// The poster asked for, in words and figures.
#[derive(Serialize)]
struct Subject {
    /// The file, or the film's id.
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<PathBuf>,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    title: String,
    year: Option<i32>,
    /// A film's labels; of a file, what the model reads in it.
    genres: Vec<String>,
    #[serde(skip)]
    labels: Vec<Genre>,
}

#[derive(Serialize)]
struct Line<'a> {
    id: &'a str,
    title: &'a str,
    year: Option<i32>,
    similarity: f32,
    genres: Vec<&'a str>,
    /// Jaccard's index of the genres of both; none where one has no label.
    agreement: Option<f32>,
    /// Other films with this very picture.
    copies: usize,
}

#[derive(Serialize)]
struct Answer<'a> {
    poster: &'a Subject,
    compared: usize,
    same_picture: Vec<Line<'a>>,
    neighbours: Vec<Line<'a>>,
}

/// Compares, then prints or draws the nearest.
///
/// # Errors
/// Where the library or the model cannot be used, the poster is neither a file nor a film of the
/// library, a file cannot be written, or `task` was cancelled.
pub fn run(arguments: &Arguments, task: &Task) -> anyhow::Result<ExitCode> {
    let library = Library::open(&arguments.library)?;
    let films = library.films()?;
    let asked = asked(&films, &arguments.poster)?;
    let (reader, _) = open_reader(arguments.model.as_deref())?;
    let progress = watch(task);
    let store = FeatureStore::ensure(&library, &reader, task)?;
    let index = NeighbourIndex::build(&films, &store, library.alike(&films), task)?;
    drop(progress);
    say_skipped(&store);
    let count = arguments.count.get();
    let (subject, found) = match &asked {
        Asked::Film(film) => of_film(&films[*film], *film, &index, count)?,
        Asked::File(path) => {
            let seen = See {
                library: &library,
                films: &films,
                reader: &reader,
            };
            seen.file(path, &index, count, task)?
        }
    };
    if let Some(path) = &arguments.sheet.png {
        let _progress = watch(task);
        strip(
            arguments, &library, &films, &asked, &subject, &found, path, task,
        )?;
    }
    let mut out = std::io::stdout().lock();
    let lines = |list: &[Neighbour]| -> Vec<Line<'_>> {
        let line = |near: &Neighbour| line(&films[near.film], near, &subject.labels);
        list.iter().map(line).collect()
    };
    let (same_picture, neighbours) = (lines(&found.duplicates), lines(&found.neighbours));
    if arguments.json {
        let answer = Answer {
            poster: &subject,
            compared: index.len(),
            same_picture,
            neighbours,
        };
        serde_json::to_writer(&mut out, &answer)?;
        writeln!(out)?;
    } else {
        write_lists(&mut out, &subject, index.len(), &same_picture, &neighbours)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// A file goes before a film of that name.
fn asked(films: &[Film], poster: &str) -> anyhow::Result<Asked> {
    let path = Path::new(poster);
    if path.is_file() {
        return Ok(Asked::File(path.to_owned()));
    }
    Ok(Asked::Film(find::find(films, poster)?))
}

fn of_film(
    film: &Film,
    place: usize,
    index: &NeighbourIndex,
    count: usize,
) -> anyhow::Result<(Subject, Resemblance)> {
    let found = index.of_film(place, count).with_context(|| {
        format!(
            "{} has no poster that could be read; choose another film",
            film_titled(film)
        )
    })?;
    let subject = Subject {
        file: None,
        id: Some(film.key.clone()),
        title: film.title.clone(),
        year: film.year,
        genres: names(&film.genres),
        labels: film.genres.clone(),
    };
    Ok((subject, found))
}

/// What a poster from outside is looked at with.
struct See<'a> {
    library: &'a Library,
    films: &'a [Film],
    reader: &'a Reader,
}

impl See<'_> {
    fn file(
        &self,
        path: &Path,
        index: &NeighbourIndex,
        count: usize,
        task: &Task,
    ) -> anyhow::Result<(Subject, Resemblance)> {
        let image = image_file::decode_file(path)
            .with_context(|| path.display().to_string())?
            .image;
        let reading = self.reader.read_image(&image, task)?;
        let same = self.library.same_picture(self.films, &image);
        let labels: Vec<Genre> = reading.predicted().into_iter().cloned().collect();
        let name = path.file_name().unwrap_or(path.as_os_str());
        let subject = Subject {
            file: Some(path.to_owned()),
            id: None,
            title: name.to_string_lossy().into_owned(),
            year: None,
            genres: names(&labels),
            labels,
        };
        Ok((subject, index.of_features(&reading.features, &same, count)))
    }
}

fn names(genres: &[Genre]) -> Vec<String> {
    genres.iter().map(|genre| genre.name().to_owned()).collect()
}

fn line<'a>(film: &'a Film, near: &Neighbour, labels: &[Genre]) -> Line<'a> {
    Line {
        id: &film.key,
        title: &film.title,
        year: film.year,
        similarity: near.similarity,
        genres: film.genres.iter().map(Genre::name).collect(),
        agreement: label_agreement(labels, &film.genres),
        copies: near.copies,
    }
}

#[expect(clippy::too_many_arguments, reason = "each is one thing to draw from")]
fn strip(
    arguments: &Arguments,
    library: &Library,
    films: &[Film],
    asked: &Asked,
    subject: &Subject,
    found: &Resemblance,
    path: &Path,
    task: &Task,
) -> anyhow::Result<()> {
    let print = arguments.sheet.print;
    let of = |near: &Neighbour| &films[near.film];
    let mut tiles = vec![captions::asked(
        "asked",
        &subject.title,
        subject.year,
        &subject.labels,
    )];
    let same = found.duplicates.iter();
    tiles.extend(same.map(|near| captions::neighbour("same picture", of(near), near)));
    let ranked = (1..).zip(&found.neighbours);
    tiles
        .extend(ranked.map(|(rank, near): (usize, _)| {
            captions::neighbour(&rank.to_string(), of(near), near)
        }));
    let others: Vec<&Film> = found
        .duplicates
        .iter()
        .chain(&found.neighbours)
        .map(of)
        .collect();
    let picture = |index: usize| match (index.checked_sub(1), asked) {
        (Some(other), _) => captions::picture(library, others[other], print),
        (None, Asked::Film(film)) => captions::picture(library, &films[*film], print),
        (None, Asked::File(path)) => Picture {
            file: Some(path.clone()),
            thumbnail: None,
        },
    };
    let heading = format!("Posters like {}", titled(&subject.title, subject.year));
    let beneath = format!(
        "{} of {}, by the cosine of their features",
        found.neighbours.len(),
        last_name(&arguments.library)
    );
    let sheet = arguments.sheet.sheet(heading, beneath, COLUMNS);
    let tiles: &[Tile] = &tiles;
    save(path, |file| {
        contact_sheet::write(file, &sheet, tiles, picture, task)?;
        Ok(())
    })
}

fn write_lists(
    out: &mut impl Write,
    subject: &Subject,
    compared: usize,
    same: &[Line<'_>],
    neighbours: &[Line<'_>],
) -> std::io::Result<()> {
    let title = titled(&subject.title, subject.year);
    let genres = match (subject.genres.is_empty(), &subject.file) {
        (false, Some(_)) => format!("reads as {}", subject.genres.join(", ")),
        (false, None) => subject.genres.join(", "),
        (true, Some(_)) => "reads as no genre clearly".to_owned(),
        (true, None) => "no labels".to_owned(),
    };
    let compared = thousands(compared as u64);
    writeln!(out, "{title}: {genres}\n{compared} posters compared\n")?;
    for line in same {
        let (title, id) = (titled(line.title, line.year), line.id);
        writeln!(out, "the same picture: {title}, {id}")?;
    }
    for (rank, line) in (1..).zip(neighbours) {
        let title = titled(line.title, line.year);
        let genres = line.genres.join("|");
        let copies = match line.copies {
            0 => String::new(),
            1 => "  (and another film with this picture)".to_owned(),
            more => format!("  (and {more} other films with this picture)"),
        };
        let (id, similarity) = (line.id, line.similarity);
        writeln!(
            out,
            "{rank:>4}  {similarity:.3}  {title}, {id}  {genres}{copies}"
        )?;
    }
    let agreed: Vec<f32> = neighbours
        .iter()
        .filter_map(|line| line.agreement)
        .collect();
    if !agreed.is_empty() {
        let shared = agreed.iter().filter(|agreement| **agreement > 0.0).count();
        let mean = agreed.iter().sum::<f32>() / agreed.len() as f32;
        let of = agreed.len();
        writeln!(
            out,
            "\n{shared} of {of} share a genre with it; their labels agree by {mean:.2} (Jaccard)"
        )?;
    }
    Ok(())
}
