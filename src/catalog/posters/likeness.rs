//! Whether two posters show the same picture, by their pixels: the check behind a close hash.

use image::{ImageFormat, RgbImage};

use super::resize::{Resample, resize};

const WIDTH: u32 = 24;
const HEIGHT: u32 = 36;
/// Mean absolute difference of a channel, in levels of 255, up to which pictures may be the
/// same: a crop by a fiftieth costs up to 23, a brighter scan 16.
const MAX_DIFFERENCE: f64 = 32.0;
/// The same for flat pictures, where nothing but the colour can be compared.
const MAX_FLAT_DIFFERENCE: f64 = 6.0;
/// Least correlation of the pixels. Of 7,800 real posters, pairs with close hashes reached 0.81
/// and more where they were one picture, and at most 0.73 where they were two.
const MIN_CORRELATION: f64 = 0.78;
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
        let pixels = resize(image, WIDTH, HEIGHT, Resample::Lanczos)?.into_raw();
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

    /// Whether there is nothing on it but one colour.
    pub fn is_flat(&self) -> bool {
        self.deviation < FLAT
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
        if self.deviation < FLAT || other.deviation < FLAT {
            return difference <= MAX_FLAT_DIFFERENCE;
        }
        if difference > MAX_DIFFERENCE {
            return false;
        }
        let together = pairs()
            .map(|(a, b)| (a - self.mean) * (b - other.mean))
            .sum::<f64>()
            / count;
        together >= MIN_CORRELATION * self.deviation * other.deviation
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::grouping::MAX_DISTANCE;
    use crate::catalog::perceptual::perceptual_hash;
    use crate::catalog::thumbnail::shrink;
    use image::Rgb;

    /// A picture of soft shapes; another seed is another picture.
    fn picture(seed: u32, width: u32, height: u32) -> RgbImage {
        RgbImage::from_fn(width, height, |x, y| {
            let (u, v) = (
                f64::from(x) / f64::from(width),
                f64::from(y) / f64::from(height),
            );
            let wave = |a: u32, b: u32| {
                let phase = f64::from(seed * a % 17);
                let value = (u * f64::from(seed % b + 2) * 3.1 + phase).sin()
                    * (v * f64::from(seed % a + 1) * 2.3 + phase).cos();
                (110.0 + 90.0 * value) as u8
            };
            Rgb([wave(5, 3), wave(7, 4), wave(11, 5)])
        })
    }

    fn judged(one: &RgbImage, other: &RgbImage) -> (u32, bool) {
        let (one, other) = (shrink(one), shrink(other));
        let distance = (perceptual_hash(&one) ^ perceptual_hash(&other)).count_ones();
        let likeness = |image| Likeness::of(image).expect("the picture has pixels");
        (distance, likeness(&one).is_same_picture(&likeness(&other)))
    }

    #[test]
    fn size_compression_and_brightness_do_not_matter() {
        for seed in [3, 8, 21] {
            let original = picture(seed, 370, 556);
            let mut brighter = original.clone();
            for pixel in brighter.pixels_mut() {
                pixel.0 = pixel.0.map(|value| value.saturating_add(value / 8));
            }
            let smaller = picture(seed, 92, 138);
            let mut jpeg = Vec::new();
            image::codecs::jpeg::JpegEncoder::new_with_quality(&mut jpeg, 40)
                .encode_image(&original)
                .expect("a picture is encoded");
            let compressed = image::load_from_memory(&jpeg)
                .expect("it is a JPEG")
                .into_rgb8();
            for (name, copy) in [
                ("brighter", brighter),
                ("smaller", smaller),
                ("compressed", compressed),
            ] {
                let (distance, same) = judged(&original, &copy);
                assert!(
                    distance <= MAX_DISTANCE && same,
                    "{name} {seed}: {distance} {same}"
                );
            }
        }
    }

    #[test]
    fn other_pictures_are_others() {
        let (distance, same) = judged(&picture(3, 185, 278), &picture(8, 185, 278));
        assert!(distance > MAX_DISTANCE || !same, "{distance} {same}");
    }

    #[test]
    fn flat_posters_are_told_apart_by_colour_and_dark_ones_by_their_print() {
        let flat = |level| RgbImage::from_pixel(185, 278, Rgb([level; 3]));
        assert!(judged(&flat(20), &flat(22)).1);
        assert!(!judged(&flat(20), &flat(60)).1);
        let printed = |top: u32| {
            let mut image = flat(8);
            for y in top..top + 30 {
                for x in 30..150 {
                    image.put_pixel(x, y, Rgb([230; 3]));
                }
            }
            image
        };
        assert!(judged(&printed(20), &printed(20)).1);
        assert!(!judged(&printed(20), &printed(200)).1);
    }
}
