//! `onesheet runs`: what was trained in a library, beside each other; renamed and deleted.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use serde::Serialize;

use crate::catalog::Library;
use crate::jobs::Task;
use crate::training::Record;
use crate::training::runs::{self, Listed};

const EXAMPLES: &str = "\
Examples:
  onesheet runs MyFilms
  onesheet runs MyFilms --json
  onesheet runs MyFilms --compare head-1,last-block-2
  onesheet runs MyFilms --rename last-block-2 --to best
  onesheet runs MyFilms --delete head-1";

/// List, compare, rename or delete a library's training runs.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Arguments {
    /// The library's folder.
    library: PathBuf,
    /// Runs whose settings are shown where they differ.
    #[arg(long, value_name = "RUN,RUN", value_delimiter = ',', conflicts_with_all = ["rename", "delete", "json"])]
    compare: Vec<String>,
    /// A run that gets another name.
    #[arg(long, value_name = "RUN", requires = "to", conflicts_with = "delete")]
    rename: Option<String>,
    /// Its new name.
    #[arg(long, value_name = "NAME", requires = "rename")]
    to: Option<String>,
    /// A run that is moved to runs/.trash.
    #[arg(long, value_name = "RUN")]
    delete: Option<String>,
    /// Print one JSON object a run instead of the table.
    #[arg(long)]
    json: bool,
}

/// Does what was asked, or lists the runs.
///
/// # Errors
/// Where the library cannot be read, there is no such run, somebody trains it, the new name is
/// taken, or the disk refused.
pub fn run(arguments: &Arguments, _task: &Task) -> anyhow::Result<ExitCode> {
    let library = Library::open(&arguments.library)?;
    let folder = library.runs_dir();
    if arguments.rename.is_some() || arguments.delete.is_some() {
        library.writable()?;
    }
    if let (Some(name), Some(to)) = (&arguments.rename, &arguments.to) {
        runs::rename(&folder, name, to)?;
    }
    if let Some(name) = &arguments.delete {
        runs::delete(&folder, name)?;
        let trash = folder.join(".trash");
        eprintln!(
            "'{name}' lies in {} now; empty that folder to have its disk back.",
            trash.display()
        );
    }
    let all = runs::list(&folder);
    let mut out = std::io::stdout().lock();
    if arguments.json {
        for run in &all {
            serde_json::to_writer(&mut out, &Line::of(run))?;
            writeln!(out)?;
        }
    } else if arguments.compare.is_empty() {
        table(&mut out, &all)?;
    } else {
        compare(&mut out, &all, &arguments.compare)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The object of a run in `runs --json`.
#[derive(Serialize)]
struct Line<'a> {
    name: &'a str,
    standing: &'static str,
    usable: bool,
    resumable: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    record: Option<&'a Record>,
    #[serde(skip_serializing_if = "Option::is_none")]
    problem: Option<&'a String>,
}

impl<'a> Line<'a> {
    fn of(run: &'a Listed) -> Self {
        Self {
            name: &run.name,
            standing: run.standing.name(),
            usable: run.usable,
            resumable: run.resumable,
            record: run.record.as_ref().ok(),
            problem: run.record.as_ref().err(),
        }
    }
}

fn table(out: &mut impl Write, all: &[Listed]) -> std::io::Result<()> {
    if all.is_empty() {
        return writeln!(
            out,
            "No run yet: onesheet train --help says how to get one."
        );
    }
    let width = all.iter().map(|run| run.name.chars().count()).max();
    let width = width.unwrap_or_default().max(4);
    writeln!(
        out,
        "{:<width$}  {:<10}  {:<11}  epochs  best  macro AUC  minutes",
        "name", "depth", "standing"
    )?;
    for run in all {
        let standing = run.standing.name();
        match &run.record {
            Ok(record) => {
                let auc = record
                    .validation_macro_auc
                    .map_or_else(|| "-".to_owned(), |auc| format!("{auc:.4}"));
                let (epochs, best) = (run.history.len(), record.best_epoch);
                let minutes = record.seconds / 60.0;
                writeln!(
                    out,
                    "{:<width$}  {:<10}  {standing:<11}  {epochs:>6}  {best:>4}  {auc:>9}  \
                     {minutes:>7.1}",
                    run.name, record.depth
                )?;
                if let Some(error) = &record.error {
                    writeln!(out, "{:<width$}  {error}", "")?;
                }
            }
            Err(problem) => writeln!(out, "{:<width$}  {standing:<23}  {problem}", run.name)?,
        }
    }
    Ok(())
}

/// The settings that are not the same, one a line.
fn compare(out: &mut impl Write, all: &[Listed], names: &[String]) -> anyhow::Result<()> {
    let mut chosen = Vec::new();
    for name in names {
        let run = all.iter().find(|run| run.name == *name);
        let run = run.ok_or_else(|| anyhow::anyhow!("there is no run named '{name}'"))?;
        let record = run
            .record
            .as_ref()
            .map_err(|problem| anyhow::anyhow!("{problem}"))?;
        chosen.push((run, record.differing_facts()?));
    }
    write!(out, "{:<28}", "")?;
    for (run, _) in &chosen {
        write!(out, "  {:>16}", run.name)?;
    }
    writeln!(out)?;
    let names: std::collections::BTreeSet<&String> =
        chosen.iter().flat_map(|(_, facts)| facts.keys()).collect();
    for name in names {
        let values: Vec<&str> = chosen
            .iter()
            .map(|(_, facts)| facts.get(name).map_or("-", String::as_str))
            .collect();
        if values.windows(2).all(|pair| pair[0] == pair[1]) {
            continue;
        }
        write!(out, "{name:<28}")?;
        for value in values {
            write!(out, "  {value:>16}")?;
        }
        writeln!(out)?;
    }
    Ok(())
}
