//! The poster of the Read page: as it is or as it was changed, with a genre's evidence over it,
//! and a ground on which rectangles are drawn.

use egui::{CursorIcon, Rect, Role, Sense, Ui, WidgetInfo};

use crate::app::pages::read::command::Command;
use crate::app::pages::read::entry::Entry;
use crate::app::pages::read::tools::{Tool, Tools};
use crate::app::theme::{self, radius};
use crate::app::widgets::evidence;
use crate::app::widgets::poster::{self, Placement};
use crate::vision::activation_map::Evidence;
use crate::vision::surgery::Edit;
use crate::vision::{ActivationMap, Area};

/// A rectangle smaller than this share of a side is a slip of the hand.
const SLIP: f32 = 0.02;

/// The map of the chosen genre, of the poster as it is shown.
pub fn chosen_map<'a>(entry: &'a Entry, tools: &Tools) -> Option<&'a ActivationMap> {
    let genre = tools.genre.as_ref()?;
    let reading = entry.reading.as_ref()?;
    let index = reading.scores.iter().position(|s| s.genre == *genre)?;
    let maps = match entry.changes.outcome() {
        Some(outcome) => &outcome.maps,
        None => entry.maps.as_ref()?,
    };
    maps.as_ref().ok()?.get(index)
}

/// Paints the poster into `frame`; returns what was drawn on it.
pub fn show(ui: &mut Ui, frame: Rect, entry: &Entry, tools: &mut Tools) -> Option<Command> {
    let draws = tools.tool == Tool::Change && entry.reading.is_some();
    // Not a stop for the keyboard: buttons do the same.
    let sense = if draws { Sense::DRAG } else { Sense::HOVER };
    let response = ui.allocate_rect(frame, sense);
    let name = format!("Poster: {}", entry.title());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &name));
    let tokens = theme::tokens(ui);
    ui.painter()
        .add(tokens.poster_shadow().as_shape(frame, radius::POSTER));
    let outcome = entry.changes.outcome();
    let changed = outcome.map(|outcome| &outcome.picture);
    let texture = changed
        .or(entry.picture.as_ref())
        .or(entry.thumbnail.as_ref());
    let Some(texture) = texture else {
        poster::blank(ui, frame);
        return None;
    };
    poster::paint(ui, frame, texture.id(), texture.size());
    let placement = Placement::new(frame, texture.size());
    tools.hovered = None;
    let map = chosen_map(entry, tools);
    let strength = ui.ctx().animate_bool_with_time(
        response.id.with("map"),
        map.is_some(),
        ui.style().animation_time,
    );
    if let Some(map) = map {
        let ground = outcome.map(|o| &o.ground).or(entry.ground.as_ref());
        let opacity = tools.opacity * strength;
        if let Some(ground) = ground {
            placement.paint(ui, ground.id(), opacity);
        }
        if let Some(genre) = tools.genre.clone() {
            let key = (entry.id, entry.changes.shown_revision(), genre);
            let overlay = tools.overlay(ui.ctx(), key, map).id();
            placement.paint(ui, overlay, opacity);
        }
        marks(ui, &placement, map);
        let pointer = response
            .hover_pos()
            .filter(|at| placement.place.contains(*at));
        if let Some(pointer) = pointer {
            let [u, v] = placement.share(pointer);
            let here = map.at(u, v);
            tools.hovered = Some(here);
            evidence::value(ui, pointer, frame, here);
        }
    }
    if draws {
        return draw(ui, &response, &placement, tools);
    }
    None
}

/// A plus where most speaks for the genre, a minus where most speaks against it.
fn marks(ui: &Ui, placement: &Placement, map: &ActivationMap) {
    for (kind, sign) in [(Evidence::Against, "−"), (Evidence::For, "+")] {
        if let Some((at, value)) = map.peak(kind) {
            // Within the poster, also where the place lies at its edge.
            let room = placement
                .place
                .shrink(theme::size::MARK / 2.0 + theme::space::XS);
            evidence::mark(ui, room.clamp(placement.point(at)), sign, value);
        }
    }
}

/// A rectangle that is being drawn, and the edit when it is done.
fn draw(
    ui: &Ui,
    response: &egui::Response,
    placement: &Placement,
    tools: &mut Tools,
) -> Option<Command> {
    if response.hovered() {
        ui.set_cursor_icon(CursorIcon::Crosshair);
    }
    if response.drag_started() {
        let begun = ui.input(|input| input.pointer.press_origin());
        tools.corner = begun.map(|at| placement.share(at));
    }
    let pointer = response.interact_pointer_pos()?;
    let area = Area::spanning(tools.corner?, placement.share(pointer));
    if response.drag_stopped() {
        tools.corner = None;
        let [width, height] = area.size();
        let with = tools.cover;
        return (width > SLIP && height > SLIP)
            .then_some(Command::Edit(Edit::Cover { area, with }));
    }
    evidence::outline(ui, placement.rect(area), None);
    None
}
