//! `onesheet fetch`: the posters that a library lacks, from the web.

use std::io::{BufRead, Read, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use anyhow::Context;

use crate::catalog::fetch::address::{IMAGE_BASE, ImageSize};
use crate::catalog::tmdb::Key;
use crate::catalog::{FetchPlan, FetchReport, FetchRequest, Finding, Library};
use crate::jobs::Task;
use crate::wording::thousands;

use super::findings::found;
use super::progress::watch;

/// The longest key that is read, in bytes.
const MAX_KEY: u64 = 4096;

/// Fetch the posters that films lack, from the addresses that their tables gave: TMDB's
/// poster_path, or whole https addresses. Stopped half-way, the same command asks only for the rest.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Arguments {
    /// The library's folder.
    #[arg(required_unless_present = "set_key")]
    library: Option<PathBuf>,
    /// TMDB's size: w92, w154, w185, w342, w500, w780 or original.
    #[arg(long, default_value_t)]
    size: ImageSize,
    /// Requests at a time.
    #[arg(long, default_value_t = 8)]
    workers: usize,
    /// Requests a second, of all together.
    #[arg(long, default_value_t = 40.0)]
    rate: f64,
    /// Fetch at most so many posters now.
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// Ask again for posters that their server did not have the last time.
    #[arg(long)]
    again: bool,
    /// Fetch nothing: say what is missing and where it would be asked for.
    #[arg(long, conflicts_with_all = ["workers", "rate", "limit"])]
    preview: bool,
    /// Where the paths of TMDB's images begin.
    #[arg(long, value_name = "URL", default_value = IMAGE_BASE)]
    image_base: String,
    /// Keep a key to TMDB's API (v3 or v4), read from standard input: with one, films without an
    /// address are looked up by id. ONESHEET_TMDB_KEY comes before the key that is kept.
    #[arg(
        long,
        conflicts_with_all = ["library", "size", "workers", "rate", "limit", "again", "preview", "image_base", "json"]
    )]
    set_key: bool,
    /// Print one JSON object instead of the summary.
    #[arg(long)]
    json: bool,
}

const EXAMPLES: &str = "\
Examples:
  onesheet fetch MyFilms --preview
  onesheet fetch MyFilms --size w500
  onesheet fetch MyFilms --limit 1000 --json
  onesheet fetch --set-key < key.txt
This product uses the TMDB API but is not endorsed or certified by TMDB.";

/// Fetches, then says what came of it.
///
/// # Errors
/// Where the library or the key cannot be used, or `task` was cancelled.
pub fn run(arguments: &Arguments, task: &Task) -> anyhow::Result<ExitCode> {
    let Some(folder) = arguments.library.as_deref().filter(|_| !arguments.set_key) else {
        return set_key();
    };
    let mut library = Library::open(folder)?;
    let request = FetchRequest {
        size: arguments.size,
        image_base: arguments.image_base.clone(),
        key: Key::of_user()?,
        workers: arguments.workers,
        rate: arguments.rate,
        limit: arguments.limit,
        again: arguments.again,
        ..FetchRequest::default()
    };
    let mut out = std::io::stdout();
    if arguments.preview {
        let plan = library.fetch_plan(&request)?;
        let text = match arguments.json {
            true => serde_json::to_string(&plan)? + "\n",
            false => planned(&plan),
        };
        out.write_all(text.as_bytes())?;
        return Ok(ExitCode::SUCCESS);
    }
    let begun = Instant::now();
    let report = {
        let _progress = watch(task);
        library.fetch(&request, task)?
    };
    let text = match arguments.json {
        true => serde_json::to_string(&report)? + "\n",
        false => summary(&report, &library.findings()?, begun.elapsed().as_secs_f64()),
    };
    out.write_all(text.as_bytes())?;
    // Nobody could be reached: that is no success.
    let in_vain = report.fetched == 0 && !report.notes.is_empty();
    Ok(if in_vain {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

/// Reads a key from standard input: an argument would stand in the shell's history.
fn set_key() -> anyhow::Result<ExitCode> {
    use std::io::IsTerminal;
    let input = std::io::stdin();
    if input.is_terminal() {
        eprintln!("Paste the key (themoviedb.org, Settings, API), then Enter:");
    }
    let mut line = String::new();
    input
        .lock()
        .take(MAX_KEY)
        .read_line(&mut line)
        .context("reading the key from standard input failed")?;
    let path = Key::parse(&line)?.save()?;
    println!("The key is kept in {}", path.display());
    Ok(ExitCode::SUCCESS)
}

/// A line with a number in front.
fn line(count: usize, words: &str) -> String {
    match count {
        0 => String::new(),
        count => format!("{:>9}  {words}\n", thousands(count as u64)),
    }
}

fn planned(plan: &FetchPlan) -> String {
    let missing = thousands(plan.missing as u64);
    let mut text = format!("{missing:>9}  films without a sound poster\n");
    text += &line(plan.by_address, "have an address that is asked");
    text += &line(plan.by_look_up, "are looked up at TMDB by id");
    text += &line(
        plan.gone_before,
        "were gone from their server before (--again asks once more)",
    );
    text += &line(plan.refused, "have an address that is not safe to ask");
    text += &line(plan.without_address, "have no address");
    if plan.could_look_up > 0 {
        text += &format!(
            "With a key to TMDB's API, {} of these could be looked up: onesheet fetch --set-key\n",
            thousands(plan.could_look_up as u64)
        );
    }
    text
}

fn summary(report: &FetchReport, findings: &[Finding], seconds: f64) -> String {
    let mut text = planned(&report.plan);
    let megabytes = report.bytes as f64 / 1e6;
    text += &format!(
        "\n{:>9}  fetched: {megabytes:.1} MB in {seconds:.1} s\n",
        thousands(report.fetched as u64)
    );
    text += &line(report.found_on_disk, "of them lay on the disk already");
    text += &line(report.gone, "are not on their server");
    text += &line(report.refused, "lead somewhere that is not asked");
    text += &line(report.failed, "failed; the same command asks again");
    text += &line(report.left, "are left for the next run");
    text += &line(
        report.library.posters,
        "films of the library have a sound poster now",
    );
    for note in &report.notes {
        text += &format!("Note: {note}\n");
    }
    text += &found(&report.findings, findings);
    text + &format!("\n{}\n", report.attribution)
}
