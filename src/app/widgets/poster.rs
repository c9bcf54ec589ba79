//! A poster in its frame of 2:3: never stretched; other shapes stand in it with a margin.

use egui::load::SizedTexture;
use egui::{Color32, CornerRadius, Image, Rect, Shape, StrokeKind, TextureId, Ui, pos2, vec2};

use super::icon::{self, Icon};
use crate::app::theme::{self, radius, size};
use crate::app::thumbnails::Thumbnail;

/// Posters are cut a little rather than shown with a hair of a margin.
const CUT_BELOW: f32 = 0.04;

/// Paints a texture of `pixels` into `frame`.
pub fn paint(ui: &Ui, frame: Rect, texture: TextureId, pixels: [usize; 2]) {
    let [width, height] = pixels.map(|side| side.max(1) as f32);
    // How much wider than the frame the picture is.
    let wider = (width / height) / (frame.width() / frame.height());
    let mut image = Image::from_texture(SizedTexture::new(texture, vec2(width, height)));
    let mut place = frame;
    if (wider - 1.0).abs() <= CUT_BELOW {
        let shown = vec2((1.0 / wider).min(1.0), wider.min(1.0));
        image = image.uv(Rect::from_center_size(pos2(0.5, 0.5), shown));
    } else {
        ui.painter()
            .rect_filled(frame, radius::POSTER, theme::tokens(ui).surface);
        let size = frame.size() * vec2(wider.min(1.0), (1.0 / wider).min(1.0));
        place = Rect::from_center_size(frame.center(), size);
    }
    image
        .corner_radius(CornerRadius::same(radius::POSTER))
        .paint_at(ui, place);
}

/// Paints a thumbnail, or its empty frame while it is coming.
pub fn thumbnail(ui: &Ui, frame: Rect, thumbnail: Thumbnail) {
    let tokens = theme::tokens(ui);
    match thumbnail {
        Thumbnail::Ready(texture, pixels) => paint(ui, frame, texture, pixels),
        Thumbnail::Coming => {
            ui.painter()
                .rect_filled(frame, radius::POSTER, tokens.surface);
        }
        Thumbnail::Broken => {
            blank(ui, frame);
            icon::paint(
                ui.painter(),
                frame,
                size::RAIL_ICON,
                Icon::Alert,
                tokens.text_weak,
            );
        }
    }
}

/// A frame without a poster.
pub fn blank(ui: &Ui, frame: Rect) {
    let tokens = theme::tokens(ui);
    ui.painter().rect(
        frame,
        radius::POSTER,
        tokens.surface,
        tokens.line(),
        StrokeKind::Inside,
    );
}

/// A dashed frame: something belongs here.
pub fn dashed(ui: &Ui, frame: Rect, color: Color32) {
    let corners = [
        frame.left_top(),
        frame.right_top(),
        frame.right_bottom(),
        frame.left_bottom(),
        frame.left_top(),
    ];
    let stroke = egui::Stroke::new(size::ICON_STROKE, color);
    ui.painter()
        .extend(Shape::dashed_line(&corners, stroke, size::DASH, size::DASH));
}

/// The height of a poster of this width.
pub fn height(width: f32) -> f32 {
    width * size::POSTER_RATIO
}
