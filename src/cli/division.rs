//! How films are selected and divided, as the terminal asks for it; and the funnel that came of it.

use std::path::PathBuf;

use anyhow::Context;

use crate::catalog::{Division, Genre, ImportReport, Rule};

/// Options of every command that divides films.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// The genres that a model learns, separated by commas [default: the study's six].
    #[arg(long, value_name = "GENRES", value_delimiter = ',')]
    genres: Vec<String>,
    /// Which of a film's genres must be one of them: its first, or any.
    #[arg(long, value_name = "first|any", default_value_t = Rule::First)]
    rule: Rule,
    /// The seed of the division into train, validation and test (64:16:20).
    #[arg(long, default_value_t = 0)]
    seed: u64,
    /// Where a table has a column `split`, it wins over the seed.
    #[arg(long)]
    split_column: bool,
    /// Write the funnel to this file too: step, films kept, reason, films removed; as JSON where its
    /// name ends in .json, else as CSV.
    #[arg(long, value_name = "FILE")]
    funnel: Option<PathBuf>,
}

impl Options {
    /// What is asked for.
    ///
    /// # Errors
    /// Where a genre is none.
    pub fn division(&self) -> anyhow::Result<Division> {
        let genres = match self.genres.is_empty() {
            true => Genre::six(),
            false => self
                .genres
                .iter()
                .map(|name| Genre::parse(name).with_context(|| format!("'{name}' names no genre")))
                .collect::<anyhow::Result<_>>()?,
        };
        Ok(Division {
            genres,
            rule: self.rule,
            seed: self.seed,
            from_table: self.split_column,
        })
    }

    /// Writes the funnel where it is asked for.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub fn write_funnel(&self, report: &ImportReport) -> anyhow::Result<()> {
        let Some(path) = &self.funnel else {
            return Ok(());
        };
        report
            .funnel
            .save(path)
            .with_context(|| format!("{}: writing the funnel failed", path.display()))
    }
}
