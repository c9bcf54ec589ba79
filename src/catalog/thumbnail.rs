//! Small JPEGs of posters, made while importing, so that a grid of thousands scrolls at once.

use image::RgbImage;
use image::codecs::jpeg::JpegEncoder;

use super::resize::{Resample, fitted, resize};

/// The widest thumbnail, in pixels.
pub const THUMBNAIL_WIDTH: u32 = 185;
/// The tallest thumbnail, in pixels.
pub const THUMBNAIL_HEIGHT: u32 = 278;
/// JPEG quality, 1 to 100.
const QUALITY: u8 = 82;

/// `image`, no larger than a thumbnail; an image that is small already stays as it is.
pub fn shrink(image: &RgbImage) -> RgbImage {
    let size = fitted(image.dimensions(), (THUMBNAIL_WIDTH, THUMBNAIL_HEIGHT));
    if size == image.dimensions() {
        return image.clone();
    }
    resize(image, size.0, size.1, Resample::Lanczos).unwrap_or_else(|| image.clone())
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
