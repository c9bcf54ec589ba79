//! `onesheet features`: reads every poster of a library once and keeps what the network saw.
//!
//! Training, ranking and neighbours work on these features; without this command they compute
//! what they miss themselves. Also the second half of `onesheet import --features`.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use serde::Serialize;

use super::model::folder_or_shipped;
use super::progress::watch;
use crate::catalog::Library;
use crate::jobs::Task;
use crate::vision::{Checkpoint, FeatureStore, Reader};
use crate::wording::thousands;

/// How many posters that cannot be read are named.
const SHOWN: usize = 3;

/// Read all posters of a library and keep their features.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Arguments {
    /// The library's folder.
    library: PathBuf,
    /// The model whose backbone reads: a folder, with a head or without one [default: the shipped
    /// model].
    #[arg(long, value_name = "FOLDER")]
    model: Option<PathBuf>,
    /// Print one JSON object instead of the summary.
    #[arg(long)]
    json: bool,
}

const EXAMPLES: &str = "\
Examples:
  onesheet features MyFilms
  onesheet features MyFilms --model MyFilms/runs/head-1 --json

Stopped half-way, the same command goes on where it was.";

/// Reads what was not read yet, then says how long it took.
///
/// # Errors
/// Where the library or the model cannot be used, the disk refused, or `task` was cancelled.
pub fn run(arguments: &Arguments, task: &Task) -> anyhow::Result<ExitCode> {
    let library = Library::open(&arguments.library)?;
    let reader = open_backbone(arguments.model.as_deref())?;
    let report = compute(&library, &reader, task)?;
    let text = if arguments.json {
        serde_json::to_string(&report)? + "\n"
    } else {
        report.in_words()
    };
    std::io::stdout().write_all(text.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

/// The model in `folder`, or the shipped one; it need not know genres.
///
/// # Errors
/// A sentence if there is none or it cannot be used.
pub fn open_backbone(folder: Option<&std::path::Path>) -> anyhow::Result<Reader> {
    let folder = folder_or_shipped(folder)?;
    Ok(Reader::new(Checkpoint::load(&folder)?)?)
}

/// What was computed, for people and as JSON.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// Posters of the library that have features now.
    pub posters: usize,
    /// Of these, computed in this run.
    pub computed: usize,
    /// Computed in a second.
    pub images_per_second: f64,
    /// From the first poster to the last byte on the disk.
    pub seconds: f64,
    /// Of that, inside the network.
    pub network_seconds: f64,
    /// Of that, the network waited for posters to be decoded.
    pub waiting_seconds: f64,
    /// Posters that could not be read, and why.
    pub unreadable: Vec<Unreadable>,
}

/// A poster that could not be read.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Unreadable {
    /// The file.
    pub poster: PathBuf,
    /// Why, in a sentence.
    pub reason: String,
}

/// Computes the features of every film's poster that has none yet.
///
/// # Errors
/// Where the library cannot be read, the disk refused, or `task` was cancelled.
pub fn compute(library: &Library, reader: &Reader, task: &Task) -> anyhow::Result<Report> {
    let store = {
        let _progress = watch(task);
        FeatureStore::ensure(library, reader, task)?
    };
    let films = library.films()?;
    let mut hashes: Vec<_> = films
        .iter()
        .filter_map(|film| Some(film.poster.as_ref()?.content_hash))
        .filter(|hash| store.get(hash).is_some())
        .collect();
    hashes.sort_unstable();
    hashes.dedup();
    let work = store.work();
    let unreadable = store.skipped().iter().map(|skipped| Unreadable {
        poster: skipped.path.clone(),
        reason: skipped.reason.clone(),
    });
    Ok(Report {
        posters: hashes.len(),
        computed: work.posters,
        images_per_second: work.rate(),
        seconds: work.wall.as_secs_f64(),
        network_seconds: work.network.as_secs_f64(),
        waiting_seconds: work.waiting.as_secs_f64(),
        unreadable: unreadable.collect(),
    })
}

impl Report {
    /// Two or three lines for the terminal.
    pub fn in_words(&self) -> String {
        let posters = thousands(self.posters as u64);
        let mut text = if self.computed == 0 {
            format!("{posters} posters have features; nothing was left to read\n")
        } else {
            format!(
                "{posters} posters have features; read now: {} in {:.1} s, {:.1} a second\n\
                 The network took {:.1} s of it ({:.0} %)\n",
                thousands(self.computed as u64),
                self.seconds,
                self.images_per_second,
                self.network_seconds,
                100.0 * self.network_seconds / self.seconds.max(f64::MIN_POSITIVE),
            )
        };
        if !self.unreadable.is_empty() {
            let count = thousands(self.unreadable.len() as u64);
            text += &format!("Left out, because they cannot be read: {count}\n");
        }
        for unreadable in self.unreadable.iter().take(SHOWN) {
            let (poster, reason) = (unreadable.poster.display(), &unreadable.reason);
            text += &format!("  {poster}: {reason}\n");
        }
        text
    }
}
