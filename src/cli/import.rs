//! `onesheet import`: tables and posters into a library.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use anyhow::Context;
use serde::Serialize;

use crate::catalog::{self, Finding, ImportReport, ImportRequest, Library, PosterStorage, Role};
use crate::jobs::Task;

use super::division::Options;
use super::findings::found;
use super::progress::watch;
use super::usage::Usage;
use super::{features, folder, funnel, preview};
use crate::wording::thousands;

/// Import a table of films and a folder of posters into a library.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Arguments {
    /// The library's folder; made if it is not there.
    library: PathBuf,
    /// A table of films, CSV or TSV, JSON or XLSX, plain, gzip or in a ZIP archive: Kaggle's,
    /// MovieLens', Letterboxd's, IMDb's own, or any other whose columns can be told (imdb_id, tmdb_id
    /// or id, title, year, genres, poster_file). May be given several times: where tables differ
    /// about a film, the first counts.
    #[arg(long = "table", value_name = "TABLE")]
    tables: Vec<PathBuf>,
    /// The sheet of the XLSX tables [default: the first], or the table of a ZIP archive that holds
    /// several.
    #[arg(long, value_name = "NAME", requires = "tables")]
    sheet: Option<String>,
    /// The folder of the posters, named as the table says, after an id (tt0111161.jpg, 111161.jpg) or
    /// title and year; also a media centre's, Film (1995)/poster.jpg. Without a table each poster in
    /// it is a film, as its name, its folder and its .nfo say.
    #[arg(long, value_name = "FOLDER")]
    posters: Option<PathBuf>,
    /// Copy the posters into the library instead of remembering where they lie.
    #[arg(long)]
    copy: bool,
    /// Which column holds what, where its name does not say so: title=Film,genres=Tags, or by their
    /// numbers, 1=title,2=year, where the table has no header. Nothing behind the sign (year=): no
    /// column holds it.
    #[arg(
        long,
        value_name = "ROLE=COLUMN",
        value_delimiter = ',',
        requires = "tables"
    )]
    columns: Vec<String>,
    /// Set bad posters aside before the films are divided, as `onesheet library --clean` does.
    #[arg(long)]
    clean: bool,
    /// Import nothing: say what the tables are recognised as, what each of their first ten rows would
    /// become, and which films the folder of posters holds.
    #[arg(long, conflicts_with_all = ["copy", "clean", "features", "model", "Options"])]
    preview: bool,
    #[command(flatten)]
    division: Options,
    /// Read the posters too, so that training and ranking find their features: one command from
    /// files to a library that is ready. Stopped half-way, the same command goes on where it was.
    #[arg(long)]
    features: bool,
    /// The model whose backbone reads the posters: a folder [default: the shipped model].
    #[arg(long, value_name = "FOLDER", requires = "features")]
    model: Option<PathBuf>,
    /// Print one JSON object instead of the summary.
    #[arg(long)]
    json: bool,
}

const EXAMPLES: &str = "\
Examples:
  onesheet import MyFilms --table films.csv --posters covers
  onesheet import MyFilms --posters ~/Pictures/posters --copy
  onesheet import MyFilms --table films.csv --posters covers --features
  onesheet import MyFilms --table films.xlsx --sheet 1990s --posters covers --clean
  onesheet import MyFilms --table mine.csv --columns title=Film,genres=Tags --preview
  onesheet import MyFilms --table a.csv --table b.csv --posters covers --json";

/// Imports, then says what came of it.
///
/// # Errors
/// Where a table, the folder or the library cannot be used at all, or `task` was cancelled.
pub fn run(arguments: &Arguments, task: &Task) -> anyhow::Result<ExitCode> {
    let division = arguments.division.division()?;
    let request = ImportRequest {
        tables: arguments.tables.clone(),
        sheet: arguments.sheet.clone(),
        posters: arguments.posters.clone(),
        storage: if arguments.copy {
            PosterStorage::Copy
        } else {
            PosterStorage::Refer
        },
        split_seed: division.seed,
        genres: division.genres,
        rule: division.rule,
        split_from_table: division.from_table,
        columns: columns(&arguments.columns)?,
        mapped: Vec::new(),
        clean: arguments.clean,
    };
    if request.tables.is_empty() && request.posters.is_none() {
        eprintln!("onesheet: nothing to import: give --table CSV, --posters FOLDER, or both");
        return Ok(ExitCode::from(2));
    }
    request.check()?;
    if arguments.preview {
        return show(&request, arguments, task);
    }
    let begun = Instant::now();
    // A model that cannot be used is said before the work, not after it.
    let reader = arguments
        .features
        .then(|| features::open_backbone(arguments.model.as_deref()))
        .transpose()?;
    let mut library = Library::open_or_create(&arguments.library)?;
    let report = {
        let _progress = watch(task);
        library.import(&request, task)?
    };
    arguments.division.write_funnel(&report)?;
    let mut out = std::io::stdout();
    if !arguments.json {
        // What was imported stands here while the posters are read.
        out.write_all(summary(&report, &library.findings()?).as_bytes())?;
        out.flush()?;
    }
    let features = reader
        .map(|reader| features::compute(&library, &reader, task))
        .transpose()?;
    let seconds = begun.elapsed().as_secs_f64();
    if arguments.json {
        let report = Report {
            import: &report,
            features: features.as_ref(),
            seconds: features.as_ref().map(|_| seconds),
        };
        writeln!(out, "{}", serde_json::to_string(&report)?)?;
    } else if let Some(features) = features {
        let share = 100.0 * features.network_seconds / seconds.max(f64::MIN_POSITIVE);
        writeln!(out, "\n{}", features.in_words().trim_end())?;
        if features.computed > 0 {
            writeln!(
                out,
                "Import and posters together: {seconds:.1} s, of which the network {share:.0} %"
            )?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// `title=Film`, or `2=title`, as role and column.
fn columns(wishes: &[String]) -> anyhow::Result<Vec<(Role, String)>> {
    let parsed = wishes.iter().map(|wish| {
        let (role, column) = wish.split_once('=').with_context(|| {
            format!("'{wish}' is no ROLE=COLUMN, such as title=Film or 2=title")
        })?;
        let (role, column) = (role.trim(), column.trim());
        let (role, column) = match role.parse::<usize>() {
            Ok(0) => anyhow::bail!("'{wish}': columns are counted from 1"),
            Ok(_) => (column, role),
            Err(_) => (role, column),
        };
        let role = role.parse().map_err(anyhow::Error::msg)?;
        Ok((role, column.to_owned()))
    });
    parsed.collect()
}

/// Prints what the tables are recognised as, and what their first films would become.
fn show(request: &ImportRequest, arguments: &Arguments, task: &Task) -> anyhow::Result<ExitCode> {
    if request.tables.is_empty() && request.posters.is_none() {
        let words = "--preview shows what is recognised: name a table with --table, or a folder with \
                     --posters";
        return Err(Usage(words.to_owned()).into());
    }
    let json = arguments.json;
    let mut out = std::io::stdout();
    for table in &request.tables {
        let sheet = request.sheet.as_deref();
        let (wishes, rows) = (&request.columns, preview::ROWS);
        let preview = match &request.posters {
            None => catalog::preview(table, sheet, wishes, rows)?,
            Some(posters) => {
                catalog::preview_with_posters(table, sheet, wishes, rows, posters, task)?
            }
        };
        match json {
            true => writeln!(out, "{}", serde_json::to_string(&preview)?)?,
            false => {
                let words = preview::in_words(&table.display().to_string(), &preview);
                out.write_all(words.as_bytes())?;
            }
        }
    }
    if let Some(path) = &request.posters {
        let preview = catalog::preview_folder(path, &arguments.library, folder::ROWS, task)?;
        match json {
            true => writeln!(out, "{}", serde_json::to_string(&preview)?)?,
            false => {
                let words = folder::preview(&path.display().to_string(), &preview);
                out.write_all(words.as_bytes())?;
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The object of `import --json`.
#[derive(Serialize)]
struct Report<'a> {
    #[serde(flatten)]
    import: &'a ImportReport,
    #[serde(skip_serializing_if = "Option::is_none")]
    features: Option<&'a features::Report>,
    /// Of both together.
    #[serde(skip_serializing_if = "Option::is_none")]
    seconds: Option<f64>,
}

/// The funnel, the division and the findings in words.
pub fn summary(report: &ImportReport, findings: &[Finding]) -> String {
    let mut text = funnel::in_words(&report.funnel);
    let splits = report.splits;
    let counts =
        [splits.train, splits.validation, splits.test].map(|count| thousands(count as u64));
    let [train, validation, test] = counts;
    text += &format!("\n{train} to train, {validation} to validate, {test} to test\n");
    text += &folder::in_words(report);
    text + &found(&report.findings, findings)
}
