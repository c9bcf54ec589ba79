//! The run that goes on, or has just ended: its curves, its figures, its posters, and the hand on
//! it.

use egui::{Label, RichText, ScrollArea, Slider, Ui, style::HandleShape, vec2};

use super::curves::{self, Curves};
use super::parts::card;
use super::{depths, gallery};
use crate::app::cx::Cx;
use crate::app::pages::train::command::Command;
use crate::app::pages::train::running::{Phase, Running};
use crate::app::pages::train::state::TrainPage;
use crate::app::request::Request;
use crate::app::shared::notice::sentence;
use crate::app::theme::{self, font, size, space};
use crate::app::widgets::button::{self, Weight};
use crate::app::widgets::icon::Icon;
use crate::app::widgets::plot::Format;
use crate::app::widgets::progress;
use crate::jobs::Snapshot;
use crate::wording;

/// How often the numbers of a run are looked at.
const LOOK_EVERY: std::time::Duration = std::time::Duration::from_millis(250);

/// Paints the run.
pub fn show(ui: &mut Ui, page: &mut TrainPage, cx: &mut Cx<'_>) {
    let height = (ui.available_height() - gallery::height() - space::PAGE)
        .clamp(size::CURVES_LEAST, size::CURVES_MOST);
    let mut orders = Vec::new();
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        ui.set_width(ui.available_width() - space::XL);
        ui.spacing_mut().item_spacing = vec2(space::S, space::S);
        let Some(running) = &page.running else {
            return;
        };
        let smoothing = &mut page.smoothing;
        let wide = ui.available_width() >= size::FORM_LEAST + space::XL + size::CURVES;
        if wide {
            let left = ui.available_width() - size::CURVES - space::XL;
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = 0.0;
                ui.allocate_ui(vec2(left, height), |ui| {
                    ui.set_width(left);
                    ui.vertical(|ui| curves::show(ui, &drawn(running, *smoothing), height));
                });
                ui.add_space(space::XL);
                ui.allocate_ui(vec2(size::CURVES, height), |ui| {
                    ui.set_width(size::CURVES);
                    ui.vertical(|ui| words(ui, running, smoothing, &mut orders));
                });
            });
        } else {
            words(ui, running, smoothing, &mut orders);
            curves::show(ui, &drawn(running, *smoothing), height);
        }
        ui.add_space(space::L);
        let (films, thumbnails) = (&cx.shared.films, &mut cx.shared.thumbnails);
        if let Some(path) = gallery::show(ui, &running.live, films, thumbnails) {
            cx.ask(Request::Read(vec![path]));
        }
        ui.add_space(space::XL);
    });
    if page.is_running() {
        ui.ctx().request_repaint_after(LOOK_EVERY);
    }
    page.asked.extend(orders);
}

fn drawn(running: &Running, smoothing: f64) -> Curves<'_> {
    let live = &running.live;
    Curves {
        run: running.name.as_deref().unwrap_or_default(),
        history: &live.history,
        loss: &live.loss,
        rates: [&live.head_rate, &live.backbone_rate],
        planned: if running.phase.goes_on() {
            running.planned
        } else {
            0
        },
        smoothing,
        refit: running.refit,
    }
}

/// Name, progress, figures, buttons.
fn words(ui: &mut Ui, running: &Running, smoothing: &mut f64, orders: &mut Vec<Command>) {
    card(ui, |ui| {
        ui.spacing_mut().item_spacing = vec2(space::S, space::S);
        let tokens = theme::tokens(ui);
        let name = running.name.as_deref().unwrap_or("A new run");
        ui.add(Label::new(RichText::new(name).font(font::section())).truncate());
        let snapshot = running.snapshot();
        let (text, ink) = match &running.phase {
            Phase::Failed(why) => (sentence(why), tokens.danger),
            _ => (stands(running, &snapshot), tokens.text_weak),
        };
        let text = RichText::new(text).font(font::body()).color(ink);
        ui.add(Label::new(text).wrap());
        if running.phase.goes_on() {
            progress::bar(ui, "The run's progress", share(running, &snapshot));
        }
        ui.add_space(space::XS);
        figures(ui, running, &snapshot);
        for note in &running.notes {
            let text = RichText::new(note).font(font::caption());
            ui.add(Label::new(text.color(tokens.text_weak)).wrap());
        }
        ui.add_space(space::XS);
        hand(ui, running, orders);
    });
    ui.add_space(space::S);
    ui.horizontal(|ui| {
        let ink = theme::tokens(ui).text_weak;
        ui.label(
            RichText::new("Smooth the training loss")
                .font(font::caption())
                .color(ink),
        );
        ui.add_space(space::S);
        ui.spacing_mut().slider_width = ui.available_width() - size::TUNE_VALUE - space::M;
        ui.spacing_mut().interact_size.y = size::SLIDER;
        let value = *smoothing;
        let slider = Slider::new(smoothing, 0.0..=0.98)
            .fixed_decimals(2)
            .handle_shape(HandleShape::Circle)
            .trailing_fill(true);
        ui.add(slider)
            .widget_info(|| egui::WidgetInfo::slider(true, value, "Smooth the training loss"));
    });
}

/// Where the run stands, as a sentence.
fn stands(running: &Running, snapshot: &Snapshot) -> String {
    let depth = depths::name(running.depth);
    let best = running.live.best();
    match &running.phase {
        Phase::Preparing if snapshot.stage.is_empty() => format!("{depth}: it begins."),
        Phase::Preparing => {
            let progress = wording::progress(snapshot);
            format!("{depth}. {}: {progress}.", snapshot.stage)
        }
        Phase::Learning => match &running.step {
            Some(step) => format!(
                "{depth}. Epoch {} of {}, step {} of {}.",
                step.epoch.min(running.planned),
                running.planned,
                wording::thousands(step.step as u64),
                wording::thousands(step.steps as u64)
            ),
            None => format!("{depth}. The first step is on its way."),
        },
        Phase::Waiting => format!("{depth}. It waits; what it learned so far is kept."),
        Phase::Stopping => "It stops after this step.".to_owned(),
        Phase::Stopped => match running.live.history.last() {
            Some(_) if running.refit => {
                "Stopped. The last epoch is kept, and it can go on later.".to_owned()
            }
            Some(_) => "Stopped. The best epoch is kept, and it can go on later.".to_owned(),
            None => "Stopped before an epoch was finished: there is no model of it.".to_owned(),
        },
        Phase::Done => match best {
            Some((epoch, _)) => format!("{depth}. Finished; the best epoch is {epoch}."),
            None if running.refit => {
                format!("{depth}. Finished; only test films are left to judge it.")
            }
            None => format!("{depth}. Finished."),
        },
        Phase::Failed(why) => sentence(why),
    }
}

/// The finished share of the whole run, else of its stage.
fn share(running: &Running, snapshot: &Snapshot) -> Option<f32> {
    match &running.step {
        Some(step) => Some(step.step as f32 / step.steps.max(1) as f32),
        None => snapshot.fraction(),
    }
}

/// Two columns of what is measured.
fn figures(ui: &mut Ui, running: &Running, snapshot: &Snapshot) {
    let live = &running.live;
    let going = running.phase.goes_on();
    let dash = || "–".to_owned();
    let best = live.best();
    let started = running.started.as_ref();
    let [first, second] = if running.refit {
        let films = started.map(|started| wording::thousands(started.train_films as u64));
        [
            (
                "Learns from",
                films.map_or_else(dash, |films| films + " films"),
            ),
            ("Judged by", "test films only".to_owned()),
        ]
    } else {
        let auc = best.map(|(_, value)| Format::Percent.value(value));
        let epoch = best.map(|(epoch, _)| epoch.to_string());
        [
            ("Best macro AUC", auc.unwrap_or_else(dash)),
            ("in epoch", epoch.unwrap_or_else(dash)),
        ]
    };
    let entries = [
        first,
        second,
        (
            "Images a second",
            match live.images_a_second {
                rate if rate >= 100.0 => wording::thousands(rate.round() as u64),
                rate if rate > 0.0 => format!("{rate:.1}"),
                _ => dash(),
            },
        ),
        (
            "Time left",
            match running.time_left().or(snapshot.time_left) {
                Some(left) if going => wording::time_left(left).replace(" left", ""),
                _ => dash(),
            },
        ),
        (
            "Device",
            started.map_or_else(dash, |started| started.device.clone()),
        ),
        ("Memory", running.memory.map_or_else(dash, wording::bytes)),
    ];
    let width = (ui.available_width() - space::M) / 2.0;
    for pair in entries.chunks(2) {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space::M;
            for (name, value) in pair {
                figure(ui, width, name, value);
            }
        });
    }
}

fn figure(ui: &mut Ui, width: f32, name: &str, value: &str) {
    let tokens = theme::tokens(ui);
    ui.allocate_ui(vec2(width, size::GENRE_ROW), |ui| {
        ui.set_width(width);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let name = RichText::new(name).font(font::caption());
            ui.label(name.color(tokens.text_weak));
            let value = RichText::new(value).font(font::number()).color(tokens.text);
            ui.add(Label::new(value).truncate());
        });
    });
}

/// Pause and stop while it goes on; what to do with it afterwards.
fn hand(ui: &mut Ui, running: &Running, orders: &mut Vec<Command>) {
    let mut ask = |order| orders.push(order);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::S, space::S);
        match &running.phase {
            Phase::Preparing | Phase::Learning => {
                if button::button(ui, Weight::Quiet, Icon::Pause, "Pause").clicked() {
                    ask(Command::Pause);
                }
            }
            Phase::Waiting => {
                if button::button(ui, Weight::Primary, Icon::Play, "Go on").clicked() {
                    ask(Command::Resume);
                }
            }
            Phase::Stopping | Phase::Done | Phase::Stopped | Phase::Failed(_) => {}
        }
        if running.phase.goes_on() {
            let stopping = running.phase == Phase::Stopping;
            let stop = ui.add_enabled_ui(!stopping, |ui| {
                button::button(ui, Weight::Quiet, Icon::Stop, "Stop")
            });
            let hint =
                "Ends the run after this step. The best epoch stays, and it can go on later.";
            if stop.inner.on_hover_text(hint).clicked() {
                ask(Command::Stop);
            }
            return;
        }
        if let (Some(name), true) = (&running.name, running.has_model()) {
            let word = "Use this model";
            let hint = "Read, Thresholds and Top 100 follow it from now on";
            let button = button::button(ui, Weight::Primary, Icon::Check, word);
            if button.on_hover_text(hint).clicked() {
                ask(Command::Use(name.clone()));
            }
        }
        if button::button(ui, Weight::Quiet, Icon::Plus, "Another run").clicked() {
            ask(Command::Another);
        }
    });
}
