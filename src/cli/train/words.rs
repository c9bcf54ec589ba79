//! What `onesheet train` says before and after.

use std::io::{Result, Write};
use std::path::Path;

use crate::training::{Estimate, Run, State};
use crate::vision::features::activations::Need;
use crate::wording::{about, thousands};

fn gigabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e9
}

/// How much disk the activations will take, before they take it.
pub fn need(need: &Need) {
    if need.views > 0 {
        eprintln!(
            "Layer {}'s activations: {} to compute, {:.1} GB in {} (now {:.1} GB). They stay there \
             for further runs; remove the folder when you need them no more.",
            need.layer,
            thousands(need.views as u64),
            gigabytes(need.bytes),
            need.folder.display(),
            gigabytes(need.stored)
        );
    }
}

/// What a training will take.
pub fn estimate(out: &mut impl Write, found: &Estimate) -> Result<()> {
    writeln!(
        out,
        "{} on {} films, {}: {:.1} films a second.",
        found.depth,
        thousands(found.train_films as u64),
        found.device,
        found.images_per_second
    )?;
    writeln!(out, "Before the first step: {}.", about(found.preparing))?;
    writeln!(
        out,
        "An epoch: {}; all {}: {} at most.",
        about(found.per_epoch),
        found.epochs,
        about(found.total())
    )?;
    writeln!(
        out,
        "Disk: {:.1} GB of activations, {:.1} GB for the run.",
        gigabytes(found.activations),
        gigabytes(found.run)
    )
}

/// A table of the epochs.
pub fn epochs(out: &mut impl Write, run: &Run) -> Result<()> {
    let Some(first) = run.history.first() else {
        return Ok(());
    };
    let genres: Vec<&String> = first.validation_auc.keys().collect();
    write!(out, "epoch    loss  validation: loss  macro AUC")?;
    for genre in &genres {
        write!(out, "  {genre:>8}")?;
    }
    writeln!(out)?;
    for epoch in &run.history {
        let (number, train) = (epoch.epoch, epoch.train_loss);
        let validation = figure(epoch.validation_loss);
        let auc = figure(epoch.validation_macro_auc);
        write!(out, "{number:>5}  {train:>6.4}  {validation:>16}  {auc:>9}")?;
        for genre in &genres {
            let auc = figure(epoch.validation_auc.get(*genre).copied().flatten());
            write!(out, "  {auc:>width$}", width = genre.chars().count().max(8))?;
        }
        let mark = if epoch.epoch == run.record.best_epoch {
            "  best"
        } else {
            ""
        };
        writeln!(out, "{mark}")?;
    }
    writeln!(out)
}

/// What came of it, and what to do with it.
pub fn summary(out: &mut impl Write, run: &Run, library: &Path) -> Result<()> {
    let record = &run.record;
    let (train, validation) = (record.train_films as u64, record.validation_films as u64);
    let films = thousands(train);
    write!(out, "Learned from {films} films")?;
    write!(out, " in {:.1} s on {}", record.seconds, record.device)?;
    match &record.refit {
        None => writeln!(
            out,
            "; chosen on {} validation films.",
            thousands(validation)
        )?,
        Some(refit) => writeln!(
            out,
            ", validation films among them: epochs, calibration and thresholds as chosen in {}.",
            refit.run
        )?,
    }
    if record.best_epoch > 0 && record.refit.is_none() {
        writeln!(
            out,
            "Best epoch {}: macro AUC {} on validation (the study's whole network: 0.8030).",
            record.best_epoch,
            figure(record.validation_macro_auc)
        )?;
    }
    if record.unreadable > 0 {
        let films = thousands(record.unreadable as u64);
        writeln!(
            out,
            "Left out, because their poster could not be read: {films}."
        )?;
    }
    for note in &record.notes {
        writeln!(out, "Note: {note}.")?;
    }
    let (folder, library) = (run.folder.path.display(), library.display());
    if !run.folder.is_usable() {
        return writeln!(out, "The run lies in {folder}; no epoch was finished yet.");
    }
    let so_far = match record.state {
        State::Stopped => " (the best model so far)",
        _ => "",
    };
    writeln!(
        out,
        "The run lies in {folder}{so_far}. Next, on films it has not seen:"
    )?;
    writeln!(
        out,
        "  onesheet evaluate {library} --model {folder} --split test"
    )
}

/// `0.7825`, or a dash.
fn figure(value: Option<f64>) -> String {
    value.map_or_else(|| "-".to_owned(), |value| format!("{value:.4}"))
}
