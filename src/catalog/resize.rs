//! The one resize of the house: antialiased, of RGB posters.
//!
//! In one place and for one pixel type, since the library's generic resize is compiled anew for
//! every format wherever it is called: minutes of build time.

use fast_image_resize::images::{TypedImage, TypedImageRef};
use fast_image_resize::pixels::U8x3;
use fast_image_resize::{FilterType, ResizeAlg, ResizeOptions, Resizer};
use image::RgbImage;

/// The filter of a resize; all of them antialias.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Resample {
    /// Triangle: PIL's and torchvision's `bilinear`.
    #[default]
    Bilinear,
    /// Cubic (Catmull-Rom, a = -0.5): PIL's `bicubic`.
    Bicubic,
    /// Lanczos with three lobes: PIL's `lanczos`.
    Lanczos,
}

/// `image` at exactly `width` x `height` pixels; `None` where one of the sizes is 0.
pub fn resize(image: &RgbImage, width: u32, height: u32, resample: Resample) -> Option<RgbImage> {
    let filter = match resample {
        Resample::Bilinear => FilterType::Bilinear,
        Resample::Bicubic => FilterType::CatmullRom,
        Resample::Lanczos => FilterType::Lanczos3,
    };
    let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(filter));
    let from =
        TypedImageRef::<U8x3>::from_buffer(image.width(), image.height(), image.as_raw()).ok()?;
    let mut resized = RgbImage::new(width, height);
    let mut to = TypedImage::<U8x3>::from_buffer(width, height, &mut resized).ok()?;
    Resizer::new().resize_typed(&from, &mut to, &options).ok()?;
    let pixels = image.width().min(image.height()).min(width).min(height);
    (pixels > 0).then_some(resized)
}

/// `size` (width, height) scaled to fit into `limit` with its proportions kept, never enlarged
/// and at least 1 pixel a side.
pub fn fitted(size: (u32, u32), limit: (u32, u32)) -> (u32, u32) {
    let ratio = |limit: u32, side: u32| f64::from(limit) / f64::from(side.max(1));
    let scale = ratio(limit.0, size.0).min(ratio(limit.1, size.1)).min(1.0);
    let scaled =
        |side: u32, limit: u32| ((f64::from(side) * scale).round() as u32).clamp(1, limit.max(1));
    (scaled(size.0, limit.0), scaled(size.1, limit.1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flat_image_stays_flat_at_any_size() {
        let color = image::Rgb([10, 200, 30]);
        for (width, height) in [(1, 1), (1, 500), (900, 2), (185, 278)] {
            let image = RgbImage::from_pixel(width, height, color);
            for filter in [Resample::Bilinear, Resample::Bicubic, Resample::Lanczos] {
                let resized = resize(&image, 3, 2, filter).expect("both have pixels");
                assert!(resized.pixels().all(|pixel| *pixel == color));
            }
        }
    }

    #[test]
    fn nothing_has_no_size() {
        let image = RgbImage::new(4, 4);
        assert_eq!(resize(&image, 0, 3, Resample::Bilinear), None);
        assert_eq!(resize(&RgbImage::new(0, 0), 3, 3, Resample::Bilinear), None);
    }

    #[test]
    fn fitting_keeps_proportions_and_never_enlarges() {
        let fit = |size| fitted(size, (185, 278));
        assert_eq!(fit((1000, 1500)), (185, 278));
        assert_eq!(fit((2000, 1000)), (185, 93));
        assert_eq!(fit((100, 150)), (100, 150));
        assert_eq!(fit((1, 4000)), (1, 278));
        assert_eq!(fit((3, 2)), (3, 2));
    }
}
