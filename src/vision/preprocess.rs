//! From a decoded poster to the numbers that a network expects.
//!
//! The whole poster is resized (titles and credits sit at the edges: nothing is cropped), with an
//! antialiasing filter, then normalised per channel.

use std::borrow::Cow;

use image::RgbImage;

use crate::catalog::resize::{Resample, resize};

/// How a checkpoint wants its posters: size, filter, normalisation. Channels are R, G, B.
#[derive(Debug, Clone, PartialEq)]
pub struct Preprocessing {
    /// Rows of the network's input.
    pub height: usize,
    /// Columns of the network's input.
    pub width: usize,
    /// Subtracted from `value / 255`, per channel.
    pub mean: [f32; 3],
    /// Divides what is left, per channel; never 0.
    pub std: [f32; 3],
    /// The filter of the resize.
    pub resample: Resample,
}

impl Default for Preprocessing {
    /// 278 x 185 with ImageNet's mean and deviation.
    fn default() -> Self {
        Self {
            height: 278,
            width: 185,
            mean: [0.485, 0.456, 0.406],
            std: [0.229, 0.224, 0.225],
            resample: Resample::Bilinear,
        }
    }
}

impl Preprocessing {
    /// The network's input for a poster: `3 x height x width`, normalised. A poster without any
    /// pixel is black.
    pub fn pixels(&self, poster: &RgbImage) -> Vec<f32> {
        self.normalised(&self.resized(poster))
    }

    /// The network's input for rows of R, G, B bytes at the network's size.
    pub fn normalised(&self, resized: &[u8]) -> Vec<f32> {
        let plane = self.height * self.width;
        let mut pixels = vec![0.0; 3 * plane];
        for (channel, values) in pixels.chunks_exact_mut(plane.max(1)).enumerate() {
            let (mean, std) = (self.mean[channel], self.std[channel]);
            for (value, rgb) in values.iter_mut().zip(resized.chunks_exact(3)) {
                *value = (f32::from(rgb[channel]) / 255.0 - mean) / std;
            }
        }
        pixels
    }

    /// The poster at the network's size: rows of R, G, B bytes.
    pub fn resized<'a>(&self, poster: &'a RgbImage) -> Cow<'a, [u8]> {
        let black = || Cow::Owned(vec![0; 3 * self.height * self.width]);
        let size = (u32::try_from(self.width), u32::try_from(self.height));
        let (Ok(width), Ok(height)) = size else {
            return black();
        };
        if poster.dimensions() == (width, height) {
            return Cow::Borrowed(poster.as_raw());
        }
        // Only a poster without pixels is refused.
        resize(poster, width, height, self.resample)
            .map_or_else(black, |resized| Cow::Owned(resized.into_raw()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn small() -> Preprocessing {
        Preprocessing {
            height: 2,
            width: 3,
            ..Preprocessing::default()
        }
    }

    #[test]
    fn channels_come_first_and_are_normalised() {
        let poster = RgbImage::from_pixel(3, 2, image::Rgb([255, 0, 51]));
        let pixels = small().pixels(&poster);
        assert_eq!(pixels.len(), 18);
        let expected = [(1.0 - 0.485) / 0.229, -0.456 / 0.224, (0.2 - 0.406) / 0.225];
        for (plane, value) in pixels.chunks(6).zip(expected) {
            assert!(plane.iter().all(|&pixel| (pixel - value).abs() < 1e-6));
        }
    }

    #[test]
    fn a_flat_poster_stays_flat_whatever_its_shape() {
        for (width, height) in [(1, 1), (1, 500), (900, 2), (185, 278)] {
            let poster = RgbImage::from_pixel(width, height, image::Rgb([10, 20, 30]));
            assert!(
                small()
                    .resized(&poster)
                    .chunks(3)
                    .all(|rgb| rgb == [10, 20, 30])
            );
        }
    }

    #[test]
    fn a_poster_without_pixels_is_black() {
        assert_eq!(small().resized(&RgbImage::new(0, 0)).as_ref(), [0; 18]);
    }
}
