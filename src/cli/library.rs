//! `onesheet library`: bad posters set aside, listed, and given back.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::bail;

use crate::catalog::Library;
use crate::jobs::Task;

use super::progress::watch;
use crate::wording::thousands;

/// Set bad posters aside (flat ones, placeholders, one picture for several films), list them, give
/// them back. Nothing is deleted. Without an option: list what is set aside.
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
    /// Print one JSON object instead of words.
    #[arg(long)]
    json: bool,
}

const EXAMPLES: &str = "\
Examples:
  onesheet library MyFilms --clean
  onesheet library MyFilms
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
        let object = serde_json::json!({ "cleaned": report, "aside": films });
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
    for film in &aside {
        writeln!(out, "{}  {}: {}", film.key, film.title, film.detail)?;
    }
    if aside.is_empty() {
        writeln!(out, "no poster is set aside; --clean looks for bad ones")?;
    }
    Ok(ExitCode::SUCCESS)
}
