//! The study's three tables beside ours, and who was taken for what.

use super::super::Material;
use super::super::document::{Block, Table, figure};
use super::super::gather::ThresholdTable;
use crate::evaluation::{Figures, Objective, study};
use crate::wording::thousands;

pub fn chapters(material: &Material) -> Vec<Block> {
    let mut blocks = vec![
        Block::Chapter("Thresholds".to_owned()),
        Block::Words(format!(
            "From a threshold on, a genre counts as predicted. Each is chosen on the {} validation \
             films, from 0.01 to 0.99, and then read on the {} test films. The study's figures \
             stand beside ours; they come from other films ({} of them), so that they show the \
             size of things.",
            thousands(material.validation.labels.len() as u64),
            thousands(material.test.labels.len() as u64),
            thousands(study::TEST_FILMS as u64)
        )),
    ];
    for table in &material.tables {
        blocks.push(Block::Table(objective(table)));
        blocks.extend(warnings(table));
    }
    blocks.push(Block::Table(averages(material)));
    blocks.push(Block::Chapter("Who is taken for what".to_owned()));
    blocks.push(Block::Table(confusion(material)));
    blocks
}

fn objective(table: &ThresholdTable) -> Table {
    let words = table.objective.in_words();
    let mut rows = Table::new(
        &format!("thresholds-{}", table.objective.name()),
        &format!("Thresholds for the best {words}."),
        &[
            "genre",
            "threshold",
            "accuracy",
            "precision",
            "recall",
            "F1",
            "predicted",
            "films",
            "accuracy of \"no\"",
            "study: threshold",
            "study: accuracy",
            "study: P / R",
            "study: F1",
        ],
    );
    let baselines = &table.test.baselines.all_negative.per_genre;
    for (row, no) in table.test.per_genre.iter().zip(baselines) {
        let ours = [
            row.genre.clone(),
            row.threshold.to_string(),
            figure(Some(row.accuracy)),
            figure(Some(row.precision)),
            figure(Some(row.recall)),
            figure(Some(row.f1)),
            thousands(row.predicted as u64),
            thousands(row.support as u64),
            figure(Some(no.accuracy)),
        ];
        rows.row(ours.into_iter().chain(theirs(table.objective, &row.genre)));
    }
    rows
}

/// Threshold, accuracy, precision and recall, F1.
fn theirs(objective: Objective, genre: &str) -> [String; 4] {
    let none = || "–".to_owned();
    let Some(row) = study::genre(genre) else {
        return [none(), none(), none(), none()];
    };
    match objective {
        Objective::Accuracy => [
            format!("{:.2}", row.accuracy_threshold),
            figure(Some(row.accuracy)),
            format!("{:.2} / {:.2}", row.precision, row.recall),
            format!("{:.2}", row.f1),
        ],
        Objective::F1 => [
            format!("{:.2}", row.f1_threshold),
            none(),
            none(),
            format!("{:.2}", row.best_f1),
        ],
        Objective::Precision => {
            let (low, high) = study::PRECISION_THRESHOLDS;
            let (least, most) = study::PRECISION_RECALLS;
            [
                format!("{low:.2} to {high:.2}"),
                none(),
                format!("– / {least:.2} to {most:.2}"),
                none(),
            ]
        }
        _ => [none(), none(), none(), none()],
    }
}

fn warnings(table: &ThresholdTable) -> impl Iterator<Item = Block> + '_ {
    let genres = table.test.per_genre.iter().zip(&table.choices);
    genres.filter_map(|(row, choice)| {
        let reason = choice.degenerate?.in_words();
        let (genre, threshold) = (&row.genre, choice.threshold);
        let objective = table.objective.in_words();
        Some(Block::Warning(format!(
            "{genre}: {threshold:.2} is the best threshold for {objective} on the validation \
             films, but {reason}."
        )))
    })
}

fn averages(material: &Material) -> Table {
    let mut table = Table::new(
        "averages",
        "Precision / recall / F1 over all genres on the test films; the study's are at its \
         accuracy-optimised thresholds.",
        &[
            "average",
            "accuracy thresholds",
            "F1 thresholds",
            "precision thresholds",
            "study",
        ],
    );
    let cells = |figures: &Figures| {
        [
            figures.micro,
            figures.macro_,
            figures.weighted,
            figures.samples,
        ]
        .map(|q| format!("{:.3} / {:.3} / {:.3}", q.precision, q.recall, q.f1))
    };
    let ours: Vec<[String; 4]> = material
        .tables
        .iter()
        .map(|table| cells(&table.test))
        .collect();
    for (index, (name, [p, r, f1])) in study::AVERAGES.into_iter().enumerate() {
        let columns = ours.iter().map(|column| column[index].clone());
        let row = [name.to_owned()].into_iter().chain(columns);
        table.row(row.chain([format!("{p:.2} / {r:.2} / {f1:.2}")]));
    }
    let mut single = |name: &str, value: fn(&Figures) -> f64| {
        let columns = material
            .tables
            .iter()
            .map(|table| figure(Some(value(&table.test))));
        let row = [name.to_owned()].into_iter().chain(columns);
        table.row(row.chain(["–".to_owned()]));
    };
    single("Jaccard (samples)", |figures| figures.jaccard);
    single("subset accuracy", |figures| figures.subset_accuracy);
    single("Hamming loss", |figures| figures.hamming_loss);
    single("genres given a film", |figures| figures.predicted_per_film);
    table
}

fn confusion(material: &Material) -> Table {
    let mut table = Table::new(
        "confusion",
        "Test films at the thresholds in use.",
        &[
            "genre",
            "threshold",
            "has it, predicted",
            "has it not, predicted",
            "has it, missed",
            "has it not, left",
        ],
    );
    let figures = &material.figures;
    for row in &figures.per_genre {
        let hits = (row.recall * row.support as f64).round() as usize;
        let missed = row.support.saturating_sub(hits);
        let false_alarms = row.predicted.saturating_sub(hits);
        let left = figures.films.saturating_sub(hits + missed + false_alarms);
        let counts = [hits, false_alarms, missed, left].map(|count| thousands(count as u64));
        let first = [row.genre.clone(), row.threshold.to_string()];
        table.row(first.into_iter().chain(counts));
    }
    table
}
