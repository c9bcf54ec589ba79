//! What each change does to a poster, and what it leaves alone.

use super::*;

/// Colours that differ everywhere.
fn poster(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        Rgb([(x * 7) as u8, (y * 5) as u8, (x * 3 + y * 11) as u8])
    })
}

const ALL: [Edit; 6] = [
    Edit::Cover {
        area: Area::CENTRE,
        with: Cover::Blur,
    },
    Edit::Cover {
        area: Area::TOP,
        with: Cover::MeanColour,
    },
    Edit::Desaturate,
    Edit::Flip,
    Edit::SwapPalette,
    Edit::Cover {
        area: Area::WHOLE,
        with: Cover::Blur,
    },
];

#[test]
fn nothing_asked_is_nothing_done() {
    let poster = poster(20, 30);
    assert_eq!(apply(&poster, &[]), poster);
}

#[test]
fn a_cover_stays_within_its_area() {
    let poster = poster(40, 60);
    for with in [Cover::Blur, Cover::MeanColour] {
        let area = Area::spanning([0.25, 0.5], [0.75, 0.75]);
        let changed = apply(&poster, &[Edit::Cover { area, with }]);
        for (x, y, pixel) in changed.enumerate_pixels() {
            let inside = (10..30).contains(&x) && (30..45).contains(&y);
            if !inside {
                assert_eq!(pixel, poster.get_pixel(x, y), "{with:?} at {x}, {y}");
            }
        }
        assert_ne!(changed, poster, "{with:?}");
    }
}

#[test]
fn the_mean_colour_is_the_whole_posters() {
    let half = RgbImage::from_fn(10, 10, |x, _| {
        if x < 5 {
            Rgb([200, 0, 40])
        } else {
            Rgb([0, 100, 60])
        }
    });
    let area = Area::spanning([0.0, 0.0], [0.5, 1.0]);
    let with = Cover::MeanColour;
    let changed = apply(&half, &[Edit::Cover { area, with }]);
    assert_eq!(changed.get_pixel(0, 0).0, [100, 50, 50]);
    assert_eq!(changed.get_pixel(9, 9).0, [0, 100, 60]);
}

#[test]
fn a_blur_leaves_no_letters_and_keeps_the_colour() {
    // Stripes of two pixels: letters.
    let stripes = RgbImage::from_fn(64, 96, |x, _| {
        Rgb(if x / 2 % 2 == 0 { [240; 3] } else { [20; 3] })
    });
    let area = Area::BOTTOM;
    let with = Cover::Blur;
    let changed = apply(&stripes, &[Edit::Cover { area, with }]);
    // The outermost pixels go on beyond the edge.
    let row: Vec<u8> = (12..52).map(|x| changed.get_pixel(x, 80).0[0]).collect();
    let (least, most) = (row.iter().min(), row.iter().max());
    assert!(
        most.zip(least)
            .is_some_and(|(most, least)| most - least < 12),
        "{row:?}"
    );
    assert!((120..=140).contains(&row[20]), "{row:?}");
}

#[test]
fn without_colour_every_pixel_is_grey() {
    let grey = apply(&poster(20, 30), &[Edit::Desaturate]);
    for pixel in grey.pixels() {
        let [r, g, b] = pixel.0;
        assert!(r.abs_diff(g) <= 1 && g.abs_diff(b) <= 1, "{pixel:?}");
    }
}

#[test]
fn two_flips_are_none() {
    let poster = poster(21, 30);
    let flipped = apply(&poster, &[Edit::Flip]);
    assert_eq!(flipped.get_pixel(0, 4), poster.get_pixel(20, 4));
    assert_eq!(apply(&poster, &[Edit::Flip, Edit::Flip]), poster);
}

#[test]
fn a_swapped_palette_keeps_the_lightness_and_turns_the_hue() {
    let blue = RgbImage::from_pixel(4, 4, Rgb([90, 110, 160]));
    let swapped = apply(&blue, &[Edit::SwapPalette]);
    let before = Oklab::from_srgb(blue.get_pixel(0, 0).0);
    let after = Oklab::from_srgb(swapped.get_pixel(0, 0).0);
    assert!((before.lightness - after.lightness).abs() < 0.01);
    assert!((before.a + after.a).abs() < 0.01 && (before.b + after.b).abs() < 0.01);
    let grey = RgbImage::from_pixel(4, 4, Rgb([77; 3]));
    let same = apply(&grey, &[Edit::SwapPalette]);
    assert!(
        same.get_pixel(0, 0)
            .0
            .iter()
            .all(|value| value.abs_diff(77) <= 1)
    );
}

#[test]
fn tiny_and_thin_posters_survive_everything() {
    for (width, height) in [(0, 0), (1, 1), (1, 90), (90, 1), (2, 3)] {
        let poster = poster(width, height);
        assert_eq!(apply(&poster, &ALL).dimensions(), (width, height));
        let band = title_band(&poster);
        assert!(band.size().iter().all(|side| *side > 0.0), "{band:?}");
    }
}

#[test]
fn the_title_is_found_where_its_letters_are() {
    // A smooth ground, letters in the rows 200 to 224, fine credits below.
    let poster = RgbImage::from_fn(192, 288, |x, y| {
        let letter = (200..224).contains(&y) && (30..160).contains(&x) && x / 6 % 2 == 0;
        let credit = (262..270).contains(&y) && x % 2 == 0;
        Rgb(match (letter, credit) {
            (true, _) => [250; 3],
            (_, true) => [90; 3],
            _ => [30, 40, (y / 4) as u8],
        })
    });
    let band = title_band(&poster);
    let ([_, top], [_, bottom]) = (band.min(), band.max());
    assert!(
        top <= 200.0 / 288.0 + 0.02 && bottom >= 224.0 / 288.0 - 0.02,
        "{band:?}"
    );
    assert!(band.size()[1] < 0.15, "{band:?}");
}

#[test]
fn a_flat_poster_has_its_lower_third() {
    assert_eq!(title_band(&RgbImage::new(50, 80)), Area::BOTTOM);
}
