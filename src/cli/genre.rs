//! `onesheet genre`: a genre of one's own, from a handful of films.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, bail};
use serde::Serialize;

use super::predict::model_folder;
use super::progress::watch;
use super::rank::{save as save_file, say_skipped, titled};
use crate::catalog::{Film, FilmId, Genre, Library, Mark, OwnGenre};
use crate::evaluation;
use crate::explore::listing::{entries, write_csv};
use crate::explore::{Entry, Filter, LibraryScores, Order, find, rank};
use crate::jobs::Task;
use crate::training::own_genre::{Ground, Learned, USUAL_SHARE, learn, save};
use crate::vision::FeatureStore;
use crate::wording::{percent, thousands};

const EXAMPLES: &str = "\
Examples:
  onesheet genre MyFilms --name Heist --stars tt0093936,tt0113277,\"Rififi\" --not tt0034583
  onesheet genre MyFilms --name Heist --stars tt0240772 --top 50 --csv heist.csv
  onesheet genre MyFilms --name Heist --save-as with-heist
  onesheet genre MyFilms

Stars and crosses are kept in the library: the second call above adds one star to the first's.
A saved genre is one more genre of the model, in a run that opens like any other:
  onesheet rank MyFilms --model MyFilms/runs/with-heist --genre Heist";

/// Show a genre of your own by a few films; the library is ranked by it.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Arguments {
    /// The library's folder.
    library: PathBuf,
    /// What the genre is called; without it, the genres that are kept are listed.
    #[arg(long, value_parser = named)]
    name: Option<Genre>,
    /// Films that have it: ids or titles, with commas between them.
    #[arg(long, value_name = "FILMS", value_delimiter = ',', requires = "name")]
    stars: Vec<String>,
    /// Films that do not.
    #[arg(
        long = "not",
        value_name = "FILMS",
        value_delimiter = ',',
        requires = "name"
    )]
    crosses: Vec<String>,
    /// Films of which nothing is to be said any more.
    #[arg(long, value_name = "FILMS", value_delimiter = ',', requires = "name")]
    unmark: Vec<String>,
    /// How many posters of the ranking.
    #[arg(long, value_name = "N", default_value = "100", requires = "name")]
    top: std::num::NonZeroUsize,
    /// The share of the films that has it, if you know: probabilities follow.
    #[arg(long, value_parser = share, default_value_t = USUAL_SHARE, requires = "name")]
    share: f64,
    /// The model whose eyes look, and which the genre joins [default: the shipped model].
    #[arg(long, value_name = "FOLDER", requires = "name")]
    model: Option<PathBuf>,
    /// Save the model with this genre as one more, as a run of this name.
    #[arg(long, value_name = "RUN", requires = "name")]
    save_as: Option<String>,
    /// Write the ranking as a CSV table.
    #[arg(long, value_name = "FILE", requires = "name")]
    csv: Option<PathBuf>,
    /// Forget the genre.
    #[arg(long, requires = "name", conflicts_with_all = ["stars", "crosses", "unmark", "top", "share", "model", "save_as", "csv", "json"])]
    forget: bool,
    /// Print one JSON object instead of the list.
    #[arg(long)]
    json: bool,
}

fn named(text: &str) -> Result<Genre, &'static str> {
    Genre::parse(text).ok_or("this names no genre")
}

fn share(text: &str) -> Result<f64, &'static str> {
    let share = text.parse().ok();
    share
        .filter(|share| *share > 0.0 && *share < 1.0)
        .ok_or("a share between 0 and 1 is expected, such as 0.05")
}

/// The object of `genre --json`.
#[derive(Serialize)]
struct Answer<'a> {
    genre: &'a str,
    stars: Vec<&'a str>,
    crosses: Vec<&'a str>,
    /// Marked films whose poster was not read.
    unread: usize,
    share: f64,
    threshold: f32,
    auc: Option<f64>,
    scored: usize,
    seconds: f64,
    saved_as: Option<PathBuf>,
    posters: &'a [Entry],
}

/// Marks films, ranks the library, saves: whatever was asked for.
///
/// # Errors
/// Where the library or the model cannot be used, a film is not found, nothing was starred, a file
/// cannot be written, or `task` was cancelled.
pub fn run(arguments: &Arguments, task: &Task) -> anyhow::Result<ExitCode> {
    let mut library = Library::open(&arguments.library)?;
    let Some(name) = &arguments.name else {
        return list(&library, arguments.json);
    };
    if arguments.forget {
        if !library.forget_own_genre(name)? {
            bail!("the library keeps no genre named {name}");
        }
        println!("{name} is forgotten");
        return Ok(ExitCode::SUCCESS);
    }
    let films = library.films()?;
    let genre = marked(arguments, &mut library, &films, name)?;
    let folder = model_folder(arguments.model.as_deref())?;
    let (reader, _) = evaluation::open_reader(&folder)?;
    let progress = watch(task);
    let store = FeatureStore::ensure(&library, &reader, task)?;
    drop(progress);
    say_skipped(&store);
    let begun = std::time::Instant::now();
    let ground = Ground::of(&films, &store)?;
    let learned = learn(&ground, &films, &store, &genre, arguments.share)?;
    let model = learned.model(name, reader.checkpoint())?;
    let scores = LibraryScores::compute(&films, &store, &model, task)?;
    let (all, thresholds) = (Filter::default(), &model.thresholds);
    let count = arguments.top.get();
    let ranked = rank(&scores, &films, 0, Order::Most, &all, thresholds, count);
    let seconds = begun.elapsed().as_secs_f64();
    let list = entries(&scores, &films, 0, &ranked);
    if let Some(path) = &arguments.csv {
        save_file(path, |file| Ok(write_csv(file, &list)?))?;
    }
    let saved_as = match &arguments.save_as {
        Some(run) => Some(save(
            &library.runs_dir(),
            run,
            (reader.checkpoint(), &folder),
            (&genre, &learned),
            &films,
            arguments.share,
        )?),
        None => None,
    };
    let mut out = std::io::stdout().lock();
    if arguments.json {
        let answer = Answer {
            genre: name.name(),
            stars: keys(&films, &genre.stars),
            crosses: keys(&films, &genre.crosses),
            unread: learned.unread,
            share: arguments.share,
            threshold: learned.threshold.value(),
            auc: learned.auc,
            scored: scores.len(),
            seconds,
            saved_as,
            posters: &list,
        };
        serde_json::to_writer(&mut out, &answer)?;
        writeln!(out)?;
        return Ok(ExitCode::SUCCESS);
    }
    writeln!(out, "{}\n", in_words(name, &learned, scores.len(), seconds))?;
    for entry in &list {
        let film = film_of(&films, &entry.id);
        let mark = match film.and_then(|film| genre.mark_of(film)) {
            Some(Mark::Star) => "star",
            Some(Mark::Cross) => "not",
            None => "",
        };
        let (rank, probability) = (entry.rank, entry.probability);
        let title = titled(&entry.title, entry.year);
        let (id, genres) = (&entry.id, &entry.genres);
        writeln!(
            out,
            "{rank:>4}  {probability:.3}  {mark:4}  {title}, {id}  {genres}"
        )?;
    }
    if let Some(folder) = saved_as {
        writeln!(out, "\nThe model with {name} lies in {}", folder.display())?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The kept genre with the marks of this call, kept again.
fn marked(
    arguments: &Arguments,
    library: &mut Library,
    films: &[Film],
    name: &Genre,
) -> anyhow::Result<OwnGenre> {
    let kept = library.own_genres()?;
    let mut genre = kept
        .into_iter()
        .find(|genre| genre.name == *name)
        .unwrap_or_else(|| OwnGenre::new(name.clone()));
    let marks = [
        (&arguments.stars, Some(Mark::Star)),
        (&arguments.crosses, Some(Mark::Cross)),
        (&arguments.unmark, None),
    ];
    let before = genre.clone();
    for (names, mark) in marks {
        for name in names {
            let film = find::find(films, name).context("nothing was changed")?;
            genre.mark(films[film].id, mark);
        }
    }
    if genre.stars.is_empty() {
        bail!("star at least one film that is {name}, with --stars");
    }
    if genre != before {
        library.keep_own_genre(&genre)?;
    }
    Ok(genre)
}

fn in_words(name: &Genre, learned: &Learned, scored: usize, seconds: f64) -> String {
    let mut text = format!(
        "{name} · {} posters have it, {} do not · {} posters ranked in {seconds:.2} s",
        learned.stars,
        learned.crosses,
        thousands(scored as u64)
    );
    if let Some(auc) = learned.auc {
        text += &format!(
            "\nA star that is held back stands above {} of the library; threshold {}",
            percent(auc as f32),
            learned.threshold
        );
    }
    if learned.unread > 0 {
        text += &format!(
            "\nWithout a poster that was read, so not learned from: {}",
            learned.unread
        );
    }
    text
}

fn keys<'a>(films: &'a [Film], ids: &[FilmId]) -> Vec<&'a str> {
    let key = |id: &FilmId| {
        let place = films.binary_search_by_key(id, |film| film.id).ok()?;
        Some(films[place].key.as_str())
    };
    ids.iter().filter_map(key).collect()
}

fn film_of(films: &[Film], key: &str) -> Option<FilmId> {
    let film = films.iter().find(|film| film.key == key);
    film.map(|film| film.id)
}

#[derive(Serialize)]
struct Kept<'a> {
    genre: &'a str,
    stars: usize,
    crosses: usize,
}

/// What the library keeps.
fn list(library: &Library, json: bool) -> anyhow::Result<ExitCode> {
    let kept = library.own_genres()?;
    let genres = kept.iter().map(|genre| Kept {
        genre: genre.name.name(),
        stars: genre.stars.len(),
        crosses: genre.crosses.len(),
    });
    let genres: Vec<Kept<'_>> = genres.collect();
    let mut out = std::io::stdout().lock();
    if json {
        serde_json::to_writer(&mut out, &genres)?;
        writeln!(out)?;
    } else if genres.is_empty() {
        writeln!(
            out,
            "The library keeps no genre of your own yet; begin one with --name and --stars"
        )?;
    }
    if !json {
        for Kept {
            genre,
            stars,
            crosses,
        } in &genres
        {
            writeln!(out, "{genre}: {stars} films have it, {crosses} do not")?;
        }
    }
    Ok(ExitCode::SUCCESS)
}
