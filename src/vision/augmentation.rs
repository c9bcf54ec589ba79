//! How a poster varies while a network learns: small moves, a hidden patch, another light.
//!
//! Always the whole poster: titles and credits sit at its edges and say something, so nothing is
//! cropped; hue says something too, so it stays.

use rand::{Rng, RngExt};
use serde::{Deserialize, Serialize};

/// How far a poster may vary. All is drawn evenly between minus and plus the given figure.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Augmentation {
    /// Share of the width and the height by which it moves, in `0..=0.5`.
    pub shift: f64,
    /// Share by which it grows or shrinks, in `0..=0.5`.
    pub scale: f64,
    /// Degrees by which it turns, in `0..=45`.
    pub rotation: f64,
    /// How often a patch of it is hidden, in `0..=1` (random erasing, Zhong et al. 2020).
    pub erasing: f64,
    /// Share of full white by which it is lighter or darker, in `0..=1`.
    pub brightness: f64,
    /// Share by which its contrast changes, in `0..=1`.
    pub contrast: f64,
}

impl Default for Augmentation {
    fn default() -> Self {
        Self::none()
    }
}

impl Augmentation {
    /// The poster as it is.
    pub const fn none() -> Self {
        Self {
            shift: 0.0,
            scale: 0.0,
            rotation: 0.0,
            erasing: 0.0,
            brightness: 0.0,
            contrast: 0.0,
        }
    }

    /// Enough that no poster looks the same twice, and little enough that all are read as before.
    pub const fn mild() -> Self {
        Self {
            shift: 0.04,
            scale: 0.08,
            rotation: 3.0,
            erasing: 0.25,
            brightness: 0.1,
            contrast: 0.2,
        }
    }

    /// Whether it changes nothing.
    pub fn is_none(&self) -> bool {
        *self == Self::none()
    }

    /// Whether the figures make sense.
    ///
    /// # Errors
    /// A sentence with the rule that is broken.
    pub fn check(&self) -> Result<(), String> {
        let within = |name: &str, value: f64, most: f64| {
            if (0.0..=most).contains(&value) {
                Ok(())
            } else {
                Err(format!(
                    "the augmentation's {name} must be between 0 and {most}"
                ))
            }
        };
        within("shift", self.shift, 0.5)?;
        within("scale", self.scale, 0.5)?;
        within("rotation", self.rotation, 45.0)?;
        within("erasing", self.erasing, 1.0)?;
        within("brightness", self.brightness, 1.0)?;
        within("contrast", self.contrast, 1.0)
    }

    /// A poster of rows of R, G, B (`height` x `width`) as it might look. The same random numbers
    /// give the same picture.
    pub fn apply(
        &self,
        rgb: &[u8],
        (height, width): (usize, usize),
        random: &mut impl Rng,
    ) -> Vec<u8> {
        if self.is_none() || height == 0 || width == 0 || rgb.len() != 3 * height * width {
            return rgb.to_vec();
        }
        let mut within = |most: f64| random.random_range(-1.0..=1.0) * most;
        let shift = (within(self.shift), within(self.shift));
        let zoom = 1.0 + within(self.scale);
        let angle = within(self.rotation).to_radians();
        let light = within(self.brightness) * 255.0;
        let contrast = 1.0 + within(self.contrast);
        let mut picture = if shift == (0.0, 0.0) && zoom == 1.0 && angle == 0.0 {
            rgb.to_vec()
        } else {
            moved(rgb, (height, width), shift, zoom, angle)
        };
        let means = means(&picture);
        if light != 0.0 || contrast != 1.0 {
            let grey = means.iter().sum::<f64>() / 3.0;
            let table: Vec<u8> = (0..256)
                .map(|value| ((f64::from(value) - grey) * contrast + grey + light).round() as u8)
                .collect();
            for value in &mut picture {
                *value = table[usize::from(*value)];
            }
        }
        if self.erasing > 0.0 && random.random_bool(self.erasing) {
            hide(&mut picture, (height, width), means, random);
        }
        picture
    }
}

/// The mean of each channel.
fn means(rgb: &[u8]) -> [f64; 3] {
    let mut sums = [0_u64; 3];
    let (pixels, _) = rgb.as_chunks::<3>();
    for pixel in pixels {
        for (sum, &value) in sums.iter_mut().zip(pixel) {
            *sum += u64::from(value);
        }
    }
    sums.map(|sum| sum as f64 / pixels.len().max(1) as f64)
}

/// Shifted (in shares), enlarged and turned around its middle; what comes in from outside is the
/// nearest edge.
fn moved(
    rgb: &[u8],
    (height, width): (usize, usize),
    (down, right): (f64, f64),
    zoom: f64,
    angle: f64,
) -> Vec<u8> {
    let (middle_y, middle_x) = ((height - 1) as f64 / 2.0, (width - 1) as f64 / 2.0);
    let (sine, cosine) = (angle.sin() / zoom, angle.cos() / zoom);
    let (shift_y, shift_x) = (down * height as f64, right * width as f64);
    let mut out = Vec::with_capacity(rgb.len());
    for y in 0..height {
        let from_middle_y = y as f64 - middle_y - shift_y;
        for x in 0..width {
            let from_middle_x = x as f64 - middle_x - shift_x;
            // Where this pixel comes from: the move undone.
            let source_y = cosine * from_middle_y - sine * from_middle_x + middle_y;
            let source_x = sine * from_middle_y + cosine * from_middle_x + middle_x;
            let (top, bottom, below) = between(source_y, height);
            let (left, beside, along) = between(source_x, width);
            for channel in 0..3 {
                let at = |y: usize, x: usize| f64::from(rgb[3 * (y * width + x) + channel]);
                let upper = at(top, left) * (1.0 - along) + at(top, beside) * along;
                let lower = at(bottom, left) * (1.0 - along) + at(bottom, beside) * along;
                out.push((upper * (1.0 - below) + lower * below).round() as u8);
            }
        }
    }
    out
}

/// The two places around a coordinate, and how far it is from the first to the second.
fn between(coordinate: f64, length: usize) -> (usize, usize, f64) {
    let inside = coordinate.clamp(0.0, (length - 1) as f64);
    let first = inside.floor() as usize;
    (first, (first + 1).min(length - 1), inside - first as f64)
}

/// Paints a patch of 2 to 15 % of the picture in its mean colour.
fn hide(
    picture: &mut [u8],
    (height, width): (usize, usize),
    means: [f64; 3],
    random: &mut impl Rng,
) {
    let area = random.random_range(0.02..=0.15) * (height * width) as f64;
    let aspect: f64 = random.random_range(0.5..=2.0);
    let side = |length: f64, most: usize| (length.round() as usize).clamp(1, most);
    let (rows, columns) = (
        side((area * aspect).sqrt(), height),
        side((area / aspect).sqrt(), width),
    );
    let top = random.random_range(0..=height - rows);
    let left = random.random_range(0..=width - columns);
    let colour = means.map(|mean| mean.round() as u8);
    for y in top..top + rows {
        let row = &mut picture[3 * (y * width + left)..3 * (y * width + left + columns)];
        for pixel in row.chunks_exact_mut(3) {
            pixel.copy_from_slice(&colour);
        }
    }
}

/// A picture with left and right exchanged.
pub fn mirrored(rgb: &[u8], width: usize) -> Vec<u8> {
    let (pixels, _) = rgb.as_chunks::<3>();
    let rows = pixels.chunks(width.max(1));
    rows.flat_map(|row| row.iter().rev().flatten().copied())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;
    use rand_chacha::ChaCha8Rng;

    const SIZE: (usize, usize) = (20, 12);

    /// Columns of rising brightness, one row of it white.
    fn picture() -> Vec<u8> {
        (0..SIZE.0 * SIZE.1)
            .flat_map(|at| {
                let (y, x) = (at / SIZE.1, at % SIZE.1);
                let value = if y == 4 { 250 } else { 40 + 10 * x as u8 };
                [value, value / 2, 30]
            })
            .collect()
    }

    fn random(seed: u64) -> ChaCha8Rng {
        ChaCha8Rng::seed_from_u64(seed)
    }

    #[test]
    fn nothing_changes_nothing() {
        let same = Augmentation::none().apply(&picture(), SIZE, &mut random(1));
        assert_eq!(same, picture());
    }

    #[test]
    fn the_same_numbers_give_the_same_picture_and_others_another() {
        let seen = |seed| Augmentation::mild().apply(&picture(), SIZE, &mut random(seed));
        assert_eq!(seen(1), seen(1));
        assert_ne!(seen(1), seen(2));
        assert_eq!(seen(1).len(), picture().len());
    }

    #[test]
    fn moves_are_as_far_as_told() {
        // A quarter of 20 rows down, a quarter of 12 columns right.
        let down = moved(&picture(), SIZE, (0.25, 0.25), 1.0, 0.0);
        let red = |rgb: &[u8], y: usize, x: usize| rgb[3 * (y * SIZE.1 + x)];
        assert_eq!(red(&down, 9, 6), 250);
        assert_eq!(red(&down, 12, 6), red(&picture(), 7, 3));
        // What comes in is the edge.
        assert_eq!(red(&down, 0, 0), red(&picture(), 0, 0));
        // Half a turn puts the first pixel last.
        let turned = moved(&picture(), SIZE, (0.0, 0.0), 1.0, std::f64::consts::PI);
        assert_eq!(red(&turned, 19, 11), red(&picture(), 0, 0));
        assert_eq!(red(&turned, 15, 3), 250);
        // Twice as large: row 1 comes from row 5.25, column 0 from column 2.75.
        let large = moved(&picture(), SIZE, (0.0, 0.0), 2.0, 0.0);
        assert_eq!(red(&large, 1, 0), 68);
    }

    #[test]
    fn a_patch_is_hidden_in_the_mean_colour() {
        let erasing = Augmentation {
            erasing: 1.0,
            ..Augmentation::none()
        };
        let seen = erasing.apply(&picture(), SIZE, &mut random(3));
        let mean = means(&picture()).map(|mean| mean.round() as u8);
        let hidden = seen.chunks(3).filter(|pixel| **pixel == mean).count();
        let share = hidden as f64 / (SIZE.0 * SIZE.1) as f64;
        assert!((0.01..0.2).contains(&share), "{share}");
        let before = picture();
        let pairs = seen.chunks(3).zip(before.chunks(3));
        assert!(pairs.filter(|(a, b)| a != b).count() <= hidden);
    }

    #[test]
    fn light_stays_in_range() {
        let glaring = Augmentation {
            brightness: 1.0,
            contrast: 1.0,
            ..Augmentation::none()
        };
        for seed in 0..50 {
            let seen = glaring.apply(&picture(), SIZE, &mut random(seed));
            // Blue is constant: it stays so.
            assert!(seen.chunks(3).all(|pixel| pixel[2] == seen[2]));
        }
    }

    #[test]
    fn odd_pictures_do_no_harm() {
        let wild = Augmentation {
            shift: 0.5,
            scale: 0.5,
            rotation: 45.0,
            erasing: 1.0,
            brightness: 1.0,
            contrast: 1.0,
        };
        wild.check().expect("the widest that is allowed");
        for size in [(0, 0), (1, 1), (1, 9), (9, 1)] {
            let rgb = vec![7; 3 * size.0 * size.1];
            assert_eq!(wild.apply(&rgb, size, &mut random(1)).len(), rgb.len());
        }
        assert_eq!(wild.apply(&[1, 2], (1, 1), &mut random(1)), [1, 2]);
        let nan = Augmentation {
            shift: f64::NAN,
            ..wild
        };
        assert!(nan.check().is_err());
    }

    #[test]
    fn a_mirror_exchanges_left_and_right() {
        let rgb = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
        assert_eq!(mirrored(&rgb, 2), [4, 5, 6, 1, 2, 3, 10, 11, 12, 7, 8, 9]);
        assert_eq!(mirrored(&mirrored(&rgb, 2), 2), rgb);
    }
}
