//! Two genres against each other: every poster at its two probabilities, as a picture where there
//! is room, as a dot where there is none. Zoom with the wheel, move by dragging; a click opens.

use std::sync::Arc;

use egui::{Id, Rect, Role, Sense, Ui, WidgetInfo, vec2};

use crate::app::cx::Cx;
use crate::app::theme::{self, radius, size, space};
use crate::catalog::Genre;
use crate::explore::LibraryScores;

mod axes;
mod dots;
mod frame;
mod hand;
mod placement;
mod points;
mod posters;
mod state;

pub use hand::KEYS;
pub use state::Plane;

/// Paints the plane over the rest of the page: posters at their probabilities of the genres of
/// `pair` (across and up), those of `rows`. Returns the row of the scores that was pressed.
pub fn show(
    ui: &mut Ui,
    plane: &mut Plane,
    cx: &mut Cx<'_>,
    scores: &Arc<LibraryScores>,
    (pair, rows): ([usize; 2], &Arc<[usize]>),
) -> Option<usize> {
    let canvas = canvas(ui);
    plane.follow(scores, pair, rows, canvas);
    let genres = pair.map(|genre| &scores.genres()[genre]);
    let tokens = theme::tokens(ui);
    let colors = colors(tokens, genres);
    let response = ui.interact(canvas, Id::unique("plane"), Sense::click_and_drag());
    response.widget_info(|| {
        let name = format!("{} across, {} up", genres[0], genres[1]);
        WidgetInfo::labeled(Role::Image, true, name)
    });
    let whole = plane.points.as_ref()?.whole;
    let seen = hand::look_around(ui, plane, &response, canvas, whole);
    let level = placement::level(seen.zoom(&whole));
    plane.place_pictures(canvas, level);
    let seen = if cx.listens() {
        hand::keys(ui, plane, canvas, seen, whole)
    } else {
        seen
    };
    ui.painter()
        .rect_filled(canvas, radius::CONTROL, tokens.surface);
    axes::scales(ui, canvas, &seen, genres);
    let thresholds = pair.map(|genre| {
        let thresholds = cx.shared.scoring.thresholds();
        thresholds.get(genre).copied().unwrap_or_default()
    });
    axes::thresholds(ui, canvas, &seen, genres, thresholds);
    let clip = ui.clip_rect();
    ui.set_clip_rect(canvas.intersect(clip));
    let view = (canvas, seen, level);
    let pressed = posters::show(ui, plane, cx.shared, scores, &response, (view, colors));
    ui.set_clip_rect(clip);
    hand::buttons(ui, plane, canvas, seen, whole);
    pressed
}

/// What the labels are painted in: neither, across, up, both.
fn colors(tokens: &theme::Tokens, genres: [&Genre; 2]) -> [egui::Color32; 4] {
    let [across, up] = genres.map(|genre| tokens.genre(genre));
    [tokens.bar_dim, across, up, tokens.text]
}

/// What the colours of dots and edges mean, and the dashed lines: words for the page's head.
pub fn legend(ui: &mut Ui, genres: [&Genre; 2]) {
    let colors = colors(theme::tokens(ui), genres);
    axes::legend(ui, genres, colors);
}

/// The rest of the page, with room for the scales.
fn canvas(ui: &mut Ui) -> Rect {
    let page = ui.available_rect_before_wrap();
    Rect::from_min_max(
        page.min + vec2(size::SCALE_NUMBERS, space::L),
        page.max - vec2(space::L, space::XXL),
    )
}
