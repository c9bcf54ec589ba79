//! Changes to a poster that ask "what if": what if the title were gone, the colours, the face?
//!
//! In: a poster and a list of [`Edit`]s. Out: another poster of the same size; the first is not
//! touched. The edits add up in their order: a rectangle that follows a flip covers the flipped
//! picture. Reading the result is the reader's work.

use image::{Rgb, RgbImage, imageops};
use rayon::prelude::*;

use super::Area;
use super::oklab::Oklab;
use crate::catalog::resize::{Resample, resize};

/// What covers a part of the poster.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Cover {
    /// Blurred beyond recognition: the colours stay, shapes and letters go.
    #[default]
    Blur,
    /// The poster's mean colour: the colours go too.
    MeanColour,
}

/// One change.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Edit {
    /// Hides a part of the poster.
    Cover {
        /// Which.
        area: Area,
        /// Under what.
        with: Cover,
    },
    /// Takes all colour out; lightness stays.
    Desaturate,
    /// Left becomes right.
    Flip,
    /// Every hue becomes its opposite, at the same lightness and strength (in Oklab).
    SwapPalette,
}

/// The poster with all `edits` done, in their order. Any size of poster, even none.
pub fn apply(poster: &RgbImage, edits: &[Edit]) -> RgbImage {
    let mut changed = poster.clone();
    for edit in edits {
        match *edit {
            Edit::Cover { area, with } => cover(&mut changed, area, with),
            Edit::Desaturate => recolour(&mut changed, |colour| Oklab {
                a: 0.0,
                b: 0.0,
                ..colour
            }),
            Edit::Flip => imageops::flip_horizontal_in_place(&mut changed),
            Edit::SwapPalette => recolour(&mut changed, |colour| Oklab {
                a: -colour.a,
                b: -colour.b,
                ..colour
            }),
        }
    }
    changed
}

fn cover(poster: &mut RgbImage, area: Area, with: Cover) {
    let (width, height) = poster.dimensions();
    if width == 0 || height == 0 {
        return;
    }
    let [left, top, wide, high] = area.pixels(width, height);
    let patch = match with {
        Cover::Blur => {
            let part = imageops::crop_imm(poster, left, top, wide, high).to_image();
            // A title's letters are about a tenth of the poster wide: nothing of them stays.
            let sigma = (width.min(height) as f32 / 16.0).max(0.5);
            imageops::fast_blur(&part, sigma)
        }
        Cover::MeanColour => RgbImage::from_pixel(wide, high, mean_colour(poster)),
    };
    imageops::replace(poster, &patch, i64::from(left), i64::from(top));
}

fn mean_colour(poster: &RgbImage) -> Rgb<u8> {
    let mut sums = [0_u64; 3];
    for pixel in poster.pixels() {
        for (sum, value) in sums.iter_mut().zip(pixel.0) {
            *sum += u64::from(value);
        }
    }
    let count = u64::from(poster.width()) * u64::from(poster.height());
    Rgb(sums.map(|sum| ((sum + count / 2) / count.max(1)) as u8))
}

/// Changes every colour of a poster, on all cores.
pub(super) fn recolour(poster: &mut RgbImage, change: impl Fn(Oklab) -> Oklab + Sync) {
    let row = 3 * poster.width() as usize;
    // Rows of nothing cannot be divided.
    poster.par_chunks_mut(row.max(3)).for_each(|row| {
        for rgb in row.chunks_exact_mut(3) {
            let colour = Oklab::from_srgb([rgb[0], rgb[1], rgb[2]]);
            rgb.copy_from_slice(&change(colour).to_srgb());
        }
    });
}

/// The title is looked for in a picture of this size: in it a title's letters still have edges,
/// the small print of the credits has run together.
const LOOK: [u32; 2] = [96, 144];
/// A band is this high, in rows of [`LOOK`].
const BAND: usize = 16;
/// Rows at the band's ends with less of an edge than this share of its mean are left out.
const FADED: f32 = 0.4;
/// What an edge in the upper third counts.
const ABOVE: f32 = 0.7;

/// The title band: the horizontal band with the most sharp edges; one in the upper third, where
/// names stand as often, must have more of them. A guess that is often right and never more than a
/// guess; an empty poster has its lower third.
pub fn title_band(poster: &RgbImage) -> Area {
    let [width, height] = LOOK;
    let Some(small) = resize(poster, width, height, Resample::Bilinear) else {
        return Area::BOTTOM;
    };
    let rows: Vec<f32> = edges(&small);
    let sum = |start: usize| {
        let edges = rows[start..start + BAND].iter().sum::<f32>();
        if start < rows.len() / 3 {
            edges * ABOVE
        } else {
            edges
        }
    };
    let best = (0..=rows.len() - BAND).max_by(|a, b| sum(*a).total_cmp(&sum(*b)));
    let Some(start) = best.filter(|start| sum(*start) > 0.0) else {
        return Area::BOTTOM;
    };
    let faded = FADED * sum(start) / BAND as f32;
    let mut band = start..start + BAND;
    while band.len() > BAND / 2 && rows[band.start] < faded {
        band.start += 1;
    }
    while band.len() > BAND / 2 && rows[band.end - 1] < faded {
        band.end -= 1;
    }
    let share = |row: usize| row as f32 / rows.len() as f32;
    Area::spanning([0.0, share(band.start)], [1.0, share(band.end)])
}

/// The sharp edges of each row: contrast between neighbours, where it is more than a shade.
fn edges(small: &RgbImage) -> Vec<f32> {
    const SHADE: f32 = 24.0;
    let luma = |x: u32, y: u32| {
        let [r, g, b] = small.get_pixel(x, y).0.map(f32::from);
        0.2126 * r + 0.7152 * g + 0.0722 * b
    };
    (0..small.height())
        .map(|y| {
            (1..small.width())
                .map(|x| (luma(x, y) - luma(x - 1, y)).abs())
                .filter(|contrast| *contrast > SHADE)
                .sum()
        })
        .collect()
}

#[cfg(test)]
#[path = "surgery_tests.rs"]
mod tests;
