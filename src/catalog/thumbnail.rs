//! Small JPEGs of posters, made while importing, so that a grid of thousands scrolls at once.

use fast_image_resize::images::Image;
use fast_image_resize::{PixelType, ResizeOptions, Resizer};
use image::RgbImage;
use image::codecs::jpeg::JpegEncoder;

/// The widest thumbnail, in pixels.
pub const THUMBNAIL_WIDTH: u32 = 185;
/// The tallest thumbnail, in pixels.
pub const THUMBNAIL_HEIGHT: u32 = 278;
/// JPEG quality, 1 to 100.
const QUALITY: u8 = 82;

/// `image`, no larger than a thumbnail; an image that is small already stays as it is.
pub fn shrink(image: &RgbImage) -> RgbImage {
    let (width, height) = image.dimensions();
    let scale = f64::min(
        f64::from(THUMBNAIL_WIDTH) / f64::from(width.max(1)),
        f64::from(THUMBNAIL_HEIGHT) / f64::from(height.max(1)),
    );
    if scale >= 1.0 {
        return image.clone();
    }
    let scaled = |side: u32| ((f64::from(side) * scale).round() as u32).max(1);
    resized(image, scaled(width), scaled(height)).unwrap_or_else(|| image.clone())
}

/// `image` at exactly this size, antialiased; `None` where a size is 0.
pub fn resized(image: &RgbImage, width: u32, height: u32) -> Option<RgbImage> {
    let (from_width, from_height) = image.dimensions();
    let from = fast_image_resize::images::ImageRef::new(
        from_width,
        from_height,
        image.as_raw(),
        PixelType::U8x3,
    )
    .ok()?;
    let mut to = Image::new(width, height, PixelType::U8x3);
    Resizer::new()
        .resize(&from, &mut to, &ResizeOptions::new())
        .ok()?;
    RgbImage::from_raw(width, height, to.into_vec())
}

/// The JPEG of an image that was [shrunk](shrink); `None` where it has no pixels.
pub fn encode(small: &RgbImage) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(16 << 10);
    JpegEncoder::new_with_quality(&mut bytes, QUALITY)
        .encode_image(small)
        .ok()?;
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thumbnails_fit_and_keep_their_proportions() {
        for (size, expected) in [
            ((1000, 1500), (185, 278)),
            ((2000, 1000), (185, 93)),
            ((100, 150), (100, 150)),
            ((1, 4000), (1, 278)),
        ] {
            let small = shrink(&RgbImage::new(size.0, size.1));
            assert_eq!(small.dimensions(), expected, "{size:?}");
            assert!(encode(&small).is_some());
        }
    }
}
