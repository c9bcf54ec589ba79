//! What the hand does on the plane: wheel, pinch, drag, buttons, and the keyboard's way from
//! poster to poster.

use egui::{Event, Key, KeyboardShortcut, Modifiers, Pos2, Rect, Response, Ui, Vec2, pos2, vec2};

use super::frame::Frame;
use super::state::{Plane, picture_size};
use crate::app::theme::{self, radius, size, space};
use crate::app::widgets::button;
use crate::app::widgets::icon::Icon;
use crate::app::widgets::keys::Listed;

/// One press of a key or button: so many times nearer.
const STEP: f32 = std::f32::consts::SQRT_2;
/// Points of the wheel that double the zoom.
const WHEEL: f32 = 240.0;

/// Arrows, and the way in which each looks for the next picture.
const WAYS: [(Key, Vec2); 4] = [
    (Key::ArrowLeft, vec2(-1.0, 0.0)),
    (Key::ArrowRight, vec2(1.0, 0.0)),
    (Key::ArrowUp, vec2(0.0, -1.0)),
    (Key::ArrowDown, vec2(0.0, 1.0)),
];
/// Shows all of it.
const WHOLE: Key = Key::Home;

const fn plain(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::NONE, key)
}

/// What the plane does with keys, for the list of shortcuts; Enter presses the picture with the
/// focus, as everywhere.
pub const KEYS: [Listed; 4] = [
    Listed {
        keys: &[
            plain(WAYS[0].0),
            plain(WAYS[1].0),
            plain(WAYS[2].0),
            plain(WAYS[3].0),
            plain(Key::Enter),
        ],
        said: "Arrows, Enter",
        words: "Move through posters, read one",
    },
    Listed {
        keys: &[plain(Key::Plus)],
        said: "+",
        words: "Nearer",
    },
    Listed {
        keys: &[plain(Key::Minus)],
        said: "-",
        words: "Farther",
    },
    Listed {
        keys: &[plain(WHOLE)],
        said: "",
        words: "Show all",
    },
];

/// Wheel, pinch, drag, double click.
pub fn look_around(
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
pub fn keys(ui: &Ui, plane: &mut Plane, canvas: Rect, seen: Frame, whole: Frame) -> Frame {
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
    for (hit, factor) in [
        (typed("+"), STEP),
        (typed("-"), 1.0 / STEP),
        (pressed(WHOLE), 0.0),
    ] {
        if hit {
            seen = seen.zoomed(factor, aim(plane, seen), &whole);
        }
    }
    for (key, way) in WAYS {
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

/// Where a press that knows no pointer zooms to: the keyboard's poster, else the middle of those
/// that are seen. The middle of the plane itself is mostly empty.
fn aim(plane: &Plane, seen: Frame) -> Vec2 {
    let whole = Rect::from_min_size(seen.least.to_pos2(), seen.span);
    let places = plane.points.iter().flat_map(|points| &points.places);
    let places = places.filter(|place| whole.contains(place.to_pos2()));
    let selected = plane.selected.zip(plane.points.as_ref());
    let selected = selected.map(|(point, points)| points.places[point]);
    selected
        .filter(|place| whole.contains(place.to_pos2()))
        .unwrap_or_else(|| {
            let (count, sum) = places.fold((0.0, Vec2::ZERO), |(count, sum), place| {
                (count + 1.0, sum + *place)
            });
            if count > 0.0 {
                sum / count
            } else {
                whole.center().to_vec2()
            }
        })
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

/// Nearer, farther, all: for the mouse alone.
pub fn buttons(ui: &mut Ui, plane: &mut Plane, canvas: Rect, seen: Frame, whole: Frame) {
    let side = size::ICON_BUTTON;
    let wide = 3.0 * side + 2.0 * space::XS;
    let at = pos2(canvas.right() - space::S - wide, canvas.top() + space::S);
    let rect = Rect::from_min_size(at, vec2(wide, side));
    let ground = theme::tokens(ui).window.gamma_multiply(0.85);
    ui.painter()
        .rect_filled(rect.expand(space::XS), radius::CONTROL, ground);
    ui.scope_builder(egui::UiBuilder::new().max_rect(rect), |ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::XS;
            for (icon, name, factor) in [
                (Icon::Minus, "Farther", 1.0 / STEP),
                (Icon::Plus, "Nearer", STEP),
                (Icon::Whole, "Show all", 0.0),
            ] {
                if button::icon_button(ui, icon, name).clicked() {
                    let seen = seen.zoomed(factor, aim(plane, seen), &whole);
                    plane.frame = (seen != whole).then_some(seen);
                }
            }
        });
    });
}
