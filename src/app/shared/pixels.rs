//! From decoded posters to textures: shrunk on a worker, never stretched.

use egui::{ColorImage, TextureOptions};
use image::RgbImage;

use crate::app::theme;
use crate::catalog::resize::{Resample, fitted, resize};

/// The page's poster: enough for a tall screen of two pixels a point.
pub const LARGE: [u32; 2] = [1200, 1600];
/// The grey poster under a map: its details, not its print.
pub const GROUND: [u32; 2] = [600, 900];
/// The strip's and the grid's poster.
pub const SMALL: [u32; 2] = [185, 278];

/// How posters are sampled: smooth, and through mipmaps where they are painted much smaller.
pub const SAMPLING: TextureOptions = TextureOptions {
    mipmap_mode: Some(egui::TextureFilter::Linear),
    ..TextureOptions::LINEAR
};

/// `poster` as pixels for a texture, at most `limit` wide and high; its shape is kept.
pub fn fit(poster: &RgbImage, limit: [u32; 2]) -> ColorImage {
    let (width, height) = poster.dimensions();
    let size = fitted((width, height), (limit[0], limit[1]));
    if size == (width, height) {
        return color_image(width, height, poster.as_raw());
    }
    match resize(poster, size.0, size.1, Resample::Bicubic) {
        Some(small) => color_image(size.0, size.1, small.as_raw()),
        // Only a poster without pixels ends here: show a blank sheet.
        None => ColorImage::filled([size.0 as usize, size.1 as usize], theme::DARK.raised),
    }
}

fn color_image(width: u32, height: u32, rgb: &[u8]) -> ColorImage {
    ColorImage::from_rgb([width as usize, height as usize], rgb)
}

/// An egui image (a pasted one) over white, as a poster.
pub fn poster_of(image: &ColorImage) -> Option<RgbImage> {
    let over_white = |color: &egui::Color32| {
        let rest = 255 - color.a();
        [color.r(), color.g(), color.b()].map(|channel| channel.saturating_add(rest))
    };
    let bytes = image.pixels.iter().flat_map(over_white).collect();
    let [width, height] = image.size;
    RgbImage::from_raw(width.try_into().ok()?, height.try_into().ok()?, bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn posters_keep_their_shape_and_small_ones_their_size() {
        let tall = RgbImage::new(1000, 3000);
        assert_eq!(fit(&tall, SMALL).size, [93, 278]);
        let wide = RgbImage::new(4000, 10);
        assert_eq!(fit(&wide, SMALL).size, [185, 1]);
        let tiny = RgbImage::new(3, 2);
        assert_eq!(fit(&tiny, LARGE).size, [3, 2]);
    }

    #[test]
    fn a_transparent_paste_lies_over_white() {
        let clear = ColorImage::filled([1, 1], egui::Color32::TRANSPARENT);
        let poster = poster_of(&clear).expect("one pixel");
        assert_eq!(poster.get_pixel(0, 0).0, [255, 255, 255]);
    }
}
