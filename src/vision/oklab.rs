//! Oklab: a colour space in which equal steps look equal.
//!
//! In and out: sRGB bytes. Lightness stays apart from hue, so a palette can be turned round
//! without making the picture lighter or darker. Björn Ottosson, "A perceptual color space for
//! image processing", 2020.

use std::sync::OnceLock;

/// A colour: lightness in `0..=1`, green to red, blue to yellow.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Oklab {
    /// 0 black, 1 white.
    pub lightness: f32,
    /// Below 0 green, above 0 red.
    pub a: f32,
    /// Below 0 blue, above 0 yellow.
    pub b: f32,
}

/// Steps of the way back to sRGB: finer than a byte shows at every brightness.
const STEPS: usize = 1 << 14;

struct Tables {
    linear: [f32; 256],
    encoded: Vec<u8>,
}

fn tables() -> &'static Tables {
    static TABLES: OnceLock<Tables> = OnceLock::new();
    TABLES.get_or_init(|| Tables {
        linear: std::array::from_fn(|byte| {
            let c = byte as f32 / 255.0;
            if c <= 0.04045 {
                c / 12.92
            } else {
                ((c + 0.055) / 1.055).powf(2.4)
            }
        }),
        encoded: (0..=STEPS)
            .map(|step| {
                let c = step as f32 / STEPS as f32;
                let encoded = if c <= 0.003_130_8 {
                    12.92 * c
                } else {
                    1.055 * c.powf(1.0 / 2.4) - 0.055
                };
                (encoded * 255.0).round() as u8
            })
            .collect(),
    })
}

impl Oklab {
    /// An sRGB colour in Oklab.
    pub fn from_srgb(rgb: [u8; 3]) -> Self {
        let [r, g, b] = rgb.map(|byte| tables().linear[usize::from(byte)]);
        let l = (0.412_221_46 * r + 0.536_332_55 * g + 0.051_445_995 * b).cbrt();
        let m = (0.211_903_5 * r + 0.680_699_5 * g + 0.107_396_96 * b).cbrt();
        let s = (0.088_302_46 * r + 0.281_718_85 * g + 0.629_978_7 * b).cbrt();
        Self {
            lightness: 0.210_454_26 * l + 0.793_617_8 * m - 0.004_072_047 * s,
            a: 1.977_998_5 * l - 2.428_592_2 * m + 0.450_593_7 * s,
            b: 0.025_904_037 * l + 0.782_771_77 * m - 0.808_675_77 * s,
        }
    }

    /// A colour by lightness, chroma and hue in degrees.
    pub fn from_polar(lightness: f32, chroma: f32, hue: f32) -> Self {
        let (sin, cos) = hue.to_radians().sin_cos();
        Self {
            lightness,
            a: chroma * cos,
            b: chroma * sin,
        }
    }

    /// Linear light of red, green and blue; outside of `0..=1` where a screen cannot show it.
    pub fn linear(self) -> [f32; 3] {
        let cube = |x: f32| x * x * x;
        let l = cube(self.lightness + 0.396_337_78 * self.a + 0.215_803_76 * self.b);
        let m = cube(self.lightness - 0.105_561_346 * self.a - 0.063_854_17 * self.b);
        let s = cube(self.lightness - 0.089_484_18 * self.a - 1.291_485_5 * self.b);
        [
            4.076_741_7 * l - 3.307_711_6 * m + 0.230_969_94 * s,
            -1.268_438 * l + 2.609_757_4 * m - 0.341_319_4 * s,
            -0.004_196_086_3 * l - 0.703_418_6 * m + 1.707_614_7 * s,
        ]
    }

    /// The nearest sRGB bytes; what a screen cannot show is cut off per channel.
    pub fn to_srgb(self) -> [u8; 3] {
        let encoded = &tables().encoded;
        self.linear()
            .map(|c| encoded[(c.clamp(0.0, 1.0) * STEPS as f32).round() as usize])
    }

    /// How different two colours look: their distance.
    pub fn distance(self, other: Self) -> f32 {
        let square = |x: f32| x * x;
        (square(self.lightness - other.lightness)
            + square(self.a - other.a)
            + square(self.b - other.b))
        .sqrt()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_colours_have_their_known_places() {
        // Ottosson's own values for white, and culori's for pure red.
        let white = Oklab::from_srgb([255; 3]);
        assert!((white.lightness - 1.0).abs() < 1e-4);
        assert!(white.a.abs() < 1e-4 && white.b.abs() < 1e-4);
        let red = Oklab::from_srgb([255, 0, 0]);
        assert!((red.lightness - 0.627_96).abs() < 1e-4);
        assert!((red.a - 0.224_86).abs() < 1e-4 && (red.b - 0.125_85).abs() < 1e-4);
    }

    #[test]
    fn there_and_back_is_where_it_began() {
        for r in (0..=255).step_by(15) {
            for g in (0..=255).step_by(15) {
                for b in (0..=255).step_by(15) {
                    let rgb = [r as u8, g as u8, b as u8];
                    let back = Oklab::from_srgb(rgb).to_srgb();
                    let off = rgb.iter().zip(back).map(|(a, b)| a.abs_diff(b)).max();
                    assert!(off <= Some(1), "{rgb:?} became {back:?}");
                }
            }
        }
    }
}
