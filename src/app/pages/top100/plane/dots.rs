//! The posters that have no room for a picture, as dots: one mesh for all of them, made anew only
//! when the view has changed.

use std::sync::Arc;

use egui::{Color32, Mesh, Rect, Shape, Ui, Vec2};

use super::frame::Frame;
use super::points::{Kind, Points};
use crate::app::theme::size;

/// The mesh of the last view.
#[derive(Default)]
pub struct Dots {
    mesh: Arc<Mesh>,
    of: Option<View>,
}

/// What a mesh was made for.
#[derive(Clone, Copy, PartialEq)]
struct View {
    canvas: Rect,
    frame: Frame,
    level: i32,
    colors: [Color32; 4],
}

impl Dots {
    /// Other points, or other pictures among them.
    pub fn forget(&mut self) {
        self.of = None;
    }

    /// Paints the points that have no picture. `colors`: neither, across, up, both.
    pub fn paint(
        &mut self,
        ui: &Ui,
        points: &Points,
        has_picture: &[bool],
        (canvas, frame, level): (Rect, Frame, i32),
        colors: [Color32; 4],
    ) {
        let view = View {
            canvas,
            frame,
            level,
            colors,
        };
        if self.of != Some(view) {
            self.of = Some(view);
            // The last frame's mesh is free again, unless somebody still paints it.
            if Arc::get_mut(&mut self.mesh).is_none() {
                self.mesh = Arc::default();
            }
            if let Some(mesh) = Arc::get_mut(&mut self.mesh) {
                fill(mesh, points, has_picture, &view);
            }
        }
        ui.painter().add(Shape::Mesh(Arc::clone(&self.mesh)));
    }
}

fn fill(mesh: &mut Mesh, points: &Points, has_picture: &[bool], view: &View) {
    mesh.clear();
    let side = Vec2::splat(size::PLANE_DOT);
    // The labelled ones over the others.
    for labelled in [false, true] {
        for (point, place) in points.places.iter().enumerate() {
            let kind = points.kinds[point];
            if has_picture[point] || (kind != Kind::Neither) != labelled {
                continue;
            }
            let at = view.frame.on(view.canvas, *place);
            if view.canvas.contains(at) {
                let color = view.colors[kind as usize];
                mesh.add_colored_rect(Rect::from_center_size(at, side), color);
            }
        }
    }
}
