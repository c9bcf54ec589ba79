//! The curves of a run and of several: AUC, loss, rates over epochs.

use egui::{Color32, Ui, Vec2, vec2};

use super::plot::{self, Format, Line, Look, Plot};
use crate::app::pages::train::live::best;
use crate::app::pages::train::trace::{Trace, smooth};
use crate::app::theme::{self, Tokens, size, space};
use crate::catalog::Genre;
use crate::evaluation::study;
use crate::training::Epoch;

/// So many steps are hardly smoothed.
const SHORT: f64 = 10.0;

/// Letters of a run's name in a legend.
const LONGEST: usize = 24;

/// What the curves of one run are made of.
pub struct Curves<'a> {
    /// Its epochs.
    pub history: &'a [Epoch],
    /// Training loss step by step; empty where only the epochs are known.
    pub loss: &'a Trace,
    /// Rates of the head and of the backbone, step by step.
    pub rates: [&'a Trace; 2],
    /// Epochs that were planned.
    pub planned: usize,
    /// How smooth the training loss is shown, in `0..1`.
    pub smoothing: f64,
    /// Whether no validation films are left to judge it.
    pub refit: bool,
}

/// Paints AUC above, loss and rates side by side below; of a refit, which has no AUC, loss above and
/// rates below.
pub fn show(ui: &mut Ui, curves: &Curves<'_>, height: f32) {
    let width = ui.available_width();
    ui.spacing_mut().item_spacing = vec2(space::XL, space::M);
    let upper = (height * 0.56).round();
    if curves.refit {
        loss(ui, curves, vec2(width, upper));
        return rates(ui, curves, vec2(width, height - upper - space::M));
    }
    auc(ui, curves, vec2(width, upper));
    let half = vec2((width - space::XL) / 2.0, height - upper - space::M);
    ui.horizontal(|ui| {
        loss(ui, curves, half);
        rates(ui, curves, half);
    });
}

fn over_epochs(history: &[Epoch], value: impl Fn(&Epoch) -> Option<f64>) -> Vec<[f64; 2]> {
    let point = |epoch: &Epoch| Some([epoch.epoch as f64, value(epoch)?]);
    history.iter().filter_map(point).collect()
}

/// Macro AUC over the genres' own, the study's line, the best epoch.
fn auc(ui: &mut Ui, curves: &Curves<'_>, extent: Vec2) {
    let tokens = theme::tokens(ui);
    let history = curves.history;
    let names = history.last().map(|epoch| epoch.validation_auc.keys());
    let mut lines: Vec<Line> = names
        .into_iter()
        .flatten()
        .map(|name| Line {
            name: name.clone(),
            ink: hue(tokens, name),
            look: Look::Thin,
            points: over_epochs(history, |epoch| {
                epoch.validation_auc.get(name).copied().flatten()
            }),
        })
        .collect();
    // The legend counts from the last one down: by value, as the curves end.
    lines.sort_by(|a, b| last(a).total_cmp(&last(b)));
    lines.push(Line {
        name: "Macro".to_owned(),
        ink: tokens.text,
        look: Look::Strong,
        points: over_epochs(history, |epoch| epoch.validation_macro_auc),
    });
    let mark = best(history).map(|(epoch, value)| {
        let words = format!("best: {}", Format::Percent.value(value));
        ([epoch as f64, value], words)
    });
    let words = study_words();
    let plot = Plot {
        name: "AUC on validation",
        named: false,
        across: "epoch",
        lines,
        level: Some((study::MACRO_AUC, &words)),
        mark,
        format: Format::Percent,
        reach: curves.planned as f64,
        aside: true,
        waits: "The curve begins after the first epoch.",
    };
    plot::show(ui, extent, &plot);
}

/// `the study: 80.3 %`.
pub fn study_words() -> String {
    format!("the study: {}", Format::Percent.value(study::MACRO_AUC))
}

fn last(line: &Line) -> f64 {
    line.points
        .last()
        .map_or(f64::NEG_INFINITY, |point| point[1])
}

fn hue(tokens: &Tokens, name: &str) -> Color32 {
    Genre::parse(name).map_or(tokens.other_genre, |genre| tokens.genre(&genre))
}

fn loss(ui: &mut Ui, curves: &Curves<'_>, extent: Vec2) {
    let tokens = theme::tokens(ui);
    let train = tokens.text_weak;
    let mut lines = Vec::new();
    let steps = curves.loss.points();
    let points = if steps.is_empty() {
        over_epochs(curves.history, |epoch| Some(epoch.train_loss))
    } else {
        lines.push(Line {
            name: String::new(),
            ink: train,
            look: Look::Faint,
            points: steps.to_vec(),
        });
        // A short curve would lag behind what it shows.
        let most = 1.0 - SHORT / steps.len() as f64;
        smooth(steps, curves.smoothing.min(most.max(0.0)))
    };
    lines.push(Line {
        name: "train".to_owned(),
        ink: train,
        look: Look::Thin,
        points,
    });
    lines.push(Line {
        name: "validation".to_owned(),
        ink: tokens.accent,
        look: Look::Strong,
        points: over_epochs(curves.history, |epoch| epoch.validation_loss),
    });
    let plot = Plot {
        name: "Loss",
        named: false,
        across: "epoch",
        lines,
        level: None,
        mark: None,
        format: Format::Plain,
        reach: curves.planned as f64,
        aside: false,
        waits: "The curve begins with the first step.",
    };
    plot::show(ui, extent, &plot);
}

fn rates(ui: &mut Ui, curves: &Curves<'_>, extent: Vec2) {
    let tokens = theme::tokens(ui);
    let inks = [tokens.text_weak, tokens.accent];
    let names = ["head", "network"];
    let mut lines: Vec<Line> = Vec::new();
    for ((name, ink), trace) in names.into_iter().zip(inks).zip(curves.rates) {
        if !trace.points().is_empty() {
            lines.push(Line {
                name: name.to_owned(),
                ink,
                look: Look::Thin,
                points: trace.points().to_vec(),
            });
        }
    }
    if lines.is_empty() {
        lines.push(Line {
            name: "rate".to_owned(),
            ink: tokens.text_weak,
            look: Look::Thin,
            points: over_epochs(curves.history, |epoch| Some(epoch.learning_rate)),
        });
    }
    let plot = Plot {
        name: "Learning rate",
        named: false,
        across: "epoch",
        lines,
        level: None,
        mark: None,
        format: Format::Power,
        reach: curves.planned as f64,
        aside: false,
        waits: "The curve begins with the first step.",
    };
    plot::show(ui, extent, &plot);
}

/// One figure of several runs over their epochs.
pub fn overlaid(ui: &mut Ui, runs: &[(&str, &[Epoch], Color32)], figure: Figure, height: f32) {
    let lines = runs
        .iter()
        .enumerate()
        .map(|(at, (name, history, ink))| Line {
            name: format!("{} {}", at + 1, shortened(name)),
            ink: *ink,
            look: Look::Strong,
            points: over_epochs(history, |epoch| figure.of(epoch)),
        })
        .collect();
    let words = study_words();
    let level = (figure == Figure::Auc).then_some((study::MACRO_AUC, words.as_str()));
    let plot = Plot {
        name: figure.words(),
        named: true,
        across: "epoch",
        lines,
        level,
        mark: None,
        format: figure.format(),
        reach: 0.0,
        aside: false,
        waits: "No epoch of these runs has this figure.",
    };
    let width = ui.available_width().max(size::LEGEND);
    plot::show(ui, vec2(width, height), &plot);
}

/// A long name by its beginning and its end, which tell it from others.
fn shortened(name: &str) -> String {
    let letters: Vec<char> = name.chars().collect();
    if letters.len() <= LONGEST {
        return name.to_owned();
    }
    let (begin, end) = (
        &letters[..LONGEST / 2],
        &letters[letters.len() - LONGEST / 2..],
    );
    begin.iter().chain(['…'].iter()).chain(end).collect()
}

/// What the overlaid curves show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Figure {
    /// Macro AUC on validation.
    #[default]
    Auc,
    /// The loss on validation.
    Validation,
    /// The loss on the training films.
    Train,
}

impl Figure {
    /// In the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Auc, Self::Validation, Self::Train];

    /// Its name.
    pub fn words(self) -> &'static str {
        match self {
            Self::Auc => "Macro AUC on validation",
            Self::Validation => "Loss on validation",
            Self::Train => "Loss while learning",
        }
    }

    fn format(self) -> Format {
        match self {
            Self::Auc => Format::Percent,
            Self::Validation | Self::Train => Format::Plain,
        }
    }

    fn of(self, epoch: &Epoch) -> Option<f64> {
        match self {
            Self::Auc => epoch.validation_macro_auc,
            Self::Validation => epoch.validation_loss,
            Self::Train => Some(epoch.train_loss),
        }
    }
}
