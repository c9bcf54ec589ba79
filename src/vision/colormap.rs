//! How evidence looks: orange for, blue against, nothing where there is none.
//!
//! In: a poster and evidence. Out: the poster in grey with the evidence as colour over it, so that
//! every colour that is seen is evidence. Perceptual: both signs end in colours of one lightness
//! and one strength in Oklab, and cover as much as there is evidence, so twice the evidence looks
//! twice as strong and neither sign looks louder. Orange and blue stay apart for every kind of
//! colour vision; whoever paints them says the sign in words as well.

use image::RgbImage;

use super::ActivationMap;
use super::oklab::Oklab;
use super::surgery::recolour;

/// Lightness and strength in which evidence is painted, and the two hues, in degrees.
const LIGHTNESS: f32 = 0.72;
const CHROMA: f32 = 0.145;
const FOR: f32 = 55.0;
const AGAINST: f32 = 255.0;
/// The strongest evidence leaves this much of the poster to be seen.
const SEEN: f32 = 0.15;
/// The grey poster keeps this much of its contrast, above this lightness: evidence must show on
/// black and on white.
const CONTRAST: f32 = 0.6;
const DARKEST: f32 = 0.15;

/// The colour of evidence for a genre (0 and above) or against it.
pub fn ink(evidence: f32) -> [u8; 3] {
    let hue = if evidence < 0.0 { AGAINST } else { FOR };
    Oklab::from_polar(LIGHTNESS, CHROMA, hue).to_srgb()
}

/// How much its colour covers, in `0..=1`. `share`: evidence as a share of the scale, `-1..=1`.
pub fn cover(share: f32) -> f32 {
    if share.is_nan() {
        0.0
    } else {
        share.abs().min(1.0) * (1.0 - SEEN)
    }
}

/// The poster as the ground of a map: grey, and neither black nor white.
pub fn ground(poster: &RgbImage) -> RgbImage {
    let mut grey = poster.clone();
    recolour(&mut grey, |colour| Oklab {
        lightness: DARKEST + CONTRAST * colour.lightness,
        a: 0.0,
        b: 0.0,
    });
    grey
}

/// Two colours mixed: `share` of `above` over `below`.
pub fn mixed(below: [u8; 3], above: [u8; 3], share: f32) -> [u8; 3] {
    std::array::from_fn(|channel| {
        let [below, above] = [below, above].map(|colour| f32::from(colour[channel]));
        (below + (above - below) * share).round() as u8
    })
}

/// `poster` with `map` over it. `reach`: the evidence at the ends of the colours. `opacity`, in
/// `0..=1`: 0 leaves the poster as it is, 1 leaves none of its own colours.
pub fn over(poster: &RgbImage, map: &ActivationMap, reach: f32, opacity: f32) -> RgbImage {
    let (width, height) = poster.dimensions();
    let opacity = opacity.clamp(0.0, 1.0);
    let raster = map.raster(width as usize, height as usize);
    let mut painted = ground(poster);
    for ((pixel, before), value) in painted.pixels_mut().zip(poster.pixels()).zip(raster) {
        let share = value / reach.max(f32::MIN_POSITIVE);
        let faded = mixed(before.0, pixel.0, opacity);
        pixel.0 = mixed(faded, ink(value), opacity * cover(share));
    }
    painted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_screen_can_show_both_colours() {
        for hue in [FOR, AGAINST] {
            let linear = Oklab::from_polar(LIGHTNESS, CHROMA, hue).linear();
            let shown = linear.iter().all(|c| (0.0..=1.0).contains(c));
            assert!(shown, "hue {hue}: {linear:?}");
        }
    }

    #[test]
    fn equal_steps_look_equal_and_both_signs_as_loud() {
        let grey = ground(&RgbImage::from_pixel(1, 1, image::Rgb([128; 3])));
        let grey = grey.get_pixel(0, 0).0;
        let tenth = |n: i32| {
            let share = n as f32 / 10.0;
            Oklab::from_srgb(mixed(grey, ink(share), cover(share)))
        };
        let steps: Vec<f32> = (-10..10).map(|n| tenth(n).distance(tenth(n + 1))).collect();
        let mean = steps.iter().sum::<f32>() / steps.len() as f32;
        for step in &steps {
            assert!((step / mean - 1.0).abs() < 0.2, "{steps:?}");
        }
        for n in 1..=10 {
            let (plus, minus) = (tenth(n), tenth(-n));
            assert!((plus.lightness - minus.lightness).abs() < 0.02);
            assert!(plus.distance(minus) > 0.02 * n as f32);
        }
    }

    #[test]
    fn what_is_no_share_covers_nothing() {
        assert_eq!((cover(0.0), cover(f32::NAN)), (0.0, 0.0));
        assert_eq!(cover(-3.0), cover(1.0));
        assert!(cover(7.0) < 1.0);
    }

    #[test]
    fn the_ground_is_grey_and_neither_black_nor_white() {
        let ends = RgbImage::from_fn(2, 1, |x, _| image::Rgb([(x * 255) as u8; 3]));
        let [black, white] = [0, 1].map(|x| ground(&ends).get_pixel(x, 0).0[0]);
        assert!(
            black > 5 && white < 200 && black < white,
            "{black}, {white}"
        );
    }
}
