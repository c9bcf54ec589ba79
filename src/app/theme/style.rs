//! egui's own style, made from the tokens.

use egui::{CornerRadius, FontFamily, FontId, Margin, Stroke, Style, TextStyle, vec2};

use super::tokens::{Tokens, of};
use super::{font, motion, radius, size, space};

/// egui's style of the dark or the light theme, made from the tokens.
pub fn style(dark: bool) -> Style {
    let tokens = of(dark);
    let mut style = Style {
        animation_time: motion::CHANGE,
        ..Style::default()
    };
    style.text_styles = [
        (TextStyle::Small, font::caption()),
        (TextStyle::Body, font::body()),
        (TextStyle::Button, font::body_medium()),
        (TextStyle::Heading, font::section()),
        (
            TextStyle::Monospace,
            FontId::new(14.0, FontFamily::Monospace),
        ),
    ]
    .into();
    style.interaction.selectable_labels = false;
    style.interaction.tooltip_delay = 0.4;
    distances(&mut style);
    style.visuals = if dark {
        egui::Visuals::dark()
    } else {
        egui::Visuals::light()
    };
    paint(&mut style.visuals, tokens);
    style
}

fn distances(style: &mut Style) {
    let spacing = &mut style.spacing;
    spacing.item_spacing = vec2(space::S, space::S);
    spacing.button_padding = vec2(space::M, space::XS);
    spacing.interact_size = vec2(size::BUTTON, size::BUTTON);
    spacing.window_margin = Margin::same(space::L as i8);
    spacing.menu_margin = Margin::same(space::S as i8);
    spacing.tooltip_width = size::NOTICE;
    spacing.scroll = egui::style::ScrollStyle::floating();
    spacing.scroll.bar_width = space::S;
    spacing.scroll.dormant_handle_opacity = 0.35;
}

fn paint(visuals: &mut egui::Visuals, tokens: &Tokens) {
    let control = CornerRadius::same(radius::CONTROL);
    for (widget, fill, text) in [
        (
            &mut visuals.widgets.noninteractive,
            tokens.surface,
            tokens.text,
        ),
        (&mut visuals.widgets.inactive, tokens.raised, tokens.text),
        (&mut visuals.widgets.hovered, tokens.hovered, tokens.text),
        (&mut visuals.widgets.active, tokens.hovered, tokens.text),
        (&mut visuals.widgets.open, tokens.raised, tokens.text),
    ] {
        widget.bg_fill = fill;
        widget.weak_bg_fill = fill;
        widget.bg_stroke = Stroke::NONE;
        widget.fg_stroke = Stroke::new(size::ICON_STROKE, text);
        widget.corner_radius = control;
        widget.expansion = 0.0;
    }
    visuals.widgets.noninteractive.bg_stroke = tokens.line();
    visuals.widgets.active.bg_stroke = tokens.ring();
    visuals.selection.bg_fill = tokens.accent.gamma_multiply(0.35);
    visuals.selection.stroke = tokens.ring();
    visuals.text_cursor.stroke = Stroke::new(size::RING, tokens.accent);
    visuals.override_text_color = None;
    visuals.weak_text_color = Some(tokens.text_weak);
    visuals.hyperlink_color = tokens.accent_text;
    visuals.faint_bg_color = tokens.surface;
    visuals.extreme_bg_color = tokens.raised;
    visuals.code_bg_color = tokens.raised;
    visuals.warn_fg_color = tokens.accent_text;
    visuals.error_fg_color = tokens.danger;
    visuals.window_fill = tokens.surface;
    visuals.panel_fill = tokens.window;
    visuals.window_stroke = tokens.line();
    visuals.window_corner_radius = CornerRadius::same(radius::CARD);
    visuals.menu_corner_radius = CornerRadius::same(radius::CARD);
    visuals.window_shadow = tokens.card_shadow();
    visuals.popup_shadow = tokens.card_shadow();
}
