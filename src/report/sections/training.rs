//! The course of the training.

use super::super::Material;
use super::super::document::{Block, Drawing, Picture, Table, figure};
use super::hue::hue;
use crate::charts::palette::{ACCENT, INK, INK_WEAK};
use crate::charts::plot::Mark;
use crate::charts::{Plot, Series};
use crate::evaluation::study;

const SIZE: (f32, f32) = (520.0, 380.0);

pub fn chapter(material: &Material) -> Vec<Block> {
    let mut blocks = vec![Block::Chapter("The training".to_owned())];
    if material.history.is_empty() {
        blocks.push(Block::Words(
            "The model's folder holds no history of its training.".to_owned(),
        ));
        return blocks;
    }
    let facts: Vec<(String, String)> = settings(material);
    if !facts.is_empty() {
        blocks.push(Block::Facts(facts));
    }
    blocks.push(Block::Pictures(vec![losses(material), areas(material)]));
    blocks.push(Block::List(epochs(material)));
    blocks
}

/// What the record holds for the program, not for a reader of the report.
const UNTOLD: [&str; 6] = [
    "notes",
    "started_from",
    "name",
    "state",
    "begun",
    "data_hash",
];

/// The record's plain values, options included; long lists and the path of the start are left to
/// the file.
fn settings(material: &Material) -> Vec<(String, String)> {
    let told = |name: &str| !UNTOLD.contains(&name);
    let mut facts = Vec::new();
    let mut tell = |name: &str, value: &serde_json::Value| {
        let words = match value {
            serde_json::Value::String(words) => words.clone(),
            serde_json::Value::Number(number) => match number.as_f64() {
                Some(value) if number.is_f64() => format!("{}", (value * 1e6).round() / 1e6),
                _ => number.to_string(),
            },
            serde_json::Value::Bool(yes) => yes.to_string(),
            _ => return,
        };
        facts.push((name.replace('_', " "), words));
    };
    for (name, value) in &material.record {
        match value {
            serde_json::Value::Object(of) if name == "refit" => {
                let run = of.get("run").unwrap_or(value);
                tell("repeats, from validation films too", run);
            }
            serde_json::Value::Object(options) => {
                // A head on cached features has settings of its own among the others.
                let head = options.get("head").and_then(serde_json::Value::as_object);
                let only_head = material
                    .record
                    .get("depth")
                    .is_some_and(|depth| depth == "head");
                let told = head.filter(|_| only_head).unwrap_or(options);
                told.iter().for_each(|(name, value)| tell(name, value));
            }
            value if told(name) => tell(name, value),
            _ => {}
        }
    }
    facts
}

fn losses(material: &Material) -> Picture {
    let series = |name: &str, colour, value: fn(&crate::training::Epoch) -> Option<f64>| Series {
        name: name.to_owned(),
        colour,
        mark: Mark::Dotted,
        points: material
            .history
            .iter()
            .filter_map(|epoch| Some((epoch.epoch as f64, value(epoch)?)))
            .collect(),
    };
    let plot = Plot {
        title: "Loss".to_owned(),
        x_name: "Epoch".to_owned(),
        y_name: "Binary cross-entropy".to_owned(),
        x_range: None,
        y_range: None,
        series: vec![
            series("training", ACCENT, |epoch| Some(epoch.train_loss)),
            series("validation", INK, |epoch| epoch.validation_loss),
        ],
        size: SIZE,
    };
    Picture {
        name: "loss".to_owned(),
        alternative: "Loss on training and validation films, epoch by epoch".to_owned(),
        caption: String::new(),
        drawing: Drawing::Chart(plot.draw()),
    }
}

fn areas(material: &Material) -> Picture {
    let genres = material.scores.genres();
    let of_genre = |name: &str| -> Vec<(f64, f64)> {
        let defined = material.history.iter().filter_map(|epoch| {
            let auc = epoch.validation_auc.get(name).copied().flatten()?;
            Some((epoch.epoch as f64, auc))
        });
        defined.collect()
    };
    let mut series: Vec<Series> = genres
        .iter()
        .enumerate()
        .map(|(place, genre)| Series {
            name: genre.name().to_owned(),
            colour: hue(genre, place),
            mark: Mark::Line,
            points: of_genre(genre.name()),
        })
        .collect();
    let macro_auc = material.history.iter().filter_map(|epoch| {
        let auc = epoch.validation_macro_auc?;
        Some((epoch.epoch as f64, auc))
    });
    series.push(Series {
        name: "macro".to_owned(),
        colour: INK,
        mark: Mark::Dotted,
        points: macro_auc.collect(),
    });
    let last = material.history.last().map_or(1, |epoch| epoch.epoch) as f64;
    series.push(Series {
        name: "the study (macro)".to_owned(),
        colour: INK_WEAK,
        mark: Mark::Dashed,
        points: vec![(1.0, study::MACRO_AUC), (last, study::MACRO_AUC)],
    });
    let plot = Plot {
        title: "Area under the ROC curve, validation".to_owned(),
        x_name: "Epoch".to_owned(),
        y_name: "AUC".to_owned(),
        x_range: None,
        y_range: None,
        series,
        size: SIZE,
    };
    Picture {
        name: "auc-by-epoch".to_owned(),
        alternative: "AUC of each genre on the validation films, epoch by epoch".to_owned(),
        caption: "The study's 0.803 was measured on other films.".to_owned(),
        drawing: Drawing::Chart(plot.draw()),
    }
}

fn epochs(material: &Material) -> Table {
    let genres = material.scores.genres();
    let mut head = vec!["epoch", "training loss", "validation loss", "macro AUC"];
    head.extend(genres.iter().map(|genre| genre.name()));
    let mut table = Table::new("epochs", "", &head);
    for epoch in &material.history {
        let aucs = genres
            .iter()
            .map(|genre| figure(epoch.validation_auc.get(genre.name()).copied().flatten()));
        let first = [
            epoch.epoch.to_string(),
            format!("{:.4}", epoch.train_loss),
            epoch
                .validation_loss
                .map_or_else(|| "–".to_owned(), |loss| format!("{loss:.4}")),
            figure(epoch.validation_macro_auc),
        ];
        table.row(first.into_iter().chain(aucs));
    }
    table
}
