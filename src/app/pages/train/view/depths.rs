//! How deep a run goes: a card a depth, each with what it would cost on this computer.

use egui::{Align2, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::app::pages::train::costs::Cost;
use crate::app::theme::{self, font, radius, size, space};
use crate::app::widgets::button;
use crate::app::widgets::icon::{self, Icon};
use crate::training::{Depth, Settings};
use crate::wording;

/// Paints the cards side by side, or two by two on a narrow page; the depth that was pressed.
pub fn show(ui: &mut Ui, chosen: Depth, cost: impl Fn(Depth) -> Told) -> Option<Depth> {
    let width = ui.available_width();
    let columns = if width < 4.0 * size::DEPTH_LEAST {
        2
    } else {
        4
    };
    let gap = space::M;
    let each = ((width - gap * (columns - 1) as f32) / columns as f32).floor();
    let mut pressed = None;
    for row in Depth::ALL.chunks(columns) {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = gap;
            for depth in row {
                if card(ui, each, *depth, *depth == chosen, &cost(*depth)) {
                    pressed = Some(*depth);
                }
            }
        });
    }
    pressed
}

/// Its name on a card.
pub fn name(depth: Depth) -> &'static str {
    match depth {
        Depth::Head => "Head",
        Depth::LastBlock => "Last block",
        Depth::LastTwo => "Last two blocks",
        Depth::Full => "Whole network",
    }
}

fn words(depth: Depth) -> &'static str {
    match depth {
        Depth::Head => "One linear layer learns, on what the network sees already.",
        Depth::LastBlock => "The network's last block learns too, from stored activations.",
        Depth::LastTwo => "The last two blocks learn: more of the network, more disk.",
        Depth::Full => "Everything learns, on posters that vary each time. A GPU's work.",
    }
}

/// What a card says of its cost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// How long.
    pub time: String,
    /// How much disk; empty: unknown.
    pub disk: String,
    /// Whether these are figures.
    pub known: bool,
    /// What went wrong.
    pub fault: Option<String>,
}

/// A cost in words, under these settings.
pub fn words_of(cost: &Cost, settings: &Settings) -> Told {
    let unknown = |time: &str, fault| Told {
        time: time.to_owned(),
        disk: String::new(),
        known: false,
        fault,
    };
    match (cost, cost.time(settings)) {
        (Cost::Known(estimate), Some(time)) => {
            let bytes = estimate.activations.saturating_add(estimate.run);
            Told {
                time: wording::about(time),
                disk: format!("{} of disk", wording::bytes(bytes)),
                known: true,
                fault: None,
            }
        }
        (Cost::Measuring, _) => unknown("is being measured…", None),
        (Cost::Failed(why), _) => unknown("could not be measured", Some(why.clone())),
        _ => unknown("not measured yet", None),
    }
}

fn card(ui: &mut Ui, width: f32, depth: Depth, chosen: bool, told: &Told) -> bool {
    let tokens = theme::tokens(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(width, size::DEPTH_CARD), Sense::click());
    let said = format!("{}: {} {}", name(depth), told.time, told.disk);
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, chosen, said.trim_end()));
    if !ui.is_rect_visible(rect) {
        return response.clicked();
    }
    let fill = match (chosen, response.hovered()) {
        (true, _) | (false, true) => tokens.raised,
        (false, false) => tokens.surface,
    };
    let painter = ui.painter();
    painter.rect_filled(rect, radius::CARD, fill);
    if chosen {
        let inside = egui::StrokeKind::Inside;
        painter.rect_stroke(rect, radius::CARD, tokens.ring(), inside);
    }
    let inner = rect.shrink(space::M);
    let title = painter.text(
        inner.left_top(),
        Align2::LEFT_TOP,
        name(depth),
        font::strong(),
        tokens.text,
    );
    if chosen {
        let place = Rect::from_center_size(
            pos2(inner.right() - size::ICON / 2.0, title.center().y),
            vec2(size::ICON, size::ICON),
        );
        icon::paint(painter, place, size::ICON, Icon::Check, tokens.accent_text);
    }
    let sentence = painter.layout(
        words(depth).to_owned(),
        font::body(),
        tokens.text_weak,
        inner.width(),
    );
    painter.galley(
        pos2(inner.left(), title.bottom() + space::XS),
        sentence,
        tokens.text_weak,
    );
    let ink = if told.known {
        tokens.text
    } else {
        tokens.text_weak
    };
    let foot = inner.left_bottom();
    let face = font::body_number();
    painter.text(foot, Align2::LEFT_BOTTOM, &told.time, face.clone(), ink);
    painter.text(
        inner.right_bottom(),
        Align2::RIGHT_BOTTOM,
        &told.disk,
        face,
        ink,
    );
    button::focus_ring(ui, &response, rect, radius::CARD);
    let clicked = response.clicked();
    if let Some(why) = &told.fault {
        response.on_hover_text(crate::app::shared::notice::sentence(why));
    }
    clicked
}
