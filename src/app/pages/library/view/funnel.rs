//! The funnel: how many films are left after each step, and why the rest went.

use std::collections::BTreeMap;

use egui::{Align2, Label, Rect, RichText, ScrollArea, Sense, Ui, pos2, vec2};

use super::dialog_parts::{body_height, foot, pair, title};
use super::words::capitalised;
use crate::app::pages::library::command::Command;
use crate::app::theme::{self, font, radius, size, space};
use crate::app::widgets::button::Weight;
use crate::app::widgets::icon::Icon;
use crate::catalog::funnel::in_words;
use crate::catalog::{FindingKind, Funnel, FunnelStep, ImportReport};
use crate::wording::thousands;

/// Reasons that are named; the rest is counted together.
const REASONS: usize = 5;

/// How the library came about.
pub fn dialog(ui: &mut Ui, known: Option<&Result<Funnel, String>>, asked: &mut Vec<Command>) {
    let text = "From everything that the tables and folders hold to the films that a model learns \
                from: how many are left after each step, and why the rest went.";
    title(ui, "Funnel", text);
    let close = (true, Weight::Primary, Icon::Check, "Done", Command::Close);
    match known {
        None => drop(ui.label(RichText::new("It is being counted…").font(font::body()))),
        Some(Err(why)) => drop(ui.label(RichText::new(why).font(font::body()))),
        Some(Ok(funnel)) => {
            ScrollArea::vertical()
                .max_height(body_height(ui))
                .show(ui, |ui| steps(ui, funnel));
            let word = "Save the funnel…";
            let save = Command::SaveFunnel(None);
            let save = (true, Weight::Quiet, Icon::Drop, word, save);
            return foot(ui, &[close, save], asked);
        }
    }
    foot(ui, &[close], asked);
}

/// A bar a step, reasons below.
pub fn steps(ui: &mut Ui, funnel: &Funnel) {
    let most = funnel.films_in().max(1);
    ui.spacing_mut().item_spacing.y = 0.0;
    ui.spacing_mut().interact_size.y = 0.0;
    for step in funnel {
        let share = step.kept as f32 / most as f32;
        bar(ui, &step.step, step.kept, share);
        if !step.removed.is_empty() {
            let words = removed_in_words(step);
            let weak = theme::tokens(ui).text_weak;
            ui.horizontal(|ui| {
                ui.add_space(size::FUNNEL_NAME);
                let words = RichText::new(words).font(font::caption()).color(weak);
                ui.add(Label::new(words).wrap());
            });
            ui.add_space(space::XS);
        }
    }
}

fn bar(ui: &mut Ui, name: &str, count: usize, share: f32) {
    let tokens = theme::tokens(ui);
    let room = vec2(ui.available_width(), size::FUNNEL_STEP);
    let (rect, response) = ui.allocate_exact_size(room, Sense::hover());
    let words = format!("{name}: {}", thousands(count as u64));
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &words));
    let middle = rect.center().y;
    let text = |at, align, text: String, face, ink| {
        ui.painter().text(at, align, text, face, ink);
    };
    let left = pos2(rect.left(), middle);
    text(
        left,
        Align2::LEFT_CENTER,
        capitalised(name),
        font::body(),
        tokens.text,
    );
    let track = Rect::from_min_max(
        pos2(rect.left() + size::FUNNEL_NAME, middle - size::BAR / 2.0),
        pos2(rect.right() - size::FIGURE, middle + size::BAR / 2.0),
    );
    ui.painter().rect_filled(track, radius::BAR, tokens.raised);
    let lit = vec2((track.width() * share).max(size::TICK), track.height());
    let lit = Rect::from_min_size(track.min, lit);
    ui.painter().rect_filled(lit, radius::BAR, tokens.accent);
    let right = pos2(rect.right(), middle);
    let count = thousands(count as u64);
    text(
        right,
        Align2::RIGHT_CENTER,
        count,
        font::body_number(),
        tokens.text,
    );
}

/// `120 Western, 12 truncated image`: the most frequent first.
fn removed_in_words(step: &FunnelStep) -> String {
    let reasons = step.reasons();
    let mut parts: Vec<String> = reasons
        .iter()
        .take(REASONS)
        .map(|(reason, count)| format!("{} {reason}", thousands(*count as u64)))
        .collect();
    let rest: usize = reasons.iter().skip(REASONS).map(|(_, count)| count).sum();
    if rest > 0 {
        parts.push(format!("{} for other reasons", thousands(rest as u64)));
    }
    format!("− {}", parts.join(", "))
}

/// Reasons and how many.
pub fn reasons(ui: &mut Ui, reasons: &BTreeMap<String, usize>) {
    let mut sorted: Vec<(&String, &usize)> = reasons.iter().collect();
    sorted.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
    for (reason, count) in sorted {
        pair(ui, &thousands(*count as u64), &in_words(reason));
    }
}

/// How the films are divided.
pub fn splits(ui: &mut Ui, report: &ImportReport) {
    let splits = report.splits;
    let [train, validation, test] =
        [splits.train, splits.validation, splits.test].map(|count| thousands(count as u64));
    ui.add_space(space::S);
    let words = format!("{train} to train, {validation} to validate, {test} to test");
    ui.label(RichText::new(words).font(font::body()));
}

/// What was found, by kind.
pub fn findings(ui: &mut Ui, report: &ImportReport) {
    if report.findings.is_empty() {
        return;
    }
    ui.add_space(space::M);
    ui.label(RichText::new("Findings").font(font::strong()));
    ui.add_space(space::XS);
    ScrollArea::vertical()
        .id_salt("findings of an import")
        .max_height(size::TOOLS)
        .show(ui, |ui| {
            for kind in FindingKind::ALL {
                if let Some(count) = report.findings.get(kind.name()) {
                    pair(ui, &thousands(*count as u64), kind.label());
                }
            }
        });
}
