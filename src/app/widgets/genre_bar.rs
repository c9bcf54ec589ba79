//! One genre of a reading: its name, its probability, and a bar with the threshold as a tick.
//!
//! A genre that passed says so three times: by a tick mark, by weight, and by its colour.

use egui::{Rect, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::button::focus_ring;
use super::icon::{self, Icon};
use crate::app::theme::{self, font, radius, size, space};
use crate::catalog::Genre;
use crate::vision::{GenreScore, Probability};

/// What a row says beside its score.
#[derive(Debug, Clone, Copy, Default)]
pub struct Look {
    /// The film's table names the genre too.
    pub labelled: bool,
    /// What the poster said before it was changed.
    pub before: Option<Probability>,
    /// The genre's map lies over the poster.
    pub selected: bool,
}

/// Paints the row of one genre over the whole width; a click asks where the poster says it.
pub fn show(ui: &mut Ui, score: &GenreScore, look: Look, height: f32) -> Response {
    let size = vec2(ui.available_width(), height);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let passed = score.predicted();
    let probability = score.probability.value();
    let threshold = score.threshold.value();
    response.widget_info(|| WidgetInfo {
        value: Some(f64::from(probability)),
        ..WidgetInfo::selected(Role::Button, true, look.selected, in_words(score, look))
    });
    if ui.is_rect_visible(rect) {
        let tokens = theme::tokens(ui);
        ground(ui, rect, &response, look.selected);
        let shown = ui.ctx().animate_value_with_time(
            response.id.with(score.genre.name()),
            probability,
            ui.style().animation_time,
        );
        name(ui, rect, &score.genre, passed, look.labelled);
        let (number, ink) = if passed {
            (font::number_strong(), tokens.text)
        } else {
            (font::number(), tokens.text_weak)
        };
        let written = ui.painter().text(
            pos2(rect.right(), baseline(rect)),
            egui::Align2::RIGHT_CENTER,
            score.probability.percent(),
            number,
            ink,
        );
        if let Some(before) = look.before {
            ui.painter().text(
                pos2(written.left() - space::M, baseline(rect)),
                egui::Align2::RIGHT_CENTER,
                difference(before, score.probability),
                font::number_caption(),
                tokens.text_weak,
            );
        }
        let fill = if passed {
            tokens.genre(&score.genre)
        } else {
            tokens.bar_dim
        };
        let track = bar(ui, rect, shown, fill);
        if let Some(before) = look.before {
            ghost(ui, track, before.value(), probability);
        }
        tick(ui, track, threshold, tokens.window);
    }
    response.on_hover_text(format!(
        "{}. Counts from {:.0} % on. Press to see where.",
        in_words(score, look),
        threshold * 100.0
    ))
}

/// The row of a genre that is not read yet.
pub fn waiting(ui: &mut Ui, genre: &Genre, height: f32) {
    let size = vec2(ui.available_width(), height);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response
        .widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{genre}: not read yet")));
    name(ui, rect, genre, false, false);
    bar(ui, rect, 0.0, theme::tokens(ui).bar_dim);
}

/// `Horror 71 %, passed, labelled, was 88 %`.
fn in_words(score: &GenreScore, look: Look) -> String {
    let passed = if score.predicted() {
        "passed"
    } else {
        "not passed"
    };
    let labelled = if look.labelled { ", labelled" } else { "" };
    let was = look
        .before
        .map_or_else(String::new, |before| format!(", was {}", before.percent()));
    format!(
        "{} {}, {passed}{labelled}{was}",
        score.genre,
        score.probability.percent()
    )
}

/// `was 88 %, −27`: in points, as both are rounded.
fn difference(before: Probability, now: Probability) -> String {
    let points = |probability: Probability| (probability.value() * 100.0).round() as i32;
    let moved = match points(now) - points(before) {
        0 => "±0".to_owned(),
        points => format!("{points:+}").replace('-', "−"),
    };
    format!("was {}, {moved}", before.percent())
}

/// The row's ground: under the pointer, while its map is shown, and the keyboard's ring.
fn ground(ui: &Ui, row: Rect, response: &Response, selected: bool) {
    let tokens = theme::tokens(ui);
    let foot = (row.top() + space::XXL + size::BAR + space::S).min(row.bottom());
    let around = Rect::from_min_max(row.min, pos2(row.right(), foot)).expand2(vec2(space::S, 0.0));
    if selected || response.hovered() {
        ui.painter()
            .rect_filled(around, radius::CONTROL, tokens.surface);
    }
    if selected {
        let mark = Rect::from_min_size(around.min, vec2(size::PROGRESS, around.height()));
        ui.painter().rect_filled(mark, radius::BAR, tokens.accent);
    }
    focus_ring(ui, response, around, radius::CONTROL);
}

/// The middle of the row's line of words.
fn baseline(rect: Rect) -> f32 {
    rect.top() + space::L
}

fn name(ui: &Ui, rect: Rect, genre: &Genre, passed: bool, labelled: bool) {
    let tokens = theme::tokens(ui);
    let y = baseline(rect);
    let mut x = rect.left();
    if passed {
        let place =
            Rect::from_center_size(pos2(x + size::ICON / 2.0, y), vec2(size::ICON, size::ICON));
        icon::paint(
            ui.painter(),
            place,
            size::ICON,
            Icon::Check,
            tokens.genre(genre),
        );
        x += size::ICON + space::S;
    }
    let (face, ink) = if passed {
        (font::strong(), tokens.text)
    } else {
        (font::lead(), tokens.text_weak)
    };
    let written = ui.painter().text(
        pos2(x, y),
        egui::Align2::LEFT_CENTER,
        genre.name(),
        face,
        ink,
    );
    if labelled {
        chip(ui, pos2(written.right() + space::M, y), "labelled");
    }
}

fn chip(ui: &Ui, left: egui::Pos2, word: &str) {
    let tokens = theme::tokens(ui);
    let galley = ui
        .painter()
        .layout_no_wrap(word.to_owned(), font::caption(), tokens.text_weak);
    let size = galley.size() + vec2(space::S * 2.0, space::XS);
    let rect = Rect::from_min_size(pos2(left.x, left.y - size.y / 2.0), size);
    ui.painter().rect_stroke(
        rect,
        radius::CONTROL,
        tokens.line(),
        egui::StrokeKind::Inside,
    );
    let at = rect.center() - galley.size() / 2.0;
    ui.painter().galley(at, galley, tokens.text_weak);
}

/// Paints the bar; returns its track.
fn bar(ui: &Ui, row: Rect, value: f32, fill: egui::Color32) -> Rect {
    let tokens = theme::tokens(ui);
    let top = row.top() + space::XXL;
    let track = Rect::from_min_size(pos2(row.left(), top), vec2(row.width(), size::BAR));
    ui.painter().rect_filled(track, radius::BAR, tokens.raised);
    if value > 0.0 {
        // A bar is never shorter than it is thick, or its round ends would not fit.
        let width = (track.width() * value).max(size::BAR);
        let lit = Rect::from_min_size(track.min, vec2(width, size::BAR));
        ui.painter().rect_filled(lit, radius::BAR, fill);
    }
    track
}

/// What the bar was before: the way from there to here as a frame, and its old end as a mark.
fn ghost(ui: &Ui, track: Rect, before: f32, now: f32) {
    let tokens = theme::tokens(ui);
    let x = |share: f32| track.left() + track.width() * share;
    let way = Rect::from_x_y_ranges(x(before.min(now))..=x(before.max(now)), track.y_range());
    let stroke = egui::Stroke::new(size::HAIRLINE, tokens.text_weak);
    if way.width() > size::TICK {
        ui.painter()
            .rect_stroke(way, radius::BAR, stroke, egui::StrokeKind::Inside);
    }
    let at = x(before).clamp(track.left() + size::TICK, track.right() - size::TICK);
    let end = Rect::from_x_y_ranges(
        at - size::TICK..=at + size::TICK,
        track.y_range().expand(size::HAIRLINE),
    );
    ui.painter().rect(
        end,
        radius::BAR / 4,
        tokens.window,
        stroke,
        egui::StrokeKind::Inside,
    );
}

/// The threshold's tick across the bar, with a gap in the `ground`'s colour around it so that it
/// shows on any fill.
pub fn tick(ui: &Ui, track: Rect, threshold: f32, ground: egui::Color32) {
    let tokens = theme::tokens(ui);
    let x = track.left() + track.width() * threshold;
    let y = track.y_range().expand(track.height() * size::TICK_OVERHANG);
    let half = vec2(size::TICK, 0.0);
    let mark = Rect::from_x_y_ranges(x - size::TICK / 2.0..=x + size::TICK / 2.0, y);
    ui.painter().rect_filled(mark.expand2(half), 0, ground);
    ui.painter().rect_filled(mark, radius::BAR / 4, tokens.text);
}

/// What a tick is, in words beside a tick.
pub fn legend(ui: &mut Ui) {
    let tokens = theme::tokens(ui);
    let words = "The line is the threshold: from there on a genre counts.";
    let galley = ui
        .painter()
        .layout(words.to_owned(), font::caption(), tokens.text_weak, {
            ui.available_width() - space::M
        });
    let height = galley.size().y.max(size::ICON);
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    let mark = Rect::from_center_size(
        pos2(rect.left() + size::TICK, rect.center().y),
        vec2(size::TICK, size::ICON),
    );
    ui.painter().rect_filled(mark, radius::BAR / 4, tokens.text);
    let at = pos2(
        rect.left() + space::M,
        rect.center().y - galley.size().y / 2.0,
    );
    ui.painter().galley(at, galley, tokens.text_weak);
}
