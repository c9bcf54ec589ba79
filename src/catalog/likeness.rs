//! Whether two posters show the same picture, by their pixels: the check behind a close hash.

use image::{ImageFormat, RgbImage};

use super::thumbnail::resized;

const WIDTH: u32 = 24;
const HEIGHT: u32 = 36;
/// Mean absolute difference of a channel, in levels of 255, up to which pictures are the same.
const MAX_DIFFERENCE: f64 = 14.0;
/// Least correlation of the pixels: tells apart two dark posters with different small print,
/// whose mean difference is small.
const MIN_CORRELATION: f64 = 0.93;
/// A standard deviation, in levels, below which a picture is flat and has nothing to correlate.
const FLAT: f64 = 3.0;

/// A poster shrunk to what can be compared.
#[derive(Debug, Clone)]
pub struct Likeness {
    pixels: Vec<u8>,
    mean: f64,
    deviation: f64,
}

impl Likeness {
    /// From a thumbnail's JPEG, as the library keeps it; `None` where it cannot be decoded.
    pub fn of_thumbnail(jpeg: &[u8]) -> Option<Self> {
        let image = image::load_from_memory_with_format(jpeg, ImageFormat::Jpeg).ok()?;
        Self::of(&image.into_rgb8())
    }

    /// From a picture of any size but none.
    pub fn of(image: &RgbImage) -> Option<Self> {
        let pixels = resized(image, WIDTH, HEIGHT)?.into_raw();
        let count = pixels.len() as f64;
        let mean = pixels.iter().map(|&value| f64::from(value)).sum::<f64>() / count;
        let square = |&value: &u8| (f64::from(value) - mean).powi(2);
        let deviation = (pixels.iter().map(square).sum::<f64>() / count).sqrt();
        Some(Self {
            pixels,
            mean,
            deviation,
        })
    }

    /// Whether both show the same picture, give or take size, compression and brightness.
    pub fn is_same_picture(&self, other: &Self) -> bool {
        let pairs = || {
            self.pixels
                .iter()
                .zip(&other.pixels)
                .map(|(&a, &b)| (f64::from(a), f64::from(b)))
        };
        let count = self.pixels.len() as f64;
        let difference = pairs().map(|(a, b)| (a - b).abs()).sum::<f64>() / count;
        if difference > MAX_DIFFERENCE {
            return false;
        }
        if self.deviation < FLAT && other.deviation < FLAT {
            return true;
        }
        let together = pairs()
            .map(|(a, b)| (a - self.mean) * (b - other.mean))
            .sum::<f64>()
            / count;
        together >= MIN_CORRELATION * self.deviation * other.deviation
    }
}
