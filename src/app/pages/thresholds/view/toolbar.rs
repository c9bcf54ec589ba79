//! The top of the page: which films, what the thresholds are chosen for, in which probabilities;
//! steps back and forth; sets that are kept, compared, exported, imported, applied.

use egui::{Align, Id, Layout, Margin, Popup, PopupCloseBehavior, RichText, TextEdit, Ui, vec2};

use super::parts::Page;
use crate::app::pages::thresholds::command::Command;
use crate::app::pages::thresholds::prepared::{Calibrating, View};
use crate::app::request::Request;
use crate::app::theme::{self, font, size, space};
use crate::app::widgets::button::{self, Weight};
use crate::app::widgets::icon::Icon;
use crate::app::widgets::{check, dropdown, segments};
use crate::evaluation::Objective;
use crate::wording::thousands;

/// Paints both lines.
pub fn show(ui: &mut Ui, page: &mut Page<'_>) {
    ui.horizontal(|ui| {
        ui.set_height(size::BUTTON);
        ui.label(RichText::new("Thresholds").font(font::title()));
        ui.add_space(space::S);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            views(ui, page);
            // What is left: long words end there.
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| story(ui, page));
        });
    });
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::S, space::XS);
        objectives(ui, page);
        calibrations(ui, page);
        check::show(ui, "Log scale", &mut page.state.log);
        for (icon, name, command) in [
            (Icon::Undo, "Undo", Command::Undo),
            (Icon::Redo, "Redo", Command::Redo),
        ] {
            let can = page.state.can(&command);
            let pressed = ui
                .add_enabled_ui(can, |ui| button::icon_button(ui, icon, name).clicked())
                .inner;
            if pressed {
                page.ask(command);
            }
        }
        sets(ui, page);
        let apply = button::button(ui, Weight::Primary, Icon::Check, "Apply");
        let hint = "Use these thresholds from now on: here, in Read, in Top 100 and in onesheet \
                    predict";
        if apply.on_hover_text(hint).clicked() {
            page.ask(Command::Apply);
        }
        let report = button::button(ui, Weight::Quiet, Icon::Drop, "Report…");
        let hint = "One page about the model and these films, at the thresholds in use: figures, \
                    curves, tables, the posters that speak each genre loudest";
        if report.on_hover_text(hint).clicked() {
            page.wish(Request::WriteReport(None));
        }
    });
}

/// What the thresholds are, and which films the rows speak of.
fn story(ui: &mut Ui, page: &mut Page<'_>) {
    let tokens = theme::tokens(ui);
    let view = page.state.view;
    let prepared = page.state.prepared();
    let part = prepared.and_then(|prepared| prepared.part(view));
    let (films, learned) = part.map_or((0, 0), |part| (part.rows.len(), part.learned));
    let chosen = match page.state.objective() {
        Some(objective) => format!("best for {} on validation", objective.in_words()),
        None if page.state.is_frozen() => "as the model has them".to_owned(),
        None => "moved by hand".to_owned(),
    };
    let rows = format!("{} {}", thousands(films as u64), view.films(films));
    let text = match learned {
        0 => format!("{chosen}; the rows: {rows}"),
        _ => chosen,
    };
    if learned > 0 {
        let hint = "Figures on films that a model learned from flatter it. Thresholds that are chosen \
                    on them do not hold for others: keep the model's own, and read the figures on \
                    films that it has not seen.";
        let words = match learned == films {
            true => format!("the model learned from these {rows}"),
            false => format!("it learned from {} of {rows}", thousands(learned as u64)),
        };
        mark(ui, &words, hint);
    }
    let text = RichText::new(text)
        .font(font::body())
        .color(tokens.text_weak);
    ui.add(egui::Label::new(text).truncate());
    if view == View::Test && !page.state.is_frozen() {
        peeking(ui);
    }
}

/// The mark of test figures that were looked at while thresholds moved.
pub fn peeking(ui: &mut Ui) {
    let hint = "Thresholds that are chosen on test films flatter themselves. Choose on validation, \
                then read test once.";
    mark(ui, "test figures seen while choosing", hint);
}

/// What must not be overlooked, in a few words, and more of them under the pointer.
fn mark(ui: &mut Ui, words: &str, hint: &str) {
    let tokens = theme::tokens(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(size::ICON, size::ICON), egui::Sense::hover());
    let ink = tokens.accent_text;
    crate::app::widgets::icon::paint(ui.painter(), rect, size::ICON, Icon::Alert, ink);
    let words = RichText::new(words).font(font::caption_medium()).color(ink);
    ui.label(words).on_hover_text(hint);
}

fn views(ui: &mut Ui, page: &mut Page<'_>) {
    let prepared = page.state.prepared();
    // From the right edge to the left.
    let there: Vec<View> = View::ALL
        .into_iter()
        .rev()
        .filter(|view| prepared.is_some_and(|prepared| prepared.part(*view).is_some()))
        .collect();
    let words: Vec<segments::Segment<'_>> = there.iter().map(|view| view.word().into()).collect();
    let chosen = there.iter().position(|view| *view == page.state.view);
    if let Some(pressed) = segments::show(ui, &words, chosen.unwrap_or(usize::MAX)) {
        page.state.view = there[pressed];
    }
}

fn objectives(ui: &mut Ui, page: &mut Page<'_>) {
    let mut options = vec![(None, "Best for…".to_owned())];
    let plain = [
        Objective::F1,
        Objective::Accuracy,
        Objective::FBeta(0.5),
        Objective::FBeta(2.0),
        Objective::Precision,
        Objective::Recall,
        Objective::Youden,
    ];
    let shares = [0.5, 0.6, 0.7, 0.8, 0.9];
    let all = plain
        .into_iter()
        .chain(shares.map(Objective::RecallAtPrecision))
        .chain(shares.map(Objective::PrecisionAtRecall));
    options.extend(all.map(|objective| {
        let words = objective.in_words();
        (Some(objective), format!("Best for {words}"))
    }));
    let mut chosen = page.state.objective();
    if dropdown::show(ui, "Thresholds", &mut chosen, &options)
        && let Some(objective) = chosen
    {
        page.ask(Command::Choose(objective));
    }
}

fn calibrations(ui: &mut Ui, page: &mut Page<'_>) {
    let options = Calibrating::ALL.map(|kind| (kind, kind.words().to_owned()));
    let mut chosen = page.state.calibrating();
    if dropdown::show(ui, "Probabilities", &mut chosen, &options) {
        page.ask(Command::Calibrate(chosen));
    }
}

fn sets(ui: &mut Ui, page: &mut Page<'_>) {
    let button = button::button(ui, Weight::Quiet, Icon::Samples, "Sets");
    Popup::menu(&button)
        .gap(space::XS)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .show(|ui| {
            ui.set_width(size::NOTICE);
            ui.spacing_mut().item_spacing = vec2(space::S, space::S);
            keep(ui, page);
            kept(ui, page);
            ui.separator();
            ui.horizontal(|ui| {
                for (icon, word, command) in [
                    (Icon::Open, "Import…", Command::ImportFrom),
                    (Icon::Drop, "Export…", Command::ExportAs),
                ] {
                    if button::button(ui, Weight::Quiet, icon, word).clicked() {
                        page.ask(command);
                    }
                }
            });
        });
}

fn keep(ui: &mut Ui, page: &mut Page<'_>) {
    ui.horizontal(|ui| {
        let word = "Keep";
        let room = ui.available_width() - size::FIGURE * 2.0;
        let field = TextEdit::singleline(&mut page.state.name)
            .id(Id::unique("name of the set"))
            .hint_text("Name these thresholds")
            .desired_width(room)
            .min_size(vec2(0.0, size::BUTTON))
            .align(egui::Align2::LEFT_CENTER)
            .margin(Margin::symmetric(space::M as i8, space::S as i8));
        let response = ui.add(field);
        let entered = response.lost_focus() && ui.input(|i| i.key_pressed(egui::Key::Enter));
        let pressed = button::button(ui, Weight::Quiet, Icon::Check, word).clicked();
        if (entered || pressed) && !page.state.name.trim().is_empty() {
            let name = page.state.name.clone();
            page.ask(Command::Keep(name));
        }
    });
}

/// A line a kept set: take it, put it beside the others, forget it.
fn kept(ui: &mut Ui, page: &mut Page<'_>) {
    let tokens = theme::tokens(ui);
    let sets: Vec<(String, String)> = page
        .state
        .sets()
        .iter()
        .map(|set| (set.name.clone(), set.story()))
        .collect();
    for (name, story) in sets {
        let mut compared = page.state.compared().iter().any(|set| set.name == name);
        ui.horizontal(|ui| {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let forget = format!("Forget {name}");
                if button::icon_button(ui, Icon::Close, &forget).clicked() {
                    page.ask(Command::Forget(name.clone()));
                }
                if check::show(ui, "Compare", &mut compared).changed() {
                    page.ask(Command::Compare(name.clone()));
                }
                if button::button(ui, Weight::Quiet, Icon::Again, "Take").clicked() {
                    page.ask(Command::Take(name.clone()));
                }
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    let text = RichText::new(&name).font(font::body_medium());
                    let label = ui.add(egui::Label::new(text.color(tokens.text)).truncate());
                    label.on_hover_text(story);
                });
            });
        });
    }
}
