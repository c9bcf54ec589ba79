//! The settings of the run that is set up: those that are often changed, and behind a fold the
//! others.

use std::path::PathBuf;

use egui::{RichText, Ui, vec2};

use super::advanced;
use super::field::{self, Number, column};
use crate::app::cx::Cx;
use crate::app::pages::train::command::Command;
use crate::app::pages::train::plan::Plan;
use crate::app::pages::train::state::TrainPage;
use crate::app::theme::{font, size, space};
use crate::app::widgets::button::{self, Weight};
use crate::app::widgets::icon::Icon;
use crate::app::widgets::{check, dropdown, fold};
use crate::training::{Depth, Loss, Settings};
use crate::vision::Augmentation;

/// Paints the form.
pub fn show(ui: &mut Ui, page: &mut TrainPage, cx: &Cx<'_>) {
    ui.spacing_mut().item_spacing = vec2(space::M, space::M);
    ui.horizontal(|ui| {
        ui.set_height(size::BUTTON);
        ui.label(RichText::new("Settings").font(font::section()));
        if page.plan.is_changed() {
            ui.add_space(space::S);
            let word = "Back to the defaults";
            if button::button(ui, Weight::Quiet, Icon::Undo, word).clicked() {
                page.plan.reset();
            }
        }
    });
    start(ui, page, cx);
    let plan = &mut page.plan;
    let each = column(ui, 4);
    match plan.depth {
        Depth::Head => head(ui, plan.settings(), each),
        _ => deeper(ui, plan.settings(), each),
    }
    ui.horizontal(|ui| {
        let settings = plan.settings();
        field::labelled(ui, 2.0 * each + space::M, "Loss", |ui, _| {
            loss(ui, &mut settings.loss);
        });
        let mut seed = settings.seed as f64;
        let words = (
            "Seed",
            "The same seed on this computer gives the same model",
        );
        if field::number(ui, each, words, &mut seed, 0.0..=1e9, Number::Whole) {
            settings.seed = seed as u64;
        }
        field::count(
            ui,
            each,
            (
                "Patience",
                "Epochs without a better figure on validation after which it stops",
            ),
            patience(settings),
            1..=1000,
        );
    });
    if plan.depth != Depth::Head {
        augmentation(ui, plan);
    }
    fold::show(ui, "Advanced", &mut plan.advanced);
    if plan.advanced {
        advanced::show(ui, plan);
    }
}

fn patience(settings: &mut Settings) -> &mut usize {
    match settings.depth {
        Depth::Head => &mut settings.head.patience,
        _ => &mut settings.patience,
    }
}

/// From which model it starts.
fn start(ui: &mut Ui, page: &mut TrainPage, cx: &Cx<'_>) {
    let options = page.starts(cx.shared.model.folder().map(PathBuf::as_path));
    let before = page.plan.start.clone();
    let mut chosen = before.clone();
    let mut asked = None;
    let each = column(ui, 4);
    ui.horizontal(|ui| {
        field::labelled(ui, 2.0 * each + space::M, "Start from", |ui, _| {
            ui.horizontal(|ui| {
                if dropdown::show(ui, "Start from", &mut chosen, &options) {
                    asked = Some(chosen.clone());
                }
                let name = "Another model's folder…";
                if button::icon_button(ui, Icon::Open, name).clicked() {
                    page.asked.push(Command::ChooseStart);
                }
            });
        });
        field::labelled(ui, each, "Size", |ui, _| {
            input_size(ui, page.plan.settings());
        });
        let name = &mut page.plan.name;
        let free = page.shelf.free_name(page.plan.depth);
        field::text(ui, each, "Name", name, &free);
    });
    if let Some(start) = asked {
        page.plan.start = start;
    }
}

/// Rows and columns, all of a poster's shape.
const SIZES: [(usize, usize); 4] = [(278, 185), (340, 226), (416, 277), (500, 333)];

/// At which size posters are seen.
fn input_size(ui: &mut Ui, settings: &mut Settings) {
    let sizes = SIZES.map(|(height, width)| {
        let word = format!("{height} × {width}");
        (Some((height, width)), word)
    });
    let model = (None, "The model's".to_owned());
    let options: Vec<_> = [model].into_iter().chain(sizes).collect();
    dropdown::show(ui, "Size", &mut settings.input_size, &options);
}

const EPOCHS: (&str, &str) = (
    "Epochs",
    "Most passes over the training films; it stops earlier when validation gets no better",
);
const BATCH: (&str, &str) = ("Batch", "Films per step");

fn head(ui: &mut Ui, settings: &mut Settings, each: f32) {
    let head = &mut settings.head;
    ui.horizontal(|ui| {
        field::count(ui, each, EPOCHS, &mut head.epochs, 1..=1000);
        field::count(ui, each, BATCH, &mut head.batch_size, 1..=8192);
        let words = ("Rate", "The highest learning rate");
        let (rate, range) = (&mut head.learning_rate, 1e-7..=1.0);
        field::number(ui, each, words, rate, range, Number::Power);
        let words = ("Dropout", "Share of the features that a step does not see");
        let (share, range) = (&mut head.dropout, 0.0..=0.95);
        field::number(ui, each, words, share, range, Number::Plain);
    });
}

fn deeper(ui: &mut Ui, settings: &mut Settings, each: f32) {
    ui.horizontal(|ui| {
        field::count(ui, each, EPOCHS, &mut settings.epochs, 1..=1000);
        field::count(ui, each, BATCH, &mut settings.batch_size, 1..=1024);
        let words = ("Head's rate", "The head's highest learning rate");
        let (rate, range) = (&mut settings.head_rate, 1e-7..=1.0);
        field::number(ui, each, words, rate, range.clone(), Number::Power);
        let words = (
            "Network's rate",
            "The highest learning rate of the network's last block",
        );
        let rate = &mut settings.backbone_rate;
        field::number(ui, each, words, rate, range, Number::Power);
    });
}

fn loss(ui: &mut Ui, loss: &mut Loss) {
    let kind = std::mem::discriminant(loss);
    let kinds = [Loss::Bce, Loss::CLASS_BALANCED, Loss::ASYMMETRIC];
    let words = [
        "Binary cross-entropy",
        "Class-balanced cross-entropy",
        "Asymmetric loss",
    ];
    let at = kinds
        .iter()
        .position(|loss| std::mem::discriminant(loss) == kind);
    let mut chosen = at.unwrap_or(0);
    let options: Vec<dropdown::Choice<usize>> = words
        .iter()
        .enumerate()
        .map(|(index, word)| (index, (*word).to_owned()))
        .collect();
    if dropdown::show(ui, "Loss", &mut chosen, &options) {
        *loss = kinds[chosen];
    }
}

/// How posters vary: only the whole network sees pixels; the others see stored activations.
fn augmentation(ui: &mut Ui, plan: &mut Plan) {
    let depth = plan.depth;
    let settings = plan.settings();
    field::labelled(
        ui,
        size::FORM_MOST.min(ui.available_width()),
        "Posters vary",
        |ui, _| {
            ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(space::S, space::XS);
            check::show(ui, "Mirrored", &mut settings.flips)
                .on_hover_text("Each poster is seen mirrored half of the time");
            let mut varied = !settings.augmentation.is_none();
            let hint = match depth {
                Depth::Full => "Moved, turned and scaled a little, a patch hidden, lighter or \
                                darker: never cut, never another hue",
                _ => "Stored once more with each poster moved, turned and scaled a little: takes \
                      as much disk again",
            };
            let response = check::show(ui, "Moved, turned, erased, lit", &mut varied);
            if response.on_hover_text(hint).changed() {
                settings.augmentation = if varied {
                    Augmentation::mild()
                } else {
                    Augmentation::none()
                };
                settings.stored_views = usize::from(varied && depth != Depth::Full);
            }
            let mut mixed = settings.mixup > 0.0;
            let response = check::show(ui, "Blended", &mut mixed);
            let hint = "Two films are blended, and so are their labels (mixup)";
            if response.on_hover_text(hint).changed() {
                settings.mixup = if mixed { 0.2 } else { 0.0 };
            }
        });
        },
    );
}
