//! The curves of a run and of several: AUC, loss, rates over epochs.

use egui::{Color32, Id, Ui, Vec2, vec2};

use crate::app::pages::train::live::best;
use crate::app::pages::train::trace::{Trace, smooth};
use crate::app::theme::{self, Tokens, size, space};
use crate::app::widgets::plot::{self, Axis, Dots, Format, Kind, Line, Look, Plot};
use crate::catalog::Genre;
use crate::evaluation::study;
use crate::training::Epoch;

/// So many steps are hardly smoothed.
const SHORT: f64 = 10.0;

/// Letters of a run's name in a legend.
const LONGEST: usize = 24;

/// What the curves of one run are made of.
pub struct Curves<'a> {
    /// What the run is called: zoom and hidden curves are remembered by it.
    pub run: &'a str,
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

impl Curves<'_> {
    /// The plot of this name, still without curves. All plots of a run show the same epochs, and
    /// follow each other.
    fn plot<'a>(&self, name: &'a str, format: Format, waits: &'a str) -> Plot<'a> {
        let group = Id::unique(("the curves of a run", self.run));
        Plot {
            id: group.with(name),
            group: Some(group),
            name,
            named: false,
            across: Axis {
                name: "epoch",
                format: Format::Count,
                holds: self.epochs(),
            },
            up: Axis {
                name,
                format,
                holds: None,
            },
            lines: Vec::new(),
            level: None,
            mark: None,
            kind: Kind::Many { aside: false },
            said: None,
            hint: "",
            waits,
        }
    }

    /// From where the steps or the epochs begin to where they are planned to end.
    fn epochs(&self) -> Option<[f64; 2]> {
        let steps = self.loss.points();
        let ends = self.history.iter().map(|epoch| epoch.epoch as f64);
        let last = ends.clone().chain(steps.last().map(|step| step[0]));
        let first = if steps.is_empty() {
            ends.reduce(f64::min)?
        } else {
            0.0
        };
        Some([first, last.fold(self.planned as f64, f64::max)])
    }
}

/// A value an epoch; an epoch without one is a gap.
fn over_epochs(history: &[Epoch], value: impl Fn(&Epoch) -> Option<f64>) -> Vec<[f64; 2]> {
    let point = |epoch: &Epoch| [epoch.epoch as f64, value(epoch).unwrap_or(f64::NAN)];
    history.iter().map(point).collect()
}

/// Macro AUC over the genres' own, the study's line, the best epoch.
fn auc(ui: &mut Ui, curves: &Curves<'_>, extent: Vec2) {
    let tokens = theme::tokens(ui);
    let history = curves.history;
    let names = history.last().map(|epoch| epoch.validation_auc.keys());
    let mut lines: Vec<Line<'_>> = names
        .into_iter()
        .flatten()
        .map(|name| {
            let points = over_epochs(history, |epoch| {
                epoch.validation_auc.get(name).copied().flatten()
            });
            Line::new(name, hue(tokens, name), Look::Thin, points)
        })
        .collect();
    // The legend counts from the last one down: by value, as the curves end.
    lines.sort_by(|a, b| last(a).total_cmp(&last(b)));
    let points = over_epochs(history, |epoch| epoch.validation_macro_auc);
    lines.push(Line::new("Macro", tokens.text, Look::Strong, points));
    let mark = best(history).map(|(epoch, value)| {
        let words = format!("best: {}", Format::Percent.value(value));
        ([epoch as f64, value], words)
    });
    let words = study_words();
    let waits = "The curve begins after the first epoch.";
    let plot = Plot {
        lines,
        level: Some((study::MACRO_AUC, &words)),
        mark,
        kind: Kind::Many { aside: true },
        ..curves.plot("AUC on validation", Format::Percent, waits)
    };
    plot::show(ui, extent, &plot);
}

/// `the study: 80.3 %`.
pub fn study_words() -> String {
    format!("the study: {}", Format::Percent.value(study::MACRO_AUC))
}

fn last(line: &Line<'_>) -> f64 {
    line.last().unwrap_or(f64::NEG_INFINITY)
}

fn hue(tokens: &Tokens, name: &str) -> Color32 {
    Genre::parse(name).map_or(tokens.other_genre, |genre| tokens.genre(&genre))
}

fn loss(ui: &mut Ui, curves: &Curves<'_>, extent: Vec2) {
    let tokens = theme::tokens(ui);
    let ink = tokens.text_weak;
    let steps = curves.loss.points();
    let train = if steps.is_empty() {
        let points = over_epochs(curves.history, |epoch| Some(epoch.train_loss));
        Line::new("train", ink, Look::Thin, points)
    } else {
        // A short curve would lag behind what it shows.
        let most = 1.0 - SHORT / steps.len() as f64;
        let points = smooth(steps, curves.smoothing.min(most.max(0.0)));
        Line {
            raw: Some(steps.into()),
            dots: Dots::Never,
            ..Line::new("train", ink, Look::Thin, points)
        }
    };
    let points = over_epochs(curves.history, |epoch| epoch.validation_loss);
    let validation = Line::new("validation", tokens.accent, Look::Strong, points);
    let waits = "The curve begins with the first step.";
    let plot = Plot {
        lines: vec![train, validation],
        ..curves.plot("Loss", Format::Plain, waits)
    };
    plot::show(ui, extent, &plot);
}

fn rates(ui: &mut Ui, curves: &Curves<'_>, extent: Vec2) {
    let tokens = theme::tokens(ui);
    let inks = [tokens.text_weak, tokens.accent];
    let names = ["head", "network"];
    let traces = names.into_iter().zip(inks).zip(curves.rates);
    let mut lines: Vec<Line<'_>> = traces
        .filter(|(_, trace)| !trace.points().is_empty())
        .map(|((name, ink), trace)| Line {
            dots: Dots::Never,
            ..Line::new(name, ink, Look::Thin, trace.points())
        })
        .collect();
    if lines.is_empty() {
        let points = over_epochs(curves.history, |epoch| Some(epoch.learning_rate));
        lines.push(Line::new("rate", tokens.text_weak, Look::Thin, points));
    }
    let waits = "The curve begins with the first step.";
    let plot = Plot {
        lines,
        ..curves.plot("Learning rate", Format::Power, waits)
    };
    plot::show(ui, extent, &plot);
}

/// One figure of several runs over their epochs.
pub fn overlaid(ui: &mut Ui, runs: &[(&str, &[Epoch], Color32)], figure: Figure, height: f32) {
    let lines = runs
        .iter()
        .enumerate()
        .map(|(at, (name, history, ink))| {
            let points = over_epochs(history, |epoch| figure.of(epoch));
            let name = format!("{} {}", at + 1, shortened(name));
            Line::new(name, *ink, Look::Strong, points)
        })
        .collect();
    let words = study_words();
    let level = (figure == Figure::Auc).then_some((study::MACRO_AUC, words.as_str()));
    let plot = Plot {
        id: Id::unique(("runs side by side", figure.words())),
        group: None,
        name: figure.words(),
        named: true,
        across: Axis {
            name: "epoch",
            format: Format::Count,
            holds: None,
        },
        up: Axis {
            name: figure.words(),
            format: figure.format(),
            holds: None,
        },
        lines,
        level,
        mark: None,
        kind: Kind::Many { aside: false },
        said: None,
        hint: "",
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
