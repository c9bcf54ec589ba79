//! `onesheet library`: its funnel; bad posters set aside, listed, and given back.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, bail};

use crate::catalog::{Library, SetAside};
use crate::jobs::Task;

use super::progress::watch;
use crate::wording::thousands;

/// Set bad posters aside (flat ones, placeholders, one picture for several films), list them, give
/// them back. Nothing is deleted. Then, or without an option: the library's funnel and what is set
/// aside.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Arguments {
    /// The library's folder.
    library: PathBuf,
    /// Look for bad posters and set them aside.
    #[arg(long)]
    clean: bool,
    /// Set this film's poster aside: its IMDb id, or the key that the list shows.
    #[arg(long, value_name = "ID")]
    remove: Vec<String>,
    /// Give this film its poster back, for good.
    #[arg(long, value_name = "ID")]
    restore: Vec<String>,
    /// Write the thumbnails of the posters that are set aside into this folder, named after reason and
    /// film, to look through.
    #[arg(long, value_name = "FOLDER")]
    thumbnails: Option<PathBuf>,
    /// Write the library's funnel to this file; as JSON where its name ends in .json, else as CSV.
    #[arg(long, value_name = "FILE")]
    funnel: Option<PathBuf>,
    /// Print one JSON object instead of words.
    #[arg(long)]
    json: bool,
}

const EXAMPLES: &str = "\
Examples:
  onesheet library MyFilms --clean
  onesheet library MyFilms
  onesheet library MyFilms --thumbnails removed
  onesheet library MyFilms --restore tt0111161
Then `onesheet split MyFilms` divides the films that are left.";

/// Does what is asked for, then lists what is set aside.
///
/// # Errors
/// Where the library cannot be used, a film is not in it, or `task` was cancelled.
pub fn run(arguments: &Arguments, task: &Task) -> anyhow::Result<ExitCode> {
    let mut library = Library::open(&arguments.library)?;
    for (keys, back) in [(&arguments.remove, false), (&arguments.restore, true)] {
        for key in keys {
            let Some(film) = library.film_of_key(key)? else {
                bail!("the library has no film '{key}'; use an IMDb id or a key of the list");
            };
            match back {
                true => library.restore(film)?,
                false => library.set_aside(film)?,
            };
        }
    }
    let report = match arguments.clean {
        true => {
            let _progress = watch(task);
            Some(library.clean(task)?)
        }
        false => None,
    };
    let aside = library.aside()?;
    if let Some(folder) = &arguments.thumbnails {
        write_thumbnails(&library, &aside, folder)
            .with_context(|| format!("{}: writing thumbnails failed", folder.display()))?;
    }
    let funnel = library.funnel()?;
    if let Some(path) = &arguments.funnel {
        funnel
            .save(path)
            .with_context(|| format!("{}: writing the funnel failed", path.display()))?;
    }
    let mut out = std::io::stdout();
    if arguments.json {
        let films: Vec<serde_json::Value> = aside
            .iter()
            .map(|film| {
                serde_json::json!({
                    "key": film.key, "title": film.title,
                    "reason": film.reason, "detail": film.detail,
                })
            })
            .collect();
        let object = serde_json::json!({ "funnel": funnel, "cleaned": report, "aside": films });
        writeln!(out, "{object}")?;
        return Ok(ExitCode::SUCCESS);
    }
    if let Some(report) = report {
        writeln!(
            out,
            "{} of {} posters are kept",
            thousands(report.kept as u64),
            thousands(report.posters as u64)
        )?;
    }
    writeln!(out, "{}", super::funnel::in_words(&funnel))?;
    for film in &aside {
        writeln!(out, "{}  {}: {}", film.key, film.title, film.detail)?;
    }
    if aside.is_empty() {
        writeln!(out, "no poster is set aside; --clean looks for bad ones")?;
    }
    Ok(ExitCode::SUCCESS)
}

/// A JPEG a film: `flat-tt0111161.jpg`.
fn write_thumbnails(library: &Library, aside: &[SetAside], folder: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    for film in aside {
        let jpeg = film.content_hash.and_then(|hash| library.thumbnail(&hash));
        let Some(jpeg) = jpeg else { continue };
        let safe = |letter: char| letter.is_alphanumeric() || "-_.".contains(letter);
        let key: String = film
            .key
            .chars()
            .map(|letter| if safe(letter) { letter } else { '_' })
            .take(80)
            .collect();
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        file.write_all(&jpeg)?;
        file.persist(folder.join(format!("{}-{key}.jpg", film.reason)))
            .map_err(|error| error.error)?;
    }
    Ok(())
}
