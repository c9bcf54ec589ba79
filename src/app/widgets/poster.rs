//! A poster in its frame of 2:3: never stretched; other shapes stand in it with a margin.

use egui::load::SizedTexture;
use egui::{
    Color32, CornerRadius, Image, Pos2, Rect, Shape, StrokeKind, TextureId, Ui, pos2, vec2,
};

use super::icon::{self, Icon};
use crate::app::theme::{self, radius, size};
use crate::app::thumbnail::Thumbnail;
use crate::vision::Area;

/// Posters are cut a little rather than shown with a hair of a margin.
const CUT_BELOW: f32 = 0.04;

/// Where a picture stands in its frame, and which part of it is shown.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Placement {
    /// The picture's rectangle on the screen.
    pub place: Rect,
    /// The part of the picture that is shown, in shares of it.
    shown: Rect,
}

impl Placement {
    /// A picture of `pixels` in `frame`.
    pub fn new(frame: Rect, pixels: [usize; 2]) -> Self {
        let [width, height] = pixels.map(|side| side.max(1) as f32);
        // How much wider than the frame the picture is.
        let wider = (width / height) / (frame.width() / frame.height());
        let whole = vec2(1.0, 1.0);
        let (place, shown) = if (wider - 1.0).abs() <= CUT_BELOW {
            (frame.size(), vec2((1.0 / wider).min(1.0), wider.min(1.0)))
        } else {
            let size = frame.size() * vec2(wider.min(1.0), (1.0 / wider).min(1.0));
            (size, whole)
        };
        Self {
            place: Rect::from_center_size(frame.center(), place),
            shown: Rect::from_center_size(pos2(0.5, 0.5), shown),
        }
    }

    /// The point of the picture, in shares of it, under a point of the screen.
    pub fn share(&self, at: Pos2) -> [f32; 2] {
        let inside = (at - self.place.min) / self.place.size();
        let share = self.shown.min + inside * self.shown.size();
        [share.x.clamp(0.0, 1.0), share.y.clamp(0.0, 1.0)]
    }

    /// The point of the screen where a point of the picture lies.
    pub fn point(&self, share: [f32; 2]) -> Pos2 {
        let inside = (pos2(share[0], share[1]) - self.shown.min) / self.shown.size();
        self.place.min + inside * self.place.size()
    }

    /// The rectangle of the screen where an area of the picture lies, as far as it is shown.
    pub fn rect(&self, area: Area) -> Rect {
        Rect::from_min_max(self.point(area.min()), self.point(area.max())).intersect(self.place)
    }

    /// Paints a texture of the whole picture; `opacity` in `0..=1`.
    pub fn paint(&self, ui: &Ui, texture: TextureId, opacity: f32) {
        // The sizes do not matter: the picture is painted to a rectangle.
        Image::from_texture(SizedTexture::new(texture, self.place.size()))
            .uv(self.shown)
            .tint(Color32::from_white_alpha((opacity * 255.0).round() as u8))
            .corner_radius(CornerRadius::same(radius::POSTER))
            .paint_at(ui, self.place);
    }
}

/// Paints a texture of `pixels` into `frame`.
pub fn paint(ui: &Ui, frame: Rect, texture: TextureId, pixels: [usize; 2]) {
    let placement = Placement::new(frame, pixels);
    if placement.place != frame {
        ui.painter()
            .rect_filled(frame, radius::POSTER, theme::tokens(ui).surface);
    }
    placement.paint(ui, texture, 1.0);
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

/// Lays the page's ground over a poster that does not count.
pub fn faded(ui: &Ui, frame: Rect) {
    let ground = theme::tokens(ui).window.gamma_multiply(size::FADED);
    ui.painter().rect_filled(frame, radius::POSTER, ground);
}

/// A tick and a frame on a poster that is chosen.
pub fn chosen(ui: &Ui, frame: Rect) {
    let tokens = theme::tokens(ui);
    ui.painter()
        .rect_stroke(frame, radius::POSTER, tokens.ring(), StrokeKind::Inside);
    let inset = vec2(size::MARK, size::MARK) / 2.0 + vec2(size::RING, size::RING) * 2.0;
    let mark = Rect::from_center_size(
        pos2(frame.right() - inset.x, frame.top() + inset.y),
        vec2(size::MARK, size::MARK),
    );
    let around = egui::Stroke::new(size::RING, tokens.window);
    ui.painter()
        .circle(mark.center(), size::MARK / 2.0, tokens.accent, around);
    let side = size::ICON * 0.75;
    icon::paint(ui.painter(), mark, side, Icon::Check, tokens.on_accent);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_of_a_picture_and_of_the_screen_are_found_from_each_other() {
        let frame = Rect::from_min_size(pos2(100.0, 50.0), vec2(200.0, 300.0));
        // A poster's shape, a hair too wide, too high; a lobby card; a column.
        for pixels in [[200, 300], [205, 300], [200, 306], [640, 360], [100, 900]] {
            let placement = Placement::new(frame, pixels);
            assert!(frame.expand(0.01).contains_rect(placement.place));
            for share in [[0.3, 0.6], [0.5, 0.5], [0.9, 0.1]] {
                let there = placement.point(share);
                let back = placement.share(there);
                assert!((back[0] - share[0]).abs() < 1e-4 && (back[1] - share[1]).abs() < 1e-4);
            }
            let beyond = placement.share(pos2(-1e5, 1e5));
            assert!(beyond == [0.0, 1.0]);
            assert!(placement.place.contains_rect(placement.rect(Area::WHOLE)));
        }
    }
}
