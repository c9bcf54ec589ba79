//! The posters by probability, and the threshold as a line among them that can be dragged.

use egui::{
    CursorIcon, Id, Rect, Response, RichText, Role, Sense, Stroke, Ui, UiBuilder, WidgetInfo, pos2,
    vec2,
};

use super::film::{self, GAP, PITCH};
use crate::app::pages::thresholds::command::Command;
use crate::app::pages::thresholds::state::Strip;
use crate::app::pages::thresholds::view::parts::{Page, threshold_words};
use crate::app::pages::thresholds::view::rows;
use crate::app::theme::{self, font, size, space};
use crate::evaluation::Instrument;

/// How quickly the line comes back to the middle: the share of the way a frame.
const HOMEWARD: f32 = 0.35;

/// What stands above.
pub fn heading(ui: &mut Ui, page: &Page<'_>, genre: &str) {
    let tokens = theme::tokens(ui);
    let threshold = page
        .state
        .thresholds()
        .get(page.state.selected)
        .map_or(0.5, |threshold| threshold.value());
    let text = format!(
        "from less to more probable; the line is the threshold, {}",
        threshold_words(threshold)
    );
    ui.horizontal(|ui| {
        ui.label(RichText::new(format!("{genre} at its threshold")).font(font::section()));
        ui.label(
            RichText::new(text)
                .font(font::body())
                .color(tokens.text_weak),
        );
    });
}

/// Paints posters and line.
pub fn show(ui: &mut Ui, page: &mut Page<'_>, genre: usize, rect: Rect, response: &Response) {
    let Some((films, passed)) = page.instrument().map(|i| (i.films(), i.passed(genre))) else {
        return;
    };
    // So many posters stand left of the line.
    let below = (films - passed) as f32;
    let mut strip = page.state.strip;
    let middle = strip.middle.unwrap_or(below);
    let held = strip.held.is_some();
    let at_rest = if held {
        middle
    } else if response.dragged() {
        middle - response.drag_delta().x / PITCH
    } else if (below - middle).abs() > 40.0 || ui.input(|i| i.pointer.any_down()) {
        // Another slider is being moved: the line stays in the middle, the posters run.
        below
    } else {
        let step = (below - middle) * HOMEWARD;
        if step.abs() > 0.01 && !response.hovered() {
            ui.ctx().request_repaint();
            middle + step
        } else {
            middle
        }
    };
    // Hovering keeps a strip that was dragged aside where it is; everything else goes home.
    let middle = at_rest.clamp(0.0, films as f32);
    strip.middle = Some(middle);
    let x_of = |place: f32| rect.center().x + (place - middle) * PITCH;
    let first = (middle - rect.width() / 2.0 / PITCH).floor().max(0.0) as usize;
    let last = (middle + rect.width() / 2.0 / PITCH).ceil().max(0.0) as usize;
    let clip = ui
        .clip_rect()
        .intersect(rect.expand2(vec2(0.0, size::RING)));
    let mut child = ui.new_child(UiBuilder::new().max_rect(rect));
    child.set_clip_rect(clip);
    for place in first..last.min(films) {
        let rank = films - 1 - place;
        let left = x_of(place as f32) + GAP / 2.0;
        let at = pos2(left, rect.top() + size::TUNE_HEAD / 2.0);
        film::show(&mut child, page, genre, rank, at, true);
    }
    let x = x_of(strip.held.unwrap_or(below));
    line(&mut child, page, genre, rect, x, &mut strip, (films, below));
    page.state.strip = strip;
}

/// The threshold among the posters, and what happens to it when it is dragged.
fn line(
    ui: &mut Ui,
    page: &mut Page<'_>,
    genre: usize,
    rect: Rect,
    x: f32,
    strip: &mut Strip,
    (films, below): (usize, f32),
) {
    let tokens = theme::tokens(ui);
    let grip = Rect::from_x_y_ranges(x - space::S..=x + space::S, rect.y_range());
    let response = ui.interact(grip, Id::unique("threshold line"), Sense::click_and_drag());
    response.widget_info(|| WidgetInfo::labeled(Role::Splitter, true, "Threshold among posters"));
    let response = response.on_hover_cursor(CursorIcon::ResizeHorizontal);
    if response.dragged() {
        let now = strip.held.unwrap_or(below) + response.drag_delta().x / PITCH;
        let now = now.clamp(0.0, films as f32);
        strip.held = Some(now);
        // Near an end of the strip the posters come to the line.
        let edge = PITCH * 1.5;
        let push = if x > rect.right() - edge {
            0.15
        } else if x < rect.left() + edge {
            -0.15
        } else {
            0.0
        };
        if push != 0.0 {
            strip.middle = strip.middle.map(|middle| middle + push);
            strip.held = Some((now + push).clamp(0.0, films as f32));
            ui.ctx().request_repaint();
        }
        let boundary = now.round() as usize;
        if boundary as f32 != below
            && let Some(to) = page
                .instrument()
                .and_then(|i| between(i, genre, films - boundary))
        {
            page.ask(Command::Move(genre, to));
        }
    } else {
        strip.held = None;
        let threshold = page.state.thresholds().get(genre).map(|t| t.value());
        let to = threshold.and_then(|threshold| rows::stepped(ui, &response, threshold));
        if let Some(to) = to {
            page.ask(Command::Move(genre, to));
        }
    }
    let lit = response.hovered() || response.dragged() || response.has_focus();
    let wide = if lit { size::PROGRESS } else { size::TICK };
    let x = ui.painter().round_to_pixel_center(x);
    let ground = Stroke::new(wide + 2.0 * size::TICK, tokens.window);
    ui.painter().vline(x, rect.y_range(), ground);
    let stroke = Stroke::new(wide, tokens.accent);
    ui.painter().vline(x, rect.y_range(), stroke);
    let top = pos2(x, rect.top() + size::HANDLE);
    ui.painter().circle_filled(top, size::HANDLE, tokens.accent);
}

/// A threshold that `passed` films reach: midway between the last that does and the first that
/// does not.
fn between(instrument: &Instrument, genre: usize, passed: usize) -> Option<f32> {
    let last = passed
        .checked_sub(1)
        .and_then(|rank| instrument.score(genre, rank));
    let next = instrument.score(genre, passed);
    match (last, next) {
        (Some(last), Some(next)) => Some(next + (last - next) / 2.0),
        (Some(last), None) => Some(last / 2.0),
        (None, Some(next)) => Some(next + (1.0 - next) / 2.0),
        (None, None) => None,
    }
}
