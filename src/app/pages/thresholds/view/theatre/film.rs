//! One poster of the theatre: where it stands, how it was judged, what it tells under the pointer;
//! a press reads it.

use egui::{Align2, Id, Pos2, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::app::pages::thresholds::view::parts::{Page, word};
use crate::app::request::Request;
use crate::app::theme::{self, font, radius, size, space};
use crate::app::thumbnail::{Key, Pictures};
use crate::app::widgets::button;
use crate::app::widgets::hover_card::{self, Said};
use crate::app::widgets::icon::{self, Icon};
use crate::app::widgets::poster;

/// Between two posters.
pub const GAP: f32 = space::S;
/// From one to the next.
pub const PITCH: f32 = size::THEATRE_POSTER + GAP;

/// One poster; `marked`: a wrong one carries a mark, one that is not predicted stands in the dark.
pub fn show(ui: &mut Ui, page: &mut Page<'_>, genre: usize, rank: usize, at: Pos2, marked: bool) {
    let Some((row, score, predicted, has)) = page.state.prepared().and_then(|prepared| {
        let part = prepared.part(page.state.view)?;
        let instrument = &part.instrument;
        let film = *instrument.ranked(genre).get(rank)? as usize;
        let row = *part.rows.get(film)?;
        let has = instrument.labels(film).contains(genre);
        let score = instrument.score(genre, rank)?;
        Some((row, score, rank < instrument.passed(genre), has))
    }) else {
        return;
    };
    let Some(prepared) = page.state.prepared() else {
        return;
    };
    let films = page.films;
    let Some(film) = films.all().get(prepared.scores.film(row)) else {
        return;
    };
    let frame = Rect::from_min_size(
        at,
        vec2(
            size::THEATRE_POSTER,
            poster::height(size::THEATRE_POSTER).floor(),
        ),
    );
    if !ui.is_rect_visible(frame) {
        return;
    }
    let tokens = theme::tokens(ui);
    let response = ui.interact(frame, Id::unique(("theatre", row)), Sense::click());
    let percent = format!("{:.0} %", score * 100.0);
    let standing = match (predicted, has) {
        (true, true) => "found",
        (true, false) => "a false alarm",
        (false, true) => "missed",
        (false, false) => "left out",
    };
    let said = format!("{}, {percent}, {standing}", film.title);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &said));
    match &film.poster {
        Some(file) => {
            let thumbnail = page.thumbnails.get(&Key::poster(file));
            poster::thumbnail(ui, frame, thumbnail);
        }
        None => poster::blank(ui, frame),
    }
    let wrong = predicted != has;
    if marked && !predicted {
        let shade = tokens.window.gamma_multiply(0.5);
        ui.painter().rect_filled(frame, radius::POSTER, shade);
    }
    if marked && wrong {
        mark(ui, frame, predicted);
    }
    if response.hovered() {
        button::hover_frame(ui, frame, radius::POSTER);
    }
    button::focus_ring(ui, &response, frame, radius::POSTER);
    let below = pos2(frame.center().x, frame.bottom() + space::XS);
    let ink = if predicted {
        tokens.text
    } else {
        tokens.text_weak
    };
    word(
        ui,
        below,
        Align2::CENTER_TOP,
        &percent,
        font::caption_number(),
        ink,
    );
    let card = Said {
        genres: prepared.genres(),
        probabilities: prepared.scores.probabilities(row),
        thresholds: page.in_use,
    };
    let asked = film.poster.as_ref().map(|file| file.path.clone());
    let response = response.on_hover_ui(|ui| hover_card::show(ui, film, Some(card)));
    if response.clicked()
        && let Some(path) = asked
    {
        page.wish(Request::Read(vec![path]));
    }
}

/// A cross on a false alarm, an exclamation mark on what was missed.
fn mark(ui: &Ui, frame: Rect, predicted: bool) {
    let tokens = theme::tokens(ui);
    let at = frame.right_top() + vec2(-size::BADGE * 0.65, size::BADGE * 0.65);
    let badge = Rect::from_center_size(at, vec2(size::BADGE, size::BADGE));
    ui.painter()
        .circle_filled(badge.center(), size::BADGE / 2.0, tokens.window);
    let icon = if predicted { Icon::Close } else { Icon::Alert };
    icon::paint(ui.painter(), badge, size::ICON, icon, tokens.danger);
}
