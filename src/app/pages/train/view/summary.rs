//! What will happen: which films the run learns from, what it costs here, and the start.

use std::path::PathBuf;

use egui::{Label, Rect, RichText, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::depths;
use crate::app::cx::Cx;
use crate::app::pages::train::command::Command;
use crate::app::pages::train::costs::Cost;
use crate::app::pages::train::counts::Counts;
use crate::app::pages::train::state::TrainPage;
use crate::app::shared::notice::sentence;
use crate::app::shared::source::file_name;
use crate::app::theme::{self, font, radius, size, space};
use crate::app::widgets::button::{self, Weight};
use crate::app::widgets::icon::Icon;
use crate::training::Settings;
use crate::wording::{self, thousands};

/// Paints the card's inside.
pub fn show(ui: &mut Ui, page: &mut TrainPage, cx: &Cx<'_>) {
    let tokens = theme::tokens(ui);
    let weak = |text: String| {
        RichText::new(text)
            .font(font::body())
            .color(tokens.text_weak)
    };
    ui.spacing_mut().item_spacing = vec2(space::S, space::S);
    let name = RichText::new(file_name(&cx.shared.films.root)).font(font::strong());
    ui.add(Label::new(name).truncate());
    let counts = page.counts(&cx.shared.films);
    split(ui, counts);
    ui.add(Label::new(weak(films_in_words(counts))).wrap());
    ui.add_space(space::S);
    let depth = page.plan.depth;
    let cost = page.costs.of(depth);
    let settings = page.plan.of(depth);
    ui.label(RichText::new("On this computer").font(font::body_medium()));
    for line in cost_lines(&cost, &settings) {
        ui.add(Label::new(weak(line)).wrap());
    }
    ui.add_space(space::S);
    let in_use = cx.shared.model.folder().map(PathBuf::as_path);
    let fault = page.fault(&cx.shared.films, in_use);
    if let Some(fault) = &fault {
        let text = RichText::new(sentence(fault));
        let text = text.font(font::body()).color(tokens.danger);
        ui.add(Label::new(text).wrap());
    }
    let word = format!("Train: {}", depths::name(depth).to_lowercase());
    let pressed = ui
        .add_enabled_ui(fault.is_none(), |ui| {
            button::button(ui, Weight::Primary, Icon::Play, &word).clicked()
        })
        .inner;
    if pressed {
        page.asked.push(Command::Start);
    }
}

/// The library's parts as one bar.
fn split(ui: &mut Ui, counts: Counts) {
    let tokens = theme::tokens(ui);
    let size = vec2(ui.available_width(), size::BAR);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let said = films_in_words(counts);
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &said));
    ui.painter().rect_filled(rect, radius::BAR, tokens.raised);
    let all = (counts.train + counts.validation + counts.test).max(1) as f32;
    let parts = [
        (counts.train, tokens.accent),
        (counts.validation, tokens.accent.gamma_multiply(0.55)),
        (counts.test, tokens.bar_dim),
    ];
    let mut left = rect.left();
    for (count, ink) in parts {
        let width = rect.width() * count as f32 / all;
        let part = Rect::from_min_size(pos2(left, rect.top()), vec2(width, rect.height()));
        ui.painter()
            .rect_filled(part.shrink2(vec2(size::HAIRLINE, 0.0)), radius::BAR, ink);
        left += width;
    }
}

fn films_in_words(counts: Counts) -> String {
    let many = |count: usize| thousands(count as u64);
    let mut text = format!(
        "Learns from {} posters, chooses on {}, and leaves {} alone for the end.",
        many(counts.train),
        many(counts.validation),
        many(counts.test)
    );
    if counts.outside > 0 {
        text += &format!(
            " {} others are of other genres first, or have no label.",
            many(counts.outside)
        );
    }
    text
}

fn cost_lines(cost: &Cost, settings: &Settings) -> Vec<String> {
    let (estimate, time) = match (cost, cost.time(settings)) {
        (Cost::Known(estimate), Some(time)) => (estimate, time),
        (Cost::Failed(why), _) => return vec![sentence(why)],
        (Cost::Measuring, _) => return vec!["Is being measured.".to_owned()],
        _ => return vec!["How long that takes is not measured yet.".to_owned()],
    };
    let each = wording::about(estimate.per_epoch);
    let mut lines = vec![format!(
        "{} on {}, an epoch {each}.",
        capital(&wording::about(time)),
        estimate.device
    )];
    if estimate.preparing.as_secs() > 0 {
        let before = wording::about(estimate.preparing);
        lines.push(format!("Of that {before} before the first step, once."));
    }
    if estimate.activations > 0 {
        let bytes = wording::bytes(estimate.activations);
        lines.push(format!(
            "{bytes} of activations are stored for this run and further ones, and {} for the run.",
            wording::bytes(estimate.run)
        ));
    } else {
        lines.push(format!("{} of disk.", wording::bytes(estimate.run)));
    }
    lines
}

fn capital(text: &str) -> String {
    let sentence = sentence(text);
    sentence.trim_end_matches('.').to_owned()
}
