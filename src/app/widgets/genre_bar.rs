//! One genre of a reading: its name, its probability, and a bar with the threshold as a tick.
//!
//! A genre that passed says so three times: by a tick mark, by weight, and by its colour.

use egui::{Rect, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::icon::{self, Icon};
use crate::app::theme::{self, font, radius, size, space};
use crate::catalog::Genre;
use crate::vision::GenreScore;

/// Paints the row of one genre over the whole width. `labelled`: the film's table names it too.
pub fn show(ui: &mut Ui, score: &GenreScore, labelled: bool, height: f32) -> Response {
    let (rect, response) = row(ui, height);
    let passed = score.predicted();
    let probability = score.probability.value();
    let threshold = score.threshold.value();
    response.widget_info(|| WidgetInfo {
        value: Some(f64::from(probability)),
        ..WidgetInfo::labeled(Role::Meter, true, in_words(score, labelled))
    });
    if ui.is_rect_visible(rect) {
        let tokens = theme::tokens(ui);
        let shown = ui.ctx().animate_value_with_time(
            response.id.with(score.genre.name()),
            probability,
            ui.style().animation_time,
        );
        name(ui, rect, &score.genre, passed, labelled);
        let (number, ink) = if passed {
            (font::number_strong(), tokens.text)
        } else {
            (font::number(), tokens.text_weak)
        };
        ui.painter().text(
            pos2(rect.right(), baseline(rect)),
            egui::Align2::RIGHT_CENTER,
            score.probability.percent(),
            number,
            ink,
        );
        let fill = if passed {
            tokens.genre(&score.genre)
        } else {
            tokens.bar_dim
        };
        bar(ui, rect, shown, fill, Some(threshold));
    }
    response.on_hover_text(format!(
        "{}. Counts from {:.0} % on.",
        in_words(score, labelled),
        threshold * 100.0
    ))
}

/// The row of a genre that is not read yet.
pub fn waiting(ui: &mut Ui, genre: &Genre, height: f32) {
    let (rect, response) = row(ui, height);
    response
        .widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{genre}: not read yet")));
    name(ui, rect, genre, false, false);
    bar(ui, rect, 0.0, theme::tokens(ui).bar_dim, None);
}

/// `Horror 71 %, passed, labelled`.
fn in_words(score: &GenreScore, labelled: bool) -> String {
    let passed = if score.predicted() {
        "passed"
    } else {
        "not passed"
    };
    let labelled = if labelled { ", labelled" } else { "" };
    format!(
        "{} {}, {passed}{labelled}",
        score.genre,
        score.probability.percent()
    )
}

fn row(ui: &mut Ui, height: f32) -> (Rect, Response) {
    let size = vec2(ui.available_width(), height);
    ui.allocate_exact_size(size, Sense::hover())
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

fn bar(ui: &Ui, row: Rect, value: f32, fill: egui::Color32, threshold: Option<f32>) {
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
    if let Some(threshold) = threshold {
        tick(ui, track, threshold, tokens.window);
    }
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
