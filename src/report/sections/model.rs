//! What the model is, what it is good for and what not, and how to make all this again.

use super::super::Material;
use super::super::document::{Block, Table, figure, interval};
use crate::catalog::Split;
use crate::evaluation::learned::{VALIDATION, flattery};
use crate::evaluation::study;
use crate::wording::thousands;

pub fn summary(material: &Material) -> Vec<Block> {
    let figures = &material.figures;
    let mut table = Table::new(
        "summary",
        "On the test films, at the thresholds in use; beside them what knowing nothing scores.",
        &[
            "figure",
            "value",
            "95 % interval",
            "\"no\" to everything",
            "guessing by frequency",
        ],
    );
    let none = || "–".to_owned();
    let baselines = &figures.baselines;
    let (no, guess) = (&baselines.all_negative, &baselines.prevalence);
    let mut row = |name: &str, value: Option<f64>, range, no: String, guess: String| {
        table.row([name.to_owned(), figure(value), interval(range), no, guess]);
    };
    let shown = |value: f64| figure(Some(value));
    let ranges = &figures.intervals;
    row(
        "macro AUC",
        figures.macro_auc,
        ranges.macro_auc,
        shown(0.5),
        shown(0.5),
    );
    row(
        "mean average precision",
        figures.mean_average_precision,
        ranges.mean_average_precision,
        shown(baselines.mean_average_precision),
        shown(baselines.mean_average_precision),
    );
    row(
        "macro F1",
        Some(figures.macro_.f1),
        ranges.macro_f1,
        shown(no.macro_f1),
        shown(guess.macro_f1),
    );
    row(
        "micro F1",
        Some(figures.micro.f1),
        ranges.micro_f1,
        shown(no.micro_f1),
        shown(guess.micro_f1),
    );
    row(
        "Jaccard (samples)",
        Some(figures.jaccard),
        ranges.jaccard,
        shown(no.jaccard),
        shown(guess.jaccard),
    );
    row(
        "subset accuracy",
        Some(figures.subset_accuracy),
        ranges.subset_accuracy,
        shown(no.subset_accuracy),
        shown(guess.subset_accuracy),
    );
    row(
        "Hamming loss",
        Some(figures.hamming_loss),
        ranges.hamming_loss,
        shown(no.hamming_loss),
        shown(guess.hamming_loss),
    );
    row(
        "genres a film (has / is given)",
        Some(figures.predicted_per_film),
        None,
        shown(no.predicted_per_film),
        shown(guess.predicted_per_film),
    );
    row(
        "the study's macro AUC (other films)",
        Some(study::MACRO_AUC),
        None,
        none(),
        none(),
    );
    let films = thousands(figures.films as u64);
    let on_average = format!(
        "A film has {:.2} of the genres on average, and is given {:.2}.",
        figures.labels_per_film, figures.predicted_per_film
    );
    let flattered = flattered(material, Split::Test, "test films");
    let words = match flattered {
        None => format!(
            "All figures are read on {films} test films that were neither learned from nor chosen \
             on. {on_average}"
        ),
        Some(_) => format!("All figures are read on {films} test films. {on_average}"),
    };
    let mut blocks = vec![
        Block::Chapter("In short".to_owned()),
        Block::Words(words),
        Block::Table(table),
    ];
    let chosen_on = flattered_choice(material);
    blocks.extend(
        [flattered, chosen_on]
            .into_iter()
            .flatten()
            .map(Block::Warning),
    );
    blocks
}

/// A sentence, if the model learned from films of a split.
fn flattered(material: &Material, split: Split, films: &str) -> Option<String> {
    let scores = &material.scores;
    let rows = scores.rows_in(Some(split));
    let told = flattery("The model", (scores.learned(&rows), rows.len()), films)?;
    Some(told + ".")
}

/// The same of the films that thresholds are chosen on.
fn flattered_choice(material: &Material) -> Option<String> {
    let told = flattered(material, Split::Validation, VALIDATION)?;
    Some(format!(
        "{told} The thresholds that this report chooses on them are too hopeful; those in use are \
         taken as they are."
    ))
}

pub fn chapters(material: &Material) -> Vec<Block> {
    let genres: Vec<&str> = material
        .scores
        .genres()
        .iter()
        .map(|genre| genre.name())
        .collect();
    let mut facts: Vec<(String, String)> = vec![
        ("Command".to_owned(), material.request.command.clone()),
        ("Onesheet".to_owned(), env!("CARGO_PKG_VERSION").to_owned()),
        ("Made on".to_owned(), today()),
        ("Model".to_owned(), material.model_name()),
    ];
    let mut fact = |name: &str, value: Option<String>| {
        facts.extend(value.map(|value| (name.to_owned(), value)));
    };
    fact("Weights (BLAKE3)", material.weights_hash.clone());
    fact(
        "Films and splits (BLAKE3)",
        Some(material.data_hash.clone()),
    );
    fact("Seed of the division", material.split_seed.clone());
    for (name, value) in &material.provenance {
        fact(
            &format!("Provenance: {}", name.replace('_', " ")),
            Some(value.clone()),
        );
    }
    vec![
        Block::Chapter("What it is for, and what not".to_owned()),
        Block::Words(format!(
            "The model looks at a film poster, squeezed to the size it was trained with, and \
             gives each of {} genres ({}) a probability of its own: a poster may speak several, \
             or none.",
            genres.len(),
            genres.join(", ")
        )),
        Block::Words(
            "It is made for browsing and studying collections of posters, for comparing drafts, \
             and for finding films whose labels deserve a second look. It knows what posters look \
             like, not what happens in a film: do not use it to decide about people, ratings or \
             money."
                .to_owned(),
        ),
        Block::Words(
            "Labels come from the library's tables and are themselves uncertain: two tables often \
             disagree about a film's genres. Posters of countries, decades and kinds that are rare \
             among the training films are read less well than these figures say. Thresholds fit \
             collections in which the genres are about as frequent as here."
                .to_owned(),
        ),
        Block::Chapter("How to make this again".to_owned()),
        Block::Facts(facts),
    ]
}

/// `2026-11-22`, in universal time.
fn today() -> String {
    time::OffsetDateTime::now_utc().date().to_string()
}
