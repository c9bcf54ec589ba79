//! How evidence looks: orange for, blue against, nothing where there is none.
//!
//! In: evidence as a share of its scale, `-1..=1`. Out: sRGB and opacity. Perceptual: both arms
//! run through Oklab in equal steps, from the same grey to the same lightness, so twice the
//! evidence looks twice as strong and neither sign looks louder. Orange and blue stay apart for
//! every kind of colour vision; whoever paints them says the sign in words as well.

use std::sync::OnceLock;

use image::RgbImage;

use super::ActivationMap;
use super::oklab::Oklab;

/// Colours of one arm.
const STEPS: usize = 128;
/// Lightness and hue in the middle and at the ends, and the ends' chroma.
const MIDDLE: f32 = 0.95;
const END: f32 = 0.68;
const CHROMA: f32 = 0.145;
const FOR: f32 = 55.0;
const AGAINST: f32 = 255.0;

/// The colour of `share` in `-1..=1`; beyond, that of the end, and for NaN the middle's.
pub fn colour(share: f32) -> [u8; 3] {
    static ARMS: OnceLock<[Vec<[u8; 3]>; 2]> = OnceLock::new();
    let arms = ARMS.get_or_init(|| {
        [FOR, AGAINST].map(|hue| {
            (0..=STEPS)
                .map(|step| along(step as f32 / STEPS as f32, hue).to_srgb())
                .collect()
        })
    });
    // A NaN becomes step 0.
    let step = ((share.abs() * STEPS as f32).round() as usize).min(STEPS);
    arms[usize::from(share < 0.0)][step]
}

fn along(share: f32, hue: f32) -> Oklab {
    Oklab::from_polar(MIDDLE + (END - MIDDLE) * share, CHROMA * share, hue)
}

/// How much of the colour covers the poster, in `0..=1`: none without evidence, all at the end.
pub fn cover(share: f32) -> f32 {
    if share.is_nan() {
        0.0
    } else {
        share.abs().min(1.0).sqrt()
    }
}

/// `poster` with `map` over it. `reach`: the evidence at the ends of the colours. `opacity`, in
/// `0..=1`: how much of the poster the strongest evidence hides.
pub fn over(poster: &RgbImage, map: &ActivationMap, reach: f32, opacity: f32) -> RgbImage {
    let (width, height) = poster.dimensions();
    let raster = map.raster(width as usize, height as usize);
    let mut painted = poster.clone();
    for (pixel, value) in painted.pixels_mut().zip(raster) {
        let share = value / reach.max(f32::MIN_POSITIVE);
        let alpha = opacity.clamp(0.0, 1.0) * cover(share);
        for (below, above) in pixel.0.iter_mut().zip(colour(share)) {
            let mixed = f32::from(*below) * (1.0 - alpha) + f32::from(above) * alpha;
            *below = mixed.round() as u8;
        }
    }
    painted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_screen_can_show_every_colour() {
        for hue in [FOR, AGAINST] {
            for step in 0..=STEPS {
                let linear = along(step as f32 / STEPS as f32, hue).linear();
                let shown = linear.iter().all(|c| (-1e-3..=1.001).contains(c));
                assert!(shown, "hue {hue}, step {step}: {linear:?}");
            }
        }
    }

    #[test]
    fn equal_steps_look_equal_and_both_signs_as_loud() {
        let tenth = |n: i32| Oklab::from_srgb(colour(n as f32 / 10.0));
        let steps: Vec<f32> = (-10..10).map(|n| tenth(n).distance(tenth(n + 1))).collect();
        let mean = steps.iter().sum::<f32>() / steps.len() as f32;
        for step in &steps {
            assert!((step / mean - 1.0).abs() < 0.2, "{steps:?}");
        }
        for n in 1..=10 {
            let (plus, minus) = (tenth(n), tenth(-n));
            assert!((plus.lightness - minus.lightness).abs() < 0.01);
            assert!(plus.distance(minus) > 0.02 * n as f32);
        }
    }

    #[test]
    fn what_is_no_share_is_covered_by_nothing_odd() {
        assert_eq!(colour(f32::NAN), colour(0.0));
        assert_eq!(colour(7.0), colour(1.0));
        assert_eq!(colour(f32::NEG_INFINITY), colour(-1.0));
        assert_eq!((cover(0.0), cover(-3.0), cover(f32::NAN)), (0.0, 1.0, 0.0));
    }
}
