//! The settings behind the fold.

use egui::{Ui, vec2};

use super::field::{self, Number, column};
use crate::app::pages::train::plan::Plan;
use crate::app::theme::space;
use crate::app::widgets::{check, dropdown};
use crate::evaluation::Objective;
use crate::training::{Depth, Loss, OptimiserKind, Settings};

/// Paints the fields of the chosen depth.
pub fn show(ui: &mut Ui, plan: &mut Plan) {
    ui.spacing_mut().item_spacing = vec2(space::M, space::M);
    let each = column(ui, 4);
    let depth = plan.depth;
    let settings = plan.settings();
    match depth {
        Depth::Head => head(ui, settings, each),
        _ => deeper(ui, settings, each),
    }
    loss(ui, settings, each);
    ui.horizontal(|ui| {
        field::labelled(ui, each, "Thresholds for", |ui, _| {
            objective(ui, &mut plan.objective);
        });
        check::show(ui, "Save in half precision", &mut plan.half).on_hover_text(
            "Half the disk. Exact only for a model that came in half precision; another is rounded",
        );
    });
}

fn objective(ui: &mut Ui, chosen: &mut Objective) {
    let options = [
        Objective::F1,
        Objective::Accuracy,
        Objective::Precision,
        Objective::Recall,
        Objective::Youden,
    ]
    .map(|objective| (objective, objective.in_words()));
    dropdown::show(ui, "Thresholds for", chosen, &options);
}

const DECAY: (&str, &str) = (
    "Weight decay",
    "Pulls weights towards 0; norms and biases are left alone",
);
const WARM_UP: (&str, &str) = ("Warm-up", "Share of all steps in which the rates rise");

fn head(ui: &mut Ui, settings: &mut Settings, each: f32) {
    let head = &mut settings.head;
    ui.horizontal(|ui| {
        let (decay, warm_up) = (&mut head.weight_decay, &mut head.warm_up);
        field::number(ui, each, DECAY, decay, 0.0..=1e4, Number::Plain);
        field::number(ui, each, WARM_UP, warm_up, 0.0..=1.0, Number::Plain);
    });
}

fn deeper(ui: &mut Ui, settings: &mut Settings, each: f32) {
    ui.horizontal(|ui| {
        field::labelled(ui, each, "Optimiser", |ui, _| optimiser(ui, settings));
        let decay = &mut settings.weight_decay;
        field::number(ui, each, DECAY, decay, 0.0..=10.0, Number::Plain);
        let warm_up = &mut settings.warm_up;
        field::number(ui, each, WARM_UP, warm_up, 0.0..=1.0, Number::Plain);
        let words = (
            "Layer decay",
            "Factor on the rate from each layer to the one before it",
        );
        let factor = &mut settings.layer_decay;
        field::number(ui, each, words, factor, 0.01..=1.0, Number::Plain);
    });
    ui.horizontal(|ui| {
        let words = (
            "Clip",
            "Gradients longer than this are shortened to it; 0: never",
        );
        field::number(ui, each, words, &mut settings.clip, 0.0..=1e3, Number::Plain);
        let words = (
            "Average",
            "How slowly the average of the weights forgets; it is what is judged and saved. 0: none",
        );
        let decay = &mut settings.ema_decay;
        field::number(ui, each, words, decay, 0.0..=0.9999, Number::Plain);
        let words = (
            "At once",
            "Films on the device at once, their gradients added up to a batch's; 0: all of a batch",
        );
        field::count(ui, each, words, &mut settings.micro_batch, 0..=1024);
        let words = (
            "Save every",
            "Minutes between two saved states; each epoch saves one too",
        );
        let minutes = &mut settings.save_minutes;
        field::number(ui, each, words, minutes, 0.1..=600.0, Number::Plain);
    });
    ui.horizontal(|ui| {
        if settings.depth == Depth::Full {
            let words = (
                "First size",
                "Share of the full size at which posters begin; full from half-way on",
            );
            let size = &mut settings.first_size;
            field::number(ui, each, words, size, 0.25..=1.0, Number::Plain);
        } else {
            let words = (
                "Stored views",
                "Varied views of each training film that are stored beside the plain one",
            );
            field::count(ui, each, words, &mut settings.stored_views, 0..=16);
        }
        check::show(
            ui,
            "Judge with both mirror images",
            &mut settings.flip_evaluation,
        );
        check::show(ui, "Norms follow the batch", &mut settings.batch_statistics).on_hover_text(
            "Batch norm takes its statistics from the batch: for large batches on a GPU",
        );
    });
}

fn optimiser(ui: &mut Ui, settings: &mut Settings) {
    let kind = std::mem::discriminant(&settings.optimiser);
    let options: Vec<dropdown::Choice<OptimiserKind>> =
        [OptimiserKind::default(), OptimiserKind::SGD]
            .into_iter()
            .map(|option| {
                // The one at hand with its own numbers.
                if std::mem::discriminant(&option) == kind {
                    settings.optimiser
                } else {
                    option
                }
            })
            .zip(["AdamW", "SGD, Nesterov"].map(str::to_owned))
            .collect();
    dropdown::show(ui, "Optimiser", &mut settings.optimiser, &options);
}

/// The numbers of the loss, and the labels' softness.
fn loss(ui: &mut Ui, settings: &mut Settings, each: f32) {
    ui.horizontal(|ui| {
        let words = (
            "Label smoothing",
            "How far labels are moved towards one half",
        );
        let smoothing = &mut settings.label_smoothing;
        field::number(ui, each, words, smoothing, 0.0..=0.5, Number::Plain);
        match &mut settings.loss {
            Loss::Bce => {}
            Loss::ClassBalanced { beta } => {
                let words = (
                    "Beta",
                    "0 weighs all films alike; the nearer to 1, the more a rare kind weighs",
                );
                field::number(ui, each, words, beta, 0.0..=0.99999, Number::Plain);
            }
            Loss::Asymmetric {
                gamma_positive,
                gamma_negative,
                margin,
            } => {
                let hint = "How much less easy films count: 0, or 1 and more";
                let words = ("Gamma, with", hint);
                field::number(ui, each, words, gamma_positive, 0.0..=10.0, Number::Plain);
                let words = ("Gamma, without", hint);
                field::number(ui, each, words, gamma_negative, 0.0..=10.0, Number::Plain);
                let words = (
                    "Margin",
                    "Probability below which a film without the genre no longer counts",
                );
                field::number(ui, each, words, margin, 0.0..=0.5, Number::Plain);
            }
        }
    });
}
