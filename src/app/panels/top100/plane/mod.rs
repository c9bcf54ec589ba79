//! Two genres against each other: every poster at its two probabilities, as a picture where there
//! is room, as a dot where there is none. Zoom with the wheel, move by dragging; a click opens.

use std::sync::Arc;

use egui::{
    Event, Id, Key, Modifiers, Pos2, Rect, Response, Role, Sense, Ui, Vec2, WidgetInfo, pos2, vec2,
};

use self::dots::Dots;
use self::frame::Frame;
use self::points::{Kind, Points};
use crate::app::state::State;
use crate::app::theme::{self, radius, size, space};
use crate::app::thumbnails;
use crate::app::widgets::button;
use crate::app::widgets::hover_card::{self, Said};
use crate::app::widgets::icon::Icon;
use crate::app::widgets::{poster, poster_grid};
use crate::catalog::Film;
use crate::explore::LibraryScores;
use crate::wording::percent;

mod axes;
mod dots;
mod frame;
mod placement;
mod points;

/// One press of a key or button: so many times nearer.
const STEP: f32 = std::f32::consts::SQRT_2;
/// Points of the wheel that double the zoom.
const WHEEL: f32 = 240.0;

/// What is seen of the plane.
#[derive(Default)]
pub struct Plane {
    /// `None`: all of it.
    frame: Option<Frame>,
    points: Option<Points>,
    pictures: Option<Pictures>,
    dots: Dots,
    /// The point that the keyboard is on.
    selected: Option<usize>,
    moved: bool,
    focused: bool,
}

/// The points that have a picture at one step of the zoom.
struct Pictures {
    level: i32,
    canvas: Vec2,
    points: Vec<u32>,
    has_one: Vec<bool>,
}

impl Plane {
    /// Shows all of it.
    pub fn fit(&mut self) {
        self.frame = None;
    }

    /// Points and pictures for what is to be shown.
    fn follow(&mut self, scores: &Arc<LibraryScores>, pair: [usize; 2], rows: &Arc<[usize]>) {
        let same = |points: &Points| points.is_of(scores, pair, rows);
        if !self.points.as_ref().is_some_and(same) {
            self.points = Some(Points::new(scores, pair, rows));
            self.pictures = None;
            self.selected = None;
            self.dots.forget();
        }
    }

    fn place_pictures(&mut self, canvas: Rect, level: i32) {
        let same = |known: &Pictures| known.level == level && known.canvas == canvas.size();
        if self.pictures.as_ref().is_some_and(same) {
            return;
        }
        let Some(points) = &self.points else {
            return;
        };
        let plane = canvas.size() * placement::zoom_of(level);
        let picture = picture_size() + Vec2::splat(space::XS);
        let placed = placement::place(&points.shares, &points.order, plane, picture);
        let mut has_one = vec![false; points.places.len()];
        for point in &placed {
            has_one[*point as usize] = true;
        }
        self.pictures = Some(Pictures {
            level,
            canvas: canvas.size(),
            points: placed,
            has_one,
        });
        self.dots.forget();
    }
}

fn picture_size() -> Vec2 {
    vec2(size::PLANE_POSTER, poster::height(size::PLANE_POSTER))
}

/// Paints the plane over the rest of the page.
pub fn show(ui: &mut Ui, state: &mut State, scores: &Arc<LibraryScores>) {
    let pair = state.top100.pair_in(scores);
    let Some(ranking) = &state.top100.ranking else {
        return;
    };
    let rows = Arc::clone(ranking.matching_rows());
    let listens = !state.shortcuts_open && !egui::Popup::is_any_open(ui.ctx());
    let plane = &mut state.top100.plane;
    plane.follow(scores, pair, &rows);
    let genres = pair.map(|genre| &scores.genres()[genre]);
    let tokens = theme::tokens(ui);
    let colors = [
        tokens.bar_dim,
        tokens.genre(genres[0]),
        tokens.genre(genres[1]),
        tokens.text,
    ];
    axes::legend(ui, genres, colors);
    let canvas = canvas(ui);
    let response = ui.interact(canvas, Id::unique("plane"), Sense::click_and_drag());
    response.widget_info(|| {
        let name = format!("{} across, {} up", genres[0], genres[1]);
        WidgetInfo::labeled(Role::Image, true, name)
    });
    let Some(whole) = plane.points.as_ref().map(|points| points.whole) else {
        return;
    };
    let seen = look_around(ui, plane, &response, canvas, whole);
    let level = placement::level(seen.zoom(&whole));
    plane.place_pictures(canvas, level);
    let seen = if listens {
        keys(ui, plane, canvas, seen, whole)
    } else {
        seen
    };
    ui.painter()
        .rect_filled(canvas, radius::CONTROL, tokens.surface);
    axes::scales(ui, canvas, &seen);
    let thresholds = pair.map(|genre| {
        let thresholds = state.scoring.thresholds();
        thresholds.get(genre).copied().unwrap_or_default()
    });
    axes::thresholds(ui, canvas, &seen, genres, thresholds);
    let clip = ui.clip_rect();
    ui.set_clip_rect(canvas.intersect(clip));
    let pressed = posters(ui, state, scores, &response, (canvas, seen, level), colors);
    ui.set_clip_rect(clip);
    axes::names(ui, canvas, genres);
    buttons(ui, &mut state.top100.plane, canvas, seen, whole);
    if let Some(row) = pressed {
        super::open(state, scores.film(row));
    }
}

/// The rest of the page, with room for the scales.
fn canvas(ui: &mut Ui) -> Rect {
    let page = ui.available_rect_before_wrap();
    Rect::from_min_max(
        page.min + vec2(size::SCALE_NUMBERS, space::S),
        page.max - vec2(space::L, space::XXL),
    )
}

/// Wheel, pinch, drag, double click.
fn look_around(
    ui: &Ui,
    plane: &mut Plane,
    response: &Response,
    canvas: Rect,
    whole: Frame,
) -> Frame {
    let mut seen = plane.frame.unwrap_or(whole);
    if response.double_clicked() {
        seen = whole;
    }
    if response.dragged() {
        seen = seen.moved(response.drag_delta(), canvas, &whole);
    }
    // A poster under the pointer lies on the plane: the plane still listens to the wheel.
    if let Some(pointer) = ui.input(|input| input.pointer.hover_pos())
        && response.contains_pointer()
    {
        let (pinch, wheel) = ui.input(|input| (input.zoom_delta(), input.smooth_scroll_delta().y));
        let factor = pinch * (wheel / WHEEL).exp2();
        if factor != 1.0 {
            let fixed = seen.at(canvas, pointer);
            seen = seen.zoomed(factor, fixed, &whole);
        }
    }
    plane.frame = (seen != whole).then_some(seen);
    seen
}

/// Arrows go from picture to picture; plus, minus and Home zoom.
fn keys(ui: &Ui, plane: &mut Plane, canvas: Rect, seen: Frame, whole: Frame) -> Frame {
    let nothing_focused = ui.memory(|memory| memory.focused().is_none());
    if !(plane.focused || nothing_focused) {
        return seen;
    }
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let typed = |text: &str| {
        let is_it = |event: &Event| matches!(event, Event::Text(typed) if typed == text);
        ui.input(|input| input.events.iter().any(is_it))
    };
    let mut seen = seen;
    let middle = seen.at(canvas, canvas.center());
    for (hit, factor) in [
        (typed("+"), STEP),
        (typed("-"), 1.0 / STEP),
        (pressed(Key::Home), 0.0),
    ] {
        if hit {
            seen = seen.zoomed(factor, middle, &whole);
        }
    }
    for (key, way) in [
        (Key::ArrowLeft, vec2(-1.0, 0.0)),
        (Key::ArrowRight, vec2(1.0, 0.0)),
        (Key::ArrowUp, vec2(0.0, -1.0)),
        (Key::ArrowDown, vec2(0.0, 1.0)),
    ] {
        if pressed(key) {
            ui.memory_mut(|memory| memory.move_focus(egui::FocusDirection::None));
            plane.moved = true;
            if let Some(next) = next_picture(plane, canvas, seen, way) {
                plane.selected = Some(next);
            }
        }
    }
    if let (Some(point), Some(points)) = (plane.selected, &plane.points)
        && plane.moved
    {
        let place = points.places[point];
        let room = canvas.shrink2(picture_size() / 2.0);
        if !room.contains(seen.on(canvas, place)) {
            seen = seen.centred(place, &whole);
        }
    }
    plane.frame = (seen != whole).then_some(seen);
    seen
}

/// The picture that lies nearest this way; the first key only puts the keyboard on the middle one.
fn next_picture(plane: &Plane, canvas: Rect, seen: Frame, way: Vec2) -> Option<usize> {
    let (points, pictures) = (plane.points.as_ref()?, plane.pictures.as_ref()?);
    let on = |point: usize| seen.on(canvas, points.places[point]);
    let from = plane.selected.map_or(canvas.center(), on);
    let cost = |to: Pos2| {
        let by = to - from;
        let (along, across) = (by.dot(way), by.dot(way.rot90()).abs());
        match plane.selected {
            None => Some(by.length()),
            Some(_) if along > 1.0 => Some(along + 2.0 * across),
            Some(_) => None,
        }
    };
    pictures
        .points
        .iter()
        .filter(|point| Some(**point as usize) != plane.selected)
        .filter_map(|point| Some((*point as usize, cost(on(*point as usize))?)))
        .min_by(|(_, one), (_, other)| one.total_cmp(other))
        .map(|(point, _)| point)
}

/// Dots, then pictures; the row that was pressed.
fn posters(
    ui: &mut Ui,
    state: &mut State,
    scores: &LibraryScores,
    canvas_response: &Response,
    view: (Rect, Frame, i32),
    colors: [egui::Color32; 4],
) -> Option<usize> {
    let (canvas, seen, _) = view;
    let plane = &mut state.top100.plane;
    let (points, pictures) = (plane.points.as_ref()?, plane.pictures.as_ref()?);
    plane
        .dots
        .paint(ui, points, &pictures.has_one, view, colors);
    let films = state.films.all();
    let said = |row: usize| Said {
        genres: scores.genres(),
        probabilities: scores.probabilities(row),
        thresholds: state.scoring.thresholds(),
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
            let picture = state.thumbnails.get(&thumbnails::Key::poster(poster));
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

/// Nearer, farther, all: for the mouse alone.
fn buttons(ui: &mut Ui, plane: &mut Plane, canvas: Rect, seen: Frame, whole: Frame) {
    let side = size::ICON_BUTTON;
    let wide = 3.0 * side + 2.0 * space::XS;
    let at = pos2(canvas.right() - space::S - wide, canvas.top() + space::S);
    let rect = Rect::from_min_size(at, vec2(wide, side));
    let ground = theme::tokens(ui).window.gamma_multiply(0.85);
    ui.painter()
        .rect_filled(rect.expand(space::XS), radius::CONTROL, ground);
    let middle = seen.at(canvas, canvas.center());
    ui.scope_builder(egui::UiBuilder::new().max_rect(rect), |ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::XS;
            for (icon, name, factor) in [
                (Icon::Minus, "Farther", 1.0 / STEP),
                (Icon::Plus, "Nearer", STEP),
                (Icon::Whole, "Show all", 0.0),
            ] {
                if button::icon_button(ui, icon, name).clicked() {
                    let seen = seen.zoomed(factor, middle, &whole);
                    plane.frame = (seen != whole).then_some(seen);
                }
            }
        });
    });
}
