//! The posters on the plane: pictures where there is room, dots where there is none, and what the
//! pointer brings up.

use egui::{Id, Rect, Response, Role, Sense, Ui, Vec2, WidgetInfo, pos2};

use super::frame::Frame;
use super::points::{Kind, Points};
use super::state::{Plane, picture_size};
use crate::app::shared::Shared;
use crate::app::theme::{radius, size};
use crate::app::thumbnail::{Key, Pictures};
use crate::app::widgets::hover_card::{self, Said};
use crate::app::widgets::{button, poster, poster_grid};
use crate::catalog::Film;
use crate::explore::LibraryScores;
use crate::wording::percent;

/// Dots, then pictures; the row that was pressed.
pub fn show(
    ui: &mut Ui,
    plane: &mut Plane,
    shared: &mut Shared,
    scores: &LibraryScores,
    canvas_response: &Response,
    (view, colors): ((Rect, Frame, i32), [egui::Color32; 4]),
) -> Option<usize> {
    let (canvas, seen, _) = view;
    let (points, pictures) = (plane.points.as_ref()?, plane.pictures.as_ref()?);
    plane
        .dots
        .paint(ui, points, &pictures.has_one, view, colors);
    let films = shared.films.all();
    let said = |row: usize| Said {
        genres: scores.genres(),
        probabilities: scores.probabilities(row),
        thresholds: shared.scoring.thresholds(),
    };
    let reach = canvas.expand2(picture_size() / 2.0);
    let (mut pressed, mut focused, mut under) = (None, false, false);
    for point in pictures.points.iter().map(|point| *point as usize) {
        let middle = seen.on(canvas, points.places[point]);
        let row = points.row(point);
        let film = films.get(scores.film(row));
        let Some(film) = film.filter(|_| reach.contains(middle)) else {
            continue;
        };
        let rect = Rect::from_center_size(middle.round(), picture_size());
        let selected = plane.selected == Some(point);
        let sense = if selected {
            Sense::click()
        } else {
            Sense::CLICK
        };
        let response = ui.interact(rect, Id::unique(("plane poster", row)), sense);
        if selected && plane.moved {
            response.request_focus();
        }
        response.widget_info(|| {
            WidgetInfo::labeled(Role::Button, true, name(film, points.places[point]))
        });
        if let Some(poster) = &film.poster {
            let picture = shared.thumbnails.get(&Key::poster(poster));
            poster::thumbnail(ui, rect, picture);
        }
        edge(ui, rect, points.kinds[point], colors);
        if response.hovered() {
            button::hover_frame(ui, rect, radius::POSTER);
        }
        button::focus_ring(ui, &response, rect, radius::POSTER);
        focused |= response.has_focus();
        under |= response.contains_pointer();
        if response.clicked() {
            pressed = Some(row);
        }
        response.on_hover_ui(|ui| hover_card::show(ui, film, Some(said(row))));
    }
    if !under
        && let Some(point) = dot_under(ui, canvas_response, points, &pictures.has_one, canvas, seen)
    {
        let row = points.row(point);
        let at = Rect::from_center_size(
            seen.on(canvas, points.places[point]),
            Vec2::splat(size::PLANE_DOT),
        );
        button::hover_frame(ui, at, 0);
        if canvas_response.clicked() {
            pressed = Some(row);
        }
        if let Some(film) = films.get(scores.film(row)) {
            let hint = canvas_response.clone();
            hint.on_hover_ui_at_pointer(|ui| hover_card::show(ui, film, Some(said(row))));
        }
    }
    plane.moved = false;
    plane.focused = focused;
    pressed
}

fn name(film: &Film, place: Vec2) -> String {
    let film = poster_grid::film_name(film);
    format!(
        "{film}: {} across, {} up",
        percent(place.x),
        percent(place.y)
    )
}

/// A line at the poster's foot in the colour of its label.
fn edge(ui: &Ui, rect: Rect, kind: Kind, colors: [egui::Color32; 4]) {
    if kind == Kind::Neither {
        return;
    }
    let foot = Rect::from_min_max(pos2(rect.left(), rect.bottom() - size::PLANE_DOT), rect.max);
    let corners = egui::CornerRadius {
        sw: radius::POSTER,
        se: radius::POSTER,
        ..egui::CornerRadius::ZERO
    };
    ui.painter()
        .rect_filled(foot, corners, colors[kind as usize]);
}

/// The dot nearest to the pointer, within reach.
fn dot_under(
    ui: &Ui,
    response: &Response,
    points: &Points,
    has_picture: &[bool],
    canvas: Rect,
    seen: Frame,
) -> Option<usize> {
    let pointer = ui.input(|input| input.pointer.hover_pos())?;
    if !response.contains_pointer() || response.dragged() {
        return None;
    }
    let near = |(point, place): (usize, &Vec2)| {
        let away = seen.on(canvas, *place).distance(pointer);
        (away <= size::PLANE_REACH && !has_picture[point]).then_some((point, away))
    };
    points
        .places
        .iter()
        .enumerate()
        .filter_map(near)
        .min_by(|(_, one), (_, other)| one.total_cmp(other))
        .map(|(point, _)| point)
}
