//! A few alternatives side by side, of which one holds.

use egui::{Color32, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::button;
use crate::app::theme::{self, font, radius, size, space};

/// One alternative.
#[derive(Debug, Clone, PartialEq)]
pub struct Segment<'a> {
    /// Its word.
    pub word: &'a str,
    /// A dot of this colour before the word.
    pub dot: Option<Color32>,
}

impl<'a> From<&'a str> for Segment<'a> {
    fn from(word: &'a str) -> Self {
        Self { word, dot: None }
    }
}

/// Paints the alternatives; the one that was pressed. They wrap where the page is narrow.
pub fn show(ui: &mut Ui, segments: &[Segment<'_>], chosen: usize) -> Option<usize> {
    let mut pressed = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::XS, space::XS);
        for (index, each) in segments.iter().enumerate() {
            if segment(ui, each, index == chosen) {
                pressed = Some(index);
            }
        }
    });
    pressed
}

fn segment(ui: &mut Ui, segment: &Segment<'_>, chosen: bool) -> bool {
    let tokens = theme::tokens(ui);
    let ink = if chosen {
        tokens.text
    } else {
        tokens.text_weak
    };
    let face = if chosen {
        font::body_medium()
    } else {
        font::body()
    };
    let galley = ui
        .painter()
        .layout_no_wrap(segment.word.to_owned(), face, ink);
    let dot = segment.dot.map_or(0.0, |_| size::DOT + space::S);
    let width = space::M + dot + galley.size().x + space::M;
    let (rect, response) = ui.allocate_exact_size(vec2(width, size::BUTTON), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, chosen, segment.word));
    if ui.is_rect_visible(rect) {
        let fill = match (chosen, response.hovered()) {
            (true, _) => Some(tokens.raised),
            (false, true) => Some(tokens.surface),
            (false, false) => None,
        };
        if let Some(fill) = fill {
            ui.painter().rect_filled(rect, radius::CONTROL, fill);
        }
        if let Some(color) = segment.dot {
            let centre = pos2(rect.left() + space::M + size::DOT / 2.0, rect.center().y);
            ui.painter().circle_filled(centre, size::DOT / 2.0, color);
        }
        let at = pos2(
            rect.left() + space::M + dot,
            rect.center().y - galley.size().y / 2.0,
        );
        ui.painter().galley(at, galley, ink);
        if chosen {
            // Weight and ground say it too: the line is for the eye that skims.
            let foot = Rect::from_min_max(
                pos2(rect.left() + space::M, rect.bottom() - size::RING),
                pos2(rect.right() - space::M, rect.bottom()),
            );
            ui.painter().rect_filled(foot, radius::BAR, tokens.accent);
        }
        button::focus_ring(ui, &response, rect, radius::CONTROL);
    }
    response.clicked()
}
